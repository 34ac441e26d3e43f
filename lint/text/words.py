"""Words: does a dictionary word run across the edge of a suspect, as 自己 does in 自己经营?

The segmenter stands behind one small protocol. The one that comes with the
package reads jieba's dictionary where it lies and cuts as jieba does, when a suspect
needs it, and is shown only the clause around that suspect: importing jieba and
loading its dictionary takes longer than linting fifty reports.
"""

from __future__ import annotations

import os
from math import log
from mmap import ACCESS_READ, mmap
from zlib import crc32

from ..core.cache import unread
from .patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Protocol

    class Segmenter(Protocol):
        """Cuts a text into words."""

        def cut(self, text: str) -> Iterable[str]:
            """The words of ``text`` in order; joined they give ``text``."""


#: How far a clause is followed on each side of a suspect.
REACH = 14
_NO_HANZI = Lazy("[^\u4e00-\u9fff]")
# So many runs of hanzi are remembered with their words.
_CUT = 64
_loaded: Segmenter | None = None


def segmenter() -> Segmenter:
    """The segmenter, loaded on the first call."""
    global _loaded  # noqa: PLW0603  # a dictionary of 350,000 words is read once
    if _loaded is None:
        _loaded = Dictionary()
    return _loaded


def rest() -> None:
    """Give back the memory that what was read of the dictionary takes up; it is read again where it is needed."""
    if isinstance(_loaded, Dictionary):
        _loaded.rest()


def clause_around(text: str, start: int, end: int, reach: int = REACH) -> tuple[int, int]:
    """``(start, end)`` of the run of hanzi around a span, at most ``reach`` more on each side."""
    low = max(0, start - reach)
    for gap in _NO_HANZI.finditer(text, low, start):
        low = gap.end()
    high = min(len(text), end + reach)
    after = _NO_HANZI.search(text, end, high)
    return low, after.start() if after else high


def cuts_word(text: str, start: int, end: int, words: Segmenter | None = None) -> bool:
    """Whether a word of the clause around ``[start, end)`` runs across either of its edges.

    ``己经`` in ``自己经营`` does not stand by itself, in ``己经完成`` it does.
    """
    low, high = clause_around(text, start, end)
    at = low
    for word in (words or segmenter()).cut(text[low:high]):
        after = at + len(word)
        if at < start < after or at < end < after:
            return True
        if at >= end:
            break
        at = after
    return False


def overlaps(word: str, text: str, start: int, end: int) -> bool:
    """Whether ``word`` stands in ``text`` where it shares a character with ``[start, end)``."""
    at = text.find(word, max(0, start - len(word) + 1))
    return 0 <= at < end


def protected(text: str, start: int, end: int, vocabulary: frozenset[str]) -> bool:
    """Whether ``[start, end)`` lies within a word of the user's vocabulary."""
    for word in vocabulary:
        low = max(0, end - len(word))
        if len(word) >= end - start and word in text[low : start + len(word)]:
            return True
    return False


