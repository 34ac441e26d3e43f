"""Counts of official Chinese from a folder of texts: characters, pairs and triples of them, words and pairs of words."""

from __future__ import annotations

import re

import numpy as np

from .symbols import OTHER, Alphabet, padded
from .table import mixed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from numpy.typing import NDArray

    Array = NDArray[Any]

    Cut = Callable[[str], list[str]]

#: The longest word, in hanzi; four symbols of 12 bits are a key.
LONGEST = 4
_HANZI = re.compile("[\u4e00-\u9fff]+")
_CHUNK = 4_000_000


def pair_keys(left: Array, right: Array) -> Array:
    """The keys of two symbols that stand side by side."""
    return (left.astype(np.uint64) << np.uint64(12)) | right.astype(np.uint64) | np.uint64(1 << 60)


def triple_keys(left: Array, middle: Array, right: Array) -> Array:
    """The keys of three symbols in a row."""
    key = (left.astype(np.uint64) << np.uint64(24)) | (middle.astype(np.uint64) << np.uint64(12))
    return key | right.astype(np.uint64) | np.uint64(1 << 61)


def word_pair_keys(left: Array, right: Array) -> Array:
    """The keys of two words, given as packed symbols, that follow each other."""
    keys: Array = (mixed(left, 1) ^ (mixed(right, 2) >> np.uint64(1))) | np.uint64(1 << 63)
    return keys


class Tally:
    """Distinct keys, sorted, and how often each came up; grows by whole arrays."""

    def __init__(self) -> None:
        self._waiting: list[Array] = []
        self._size = 0
        self.keys = np.zeros(0, np.uint64)
        self.counts = np.zeros(0, np.int64)

    def add(self, keys: Array) -> None:
        """Count every element once more."""
        self._waiting.append(keys)
        self._size += len(keys)
        if self._size > _CHUNK:
            self.settle()

    def settle(self) -> Tally:
        """Bring ``keys`` and ``counts`` up to date."""
        if self._waiting:
            keys, counts = np.unique(np.concatenate(self._waiting), return_counts=True)
            self.merge(keys, counts)
            self._waiting, self._size = [], 0
        return self

    def merge(self, keys: Array, counts: Array) -> None:
        """Add counts of other keys, sorted or not, to these."""
        both = np.concatenate((self.keys, keys))
        sums = np.concatenate((self.counts, counts))
        self.keys, place = np.unique(both, return_inverse=True)
        self.counts = np.bincount(place, sums, len(self.keys)).astype(np.int64)


class Counts:
    """What is known of a body of texts."""

    def __init__(self, alphabet: Alphabet) -> None:
        self.alphabet = alphabet
        self.singles = np.zeros(4096, np.int64)
        self.pairs = Tally()
        self.triples = Tally()
        self.words: dict[str, int] = {}
        self._packed: dict[str, int] = {}
        self._totals: dict[int, int] = {}
        self.word_pairs = Tally()
        self.texts = 0

    def read(self, texts: Iterable[str], cut: Cut, split: Cut) -> None:
        """Add the counts of texts to those there are.

        ``cut`` gives the words of a run of hanzi, ``split`` those of one that is too long.
        """
        packed = self._packed
        seen: list[int] = []
        for text in texts:
            codes, _ = self.alphabet.encode(text)
            if not len(codes):
                continue
            self.texts += 1
            line = padded(codes, 2)
            self.singles += np.bincount(line, minlength=4096)
            known = (line != OTHER) & (line != self.alphabet.first)
            both = known[:-1] & known[1:]
            self.pairs.add(pair_keys(line[:-1], line[1:])[both])
            three = both[:-1] & known[2:]
            self.triples.add(triple_keys(line[:-2], line[1:-1], line[2:])[three])
            for word in words_of(self.alphabet.decode(codes), cut, split):
                key = packed.get(word)
                if key is None:
                    key = packed[word] = pack([self.alphabet.symbol(mark) for mark in word])
                seen.append(key)
            row = np.array(seen, np.uint64)
            self.word_pairs.add(word_pair_keys(row[:-1], row[1:]))
            for word_key, count in zip(*np.unique(row, return_counts=True), strict=True):
                self._count(int(word_key), int(count))
            seen = []
        self.pairs.settle()
        self.triples.settle()
        self.word_pairs.settle()
        self.words = {word: self._totals.get(key, 0) for word, key in packed.items()}

    def learn(self, words: Iterable[str]) -> None:
        """Take a dictionary's words as seen once, so that what is in them is not new."""
        rows = []
        for word in words:
            symbols = [self.alphabet.symbol(mark) for mark in word]
            if min(symbols) > self.alphabet.first:
                rows.append(symbols)
        for tally, size in ((self.pairs, 2), (self.triples, 3)):
            runs = [row[at : at + size] for row in rows for at in range(len(row) - size + 1)]
            columns = np.array(runs, np.uint16).reshape(-1, size).T
            keys = np.unique(pair_keys(*columns) if size == 2 else triple_keys(*columns))
            fresh = keys[~np.isin(keys, tally.keys)]
            tally.merge(fresh, np.ones(len(fresh), np.int64))

    def _count(self, key: int, count: int) -> None:
        self._totals[key] = self._totals.get(key, 0) + count


def pack(symbols: Sequence[int]) -> int:
    """One number for up to four symbols."""
    key = 0
    for symbol in symbols:
        key = key << 12 | symbol
    return key


def words_of(text: str, cut: Cut, split: Cut) -> list[str]:
    """The words of a text, each other character by itself; none is longer than four."""
    found: list[str] = []
    at = 0
    for run in _HANZI.finditer(text):
        found += text[at : run.start()]
        for word in cut(run.group()):
            if len(word) <= LONGEST:
                found.append(word)
            else:
                found += split(word)
        at = run.end()
    found += text[at:]
    return found


class Splitter:
    """Cuts a dictionary's long words into those of at most four hanzi, the most frequent way."""

    def __init__(self, frequencies: dict[str, int]) -> None:
        from math import log

        self._weights = {word: log(count + 1) for word, count in frequencies.items() if len(word) <= LONGEST}
        self._known: dict[str, list[str]] = {}

    def __call__(self, word: str) -> list[str]:
        """The parts of a word."""
        found = self._known.get(word)
        if found is None:
            best: list[tuple[float, list[str]]] = [(0.0, [])]
            for end in range(1, len(word) + 1):
                best.append(
                    max(
                        (best[start][0] + self._weights.get(word[start:end], -5.0) - 18.0, [*best[start][1], word[start:end]])
                        for start in range(max(0, end - LONGEST), end)
                    )
                )
            found = self._known[word] = best[-1][1]
        return found


def alphabet_of(texts: Iterable[str], size: int) -> Alphabet:
    """The alphabet of the most frequent hanzi of texts."""
    total = np.zeros(0x110000, np.int64)
    for text in texts:
        total += np.bincount(
            np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32), minlength=0x110000
        )
    hanzi = total[0x4E00:0xA000]
    order = np.argsort(-hanzi, kind="stable")[: size]
    return Alphabet("".join(chr(0x4E00 + int(point)) for point in order if hanzi[point]))
