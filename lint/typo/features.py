"""What speaks for and against a proposed change, as one row of numbers."""

from __future__ import annotations

from math import log2

import numpy as np

from .candidates import DELETE, DOUBLED, INSERT, MARGIN, PAIR, SUBSTITUTE, SWAP, Changes
from .counting import LONGEST, triple_keys
from .language import COUNTS, Language
from .lattice import Lattice
from .levels import NAMED
from .symbols import DIGITS, FIRST, LATIN, OTHER, SIZE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from .model import Model

    Array = NDArray[Any]

#: Symbols on each side that the words are read from.
REACH = 7
#: Which way each feature is expected to move the score: 1 up, -1 down, 0 either.
NAMES: dict[str, int] = {
    "ratio": 1, "gain": 1,
    "three_before_least": -1, "three_before_middle": -1, "three_before_most": -1,
    "three_after_least": 1, "three_after_middle": 1, "three_after_most": 1,
    "two_before_least": -1, "two_before_most": -1, "two_after_least": 1, "two_after_most": 1,
    "unseen_before": 1, "unseen_after": -1,
    "words": 1, "words_per_symbol_before": -1, "words_per_symbol_after": 1,
    "length_before": 0, "length_after": 0, "word_before": -1, "word_after": 1,
    "common_before": 0, "common_after": 0,
    "sound": 0, "shape": 0, "lead": 1, "rivals": 0,
    "left": 0, "right": 0, "quoted": 0, "listed": 0, "named": -1,
    "again_before": -1, "again_after": 0, "pair_again": -1, "pair_again_after": 0, "own": -1,
    "kind": 0, "size": 0, "doubled": 0, "near_unseen": -1, "domain": -1,
    "chance_before": -1, "chance_after": 1, "further_left": 0, "further_right": 0,
}
#: Those for which the words around a place must be read.
BY_WORDS = (
    "words", "words_per_symbol_before", "words_per_symbol_after",
    "length_before", "length_after", "word_before", "word_after", "chance_before", "chance_after",
)
_LOG = np.array([log2(count + 0.5) for count in COUNTS])
_SIDE = 2


