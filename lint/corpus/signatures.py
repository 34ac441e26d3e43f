"""Bare text, shingles, MinHash bands and exact likeness.

Documents and paragraphs are compared by their *bare* text: letters, digits and
hanzi alone, so that neither layout nor punctuation matters. Its shingles are all
runs of k characters within a paragraph; those of a document are the union of
its paragraphs', so the order of paragraphs does not matter, and one pass makes
the signatures of both levels.

MinHash: A. Broder, On the resemblance and containment of documents (1997). Bands: P. Indyk
and R. Motwani (1998). All hashing is arithmetic on code points with constants
made here, the same in every process and on every machine.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import numpy as np

from ..core.lines import line_ends

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

_NOISE = re.compile(r"[\W_]+")
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B)}
_DIGITS = re.compile(r"\d+")
_MASK = (1 << 64) - 1
# Up to this many shingles all permutations fit into the cache at once.
_BLOCK = 4096


def bare(text: str, fold_numbers: bool = False) -> str:
    """The letters, digits and hanzi of a text in one form; with ``fold_numbers`` every number is 0."""
    if _WIDE.search(text):
        text = text.translate(_NARROW)
    text = _NOISE.sub("", text).lower()
    return _DIGITS.sub("0", text) if fold_numbers else text


def paragraphs(text: str, fold_numbers: bool = False) -> list[tuple[int, int, str]]:
    """``(start, end, bare text)`` of each line with anything in it; offsets in code points."""
    found = []
    start = 0
    for end in (*line_ends(text), (len(text), len(text))):
        line = bare(text[start : end[0]], fold_numbers)
        if line:
            found.append((start, end[0], line))
        start = end[1]
    return found


def shingles(lines: Sequence[str], size: int) -> frozenset[str]:
    """All runs of ``size`` characters within the lines."""
    return frozenset(line[at : at + size] for line in lines for at in range(len(line) - size + 1))


def likeness(one: frozenset[str], other: frozenset[str]) -> tuple[float, float]:
    """Jaccard similarity, and the share of the smaller set that stands in the other; exact."""
    common = len(one & other)
    if not common:
        return 0.0, 0.0
    return common / (len(one) + len(other) - common), common / min(len(one), len(other))


def key_of(lines: Sequence[str]) -> tuple[int, int]:
    """A digest of 128 bits of the bare lines, as two signed integers; equal text, equal key."""
    digest = hashlib.blake2b("\n".join(lines).encode("utf-8", "surrogatepass"), digest_size=16).digest()
    return int.from_bytes(digest[:8], "big", signed=True), int.from_bytes(digest[8:], "big", signed=True)


class Signer:
    """Makes the bands of documents and paragraphs: ``bands`` × ``rows`` permutations of shingles of ``size``."""

    def __init__(self, size: int, bands: int, rows: int) -> None:
        self.size = size
        self.bands = bands
        self.rows = rows
        numbers = _numbers(size + 2 * bands * rows + rows)
        self._powers = np.array([next(numbers) | 1 for _ in range(size)], np.uint64)
        self._flips = np.array([next(numbers) for _ in range(bands * rows)], np.uint64)
        self._factors = np.array([next(numbers) | 1 for _ in range(bands * rows)], np.uint64)
        self._weights = np.array([next(numbers) | 1 for _ in range(rows)], np.uint64)

    def bands_of(self, lines: Sequence[str]) -> tuple[Any, Any, Any]:
        """Of the bare lines of a document: its bands, those of each line that has shingles, and these lines' indices.

        Arrays of int64 of shape (bands,), (n, bands), (n,). The document's are
        None where no line is as long as a shingle.
        """
        long = [index for index, line in enumerate(lines) if len(line) >= self.size]
        if not long:
            return None, np.empty((0, self.bands), np.int64), np.empty(0, np.int64)
        hashes, starts = self._shingles([lines[index] for index in long])
        least = self._least(hashes, starts)
        both = self._banded(np.vstack([least, least.min(axis=0)]))
        return both[-1], both[:-1], np.array(long, np.int64)

    def _shingles(self, lines: Sequence[str]) -> tuple[Any, Any]:
        """The hash of every shingle of the lines, and the index of each line's first."""
        codes = np.frombuffer("".join(lines).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
        count = len(codes) - self.size + 1
        hashes = np.zeros(count, np.uint64)
        for offset in range(self.size):
            hashes += codes[offset : offset + count] * self._powers[offset]
        lengths = np.array([len(line) for line in lines])
        # A run that begins in a line's last characters would reach into the next line.
        owner = np.repeat(np.arange(len(lines)), lengths)
        within = owner[:count] == owner[self.size - 1 :]
        starts = np.concatenate([[0], np.cumsum(lengths - self.size + 1)[:-1]])
        return _mixed(hashes[within]), starts

    def _least(self, hashes: Any, starts: Any) -> Any:
        """The least value of each permutation in each line."""
        if len(hashes) <= _BLOCK:
            values = (hashes[:, None] ^ self._flips) * self._factors
            return np.minimum.reduceat(values, starts, axis=0)
        least = np.empty((len(starts), len(self._flips)), np.uint64)
        for index, (flip, factor) in enumerate(zip(self._flips, self._factors, strict=True)):
            least[:, index] = np.minimum.reduceat((hashes ^ flip) * factor, starts)
        return least

    def _banded(self, least: Any) -> Any:
        grouped = least.reshape(len(least), self.bands, self.rows)
        return _mixed((grouped * self._weights).sum(axis=2, dtype=np.uint64)).view(np.int64)


def _mixed(values: Any) -> Any:
    """The finalizer of splitmix64: every bit in depends on every bit out."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _numbers(count: int) -> Any:
    """Numbers of 64 bits by splitmix64 from a fixed seed."""
    state = 0x5265706F72744C69
    for _ in range(count):
        state = (state + 0x9E3779B97F4A7C15) & _MASK
        value = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & _MASK
        yield value ^ (value >> 31)
