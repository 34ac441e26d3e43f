"""When ``*``, ``X`` and ``×`` are what they should be: arithmetic, names, footnotes, boxes.

Every exception stands for something met in published reports, rules and forms.
"""

from __future__ import annotations

from .numberforms import in_number_form
from .patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

#: What the characters around a sign are searched in.
NEAR = 24

# What stands before or behind a sign, each tried on a few characters.
_CRIME = Lazy(r"[诉告罪犯]")
_EQUATED = Lazy(r"[^，。；]{0,16}[=＝]")
_SUFFIX = Lazy(r"\.[A-Za-z]{2,5}(?![A-Za-z])")
_LABELLED = Lazy(r"[ 　]*(?:[（(][%％]|[:：])")
_CODE_AHEAD = Lazy(r"[A-WYZa-wyz][-/.]$|[A-WYZ][0-9]$")
_CODE_BEHIND = Lazy(r"[-/][A-WYZa-wyz]")
_LATIN_AHEAD = Lazy(r"[A-Za-z] $")
_PAIRED_AHEAD = Lazy(r"[十百千万][一-鿿]$")
_PAIRED_BEHIND = Lazy(r"[十百千万][一-鿿]")
_DIGIT = Lazy(r"[0-9]")
_CLASS = Lazy(r"[类级][一-鿿]")
_H = Lazy(r"(?<![A-Za-z])H$")
_GDP = Lazy(r"(?<![A-Za-z])GDP$")
_PART_AHEAD = Lazy(r"[^“”（）()，。；、 ]*$")
_PART_BEHIND = Lazy(r"[^“”（）()，。；、 一-鿿]*")
_UNIT_OR_DATE = Lazy(r"[年月日%％]|个(?!人)|[县镇村]")
_MEASURED = Lazy(r"[%％]|[亿万]?元|[省市县镇乡村](?!场)|个|人(?!员)|次|名|项|[年月日]")
_LATIN = Lazy(r"[A-Za-z]")
_UNITS_OF_X = Lazy(r"(?:km|kg|kW|KW|kV|KV|MW|GW|cm|mm|hm|ha|GB|TB|mg|ml|mL)(?![A-Za-z])|A{1,5}级")
_WORDS_OF_XX = Lazy(r"(?:[mt]|GDP|PPP|KTV|LED|IT|AI|APP|App)(?![A-Za-z])")
_BEFORE_XX = Lazy(r"(?<![A-Za-z])(?:[GSKYC]|GDP|KTV|PPP|A{3,5}|QQ)$")
_H5 = Lazy(r"宣传|页|作品|小程序|海报|动画|产品|长图|答题|游戏|链接|互动|交互|专题|邀请函|贺卡|测试|短视频|融媒|推送")
# What X names: rays, axes, chromosomes, bands, shapes, certificates of "1+X".
_X_NAMES = Lazy(
    r"射线|光(?:机|片|线|安检|检|设|射|照|摄|衍|影|室|透|诊|成像|源|[、，。；）)]|和|及|与|等|$)|轴|波段|染色体|荧光|衍射|"
    r"形(?![成式势象])|型(?!企)|字[形型架路交]|证书|线(?:机|片|摄|检查|诊断|胸|照|影像|设备|透视|平板|成像)|"
    r"刀|因子|世代|[- ]?[Rr]ay|档(?!案)|坐标"
)
_TIMES_BEFORE = Lazy(
    r"(?:[0-9０-９]|[0-9０-９](?:米|cm|mm|km|m|公里|小时|天|万?元|个|人|台|套|次|月|°|度|%|％)|[)）\]°])[ 　]*$"
)
_TIMES_AFTER = Lazy(r"[ 　]*[（(]?[0-9０-９.]")
_FACTOR = r"[长宽高深厚底]|[数重]量|单价|面积|金额|系数|费率|税率|人数|天数|税额|直径|本金|利率|基数|比例"
_FACTOR_BEFORE = Lazy(rf"(?:{_FACTOR}|标准|价款|债务|时间)(?:[（(][^（）()]{{1,6}}[)）])?[ 　]*$")
_FACTOR_AFTER = Lazy(rf"[ 　]*(?:{_FACTOR}|单位税额|迟延|行驶|日?万分|日均|月均|标准|百分|月数|年限|期限)")
_SIDE_AFTER = Lazy(r"[ ]?[长宽高深厚](?:度)?[0-9]?")
_SIDE_BEFORE = Lazy(r"[0-9](?:cm|mm|m|米)?[ ]?$")
_FORMULA = Lazy(r"[=＝]|公式|计算方法")
_COUNTED = Lazy(r"[%％]|[亿万]?元|个百分点|[年月日](?![a-z])")
_NOTE = Lazy(r"[ 　]*(?:注(?![重册入销])|说明|备注|必填|选填|为必填|标记)[ 　]*[:：为的是]?")
_MARKED_BEFORE = Lazy(r"(?:(?:以|用|打|标注?|标有|标记|带有?|加|画|划|表中|注[:：]?)[“ ]?|“)$")
_MARKED_AFTER = Lazy(
    r"”?[项指]|[”」]?(?:的(?=[项指])|号(?=[”的为标栏项、，。者]|指标|$)|符号|标记|标识|标注|标明|的(?:为|项|是|条|部分|内容|题|必填)|为(?!了|民)|是|代表|表示|指)"
)
# 李*明: a person's name with one character covered.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁沈任姚卢傅钟姜崔谭廖范汪"
    "陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戚莫孔向汤"
)
_NAMED = Lazy(rf"(?:^|[、，：；（ 　])[{_SURNAMES}]$")
_GIVEN = Lazy(r"(?![省市县区镇乡村街路个名人家项次场年月日])[一-鿿](?:[、，。；）：]|$)")
_PHONE = Lazy(r"[ 　]*(?:0[0-9]{2,3}[-—－ ]|1[3-9][0-9]{9}|电话)")
_COUNTABLE = Lazy(r"[省市县区镇乡村年月日个名人家项次场余万亿%％根座条套台辆吨亩元件起批期届户份处]")
_STARTS_PLACE = Lazy(r"(?:省|市(?!场)|县|区(?!域)|镇|乡|村|街道|社区|开发区|[年月日]|[余多个%％])")
_ORDINAL = Lazy(r"[0-9]{1,2}[.、．]$")
_BRANDED = Lazy(r"[一-鿿A-Za-z]{0,12}[”」）)]")
_BRAND_BEFORE = Lazy(r"[“（(][一-鿿A-Za-z]{1,8}$")
_TIMES_COUNTED = Lazy(
    r"[%％]|[亿万]?元|个(?![人体性])|月(?![饼子])|年(?![代轻])|日(?![常均])|名(?![城校医师胜牌优])|家(?![庭居政电乡具园长])|"
    r"项(?!目)|次(?![元级])|场(?![景所地馆域])|人(?![工才文民机])|[件户余万亿多座套条批班处类岁千百倍号吨亩台辆所起期届份只头株]|公里|美元|平方|立方|天(?!然)|强(?![国化])|栋|"
    r"公顷|周年|小时|分钟|省|市(?![场民政])|县(?!域)|区(?![域块])|镇|乡(?![村镇])|村(?!居)|街道|社区|同志"
)
_STAMP = Lazy(r"[一-鿿]{0,10}”的?(?:印章|公章|字样|字头|名义|格式)")
_CLOSED = ("”", "’", "」", "）", ")")
_OPENED = ("“", "‘", "「", "（", "(", "√", "或")
_PLUS_BEFORE = Lazy(r"([0-9０-９A-Za-z一-鿿*＊×]{1,8})?[ ]?[+＋][ ]?$")
_PLUS_AFTER = Lazy(r"[ ]?[+＋][ ]?([0-9０-９A-Za-z*＊×]{1,8}|[一-鿿])?")
_MASKED = Lazy(r"[xXｘＸⅹⅩхХ×*＊]+")
_NUMERALS = tuple("一二三四五六七八九十百千零两")
_ROMAN = Lazy(r"[Ⅰ-Ⅿⅰ-ⅿ]")


