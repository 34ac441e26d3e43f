"""``period``: ranges that run backwards, and deadlines that contradict each other."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence
    from typing import Any, ClassVar, Literal

    from ..core.matcher import Guard

_DASH = "(?:——?|[–~～－-]|至|到)"
_YEARS = Lazy(
    r"(?<![0-9A-Za-z.〔\[（(第/—-])(?:((?:19|20)[0-9]{2})年?|(?<=[（(])((?:19|20)[0-9]{2})年?)[ ]?(?:—|[–~～－-]|至)[ ]?"
    r"((?:19|20)[0-9]{2})年(?!前|之前|的水平|[0-9]{1,2}月)"
)
_BRACKETED = Lazy(
    r"[（(]((?:19|20)[0-9]{2})年?[ ]?(?:—|[–~～－-]|至)[ ]?((?:19|20)[0-9]{2})年?[）)]"
)
_DATE = r"((?:19|20)[0-9]{2})年([0-9]{1,2})月(?:([0-9]{1,2})日)?"
_DATES = Lazy(rf"(?<![0-9]){_DATE}[ ]?{_DASH}[ ]?{_DATE}")
_PERCENTS = Lazy(
    r"(?<![0-9.%—–~～－+-])([0-9]{1,3}(?:\.[0-9]{1,2})?)[%％][ ]?(?:—|[–~～－-])[ ]?([0-9]{1,3}(?:\.[0-9]{1,2})?)[%％]"
)
_DAYS = Lazy(rf"(?<![0-9])([0-9]{{1,2}})月([0-9]{{1,2}})日[ ]?{_DASH}[ ]?(?:([0-9]{{1,2}})月)?([0-9]{{1,2}})日")
_MONTHS = Lazy(
    r"(?<![0-9])(?<![0-9]年)(?<![0-9]年[ ])([0-9]{1,2})月?(?:底|初|中旬|上旬|下旬|份)?[ ]?(?:—|[–~～－-]|至|到)[ ]?([0-9]{1,2})月"
)
_OLDER = "(?:—|[–~～－-]|至|到)[ ]?([0-9]{1,3})周?"
_AGES = Lazy(rf"(?<![0-9.—–~～－+-])([0-9]{{1,3}})(?:周?岁)?[ ]?{_OLDER}岁")
# What is in each range of dates and percentages, and how far one reaches from there at most, with what is asked to stand around it.
_DASHED = Lazy("[—–~～－至到-][ ]?[0-9]")
_REACH = 32
# What lasts from one year into the next.
_WINTER = Lazy("每年|历年|冬|春|供暖|采暖|供热|取暖|防火|枯水|旱|学年|农闲|禁|休渔|榨季|跨|翌年|汛")
_HOURED = (
    r"时间[^。；]{0,10}?"
    r"(?P<at>([0-9]{1,2})[:：]([0-9]{2})[ ]?(?:—|[–~～－-]|至)[ ]?([0-9]{1,2})[:：]([0-9]{2}))"
)
_HOURS = Lazy(f"(?:工作|办公|上班|服务|受理|开放|营业|办理){_HOURED}")
# Downwards on purpose.
_FALLING = Lazy(r"[由从降减负]|下滑|回落|收窄|缩|跌|[-－]$")
_SPRING = Lazy("次年|翌年|来年|跨年|第二年|次日|翌日|凌晨|夜|值")

_DUE_TWICE = (
    r"(?:在|到|于)((?:19|20)[0-9]{2})年(?:底|末)?(?:之?前)?[，,]?([^，。；、0-9]{4,30})[，；、]"
    r"(?:力争|确保|并|努力)?(?:在|到|于)\1年(?:底|末)?(?:之?前)?[，,]?([^，。；、0-9]{4,30})(?=[。；，])"
)
_SAME_YEAR = Lazy(f"(?:力争|确保|努力)?{_DUE_TWICE}")
_END = r"(?:在|于|到|至)?(?:(?P<{0}year>(?:19|20)[0-9]{{2}})年)?(?P<{0}>[0-9]{{1,2}}月(?:底|末|[0-9]{{1,2}}日))(?:之?前)?"
_TWO_ENDS = Lazy(
    r"(?<![0-9年])" + _END.format("first") + r"(?P<what>[一-鿿]{2,10})[、，；](?:力争|确保|并|努力)?" + _END.format("second")
    + r"(?P=what)(?=[。；，、])"
)  # fmt: skip
_BEGUN = Lazy(
    rf"(?<![0-9]){_DATE}(?:底|初|中旬|上旬|下旬)?[^，。；、0-9]{{0,4}}(?:开工|启动|动工|开始|立项|开建|奠基)[^，。；0-9]{{0,6}}[，、]"
    rf"[^，。；、0-9]{{0,4}}{_DATE}[^，。；、0-9]{{0,6}}(?:竣工|完工|完成|建成|投产|结束|通车|投用|投入使用|验收)"
)
_BEGUN_YEAR = Lazy(
    r"(?<![0-9])((?:19|20)[0-9]{2})年[^，。；、0-9]{0,4}(?:[0-9]{1,2}月)?[^，。；、0-9]{0,4}(?:开工|启动|动工|开建|奠基)[^，。；0-9]{0,6}[，、]"
    r"[^，。；、0-9]{0,4}((?:19|20)[0-9]{2})年(?:底|末|初|年底|年初|[0-9]{1,2}月)?[^，。；、0-9]{0,6}(?:竣工|完工|建成|投产|通车|投用|投入使用|验收)"
)
_COME = r"已(?:经)?[于在]((?:19|20)[0-9]{2})年[^，。；]{0,12}?(?:建成|完成|竣工|完工|投产|通车|投用|实现|印发|启用)"
_ALREADY = Lazy(_COME)
# What follows the beginning in both: the year of the end.
_ENDED = r"[^，。；0-9]{0,6}[，、][^，。；、0-9]{0,4}(?:19|20)[0-9]{2}年"


# The strings that each of the deadline patterns needs, and which pattern each string is for.
_ENDS = ("月底", "日前", "月末")
_DONE = ("已于", "已在", "已经于", "已经在")
_DUE = ("到20", "在20", "于20")
_STARTS = ("开工", "启动", "动工", "开始", "立项", "开建", "奠基")
# Two of a year in the last century are looked for only beside two of this one.
_LONG_DUE = ("到19", "在19", "于19")
_SORTS = [sort for sort, words in enumerate((_ENDS, _DONE, _DUE, _STARTS, _LONG_DUE)) for _ in words]


_DASHES = ("—", "–", "-", "－", "~", "～", "至")
# Those that ranges need; ages and hours have a word of their own.
_RANGES = [
    *(dash + century for dash in _DASHES for century in ("20", "19")),
    *(f"{sign}{dash}" for sign in "%％日月底初旬份岁" for dash in (*_DASHES, "到")),
    "岁",
    "时间",
]


class Period(Matcher):
    """Finds two times or values in the wrong order, by ``check``.

    ``inverted``: ranges of years, dates, percentages and hours whose end lies before their start,
    unless they count downwards or run over the turn of the year. ``deadline``: one thing due twice,
    finished before it began, or done already in a year that lies ahead of the document's.
    """

    check: Literal["inverted", "deadline"]
    declares: ClassVar[tuple[str, ...]] = ("found", "reason")

    def gate(self) -> Sequence[str]:
        if self.check == "deadline":
            return [*_ENDS, *_DONE, *_DUE, *_STARTS, *_LONG_DUE]
        return _RANGES

    def guards(self) -> Sequence[Guard | None]:
        if self.check == "deadline":
            # Of two ends those that call the rule may be others than those that contradict each other.
            after = (None, _COME, _DUE_TWICE, f"(?:{'|'.join(_STARTS)}){_ENDED}", _DUE_TWICE)
            return [None if source is None else (source, 0, 0) for source in (after[sort] for sort in _SORTS)]
        # Ranges of dates may have spaces where no string is looked for; those of ages and hours hold their word.
        near = {"岁": f"(?<={_OLDER})岁", "时间": _HOURED}
        return [(near[word], 0, 0) if word in near else None for word in _RANGES]

    def find(self, text: str, hits: list[tuple[int, int]], here: Any, page: Any) -> Iterator[Match]:
        if self.check == "inverted":
            words = {_RANGES[index] for _, index in hits}
            yield from _inverted(text, words)
            return
        counts = [0, 0, 0, 0, 0]
        for _, index in hits:
            counts[_SORTS[index]] += 1
        yield from _deadlines(text, page, counts)


def _match(match: re.Match[str], reason: str, group: int | str = 0) -> Match:
    return Match(*match.span(group), {"found": match.group(group), "reason": reason})


def _inverted(text: str, words: set[str]) -> Iterator[Match]:
    """The ranges that run backwards; ``words`` are the strings of the gate that stand in the text."""
    if words - {"岁", "时间"}:
        yield from _dates(text)
    for match in _AGES.finditer(text) if "岁" in words else ():
        if int(match[1]) > int(match[2]) > 0 and not _FALLING.search(text[max(0, match.start() - 8) : match.start()]):
            yield _match(match, f"{match[2]}岁小于{match[1]}岁")
    for match in _HOURS.finditer(text) if "时间" in words else ():
        begins = int(match[2]) * 60 + int(match[3])
        ends = int(match[4]) * 60 + int(match[5])
        if ends < begins <= 18 * 60 and not _SPRING.search(text[max(0, match.start() - 10) : match.end()]):
            yield _match(match, "结束时间早于开始时间", "at")


def _dates(text: str) -> Iterator[Match]:
    """The ranges of years, dates, days, months and percentages that run backwards."""
    # All of them lie around dashes before figures, and most paragraphs hold one.
    dashes = [found.start() for found in _DASHED.finditer(text)]
    if not dashes:
        return
    low, high = max(0, dashes[0] - _REACH), dashes[-1] + _REACH
    seen: set[int] = set()
    for match in _DATES.finditer(text, low, high):
        first, second = _key(match, 1), _key(match, 4)
        if first[: 2 + bool(first[2] and second[2])] > second[: 2 + bool(first[2] and second[2])]:
            seen.add(match.start())
            yield _match(match, "结束日期早于开始日期")
    for pattern in (_YEARS, _BRACKETED):
        for match in pattern.finditer(text, low, high):
            years = [int(year) for year in match.groups() if year]
            if years[0] > years[1] and match.start() not in seen and not _number_like(text, match):
                seen.add(match.start())
                yield _match(match, f"{years[1]}年早于{years[0]}年")
    for match in _PERCENTS.finditer(text, low, high):
        if float(match[1]) > float(match[2]) and not _FALLING.search(text[max(0, match.start() - 14) : match.start()]):
            yield _match(match, f"{match[2]}%小于{match[1]}%")
    for match in _DAYS.finditer(text, low, high):
        month, day, later, end = match.groups()
        if (later is None or later == month) and int(day) > int(end):
            yield _match(match, f"{end}日早于{day}日")
        elif later and int(later) < int(month) <= 12 and not _over_the_year(text, match):
            yield _match(match, f"同一年里{later}月早于{month}月")
    for match in _MONTHS.finditer(text, low, high):
        if 12 >= int(match[1]) > int(match[2]) and not _over_the_year(text, match):
            yield _match(match, f"同一年里{match[2]}月早于{match[1]}月")


_SAME = Lazy(r"[（(](?:同年|当年)[）)]")


def _over_the_year(text: str, match: re.Match[str]) -> bool:
    """Whether a range of months may run into the next year: heating, fire seasons, school years."""
    around = text[max(0, match.start() - 16) : match.end() + 12]
    if _SAME.search(around):
        return False
    return bool(_SPRING.search(around) or _WINTER.search(around))


def _number_like(text: str, match: re.Match[str]) -> bool:
    """Whether the years are a document's, standard's or telephone number's digits."""
    return text[match.end() : match.end() + 1] in ("号", "-", "—") and text[match.end() - 1] != "年"


