"""Words: does a dictionary word run across the edge of a suspect, as 自己 does in 自己经营?

The segmenter stands behind one small protocol. jieba is the one that comes
with the package; importing it and reading its dictionary takes longer than
linting fifty reports, so it is loaded when a suspect first needs it, and is
shown only the clause around that suspect.
"""

from __future__ import annotations

import os
import re
import sys

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
_NO_HANZI = re.compile("[^\u4e00-\u9fff]")
_loaded: Segmenter | None = None


def segmenter() -> Segmenter:
    """The segmenter, loaded on the first call."""
    global _loaded  # noqa: PLW0603  # a dictionary of 350,000 words is read once
    if _loaded is None:
        _loaded = _Jieba()
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


class _Jieba:
    """jieba's own dictionary, most probable path, no guessing of unknown words."""

    def __init__(self) -> None:
        import warnings

        with warnings.catch_warnings():
            # Old escapes in its sources would be written to standard error.
            warnings.simplefilter("ignore")
            import jieba

        jieba.setLogLevel(60)
        # One of our own: words that others add to jieba.dt must not change findings.
        tokenizer = jieba.Tokenizer()
        tokenizer.tmp_dir = _private_folder()
        tokenizer.initialize()
        self._lcut = tokenizer.lcut

    def cut(self, text: str) -> list[str]:
        words: list[str] = self._lcut(text, HMM=False)
        return words


def _private_folder() -> str:
    """Where jieba may keep its dictionary; a place that cannot exist where nothing may be kept.

    Never the shared temporary folder, where anybody could have put a file of
    that name. What jieba cannot write it holds in memory.
    """
    base = os.environ.get("REPORTLINT_CACHE_DIR")
    if not base:
        if sys.platform == "win32":
            root = os.environ.get("LOCALAPPDATA", "")
        else:
            root = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
        base = os.path.join(root, "reportlint") if root and not root.startswith("~") else ""
    if base and not os.environ.get("REPORTLINT_NO_CACHE"):
        try:
            os.makedirs(base, mode=0o700, exist_ok=True)
        except OSError:
            pass
        else:
            return base
    return os.path.join(os.devnull, "none")