class Sign:
    """A run of signs at ``[start, end)`` of a paragraph's text, with what stands around it.

    ``cell`` says that the paragraph is a cell of a table.
    """

    __slots__ = ("after", "before", "cell", "end", "run", "single", "start", "text")

    def __init__(self, text: str, start: int, end: int, cell: bool = False) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.cell = cell
        self.run = text[start:end].replace("\\", "")
        self.single = len(self.run) == 1
        self.before = text[max(0, start - NEAR) : start]
        self.after = text[end : end + NEAR]

    @property
    def opens_line(self) -> bool:
        """Whether only blanks stand before the run."""
        return self.start <= NEAR and not self.before.strip()

    @property
    def closes_line(self) -> bool:
        """Whether only blanks stand behind the run."""
        return len(self.text) - self.end <= NEAR and not self.after.strip()


def weigh(sign: Sign) -> str:
    """``lawful`` where a run is no mask, ``weak`` where only a masked document makes it one, else ``""``."""
    first = sign.run[0]
    if first in "*＊":
        return _ruled(sign, _ASTERISK_LAWFUL, _ASTERISK_WEAK)
    if first in "〇○◯":
        return "lawful" if _circle(sign) else ""
    if first == "□":
        return "lawful" if _box(sign) else ""
    if first == "某":
        return "lawful" if _CRIME.search(sign.before[-6:] + sign.after[:8]) else ""
    if first in "●△▲◇#YMDN":
        return ""
    if _LATIN.match(sign.before[-1:]) or _LATIN.match(sign.after):
        return "" if _unit_beside(sign) else "lawful"
    return _ruled(sign, _LETTER_LAWFUL, _LETTER_WEAK) or _summed(sign)


