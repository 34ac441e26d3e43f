"""A whole document as one string, a line for each paragraph, and the way back to its offsets."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate, islice

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from .reading import Paragraph, Reading

_PART = 65536


class Flat:
    """``text`` is the text of all paragraphs but code, each on a line of its own.

    Parts of one line of the document (a run-in heading and what follows it) stand
    on one line here too. Offsets of ``text`` are called flat.
    """

    __slots__ = ("_index", "_lines", "_parts", "_starts", "text")

    def __init__(self, page: Reading) -> None:
        self._parts = [part for part in page.paragraphs if part.kind != "code"]
        self._lines: list[int] | None = None
        self._index: dict[int, int] | None = None
        texts = [part.text for part in self._parts]
        ends = [part.end for part in self._parts]
        if any(map(int.__eq__, [part.start for part in islice(self._parts, 1, None)], ends)):
            self._starts: list[int] = []
            self._join(texts)
            return
        # As most documents are: every part is a line.
        self._starts = [0, *accumulate(map((1).__add__, map(len, texts)))]
        self._starts.pop()
        self.text = "\n".join(texts)

    def _join(self, texts: list[str]) -> None:
        pieces: list[str] = []
        at = 0
        end = -1
        for part, text in zip(self._parts, texts, strict=True):
            if part.start != end and pieces:
                pieces.append("\n")
                at += 1
            self._starts.append(at)
            pieces.append(text)
            at += len(text)
            end = part.end
        self.text = "".join(pieces)

    def paragraph(self, offset: int) -> Paragraph:
        """The paragraph that holds a flat offset."""
        return self._parts[max(0, bisect_right(self._starts, offset) - 1)]

    def start(self, paragraph: Paragraph) -> int:
        """The flat offset at which a paragraph starts."""
        if self._index is None:
            self._index = {part.index: at for part, at in zip(self._parts, self._starts, strict=True)}
        return self._index[paragraph.index]

    def at(self, start: int, end: int) -> tuple[int, int]:
        """Document offsets of a flat span that is not empty."""
        first = max(0, bisect_right(self._starts, start) - 1)
        low = start - self._starts[first]
        part = self._parts[first]
        if end - self._starts[first] <= len(part.text):
            return part.at(low, end - self._starts[first])
        last = max(0, bisect_right(self._starts, end - 1) - 1)
        high = end - self._starts[last]
        return part.at(low, low + 1)[0], self._parts[last].at(max(0, high - 1), high)[1]

    @property
    def lines(self) -> list[int]:
        """Where each line of ``text`` starts, and one past where the last one ends."""
        if self._lines is None:
            self._lines = [0, *accumulate(map((1).__add__, map(len, self.text.split("\n"))))]
        return self._lines


def stretches(text: str, mark: str = "\n") -> Iterator[tuple[int, int]]:
    """A text in parts of some thousand characters that end in a mark: what is made of a part is soon gone again."""
    low = 0
    while low < len(text):
        high = text.find(mark, low + _PART) + 1 or len(text)
        yield low, high
        low = high


def flat_of(page: Reading) -> Flat:
    """The flat text of a document; made once and kept on its shelf."""
    found: Flat | None = page.shelf.get("flat")
    if found is None:
        found = page.shelf["flat"] = Flat(page)
    return found
