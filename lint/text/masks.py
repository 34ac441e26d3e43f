"""Masks: runs of characters that stand where a name, a number or a date was taken out.

``*`` ``**`` ``＊`` ``X`` ``xx`` ``×`` ``□□`` ``〇〇`` ``某某``. The same characters also
multiply (``2×66万千瓦``), name things (``X射线``, ``1+X``), mark footnotes and boxes,
so every run is weighed by what stands around it.
"""

from __future__ import annotations

from .lawful import NEAR, Sign, multiplies, sums_masks, weigh
from .leaps import leap
from .patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_LETTERS = "xXｘＸ×╳✕ⅹⅩхХ"
#: Literal strings one of which stands in every run.
SIGNS = (
    *"*＊", *_LETTERS, "□", "〇", "○", "◯", "●●", "△△", "▲▲", "◇◇", "##",
    "某某省", "某某市", "某某县", "某某区", "某某镇", "某某乡", "某某村", "某某街", "某某局", "某某委", "某某厅",
    "某某同志", "某某单位", "某某部门", "YYYY年", "MM月", "DD日", "N%", "N％", "N亿元", "N万元", "N个百分点",
)  # fmt: skip

_UNIT = r"(?:\\?[*＊])+|[xXｘＸ]+|[×╳✕]+|[ⅹⅩ]+|[хХ]+|[〇○◯]+|[●△▲◇]{2,}|□+|##+"
_FIRST = Lazy(r"[\\*＊xXｘＸ×╳✕ⅹⅩхХ〇○◯●△▲◇□#某YMDN]")
# A decimal point, or the middle dot of a date, joins two runs into one number: x.x%, x·xx.
_OF_NUMBERS = Lazy(r"个|余|多|[%％‰]|万|亿|元")
_RUN = Lazy(
    rf"(?:{_UNIT})(?:[.．·•](?:{_UNIT}))*"
    r"|(?:某某)+(?=[省县镇乡村厅]|市(?!场)|区(?!域)|街道|[局委](?!员)|同志|单位|部门)"
    r"|YYYY(?=年)|MM(?=月)|DD(?=日)|(?<![A-Za-z0-9+＋])N(?=[%％]|[亿万]元|个百分点)"
)
_DIGITS_BEFORE = Lazy(r"(?:[0-9０-９][0-9０-９.,，．]{0,11}|[一二][一二三四五六七八九〇○零]{1,2})$")
_DIGITS_AFTER = Lazy(r"[0-9０-９](?:[0-9０-９.,．*＊xX×]{0,11}[0-9０-９*＊xX×])?")
_ORDINAL = Lazy(r"(?:^|[ 　。；])[0-9]{1,2}[.．]$")

