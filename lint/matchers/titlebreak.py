"""``titlebreak``: a title that runs over two lines and is cut in the middle of a word."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.letter import letter_of
from ..text.patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, ClassVar

_PART = Lazy("[ \u3000]*[^。；，：！？]{4,36}[ \u3000]*$")
_BEGINS = Lazy("[ \u3000]*[^ \u3000。；，：]{0,24}(?:关于|人民政|委员|办公|工作|建设|[省市区县州])")
# Words that the dictionary does not hold as one.
_WHOLE = ("从严治党", "人民政府", "有限公司", "委员会", "办公室", "中国共产党", "习近平", "党委", "主体责任", "党风廉政")


class Titlebreak(Matcher):
    """Finds the line end in a title's first lines that cuts a word, as ``从严治⏎党``.

    A title is a line that ends in a genre, and the line before it where that
    begins with a body or 关于. The span is the last and first characters
    around the line end.
    """

    declares: ClassVar[tuple[str, ...]] = ("word",)
    reach = "document"

    def survey(self, page: Any) -> Iterator[Match]:
        letter = letter_of(page)
        for index in range(max(0, letter.title - 2), letter.title):
            text, start, _ = letter.head[index]
            behind, low, _ = letter.head[index + 1]
            first, second = text.rstrip(" \u3000\r\n"), behind.lstrip(" \u3000")
            if not (_PART.match(first) and _PART.match(second) and _BEGINS.match(first)):
                continue
            if first[0] in "一二三四五六七八九十（(0123456789" or "年" in second[:6]:
                continue
            word = _cut(first, second)
            if word:
                low += len(behind) - len(second)
                yield Match(start + len(first) - 1, low + 1, {"word": word})


def _cut(first: str, second: str) -> str:
    """The word that a line end between two texts cuts, "" where there is none."""
    joined = first + second
    at = len(first)
    for word in _WHOLE:
        low = joined.find(word, max(0, at - len(word) + 1))
        if 0 <= low < at < low + len(word):
            return word
    from ..text.words import clause_around, segmenter

    low, high = clause_around(joined, at, at)
    for word in segmenter().cut(joined[low:high]):
        if low < at < low + len(word):
            return word
        low += len(word)
    return ""
