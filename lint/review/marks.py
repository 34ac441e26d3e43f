"""The marks of a comment in the text: where its range begins and ends, and its reference."""

from __future__ import annotations

from .elements import above, is_, own
from .parts import space

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .anchors import Anchor


def mark(anchor: Anchor, id: int, reference_style: str) -> None:
    """Put the marks of a comment around its anchor, and its reference behind them."""
    inside = anchor.paragraph if anchor.first is None else anchor.first
    w = space(inside if is_(inside, "p") else above(inside, "p"))
    start = inside.makeelement(w + "commentRangeStart", {w + "id": str(id)})
    end = inside.makeelement(w + "commentRangeEnd", {w + "id": str(id)})
    if anchor.first is None:
        inside.append(start)
        inside.append(end)
    elif anchor.point:
        if anchor.point < 0:
            _outermost(anchor.first, True).addprevious(start)
        else:
            _outermost(anchor.first, False).addnext(start)
        start.addnext(end)
    else:
        _outermost(anchor.first, True).addprevious(start)
        _outermost(anchor.last, False).addnext(end)
    run = inside.makeelement(w + "r")
    if reference_style:
        properties = inside.makeelement(w + "rPr")
        properties.append(inside.makeelement(w + "rStyle", {w + "val": reference_style}))
        run.append(properties)
    run.append(inside.makeelement(w + "commentReference", {w + "id": str(id)}))
    _free(end).addnext(run)


def _free(end: Any) -> Any:
    """The element behind which the reference to a comment goes whose range ends with ``end``.

    Outside links, fields and other people's revisions, which may be removed or
    made anew.
    """
    paragraph = above(end, "p")
    while end.getparent() is not paragraph:
        end = end.getparent()
    return _field_end(end)


def _field_end(child: Any) -> Any:
    """The child of the same paragraph that ends the field which a child stands in, or the child itself.

    A reference inside a field's result becomes text of it in other programs.
    """
    paragraph = child.getparent()
    w = space(paragraph)
    if next(paragraph.iter(w + "fldChar"), None) is None:
        return child
    open_ = inner = 0
    found = child
    passed = False
    for element in paragraph:
        for turn in element.iter(w + "fldChar"):
            change = {"begin": 1, "end": -1}.get(turn.get(w + "fldCharType") or "", 0)
            if not passed:
                # A field that began in an earlier paragraph ends in a later one as well.
                open_ = max(0, open_ + change)
            elif change < 0 and not inner and open_:
                open_ -= 1
                found = element
            else:
                inner = max(0, inner + change)
        passed = passed or element is child
    return found


def _outermost(element: Any, first: bool) -> Any:
    """The element, or the tracked change of ours that begins (ends) with it, its replacement included."""
    while own(element.getparent()):
        inside = element.getparent()
        if (element.getprevious() if first else element.getnext()) is not None:
            return element
        element = inside
    if not first:
        following = element.getnext()
        while following is not None and own(following) and is_(following, "ins"):
            element, following = following, following.getnext()
    return element
