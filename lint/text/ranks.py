"""Ranks among a number of things that is told: 全市12个县区中排名第13位."""

from __future__ import annotations

from .numerals import hanzi_value
from .patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..core.matcher import Guard

# The rank is one among more than those just counted.
_WIDER = Lazy("全国|全省|全市|全区|世界|全球|国内|前|次|均|各|有[0-9一-九]")
# The things among which something ranks, and the words behind them.
_COUNTED = "[0-9一二三四五六七八九十]个"
_THINGS = "[一-鿿（）()、]"
_AMONG = "(?:中|里|当中|之中|间)"
_RANKED = Lazy(
    rf"(?P<all>[0-9]{{1,3}}|[一二三四五六七八九十]{{1,3}})个{_THINGS}{{1,12}}{_AMONG}[，,]?(?P<between>[^，,。；0-9第全]{{0,16}}?)"
    r"(?:排|居|列|位|名)[^，,。；0-9第]{0,4}?(?P<rank>第?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3}))(?:位|名|$|(?=[，。；]))"
)


def impossible_ranks(text: str, low: int, high: int) -> Iterator[tuple[int, int, int, int]]:
    """Ranks of ``text[low:high]`` behind the last: where each stands with its number, the rank, the number."""
    for match in _RANKED.finditer(text, low, high):
        total, rank = _value(match["all"]), _value(match["rank"].lstrip("第"))
        if 1 < total < rank and not _WIDER.search(match["between"]):
            yield match.start(), match.end("rank"), rank, total


def among() -> Guard:
    """What is around any word of a sentence that ``impossible_ranks`` finds something in: the things that are counted."""
    behind, sentence = 230, "[^。；;！？]"
    counted = f"{_COUNTED}{_THINGS}{{1,12}}{_AMONG}"
    # The word may be the name of what is counted, and further back nothing is looked for.
    before = f"(?<={counted}{sentence}{{0,{behind}}})|(?<={_COUNTED}{_THINGS}{{0,12}})|(?<={sentence}{{{behind + 1}}})"
    return f"(?:(?={sentence}*?{counted})|{before})", 0, 0


def _value(numeral: str) -> int:
    return int(numeral) if numeral.isdecimal() else hanzi_value(numeral) or 0
