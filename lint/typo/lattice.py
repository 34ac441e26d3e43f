"""The best way to read a few symbols as words, judged by which words follow which."""

from __future__ import annotations

import numpy as np

from .assemble import STEPS
from .counting import LONGEST, word_pair_keys
from .language import COUNTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from .model import Model

    Array = NDArray[Any]

_NEVER = -1e9
_BACK = 8.0
_BLOCK = 512
# A hanzi that is no word by itself counts this often, whatever it is.
_ALONE = 0.05


class Lattice:
    """Words and pairs of words of a model."""

    def __init__(self, model: Model) -> None:
        self._words = model.words
        self._grams = model.grams
        self._total = float(model.card["tokens"])
        self._frequencies = np.concatenate(([0.0], 2.0 ** (np.arange(255) / STEPS - 7)))

    def counts(self, rows: Array) -> tuple[Array, Array]:
        """Keys and frequencies of the words that begin at each symbol, by length; frequency 0 for none."""
        number, width = rows.shape
        keys = np.zeros((number, width, LONGEST), np.uint64)
        wide = rows.astype(np.uint64)
        keys[:, :, 0] = wide
        for length in range(2, LONGEST + 1):
            last = width - length + 1
            if last <= 0:
                break
            keys[:, :last, length - 1] = (keys[:, :last, length - 2] << np.uint64(12)) | wide[:, length - 1 :]
        inside = np.arange(width)[:, None] + np.arange(1, LONGEST + 1) <= width
        found = np.zeros(keys.shape)
        # Only hanzi make words of several.
        found[:, inside] = self._frequencies[self._words.get(keys[:, inside].ravel())].reshape(number, -1)
        found[:, :, 0] = np.maximum(found[:, :, 0], _ALONE)
        return keys, found

    def best(self, rows: Array, widths: Array) -> tuple[Array, Array]:
        """The log-probability of the best reading of each row, and the length of the word each symbol is in.

        Of each row as many symbols count as ``widths`` says.
        """
        number, width = rows.shape
        scores = np.zeros(number)
        lengths = np.zeros((number, width), np.uint8)
        for low in range(0, number, _BLOCK):
            part = slice(low, low + _BLOCK)
            scores[part], lengths[part] = self._best(rows[part], widths[part])
        return scores, lengths

    def _best(self, rows: Array, widths: Array) -> tuple[Array, Array]:
        number, width = rows.shape
        keys, counts = self.counts(rows)
        # How often the word before, of each length, is followed by this one.
        links = np.zeros((number, width, LONGEST, LONGEST), np.uint8)
        for before in range(1, LONGEST + 1):
            if width <= before:
                break
            left = counts[:, : width - before, before - 1]
            right = counts[:, before:, :]
            row, at, extent = np.nonzero((left[:, :, None] > 0) & (right > 0))
            links[row, at + before, extent, before - 1] = self._grams.get(
                word_pair_keys(keys[row, at, before - 1], keys[row, at + before, extent])
            )
        share = counts / self._total
        best = np.full((number, width + 1, LONGEST), _NEVER)
        choice = np.zeros((number, width + 1, LONGEST), np.int8)
        with np.errstate(divide="ignore"):
            first = np.log(share[:, 0, :])
        for length in range(1, min(LONGEST, width) + 1):
            best[:, length, length - 1] = np.maximum(first[:, length - 1], _NEVER)
        for start in range(1, width):
            reach = min(LONGEST, width - start)
            before = min(LONGEST, start)
            # counts of the words that end here, one a length
            ends = np.stack([counts[:, start - size, size - 1] for size in range(1, before + 1)], 1)
            seen = COUNTS[links[:, start, :reach, :before]]
            chance = (seen + _BACK * share[:, start, :reach, None]) / (np.maximum(ends[:, None, :], seen) + _BACK)
            with np.errstate(divide="ignore"):
                ways = best[:, start, None, :before] + np.log(chance)
            ways[counts[:, start, :reach] <= 0] = _NEVER
            pick = ways.argmax(2)
            value = np.take_along_axis(ways, pick[:, :, None], 2)[:, :, 0]
            for length in range(1, reach + 1):
                better = value[:, length - 1]
                best[:, start + length, length - 1] = np.maximum(better, _NEVER)
                choice[:, start + length, length - 1] = pick[:, length - 1]
        row = np.arange(number)
        ends_at = widths.astype(np.int64)
        last = best[row, ends_at].argmax(1)
        scores = best[row, ends_at, last]
        lengths = np.zeros((number, width), np.uint8)
        size = last + 1
        while True:
            live = ends_at > 0
            if not live.any():
                break
            for offset in range(LONGEST):
                covered = live & (offset < size)
                lengths[row[covered], ends_at[covered] - 1 - offset] = size[covered]
            before = choice[row, np.maximum(ends_at, 0), size - 1]
            ends_at = np.where(live, ends_at - size, 0)
            size = np.where(ends_at > 0, before + 1, size)
        return scores, lengths
