"""Which stretches of a text are alike: seed and extend, as in the alignment of sequences.

Every clause is known by its first characters and every sentence also by its
last ones. Two places that share such a key are extended in both directions
over equal text, small changes included. A key's later place is compared with
two earlier ones at most, so the work grows with the length of the text and not
with its square.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate

TYPE_CHECKING = False
if TYPE_CHECKING:
    # Offsets of an earlier and a later stretch: start and end, start and end.
    Region = tuple[int, int, int, int]

_KEY = 8
_WITH_TAIL = 12
# Where two texts may meet again after a change: characters to skip in one and in the other.
_SKIPS = ((1, 1), (0, 1), (1, 0), (2, 2), (1, 2), (2, 1), (0, 2), (2, 0), (3, 3))
_RESUME = 3
# How far the distance between two places may drift, and how long a change may be, in one region.
_DRIFT, _GAP, _WELL = 12, 30, 60
# What part of a unit an aligned region covers at least.
_COVER = 0.35


class Alignment:
    """A text of paragraphs, one a line and without blanks.

    ``sentences`` and ``clauses`` are the offsets at which they start, and one
    past the end; empty where nothing in the text occurs twice.
    """

    __slots__ = ("clauses", "flat", "sentences", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        # The text with every mark that may end a clause made one: marks change easily.
        self.flat = ""
        self.clauses: list[int] = []
        self.sentences: list[int] = []

    def _pairs(self) -> list[tuple[int, int]]:
        """Offsets at which the same key stands, sorted by the later one."""
        text = self.text
        for mark in "；！？;":
            text = text.replace(mark, "。")
        sentences = text.replace("\n", "。").split("。")
        for mark in "。：,":
            text = text.replace(mark, "，")
        clauses = text.replace("\n", "，").split("，")
        pairs: list[tuple[int, int]] = []
        heads = [clause[:_KEY] for clause in clauses]
        tails = [sentence[-_KEY:] if len(sentence) >= _WITH_TAIL else "" for sentence in sentences]
        for keys, units, at_end in ((heads, clauses, False), (tails, sentences, True)):
            first: dict[str, int] = {}
            seen = first.setdefault
            again = [at for at, key in enumerate(keys) if len(key) == _KEY and seen(key, at) != at]
            if not again:
                continue
            starts = self.sentences if at_end else self.clauses
            if not starts:
                starts.extend(_starts(units))
            places: dict[str, list[int]] = {}
            for index in again:
                places.setdefault(keys[index], [first[keys[index]]]).append(index)
            for indexes in places.values():
                offsets = [starts[index + 1] - 1 - _KEY if at_end else starts[index] for index in indexes]
                for number in range(1, len(offsets)):
                    pairs.append((offsets[0], offsets[number]))
                    if number > 1:
                        pairs.append((offsets[number - 1], offsets[number]))
        if pairs:
            self.sentences = self.sentences or _starts(sentences)
            self.clauses = self.clauses or _starts(clauses)
            self.flat = text.replace("、", "，") + "\n"
        pairs.sort(key=lambda pair: (pair[1], pair[0]))
        return pairs

    def regions(self) -> list[Region]:
        """The aligned regions around the keys, neighbours on one diagonal in one paragraph joined."""
        regions: list[Region] = []
        recent: list[int] = []
        pairs = self._pairs()
        flat = self.flat
        for one, other in pairs:
            shift = other - one
            known = False
            recent = [index for index in recent if other - regions[index][3] <= _GAP]
            for index in recent:
                start, _, later, later_end = regions[index]
                # What lies well inside a region is not compared again: a text may repeat itself all along.
                if other < later_end and (abs(later - start - shift) <= _DRIFT or later_end - other > _WELL):
                    known = True
                    break
            if known:
                continue
            up_one, up_other, down_one, down_other = one + _KEY, other + _KEY, one, other
            # Neither end may run into the other place: a text may repeat itself all along.
            while up_one < other and flat[up_one] == flat[up_other] != "\n":
                up_one, up_other = up_one + 1, up_other + 1
            up_one, up_other = self._resume(up_one, up_other, other)
            while down_one and down_other > up_one and flat[down_one - 1] == flat[down_other - 1] != "\n":
                down_one, down_other = down_one - 1, down_other - 1
            down_one, down_other = self._retrace(down_one, down_other, up_one)
            for index in recent:
                start, end, later, later_end = regions[index]
                if (
                    abs(later - start - shift) <= _DRIFT
                    and 0 <= down_one - end <= _GAP
                    and "\n" not in self.text[end:down_one]
                    and "\n" not in self.text[later_end:down_other]
                ):
                    regions[index] = (start, up_one, later, up_other)
                    break
            else:
                recent.append(len(regions))
                regions.append((down_one, up_one, down_other, up_other))
        return regions

    def _resume(self, one: int, other: int, limit: int) -> tuple[int, int]:
        """Where the texts stop being alike, changes passed over, from a first difference on.

        The earlier one stops before ``limit``.
        """
        flat = self.flat
        while one < limit:
            for skip, also in _SKIPS:
                low, high = one + skip, other + also
                piece = flat[low : low + _RESUME]
                if piece == flat[high : high + _RESUME] and len(piece) == _RESUME and "\n" not in piece:
                    if "\n" in flat[one:low] or "\n" in flat[other:high]:
                        continue
                    one, other = low + _RESUME, high + _RESUME
                    while one < limit and flat[one : one + 1] == flat[other : other + 1] != "\n":
                        one, other = one + 1, other + 1
                    break
            else:
                break
        return min(one, limit), other

    def _retrace(self, one: int, other: int, limit: int) -> tuple[int, int]:
        """The same towards the beginning of the text; the later one stops behind ``limit``."""
        flat = self.flat
        while other > limit:
            for skip, also in _SKIPS:
                low, high = one - skip, other - also
                if low < _RESUME:
                    continue
                piece = flat[low - _RESUME : low]
                if piece == flat[high - _RESUME : high] and "\n" not in piece:
                    if "\n" in flat[low:one] or "\n" in flat[high:other]:
                        continue
                    one, other = low - _RESUME, high - _RESUME
                    while one and other > limit and flat[one - 1] == flat[other - 1] != "\n":
                        one, other = one - 1, other - 1
                    break
            else:
                break
        return one, max(other, limit)


def _starts(units: list[str]) -> list[int]:
    """Where units that one mark each parts start, and one past the last one's end."""
    return list(accumulate(map((1).__add__, map(len, units)), initial=0))


def snapped(span: tuple[int, int], bounds: list[int]) -> tuple[int, int] | None:
    """The whole units that a span covers, given where units start; None where it covers too little.

    A unit of which the span holds less than two fifths is left out at either end.
    """
    first = bisect_right(bounds, span[0]) - 1
    last = min(bisect_left(bounds, span[1]), len(bounds) - 1)
    if last - first > 1 and bounds[first + 1] - span[0] < 0.4 * (bounds[first + 1] - bounds[first]):
        first += 1
    if last - first > 1 and span[1] - bounds[last - 1] < 0.4 * (bounds[last] - bounds[last - 1]):
        last -= 1
    start, end = bounds[first], bounds[last]
    return (start, end) if span[1] - span[0] >= _COVER * (end - start) else None
