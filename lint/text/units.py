"""The sentences and clauses of a text, told by their marks alone."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# What part of a unit an aligned region covers at least.
_COVER = 0.35


class Units:
    """The sentences or clauses of a text: ``marked`` is the text with one mark behind each of them.

    They are looked up where they are needed; a list of all their starts costs
    more than all that is done with it.
    """

    __slots__ = ("mark", "marked")

    def __init__(self, marked: str, mark: str) -> None:
        # Bytes are looked up as strings are.
        self.marked: Any = marked
        self.mark: Any = mark

    def pack(self) -> None:
        """Keep nothing but the marks, in half the room; to be called once."""
        # No line end is left in the text: it was a mark too.
        self.marked = self.marked.replace(self.mark, "\n").encode("ascii", "replace")
        self.mark = b"\n"

    def start(self, offset: int) -> int:
        """Where the unit that holds an offset starts."""
        start: int = self.marked.rfind(self.mark, 0, offset) + 1
        return start

    def end(self, offset: int) -> int:
        """The first start of a unit behind an offset; one past the end of the text behind the last one."""
        end: int = self.marked.index(self.mark, offset) + 1
        return end

    def snapped(self, span: tuple[int, int]) -> tuple[int, int] | None:
        """The whole units that a span covers; None where it covers too little.

        A unit of which the span holds less than two fifths is left out at either end.
        """
        marked, mark = self.marked, self.mark
        start, end = marked.rfind(mark, 0, span[0]) + 1, marked.index(mark, span[1] - 1) + 1
        following = marked.index(mark, start) + 1
        if following == end:
            # One unit, as most spans are in.
            return (start, end) if span[1] - span[0] >= _COVER * (end - start) else None
        if following - span[0] < 0.4 * (following - start):
            start, following = following, self.end(following)
        before = self.start(end - 1)
        if following < end and span[1] - before < 0.4 * (end - before):
            end = before
        return (start, end) if span[1] - span[0] >= _COVER * (end - start) else None
