"""Which stretches of a text are alike: seed and extend, as in the alignment of sequences.

Every clause is known by its first characters and every sentence also by its
last ones. Two places that share such a key are extended in both directions
over equal text, small changes included. A key's later place is compared with
two earlier ones at most, so the work grows with the length of the text and not
with its square.
"""

from __future__ import annotations

from collections import Counter

from .patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    # Offsets of an earlier and a later stretch: start and end, start and end.
    Region = tuple[int, int, int, int]

_KEY = 8
_WITH_TAIL = 12
_HEAD = Lazy(f"，([^，]{{{_KEY}}})")
# Where two texts may meet again after a change: characters to skip in one and in the other.
_SKIPS = ((1, 1), (0, 1), (1, 0), (2, 2), (1, 2), (2, 1), (0, 2), (2, 0), (3, 3))
_RESUME = 3
# How far the distance between two places may drift, and how long a change may be, in one region.
_DRIFT, _GAP, _WELL = 12, 30, 60
# What part of a unit an aligned region covers at least.
_COVER = 0.35


class Units:
    """The sentences or clauses of a text: ``marked`` is the text with one mark behind each of them.

    They are looked up where they are needed; a list of all their starts costs
    more than all that is done with it.
    """

    __slots__ = ("mark", "marked")

    def __init__(self, marked: str, mark: str) -> None:
        self.marked = marked
        self.mark = mark

    def start(self, offset: int) -> int:
        """Where the unit that holds an offset starts."""
        return self.marked.rfind(self.mark, 0, offset) + 1

    def end(self, offset: int) -> int:
        """The first start of a unit behind an offset; one past the end of the text behind the last one."""
        return self.marked.index(self.mark, offset) + 1

    def snapped(self, span: tuple[int, int]) -> tuple[int, int] | None:
        """The whole units that a span covers; None where it covers too little.

        A unit of which the span holds less than two fifths is left out at either end.
        """
        start, end = self.start(span[0]), self.end(span[1] - 1)
        following = self.end(start)
        if following < end and following - span[0] < 0.4 * (following - start):
            start, following = following, self.end(following)
        before = self.start(end - 1)
        if following < end and span[1] - before < 0.4 * (end - before):
            end = before
        return (start, end) if span[1] - span[0] >= _COVER * (end - start) else None


class Alignment:
    """A text of paragraphs, one a line and without blanks, and its ``sentences`` and ``clauses``."""

    __slots__ = ("clauses", "flat", "sentences", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        #: The text with every mark that may end a clause made one: marks change easily.
        self.flat = ""
        marked = text
        for mark in "；！？;\n":
            marked = marked.replace(mark, "。")
        self.sentences = Units(marked + "。", "。")
        for mark in "。：,":
            marked = marked.replace(mark, "，")
        self.clauses = Units(marked + "，", "，")

    def _pairs(self) -> list[tuple[int, int]]:
        """Offsets at which the same key stands, sorted by the later one."""
        pairs: list[tuple[int, int]] = []
        for places in (self._heads(), self._tails()):
            for offsets in places.values():
                for number in range(1, len(offsets)):
                    pairs.append((offsets[0], offsets[number]))
                    if number > 1:
                        pairs.append((offsets[number - 1], offsets[number]))
        pairs.sort(key=lambda pair: (pair[1], pair[0]))
        return pairs

    def _heads(self) -> dict[str, list[int]]:
        """The beginnings of clauses that stand in the text more than once, and where."""
        text = "，" + self.clauses.marked
        keys = _HEAD.findall(text)
        twice = _twice(keys)
        places: dict[str, list[int]] = {key: [] for key in twice}
        at = 0
        for key in filter(twice.__contains__, keys):
            # The key stands behind a mark that the text did not have, so this is its offset.
            at = text.index("，" + key, at)
            places[key].append(at)
            at += 1
        return places

    def _tails(self) -> dict[str, list[int]]:
        """The ends of sentences that stand in the text more than once, and where."""
        text = self.sentences.marked
        keys = [sentence[-_KEY:] for sentence in text.split("。") if len(sentence) >= _WITH_TAIL]
        twice = _twice(keys)
        places: dict[str, list[int]] = {key: [] for key in twice}
        at = 0
        for key in filter(twice.__contains__, keys):
            at = text.index(key + "。", at)
            while at + _KEY < _WITH_TAIL or text.rfind("。", at + _KEY - _WITH_TAIL, at) >= 0:
                # The end of a sentence that is too short.
                at = text.index(key + "。", at + 1)
            places[key].append(at)
            at += 1
        return places

    def regions(self) -> list[Region]:
        """The aligned regions around the keys, neighbours on one diagonal in one paragraph joined."""
        regions: list[Region] = []
        recent: list[int] = []
        pairs = self._pairs()
        if pairs:
            flat = self.text
            for mark in "；！？;。：,、":
                flat = flat.replace(mark, "，")
            self.flat = flat + "\n"
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


def _twice(keys: list[str]) -> frozenset[str]:
    """The keys that are there more than once."""
    counts = Counter(keys)
    return frozenset([key for key, count in counts.items() if count > 1] if len(counts) < len(keys) else ())
