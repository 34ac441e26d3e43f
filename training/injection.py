"""Faults put into clean lines of symbols, and what would undo each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reportlint.typo.candidates import DELETE, INSERT, MARGIN, PAIR, SUBSTITUTE, SWAP

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from reportlint.typo.candidates import Proposer
    from reportlint.typo.model import Model

    Array = NDArray[Any]

#: Kinds of faults and how often each is made.
SHARES = {"same": 20, "near": 7, "shape": 11, "pair": 16, "drop": 14, "double": 7, "doubled-word": 7, "swap": 10, "extra": 4, "repeat": 4}


class Injector:
    """Makes faults as an input method, a tired eye or a careless cut and paste makes them.

    A hanzi is taken for a frequent one more often than for a rare one; ``even`` takes all that are alike as equals,
    and most of what is made so is rare and easily seen.
    """

    def __init__(self, model: Model, proposer: Proposer, seed: int, even: bool = False) -> None:
        self._even = even
        self._random = np.random.default_rng(seed)
        arrays = model.arrays
        self._readings, self._groups = arrays["readings"], arrays["groups"]
        self._offsets, self._shapes = arrays["shapes.offsets"], arrays["shapes.items"]
        self._homophones = arrays["homophones.keys"], arrays["homophones.words"]
        self._first = model.alphabet.first
        self._singles = arrays["singles"].astype(np.float64)
        self._words: dict[tuple[int, int], list[tuple[int, int]]] = {}
        groups: dict[int, set[tuple[int, int]]] = {}
        for key, word in zip(*self._homophones, strict=True):
            groups.setdefault(int(key), set()).add((int(word[0]), int(word[1])))
        for group in groups.values():
            for word in group:
                others = [o for o in group if o[0] != word[0] and o[1] != word[1]]
                if others:
                    self._words.setdefault(word, []).extend(others)
        self._likely = self._singles / self._singles[self._first :].sum()
        self._likely[: self._first] = 0
        self._sum = np.cumsum(self._likely)
        syllables = self._readings >> 3
        self._by_syllable: dict[int, list[int]] = {}
        self._by_group: dict[int, list[int]] = {}
        for symbol in range(self._first + 1, len(self._readings)):
            for reading in {int(s) for s in syllables[symbol][:2] if s}:
                self._by_syllable.setdefault(reading, []).append(symbol)
            for alike in {int(self._groups[s]) for s in syllables[symbol][:2] if s}:
                self._by_group.setdefault(alike, []).append(symbol)

    def spoil(self, line: Array, every: float, kinds: dict[str, int] = SHARES) -> tuple[Array, list[tuple[int, int, tuple[int, ...], str, int]]]:
        """A padded line with a fault about every so many symbols.

        The faults are (place in the new line, length there, symbols that belong there, kind, change that undoes it).
        """
        names = list(kinds)
        chance = np.array([kinds[name] for name in names], float)
        chance /= chance.sum()
        out: list[int] = []
        faults: list[tuple[int, int, tuple[int, ...], str, int]] = []
        at = 0
        following = MARGIN + self._random.exponential(every)
        size = len(line)
        cells = line.tolist()
        while at < size:
            if at >= following and at < size - MARGIN - 8:
                kind = names[int(self._random.choice(len(names), p=chance))]
                made = self._fault(kind, cells, at)
                if made is not None:
                    taken, given, where, length, right, change = made
                    faults.append((len(out) + where, length, right, kind, change))
                    out += given
                    at += taken
                    following = at + 20 + self._random.exponential(max(1.0, every - 20))
                    continue
            out.append(cells[at])
            at += 1
        return np.array(out, line.dtype), faults

    def _fault(self, kind: str, cells: list[int], at: int) -> tuple[int, list[int], int, int, tuple[int, ...], int] | None:
        first = self._first
        here, following = cells[at], cells[at + 1]
        if here <= first:
            return None
        pick = self._random.integers
        if kind in ("same", "near", "shape"):
            other = self._taken_for(here, kind)
            return (1, [other], 0, 1, (here,), SUBSTITUTE) if other else None
        if kind == "pair":
            others = self._words.get((here, following))
            if not others:
                return None
            return 2, list(others[int(pick(len(others)))]), 0, 2, (here, following), PAIR
        if kind == "drop":
            if cells[at - 1] < first and following < first or cells[at - 1] == here or here == following:
                return None
            return 1, [], 0, 0, (here,), INSERT
        if kind == "double":
            if cells[at - 1] == here or following == here:
                return None
            return 1, [here, here], 1, 1, (), DELETE
        if kind == "doubled-word":
            length = int(self._random.choice((2, 2, 2, 3, 4)))
            word = cells[at : at + length]
            if min(word) < first or cells[at + length : at + 2 * length] == word:
                return None
            return length, word + word, length, length, (), DELETE
        if kind == "swap":
            if following < first or here == following:
                return None
            return 2, [following, here], 0, 2, (here, following), SWAP
        if kind == "extra":
            extra = int(np.searchsorted(self._sum, self._random.random()))
            if extra in (here, cells[at - 1]) or extra < first:
                return None
            return 1, [extra, here], 0, 1, (), DELETE
        # repeat: a word put in once more a little earlier
        word = cells[at : at + 4]
        if min(word) < first or word[:2] == word[2:]:
            return None
        return 4, [*word[2:], *word], 0, 2, (), DELETE

    def _taken_for(self, here: int, kind: str) -> int:
        """A symbol that this one is taken for; 0 for none."""
        readings = {int(reading) for reading in self._readings[here][:1] >> 3 if reading}
        if kind == "same":
            pool = [other for reading in readings for other in self._by_syllable[reading]]
        elif kind == "near":
            pool = [other for reading in readings for other in self._by_group[int(self._groups[reading])]]
        else:
            pool = self._shapes[self._offsets[here] : self._offsets[here + 1]].tolist()
        pool = [other for other in pool if other != here]
        if not pool:
            return 0
        weight = np.ones(len(pool)) if self._even else np.sqrt(self._singles[pool]) + 3
        return int(pool[int(self._random.choice(len(pool), p=weight / weight.sum()))])