class Dictionary:
    """jieba's dictionary and its most probable path, without guessing of unknown words.

    The words are the same as those of ``jieba.lcut(text, HMM=False)``, for
    runs of hanzi. jieba itself takes 0.6 s to load, most of it for a table of
    all words and their beginnings; here its file is mapped as it is, and only the
    words that begin with two characters of a text are read from it.
    """

    def __init__(self) -> None:
        self._data, total = _opened()
        self._total = log(total)
        # The lines of a first character and the word that it is; the words by their first two.
        self._parts: dict[str, tuple[bytes, dict[str, float]]] = {}
        self._known: dict[str, tuple[int, dict[str, float]]] = {}
        # The last runs that were cut: several rules ask about one suspect.
        self._cut: dict[str, list[str]] = {}

    def cut(self, text: str) -> list[str]:
        """The words of a run of hanzi; the list is not to be changed."""
        found = self._cut.get(text)
        if found is None:
            if len(self._cut) >= _CUT:
                self._cut.clear()
            found = self._cut[text] = self._words_of(text)
        return found

    def _words_of(self, text: str) -> list[str]:
        length = len(text)
        # From the end on: the best score from here, and the end of the word that begins here.
        best = [0.0] * (length + 1)
        ends = [length] * (length + 1)
        for start in range(length - 1, -1, -1):
            longest, words = self._words(text[start : start + 2])
            score, end = -self._total + best[start + 1], start + 1
            single = words.get(text[start])
            if single is not None:
                score += single
            for stop in range(start + 2, min(start + longest, length) + 1):
                weight = words.get(text[start:stop])
                if weight is not None:
                    other = weight - self._total + best[stop]
                    # Of equals jieba takes the longer one.
                    if other >= score:
                        score, end = other, stop
            best[start], ends[start] = score, end
        found = []
        at = 0
        while at < length:
            found.append(text[at : ends[at]])
            at = ends[at]
        return found

    def rest(self) -> None:
        """Forget the words that were read, and give back the memory that holds what was read of the file."""
        self._cut.clear()
        self._parts.clear()
        self._known.clear()
        if isinstance(self._data, mmap):
            unread(self._data)

    def _words(self, beginning: str) -> tuple[int, dict[str, float]]:
        """Length of the longest word that begins so, or is the first character, and the logarithms of frequencies."""
        known = self._known.get(beginning)
        if known is None:
            first = beginning[0]
            found = self._parts.get(first)
            if found is None:
                # Lines are in the order of their first characters.
                start = _from(self._data, first)
                part = b"\n" + self._data[start : _from(self._data, chr(ord(first) + 1), start)]
                found = self._parts[first] = part, _read(part, f"\n{first} ")
            part, words = found
            if len(beginning) > 1:
                words = words | _read(part, f"\n{beginning}")
            known = self._known[beginning] = max(map(len, words), default=1), words
        return known


def _from(data: bytes | mmap, first: str, low: int = 0) -> int:
    """Where the first line starts whose first character is not before this one, if not before ``low``, where a line starts."""
    key = first.encode("utf-8", "surrogatepass")
    high = len(data)
    if low:
        # The lines of one character are few.
        size = 4096
        while low + size < high:
            middle = low + size
            start = data.rfind(b"\n", low, middle) + 1
            if data[start : start + len(key)] >= key:
                high = start
                break
            low = max(low, start)
            size *= 2
    while low < high:
        middle = (low + high) // 2
        start = data.rfind(b"\n", 0, middle) + 1
        if data[start : start + len(key)] < key:
            end = data.find(b"\n", middle)
            low = end + 1 if end >= 0 else high
        else:
            high = start
    return low


def _read(part: bytes, beginning: str) -> dict[str, float]:
    """The words of those lines that begin so, and the logarithms of their frequencies."""
    words: dict[str, float] = {}
    line = beginning.encode("utf-8", "surrogatepass")
    at = part.find(line)
    while at >= 0:
        end = part.find(b"\n", at + 1)
        word, count = part[at + 1 : end if end >= 0 else len(part)].decode().split(" ", 2)[:2]
        if int(count):
            words[word] = log(int(count))
        at = part.find(line, end) if end >= 0 else -1
    return words


#: The sum of all frequencies of an edition, by the size and the check sum of its file: jieba 0.42.
_TOTALS = {(5071852, 0x1394096D): 60101967}


def _opened() -> tuple[bytes | mmap, int]:
    """Jieba's dictionary in the order of first characters, and the sum of all frequencies.

    A line is a word, its frequency and its part of speech. An edition that is
    not known is read whole and put in order, which takes a third of a second.
    """
    with open(dictionary_file(), "rb") as file:
        data = mmap(file.fileno(), 0, access=ACCESS_READ)
    total = _TOTALS.get((len(data), crc32(data)))
    if total is not None:
        unread(data)
        return data, total
    lines = sorted(data[:].decode("utf-8").split("\n"), key=lambda line: line[:1])
    lines = [line.strip() for line in lines if line.strip()]
    return "\n".join(lines).encode(), sum([int(line.split(" ", 2)[1]) for line in lines])


def dictionary_file() -> str:
    """The path of jieba's dict.txt, found without importing it. RuntimeError where it is missing."""
    from importlib.machinery import PathFinder

    spec = PathFinder.find_spec("jieba")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = os.path.join(folder, "dict.txt")
        if os.path.isfile(path):
            return path
    raise RuntimeError("没有找到 jieba 的词典；请重新安装 jieba")
