"""One document as the matchers read it; everything is computed once, when first asked for."""

from __future__ import annotations

from bisect import bisect_right
from itertools import repeat

from ..core.document import LineBlocks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..core.document import Document
    from ..core.textmap import TextMap
    from .facts import Facts
    from .heading import Heading
    from .sentences import Sentence
    from .zones import Zone


class Paragraph:
    """A block as it reads: its text without markup, wrapped lines joined.

    ``start`` and ``end`` are document offsets of the whole block. ``map`` leads
    from offsets in ``text`` to document offsets; None where they differ only by
    ``start``. ``continues`` is true for the later parts of a block that was
    too long to be read in one piece.
    """

    __slots__ = (
        "continues",
        "end",
        "index",
        "kind",
        "level",
        "location",
        "map",
        "start",
        "text",
    )

    def __init__(
        self,
        index: int,
        text: str,
        start: int,
        end: int,
        kind: str = "paragraph",
        level: int = 0,
        map: TextMap | None = None,
        location: dict[str, object] | None = None,
    ) -> None:
        self.index = index
        self.text = text
        self.start = start
        self.end = end
        self.kind = kind
        self.level = level
        self.map = map
        self.location = location
        self.continues = False

    def at(self, start: int, end: int) -> tuple[int, int]:
        """Document offsets of ``[start, end)`` of this paragraph's text."""
        if self.map is None:
            return self.start + start, self.start + end
        hull = self.map.hull(start, end)
        return hull[0], hull[1]

    def within(self, start: int, end: int) -> tuple[int, int] | None:
        """Offsets in this paragraph's text of a document span; None where it is not one run of it."""
        if end > self.end:
            return None
        if self.map is None:
            return start - self.start, end - self.start
        for segment in self.map.segments:
            ahead = start - segment.origin
            if ahead >= 0 and end <= segment.origin + segment.length:
                return segment.at + ahead, segment.at + ahead + end - start
        return None


class _OfLine:
    """What is the same for all paragraphs that are lines of their document, as most are, and is not kept with each."""

    __slots__ = ()

    kind: str = "paragraph"
    level: int = 0
    map: TextMap | None = None
    location: dict[str, object] | None = None
    continues: bool = False


class Line(_OfLine, Paragraph):
    """A paragraph that is a line of its document."""

    __slots__ = ()

    def __init__(self, index: int, text: str, start: int, end: int) -> None:
        self.index = index
        self.text = text
        self.start = start
        self.end = end


class Cut(Paragraph):
    """A paragraph of a long document: its text is cut from the document's whenever it is asked for.

    Kept, the texts of all paragraphs would be another copy of the document.
    """

    __slots__ = ("_whole",)

    def __init__(self, index: int, whole: str, start: int, end: int, kind: str, level: int, location: dict[str, object] | None) -> None:
        self.index = index
        self._whole = whole
        self.start = start
        self.end = end
        self.kind = kind
        self.level = level
        self.map = None
        self.location = location
        self.continues = False

    @property
    def text(self) -> str:  # type: ignore[override]
        """The text of the paragraph."""
        return self._whole[self.start : self.end]


class CutLine(_OfLine, Cut):
    """A paragraph of a long document that is a line of it."""

    __slots__ = ()

    def __init__(self, index: int, whole: str, start: int, end: int) -> None:
        self.index = index
        self._whole = whole
        self.start = start
        self.end = end


# Rules read a paragraph whole, so one line of ten megabytes would be read by each of them.
_LONGEST = 8192
# The texts of paragraphs are kept in documents of so many characters at most.
_LARGE = 1 << 19


def paragraphs_of(document: Document) -> list[Paragraph]:
    """The paragraphs that the blocks read as; a block of over 8,192 characters gives several.

    Long ones are cut after the last 。 of each stretch, or where there is none
    at the limit.
    """
    text = document.text
    large = len(text) > _LARGE
    found: list[Paragraph] = []
    if isinstance(document.blocks, LineBlocks):
        # Most reports are plain lines: they become paragraphs without a block for each.
        kind = CutLine if large else Line
        lines = repeat(text, len(document.blocks)) if large else document.blocks.lines(text)
        for (start, end), line in zip(document.blocks.spans(), lines, strict=True):
            if end - start <= _LONGEST:
                found.append(kind(len(found), line, start, end))
            else:
                _add(found, text, large, start, end)
        return found
    from ..core.textmap import TextMap

    for block in document.blocks:
        if block.pieces is None:
            _add(found, text, large, block.start, block.end, block.kind, block.level, block.location)
            continue
        joined = "".join([text[low:high] for low, high in block.pieces])
        whole = TextMap.of_pieces(list(block.pieces))
        found.append(Paragraph(len(found), joined, block.start, block.end, block.kind, block.level, whole, block.location))
    return found


