"""Places that look odd, and what might have been meant there.

A change replaces ``before`` symbols from a place on by ``after`` others:

    substitute  1 → 1   扔有 → 仍有
    pair        2 → 2   罚站 → 发展
    delete      n → 0   到到 → 到
    swap        2 → 2   落贯 → 贯落
    insert      0 → 1   严落实 → 严格落实
"""

from __future__ import annotations

from math import log

import numpy as np

from .language import COUNTS, Language
from .symbols import SIZE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from .model import Model

    Array = NDArray[Any]

SUBSTITUTE, PAIR, DELETE, SWAP, INSERT = range(5)
#: Symbols around a text's own, so that no window leaves it.
MARGIN = 10
#: Doubled strings up to this length are looked for.
DOUBLED = 6
_GAP = 3
# Missing hanzi are looked for among the first 64 times this many symbols.
_COMMON = 16
# Where two symbols meet that often do, nothing is missing between them: a level of pairs, 300 times.
_SELDOM = 12
# Neither is there where a triple across them comes up more often than that, 9 times.
_SELDOM_THREE = 6
# What is missing stands between these two as often as that at least, and beside each of them: 6 times.
_OFTEN = 5
# Of what is put in, the triples gain so much at least.
_GAINED = 13.0
# Computed one by one, so that the kernel has the same numbers to the last bit.
_LOG = np.array([log(count + 0.3) for count in COUNTS])


class Changes:
    """Proposed changes as columns: ``kind``, ``at``, ``before`` (length), ``after`` (symbols, -1 for none).

    ``gain`` is how much more usual the triples around a place become.
    """

    def __init__(self, kind: Array, at: Array, before: Array, after: Array, gain: Array) -> None:
        self.kind = kind
        self.at = at
        self.before = before
        self.after = after
        self.gain = gain

    def __len__(self) -> int:
        return len(self.at)

    def pick(self, rows: Array) -> Changes:
        """Some of them, by index or mask."""
        return Changes(self.kind[rows], self.at[rows], self.before[rows], self.after[rows], self.gain[rows])


def joined(parts: list[Changes]) -> Changes:
    """All changes of several lists."""
    return Changes(
        *(
            np.concatenate([getattr(part, name) for part in parts])
            for name in ("kind", "at", "before", "after", "gain")
        )
    )