class Features:
    """Computes them for the changes of one line of symbols."""

    def __init__(self, model: Model, language: Language, lattice: Lattice) -> None:
        self._language = language
        self._lattice = lattice
        self._readings = model.arrays["readings"]
        self._groups = model.arrays["groups"]
        offsets = model.arrays["shapes.offsets"].astype(np.int64)
        self._alike = np.repeat(np.arange(len(offsets) - 1) << 12, np.diff(offsets)) | model.arrays["shapes.items"]
        self._alphabet = model.alphabet
        symbol = model.alphabet.symbol
        self._marks = {name: symbol(mark) for name, mark in zip(("open", "close", "list", "stop", "title"), "“”、。《", strict=True)}
        self._named = np.zeros(SIZE, bool)
        self._named[[symbol(mark) for mark in NAMED]] = True
        self._named[: model.alphabet.first + 1] = False

    def usual(self, line: Array, changes: Changes) -> Usual:
        """What pairs and triples say of each change."""
        return Usual(self._language, cells(line, changes, _SIDE))

    def add_words(self, line: Array, changes: Changes, rows: Array) -> None:
        """Fill the columns of rows of features that take a reading of the words."""
        names = list(NAMES)
        columns = {name: rows[:, names.index(name)] for name in BY_WORDS}
        self._by_words(line, changes, columns)

    def early(self, line: Array, threes: Array, changes: Changes, usual: Usual, domain: float) -> Array:
        """One row a change, columns as in ``NAMES``; those of ``BY_WORDS`` are still zero."""
        number = len(changes)
        rows = np.zeros((number, len(NAMES)), np.float32)
        if not number:
            return rows
        columns = {name: rows[:, place] for place, name in enumerate(NAMES)}
        columns["ratio"][:] = usual.ratio
        columns["gain"][:] = changes.gain
        for side, found in (("before", usual.before), ("after", usual.after)):
            for name in ("three_{}_least", "three_{}_middle", "three_{}_most", "two_{}_least", "two_{}_most", "unseen_{}", "common_{}"):
                columns[name.format(side)][:] = found[name]
        self._confusion(line, changes, columns)
        self._rivals(changes, usual.ratio, columns)
        self._context(line, threes, changes, columns)
        self._again(line, changes, columns)
        columns["domain"][:] = domain
        return rows

    def _by_words(self, line: Array, changes: Changes, columns: dict[str, Array]) -> None:
        sides = cells(line, changes, REACH)
        number = len(changes)
        both = np.concatenate([side.rows for side in sides])
        scores, lengths = self._lattice.best(both, np.concatenate([side.widths for side in sides]) + 2 * REACH)
        columns["words"][:] = scores[number:] - scores[:number]
        columns["chance_before"][:] = scores[:number] / (sides[0].widths + 2 * REACH)
        columns["chance_after"][:] = scores[number:] / (sides[1].widths + 2 * REACH)
        for side, name, found in zip(sides, ("before", "after"), (lengths[:number], lengths[number:]), strict=True):
            middle = found[:, REACH - 1 : REACH + 1 + int(side.widths.max(initial=0))].astype(np.float32)
            inside = np.arange(middle.shape[1]) < (side.widths + 2)[:, None]
            shares = np.where(inside, 1 / np.maximum(middle, 1), 0)
            columns[f"words_per_symbol_{name}"][:] = -np.cumsum(shares, 1)[:, -1] / (side.widths + 2)
            columns[f"length_{name}"][:] = np.where(inside, middle, 0).max(1)
            columns[f"word_{name}"][:] = self._covering(side)

    def _covering(self, side: Cells) -> Array:
        """Log-frequency of the most frequent word of several hanzi that holds the whole changed place."""
        _, counts = self._lattice.counts(side.rows[:, REACH - 3 : REACH + 6])
        best = np.zeros(len(side.rows))
        first = np.where(side.widths, 3, 2)
        last = np.where(side.widths, 3 + side.widths, 4)
        for length in range(2, LONGEST + 1):
            for start in range(4):
                holds = (start <= first) & (start + length >= last)
                best = np.where(holds, np.maximum(best, counts[:, start, length - 1]), best)
        return np.log2(best + 1 / 128)

    def _confusion(self, line: Array, changes: Changes, columns: dict[str, Array]) -> None:
        sound = np.zeros(len(changes))
        shape = np.zeros(len(changes))
        for rows, steps in ((changes.kind == SUBSTITUTE, 1), (changes.kind == PAIR, 2)):
            index = np.flatnonzero(rows)
            for step in range(steps):
                one, other = line[changes.at[index] + step], changes.after[index, step]
                sound[index] += self._sound(one, other) / steps
        index = np.flatnonzero(changes.kind == SUBSTITUTE)
        one, other = line[changes.at[index]], changes.after[index, 0]
        place = np.searchsorted(self._alike, one.astype(np.int64) << 12 | other)
        shape[index] = self._alike[np.minimum(place, len(self._alike) - 1)] == (one.astype(np.int64) << 12 | other)
        columns["sound"][:] = sound
        columns["shape"][:] = shape

    def _sound(self, one: Array, other: Array) -> Array:
        """3 for the same sound and tone, 2 for the same sound, 1 for a similar one, else 0."""
        a, b = self._readings[one][:, :, None], self._readings[other][:, None, :]
        there = (a > 0) & (b > 0)
        tone = ((a == b) & there).any((1, 2))
        same = ((a >> 3 == b >> 3) & there).any((1, 2))
        alike = ((self._groups[a >> 3] == self._groups[b >> 3]) & there).any((1, 2))
        grade: Array = tone.astype(np.float64) + same + alike
        return grade

    def _rivals(self, changes: Changes, ratio: Array, columns: dict[str, Array]) -> None:
        """How far a change leads the best other one at its place or beside it."""
        # What differs by a rounding error does not lead.
        ratio = ratio.astype(np.float32).astype(np.float64)
        order = np.argsort(changes.at, kind="stable")
        places = changes.at[order]
        low = np.searchsorted(places, changes.at - 1)
        count = np.searchsorted(places, changes.at + 2) - low
        owner = np.repeat(np.arange(len(changes)), count)
        other = order[np.repeat(low - np.concatenate(([0], np.cumsum(count)[:-1])), count) + np.arange(count.sum())]
        apart = owner != other
        best = np.full(len(changes), -np.inf)
        np.maximum.at(best, owner[apart], ratio[other[apart]])
        columns["rivals"][:] = np.minimum(count - 1, 8)
        columns["lead"][:] = np.where(count > 1, ratio - best, 20.0)

    def _context(self, line: Array, threes: Array, changes: Changes, columns: dict[str, Array]) -> None:
        at, end = changes.at, changes.at + changes.before
        first = self._alphabet.first

        def sort(symbols: Array) -> Array:
            """0 hanzi, 1 mark, 2 number, 3 Latin or unknown, 4 edge."""
            return np.select(
                [symbols >= first, symbols >= FIRST, symbols == DIGITS, (symbols == LATIN) | (symbols == OTHER)],
                [0, 1, 2, 3],
                4,
            )

        columns["left"][:] = sort(line[at - 1])
        columns["right"][:] = sort(line[end])
        columns["further_left"][:] = sort(line[at - 2])
        columns["further_right"][:] = sort(line[end + 1])
        marks = self._marks
        edge = np.flatnonzero((line == 0) | (line == marks["open"]) | (line == marks["close"]) | (line == marks["title"]))
        previous = edge[np.searchsorted(edge, at) - 1]
        columns["quoted"][:] = np.select([line[previous] == marks["open"], line[previous] == marks["title"]], [1, 2], 0)
        stops = np.flatnonzero((line < first) & (line != DIGITS))
        before = stops[np.searchsorted(stops, at) - 1]
        behind = stops[np.minimum(np.searchsorted(stops, end), len(stops) - 1)]
        columns["listed"][:] = (line[before] == marks["list"]).astype(int) + (line[behind] == marks["list"])
        # 2 right before such an ending, 1 with a symbol between.
        columns["named"][:] = np.where(self._named[line[end]], 2, self._named[line[end + 1]])
        columns["kind"][:] = changes.kind
        columns["size"][:] = changes.before
        rows = np.flatnonzero(changes.kind == DELETE)
        start, size = at[rows], changes.before[rows]
        ahead = np.ones(len(rows), bool)
        again = ahead.copy()
        for shift in range(DOUBLED):
            within = shift < size
            ahead &= (line[start + shift] == line[start + size + shift]) | ~within
            again &= (line[start + shift] == line[start - size + shift]) | ~within
        same = np.zeros(len(changes))
        same[rows] = np.where(ahead | again, 2, (size > 1).astype(int))
        columns["doubled"][:] = same
        around = np.arange(-8, 9)
        cells = np.clip(at[:, None] + around, 0, len(line) - 1)
        outside = (np.abs(around) > 2)[None, :] & (line[cells] >= first)
        columns["near_unseen"][:] = ((threes[cells] == 0) & outside).sum(1)

    def _again(self, line: Array, changes: Changes, columns: dict[str, Array]) -> None:
        """How often the least usual triple and the most usual pair stand elsewhere in the text."""
        first = self._alphabet.first
        threes = np.sort(triple_keys(line[:-2], line[1:-1], line[2:]))
        twos = np.sort(line[:-1].astype(np.int64) << 12 | line[1:])
        for side, three, two in zip(
            cells(line, changes, 1), ("again_before", "again_after"), ("pair_again", "pair_again_after"), strict=True
        ):
            rows, number = side.rows, rows_width(side, 1)
            found = rows[:, :-1].astype(np.int64) << 12 | rows[:, 1:]
            times = np.searchsorted(twos, found, "right") - np.searchsorted(twos, found)
            valid = (rows[:, :-1] >= first) & (rows[:, 1:] >= first) & (np.arange(found.shape[1]) < (number - 1)[:, None])
            columns[two][:] = np.minimum(np.where(valid, times, 0).max(1), 9)
            wide = cells_of(line, changes, side)
            keys = triple_keys(wide[:, :-2], wide[:, 1:-1], wide[:, 2:])
            times = np.searchsorted(threes, keys, "right") - np.searchsorted(threes, keys)
            valid = np.arange(keys.shape[1]) < np.maximum(number - 2, 1)[:, None]
            columns[three][:] = np.minimum(np.where(valid, times, 99).min(1), 9)
        # A hanzi that this text uses far more often than others do is likely part of a name.
        singles = np.bincount(line, minlength=len(self._language.singles))
        expected = self._language.singles / self._language.total * len(line)
        excess = np.log2((np.maximum(singles - 1, 0) + 0.5) / (expected + 0.5))
        side = cells(line, changes, 1)[0]
        place = np.arange(side.rows.shape[1])
        inner = (place >= (side.widths > 0)[:, None]) & (place < np.where(side.widths > 0, side.widths + 1, 2)[:, None])
        columns["own"][:] = np.clip(np.where(inner, excess[side.rows], -9).max(1), -2, 8)


