"""``doubled``: a run of hanzi that stands twice in a row (加强加强, 全区上下全区上下)."""

from __future__ import annotations

import sys

from ..core.matcher import Match, Matcher
from ..text.flat import stretches
from ..text.patterns import Lazy, compile_pattern
from ..text.repeats import twice

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, ClassVar

_REACH = 12
# Strings of this length do not repeat by the chance of two words meeting.
_LONG = 4
_HANZI = Lazy("[\u4e00-\u9fff]+")


class Doubled(Matcher):
    """Finds a string of ``least`` to ``most`` hanzi that is followed by itself.

    The span is the second of the two, so that leaving it out mends the text.
    ``excuse`` lists strings that make a doubling right wherever they overlap
    the pair. ``unless`` is a pattern for doublings that are right, searched in
    the string between ⟦ and ⟧ with the character before the pair and the two
    after it (``面⟦一项⟧抓落``). Short pairs whose edges or middle a word of
    the dictionary runs across are no doublings (企业创业创新); for the units in
    ``plain``, words that run across the outer edges are no excuse.
    """

    reach: ClassVar[str] = "document"
    declares: ClassVar[tuple[str, ...]] = ("found",)

    least: int = 2
    most: int = 12
    unless: str = ""
    excuse: list[str] = []  # options are never changed
    plain: list[str] = []

    def prepare(self) -> None:
        self._unless = compile_pattern(self.unless) if self.unless else None

    def survey(self, page: Any) -> Iterator[Match]:
        text: str = page.text
        compiled = twice()
        pairs = compiled.doubled if compiled else doubled
        # What is made for the comparison takes ten times as much room as the text.
        for low, high in stretches(text):
            taken = bytearray(high - low)
            for at, period in pairs(text[low:high], self.least, self.most):
                start, middle, end = low + at, low + at + period, low + at + 2 * period
                if any(taken[at : at + 2 * period]):
                    continue
                if self._doubled(text, start, middle, end, page.vocabulary):
                    taken[at : at + 2 * period] = b"\1" * (2 * period)
                    yield Match(middle, end, {"found": text[start:middle]}, "")

    def _doubled(self, text: str, start: int, middle: int, end: int, vocabulary: frozenset[str]) -> bool:
        from ..text.words import cuts_word, overlaps, protected

        if self._unless is not None:
            marked = f"{text[max(0, start - 1) : start]}⟦{text[start:middle]}⟧{text[end : end + 2]}"
            if self._unless.search(marked):
                return False
        low = max(0, start - _REACH)
        around = text[low : end + _REACH]
        if any(overlaps(word, around, start - low, end - low) for word in self.excuse):
            return False
        if vocabulary and protected(text, start, end, vocabulary):
            return False
        if middle - start >= _LONG:
            return True
        if text[start:middle] in self.plain:
            # 切实做好 is a word of the dictionary; 切实做好做好 is a slip all the same.
            return not cuts_word(text[start:], 0, middle - start) and not cuts_word(text[:end], middle, end)
        return not (cuts_word(text, start, middle) or cuts_word(text, middle, end))


def doubled(text: str, least: int, most: int) -> list[tuple[int, int]]:
    """``(start, length)`` of the strings of hanzi followed by themselves, longest first; text/twice/doubled.c finds the same."""
    found: list[tuple[int, int]] = []
    for at, period in repeats(text, least, most):
        unit = text[at : at + period]
        if _HANZI.fullmatch(unit) and not _periodic(unit):
            found.append((at, period))
    return found


def repeats(text: str, least: int, most: int) -> Iterator[tuple[int, int]]:
    """``(start, period)``, longest periods first, of the first pair in every run that repeats.

    A text laid beside itself a period further on differs by nothing where it
    repeats. Whole documents are compared as one big number each, one byte a
    character, which takes a few passes over memory a period and no step in
    Python for a character; what only the bytes have in common is sorted out.
    """
    # The low bytes of neighbouring hanzi differ, those of two equal runs never do.
    # The low bytes, behind the mark of their order: the codec without it is a module to import.
    data = text.encode("utf-32", "surrogatepass")[4 if sys.byteorder == "little" else 7 :: 4]
    number = int.from_bytes(data, "little")
    size = len(data)
    for period in range(most, least - 1, -1):
        if size < 2 * period:
            continue
        difference = (number ^ (number >> (8 * period))).to_bytes(size, "little")
        same = bytes(period)
        at = difference.find(same, 0, size - period)
        while at >= 0:
            after = at + 1
            if text.startswith(text[at : at + period], at + period):
                yield at, period
                after = at + period
            at = difference.find(same, after, size - period)


def _periodic(unit: str) -> bool:
    """Whether a string is itself a shorter one repeated."""
    return unit in (unit + unit)[1:-1]
