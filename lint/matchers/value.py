"""``value``: indicators that lost their number, or whose mask took the unit with it."""

from __future__ import annotations

import re

from ..core.matcher import Match, Matcher

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, ClassVar

_ENDED = re.compile(r"[，。；、）,;]|同比|比上年|较上年|$")
_COUNTED = re.compile(r"[，。、]其中|，(?:全部|分别|涉及)")
# Of these 余 is a part of a number or of another word: 百余次, 其余人, 业余.
_REST_OF = frozenset("百千万十亿之其业剩盈多有空课富年工残结节冗宽")


class Value(Matcher):
    """Finds units without their number, and masks whose unit is gone.

    Entries of the lists read ``words/units``, both separated by blanks: each
    word with each unit right behind it. ``bare`` pairs are faults wherever they
    stand, ``ended`` ones before a mark, ``counted`` ones before 其中; ``rest``
    lists units that 余 stands before without a number. The span is the unit;
    ``{missing}`` says in Chinese what has to be filled in.
    """

    declares: ClassVar[tuple[str, ...]] = ("found", "missing")

    bare: list[str] = []
    ended: list[str] = []
    counted: list[str] = []
    rest: str = ""

    def prepare(self) -> None:
        self._pairs: list[tuple[str, int, str]] = []
        for kind in ("bare", "ended", "counted"):
            for entry in getattr(self, kind):
                words, slash, units = entry.partition("/")
                if not slash or not words.split() or not units.split():
                    raise ValueError(f"{kind} 的“{entry}”应写成“词 词/单位 单位”")
                self._pairs += [(w + u, len(w), kind) for w in words.split() for u in units.split()]
        self._pairs += [("余" + unit, 0, "rest") for unit in self.rest.split()]

    def gate(self) -> Sequence[str]:
        from ..text.masks import SIGNS

        return [*(pair for pair, _, _ in self._pairs), *SIGNS]

    def find(
        self, text: str, hits: list[tuple[int, int]], here: Any, page: Any
    ) -> Iterator[Match]:
        if any(index >= len(self._pairs) for _, index in hits):
            # Most documents hold no sign; they are spared the import.
            from ..text.masking import masks_in

            for mask in masks_in(page, here):
                if mask.kind == "unit":
                    yield _match(text, mask.start, mask.end, mask.missing)
        for start, index in hits:
            if index < len(self._pairs):
                pair, word, kind = self._pairs[index]
                end = start + len(pair)
                if _lacks(text, start, end, kind):
                    yield _match(text, start + word, end, "数字")


def _lacks(text: str, start: int, end: int, kind: str) -> bool:
    """Whether the pair at ``[start, end)`` stands where a number should."""
    if kind == "bare":
        return True
    if kind == "counted":
        return bool(_COUNTED.match(text, end))
    if text[start - 1 : start].isdigit():
        return False
    if kind == "rest":
        before = text[start - 1 : start]
        if before in _REST_OF or not "一" <= before <= "鿿":
            return False
    return bool(_ENDED.match(text, end))


def _match(text: str, start: int, end: int, missing: str) -> Match:
    return Match(start, end, {"found": text[start:end], "missing": missing})
