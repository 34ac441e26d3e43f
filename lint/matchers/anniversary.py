"""``anniversary``: events named by month and day, with the wrong mark between the two or none."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from ..core.matcher import Guard

# Words that say that a number in quotation marks is the day of an event.
_EVENT = (
    "地震|[防救减]灾|灾[害后难情]|水灾|洪|暴雨|泥石流|龙卷风|台风|火灾|爆炸|事件|事故|惨案|事变|专案|命案|大案|案件?[，。的件]"
    "|运动|讲话|批示|指示|纪念|矿难|坍塌|沉船|溃坝|疫情|汶川|玉树|雅安|舟曲|[宣日]|恐怖|打砸抢|屠杀|起义"
)
_DOTTED = Lazy(
    f"“(?P<month>0?[1-9]|1[0-2])[.．•・](?P<day>0?[1-9]|[12][0-9]|3[01])”(?=[^，。；：“”\n]{{0,8}}(?:{_EVENT}))"
)
_JOINED = Lazy(
    "“(?P<month>5(?=12)|9(?=18|11)|7(?=28|20|7)|12(?=9|13)|8(?=12)|4(?=20|14)|3(?=14)|1(?=28))"
    f"(?P<day>[0-9]{{1,2}})”(?=[^，。；：“”\n]{{0,4}}(?:{_EVENT}))"
)
# Months of one character cannot be mistaken, so that nothing stands between them and the day.
_PLAIN = Lazy("“(?P<month>[三五六七八九十])[·•.．・](?P<day>一八|[一四八七三])”(?!历史博物馆|纪念馆|烈士|普法)")
_BARE = Lazy("“(?P<month>一二(?=九)|一(?=二八))(?P<day>九|二八)”(?=[^，。；：“”\n]{0,4}(?:运动|事变|抗战|精神|抗日|学生|爱国|先烈))")
# What is around the strings of the gate: the last figure, the mark before a day in hanzi, a day in hanzi without one.
_FIGURE = f"(?<=“[0-9]{{1,2}}[.．•・]?[0-9]{{0,2}})[0-9]”(?=[^，。；：“”\n]{{0,8}}(?:{_EVENT}))"
_MARKED = "(?<=“[三五六七八九十])[·•.．・](?:一八|[一四八七三])”"
_UNMARKED = "(?<=“)一二[九八]”"
_FEASTS = frozenset(("三八", "五一", "五四", "六一", "七一", "八一", "十一", "九一八", "七七", "九三"))


class Anniversary(Matcher):
    """Finds ``“5.12”`` ``“512”`` ``“七·一”`` ``“一二九”`` where they name events."""

    declares = ("found", "right", "reason")

    def gate(self) -> Sequence[str] | None:
        return [string for string, _ in self._strings()]

    def guards(self) -> Sequence[Guard | None] | None:
        return [(pattern, 0, 0) for _, pattern in self._strings()]

    def _strings(self) -> list[tuple[str, str]]:
        """The strings of the gate, each with its guard."""
        figures = [(f"{digit}”", _FIGURE) for digit in "0123456789"]
        days = [(f"{mark}{day}", _MARKED) for mark in "·•.．・" for day in "一四八七三"]
        return [*figures, *days, ("一二九”", _UNMARKED), ("一二八”", _UNMARKED)]

    def find(
        self, text: str, hits: list[tuple[int, int]], here: Any, page: Any
    ) -> Iterator[Match]:
        for pattern, mark in ((_DOTTED, "·"), (_JOINED, "·"), (_PLAIN, ""), (_BARE, "·")):
            for found in pattern.finditer(text):
                month, day = found["month"], found["day"]
                if pattern is _PLAIN and month + day not in _FEASTS:
                    continue
                right = f"“{month}{mark}{day}”"
                reason = f"应写作{right}"
                values = {"found": found.group()[1:-1], "right": right, "reason": reason}
                yield Match(found.start(), found.end(), values, right)
