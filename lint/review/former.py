"""Marks of an earlier review, taken out before the document is read again."""

from __future__ import annotations

from ..ooxml.names import SPACE, W14
from ..ooxml.package import Package
from .parts import AUTHOR, STORIES, Parts, space
from .remarks import key_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_RANGE = ("commentRangeStart", "commentRangeEnd")


class Former:
    """What is kept of an earlier review, so that the same remark is the same comment again.

    ``dates`` and ``threads`` (the last paragraph's id, by which answers and
    "done" are attached) go by the remark's key; ``revised`` is when the tracked
    changes were made, "" where there were none.
    """

    __slots__ = ("dates", "revised", "threads")

    def __init__(self) -> None:
        self.dates: dict[str, str] = {}
        self.threads: dict[str, str] = {}
        self.revised = ""


def restored(data: bytes) -> tuple[bytes, Former]:
    """The document as it was before our earlier review, and what to keep of that.

    Our comments are taken out and our tracked changes that are still open are
    rejected; what others wrote stays, answers to our comments included. Raises
    ValueError where the bytes are no document.
    """
    former = Former()
    parts = Parts(Package(data))
    sign = f'"{AUTHOR}"'.encode()
    ids: set[str] = set()
    for part in parts.of_kind("comments"):
        if parts.mentions(part, sign):
            ids |= _uncommented(parts, part, former)
    for part in (parts.main, *parts.of_kind(*STORIES)):
        marked = parts.mentions(part, sign)
        if not (marked or ids and part == parts.main):
            continue
        root = parts.root(part)
        if _unanchored(root, ids) + _unrevised(root, former):
            parts.changed.add(part)
    return (parts.written() if parts.changed else data), former


def _uncommented(parts: Parts, part: str, former: Former) -> set[str]:
    """Take our comments out of their part; their ids."""
    root = parts.root(part)
    w = space(root)
    ids = set()
    for comment in list(root.iterchildren(w + "comment")):
        if comment.get(w + "author") != AUTHOR:
            continue
        key = key_of("".join(text.text or "" for text in comment.iter(w + "t")))
        if not key:
            continue
        former.dates[key] = comment.get(w + "date") or ""
        threads = [p.get(W14 + "paraId") for p in comment.iter(w + "p")]
        if threads and threads[-1]:
            former.threads[key] = threads[-1]
        ids.add(comment.get(w + "id") or "")
        root.remove(comment)
        parts.changed.add(part)
    return ids


def _unanchored(root: Any, ids: set[str]) -> int:
    """Take the anchors of these comments out; how many there were."""
    w = space(root)
    count = 0
    for element in list(root.iter(*(w + name for name in (*_RANGE, "commentReference")))):
        if element.get(w + "id") not in ids:
            continue
        count += 1
        run = element.getparent()
        run.remove(element)
        if run.tag == w + "r" and all(child.tag == w + "rPr" for child in run):
            run.getparent().remove(run)
    return count


def _unrevised(root: Any, former: Former) -> int:
    """Reject our tracked changes; how many there were."""
    w = space(root)
    count = 0
    for element in list(root.iter(w + "ins", w + "del")):
        if element.get(w + "author") != AUTHOR:
            continue
        count += 1
        former.revised = max(former.revised, element.get(w + "date") or "")
        if element.getparent().tag == w + "rPr":
            _unmarked(element)
            continue
        if element.tag == w + "ins":
            _rejoin(element)
            element.getparent().remove(element)
            continue
        for text in element.iter(w + "delText", w + "delInstrText"):
            text.tag = w + ("t" if text.tag == w + "delText" else "instrText")
            if text.get(SPACE) is None and text.text != (text.text or "").strip():
                text.set(SPACE, "preserve")
        for child in list(element):
            element.addprevious(child)
        element.getparent().remove(element)
    return count


def _rejoin(added: Any) -> None:
    """Make one of the two halves of another's insertion that ours parted, which the second's id tells."""
    before, behind = added.getprevious(), added.getnext()
    if before is None or behind is None or not before.tag == behind.tag == added.tag:
        return
    name = space(added) + "id"
    if behind.get(name) == _next(added.get(name)) and {**before.attrib, name: ""} == {
        **behind.attrib,
        name: "",
    }:
        before.extend(list(behind))
        behind.getparent().remove(behind)


def _unmarked(change: Any) -> None:
    """Take a change of a paragraph's mark away, with what would be left empty around it."""
    element = change
    while element.getparent() is not None:
        above = element.getparent()
        above.remove(element)
        if len(above) or not above.tag.endswith(("}rPr", "}pPr")):
            break
        element = above


def _next(id: str | None) -> str:
    return str(int(id) + 1) if id and id.isdecimal() else ""