_PLACE = Lazy(
    r"省|自治区|直辖市|市(?!场)|州|盟|县|区(?![别分间块])|旗|镇|乡|村|街|路(?!径|灯)|社区|屯|组(?![织建成合])|师(?![资生傅])|"
    r"团(?![队结体圆])|开发区|园区|新区|高新区|经开区|工业园|产业园|[湖河江山港湾岛]|片区|地区|流域"
)
_MEASURE = Lazy(
    r"[余多来几个名家项次场期件户条起吨所处亩元万亿届批篇份辆台套座栋幢间张册部支只头棵株岁周天米千百成倍轮种对号位步款"
    r"章节页句笔宗例床幅架艘口颗粒尾羽箱包瓶袋块片根本卷队班]|人(?!民|大|事|才)|门(?!户|面)|小时|分钟|分之|公里|微克|毫克|公斤|[克斤升秒]|A{1,5}级|平方|立方|公顷|"
    r"季度|学时|课时|[%％‰℃]|(?:km|kg|kW|KW|kV|KV|MW|GW|cm|mm|hm|ha|GB|TB|mg|ml|mL)(?![A-Za-z])"
)
_DATE = Lazy(r"[年月]|日(?![报常前益照夜本])|时(?![间期代])|点(?![上下名面])|季度")
_BODY = Lazy(
    r"人民|政府|党委|工委|党组|纪委|委|[局厅院所站]|办(?!事)|中心|公司|集团|银行|大学|学院|学校|[中小]学|幼儿园|企业|"
    r"合作社|法院|检察院|支部|协会|部门|单位|项目|工程|基地|品牌|产业|机场|大桥|水库|公路|高速|铁路|广场|公园|日报|大厦|"
    r"商场|景区|电视台|博物馆"
)
_PERSON = Lazy(r"同志|书记|主任|[市县区镇乡局处科]长|院士|烈士|先生|女士|教授|（女|夫妇|老师|医生")
_OFFICE = Lazy(r"(?:书记|主任|[市县区镇乡村局处科院校]长|委员|专家|教授|组长|领导)$")
_LOCAL = Lazy(r"(?:在|驻|赴|来|落户|平安|法治|美丽|清廉|智慧|健康|和谐|幸福|富裕|文明|生态|壮美|数字|推动|促进|承接)$")
_VALUE = Lazy(
    r"(?:增长|下降|提高|提升|增加|减少|降低|上升|回落|收窄|扩大|达到?|达成|超过?|突破|占比?|率|比(?:重|例)?|[增降]幅|增速|"
    r"(?:[率比值额量重例]|收入|支出|面积|产值)[为是])(?:了|至|到|约|近|超|过|为)?[ 　]?$"
)
_VALUE_END = Lazy(r"[ 　]?(?:[，。；、）,;]|和|与|及|以上|左右|$)")
# 突破X大关; X政发〔2023〕…; the other end of X至X月.
_AMOUNT = Lazy(r"(?:突破|达到?|增长|下降|约|超过|占比?|位居全[省市县国]|排名)$")
_REGISTERED = Lazy(r"[一-鿿]{0,4}[发办函字呈报通][〔\[（(](?:19|20|[xX×*])")
_RANGE = Lazy(rf"^(?:——?|[-－～~至到、和])[ ]?[0-9]{{0,3}}[{_LETTERS}*＊]{{1,4}}[ ]?")
_JOIN = Lazy(r"[和与及、]$")
_TOUCHED_BEFORE = Lazy(r"[一-鿿”》）〉、，（《“〈【·+＋—\-～~/]$")
_TOUCHED_AFTER = Lazy(r"[一-鿿“《（”》）〉】、，。；：+＋—\-～~/]")


class Mask:
    """``[start, end)`` of a paragraph's text, and what it is.

    ``kind`` is ``asterisk``, ``letter``, ``number`` (digits half masked) or
    ``unit`` (a value whose unit went with it); ``missing`` says in Chinese what
    seems to be left out; ``at`` is where the run itself starts. ``sure`` is
    False where only other masks in the document make it one, ``weak`` where it
    takes many of them.
    """

    __slots__ = ("at", "end", "kind", "missing", "start", "sure", "weak")

    def __init__(
        self, start: int, end: int, at: int, kind: str, missing: str, sure: bool, weak: bool
    ) -> None:
        self.start = start
        self.end = end
        self.at = at
        self.kind = kind
        self.missing = missing
        self.sure = sure
        self.weak = weak


def masks_of(text: str, cell: bool = False) -> list[Mask]:
    """The masks of a paragraph, in order; ``cell`` says that it is a cell of a table."""
    return list(_scan(text, cell))


def _scan(text: str, cell: bool) -> Iterator[Mask]:
    last = last_unit = -1
    for found in leap(_FIRST, _RUN, text):
        start, end = found.span()
        if start < last:
            continue
        sign = Sign(text, start, end, cell)
        weight = weigh(sign)
        if weight == "lawful":
            continue
        mask = _partial(sign, weight) if _numbered(sign) else _whole(sign, weight)
        if mask is None:
            continue
        if 0 <= last_unit == start - 1 and _JOIN.search(sign.before) and _VALUE_END.match(sign.after):
            mask.kind, mask.missing = "unit", "数字和单位"
        if mask.kind == "unit":
            last_unit = end
        last = mask.end
        yield mask