def multiplies(sign: Sign) -> bool:
    """Whether a single sign multiplies: numbers, sides, prices, or the terms of a formula."""
    if not sign.single:
        return False
    before, after = sign.before, sign.after
    if _TIMES_AFTER.match(after) and (_TIMES_BEFORE.search(before) or _FACTOR_BEFORE.search(before)):
        return True
    if _FACTOR_BEFORE.search(before) and _FACTOR_AFTER.match(after):
        return True
    if _SIDE_BEFORE.search(before) and _SIDE_AFTER.match(after):
        return True
    if _COUNTED.match(after):
        return False
    near = sign.text[max(0, sign.start - 80) : sign.start]
    return bool(_FORMULA.search(near) or _EQUATED.match(after))


def _ruled(
    sign: Sign, lawful: tuple[Callable[[Sign], object], ...], weak: tuple[Callable[[Sign], object], ...]
) -> str:
    if any(test(sign) for test in lawful):
        return "lawful"
    return "weak" if any(test(sign) for test in weak) else ""


def _rule_line(sign: Sign) -> bool:
    """A line of stars only, or a bullet; a cell of a table has no such line."""
    if sign.cell and not sign.single:
        return False
    if sign.opens_line and (sign.closes_line or not sign.text.strip("*＊ 　\t-—")):
        return True
    return sign.opens_line and sign.single and sign.after[:1] in (" ", "\t", "　")


def _footnote(sign: Sign) -> bool:
    """A mark that a note explains, and the note."""
    if sign.after.startswith("ST") or (_NOTE.match(sign.after) and (sign.opens_line or sign.single)):
        return True
    if sign.single and sign.before.endswith(("标注", "标有", "带有", "标记", "加注")):
        return True
    return bool(sign.single and _MARKED_BEFORE.search(sign.before) and _MARKED_AFTER.match(sign.after))


def _beside_latin(sign: Sign) -> bool:
    if not sign.single:
        return False
    if _LATIN.match(sign.before[-1:]):
        return not (sign.before[-1:] == "H" and _H5.match(sign.after))
    return bool(_LATIN.match(sign.after) and not _UNITS_OF_X.match(sign.after) and not _hanzi(sign.before))


def _hanzi(text: str) -> bool:
    return "一" <= text[-1:] <= "鿿"


_ASTERISK_LAWFUL: tuple[Callable[[Sign], object], ...] = (
    _rule_line,
    _footnote,
    lambda sign: _PHONE.match(sign.after),
    lambda sign: _SUFFIX.match(sign.after),
    _beside_latin,
    multiplies,
    lambda sign: sign.single and _NAMED.search(sign.before) and _GIVEN.match(sign.after),
)
_ASTERISK_WEAK: tuple[Callable[[Sign], object], ...] = (
    lambda sign: (
        sign.single and sign.before.endswith(("”", "》", "）", ")")) and not _COUNTABLE.match(sign.after)
    ),
    lambda sign: sign.single and sign.opens_line and not _STARTS_PLACE.match(sign.after),
    lambda sign: sign.single and (sign.closes_line or _LABELLED.match(sign.after)),
    lambda sign: sign.single and _LATIN.match(sign.after),
)


