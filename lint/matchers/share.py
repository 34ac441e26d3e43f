"""``share``: shares of one whole that do not make up 100 %."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.families import families
from ..text.numerals import hanzi_value
from ..text.patterns import Lazy
from ..text.quantities import masked, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence
    from typing import Any, ClassVar

_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{1,2})?"
_MARK = "[ ]?[：:∶﹕][ ]?"
# The colons of a ratio stand behind figures.
_COLONS = [f"{digit}{mark}" for mark in "：:∶﹕" for digit in "0123456789 "]
_RATIO = Lazy(
    rf"(?:(?:三次|三大|[一、二]{{3}}、?三次?)产业|三产|产业)[^，。；：:∶0-9]{{0,14}}?(?:由|从|为|到|至|比|达|：|:)?[ ]?"
    rf"(?<![0-9.：:∶])(?P<first>{_NUMBER}){_MARK}(?P<second>{_NUMBER}){_MARK}(?P<third>{_NUMBER})(?![0-9]|[.][ ]?[0-9]|{_MARK}[0-9])"
)
_LATER = Lazy(
    rf"[^。；，：:∶0-9]{{0,10}}(?:调整|优化|演进|变|提升|转|升级|改善)[^。；，：:∶0-9]{{0,6}}[ ]?"
    rf"(?P<first>{_NUMBER}){_MARK}(?P<second>{_NUMBER}){_MARK}(?P<third>{_NUMBER})(?![0-9]|[.][ ]?[0-9]|{_MARK}[0-9])"
)
_TAIL = Lazy(
    "(?:产业|投资|人口|收入|支出|资金|企业|学历|人员|教师|干部|党员|学员|职工|学生|代表|委员|居民|增加值|数量|项目|消费|地区|以上|等次|的)*"
    "(?:总量|人数|人群|比例|比重|占比|所占|数)?$"
)
# 三次产业, 甲、乙、丙三类: the classes are counted.
_COUNTED = Lazy("([二三四五])(?:次|大)产业[^，、]{0,6}$|、[^、]{1,8}([二三四五])(?:类|种|档|级|等)[^，、]{0,4}$")
# 一产占12%、二产占48%: a name and its share, several in a row.
_SINGLE = Lazy(rf"([一-鿿A-D0-9—～-]{{1,8}}?)(?:的)?占(?:比)?(?:达到|达|为|到)?[ ]?({_NUMBER})[%％]")
_SHARES = Lazy(
    rf"(?:分别占|占比分别|比重分别|比例分别|占比各)[^，。；0-9]{{0,12}}?(?P<list>{_NUMBER}[%％](?:[ ]?[、，和及与][ ]?{_NUMBER}[%％])+)"
)
_PERCENT = Lazy(rf"({_NUMBER})[%％]")


class Share(Matcher):
    """Finds ratios of the three sectors that are not 100 together, and exclusive shares above 100 %.

    A ratio may be off by half of the last place of each figure; shares are added only where their
    names divide the whole (``一、二、三产业``, ``城镇、农村``).
    """

    declares: ClassVar[tuple[str, ...]] = ("found", "arithmetic")

    def gate(self) -> Sequence[str]:
        return [
            *_COLONS,
            *("分别占", "占比分别", "比重分别", "比例分别", "占比各"),
            *("产占", "业占", "性占", "女占", "秀占", "乡占", "村占", "良占"),
        ]

    def find(self, text: str, hits: list[tuple[int, int]], here: Any, page: Any) -> Iterator[Match]:
        if any(index < len(_COLONS) for _, index in hits) and "产" in text:
            for match in _RATIO.finditer(text):
                yield from _ratio(text, match, here)
                later = _LATER.match(text, match.end())
                if later is not None:
                    yield from _ratio(text, later, here)
        if all(index < len(_COLONS) for _, index in hits):
            return
        for match in _SHARES.finditer(text):
            low = max(text.rfind(mark, 0, match.start()) for mark in "。；，：:") + 1
            if masked(text, low, match.end()):
                continue
            figures = _PERCENT.findall(match["list"])
            total = sum(map(float, figures))
            if total <= 100 + sum(map(_place, figures)) + 1e-6 or not _divided(text[low : match.start()], len(figures)):
                continue
            start = match.start("list")
            values: dict[str, object] = {"found": match["list"], "arithmetic": f"{'+'.join(figures)}={shown(total)}"}
            yield Match(start, match.end("list"), values, related=_places(start, match["list"], here))
        if text.count("占") > 1:
            yield from _series(text, here)


def _divided(names: str, number: int) -> bool:
    """Whether the last ``number`` names of a list (``…一、二、三产业投资``) are classes of one family."""
    counted = _COUNTED.search(names)
    if counted:
        return hanzi_value(counted.group(1) or counted.group(2)) == number
    items = names.replace("和", "、").replace("与", "、").replace("及", "、").split("、")[-number:]
    if len(items) != number:
        return False
    last = items[-1]
    tail = _TAIL.search(last)
    common = families(items[0], True) & (families(last[: tail.start()] if tail else last, False) | families(last, False))
    for item in items[1:-1]:
        common &= families(item, False)
    return bool(common)


def _series(text: str, here: Any) -> Iterator[Match]:
    """Shares told one by one, ``男性占62%，女性占48%``, that exceed their whole together."""
    run: list[re.Match[str]] = []
    for match in (*_SINGLE.finditer(text), None):
        joined = bool(run) and match is not None and text[run[-1].end() : match.start()] in ("、", "，", "；", "和", "，其中")
        if run and not joined:
            names = [found.group(1) for found in run]
            common = set.intersection(*(families(name, True) for name in names))
            figures = [found.group(2) for found in run]
            total = sum(map(float, figures))
            if len(run) > 1 and common and len(set(names)) == len(names):
                if total > 100 + sum(map(_place, figures)) + 1e-6:
                    low, high = run[0].start(2), run[-1].end()
                    values: dict[str, object] = {"found": text[low:high], "arithmetic": f"{'+'.join(figures)}={shown(total)}"}
                    places = [(*here.at(found.start(2), found.end()), "份额") for found in run]
                    yield Match(low, high, values, related=places)
            run = []
        if match is not None:
            run.append(match)


def _ratio(text: str, match: re.Match[str], here: Any) -> Iterator[Match]:
    figures = [match["first"], match["second"], match["third"]]
    total = sum(map(float, figures))
    # 1：2：3 is no division of a hundred.
    if total < 60 or abs(total - 100) <= sum(map(_place, figures)) + 1e-6:
        return
    start, end = match.start("first"), match.end("third")
    values: dict[str, object] = {"found": text[start:end], "arithmetic": f"{'+'.join(figures)}={shown(total)}"}
    yield Match(start, end, values, related=[(*here.at(*match.span(name)), "份额") for name in ("first", "second", "third")])


def _place(figure: str) -> float:
    """Half of the last place that is written."""
    _, point, places = figure.partition(".")
    return 0.5 * 10.0 ** -len(places) if point else 0.5


def _places(start: int, listed: str, here: Any) -> list[tuple[int, int, str]]:
    return [
        (*here.at(start + match.start(), start + match.end()), "份额") for match in _PERCENT.finditer(listed)
    ]