class Cells:
    """Rows of symbols, ``reach`` on each side of ``widths`` in the middle; what is beyond is zero."""

    __slots__ = ("reach", "rows", "widths")

    def __init__(self, rows: Array, widths: Array, reach: int) -> None:
        self.rows = rows
        self.widths = widths
        self.reach = reach


def cells(line: Array, changes: Changes, reach: int) -> tuple[Cells, Cells]:
    """The symbols around each change, as they are and as they would be."""
    sizes = (changes.after >= 0).sum(1)
    most = int(max(changes.before.max(initial=0), sizes.max(initial=0)))
    place = np.arange(2 * reach + most) - reach
    at, before = changes.at[:, None], changes.before[:, None]
    was = line[np.minimum(at + place, len(line) - 1)]
    was[place >= before + reach] = 0
    size = sizes[:, None]
    new = line[np.minimum(np.where(place < 0, at + place, at + before + place - size), len(line) - 1)]
    for column in range(changes.after.shape[1]):
        rows = np.flatnonzero(sizes > column)
        new[rows, reach + column] = changes.after[rows, column]
    new[place >= size + reach] = 0
    return Cells(was, changes.before, reach), Cells(new, sizes, reach)


def rows_width(side: Cells, reach: int) -> Array:
    """How many symbols of each row count."""
    return side.widths + 2 * reach


