"""How usual a run of symbols is: counts of pairs and triples, and probabilities made from them."""

from __future__ import annotations

import numpy as np

from .assemble import LEVELS
from .counting import pair_keys, triple_keys
from .symbols import SIZE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from .model import Model

    Array = NDArray[Any]

#: Counts by what a table gives: 0 for what was never seen, then the levels.
COUNTS = np.concatenate(([0.0], LEVELS))
_BACK2, _BACK3 = 20.0, 5.0


class Language:
    """Lookups in a model's counts."""

    def __init__(self, model: Model) -> None:
        arrays = model.arrays
        self._grams = model.grams
        self._follows = arrays["follows"].reshape(-1)
        #: The symbols that follow each symbol, as numbers of 64 bits.
        self.after = arrays["follows"].view(np.uint64)
        self._square = arrays["follows"]
        self._before = np.zeros((SIZE, SIZE // 64), np.uint64)
        self._made = np.zeros(SIZE, bool)
        self.singles = arrays["singles"].astype(np.float64)
        self.total = float(self.singles.sum())

    def adjoin(self, left: Array, right: Array) -> Array:
        """Whether two symbols ever stand side by side; exact."""
        byte = self._follows[left.astype(np.int64) * (SIZE // 8) + (right >> 3)]
        return ((byte >> (right & 7).astype(np.uint8)) & 1).astype(bool)

    def before(self, symbols: Array) -> Array:
        """The symbols that precede each of these, as numbers of 64 bits."""
        for symbol in np.unique(symbols[~self._made[symbols]]):
            column = (self._square[:, symbol >> 3] >> np.uint8(symbol & 7)) & np.uint8(1)
            self._before[symbol] = np.packbits(column, bitorder="little").view(np.uint64)
            self._made[symbol] = True
        return self._before[symbols]

    def pairs(self, left: Array, right: Array) -> Array:
        """Levels of pairs: 0 for one never seen, else one more than the index in ``LEVELS``.

        Pairs seen once have a bit and no entry in the table.
        """
        found = np.zeros(left.shape, np.uint8)
        there = self.adjoin(left, right)
        found[there] = np.maximum(self._grams.get(pair_keys(left[there], right[there])), 1)
        return found

    def triples(self, left: Array, middle: Array, right: Array) -> Array:
        """Levels of triples; none where one of the pairs in it was never seen."""
        found = np.zeros(left.shape, np.uint8)
        there = self.adjoin(left, middle) & self.adjoin(middle, right)
        found[there] = self._grams.get(triple_keys(left[there], middle[there], right[there]))
        return found

    def known_triples(self, left: Array, middle: Array, right: Array, where: Array) -> Array:
        """Levels of triples whose pairs are known to be seen ``where`` that is true; 0 elsewhere."""
        found = np.zeros(len(middle), np.uint8)
        rows = np.flatnonzero(where)
        found[rows] = self._grams.get(triple_keys(left[rows], middle[rows], right[rows]))
        return found

    def windows(self, rows: Array) -> tuple[Array, Array, Array]:
        """Of rows of symbols: log-probabilities from the third on, levels of their triples and of all pairs."""
        twos = self.pairs(rows[:, :-1], rows[:, 1:])
        threes = self.triples(rows[:, :-2], rows[:, 1:-1], rows[:, 2:])
        one = self.singles[rows]
        two, three = COUNTS[twos], COUNTS[threes]
        single = (one[:, 2:] + 1) / self.total
        pair = (two[:, 1:] + _BACK2 * single) / (np.maximum(one[:, 1:-1], two[:, 1:]) + _BACK2)
        triple = (np.minimum(three, two[:, 1:]) + _BACK3 * pair) / (np.maximum(two[:, :-1], three) + _BACK3)
        return np.log(triple), threes, twos
