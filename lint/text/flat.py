"""A whole document as one string, a line for each paragraph, and the way back to its offsets."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate, islice

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from .reading import Paragraph, Reading

_PART, _FAR = 65536, 65536


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
        if page.large and not any(part.map for part in self._parts):
            self._cut(page.text)
            return
        texts = [part.text for part in self._parts]
        self._starts: list[int] = []
        if self._joint(page):
            self._join(texts)
            return
        # As most documents are: every part is a line.
        at = 0
        for text in texts:
            self._starts.append(at)
            at += len(text) + 1
        self.text = "\n".join(texts)

    def _joint(self, page: Reading) -> bool:
        """Whether several parts are of one line."""
        if page.plain:
            return True in [part.continues for part in self._parts]
        ends = [part.end for part in self._parts]
        return any(map(int.__eq__, [part.start for part in islice(self._parts, 1, None)], ends))

    def _cut(self, text: str) -> None:
        """Take runs of lines from the document's text: a copy of each line would be another copy of it."""
        self._starts = []
        runs: list[str] = []
        low, end = 0, -2
        at = 0
        for part in self._parts:
            start = part.start
            if start != end and (start != end + 1 or text[end] != "\n"):
                if end >= 0:
                    runs.append(text[low:end])
                    at += end - low + 1
                low = start
            self._starts.append(at + start - low)
            end = part.end
        if end >= 0:
            runs.append(text[low:end])
        self.text = "\n".join(runs)

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
        if len(self._starts) > paragraph.index and self._parts[paragraph.index] is paragraph:
            # Without code before it.
            return self._starts[paragraph.index]
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
            text = self.text
            self._lines = lines = [0]
            at = text.find("\n")
            while at >= 0:
                lines.append(at + 1)
                at = text.find("\n", at + 1)
            lines.append(len(text) + 1)
        return self._lines


def joined(page: Reading, parts: list[Paragraph]) -> tuple[str, list[int]]:
    """Paragraphs, one at least, a line each; where each starts in that, and one past where the last one ends."""
    if not page.large or any(part.map for part in parts):
        texts = [part.text for part in parts]
        return "\n".join(texts), list(accumulate([len(text) + 1 for text in texts], initial=0))
    # Runs of lines are taken from the document's text as they are.
    text = page.text
    runs: list[str] = []
    low, end = parts[0].start, parts[0].end
    for part in parts[1:]:
        start = part.start
        if start != end + 1 or text[end] != "\n":
            runs.append(text[low:end])
            low = start
        end = part.end
    runs.append(text[low:end])
    return "\n".join(runs), list(accumulate([part.end - part.start + 1 for part in parts], initial=0))


def stretches(text: str, lines: bool = False, mark: str = "") -> Iterator[tuple[int, int]]:
    """A text in parts of some thousand characters: what is made of a part is soon gone again.

    They end in a line end or, unless ``lines`` says so, where that is far, in a full stop; where a ``mark`` is named, in that.
    """
    low = 0
    while low < len(text):
        near = low + _PART
        if mark:
            high = text.find(mark, near) + 1 or len(text)
            yield low, high
            low = high
            continue
        high = text.find("\n", near, near + _FAR) + 1
        if not high and not lines:
            high = text.find("。", near, near + _FAR) + 1
        high = high or text.find("\n", near) + 1 or len(text)
        yield low, high
        low = high


def flat_of(page: Reading) -> Flat:
    """The flat text of a document; made once and kept on its shelf."""
    found: Flat | None = page.shelf.get("flat")
    if found is None:
        found = page.shelf["flat"] = Flat(page)
    return found


def characters_of(page: Reading) -> str:
    """A string that holds the characters of the document and no others.

    Most that a rule asks about stand in no report, and to see that takes a pass over the whole text; so each is there
    once. Where that is not compiled it is the text itself: of whether it holds a character both tell the same.
    """
    found: str | None = page.shelf.get("characters")
    if found is None:
        from .repeats import twice

        compiled = twice()
        found = page.shelf["characters"] = compiled.distinct(page.text) if compiled else page.text
    return found


def holding(page: Reading, mark: str) -> Iterator[Paragraph]:
    """The paragraphs in whose stretch of the document a character stands, in order: those whose text holds it, and few more."""
    text = page.text
    at = text.find(mark)
    while at >= 0:
        here = page.paragraph_at(at)
        if here is None or here.end <= at:
            # It is no part of how any paragraph reads.
            at = text.find(mark, at + 1)
            continue
        yield here
        at = text.find(mark, here.end)


def first_of(page: Reading, paragraph: Paragraph) -> str:
    """The first character of a paragraph, "" where it is empty; what is long is not cut from the document for it."""
    return paragraph.text[:1] if paragraph.map is not None else page.text[paragraph.start : min(paragraph.start + 1, paragraph.end)]
