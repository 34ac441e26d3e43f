"""From a span of a document's text to the runs that hold it, and runs cut where a span begins and ends.

A docx document's map leads to places of two sorts: ``("word/document.xml", 12)``
is the 13th ``w:t`` of that part in document order, ``("word/document.xml",
"p")`` is a paragraph's mark, whose origin counts the part's ``w:p``. Computed
text (list numbers, symbols, tabs, line breaks) has no part.
"""

from __future__ import annotations

import copy
from bisect import bisect_left, bisect_right

from .names import SPACE, STRICT, W

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..core.document import Document

_BLANKS = " \t\r\n"
#: The second half of a paragraph mark's place.
MARK = "p"


class Place:
    """Characters ``[start, end)`` of the ``w:t`` number ``index`` of the part ``part``."""

    __slots__ = ("end", "index", "part", "start")

    def __init__(self, part: str, index: int, start: int, end: int) -> None:
        self.part = part
        self.index = index
        self.start = start
        self.end = end

    def __repr__(self) -> str:
        return f"Place({self.part!r}, {self.index}, {self.start}, {self.end})"


def places(document: Document, start: int, end: int) -> list[Place]:
    """Where the characters ``[start, end)`` of a docx document's text stand, in order.

    Computed text and paragraph marks in the range are passed over, so the
    outcome is empty where there is nothing else. An empty range gives the
    place of the character after it, or before it where that has none: an empty
    place.
    """
    assert document.map is not None
    if start == end:
        return _point(document, start)
    found = []
    for part, span, exact in document.map.pieces(start, end):
        if exact and isinstance(part, tuple) and part[1] != MARK and span[1] > span[0]:
            found.append(Place(part[0], part[1], span[0], span[1]))
    return found


def _point(document: Document, at: int) -> list[Place]:
    assert document.map is not None
    for low, high, index in ((at, at + 1, 0), (at - 1, at, 1)):
        if low >= 0 and high <= document.map.length:
            (part, span, exact), *_ = document.map.pieces(low, high)
            if exact and isinstance(part, tuple) and part[1] != MARK:
                return [Place(part[0], part[1], span[index], span[index])]
    return []


def texts(root: Any) -> list[Any]:
    """Every ``w:t`` of a part in document order, deleted, hidden and fallback text included."""
    return list(root.iter(W + "t", STRICT + "t"))


def paragraphs(root: Any) -> list[Any]:
    """Every ``w:p`` of a part in document order."""
    return list(root.iter(W + "p", STRICT + "p"))


def lead(element: Any) -> int:
    """How many characters at the start of a ``w:t`` are not shown, for want of ``xml:space``."""
    text = element.text or ""
    return 0 if element.get(SPACE) == "preserve" else len(text) - len(text.lstrip(_BLANKS))


def put(element: Any, text: str) -> None:
    """Make ``text`` the text of a ``w:t``, with ``xml:space`` where its ends are blank."""
    element.text = text
    if text != text.strip(_BLANKS):
        element.set(SPACE, "preserve")


def shown(element: Any) -> str:
    """The text of a ``w:t`` as it is shown; ``lead`` says how many characters come before it."""
    text: str = element.text or ""
    return text if element.get(SPACE) == "preserve" else text.strip(_BLANKS)


class Cutter:
    """Cuts runs of one part so that given characters have runs of their own.

    Places stay those of the map however often runs were cut. Formatting goes
    to both halves; what stood behind the text in its run goes to the second.
    """

    def __init__(self, root: Any) -> None:
        # For each w:t its pieces: where each begins in the text that the map knows.
        self._pieces = [[(lead(element), element)] for element in texts(root)]

    def runs(self, place: Place) -> list[Any]:
        """The ``w:r`` elements that hold exactly the characters of a place, cut where needed.

        ValueError where the text stands in no run. An empty place gives the run
        that would follow it, or none at the end of its ``w:t``.
        """
        self._cut(place.index, place.start)
        self._cut(place.index, place.end)
        return [_own(element) for element in self._within(place) if shown(element)]

    def isolated(self, place: Place) -> list[Any]:
        """As ``runs``, and nothing else that is shown stands in these runs (no tab, break or second ``w:t``)."""
        for run in self.runs(place):
            alone = [child for child in run if not _is(child, "rPr")]
            while len(alone) > 1:
                held = self._within(place)
                text = next(child for child in alone if any(child is element for element in held))
                at = alone.index(text)
                _divide(alone[at + 1] if at == 0 else text)
                alone = [child for child in _own(text) if not _is(child, "rPr")]
        return self.runs(place)

    def _within(self, place: Place) -> list[Any]:
        """The pieces of a ``w:t`` that begin within a place."""
        pieces = self._pieces[place.index]
        low = bisect_left(pieces, place.start, key=_start)
        high = bisect_left(pieces, max(place.end, place.start + 1), low, key=_start)
        return [element for _, element in pieces[low:high]]

    def _cut(self, index: int, at: int) -> None:
        """Make a run begin at a character, unless one does already or the text ends there."""
        pieces = self._pieces[index]
        number = bisect_right(pieces, at, key=_start) - 1
        if number < 0:
            return
        start, element = pieces[number]
        text = shown(element)
        if not start < at < start + len(text):
            return
        second = copy.deepcopy(element)
        second.tail = element.tail
        put(element, text[: at - start])
        put(second, text[at - start :])
        element.addnext(second)
        pieces.insert(number + 1, (at, second))
        _divide(second)


def _start(piece: tuple[int, Any]) -> int:
    return piece[0]


def _divide(child: Any) -> None:
    """Move a run's child, and all that follow it, into a new run of the same formatting behind it."""
    run = _own(child)
    behind = run.makeelement(run.tag, dict(run.attrib), nsmap=run.nsmap)
    for formatting in run:
        if _is(formatting, "rPr"):
            behind.append(copy.deepcopy(formatting))
    following = [child, *child.itersiblings()]
    for element in following:
        behind.append(element)
    run.addnext(behind)


def _own(element: Any) -> Any:
    run = element.getparent()
    if run is None or not _is(run, "r"):
        raise ValueError("文字不在 w:r 之内，无法拆分")
    return run


def _is(element: Any, name: str) -> bool:
    return element.tag in (W + name, STRICT + name)
