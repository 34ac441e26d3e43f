"""Which stretches of a text are alike: seed and extend, as in the alignment of sequences.

Every clause is known by its first characters and every sentence also by its
last ones. Two places that share such a key are extended in both directions
over equal text, small changes included. A key's later place is compared with
two earlier ones at most, so the work grows with the length of the text and not
with its square.
"""

from __future__ import annotations

from itertools import chain, islice

from .flat import stretches
from .patterns import Lazy
from .units import Units

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    # Offsets of an earlier and a later stretch: start and end, start and end.
    Region = tuple[int, int, int, int]

_KEY = 8
_WITH_TAIL = 12
_HEAD = Lazy(f"，([^，]{{{_KEY}}})")
# The same for texts of more characters than this, whose keys take up more room than all else: a part at a time.
_LARGE = 1 << 20
_HEADS = [Lazy(f"，([{first}][^，]{{{_KEY - 1}}})") for first in ("^，切-鿿", "切-墝", "增-抉", "把-琅", "理-鿿")]
_EARLIER = (1 << 32) - 1
# Where two texts may meet again after a change: characters to skip in one and in the other.
_SKIPS = ((1, 1), (0, 1), (1, 0), (2, 2), (1, 2), (2, 1), (0, 2), (2, 0), (3, 3))
_RESUME = 3
# How far the distance between two places may drift, and how long a change may be, in one region.
_DRIFT, _GAP, _WELL = 12, 30, 60
# Characters that are compared in one go.
_STEP = 24


