"""Words: does a dictionary word run across the edge of a suspect, as 自己 does in 自己经营?

The segmenter stands behind one small protocol. The one that comes with the
package reads jieba's dictionary and cuts as jieba does, when a suspect first
needs it, and is shown only the clause around that suspect: importing jieba and
loading its dictionary takes longer than linting fifty reports.
"""

from __future__ import annotations

import os
import sys
from marshal import dumps, loads
from math import log
from zlib import crc32

from ..core import cache
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
_loaded: Segmenter | None = None


def segmenter() -> Segmenter:
    """The segmenter, loaded on the first call."""
    global _loaded  # noqa: PLW0603  # a dictionary of 350,000 words is read once
    if _loaded is None:
        _loaded = Dictionary()
    return _loaded


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
    all words and their beginnings; here the entries stay packed by first
    character, and those that begin with two characters of a text are unpacked.
    """

    def __init__(self) -> None:
        self._index, self._body, total = _packed()
        self._total = log(total)
        # By the first two characters.
        self._known: dict[str, tuple[int, dict[str, float]]] = {}

    def cut(self, text: str) -> list[str]:
        """The words of a run of hanzi."""
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

    def _words(self, beginning: str) -> tuple[int, dict[str, float]]:
        """Length of the longest word that begins so, or is the first character, and the logarithms of frequencies."""
        known = self._known.get(beginning)
        if known is None:
            start, end, check = self._index.get(beginning[0], (0, 0, 0))
            part = bytes(self._body[start:end])
            if crc32(part) != check:
                # Damaged after it was opened: the dictionary itself is still there.
                self._index, self._body, _ = _made()
                return self._words(beginning)
            known = self._known[beginning] = _unpacked(part, beginning)
        return known


def _unpacked(part: bytes, beginning: str) -> tuple[int, dict[str, float]]:
    """The words of a part that begin with one or two characters; of one alone the character itself."""
    words: dict[str, float] = {}
    alone = part[: part.find(b"\n")]
    if alone:
        words[beginning[0]] = log(int(alone))
    if len(beginning) > 1:
        line = b"\n" + beginning[1].encode("utf-8", "surrogatepass")
        at = part.find(line) + len(line)
        if at >= len(line):
            cells = part[at : part.index(b"\n", at)].decode().split(" ")
            for rest, count in zip(cells[::2], cells[1::2], strict=True):
                words[beginning + rest] = log(int(count))
    return max(map(len, words), default=1), words


_FORMAT = "4"

if TYPE_CHECKING:
    # Where in the body the words of a first character lie, and their check sum.
    Index = dict[str, tuple[int, int, int]]


def _packed() -> tuple[Index, bytes | memoryview, int]:
    """The words by first character, and the sum of all frequencies.

    Each part of the body is text: a line with the frequency of the character itself,
    then a line for each second character, behind which stand what is left of a word and its
    frequency in turn. Kept in the user's cache folder, under a name made of
    the size and time of jieba's file, and mapped, because a run asks for the
    words of a few characters; made anew, in memory, where that cannot be.
    """
    stat = os.stat(dictionary_file())
    name = f"words-{_FORMAT}-{sys.implementation.cache_tag}-{stat.st_size:x}-{stat.st_mtime_ns:x}.table"
    path = cache.place(name)
    view = cache.mapped(path)
    if view is not None:
        head = 8 + int.from_bytes(view[:4], "little")
        if len(view) >= head and crc32(view[8:head]) == int.from_bytes(view[4:8], "little"):
            index, total = loads(view[8:head])
            return index, view[head:], total
    index, body, total = _made()
    table = dumps((index, total))
    cache.write(path, b"".join((len(table).to_bytes(4, "little"), crc32(table).to_bytes(4, "little"), table, body)))
    return index, body, total


def _made() -> tuple[Index, bytes, int]:
    """What ``_packed`` keeps, from jieba's dictionary."""
    found: dict[str, dict[str, list[str]]] = {}
    total = 0
    with open(dictionary_file(), encoding="utf-8") as lines:
        for line in lines:
            word, count = line.split(" ", 2)[:2]
            total += int(count)
            if int(count):
                found.setdefault(word[0], {}).setdefault(word[1:2], []).append(f"{word[2:]} {count}")
    index: Index = {}
    parts: list[bytes] = []
    at = 0
    for first, seconds in found.items():
        alone = seconds.pop("", [""])[-1].lstrip()
        rows = [alone, *(second + " ".join(cells) for second, cells in seconds.items()), ""]
        part = "\n".join(rows).encode()
        index[first] = at, at + len(part), crc32(part)
        parts.append(part)
        at += len(part)
    return index, b"".join(parts), total


def dictionary_file() -> str:
    """The path of jieba's dict.txt, found without importing it. RuntimeError where it is missing."""
    from importlib.machinery import PathFinder

    spec = PathFinder.find_spec("jieba")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = os.path.join(folder, "dict.txt")
        if os.path.isfile(path):
            return path
    raise RuntimeError("没有找到 jieba 的词典；请重新安装 jieba")