def cells_of(line: Array, changes: Changes, side: Cells) -> Array:
    """The rows with one more symbol on the right, so that every row holds a triple."""
    wide = np.concatenate((side.rows, np.zeros((len(side.rows), 1), side.rows.dtype)), 1)
    rows = np.flatnonzero(side.widths == 0)
    wide[rows, 2] = line[changes.at[rows] + changes.before[rows] + 1]
    return wide


class Usual:
    """Levels of the pairs and triples around changes, before and after, and what they add up to."""

    __slots__ = ("after", "before", "ratio")

    def __init__(self, language: Language, sides: tuple[Cells, Cells]) -> None:
        number = len(sides[0].rows)
        # Both at once: the number of calls is what costs in a short text.
        both = np.concatenate([side.rows for side in sides])
        widths = np.concatenate([side.widths for side in sides])
        chance, three, two = language.windows(both)
        valid = np.arange(three.shape[1]) < (widths + 2 * _SIDE - 2)[:, None]
        # Added from left to right, however wide the rows of others are: equal changes weigh the same.
        total = np.cumsum(np.where(valid, chance, 0), 1)[:, -1]
        log3 = np.sort(np.where(valid, _LOG[three], np.inf), 1)
        count = valid.sum(1)
        row = np.arange(len(both))
        middle = log3[row, np.where(count > 2, count // 2, 0)]
        middle = np.where(count > 2, middle, (log3[:, 0] + log3[:, 1]) / 2)
        pairs = np.arange(two.shape[1])
        inner = (pairs >= 1) & (pairs < (widths + 2 * _SIDE - 2)[:, None])
        log2 = _LOG[two]
        place = np.arange(both.shape[1])
        changed = (place >= _SIDE) & (place < (widths + _SIDE)[:, None])
        single = np.where(changed, language.singles[both], np.inf).min(1, initial=np.inf)
        found = {
            "three_{}_least": log3[:, 0],
            "three_{}_middle": middle,
            "three_{}_most": log3[row, count - 1],
            "two_{}_least": np.where(inner, log2, np.inf).min(1),
            "two_{}_most": np.where(inner, log2, -np.inf).max(1),
            "unseen_{}": (valid & (three == 0)).sum(1),
            "common_{}": np.where(np.isfinite(single), np.log2(np.where(np.isfinite(single), single, 0) + 1), 0),
        }
        self.before = {name: column[:number] for name, column in found.items()}
        self.after = {name: column[number:] for name, column in found.items()}
        self.ratio = total[number:] - total[:number]

    def pick(self, rows: Array) -> Usual:
        """Some of them."""
        some = object.__new__(Usual)
        some.before = {name: column[rows] for name, column in self.before.items()}
        some.after = {name: column[rows] for name, column in self.after.items()}
        some.ratio = self.ratio[rows]
        return some


def unusual(line: Array, threes: Array, first: int) -> float:
    """The share of hanzi whose triple was never seen: how far a text is from official Chinese."""
    hanzi = line[MARGIN:-MARGIN] >= first
    return float((threes[MARGIN:-MARGIN][hanzi] == 0).mean()) if hanzi.any() else 0.0


__all__ = ["INSERT", "NAMES", "SWAP", "Features", "unusual"]
