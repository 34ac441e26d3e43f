"""``date``: days that no calendar has, weekdays and quarters that do not fit their dates."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence
    from typing import Any, ClassVar, Literal

_DAY = Lazy(r"(?<![0-9.])(?:([0-9]{4})年)?([0-9]{1,2})月(?:([0-9]{1,2})[日号])?(?!工资|薪)")
_WEEKDAY = Lazy(
    r"(?<![0-9])([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日[ ]?[（(，,]?[ ]?(?:星期|周|礼拜)([一二三四五六日天])(?![年岁月围边])"
)
_QUARTER = Lazy(
    r"(?P<name>前[一二三]季度|(?<!前)第?[一二三四1-4]季度|[上下]半年)"
    r"(?:(?P<final>末|底)[ ]?[，,（(]?(?:即|也就是|为)?(?P<only>[0-9]{1,2})月(?:底|末|[0-9]{1,2}日)"
    r"|[（(](?P<single>[0-9]{1,2})月份?[）)]|[（(](?P<low>[0-9]{1,2})月?份?[ ]?(?:[—–~～－-]|至|到)[ ]?(?P<high>[0-9]{1,2})月份?[）)])"
)
_SPANS = {
    "一季度": (1, 3), "二季度": (4, 6), "三季度": (7, 9), "四季度": (10, 12), "前一季度": (1, 3),
    "前二季度": (1, 6), "前三季度": (1, 9), "上半年": (1, 6), "下半年": (7, 12),
}  # fmt: skip
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LUNAR = ("农历", "阴历", "藏历", "回历", "正月", "腊月", "伊历")


class Date(Matcher):
    """Finds dates that cannot be, by ``check``.

    ``invalid``: a month past 12 or a day that its month does not have (29 February by the year, where
    one stands). ``weekday``: a date with its year and a weekday that it was not. ``quarter``: quarters
    and half years with other months than theirs in brackets or as their end.
    """

    check: Literal["invalid", "weekday", "quarter"]
    declares: ClassVar[tuple[str, ...]] = ("found", "expected")

    def gate(self) -> Sequence[str]:
        if self.check == "invalid":
            return [
                *(f"月{day}{sign}" for day in (*range(29, 100), 0, "00") for sign in "日号"),
                *(f"{month}月" for month in (*range(13, 100), "00")),
                "年0月",
            ]
        if self.check == "weekday":
            return ["日（星期", "日(星期", "日（周", "日(周", "日星期", "日周", "日，星期", "日 星期", "日礼拜", "日，周"]
        names = ("季度", "半年")
        return [name + sign for name in names for sign in "（(末底"]

    def find(self, text: str, hits: list[tuple[int, int]], here: Any, page: Any) -> Iterator[Match]:
        if self.check == "invalid":
            yield from _invalid(text)
        elif self.check == "weekday":
            yield from _weekday(text)
        else:
            yield from _quarter(text)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _invalid(text: str) -> Iterator[Match]:
    for match in _DAY.finditer(text):
        year, month = match[1], int(match[2])
        if any(word in text[max(0, match.start() - 6) : match.end()] for word in _LUNAR):
            continue
        if not 1 <= month <= 12:
            # 15月 alone may be months of age or a term; with a year or a day it is a date.
            if year or match[3]:
                yield _wrong(match, "一年只有1月至12月")
            continue
        if not match[3]:
            continue
        day = int(match[3])
        last = _DAYS[month - 1]
        if month == 2 and year and not _leap(int(year)):
            last = 28
        if not 1 <= day <= last:
            named = f"{year}年{month}月" if month == 2 and year else f"{month}月"
            yield _wrong(match, f"{named}只有{last}天" if day else "没有0日")


def _wrong(match: re.Match[str], expected: str) -> Match:
    return Match(match.start(), match.end(), {"found": match.group(), "expected": expected})


def _weekday(text: str) -> Iterator[Match]:
    for match in _WEEKDAY.finditer(text):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
        if not (1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]) or (
            month == 2 and day == 29 and not _leap(year)
        ):
            continue
        index = _weekday_of(year, month, day)
        said = 6 if match[4] in "日天" else "一二三四五六".index(match[4])
        if index != said:
            expected = "一二三四五六日"[index]
            yield _wrong(match, f"星期{expected}")


def _weekday_of(year: int, month: int, day: int) -> int:
    """0 for Monday to 6 for Sunday, by Sakamoto's method for the Gregorian calendar."""
    shift = (0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4)[month - 1]
    year -= month < 3
    return (year + year // 4 - year // 100 + year // 400 + shift + day + 6) % 7


def _quarter(text: str) -> Iterator[Match]:
    for match in _QUARTER.finditer(text):
        name = match["name"].lstrip("第").translate(str.maketrans("1234", "一二三四"))
        low, high = _SPANS[name]
        if match["final"]:
            if int(match["only"]) != high:
                yield _wrong(match, f"{high}月")
        elif match["single"]:
            # The last month of the period is what 上半年（6月） stands for; one outside is not.
            if not low <= int(match["single"]) <= high:
                yield _wrong(match, f"{low}—{high}月")
        elif (int(match["low"]), int(match["high"])) != (low, high):
            yield _wrong(match, f"{low}—{high}月")
