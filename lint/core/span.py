"""Spans: half-open ranges of code points."""

from __future__ import annotations


class Span(tuple[int, int]):
    """A half-open range ``[start, end)`` of code points.

    A tuple of two integers, so spans sort and compare by start, then end.
    Raises ValueError where ``start`` is negative or past ``end``.
    """

    __slots__ = ()

    def __new__(cls, start: int, end: int) -> Span:
        """The span of two offsets in code points."""
        if not 0 <= start <= end:
            raise ValueError(f"not a span: [{start}, {end})")
        return tuple.__new__(cls, (start, end))

    def __getnewargs__(self) -> tuple[int, int]:
        return (self[0], self[1])

    @property
    def start(self) -> int:
        """The first code point."""
        return self[0]

    @property
    def end(self) -> int:
        """One past the last code point."""
        return self[1]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self[0] < other[1] and other[0] < self[1]

    def __repr__(self) -> str:
        return f"Span({self[0]}, {self[1]})"