def _numbered(sign: Sign) -> bool:
    """Whether digits touch the run; those of an ordinal (``1.**要求``) do not count."""
    if _DIGITS_AFTER.match(sign.after):
        return True
    if not _DIGITS_BEFORE.search(sign.before):
        return False
    ordinal = _ORDINAL.search(sign.before)
    return not ordinal or (ordinal.start() > 0 and _counted(sign.after.lstrip()))


def _partial(sign: Sign, weight: str) -> Mask | None:
    """A number that is half masked, or None where the sign multiplies or names a model."""
    low, high = _DIGITS_BEFORE.search(sign.before), _DIGITS_AFTER.match(sign.after)
    start = sign.start - (len(low.group()) if low else 0)
    end = sign.end + (len(high.group()) if high else 0)
    tail = sign.text[end : end + NEAR].lstrip(" 　")
    missing = "日期" if _DATE.match(tail) else "数字"
    if not sign.single:
        return Mask(start, end, sign.start, "number", missing, True, False)
    if (low and high) or multiplies(sign) or (low and sign.after.startswith("”")):
        return None
    counted = _counted(_RANGE.sub("", tail, count=1))
    if high:  # a sign before digits: a model, a footnote, or half a number
        return Mask(start, end, sign.start, "number", missing, False, True) if counted else None
    sure = counted and weight != "weak"
    return Mask(start, end, sign.start, "number", missing, sure, not counted)


def _whole(sign: Sign, weight: str) -> Mask | None:
    """A run without digits beside it, or None where nothing speaks for a mask."""
    head, tail = sign.before.rstrip(" 　"), sign.after.lstrip(" 　")
    weak = weight == "weak"
    strong = _strong(sign, head, tail)
    star = sign.run[0] in "*＊"
    if sign.single and not (strong or _TOUCHED_BEFORE.search(head) or _TOUCHED_AFTER.match(tail)):
        return None
    if _VALUE.search(sign.before) and _VALUE_END.match(sign.after):
        return Mask(sign.start, sign.end, sign.start, "unit", "数字和单位", star or not weak, False)
    if sign.run[0] in "□●△▲◇#" and not (strong or _BODY.match(tail)):
        return None
    kind = "asterisk" if star else "letter"
    sure = not weak and (star or not sign.single or strong or sign.run in ("N", "x"))
    if sign.run == "x" and head.endswith("“") and tail.startswith("”"):
        sure, weak = False, True
    return Mask(sign.start, sign.end, sign.start, kind, _missing(sign, head, tail), sure, weak)


def _strong(sign: Sign, head: str, tail: str) -> bool:
    """Whether what stands around even a single capital makes it a mask."""
    tail = _RANGE.sub("", tail, count=1)
    if _counted(tail) or _PLACE.match(tail) or _PERSON.match(tail) or _REGISTERED.match(tail):
        return True
    return head.endswith(("第", "H")) or bool(_AMOUNT.search(head)) or sums_masks(sign)


def _counted(tail: str) -> bool:
    return bool(_DATE.match(tail) or _MEASURE.match(tail))


def _missing(sign: Sign, head: str, tail: str) -> str:
    """What seems to be left out, in Chinese."""
    if sign.run[0] in "YMD" or _DATE.match(tail):
        return "日期"
    if head.endswith("第") or _OF_NUMBERS.match(tail):
        return "数字"
    if _PERSON.match(tail) or (_OFFICE.search(head) and not _MEASURE.match(tail)):
        return "姓名"
    if _PLACE.match(tail):
        return "地名"
    if _MEASURE.match(tail):
        return "数字"
    if _LOCAL.search(head):
        return "地名"
    if _BODY.match(tail) or head.endswith(("《", "“")) or tail.startswith(("》", "”")):
        return "名称"
    return "内容"
