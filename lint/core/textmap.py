"""Maps between two texts whose characters correspond piece by piece.

One class serves both maps of the project: source file to document, and
document to the view that a matcher reads.
"""

from __future__ import annotations

from bisect import bisect_right

from .span import Span


class Segment:
    """A run of the mapped text and the run of the origin that it stands for.

    ``at`` and ``length`` are code points of the mapped text; ``origin`` and
    ``origin_length`` are code points of the part named ``part`` of the origin
    (``None`` where the origin is one text). ``exact`` says that both runs hold
    the same number of characters, one for one; an inexact run (``㎡`` for
    ``m2``) maps whole or not at all.
    """

    __slots__ = ("at", "exact", "length", "origin", "origin_length", "part")

    def __init__(
        self,
        at: int,
        length: int,
        origin: int,
        origin_length: int | None = None,
        exact: bool = True,
        part: object = None,
    ) -> None:
        self.at = at
        self.length = length
        self.part = part
        self.origin = origin
        self.origin_length = length if origin_length is None else origin_length
        self.exact = exact


class TextMap:
    """Where each character of a text comes from.

    Segments must be sorted, must cover the mapped text without gap or overlap
    and, where exact, must have equal lengths; ValueError otherwise.
    """

    __slots__ = ("_starts", "length", "segments")

    def __init__(self, segments: list[Segment]) -> None:
        at = 0
        for segment in segments:
            if segment.at != at:
                raise ValueError(f"segment at {segment.at}, expected {at}")
            if segment.length < 0 or segment.origin < 0 or segment.origin_length < 0:
                raise ValueError(f"negative length or origin in the segment at {at}")
            if segment.exact and segment.length != segment.origin_length:
                raise ValueError(f"unequal lengths in the exact segment at {at}")
            at += segment.length
        self.segments = tuple(s for s in segments if s.length)
        self.length = at
        self._starts = [segment.at for segment in self.segments]

    def pieces(self, start: int, end: int) -> list[tuple[object, Span, bool]]:
        """The runs of the origin behind ``[start, end)``: (part, span, exact).

        Neighbouring exact runs of one part that touch are joined. An inexact
        segment that the range cuts comes whole, marked as not exact. An empty
        range gives the empty run at its place.
        """
        if not 0 <= start <= end <= self.length:
            raise ValueError(f"[{start}, {end}) is outside the text of {self.length}")
        if not self.segments:
            return []
        index = max(0, bisect_right(self._starts, start) - 1)
        found: list[tuple[object, Span, bool]] = []
        while index < len(self.segments):
            segment = self.segments[index]
            if segment.at >= end and not (start == end and not found):
                break
            low = max(start, segment.at) - segment.at
            high = min(end, segment.at + segment.length) - segment.at
            if segment.exact:
                run = (segment.part, Span(segment.origin + low, segment.origin + high), True)
            else:
                whole = low == 0 and high == segment.length
                origin = Span(segment.origin, segment.origin + segment.origin_length)
                run = (segment.part, origin, whole)
            if (
                found
                and run[2]
                and found[-1][2]
                and found[-1][0] == run[0]
                and found[-1][1].end == run[1].start
            ):
                run = (run[0], Span(found[-1][1].start, run[1].end), True)
                found[-1] = run
            else:
                found.append(run)
            index += 1
        return found

    def hull(self, start: int, end: int) -> Span:
        """The smallest span of a one-part origin that holds ``[start, end)``."""
        runs = self.pieces(start, end)
        if not runs:
            return Span(0, 0)
        return Span(min(run[1].start for run in runs), max(run[1].end for run in runs))

    @classmethod
    def of_pieces(cls, pieces: list[tuple[int, int]]) -> TextMap:
        """The map of a text made by joining ``[start, end)`` slices of its origin."""
        segments: list[Segment] = []
        at = 0
        for start, end in pieces:
            segments.append(Segment(at, end - start, start))
            at += end - start
        return cls(segments)
