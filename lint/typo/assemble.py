"""From counts to the arrays of a model."""

from __future__ import annotations

import numpy as np

from . import levels
from .counting import LONGEST, pack
from .symbols import SIZE
from .table import build

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from .counting import Counts

    Array = NDArray[Any]

#: What the sixteen values of a count stand for.
LEVELS = np.array(levels.LEVELS)
#: Steps of an octave in the frequencies of words.
STEPS = 8
#: A dictionary's frequency counts this much of one in the texts.
SHARE = 0.02
# A triple seen once is news where its pairs let it come up less often than this.
_NEW = 0.3


def level(counts: Array) -> Array:
    """The index of the nearest level, by ratio."""
    edges = np.sqrt(LEVELS[1:] * LEVELS[:-1])
    found: Array = np.searchsorted(edges, counts, side="right").astype(np.uint8)
    return found


def word_level(counts: Array) -> Array:
    """Frequencies of words, in eighths of an octave above 2^-7."""
    levels: Array = np.clip(np.rint((np.log2(np.maximum(counts, 2**-7)) + 7) * STEPS), 0, 254).astype(np.uint8)
    return levels


def _expected(counts: Counts) -> Array:
    """How often each triple would come up if its last symbol depended on the middle one alone."""
    square = np.zeros((1 << 12, 1 << 12), np.float32)
    pairs = counts.pairs.keys
    mask = np.uint64(4095)
    square[(pairs >> np.uint64(12)) & mask, pairs & mask] = counts.pairs.counts
    keys = counts.triples.keys
    left, middle, right = (keys >> np.uint64(24)) & mask, (keys >> np.uint64(12)) & mask, keys & mask
    expected: Array = square[left, middle] * square[middle, right] / np.maximum(counts.singles[middle], 1)
    return expected


def assemble(
    counts: Counts, frequencies: dict[str, int], least: tuple[int, int, int] = (2, 1, 2)
) -> tuple[dict[str, Any], dict[str, Array]]:
    """Card and arrays of a model from counts and a dictionary's frequencies.

    ``least`` says how often pairs, triples and pairs of words must have come
    up to be kept; of pairs, a bit each tells all that were seen. A triple seen
    once that its pairs lead one to expect says little, and is left out; pairs
    of words tell more in its place.
    """
    keys, values = [], []
    for tally, floor in zip((counts.pairs, counts.triples, counts.word_pairs), least, strict=True):
        kept = tally.counts >= floor
        if tally is counts.triples:
            kept &= (tally.counts > 1) | (_expected(counts) < _NEW)
        keys.append(tally.keys[kept])
        values.append(level(tally.counts[kept]))
    grams = build(np.concatenate(keys), np.concatenate(values), np.uint8, packed=True)
    bits = np.zeros((SIZE, SIZE), bool)
    pairs = counts.pairs.keys
    bits[(pairs >> np.uint64(12)) & np.uint64(4095), pairs & np.uint64(4095)] = True

    alphabet = counts.alphabet
    scale = SHARE * sum(counts.words.values()) / max(1, sum(frequencies.values()))
    total: dict[int, float] = {}
    for word, count in counts.words.items():
        total[pack([alphabet.symbol(mark) for mark in word])] = count
    for word, count in frequencies.items():
        if 0 < len(word) <= LONGEST:
            symbols = [alphabet.symbol(mark) for mark in word]
            if min(symbols) > alphabet.first:
                key = pack(symbols)
                total[key] = total.get(key, 0.0) + count * scale
    word_keys = np.array(sorted(total), np.uint64)
    word_values = word_level(np.array([total[int(key)] for key in word_keys]))
    words = build(word_keys, word_values, np.uint16, packed=False)
    card = {
        "hanzi": alphabet.hanzi,
        "grams": [grams.layout.seed, grams.layout.segment, grams.layout.segments],
        "words": [words.layout.seed, words.layout.segment, words.layout.segments],
        "tokens": float(sum(total.values())),
        "texts": counts.texts,
        "symbols": int(counts.singles.sum()),
    }
    return card, {
        "grams.marks": grams.marks,
        "grams.values": grams.values,
        "words.marks": words.marks,
        "words.values": words.values,
        "follows": np.packbits(bits, axis=1, bitorder="little"),
        "singles": counts.singles[:SIZE].astype(np.uint32),
    }
