"""``blank``: places left open to be filled in: underlines, empty brackets, 第  次."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.leaps import leap
from ..text.patterns import Lazy, escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

_EMPTY = ("《》", "〈〉", "“”", "‘’", "（）", "()", "〔〕", "【】", "「」", "『』", "［］", "[]")
_PAIRS = "|".join(rf"{escape(pair[0])}[ 　\t]*{escape(pair[1])}" for pair in _EMPTY)
_OPEN = tuple(pair[0] + blank for pair in _EMPTY for blank in (" ", "　", "\t"))
_FIRST = Lazy(rf"[\\_＿第年月 　….?？{''.join(escape(pair[0]) for pair in _EMPTY)}]")
_BLANK = Lazy(
    rf"(?P<line>(?:\\?_){{2,}}|＿+)|(?P<pair>{_PAIRS})"
    r"|(?P<ordinal>第[ 　_＿]{1,8}(?:届|次|期|批|季度|个|号|名|位)|第(?:届|次|期|批)(?=[一-鿿]{0,6}(?:会议|大会|全会|代表|党代|全体))"
    r"|第(?:季度|位|(?=[，。；])))"
    r"|(?P<date>(?:(?<=[0-9]年)[ 　]*月[ 　]*日|(?<=[0-9]月)[ 　]{1,6}日|(?<=截[至止])[ 　]+(?:年[ 　]*)?月[ 　]*[日底末]|(?<=[0-9]年)[ 　]{2,6}月(?![0-9])"
    r"|(?<=[于至自从])[ 　]*年[ 　]*月[ 　]*日"
    r"|(?<=[0-9]年)[ 　]*月(?=[，。；、至底初末])))"
    r"|(?P<unit>(?<=[一-鿿])(?<![一二三四五六七八九十百千万亿两几数多余])"
    r"(?:[ 　]{1,12}(?:[%％]|[亿万]元|个百分点|公里|平方米|人次)|[ 　]{2,12}[亩人名家户件次场个项份条处起期台套辆座])"
    r"(?=[，。；、）]|同比|比上年))"
    r"|(?P<dots>(?:…{1,2}|\.{3,6})(?=[%％]|[亿万]元|个百分点))"
    r"|(?P<query>[?？]{2,6}(?=[%％]|[亿万]?元|个百分点|[月日个名人家项次场万亿余]))"
)
# What forms, contracts and undertakings hold and reports do not.
_FORM = Lazy(
    r"[（(](?:签字|签章|签名|盖章|公章)|(?:签字|签章|签名|盖章)[:：]|甲方|乙方|一式|(?:申请|申报|登记|审批|报名|推荐)表|"
    r"发证|填表|申报日期|(?:法定代表人|申请人|承诺人|身份证号码?)[:：]|□"
)
_FIELD = Lazy(r"(?:[:：][ 　_＿年月日]*|一式[ 　]*|编号[ 　]*|姓名[ 　]*|住址[ 　]*|电话[ 　]*)$")
# A line to write on, and what stands behind the blanks of forms.
_RULED = Lazy(r"[ 　\t0-9一二三四五六七八九十、.．（）()_＿—-]*")
_PAGE = Lazy(r"[ 　]?(?:页|[县市省乡镇][（(])")
# __文字__ is what Markdown left of bold type, unless a unit stands behind the underlines.
_BOLD = Lazy(r"__(?![个人名家户件次万亿元项场条起月日年公平余多届])[一-鿿A-Za-z0-9]{2,20}__(?![%％个人名家户件次万亿元项场条起月日])")
_WORD = Lazy(r"[A-Za-z0-9_\]]")
_AROUND = 400
_LINE = 60
_UNITS = (
    "%", "％", "亿元", "万元", "个百分点", "公里", "平方米", "亩", "人次",
    *(unit + mark for unit in "人名家户件次场个项份条处起期台套辆座" for mark in "，。；、"),
)  # fmt: skip


class Blank(Matcher):
    """Finds what was left open, but not in forms that are meant to be filled in by others."""

    def gate(self) -> Sequence[str]:
        return (
            *("__", "\\_", "＿"), *_EMPTY, *_OPEN, *("第 ", "第　", "第_", "第届", "第次", "第期", "第批"),
            *("第季度", "第位", "第，", "第。", "第；"),
            *("年月", "截至 ", "截至\u3000", "截止 ", "截止\u3000", "年 ", "年　", "月 ", "月　"), *("??", "？？", "…%", "…％", "…亿元", "…万元", "…个百分点"),
            *("..%", "..亿元", "..万元"),
            *(blank + unit for blank in " 　" for unit in _UNITS),
        )  # fmt: skip

    def find(
        self, text: str, hits: list[tuple[int, int]], here: Any, page: Any
    ) -> Iterator[Match]:
        ruled = bool(_RULED.fullmatch(text))
        bold = {at for found in _BOLD.finditer(text) for at in (found.start(), found.end() - 2)}
        last = here.index >= len(page.paragraphs) - 3
        for found in leap(_FIRST, _BLANK, text):
            start, end = found.span()
            if found["line"] and (ruled or start in bold or _field(text, start, end)):
                continue
            if found["pair"] and _lawful_pair(text, start, end):
                continue
            # A date to be written by hand stands on a line of its own; at the end it is the report's.
            if found["date"] and not last and _alone(text, start, end):
                continue
            low, _ = here.at(start, end)
            if _FORM.search(page.text, max(0, low - _AROUND), low + _AROUND):
                continue
            yield Match(start, end)


def _field(text: str, start: int, end: int) -> bool:
    """Whether an underline is a field of a form, or part of the name of a file or variable."""
    if _PAGE.match(text, end) or _FIELD.search(text[max(0, start - 24) : start]):
        return True
    return bool(_WORD.match(text[start - 1 : start]) and _WORD.match(text, end))


def _alone(text: str, start: int, end: int) -> bool:
    return (
        max(start, len(text) - end) <= _LINE
        and not text[:start].strip(" 　0123456789年月")
        and not text[end:].strip()
    )


def _lawful_pair(text: str, start: int, end: int) -> bool:
    """Brackets that are spoken of or to be ticked, or that a programme writes: ``“（）”``, ``main()``."""
    mark, before, after = text[start], text[max(0, start - 8) : start], text[end : end + 2]
    if mark in "([" and _WORD.match(before[-1:]):
        return True
    if before.endswith(("“", "‘")) and after.startswith(("”", "’")):
        return True
    if mark != "〔" and after.startswith(("号", "内", "中填", "里填", "括号")):
        return True
    return mark in "（(" and before.removesuffix("\n").rstrip(" 　")[-1:] in tuple("?？选题答")