def _add(
    found: list[Paragraph],
    text: str,
    large: bool,
    start: int,
    end: int,
    kind: str = "paragraph",
    level: int = 0,
    location: dict[str, object] | None = None,
) -> None:
    """Add the paragraphs that ``[start, end)`` of the document's text reads as."""
    cuts = [start, end] if end - start <= _LONGEST else _cuts(text, start, end)
    for low, high in zip(cuts, cuts[1:], strict=False):
        part = (
            Cut(len(found), text, low, high, kind, level, location)
            if large
            else Paragraph(len(found), text[low:high], low, high, kind, level, None, location)
        )
        part.continues = low > start
        found.append(part)


def _cuts(text: str, start: int, end: int) -> list[int]:
    cuts = [start]
    while end - cuts[-1] > _LONGEST:
        low = cuts[-1]
        stop = text.rfind("。", low + _LONGEST // 2, low + _LONGEST)
        cuts.append(stop + 1 if stop >= 0 else low + _LONGEST)
    cuts.append(end)
    return cuts


class Reading:
    """A document with everything that matchers ask about it."""

    def __init__(self, document: Document, vocabulary: frozenset[str] = frozenset()) -> None:
        self.document = document
        self.text = document.text
        #: Whether copies of the text take up much room.
        self.large = len(document.text) > _LARGE
        #: Whether the paragraphs are the lines of the text, or parts of lines.
        self.plain = isinstance(document.blocks, LineBlocks)
        #: Words that the user's configuration protects.
        self.vocabulary = vocabulary
        self.paragraphs = paragraphs_of(document)
        self._headings: list[Heading] | None = None
        self._sentences: list[Sentence] | None = None
        self._facts: Facts | None = None
        self._starts: list[int] | None = None
        self._zones: dict[int, list[Zone]] = {}
        #: A place for what several matchers share and only they understand.
        self.shelf: dict[str, Any] = {}
        #: The paragraphs that hold strings of the rule that is being asked, and where they hold them.
        self.called: list[tuple[Paragraph, list[tuple[int, int]]]] = []

    def close(self) -> None:
        """Let go of what leads back here: nobody asks any more, and all of it would stay until the next collection."""
        self._facts = None
        self.shelf.clear()

    def spare(self) -> None:
        """Give up what can be made again, because something large is about to be made."""
        if self.large:
            from ..core.room import trim
            from .words import rest

            rest()
            self.shelf.pop("flat", None)
            trim()

    @property
    def headings(self) -> list[Heading]:
        """Every numbered or styled heading and ordinal, in document order."""
        if self._headings is None:
            from .headings import headings_of

            self._headings = headings_of(self)
        return self._headings

    @property
    def sentences(self) -> list[Sentence]:
        """Every sentence, in document order."""
        if self._sentences is None:
            from .sentences import sentences_of

            self._sentences = sentences_of(self)
        return self._sentences

    @property
    def facts(self) -> Facts:
        """Title, year, genre and density of masks."""
        if self._facts is None:
            from .facts import facts_of

            self._facts = facts_of(self)
        return self._facts

    def zones(self, paragraph: Paragraph) -> list[Zone]:
        """Quotations, titles, URLs, code and lawful masks of a paragraph, sorted."""
        found = self._zones.get(paragraph.index)
        if found is None:
            from .zones import zones_of

            found = self._zones[paragraph.index] = zones_of(paragraph.text)
        return found

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """The paragraph that holds, or last starts before, a document offset."""
        if self._starts is None:
            self._starts = [paragraph.start for paragraph in self.paragraphs]
        index = bisect_right(self._starts, offset) - 1
        return self.paragraphs[index] if index >= 0 else None