class Proposer:
    """Makes the changes worth a closer look."""

    def __init__(self, model: Model, language: Language) -> None:
        arrays = model.arrays
        self._language = language
        self._first = model.alphabet.first
        self._readings = arrays["readings"]
        self._groups = arrays["groups"]
        self._offsets = arrays["shapes.offsets"]
        self._shapes = arrays["shapes.items"]
        self._keys = arrays["homophones.keys"]
        self._words = arrays["homophones.words"]
        self._confused = np.zeros((SIZE, SIZE // 64), np.uint64)
        self._made = np.zeros(SIZE, bool)
        # Which symbols belong to each class of syllables.
        groups = self._groups[self._readings >> 3]
        self._members: dict[int, Array] = {}
        order = np.argsort(groups.ravel(), kind="stable")
        values, starts = np.unique(groups.ravel()[order], return_index=True)
        for value, part in zip(values, np.split(order // self._readings.shape[1], starts[1:]), strict=True):
            if value:
                self._members[int(value)] = np.unique(part)

    def confused(self, symbols: Array) -> Array:
        """The symbols that each is taken for, as numbers of 64 bits."""
        for symbol in np.unique(symbols[~self._made[symbols]]):
            row = np.zeros(SIZE, np.uint8)
            row[self._shapes[self._offsets[symbol] : self._offsets[symbol + 1]]] = 1
            for reading in self._readings[symbol]:
                if reading:
                    row[self._members[int(self._groups[reading >> 3])]] = 1
            if symbol == self._first:
                row[symbol:] = 1  # a hanzi that no report has may stand for any
            row[symbol] = 0
            self._confused[symbol] = np.packbits(row, bitorder="little").view(np.uint64)
            self._made[symbol] = True
        return self._confused[symbols]

    def propose(self, line: Array) -> tuple[Changes, Array]:
        """The changes for a padded line of symbols, and the levels of the triples centred on each of them."""
        language = self._language
        threes = np.zeros(len(line), np.uint8)
        joins = np.zeros(len(line), bool)
        joins[:-1] = language.adjoin(line[:-1], line[1:])
        threes[1:-1] = language.known_triples(line[:-2], line[1:-1], line[2:], joins[:-2] & joins[1:-1])
        low, high = MARGIN, len(line) - MARGIN
        rare = (threes <= 1).astype(np.int8)
        hanzi = line >= self._first
        odd = np.zeros(len(line), bool)
        odd[1:-1] = (rare[:-2] + rare[1:-1] + rare[2:] >= 2) & hanzi[1:-1]
        odd[:low] = odd[high:] = False
        places = np.flatnonzero(odd)
        # Of the four triples around two neighbours, three are rare.
        four = np.zeros(len(line), np.int8)
        four[1:-2] = rare[:-3] + rare[1:-2] + rare[2:-1] + rare[3:]
        both = np.zeros(len(line), bool)
        both[:-1] = hanzi[:-1] & hanzi[1:] & (four[:-1] >= 3)
        both[:low] = both[high - 1 :] = False
        twos = np.flatnonzero(both)
        # A word that is usual by itself is odd where it meets its neighbours.
        words = np.zeros(len(line), bool)
        words[:-1] = hanzi[:-1] & hanzi[1:] & (four[:-1] >= 2)
        words[:low] = words[high - 1 :] = False
        words = np.flatnonzero(words)
        # What is missing leaves an odd triple across the gap and one that is seldom, beside one that is not odd.
        gaps = np.zeros(len(line), bool)
        one, other = threes[1:-2], threes[2:-1]
        gaps[1:-2] = (np.minimum(one, other) <= 1) & (np.maximum(one, other) <= _SELDOM_THREE)
        gaps[1:-2] &= (threes[:-3] > 0) | (threes[3:] > 0)
        gaps[:-1] &= hanzi[:-1] | hanzi[1:]
        gaps[: low - 1] = gaps[high:] = False
        between = np.flatnonzero(gaps)
        found = [
            self._substitutes(line, places, threes, joins),
            self._pairs(line, words, threes),
            self._swaps(line, twos, threes),
            self._deletions(line, places, hanzi, threes, rare),
            self._insertions(line, between, threes, joins),
        ]
        return joined(found), threes

    def _changes(self, kind: int, at: Array, before: Any, after: Array, gain: Array, kept: Array) -> Changes:
        after = after[kept]
        wide = np.full((len(after), 2), -1, np.int32)
        wide[:, : after.shape[1]] = after
        at = at[kept]
        size = np.full(len(at), before) if isinstance(before, int) else before[kept]
        return Changes(np.full(len(at), kind), at, size, wide, gain[kept])

    def _substitutes(self, line: Array, places: Array, threes: Array, joins: Array) -> Changes:
        language = self._language
        bits = language.after[line[places - 1]] & language.before(line[places + 1])
        bits &= self.confused(line[places])
        row, new = _expanded(bits)
        at = places[row]
        l2, l1, r1, r2 = line[at - 2], line[at - 1], line[at + 1], line[at + 2]
        middle = language.known_triples(l1, new, r1, np.ones(len(at), bool))
        left = language.known_triples(l2, l1, new, joins[at - 2])
        right = language.known_triples(new, r1, r2, joins[at + 1])
        gain = _LOG[middle] + _LOG[left] + _LOG[right]
        gain -= _LOG[threes[at]] + _LOG[threes[at - 1]] + _LOG[threes[at + 1]]
        kept = (gain > 2.0) & ((middle > 0) | (left > 0) | (right > 0))
        return _top(self._changes(SUBSTITUTE, at, 1, new[:, None], gain, kept), 3)

    def _pairs(self, line: Array, places: Array, threes: Array) -> Changes:
        language = self._language
        first = self._groups[self._readings[line[places]] >> 3].astype(np.uint32)
        second = self._groups[self._readings[line[places + 1]] >> 3].astype(np.uint32)
        row, one, other = np.nonzero((first[:, :, None] > 0) & (second[:, None, :] > 0))
        keys = (first[row, one] << 10) | second[row, other]
        code = np.unique(row.astype(np.int64) << 32 | keys)
        row, keys = code >> 32, (code & 0xFFFFFFFF).astype(np.uint32)
        low = np.searchsorted(self._keys, keys, "left")
        count = np.searchsorted(self._keys, keys, "right") - low
        row, item = np.repeat(row, count), _ranges(low, count)
        new = self._words[item]
        at = places[row]
        different = (new[:, 0] != line[at]) & (new[:, 1] != line[at + 1])
        different &= language.adjoin(line[at - 1], new[:, 0]) & language.adjoin(new[:, 1], line[at + 2])
        at, new = at[different], new[different]
        gain, seen = self._around(line, at, 2, new, threes)
        return _top(self._changes(PAIR, at, 2, new, gain, (gain > 4.0) & (seen >= 1)), 2)

    def _swaps(self, line: Array, places: Array, threes: Array) -> Changes:
        language = self._language
        one, other = line[places], line[places + 1]
        kept = (one != other) & language.adjoin(line[places - 1], other)
        kept &= language.adjoin(other, one) & language.adjoin(one, line[places + 2])
        at = places[kept]
        new = np.stack((line[at + 1], line[at]), 1)
        gain, seen = self._around(line, at, 2, new, threes)
        return self._changes(SWAP, at, 2, new, gain, (gain > 4.5) & (seen >= 2))

    def _deletions(self, line: Array, places: Array, hanzi: Array, threes: Array, rare: Array) -> Changes:
        low, high = MARGIN, len(line) - MARGIN
        starts, sizes = [places], [np.ones(len(places), np.int64)]
        for size in range(1, DOUBLED + 1):
            same = _run(line[:-size] == line[size:], size)[: len(line) - 2 * size + 1]
            same &= _run(hanzi, size)[: len(same)]
            found = np.flatnonzero(same)
            found = found[(found >= low) & (found + 2 * size <= high)]
            starts.append(found)
            sizes.append(np.full(len(found), size))
        # 保持发展平稳发展: the same word again a little later, where the first is odd.
        for gap in range(1, _GAP + 1):
            step = 2 + gap
            same = _run(line[:-step] == line[step:], 2)
            same &= _run(hanzi, 2)[: len(same)]
            found = np.flatnonzero(same)
            found = found[(found >= low) & (found + step + 2 <= high)]
            odd = rare[found - 1] + rare[found] + rare[found + 1] + rare[found + 2] >= 2
            for at in (found[odd], found[rare[found + step - 1] + rare[found + step] + rare[found + step + 1] + rare[found + step + 2] >= 2] + step):
                starts.append(at)
                sizes.append(np.full(len(at), 2))
        code = np.unique(np.concatenate(starts) << 4 | np.concatenate(sizes))
        at, size = code >> 4, code & 15  # type: ignore[assignment]
        language = self._language
        l2, l1, r1, r2 = line[at - 2], line[at - 1], line[at + size], line[at + size + 1]
        left, right = language.triples(l2, l1, r1), language.triples(l1, r1, r2)
        was = np.minimum(
            _LOG[threes[at - 1]] + _LOG[threes[at]], _LOG[threes[at + size - 1]] + _LOG[threes[at + size]]
        )
        gain = _LOG[left] + _LOG[right] - was
        kept = (gain > 1.0) & (left > 0) & (right > 0)
        twice = np.ones(len(at), bool)
        for shift in range(DOUBLED):
            twice &= (line[at + shift] == line[at + size + shift]) | (shift >= size)
        kept |= twice & ((size > 1) | (gain > -1.0))
        return self._changes(DELETE, at, size, np.zeros((len(at), 0), np.int32), gain, kept)

    def _insertions(self, line: Array, places: Array, threes: Array, joins: Array) -> Changes:
        language = self._language
        # ``places`` is the symbol before the gap.
        places = places[language.pairs(line[places], line[places + 1]) <= _SELDOM]
        one, other = line[places], line[places + 1]
        # Symbols are in order of frequency: the first thousand make up most of any text.
        bits = language.after[one, :_COMMON] & language.before(other)[:, :_COMMON]
        row, new = _expanded(bits)
        hanzi = new > self._first
        row, new = row[hanzi], new[hanzi]
        left = places[row]
        middle = language.known_triples(line[left], new, line[left + 1], joins[left - 1] & joins[left + 1])
        some = middle >= _OFTEN
        left, new, middle = left[some], new[some], middle[some]
        before = language.known_triples(line[left - 1], line[left], new, np.ones(len(left), bool))
        some = before > 0
        left, new, middle, before = left[some], new[some], middle[some], before[some]
        behind = language.known_triples(new, line[left + 1], line[left + 2], np.ones(len(left), bool))
        gain = _LOG[middle] + _LOG[before] + _LOG[behind]
        gain -= 1.5 * (_LOG[threes[left]] + _LOG[threes[left + 1]])
        kept = np.flatnonzero((behind > 0) & (gain > _GAINED))
        left, new, gain = left[kept], new[kept], gain[kept]
        found = self._changes(INSERT, left + 1, 0, new[:, None], gain, self._bound(line, left, new, threes) > _GAINED)
        return _top(found, 2)

    def _bound(self, line: Array, left: Array, new: Array, threes: Array) -> Array:
        """What a hanzi that is missing behind a place can gain at most: a triple is no more usual than its pairs.

        What seems to gain more was never counted, only taken for something that was.
        """
        pairs = self._language.pairs
        left_level, right_level = pairs(line[left], new), pairs(new, line[left + 1])
        one, other = _LOG[left_level], _LOG[right_level]
        before, behind = _LOG[pairs(line[left - 1], line[left])], _LOG[pairs(line[left + 1], line[left + 2])]
        bound: Array = np.minimum(one, other) + np.minimum(before, one) + np.minimum(behind, other)
        bound -= 1.5 * (_LOG[threes[left]] + _LOG[threes[left + 1]])
        bound[np.minimum(left_level, right_level) < _OFTEN] = 0.0
        return bound

    def _around(self, line: Array, at: Array, size: int, new: Array, threes: Array) -> tuple[Array, Array]:
        """Gain over the four triples around a change of two symbols, and how many of the new ones are known."""
        language = self._language
        x, y = new[:, 0], new[:, 1]
        l2, l1, r1, r2 = line[at - 2], line[at - 1], line[at + size], line[at + size + 1]
        levels = (
            language.triples(l2, l1, x),
            language.triples(l1, x, y),
            language.triples(x, y, r1),
            language.triples(y, r1, r2),
        )
        gain = sum((_LOG[item] for item in levels), np.zeros(len(at)))
        gain = gain - sum((_LOG[threes[at + shift]] for shift in range(-1, size + 1)), np.zeros(len(at)))
        seen = sum(((item > 0).astype(np.int8) for item in levels), np.zeros(len(at), np.int8))
        return gain, seen


def _expanded(bits: Array) -> tuple[Array, Array]:
    """Row and column of every bit that is set, in order."""
    flat = bits.ravel()
    place = np.flatnonzero(flat != 0)
    octets = flat[place].view(np.uint8)
    some = np.flatnonzero(octets)
    bit = np.flatnonzero(np.unpackbits(octets[some], bitorder="little").view(bool))
    octet = some[bit >> 3]
    place = place[octet >> 3]
    row = place // bits.shape[1]
    return row, (place - row * bits.shape[1]) * 64 + ((octet & 7) << 3) + (bit & 7)


def _ranges(low: Array, count: Array) -> Array:
    """low, low+1, … for each of several counts, one after the other."""
    total = int(count.sum())
    starts = np.repeat(low - np.concatenate(([0], np.cumsum(count)[:-1])), count) if total else low[:0]
    return starts + np.arange(total)


def _run(same: Array, size: int) -> Array:
    """Where ``size`` in a row are true."""
    found = same[: len(same) - size + 1].copy()
    for shift in range(1, size):
        found &= same[shift : len(same) - size + 1 + shift]
    return found


def _top(changes: Changes, most: int) -> Changes:
    """The ``most`` with the highest gain at each place."""
    order = np.lexsort((-changes.gain, changes.at))
    at = changes.at[order]
    fresh = np.ones(len(at), bool)
    fresh[1:] = at[1:] != at[:-1]
    start = np.maximum.accumulate(np.where(fresh, np.arange(len(at)), 0))
    return changes.pick(order[np.arange(len(at)) - start < most])