def _key(match: re.Match[str], first: int) -> tuple[int, int, int]:
    return int(match[first]), int(match[first + 1]), int(match[first + 2] or 0)


def _deadlines(text: str, page: Any, counts: list[int]) -> Iterator[Match]:
    """The contradictions among deadlines; ``counts`` says how often the strings of each sort stand here."""
    ends, done, due, starts, _ = counts
    for match in _SAME_YEAR.finditer(text) if due > 1 else ():
        if _same_thing(match[2], match[3]):
            yield _match(match, f"“{match[2]}”的期限写了两遍")
    for match in _TWO_ENDS.finditer(text) if ends > 1 else ():
        first, second = match["first"], match["second"]
        if first == second and match["firstyear"] == match["secondyear"]:
            yield _match(match, f"“{match['what']}”的期限写了两遍")
        else:
            yield _match(match, f"“{match['what']}”有两个期限：{first}和{second}")
    for match in _BEGUN.finditer(text) if starts and text.count("月") > 1 else ():
        first, second = _key(match, 1), _key(match, 4)
        width = 2 + bool(first[2] and second[2])
        if second[:width] < first[:width]:
            yield _match(match, "完成的时间早于开始的时间")
    for match in _BEGUN_YEAR.finditer(text) if starts else ():
        if match[2] < match[1]:
            yield _match(match, "完成的时间早于开始的时间")
    year = 0
    for match in _ALREADY.finditer(text) if done else ():
        year = year or max(page.facts.year, _latest(page))
        if year and int(match[1]) > year:
            yield _match(match, f"{match[1]}年尚未到来，不应写“已”")


def _same_thing(first: str, second: str) -> bool:
    """Whether two clauses say the same: one begins like the other, or they share most of their words."""
    if first[:2] == second[:2] or first in second or second in first:
        return True
    pairs = {first[at : at + 2] for at in range(len(first) - 1)}
    shared = sum(second[at : at + 2] in pairs for at in range(len(second) - 1))
    return shared >= 3


_DATED = Lazy(r"((?:19|20)[0-9]{2})年[0-9]{1,2}月[0-9]{1,2}日")


def _latest(page: Any) -> int:
    """The latest year that the text names as past or present, by 今年 and dates with a day."""
    found = _DATED.findall(page.text)
    return max(map(int, found), default=0)