def _model(sign: Sign) -> bool:
    """Parts of names of types, standards and places: V2X, XK13-××, Model X, X-ray."""
    return bool(
        _CODE_AHEAD.search(sign.before)
        or _CODE_BEHIND.match(sign.after)
        or (sign.single and _LATIN_AHEAD.search(sign.before))
        or _ROMAN.match(sign.before[-1:])
        or _ROMAN.match(sign.after)
    )


def _quoted_times(sign: Sign) -> bool:
    """``“数据要素×”行动``, ``“数据要素×医疗”``, ``（用户×小时）``, ``百县×千村``."""
    if sign.run != "×":
        return False
    if _PAIRED_AHEAD.search(sign.before) and _PAIRED_BEHIND.match(sign.after):
        return True
    return sign.after[:1] in ("”", "’", "」") or bool(
        _BRANDED.match(sign.after) and _BRAND_BEFORE.search(sign.before)
    )


_LETTER_LAWFUL: tuple[Callable[[Sign], object], ...] = (
    _model,
    in_number_form,
    multiplies,
    _quoted_times,
    lambda sign: sign.single and sign.opens_line and sign.closes_line,
    lambda sign: _X_NAMES.match(sign.after) and (sign.single or sign.after.startswith("染色体")),
    lambda sign: sign.run == "XX" and sign.after.startswith("世纪"),
    lambda sign: sign.run[0] == "×" and _DIGIT.match(sign.after),
    lambda sign: sign.before.endswith("“") and not sign.single and _STAMP.match(sign.after),
)
_LETTER_WEAK: tuple[Callable[[Sign], object], ...] = (
    lambda sign: sign.single and _CLASS.match(sign.after),
    lambda sign: sign.single and sign.after.startswith(_CLOSED) and sign.before.endswith(_OPENED),
    lambda sign: (
        sign.run == "×" and not _TIMES_COUNTED.match(sign.after.lstrip()) and not sign.before.endswith("第")
    ),
)


def _unit_beside(sign: Sign) -> bool:
    """Whether the letters beside x are a unit or a road; words and models hold no mask."""
    if _LATIN.match(sign.before[-1:]):
        if sign.run in ("x", "X", "×") and _H.search(sign.before):
            return bool(_H5.match(sign.after)) or (sign.run == "x" and _hanzi(sign.after[:1]))
        if sign.single and _GDP.search(sign.before):
            return bool(_COUNTED.match(sign.after))
        return not sign.single and bool(_BEFORE_XX.search(sign.before)) and not _LATIN.match(sign.after)
    return bool(
        _UNITS_OF_X.match(sign.after) or (not sign.single and _WORDS_OF_XX.match(sign.after))
    )


def _summed(sign: Sign) -> str:
    """The sums of names: ``1+X``, ``人工智能+X`` name something, ``x+x+x`` masks it."""
    left, right = _PLUS_BEFORE.search(sign.before), _PLUS_AFTER.match(sign.after)
    others = [m.group(1) or "" for m in (left, right) if m]
    if not others:
        return ""
    masked = [bool(_MASKED.fullmatch(other)) for other in others]
    whole = _all_masked(sign)
    if all(masked):
        return "" if whole or len(others) > 1 or sign.run != "X" else "weak"
    if not whole or any(masked):
        return "lawful"
    return "lawful" if sign.single or any(others) else ""


def sums_masks(sign: Sign) -> bool:
    """Whether a run is a term of a sum of masks only: ``X+X``."""
    return bool(_PLUS_BEFORE.search(sign.before) or _PLUS_AFTER.match(sign.after)) and _all_masked(sign)


def _all_masked(sign: Sign) -> bool:
    """Whether everything that the plus signs join is masked."""
    head = _PART_AHEAD.search(sign.before)
    tail = _PART_BEHIND.match(sign.after)
    whole = (head.group() if head else "") + (tail.group() if tail else "")
    return all(not part or _MASKED.fullmatch(part) for part in whole.replace("＋", "+").split("+"))


def _circle(sign: Sign) -> bool:
    """Zeros of numerals written in hanzi; single circles mask only what is counted or dated."""
    if sign.before.endswith(_NUMERALS) or sign.after.startswith((*_NUMERALS, "后", "”后", "部队")):
        return True
    if not sign.single:
        return False
    return not _hanzi(sign.before) or not _UNIT_OR_DATE.match(sign.after)


def _box(sign: Sign) -> bool:
    """Boxes to tick."""
    if not sign.single:
        return sign.opens_line and sign.closes_line
    if not _hanzi(sign.before):
        return True
    return not _MEASURED.match(sign.after)
