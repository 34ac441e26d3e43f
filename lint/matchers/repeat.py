"""``repeat``: text that stands in the document a second time."""

from __future__ import annotations

from bisect import bisect_right

from ..core.matcher import Match, Matcher
from ..text.passages import Repeat as Found
from ..text.patterns import MULTILINE, Lazy, compile_pattern
from ..text.repeats import repeats_of
from ..text.similarity import bare

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, ClassVar

# These are tried at the start of a line, and only where the word they need stands in it.
_ARTICLE = Lazy("第[一二三四五六七八九十百零0-9]{1,6}条")
_ANNEX = Lazy(
    r"[ \t\u3000]*附[ \u3000]?件[ \t\u3000]*[0-9一二三四五六七八九十]{0,3}[:：]?[^。；\r\n]{0,40}$",
    MULTILINE,
)
_NOTE_WORDS = ("释", "说明", "附录", "附表")
_NOTES = Lazy(
    r"[^。；\r\n]{0,16}(?:名词解释|名词注释|名词说明|用语说明|术语解释|注释|指标解释|附录|附表)[^。；\r\n]{0,10}$",
    MULTILINE,
)
# As far from the start of its line as such a word may stand.
_NOTE_REACH = 20

_TEXT = Lazy(r"\S")
_BLANKS = " \t\u3000"
# Explanations may take up words of the body, not whole long sentences.
_BRIEF = 26


class Repeat(Matcher):
    """Reports the later of two places that are equal or nearly so, the first as related.

    ``units`` says what: ``paragraph``, ``sentence``, ``clause``.
    ``least`` and ``below`` bound the likeness (1 is equal). Text that matches
    ``lawful`` does not count: a unit is excused where less than ``length``
    characters are left without it. In documents with at least ``articles``
    articles, where wording recurs by design, only neighbouring equal paragraphs
    count; annexes may repeat the text, and with ``notes`` explanations of terms
    may take up what is short or reworded. With ``removes``, the later place may be
    deleted where both are equal.
    """

    reach = "document"
    declares: ClassVar[tuple[str, ...]] = ("similarity", "start")

    units: list[str]
    least: float = 0.0
    below: float = 2.0
    length: int = 18
    lawful: str = ""
    articles: int = 5
    notes: bool = False
    removes: bool = False

    def prepare(self) -> None:
        self._lawful = compile_pattern(self.lawful) if self.lawful else None
        unknown = set(self.units) - {"paragraph", "sentence", "clause"}
        if unknown:
            raise ValueError(f"units 里没有“{min(unknown)}”")

    def survey(self, page: Any) -> Iterator[Match]:
        for found in repeats_of(page):
            if found.unit not in self.units or not self.least <= found.alike < self.below:
                continue
            if self._is_lawful(found, page):
                continue
            edits = None
            if self.removes and found.exact and found.unit == "paragraph":
                edits = [(*_with_line_end(page.text, *found.span), "")]
            start, end = found.span
            yield Match(
                start,
                end,
                {
                    "similarity": "100%" if found.exact else f"{min(99, int(found.alike * 100))}%",
                    "start": found.text[:12],
                },
                related=[(*found.first, "首次出现")],
                edits=edits,
            )

    def _is_lawful(self, found: Found, page: Any) -> bool:
        if self._lawful is not None:
            left = self._lawful.sub("", found.text)
            if left != found.text and len(bare(left)) < self.length:
                return True
        close = _TEXT.search(page.text, found.first[1], found.span[0]) is None
        if not (close and found.unit == "paragraph" and found.exact) and is_statute(page, self.articles):
            return True
        if not found.exact and found.unit != "paragraph" and _rephrased(found, page):
            return True
        brief = not found.exact or len(bare(found.text)) < _BRIEF
        if self.notes and brief and found.span[0] > notes_at(page):
            return True
        annexes = _annexes(page)
        return bisect_right(annexes, found.first[1]) != bisect_right(annexes, found.span[0])


def is_statute(page: Any, articles: int) -> bool:
    """Whether the document is made of articles; counted once."""
    count: int | None = page.shelf.get("articles")
    if count is None:
        text = page.text
        # Counting the character takes no time, and most documents have too few.
        if text.count("条") < articles:
            return False
        count = sum(_line_start(text, found.start()) >= 0 for found in _ARTICLE.finditer(text))
        page.shelf["articles"] = count
    return count >= articles


def _line_start(text: str, at: int) -> int:
    """Where the line starts that has nothing but blanks before an offset; -1 where it has more."""
    while at and text[at - 1] in _BLANKS:
        at -= 1
    return at if at == 0 or text[at - 1] == "\n" else -1


def _annexes(page: Any) -> list[int]:
    """Where annexes begin, once for a document: a repeat in another annex restates."""
    known: list[int] | None = page.shelf.get("annexes")
    if known is not None:
        return known
    found: list[int] = []
    text = page.text
    at = text.find("附")
    while at >= 0:
        start = _line_start(text, at)
        if start >= 0 and _ANNEX.match(text, start):
            found.append(start)
        at = text.find("附", at + 1)
    page.shelf["annexes"] = found
    return found


def notes_at(page: Any) -> int:
    """Where the explanations of terms begin behind the body; past the end where there are none."""
    at: int | None = page.shelf.get("notes")
    if at is None:
        text = page.text
        starts = sorted({start for word in _NOTE_WORDS for start in _lines_with(text, word, len(text) // 2)})
        at = next((start for start in starts if _NOTES.match(text, start)), len(text))
        page.shelf["notes"] = at
    return at


def _lines_with(text: str, word: str, low: int) -> Iterator[int]:
    """The starts, from ``low`` on, of the lines that have a word among their first characters."""
    at = text.find(word, low)
    while at >= 0:
        start = text.rfind("\n", max(0, at - _NOTE_REACH), at) + 1
        if start >= low and (start or at <= _NOTE_REACH):
            yield start
        at = text.find(word, at + 1)


def _rephrased(found: Found, page: Any) -> bool:
    """Whether only the opening words differ: plan and result name the same thing (继续实施…, 深入实施…)."""
    one, other = bare(page.text[slice(*found.first)]), bare(page.text[slice(*found.span)])
    same = 0
    while same < min(len(one), len(other)) and one[-1 - same] == other[-1 - same]:
        same += 1
    heads = one[: len(one) - same], other[: len(other) - same]
    shared = all(heads) and heads[0][0] == heads[1][0]
    return not shared and 2 <= max(map(len, heads)) <= 8


def _with_line_end(text: str, start: int, end: int) -> tuple[int, int]:
    """A paragraph's span with the blanks before it and the line end before or behind it."""
    while start > 0 and text[start - 1] in " \t\u3000":
        start -= 1
    while end < len(text) and text[end] in " \t\u3000":
        end += 1
    if text.startswith("\r\n", end):
        return start, end + 2
    if end < len(text) and text[end] in "\r\n":
        return start, end + 1
    while start > 0 and text[start - 1] in "\r\n":
        start -= 1
    return start, end
