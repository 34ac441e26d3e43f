"""``value``: indicators that lost their number, or whose mask took the unit with it."""

from __future__ import annotations

import os

from ..core.matcher import Match, Matcher
from ..text.patterns import Lazy, escape, kept

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, ClassVar

    from ..core.matcher import Guard

_ENDED = Lazy(r"[，。；、）,;]|同比|比上年|较上年")
# A line may break behind these: 人员, 家庭, 元素.
_COLUMN = Lazy("年(?:同期|同月|末)?(?:增长|上涨|下降|增减|增加|减少)$")
_TOTALLED = Lazy("，(?:企业)?(?:总数|总量|总户数|户数|数量)(?:达|为|突破|超过|增)")
_BROKEN = ("人", "家", "元", "户")
_COUNTED = Lazy(r"[，。、]其中|，(?:全部|分别|涉及)")
# Of these 余 is a part of a number or of another word: 百余次, 其余人, 业余.
_REST_OF = frozenset("百千万十亿之其业剩盈多有空课富年工残结节冗宽")


class Value(Matcher):
    """Finds units without their number, and masks whose unit is gone.

    ``table`` names a file beside the rule, ``unit<TAB>words<TAB>where`` a line:
    a unit right behind one of the words is a fault, wherever it stands
    (``bare``) or before a mark (``ended``). ``counted`` holds words that are
    followed by a unit and 其中 only where a number is missing, ``units`` those
    units; ``totals`` words that end in a unit only before a total (``企业家，总数达到``);
    ``rest`` lists units that 余 stands before without a number. The span
    is the unit; ``{missing}`` says in Chinese what has to be filled in.
    """

    declares: ClassVar[tuple[str, ...]] = ("found", "missing")

    table: str
    counted: list[str] = []
    units: list[str] = []
    rest: list[str] = []
    totals: list[str] = []
    rows: list[str] | None = None

    @classmethod
    def load(cls, options: dict[str, Any], folder: str) -> dict[str, Any]:
        rows = []
        with open(os.path.join(folder, options["table"]), encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                fields = line.strip().split("\t")
                if fields == [""] or line.startswith("#"):
                    continue
                if len(fields) != 3 or not all(fields) or fields[2] not in ("bare", "ended"):
                    raise ValueError(f"{options['table']} 第 {number} 行：应为 单位、字词、bare 或 ended")
                rows.append(line.strip())
        return {**options, "rows": rows}

    def prepare(self) -> None:
        # Pair, where its unit starts, and kind; thousands, of which a document asks for a few.
        key = "\0".join(("value", *(self.rows or ()), "", *self.counted, "", *self.units, "", *self.totals, "", *self.rest))
        made = kept(key, self._made)
        self._pairs: list[str] = made.split("\n") if made else []

    def _made(self) -> str:
        pairs: list[tuple[str, int, str]] = []
        for row in self.rows or ():
            unit, words, kind = row.split("\t")
            pairs += [(word + unit, len(word), kind) for word in words.split()]
        pairs += [(w + u, len(w), "counted") for w in self.counted for u in self.units]
        pairs += [(word, len(word) - 1, "total") for word in self.totals]
        pairs += [("余" + unit, 0, "rest") for unit in self.rest]
        return "\n".join(f"{pair}\t{word}\t{kind}" for pair, word, kind in pairs)

    def gate(self) -> Sequence[str]:
        from ..text.masks import SIGNS

        return [*(pair.partition("\t")[0] for pair in self._pairs), *SIGNS]

    def guards(self) -> Sequence[Guard | None]:
        from ..text.masks import SIGNS

        return [*(_guard(*pair.split("\t")) for pair in self._pairs), *(None for _ in SIGNS)]

    def find(
        self, text: str, hits: list[tuple[int, int]], here: Any, page: Any
    ) -> Iterator[Match]:
        if any(index >= len(self._pairs) for _, index in hits):
            # Most documents hold no sign; they are spared the import.
            from ..text.masking import masks_of_kind

            for mask in masks_of_kind(page, here, "unit"):
                yield _match(text, mask.start, mask.end, mask.missing)
        for start, index in hits:
            if index < len(self._pairs):
                pair, before, kind = self._pairs[index].split("\t")
                word = int(before)
                end = start + len(pair)
                if _lacks(text, start, end, kind, pair[word:]):
                    yield _match(text, start + word, end, "数字")


def _lacks(text: str, start: int, end: int, kind: str, unit: str) -> bool:
    """Whether the pair at ``[start, end)`` stands where a number should."""
    if text[end - 1] in "%％" and _COLUMN.search(text, max(0, start - 6), end - 1):
        # 1994年 比上年增长％: the heads of a table's columns.
        return bool(text[end:].strip()) and not text[end].isspace()
    if kind == "bare":
        return True
    if kind == "total":
        return bool(_TOTALLED.match(text, end))
    if kind == "counted":
        return bool(_COUNTED.match(text, end))
    if text[start - 1 : start].isdigit():
        return False
    if kind == "rest":
        before = text[start - 1 : start]
        if before in _REST_OF or not "一" <= before <= "鿿":
            return False
    return bool(_ENDED.match(text, end)) or (end == len(text) and unit not in _BROKEN)


def _guard(pair: str, before: str, kind: str) -> Guard | None:
    """What must match where ``_lacks`` is true: as there, but that percentages may head a column."""
    if kind == "bare" or pair[-1] in "%％":
        return None
    if kind in ("total", "counted"):
        return f"{escape(pair)}(?:{_TOTALLED.key[0] if kind == 'total' else _COUNTED.key[0]})", 0, 0
    start = f"(?<=[一-鿿])(?<![{''.join(sorted(_REST_OF))}])" if kind == "rest" else r"(?<!\d)"
    end = _ENDED.key[0] if pair[int(before) :] in _BROKEN else rf"{_ENDED.key[0]}|\Z"
    return f"{start}{escape(pair)}(?:{end})", 0, 0


def _match(text: str, start: int, end: int, missing: str) -> Match:
    return Match(start, end, {"found": text[start:end], "missing": missing})
