"""Masks: runs of characters that stand where a name, a number or a date was taken out.

``*`` ``**`` ``＊`` ``X`` ``xx`` ``×`` ``□□`` ``〇〇`` ``某某``. The same characters also
multiply (``2×66万千瓦``), name things (``X射线``, ``1+X``), mark footnotes and boxes,
so every run is weighed by what stands around it.
"""

from __future__ import annotations

import re

from .lawful import lawful

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

#: Literal strings one of which stands in every run.
SIGNS = (
    "*", "＊", "x", "X", "ｘ", "Ｘ", "×", "╳", "✕", "□□", "□",
    "〇〇", "○○", "◯◯", "●●", "△△", "▲▲", "◇◇", "##", "某某",
    "YYYY", "MM月", "DD日", "N%", "N％", "N亿元", "N万元", "N个百分点",
)  # fmt: skip

_UNIT = r"(?:\\?[*＊])+|[xXｘＸ×╳✕]+|[〇○◯]{2,}|[●△▲◇]{2,}|□+|##+"
# A decimal point, a middle dot of a date, joins two runs into one number: x.x%, x·xx.
_RUN = re.compile(
    rf"(?:{_UNIT})(?:[.．·•](?:{_UNIT}))*|(?:某某)+|YYYY(?=年)|MM(?=月)|DD(?=日)"
    r"|(?<![A-Za-z0-9+＋])N(?=[%％]|[亿万]元|个百分点)"
)
_BEFORE = re.compile(r"(?:[0-9０-９][0-9０-９.,，．]{0,11}|[一二][一二三四五六七八九〇○零]{1,2})$")
_AFTER = re.compile(r"[0-9０-９](?:[0-9０-９.,．*＊xX×]{0,11}[0-9０-９*＊xX×])?")

PLACE = (
    r"(?:省|自治区|直辖市|市(?!场)|州|盟|县|区(?!别|分|间)|旗|镇|乡|村|街|路|社区|街道|屯|组(?!织|建|成|合)|师|团|"
    r"开发区|园区|新区|高新区|经开区|工业园|产业园|湖|河|江|山|港|湾|岛|片区|地区|流域)"
)
MEASURE = (
    r"(?:余|多|来|几|个|名|人|家|项|次|场|期|件|户|条|起|吨|所|处|亩|元|万|亿|届|批|篇|份|辆|台|套|座|栋|幢|间|"
    r"门|张|册|部|支|只|头|棵|株|岁|周|天|小时|分钟|分之|公里|米|平方|立方|千|百|公顷|成|倍|轮|类|种|层|组|对|"
    r"号|位|步|款|章|节|页|句|字|笔|宗|例|床|幅|架|艘|口|眼|孔|颗|粒|尾|羽|箱|包|瓶|袋|块|片|根|本|卷|队|班|"
    r"季度|学时|课时|人次|[%％‰℃]|个百分点|(?:km|kg|kW|KW|kV|KV|MW|GW|cm|mm|hm|ha|GB|TB|mg|ml|mL)(?![A-Za-z]))"
)
DATE = r"(?:年|月|日|时|点(?![上下名面名])|季度|世纪)"
_PLACE = re.compile(PLACE)
_MEASURE = re.compile(MEASURE)
_DATE = re.compile(DATE)
_BODY = re.compile(
    r"(?:人民|政府|党委|工委|党组|纪委|委|局|厅|办(?!事)|院|所|站|中心|公司|集团|银行|大学|学院|学校|中学|小学|幼儿园|"
    r"医院|企业|合作社|法院|检察院|支部|协会|部门|单位|项目|工程|基地|品牌|产业|机场|大桥|水库|公路|高速|铁路|"
    r"广场|公园|日报|大厦|商场|景区|电视台|博物馆)"
)
_PERSON = re.compile(r"同志|书记|主任|市长|县长|区长|镇长|乡长|局长|处长|科长|院士|烈士|先生|女士|教授|（女")
_VALUE = re.compile(
    r"(?:增长|下降|提高|提升|增加|减少|降低|上升|回落|收窄|扩大|达到?|达成|超过?|突破|占比?|[率比]|增幅|降幅|增速|"
    r"比重|比例|(?:[率比值额量重例]|收入|支出|面积|产值)[为是])(?:了|至|到|约|近|超|过|为)?[ 　]?$"
)
_VALUE_END = re.compile(r"[ 　]?(?:[，。；、）,;]|(?:和|与|及|以上|左右)|$)")
_JOIN = re.compile(r"[和与及、]$")
_NAMED_BEFORE = re.compile(r"[一-鿿”》）〉、，（《“〈【·+＋—-]$")
_FOLLOWED = re.compile(r"[一-鿿“《（”》）〉】、，。；：+＋—-]")


