"""A document as the readers give it: its text, its blocks, and where both come from."""

from __future__ import annotations

from bisect import bisect_right

from .span import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from .textmap import TextMap

    Note = tuple[str, int, int] | tuple[str, int, int, dict[str, object]]

# From so many lines on.
_MANY = 4096
KINDS = ("heading", "paragraph", "item", "cell", "code", "quote", "footnote")


class Block:
    """A paragraph, heading, list item, table cell, code block, quotation or footnote.

    ``start`` and ``end`` are offsets into the document's text. ``pieces`` lists
    the ``(start, end)`` slices that a reader of the document sees, where that
    is not the whole block (markup left out, wrapped lines joined), else None.
    ``level`` is the heading level from 1 on, 0 where none is known from markup
    or styles. ``location`` says where the block stands in formats without
    lines (``{"table": 1, "row": 2, "column": 3}``).
    """

    __slots__ = ("end", "kind", "level", "location", "pieces", "start")

    def __init__(
        self,
        kind: str,
        start: int,
        end: int,
        level: int = 0,
        pieces: tuple[tuple[int, int], ...] | None = None,
        location: dict[str, object] | None = None,
    ) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.level = level
        self.pieces = pieces
        self.location = location

    @property
    def span(self) -> Span:
        """Where the block stands in the document's text."""
        return Span(self.start, self.end)


class LineBlocks:
    """Lines of plain text as blocks, each of which is made when it is asked for.

    Those who read a text whole take the places of the lines and the lines instead.
    Many places are packed: blocks take up as much room as half of the text.
    """

    __slots__ = ("_lines", "_packed", "_spans")

    def __init__(self, spans: list[tuple[int, int]], lines: list[str] | None = None) -> None:
        self._lines = lines
        self._spans = spans
        self._packed: Any = None
        if len(spans) >= _MANY:
            from array import array

            self._packed = array("I", [place for span in spans for place in span])
            self._spans = []

    def spans(self) -> Iterator[tuple[int, int]]:
        """``(start, end)`` of each line, in order."""
        if self._packed is None:
            return iter(self._spans)
        places = iter(self._packed)
        return zip(places, places, strict=True)

    def lines(self, text: str) -> list[str]:
        """The lines, which ``text`` is made of; what the reader cut out is given away, so that nothing is kept twice."""
        lines, self._lines = self._lines, None
        return [text[start:end] for start, end in self.spans()] if lines is None else lines

    def __len__(self) -> int:
        return len(self._spans) if self._packed is None else len(self._packed) // 2

    def __getitem__(self, number: Any) -> Any:
        if isinstance(number, slice):
            return [self[at] for at in range(*number.indices(len(self)))]
        if self._packed is None:
            return Block("paragraph", *self._spans[number])
        at = 2 * range(len(self))[number]
        return Block("paragraph", self._packed[at], self._packed[at + 1])


class Directive:
    """An instruction to the linter that stands in the document itself.

    ``action`` is ``off``, ``on``, ``next`` or ``file``; ``rules`` holds rule ids
    or categories (empty: all); ``start`` and ``end`` are where it stands.
    """

    __slots__ = ("action", "end", "reason", "rules", "start")

    def __init__(
        self, action: str, rules: tuple[str, ...], start: int, end: int, reason: str = ""
    ) -> None:
        self.action = action
        self.rules = rules
        self.start = start
        self.end = end
        self.reason = reason


class Document:
    """The text that is linted, with its blocks in order.

    ``path`` is what findings name (relative, with ``/``; ``<stdin>`` for
    standard input). ``format`` is the reader's name (``txt``, ``md``).
    ``map`` leads from offsets in ``text`` to the source, None where both are
    equal. ``encoding`` and ``bom`` say how the file was written. ``notes`` are
    things that the reader found worth saying: (kind, start, end) with a kind
    that a rule of matcher kind ``note`` reports, and values for its message
    as a fourth item where the format has some.
    """

    __slots__ = (
        "blocks",
        "bom",
        "directives",
        "encoding",
        "format",
        "map",
        "notes",
        "path",
        "places",
        "source",
        "text",
        "without",
        "wrapped",
    )

    def __init__(
        self,
        path: str,
        format: str,
        text: str,
        blocks: Sequence[Block],
        map: TextMap | None = None,
        directives: tuple[Directive, ...] = (),
        encoding: str = "utf-8",
        bom: bool = False,
        notes: tuple[Note, ...] = (),
        wrapped: bool = False,
        source: str | None = None,
        places: tuple[tuple[int, dict[str, object]], ...] = (),
        without: frozenset[str] = frozenset(),
    ) -> None:
        self.path = path
        self.format = format
        self.text = text
        self.blocks = blocks
        self.map = map
        self.directives = directives
        self.encoding = encoding
        self.bom = bom
        self.notes = notes
        self.wrapped = wrapped
        self.source = source
        self.places = places
        self.without = without

    def location(self, offset: int) -> dict[str, object] | None:
        """Where an offset stands, in a format without lines; None in one that has them."""
        if self.places:
            index = bisect_right(self.places, offset, key=lambda place: place[0]) - 1
            return self.places[max(index, 0)][1]
        if not self.blocks or self.blocks[0].location is None:
            return None
        index = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        return self.blocks[max(index, 0)].location
