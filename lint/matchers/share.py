"""``share``: shares of one whole that do not make up 100 %."""

from __future__ import annotations

import re

from ..core.matcher import Match, Matcher
from ..text.patterns import Lazy
from ..text.quantities import masked, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
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
# Names that divide their whole; 高新技术产业 and 民营经济 overlap and do not.
_DIVIDED = Lazy(
    r"一、二、三次?产业|第?一产业|三次产业|城镇、(?:农|乡)村|城、乡|男、?女|男性、女性|本科、硕士|硕士、博士|专科、本科|中央、地方|"
    r"内资、外资|优、良|老、中、青|省、市、县|小学、初中|初中、高中"
)
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
        return [*_COLONS, "分别占", "占比分别", "比重分别", "比例分别", "占比各"]

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
            low = max(text.rfind(mark, 0, match.start()) for mark in "。；，") + 1
            if masked(text, low, match.end()) or not _DIVIDED.search(text, low, match.start("list")):
                continue
            figures = _PERCENT.findall(match["list"])
            total = sum(map(float, figures))
            if total > 100 + sum(map(_place, figures)) + 1e-6:
                values: dict[str, object] = {"found": match["list"], "arithmetic": f"{'+'.join(figures)}={shown(total)}"}
                yield Match(match.start("list"), match.end("list"), values, related=_places(match.start("list"), match["list"], here))


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
