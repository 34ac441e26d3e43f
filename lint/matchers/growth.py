"""``growth``: rates of growth that their two values do not give."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.patterns import Lazy, escape
from ..text.quantities import Quantity, masked, quantity_at, scaled, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence
    from typing import Any, ClassVar, Literal

    from ..core.matcher import Guard

_RISES = (
    "增至", "增加到", "增加至", "增长到", "增长至", "提高到", "提高至", "提升到", "提升至", "上升到", "上升至",
    "升至", "升到", "扩大到", "扩大至", "发展到", "攀升至", "攀升到", "扩展到", "增到", "增为", "升为", "增加为", "扩展至", "拓展到",
    "拓展至", "跃升到", "提升为", "提高为", "增长为", "壮大到",
)  # fmt: skip
_FALLS = (
    "降至", "降到", "下降到", "下降至", "降低到", "降低至", "减少到", "减少至", "减至", "减到", "压缩到", "压缩至",
    "缩短到", "缩短至", "压减到", "压减至", "下调到", "下调至", "回落到", "回落至", "减为", "降为", "缩减到", "缩减至", "精简到",
    "精简至", "精简为", "压缩为", "压减为", "缩短为", "收窄到", "收窄至", "下滑到", "下滑至", "缩小到", "缩小至", "减少为",
)  # fmt: skip
_TURN = Lazy("|".join(sorted((*_RISES, *_FALLS), key=len, reverse=True)))
_FROM = Lazy("[由从]")
_FALLEN = (
    "下降", "减少", "降低", "降幅", "减幅", "压缩", "压减", "缩短", "回落", "缩减", "精简", "收窄", "减", "降", "缩小",
)  # fmt: skip
_RISEN = ("增长", "增加", "提高", "提升", "上升", "增幅", "增速", "涨幅", "扩大", "净增", "增")
_ALTOGETHER = ("累计", "共", "净", "总共", "合计", "分别", "总")
_CHANGED = (
    f"[，,（(]?(?:{'|'.join(_ALTOGETHER)})?(?P<what>{'|'.join((*_RISEN, *_FALLEN))})(?:率|幅度|幅)?(?:了|达到|达|为|约为|超过|是)?"
)
_CHANGE = Lazy(_CHANGED + "(?P<open>近|约|超)?")
# Other bases than the two values: comparable prices, averages, scope.
_OTHER = Lazy("可比|不变价|同口径|年均|名义|实际增|扣除|剔除|翻|平均增|年平均|复合|因素|生产总值|GDP|增加值|总产值|同比|比上年|环比")
_SINCE = r"(?:(?:19|20)[0-9]{2}年|目前|现在|当前|今年|去年)(?:底|末)?的?"
_DATED = Lazy(_SINCE)
_STOP = Lazy("[。；]")
# 翻一番 is twice, 翻两番 four times as much.
_GROWN = ("基本", "实现", "已", "规模", "总量")
_TWICE = f"[，,]?(?:{'|'.join(_GROWN)})?(?:实现)?(?P<change>翻了?(?P<times>[一两二三四])番)"
_DOUBLED = Lazy(_TWICE)
_RATIOS = ("%", "‰")
# A value in figures as far as its unit.
_FIGURES = "0-9０-９.,．十百千万亿一二三四五六七八九两零〇余多几来 "
_VALUE = f"[0-9０-９][{_FIGURES}]*(?![{_FIGURES}])"
# The unit and words such as 以上, as far as what may begin a change.
_UNIT = f".{{0,10}}?(?=[，,（({''.join(sorted({word[0] for word in (*_ALTOGETHER, *_RISEN, *_FALLEN, *_GROWN, '翻')}))}])"


class Growth(Matcher):
    """Finds a change that does not follow from its two values, by ``check``.

    ``value``: ``由50亿元增至60亿元，增长25%``, with the rounding of all three figures allowed for, and
    rates of growth at comparable prices, on average or against another base left alone. ``point``: the
    difference of two percentages that is called ``%`` instead of 个百分点.
    """

    check: Literal["value", "point"]
    declares: ClassVar[tuple[str, ...]] = ("found", "arithmetic", "expected", "before", "after")

    def gate(self) -> Sequence[str]:
        return (*_RISES, *_FALLS)

    def guards(self) -> Sequence[Guard | None]:
        """Behind each of the words a value and its change, as ``_read`` takes them; for ``point`` both are ratios."""
        told = f"(?:{_SINCE})?{_VALUE}"
        if self.check == "point":
            ratio = f"[{''.join(_RATIOS)}]"
            told += f"{ratio}{_CHANGED}{_VALUE}{ratio}"
        else:
            told += f"{_UNIT}(?:{_CHANGED}[0-9０-９]|{_TWICE})"
        return [(escape(word) + told, 0, 0) for word in self.gate()]

    def find(self, text: str, hits: list[tuple[int, int]], here: Any, page: Any) -> Iterator[Match]:
        done = -1
        for start, _ in hits:
            if start < done:
                continue
            turn = _TURN.match(text, start)
            if turn is None:
                continue
            done = turn.end()
            found = _read(text, turn)
            if found is None:
                continue
            first, second, change, what = found
            match = _compared(first, second, change, what, self.check)
            if match is None:
                continue
            end = change.end
            low, high = here.at(first.start, first.end), here.at(second.start, second.end)
            match.start, match.end = first.start, end
            match.values = {
                "found": text[first.start : end],
                "before": first.text,
                "after": second.text,
                **(match.values or {}),
            }
            match.related = ((*low, "原来的值"), (*high, "后来的值"))
            yield match


def _read(text: str, turn: re.Match[str]) -> tuple[Quantity, Quantity, Quantity, str] | None:
    """The value before, the value after, the change and its verb; None where one is not plainly told."""
    floor = max(text.rfind(mark, max(0, turn.start() - 40), turn.start()) for mark in "，。；：,;")
    floor = max(floor, turn.start() - 40, 0)
    sources = [found.start() for found in _FROM.finditer(text, floor, turn.start())]
    if not sources:
        return None
    first = None
    for at in range(sources[-1] + 1, turn.start()):
        quantity = quantity_at(text, at) if text[at].isdigit() or text[at] in "百近约超" else None
        if quantity is not None and turn.start() - quantity.end <= 1:
            first = quantity
            break
        if quantity is not None and quantity.end > turn.start():
            return None
    at = turn.end()
    # 提高到2020年的60亿元
    dated = _DATED.match(text, at)
    if dated:
        at = dated.end()
    if first is None or not text[at : at + 1].isdigit():
        return None
    second = quantity_at(text, at)
    if second is None or second.start != at:
        return None
    doubled = _DOUBLED.match(text, second.end)
    if doubled is not None:
        times = 2.0 ** "一两三四".index(doubled["times"].replace("二", "两")) * 2
        twice = Quantity(doubled.start("change"), doubled.end(), doubled["change"], times, "番", 0.0, False)
        open_ = first.approximate or second.approximate or not first.value or first.unit != second.unit
        return None if open_ else (first, second, twice, "翻")
    change = _CHANGE.match(text, second.end)
    if change is None or change["open"] or not text[change.end() : change.end() + 1].isdigit():
        return None
    third = quantity_at(text, change.end())
    stop = _STOP.search(text, second.end)
    end = min(stop.start() if stop else len(text), second.end + 40)
    start = max(text.rfind("。", 0, first.start), text.rfind("；", 0, first.start), first.start - 30, 0)
    if third is None or _OTHER.search(text, start, end) or masked(text, sources[-1], third.end):
        return None
    if first.approximate or second.approximate or third.approximate or not first.value:
        return None
    if first.unit != second.unit:
        # 由1.2万增加到1.5万户: one unit for both.
        if first.unit or first.value > second.value * 1000 or second.value > first.value * 1000:
            return None
        first.unit = second.unit
    return first, second, third, change["what"]


def _compared(first: Quantity, second: Quantity, change: Quantity, what: str, check: str) -> Match | None:
    """The fault of a change against its two values, None where it fits."""
    ratio = first.unit in _RATIOS
    if change.unit == "番":
        if check == "point" or (second.value + second.slack) / max(first.value - first.slack, 1e-9) >= change.value * 0.95:
            return None
        times = f"{second.value / first.value:.2f}".rstrip("0").rstrip(".")
        return Match(0, 0, {"arithmetic": f"{_bare(second)}÷{_bare(first)}={times}", "expected": f"原来的{times}倍"})
    falls = what in _FALLEN
    sign = -1 if falls else 1
    difference = sign * (second.value - first.value)
    slack = first.slack + second.slack
    if ratio and change.unit == first.unit:
        relative = sign * (second.value / first.value - 1) * 100
        if abs(difference - change.value) < 0.051:
            if check == "value" or abs(relative - change.value) <= _place(change) + 0.01:
                return None
            points = "个百分点" if first.unit == "%" else "个千分点"
            arithmetic = f"{shown(second.value)}−{shown(first.value)}={shown(second.value - first.value)}"
            return Match(0, 0, {"arithmetic": arithmetic, "expected": shown(change.value) + points})
        if check == "point" or abs(relative - change.value) < 1.0 or first.value < 20:
            return None
        return _difference(first, second, sign, "个百分点" if first.unit == "%" else "个千分点")
    if check == "point":
        return None
    if ratio:
        if change.unit not in ("个百分点", "百分点") or first.unit != "%":
            return None
        if abs(difference - change.value) <= _place(first) + _place(second) + _place(change) + 1e-6:
            return None
        return _difference(first, second, sign, "个百分点")
    if change.unit == "%" or change.unit == "倍":
        factor = 100.0 if change.unit == "%" else 1.0
        high = sign * ((second.value + sign * second.slack) / max(first.value - sign * first.slack, 1e-9) - 1)
        low = sign * ((second.value - sign * second.slack) / (first.value + sign * first.slack) - 1)
        margin = max(_place(change) * 1.01, 0.1 if change.unit == "%" else 0.05)
        if min(low, high) * factor - margin <= change.value <= max(low, high) * factor + margin:
            return None
        exact = sign * (second.value / first.value - 1) * factor
        places = f"{exact:.1f}".removesuffix(".0")
        arithmetic = f"({_bare(second)}−{_bare(first)})÷{_bare(first)}={places if sign > 0 else '−' + places}"
        return Match(
            0, 0, {"arithmetic": arithmetic + change.unit, "expected": places + change.unit}
        )
    if change.unit == first.unit and change.unit:
        if abs(difference - change.value) <= slack + change.slack + 1e-6:
            return None
        return _difference(first, second, sign, change.unit)
    return None


def _difference(first: Quantity, second: Quantity, sign: int, unit: str) -> Match:
    result = sign * (second.value - first.value)
    like = () if unit.endswith("点") else (first, second)
    arithmetic = f"{_bare(second)}−{_bare(first)}={scaled(second.value - first.value, like)}"
    return Match(0, 0, {"arithmetic": arithmetic, "expected": scaled(result, like) + unit})


def _place(quantity: Quantity) -> float:
    """Half of the last place that is written; whole percentages may be rounded."""
    return quantity.slack or 0.5


def _bare(quantity: Quantity) -> str:
    return quantity.plain
