"""What speaks for and against a proposed change, as one row of numbers."""

from __future__ import annotations

import numpy as np

from .candidates import DELETE, DOUBLED, INSERT, MARGIN, PAIR, SUBSTITUTE, SWAP, Changes
from .counting import LONGEST, triple_keys
from .language import COUNTS, Language
from .lattice import Lattice
from .symbols import DIGITS, FIRST, LATIN, OTHER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from .model import Model

    Array = NDArray[Any]

#: Symbols on each side that the words are read from.
REACH = 7
#: Which way each feature may move the score: 1 up, -1 down, 0 either.
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
    "left": 0, "right": 0, "quoted": 0, "listed": 0, "start": 0,
    "again_before": -1, "again_after": 0, "pair_again": -1, "pair_again_after": 0, "own": -1,
    "kind": 0, "size": 0, "doubled": 0, "near_unseen": -1, "domain": -1,
}
#: Those for which the words around a place must be read.
BY_WORDS = (
    "words", "words_per_symbol_before", "words_per_symbol_after",
    "length_before", "length_after", "word_before", "word_after",
)
_LOG = np.log2(COUNTS + 0.5)
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

    def cheap(self, line: Array, threes: Array, changes: Changes) -> Array:
        """The log-probability that the change adds, by triples alone; what the first choice is made by."""
        ratio = np.zeros(len(changes))
        for rows, was, new in self._groups_of(line, changes, _SIDE):
            ratio[rows] = self._language.windows(new)[0].sum(1) - self._language.windows(was)[0].sum(1)
        return ratio

    def add_words(self, line: Array, changes: Changes, rows: Array) -> None:
        """Fill the columns of rows of features that take a reading of the words."""
        names = list(NAMES)
        columns = {name: rows[:, names.index(name)] for name in BY_WORDS}
        self._by_words(line, changes, columns)

    def early(self, line: Array, threes: Array, changes: Changes, ratio: Array, domain: float) -> Array:
        """One row a change, columns as in ``NAMES``; those of ``BY_WORDS`` are still zero."""
        number = len(changes)
        columns = {name: np.zeros(number, np.float32) for name in NAMES}
        if not number:
            return np.zeros((0, len(NAMES)), np.float32)
        columns["ratio"][:] = ratio
        columns["gain"][:] = changes.gain
        for rows, was, new in self._groups_of(line, changes, _SIDE):
            for side, cells in (("before", was), ("after", new)):
                _, three, two = self._language.windows(cells)
                log3 = np.sort(_LOG[three], 1)
                columns[f"three_{side}_least"][rows] = log3[:, 0]
                columns[f"three_{side}_middle"][rows] = log3[:, log3.shape[1] // 2] if log3.shape[1] > 2 else log3.mean(1)
                columns[f"three_{side}_most"][rows] = log3[:, -1]
                log2 = _LOG[two[:, 1:-1]]
                columns[f"two_{side}_least"][rows] = log2.min(1)
                columns[f"two_{side}_most"][rows] = log2.max(1)
                columns[f"unseen_{side}"][rows] = (three == 0).sum(1)
                inner = cells[:, _SIDE:-_SIDE]
                if inner.shape[1]:
                    columns[f"common_{side}"][rows] = np.log2(self._language.singles[inner].min(1) + 1)
        self._confusion(line, changes, columns)
        self._rivals(changes, ratio, columns)
        self._context(line, threes, changes, columns)
        self._again(line, changes, columns)
        columns["domain"][:] = domain
        return np.stack([columns[name] for name in NAMES], 1)

    def _groups_of(self, line: Array, changes: Changes, reach: int) -> list[tuple[Array, Array, Array]]:
        """Rows of equal shape: their indexes, and the symbols around them before and after the change."""
        found = []
        sizes = (changes.after >= 0).sum(1)
        code = changes.before * 4 + sizes
        for value in np.unique(code):
            rows = np.flatnonzero(code == value)
            before, after = int(value) // 4, int(value) % 4
            at = changes.at[rows]
            left = line[at[:, None] + np.arange(-reach, 0)]
            right = line[at[:, None] + before + np.arange(reach)]
            was = line[at[:, None] + np.arange(before)]
            new = changes.after[rows][:, :after].astype(line.dtype)
            found.append((rows, np.concatenate((left, was, right), 1), np.concatenate((left, new, right), 1)))
        return found

    def _by_words(self, line: Array, changes: Changes, columns: dict[str, Array]) -> None:
        for rows, was, new in self._groups_of(line, changes, REACH):
            sums = []
            for side, cells in (("before", was), ("after", new)):
                score, lengths = self._lattice.best(cells)
                sums.append(score)
                width = cells.shape[1] - 2 * REACH
                middle = lengths[:, REACH - 1 : REACH + width + 1]
                columns[f"words_per_symbol_{side}"][rows] = (1 / np.maximum(middle, 1)).mean(1) * -1
                columns[f"length_{side}"][rows] = middle.max(1)
                columns[f"word_{side}"][rows] = self._covering(cells, width)
            columns["words"][rows] = sums[1] - sums[0]

    def _covering(self, cells: Array, width: int) -> Array:
        """Log-frequency of the most frequent word of several hanzi that holds the whole changed place."""
        _, counts = self._lattice.counts(cells[:, REACH - 3 : REACH + width + 3])
        best = np.zeros(len(cells))
        first, last = (2, 4) if width == 0 else (3, 3 + width)
        for length in range(2, LONGEST + 1):
            for start in range(counts.shape[1]):
                if start <= first and start + length >= last:
                    best = np.maximum(best, counts[:, start, length - 1])
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
        marks = self._marks
        edge = np.flatnonzero((line == 0) | (line == marks["open"]) | (line == marks["close"]) | (line == marks["title"]))
        previous = edge[np.searchsorted(edge, at) - 1]
        columns["quoted"][:] = np.select([line[previous] == marks["open"], line[previous] == marks["title"]], [1, 2], 0)
        stops = np.flatnonzero((line < first) & (line != DIGITS))
        before = stops[np.searchsorted(stops, at) - 1]
        behind = stops[np.minimum(np.searchsorted(stops, end), len(stops) - 1)]
        columns["listed"][:] = (line[before] == marks["list"]).astype(int) + (line[behind] == marks["list"])
        columns["start"][:] = np.minimum(at - before, 6) + 8 * np.minimum(behind - end, 6)
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
        """How often the least usual triple, before and after, stands elsewhere in the text."""
        keys, counts = np.unique(triple_keys(line[:-2], line[1:-1], line[2:]), return_counts=True)
        for rows, was, new in self._groups_of(line, changes, 1):
            for side, cells in (("before", was), ("after", new)):
                if cells.shape[1] < 3:
                    cells = next(
                        pair[1 if side == "before" else 2]
                        for pair in self._groups_of(line, changes.pick(rows), 2)
                    )[:, :3]
                found = triple_keys(cells[:, :-2], cells[:, 1:-1], cells[:, 2:])
                place = np.minimum(np.searchsorted(keys, found), len(keys) - 1)
                times = np.where(keys[place] == found, counts[place], 0)
                columns[f"again_{side}"][rows] = np.minimum(times.min(1), 9)
        keys, counts = np.unique(line[:-1].astype(np.int64) << 12 | line[1:], return_counts=True)
        for rows, was, new in self._groups_of(line, changes, 1):
            for name, cells in (("pair_again", was), ("pair_again_after", new)):
                found = cells[:, :-1].astype(np.int64) << 12 | cells[:, 1:]
                place = np.minimum(np.searchsorted(keys, found), len(keys) - 1)
                times = np.where((keys[place] == found) & (found >> 12 >= self._alphabet.first) & (found & 4095 >= self._alphabet.first), counts[place], 0)
                columns[name][rows] = np.minimum(times.max(1), 9)
        # A hanzi that this text uses far more often than others do is likely part of a name.
        singles = np.bincount(line, minlength=len(self._language.singles))
        expected = self._language.singles / self._language.total * len(line)
        excess = np.log2((np.maximum(singles - 1, 0) + 0.5) / (expected + 0.5))
        for rows, was, _ in self._groups_of(line, changes, 1):
            inner = was[:, 1:-1] if was.shape[1] > 2 else was
            columns["own"][rows] = np.clip(excess[inner].max(1), -2, 8)


def unusual(line: Array, threes: Array, first: int) -> float:
    """The share of hanzi whose triple was never seen: how far a text is from official Chinese."""
    hanzi = line[MARGIN:-MARGIN] >= first
    return float((threes[MARGIN:-MARGIN][hanzi] == 0).mean()) if hanzi.any() else 0.0


__all__ = ["INSERT", "NAMES", "SWAP", "Features", "unusual"]