class Mask:
    """``[start, end)`` of a paragraph's text, and what it is.

    ``kind`` is ``asterisk``, ``letter``, ``number`` (digits half masked) or
    ``unit`` (a value whose unit went with it); ``missing`` says in Chinese what
    seems to be left out; ``sure`` is False where only other masks in the
    document make it one.
    """

    __slots__ = ("end", "kind", "missing", "start", "sure", "weak")

    def __init__(
        self, start: int, end: int, kind: str, missing: str, sure: bool, weak: bool = False
    ) -> None:
        self.start = start
        self.end = end
        self.kind = kind
        self.missing = missing
        self.sure = sure
        self.weak = weak


def masks_of(text: str, previous: str = "") -> list[Mask]:
    """The masks of a paragraph, in order; ``previous`` is the paragraph before it."""
    return list(_scan(text, previous))


def _scan(text: str, previous: str) -> Iterator[Mask]:
    last_unit = -1
    last = 0
    for found in _RUN.finditer(text):
        start, end = found.span()
        if start < last:
            continue
        run = found.group()
        before, after = text[max(0, start - 24) : start], text[end : end + 24]
        weight = lawful(run, before, after, text, start, end, previous)
        if weight == "lawful":
            continue
        sign = "asterisk" if run[0] in "*＊\\" else "letter"
        low, high = _BEFORE.search(before), _AFTER.match(after)
        if low or high:
            digits_start = start - (len(low.group()) if low else 0)
            digits_end = end + (len(high.group()) if high else 0)
            mask = _partial(run, text, digits_start, digits_end, weight)
            if mask is not None:
                last = mask.end
                yield mask
            continue
        weak = weight == "weak"
        mask = _whole(run, sign, start, end, before, after, text, weak)
        if mask is None:
            continue
        if mask.kind != "unit" and last_unit >= 0 and start - last_unit == 1:
            if _JOIN.search(before) and _VALUE_END.match(after):
                mask.kind, mask.missing = "unit", "数字和单位"
        if mask.kind == "unit":
            last_unit = end
        yield mask


def _partial(run: str, text: str, start: int, end: int, weight: str) -> Mask | None:
    """A number that is half masked, or None where the sign multiplies or names a model."""
    after = text[end : end + 12].lstrip(" 　")
    if _DATE.match(after):
        missing = "日期"
    elif _PLACE.match(after) and not _MEASURE.match(after):
        missing = "编号"
    else:
        missing = "数字"
    if len(run.replace("\\", "")) > 1:
        return Mask(start, end, "number", missing, True)
    # One sign between digits multiplies; one after them needs something to count.
    if text[end - 1 : end] not in run and not text[start].isdigit():
        return None
    if end - start > 1 and text[end - 1].isdigit() and text[start].isdigit():
        return None
    strong = bool(_DATE.match(after) or _MEASURE.match(after))
    if text[start] in run:  # the sign leads
        return Mask(start, end, "number", missing, False, True) if strong else None
    return Mask(start, end, "number", missing, strong and weight != "weak", not strong)


def _whole(
    run: str, sign: str, start: int, end: int, before: str, after: str, text: str, weak: bool
) -> Mask | None:
    """A run without digits beside it, or None where nothing speaks for a mask."""
    head, tail = before.rstrip(" 　"), after.lstrip(" 　")
    touched = bool(_NAMED_BEFORE.search(head) or _FOLLOWED.match(tail)) or _strong(tail)
    if not touched and len(run) < 2:
        return None
    if _VALUE.search(before) and _VALUE_END.match(after):
        return Mask(start, end, "unit", "数字和单位", not weak or run[0] in "*＊", False)
    missing = _missing(run, head, tail)
    strong = _strong(tail)
    if run[0] in "□●△▲◇#" and not (strong or _BODY.match(tail) or _PERSON.match(tail)):
        return None
    if len(run) > 1:
        return Mask(start, end, sign, missing, not weak, weak)
    if run in "*＊":
        return Mask(start, end, sign, missing, not weak, weak)
    if run == "x":
        quoted = head[-1:] == "“" and tail[:1] == "”"
        return Mask(start, end, sign, missing, not (weak or quoted), weak or quoted)
    if strong and run != "N":
        return Mask(start, end, sign, missing, not weak, weak)
    return Mask(start, end, sign, missing, run == "N" and not weak, weak)


def _strong(tail: str) -> bool:
    return bool(_DATE.match(tail) or _MEASURE.match(tail) or _PLACE.match(tail))


def _missing(run: str, head: str, tail: str) -> str:
    """What seems to be left out, in Chinese."""
    if run[0] in "YMD":
        return "日期"
    if _DATE.match(tail) or re.search(r"[年月][*＊xX×0-9 ]*$", head) and re.match("[月日]", tail):
        return "日期"
    if head[-1:] == "第" or re.match(r"(?:个|余|多|[%％‰]|万|亿|元)", tail):
        return "数字"
    if re.match(r"(?:路|组|师|团|个)", tail) and _MEASURE.match(tail):
        return "数字"
    if _PLACE.match(tail):
        return "地名"
    if _MEASURE.match(tail):
        return "数字"
    if _PERSON.match(tail):
        return "姓名"
    if _BODY.match(tail):
        return "名称"
    if head[-1:] in "《“" or tail[:1] in "》”":
        return "名称"
    return "内容"
