"""From bands to candidates and from pairs to clusters: arithmetic on arrays, the same for every engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

#: In a bucket with more units than the cap, each is compared with so many after it.
WINDOW = 8


class Buckets:
    """Candidate pairs from rows sorted by band, hash, next band's hash and unit, in batches of any size.

    A bucket is a run of rows with one band and hash. One of up to ``cap``
    units gives all its pairs. A larger one is a formula that many texts share:
    its units, which the next band's hash has put beside their like, give pairs
    with the ``WINDOW`` after each, so that work grows with the number of units
    and no faster. ``hot`` lists these buckets: -1 less the band, and the hash.
    """

    def __init__(self, cap: int) -> None:
        self.cap = cap
        self.hot: list[tuple[int, int]] = []
        self._held: tuple[Any, Any, Any] | None = None
        # Whether the bucket that is held has been found too large and was partly paired.
        self._is_hot = False

    def feed(self, bands: Any, hashes: Any, units: Any) -> Iterator[tuple[Any, Any]]:
        """Take the next rows; yields arrays of lesser and greater units of pairs."""
        if self._held is not None:
            bands, hashes, units = (
                np.concatenate(both) for both in zip(self._held, (bands, hashes, units), strict=True)
            )
        if not len(units):
            return
        changes = np.flatnonzero((bands[1:] != bands[:-1]) | (hashes[1:] != hashes[:-1])) + 1
        starts = np.concatenate([[0], changes])
        last = int(starts[-1])
        yield from self._complete(starts, bands, hashes, units[:last])
        # The last bucket may go on in the next rows; of a large one only the window is kept.
        if len(starts) > 1:
            self._is_hot = False
        rest = units[last:]
        if len(rest) > max(self.cap, WINDOW):
            yield self._windowed(rest, bands[last], hashes[last])
            last = len(units) - WINDOW
        self._held = (bands[last:], hashes[last:], units[last:])

    def end(self) -> Iterator[tuple[Any, Any]]:
        """The pairs of the last bucket."""
        if self._held is not None:
            bands, hashes, units = self._held
            yield from self._complete(np.array([0, len(units)]), bands, hashes, units)
            self._held = None

    def _complete(self, starts: Any, bands: Any, hashes: Any, units: Any) -> Iterator[tuple[Any, Any]]:
        """The pairs of whole buckets, the first of which may be what is left of a hot one."""
        ends = np.append(starts[1:], len(units))
        if len(starts) and starts[-1] == len(units):
            starts, ends = starts[:-1], ends[:-1]
        if self._is_hot and len(starts):
            # Its units so far have their pairs, those among the window too; the new ones do not.
            yield self._windowed(units[: ends[0]], bands[0], hashes[0])
            starts, ends = starts[1:], ends[1:]
            self._is_hot = False
        sizes = ends - starts
        twos = starts[sizes == 2]
        if len(twos):
            yield _ordered(units[twos], units[twos + 1])
        for start, end in zip(starts[sizes > 2].tolist(), ends[sizes > 2].tolist(), strict=True):
            members = units[start:end]
            if len(members) > self.cap:
                yield self._windowed(members, bands[start], hashes[start])
                self._is_hot = False
            else:
                one, other = np.triu_indices(len(members), 1)
                yield _ordered(members[one], members[other])

    def _windowed(self, members: Any, band: Any, hash: Any) -> tuple[Any, Any]:
        if not self._is_hot:
            self.hot.append((-1 - int(band), int(hash)))
            self._is_hot = True
        steps = range(1, min(WINDOW, len(members) - 1) + 1)
        if not steps:
            return members[:0], members[:0]
        one = np.concatenate([members[:-step] for step in steps])
        other = np.concatenate([members[step:] for step in steps])
        return _ordered(one, other)


def _ordered(one: Any, other: Any) -> tuple[Any, Any]:
    return np.minimum(one, other), np.maximum(one, other)


def distinct(a: Any, b: Any) -> tuple[Any, Any]:
    """Pairs without repeats, sorted."""
    if not len(a):
        return a, b
    order = np.lexsort((b, a))
    a, b = a[order], b[order]
    new = np.append(True, (a[1:] != a[:-1]) | (b[1:] != b[:-1]))
    return a[new], b[new]


def firsts(units: Any, high: Any, low: Any) -> Any:
    """For each unit the first one with the same key."""
    if not len(units):
        return units
    order = np.lexsort((units, low, high))
    new = np.append(True, (high[order][1:] != high[order][:-1]) | (low[order][1:] != low[order][:-1]))
    starts = np.flatnonzero(new)
    first = np.empty_like(units)
    first[order] = units[order][starts[np.cumsum(new) - 1]]
    return first


def components(a: Any, b: Any) -> tuple[Any, Any]:
    """Units that occur in pairs, sorted, and for each the least unit that pairs lead to.

    Labels are lowered along pairs and shortened until nothing changes (Shiloach
    and Vishkin, 1982): a few passes over arrays, whatever the shape.
    """
    nodes, inverse = np.unique(np.concatenate([a, b]), return_inverse=True)
    one, other = inverse[: len(a)], inverse[len(a) :]
    labels = np.arange(len(nodes))
    while True:
        mine, others = labels[one], labels[other]
        if np.array_equal(mine, others):
            return nodes, nodes[labels]
        least = np.minimum(mine, others)
        np.minimum.at(labels, mine, least)
        np.minimum.at(labels, others, least)
        while True:
            shorter = labels[labels]
            if np.array_equal(shorter, labels):
                break
            labels = shorter


def labelled(first: Any, nodes: Any, labels: Any) -> Any:
    """The cluster of each unit: what the pairs give its first equal, else that one itself."""
    if not len(nodes):
        return first
    at = np.minimum(np.searchsorted(nodes, first), len(nodes) - 1)
    return np.where(nodes[at] == first, labels[at], first)


def runs(values: Any) -> tuple[Any, Any]:
    """Where runs of equal values start and end in a sorted array."""
    if not len(values):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    starts = np.concatenate([[0], np.flatnonzero(values[1:] != values[:-1]) + 1])
    return starts, np.append(starts[1:], len(values))