class Alignment:
    """A text of paragraphs, one a line and without blanks, and its ``sentences`` and ``clauses``."""

    __slots__ = ("clauses", "flat", "large", "sentences", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        #: A text that is large takes up much room in five copies; so some are made late, and packed early.
        self.large = len(text) > _LARGE
        stops = _marked(text + "\n", "；！？;", "。")
        self.sentences = Units(stops.replace("\n", "。"), "。")
        self.clauses = Units("", "，")
        #: The text with every mark that may end a clause made one: marks change easily. It ends in a line end.
        self.flat = ""
        if not self.large:
            stops = _marked(stops, "。：,", "，")
            self.clauses.marked = stops.replace("\n", "，")
            self.flat = stops.replace("、", "，")

    def _pairs(self) -> list[int]:
        """Offsets at which the same key stands, sorted: the later one above the 32 bits of the earlier one."""
        pairs: list[int] = []
        for places in chain(self._tails(), self._heads()):
            for offsets in places:
                first = before = offsets[0]
                for offset in offsets[1:]:
                    pairs.append(offset << 32 | first)
                    if before != first:
                        pairs.append(offset << 32 | before)
                    before = offset
        pairs.sort()
        return pairs

    def _heads(self) -> Iterator[Iterable[list[int]]]:
        """Where the beginnings of clauses stand that are in the text more than once."""
        text: str = self.clauses.marked
        for head in _HEADS if self.large else (_HEAD,):
            # The first clause has no mark before it.
            first = head.findall("，" + text[:_KEY])
            keys = first + head.findall(text)
            places = _twice(keys)
            if first and first[0] in places:
                places[first[0]].append(0)
            at = 0
            for key in filter(places.__contains__, islice(keys, len(first), None)) if places else ():
                at = text.index("，" + key, at) + 1
                places[key].append(at)
            yield places.values()
        if self.large:
            self.clauses.pack()

    def _tails(self) -> Iterator[Iterable[list[int]]]:
        """Where the ends of sentences stand that are in the text more than once."""
        text: str = self.sentences.marked
        keys: list[str] = []
        for low, high in stretches(text, mark="。"):
            keys += [sentence[-_KEY:] for sentence in text[low:high].split("。") if len(sentence) >= _WITH_TAIL]
        places = _twice(keys)
        at = 0
        for key in filter(places.__contains__, keys) if places else ():
            at = text.index(key + "。", at)
            while at + _KEY < _WITH_TAIL or text.rfind("。", at + _KEY - _WITH_TAIL, at) >= 0:
                # The end of a sentence that is too short.
                at = text.index(key + "。", at + 1)
            places[key].append(at)
            at += 1
        if self.large:
            self.clauses.marked = _marked(text, "。：,", "，")
            self.sentences.pack()
        yield places.values()

    def regions(self) -> Iterator[list[Region]]:
        """The aligned regions around the keys, neighbours on one diagonal in one paragraph joined.

        Those whose later places stand in one paragraph come together, paragraph by paragraph.
        """
        pairs = self._pairs()
        if self.large:
            self.flat = _marked(self.text + "\n", "。；！？;：,、", "，")
        flat = self.flat
        regions: list[Region] = []
        # Those that end near the place looked at, and their indices.
        recent: list[tuple[Region, int]] = []
        # Up to where the last of the recent regions reaches that ends first.
        first_end = 0
        line_end = -1
        for pair in pairs:
            other, one = pair >> 32, pair & _EARLIER
            shift = other - one
            if other > line_end:
                if regions:
                    yield regions
                    regions, recent = [], []
                line_end = flat.index("\n", other)
                first_end = other
            elif other - first_end > _GAP:
                recent = [last for last in recent if other - last[0][3] <= _GAP]
                first_end = min([last[0][3] for last in recent], default=other)
            for (start, _, later, later_end), _ in recent:
                # What lies well inside a region is not compared again: a text may repeat itself all along.
                if other < later_end and (-_DRIFT <= later - start - shift <= _DRIFT or later_end - other > _WELL):
                    break
            else:
                region = self._extended(one, other)
                for place, ((start, end, later, later_end), index) in enumerate(recent):
                    if (
                        -_DRIFT <= later - start - shift <= _DRIFT
                        and 0 <= region[0] - end <= _GAP
                        and flat.find("\n", end, region[0]) < 0
                        and flat.find("\n", later_end, region[2]) < 0
                    ):
                        regions[index] = joined = (start, region[1], later, region[3])
                        recent[place] = joined, index
                        break
                else:
                    recent.append((region, len(regions)))
                    regions.append(region)
                if region[3] < first_end:
                    first_end = region[3]
        if regions:
            yield regions

    def _extended(self, one: int, other: int) -> Region:
        """The region around a key that stands at two offsets.

        Neither end runs into the other place: a text may repeat itself all along.
        """
        flat = self.flat
        up_one, up_other = one + _KEY, other + _KEY
        char, also = flat[up_one], flat[up_other]
        if char == also and char != "\n":
            length = _shared(flat, up_one, up_other, other - up_one)
            up_one, up_other = up_one + length, up_other + length
            char, also = flat[up_one], flat[up_other]
        if char != "\n" and also != "\n":
            up_one, up_other = self._resume(up_one, up_other, other)
        elif up_one > other:
            up_one = other
        limit = up_one
        if one:
            char, also = flat[one - 1], flat[other - 1]
            if char == also and char != "\n" and other > limit:
                # The mark before a clause; most are alike no further.
                length = 1
                if one > 1 and flat[one - 2] == flat[other - 2]:
                    length = _shared_before(flat, one, other, other - limit)
                one, other = one - length, other - length
                char, also = flat[one - 1], flat[other - 1]
            if char != "\n" and also != "\n":
                one, other = self._retrace(one, other, limit)
        return one, up_one, max(other, limit), up_other

    def _resume(self, one: int, other: int, limit: int) -> tuple[int, int]:
        """Where the texts stop being alike, changes passed over, from a first difference on.

        The earlier one stops before ``limit``.
        """
        flat = self.flat
        while one < limit:
            ahead = flat[other : other + 6]
            if flat[one + 1 : one + 3] not in ahead and flat[one + 3 : one + 5] not in ahead:
                # Whatever is skipped, one of these two pairs is among the characters in which the texts meet again.
                break
            for skip, also in _SKIPS:
                low, high = one + skip, other + also
                piece = flat[low : low + _RESUME]
                if piece == flat[high : high + _RESUME] and len(piece) == _RESUME and "\n" not in piece:
                    if "\n" in flat[one:low] or "\n" in flat[other:high]:
                        continue
                    one, other = low + _RESUME, high + _RESUME
                    length = _shared(flat, one, other, limit - one)
                    one, other = one + length, other + length
                    break
            else:
                break
        return min(one, limit), other

    def _retrace(self, one: int, other: int, limit: int) -> tuple[int, int]:
        """The same towards the beginning of the text; the later one stops behind ``limit``."""
        flat = self.flat
        while other > limit:
            behind = flat[max(0, other - 6) : other]
            if one >= 6 and flat[one - 3 : one - 1] not in behind and flat[one - 5 : one - 3] not in behind:
                break
            for skip, also in _SKIPS:
                low, high = one - skip, other - also
                if low < _RESUME:
                    continue
                piece = flat[low - _RESUME : low]
                if piece == flat[high - _RESUME : high] and "\n" not in piece:
                    if "\n" in flat[low:one] or "\n" in flat[high:other]:
                        continue
                    one, other = low - _RESUME, high - _RESUME
                    length = _shared_before(flat, one, other, other - limit)
                    one, other = one - length, other - length
                    break
            else:
                break
        return one, max(other, limit)


def _shared(text: str, one: int, other: int, most: int) -> int:
    """How many characters, ``most`` at most, are the same from two offsets of a text on, up to a line end.

    The text ends in a line end.
    """
    length = 0
    while length < most:
        piece, more = text[one + length : one + length + _STEP], text[other + length : other + length + _STEP]
        if piece != more or "\n" in piece:
            for char, also in zip(piece, more, strict=False):
                if char != also or char == "\n":
                    break
                length += 1
            break
        length += _STEP
    return length if length <= most else max(0, most)


def _shared_before(text: str, one: int, other: int, most: int) -> int:
    """How many characters, ``most`` at most, are the same before two offsets of a text, down to a line end."""
    length = 0
    most = min(most, one)
    while length < most:
        start = one - length - _STEP
        piece = text[max(0, start) : one - length]
        more = text[other - length - len(piece) : other - length]
        if piece != more or "\n" in piece:
            for char, also in zip(reversed(piece), reversed(more), strict=True):
                if char != also or char == "\n":
                    break
                length += 1
            break
        length += len(piece)
    return length if length <= most else max(0, most)


def _marked(text: str, marks: str, mark: str) -> str:
    """A text with one mark in the place of several."""
    for other in marks:
        text = text.replace(other, mark)
    return text


def _twice(keys: list[str]) -> dict[str, list[int]]:
    """Room for the places of the keys that are there more than once."""
    known: set[str] = set()
    add = known.add
    return {key: [] for key in keys if key in known or add(key)}
