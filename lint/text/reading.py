"""One document as the matchers read it; everything is computed once, when first asked for."""

from __future__ import annotations

from bisect import bisect_right

from ..core.textmap import TextMap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..core.document import Block, Document
    from .facts import Facts
    from .headings import Heading
    from .sentences import Sentence
    from .zones import Zone


class Paragraph:
    """A block as it reads: its text without markup, wrapped lines joined.

    ``start`` and ``end`` are document offsets of the whole block. ``map`` leads
    from offsets in ``text`` to document offsets; None where they differ only by
    ``start``.
    """

    __slots__ = ("end", "index", "kind", "level", "location", "map", "start", "text")

    def __init__(
        self,
        index: int,
        text: str,
        start: int,
        end: int,
        kind: str,
        level: int,
        map: TextMap | None,
        location: dict[str, object] | None,
    ) -> None:
        self.index = index
        self.text = text
        self.start = start
        self.end = end
        self.kind = kind
        self.level = level
        self.map = map
        self.location = location

    def at(self, start: int, end: int) -> tuple[int, int]:
        """Document offsets of ``[start, end)`` of this paragraph's text."""
        if self.map is None:
            return self.start + start, self.start + end
        hull = self.map.hull(start, end)
        return hull[0], hull[1]


def paragraph_of(document: Document, index: int, block: Block) -> Paragraph:
    """The paragraph that a block reads as."""
    if block.pieces is None:
        text = document.text[block.start : block.end]
        map = None
    else:
        text = "".join(document.text[start:end] for start, end in block.pieces)
        map = TextMap.of_pieces(list(block.pieces))
    return Paragraph(
        index, text, block.start, block.end, block.kind, block.level, map, block.location
    )


class Reading:
    """A document with everything that matchers ask about it."""

    def __init__(self, document: Document, vocabulary: frozenset[str] = frozenset()) -> None:
        self.document = document
        self.text = document.text
        #: Words that the user's configuration protects.
        self.vocabulary = vocabulary
        self.paragraphs = [
            paragraph_of(document, index, block) for index, block in enumerate(document.blocks)
        ]
        self._headings: list[Heading] | None = None
        self._sentences: list[Sentence] | None = None
        self._facts: Facts | None = None
        self._starts: list[int] | None = None
        self._zones: dict[int, list[Zone]] = {}
        #: A place for what several matchers share and only they understand.
        self.shelf: dict[str, Any] = {}

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
