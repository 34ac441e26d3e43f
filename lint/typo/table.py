"""A static function: counts of millions of keys in twelve bits each, without the keys.

A binary fuse filter (Graf and Lemire, Binary Fuse Filters, 2022) with a small
value beside the fingerprint: three slots, found by the key's hash, hold numbers
whose exclusive or is the key's fingerprint and value. A key that was never put
in is taken for one with probability 2^-8.
"""

from __future__ import annotations

import numpy as np

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    Array = NDArray[Any]

_U = np.uint64
# Keys looked up at once: what is computed for them stays in the processor's cache.
_BLOCK = 8192


def mixed(keys: Array, seed: int = 0) -> Array:
    """64 well-mixed bits of 64-bit keys, by two rounds of multiplying and folding."""
    keys = keys.astype(np.uint64)
    keys += _U((seed * 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF)
    keys *= _U(0xFF51AFD7ED558CCD)
    keys ^= keys >> _U(32)
    keys *= _U(0xC4CEB9FE1A85EC53)
    keys ^= keys >> _U(29)
    return keys


class Layout:
    """How many slots a table has and where a key's three are."""

    def __init__(self, seed: int, segment: int, segments: int) -> None:
        self.seed = seed
        self.segment = segment
        self.segments = segments

    @classmethod
    def of(cls, keys: int, seed: int) -> Layout:
        """The layout for a number of keys."""
        from math import log

        keys = max(keys, 2)
        segment = min(2 ** int(log(keys) / log(3.33) + 2.25), 2**18)
        factor = max(1.125, 0.875 + 0.25 * log(1_000_000) / log(keys))
        segments = max(1, -(-int(keys * factor) // segment) - 2)
        return cls(seed, segment, segments)

    @property
    def slots(self) -> int:
        """The number of slots."""
        return (self.segments + 2) * self.segment

    def places(self, keys: Array) -> tuple[Array, Array, Array, Array]:
        """The three slots of each key and its fingerprint of 16 bits."""
        high = mixed(keys, self.seed)
        low = high.view(np.int64)
        first = (((high >> _U(32)) * _U(self.segments * self.segment)) >> _U(32)).view(np.int64)
        mask = self.segment - 1
        second = first + self.segment
        second ^= (low >> 14) & mask
        third = first + 2 * self.segment
        third ^= low & mask
        high *= _U(0x9E3779B97F4A7C15)
        return first, second, third, (high >> _U(48)).astype(np.uint16)


class Table:
    """Lookups in a static function: ``marks`` holds fingerprints, ``values`` one small number a slot.

    ``packed`` says that two values share a byte.
    """

    def __init__(self, layout: Layout, marks: Array, values: Array, packed: bool) -> None:
        self.layout = layout
        self.marks = marks
        self.values = values
        self.packed = packed

    def get(self, keys: Array) -> Array:
        """The value of each key plus one, as uint8; 0 for keys that were never put in."""
        if len(keys) > _BLOCK:
            return np.concatenate([self.get(keys[low : low + _BLOCK]) for low in range(0, len(keys), _BLOCK)])
        first, second, third, prints = self.layout.places(keys)
        marks = self.marks
        found = marks[first]
        found ^= marks[second]
        found ^= marks[third]
        known = np.flatnonzero(found == prints.astype(marks.dtype))
        values = np.zeros(len(keys), np.uint8)
        if len(known):
            some = self._value(first[known]) ^ self._value(second[known]) ^ self._value(third[known])
            values[known] = some + np.uint8(1)
        return values

    def joined(self, other: Table | None) -> Table | Both:
        """This table, or the greater value of this and another."""
        return self if other is None else Both(self, other)

    def _value(self, slots: Array) -> Array:
        found: Array = self.values[slots >> 1] if self.packed else self.values[slots]
        return (found >> ((slots & 1) << 2).astype(np.uint8)) & np.uint8(15) if self.packed else found


class Both:
    """Two tables as one: what either knows, the greater value where both do."""

    def __init__(self, one: Table, other: Table) -> None:
        self._one = one
        self._other = other

    def get(self, keys: Array) -> Array:
        """As of one table."""
        return np.maximum(self._one.get(keys), self._other.get(keys))


def build(keys: Array, values: Array, mark: Any, packed: bool) -> Table:
    """The table of distinct keys and their values (below 16 where they are packed, else below 255).

    ``mark`` is the dtype of fingerprints, uint8 or uint16. The same keys give
    the same table.
    """
    for seed in range(1, 64):
        layout = Layout.of(len(keys), seed)
        order = _peeled(layout, keys)
        if order is not None:
            break
    else:
        raise ValueError("no seed serves: are the keys distinct?")
    first, second, third, prints = layout.places(keys)
    slots = np.stack((first, second, third))
    marks = np.zeros(layout.slots, mark)
    counts = np.zeros(layout.slots, np.uint8)
    prints = prints.astype(mark)
    values = values.astype(np.uint8)
    for chosen, place in reversed(order):
        three = slots[:, chosen]
        # The slot itself still holds zero.
        marks[place] = prints[chosen] ^ marks[three[0]] ^ marks[three[1]] ^ marks[three[2]]
        counts[place] = values[chosen] ^ counts[three[0]] ^ counts[three[1]] ^ counts[three[2]]
    if packed:
        if len(counts) % 2:
            counts = np.append(counts, np.uint8(0))
        return Table(layout, marks, counts[0::2] | (counts[1::2] << 4), packed)
    return Table(layout, marks, counts, packed)


def _peeled(layout: Layout, keys: Array) -> list[tuple[Array, Array]] | None:
    """Rounds of (keys, slots that no other remaining key uses); None where that does not end with all keys."""
    first, second, third, _ = layout.places(keys)
    slots = np.stack((first, second, third))
    degree = np.zeros(layout.slots, np.int32)
    trace = np.zeros(layout.slots, np.int64)
    index = np.arange(len(keys), dtype=np.int64)
    for row in slots:
        degree += np.bincount(row, minlength=layout.slots).astype(np.int32)
        np.bitwise_xor.at(trace, row, index)
    rounds = []
    left = len(keys)
    alone = np.flatnonzero(degree == 1)
    while len(alone):
        chosen, where = np.unique(trace[alone], return_index=True)
        rounds.append((chosen, alone[where]))
        left -= len(chosen)
        for row in slots[:, chosen]:
            np.subtract.at(degree, row, 1)
            np.bitwise_xor.at(trace, row, chosen)
        touched = np.unique(slots[:, chosen].ravel())
        alone = touched[degree[touched] == 1]
    return None if left else rounds
