"""Quantities as Chinese documents write them: number, scale, unit, and how exact they are.

Read are ``3.2万人`` ``1,234.5亩`` ``１２项`` ``12万余户`` ``近5000家`` ``二十三个`` ``十余件`` ``两成``
``三分之一`` ``百分之五`` ``千分之三`` ``半数`` ``5个百分点`` ``3—5个`` ``1亿2000万元``; ``翻两番`` is 4 (times) of 番. A number that a mask cuts (``12**件``) is unknown
and is left out; ``masked`` tells where such stand, so that checks can keep silent.
"""

from __future__ import annotations

from .numerals import hanzi_value
from .patterns import Lazy, escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

_SCALES = {"十": 10.0, "百": 1e2, "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8, "万亿": 1e12}
#: Measure words and units, the longer first where one begins another.
UNITS = (
    "个百分点", "百分点", "标准立方米", "吨标准煤", "平方公里", "平方千米", "平方米", "立方米", "千瓦时",
    "公顷", "公里", "千米", "千瓦", "公斤", "美元", "港元", "欧元", "日元", "人民币", "人次", "人份", "户次",
    "家次", "件次", "项次", "车次", "架次", "场次", "班次", "批次", "次", "美金", "元", "%", "‰", "人", "户",
    "家", "个", "项", "件", "起", "处", "座", "所", "条", "名", "位", "宗", "篇", "批", "辆", "台", "套",
    "间", "栋", "幢", "张", "份", "部", "本", "册", "场", "期", "届", "轮", "级", "类", "种", "亩", "吨",
    "米", "倍", "成", "岁", "天", "日", "月", "年", "周", "小时", "分钟", "株", "棵", "头", "只", "羽", "艘", "枚",
    "点", "大", "门", "支", "口", "孔", "块", "片", "面", "盏", "根", "对", "双", "匹", "步", "度", "分",
)  # fmt: skip
_FIGURES = "0123456789.万亿千百"
_UNIT = "|".join(sorted(map(escape, UNITS), key=len, reverse=True))
_DIGITS = r"(?:[0-9０-９]{1,3}(?:,[0-9]{3})+|[0-9０-９]+)(?:[.．][0-9０-９]+)?"
_HANZI = "[一二三四五六七八九十百千两零〇]"
_BEFORE = (
    "不足|不到|不少于|不低于|不超过|至少|至多|最多|最少|超过|突破|高于|低于|大约|大概|将近|接近|上下|约|近|逾|超|达到近|几|数|第"
)
_QUANTITY = Lazy(
    rf"(?P<before>{_BEFORE})?[ ]?"
    rf"(?:(?P<hundredths>[百千])分之(?P<percent>{_HANZI}{{1,5}}(?:点{_HANZI}{{1,3}})?|{_DIGITS})"
    rf"|(?P<below>{_HANZI}{{1,3}})分之(?P<above>{_HANZI}{{1,3}})"
    rf"|(?P<half>过?半数|一半|过半)|翻了?(?P<times>[一两二三四])番"
    rf"|(?P<number>{_DIGITS}|{_HANZI}{{1,5}}点{_HANZI}{{1,3}}(?=[倍成万亿]|个?百分点)|{_HANZI}{{1,7}}))"
    r"[ ]?(?P<more>[余多几]|来(?=[个户家人名件场次]))?(?P<scale>万亿|[十百千]?万|亿|(?<=[0-9０-９])[百千])?"
    rf"(?:(?P<low>{_DIGITS}|{_HANZI}{{1,4}})(?P<lower>[十百千]?万|[千百])(?=[余多]?(?:{_UNIT})))?(?P<rest>[余多])?[ ]?"
    rf"(?P<unit>{_UNIT})?(?:(?<=成)(?P<tenth>[一二三四五六七八九])(?![十百千万亿分个]))?(?P<after>左右|上下|以上|以下|以内|有余|多(?!元|方|次|种|样|数))?"
)
# What stands in every quantity, and how far into one at most.
_NUMERAL = Lazy("[0-9０-９一二三四五六七八九十百千两零〇半]")
_LEAD = 6
_MASK = Lazy(r"[*＊×□○〇某]|(?<![A-Za-z0-9])[xXｘＸ]+(?![A-Za-z])|(?<![A-Za-z])[xXｘＸ]+(?=[亿万元个家件项人户%])|_{2}")
_UNKNOWN = Lazy(
    rf"[*＊×xXｘＸ_□○][ ]?[余多]?(?:万|亿|千|百)?(?:{_UNIT})|[0-9][*＊×xXｘＸ_]|[*＊×xXｘＸ_][0-9]|[几数某]百?千?万?(?:{_UNIT})"
)
_RANGE = Lazy(r"[ ]?(?:[—–~～－-]|至|到)[ ]?[0-9０-９]")
# 2021年 is a date and 第3 a rank; neither counts anything.
_DATED = Lazy(r"(?:19|20)[0-9]{2}$")
_FULL = str.maketrans("０１２３４５６７８９．", "0123456789.")


class Quantity:
    """A quantity: ``[start, end)`` in the text that it was read from.

    ``value`` is in the bare ``unit`` (``3.2万人`` is 32000 of 人; "" without one). ``slack`` is half
    of the last place that is written: 50.3亿 is known to ±0.05亿; whole counts have none. ``approximate``
    says that words leave the value open (近 余 以上, or one end of a range).
    """

    __slots__ = ("approximate", "end", "slack", "start", "text", "unit", "value")

    def __init__(
        self, start: int, end: int, text: str, value: float, unit: str, slack: float, approximate: bool
    ) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.value = value
        self.unit = unit
        self.slack = slack
        self.approximate = approximate

    @property
    def exact(self) -> bool:
        """Whether it is a whole count without any rounding."""
        return not self.approximate and not self.slack

    @property
    def plain(self) -> str:
        """The value as arithmetic shows it: in the scale that the text has, without the unit."""
        return "".join([mark for mark in self.text.translate(_FULL) if mark in _FIGURES]) or shown(self.value)


def quantities(text: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """The quantities in ``text[start:end]``, in order; ranks (``第3``) and years (``2021年``) left out.

    Offsets are of ``text``. Numbers that touch a mask are left out.
    """
    stop = len(text) if end is None else end
    found: list[Quantity] = []
    for match in _matches(text, start, stop):
        quantity = _read(text, match)
        if quantity is not None:
            found.append(quantity)
    for first, second in zip(found, found[1:], strict=False):
        if second.start - first.end <= 2 and _RANGE.match(text, first.end):
            first.approximate = second.approximate = True
            first.unit = first.unit or second.unit
    return found


def _matches(text: str, start: int, stop: int) -> Iterator[re.Match[str]]:
    """The matches of the pattern, looked for where numerals stand: these are found ten times as fast."""
    while numeral := _NUMERAL.search(text, start, stop):
        match = _QUANTITY.search(text, max(start, numeral.start() - _LEAD), stop)
        if match is None:
            return
        yield match
        start = match.end()


def quantity_at(text: str, at: int) -> Quantity | None:
    """The quantity that begins at an offset, None where none does."""
    match = _QUANTITY.match(text, at)
    return _read(text, match) if match else None


def masked(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether ``text[start:end]`` holds what stands for an omitted number or name."""
    return _MASK.search(text, start, len(text) if end is None else end) is not None


def unknown(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether ``text[start:end]`` holds a mask in place of a number: before a unit, or cutting digits."""
    return _UNKNOWN.search(text, start, len(text) if end is None else end) is not None


def shown(value: float) -> str:
    """A number as a message shows it: whole where it is, else without needless places."""
    if abs(value - round(value)) < 1e-6:
        return str(round(value))
    return f"{value:.4f}".rstrip("0").rstrip(".")


def scaled(value: float, like: Iterable[Quantity]) -> str:
    """A value in 万 or 亿 where all of the quantities are written so, for messages."""
    texts = [quantity.text for quantity in like]
    for sign, factor in (("万亿", 1e12), ("亿", 1e8), ("万", 1e4)):
        if texts and all(sign in text for text in texts):
            return shown(value / factor) + sign
    return shown(value)


def _read(text: str, match: re.Match[str]) -> Quantity | None:
    before, number, unit = match["before"] or "", match["number"], match["unit"] or ""
    if before == "第":
        return None
    start = match.start("number") if number else match.start() + len(before)
    while start < match.end() and text[start] == " ":
        start += 1
    left, right = text[start - 1 : start], text[match.end() : match.end() + 1]
    if left in "*＊×xX" and left or right in ("*", "＊", "×", "x", "X"):
        return None
    if number and (left in (".", ",", "．") or (left.isascii() and left.isalnum())):
        return None
    if number and left == "，" and text[start - 2 : start - 1].isdecimal() and len(number) == 3:
        # 3，100项 may be 3100 with a comma of the wrong width.
        return None
    approximate = bool(before or match["more"] or match["rest"] or match["after"])
    scale = _SCALES.get(match["scale"] or "", 1.0)
    slack = 0.0
    if not number:
        told = _fraction(match)
        if told is None:
            return None
        value, unit, slack = told
        approximate = approximate or not match["percent"]
    else:
        if number.isdigit() and unit == "年" and _DATED.search(number):
            return None
        parsed = _number(number)
        value, slack = parsed
        if value < 0:
            return None
        if unit == "成" and not number.isascii():
            value, unit, approximate = value * 10 + (hanzi_value(match["tenth"] or "") or 0), "%", True
    value *= scale
    slack *= scale
    if match["low"]:
        # 1亿2000万元, 3万2千人: the second number goes on with the first.
        low, lower = _number(match["low"])[0], _SCALES[match["lower"]]
        if low < 0 or low * lower >= scale:
            return None
        value, slack, scale = value + low * lower, lower / 2, lower
    # 3万人 may have been 30,412; 3项 is 3.
    if scale > 1 and not slack:
        slack = scale / 2
    elif not slack and unit in ("%", "个百分点", "百分点", "‰", "倍"):
        slack = 0.5
    return Quantity(start, match.end(), text[start : match.end()], value, unit, slack, approximate)


def _fraction(match: re.Match[str]) -> tuple[float, str, float] | None:
    """Value, unit and slack of 百分之五, 三分之一, 半数 and 翻一番; None where a numeral cannot be read."""
    if match["percent"]:
        full = match["percent"] in ("百", "一百")
        value, slack = (100.0, 0.0) if full else _number(match["percent"])
        return (value, "%" if match["hundredths"] == "百" else "‰", slack) if value >= 0 else None
    if match["half"]:
        return 50.0, "%", 1.0
    if match["times"]:
        return 2.0 ** (hanzi_value(match["times"]) or 2), "番", 0.0
    below, above = hanzi_value(match["below"]), hanzi_value(match["above"])
    return (above * 100 / below, "%", 1.0) if below and above is not None else None


def _number(text: str) -> tuple[float, float]:
    """Value and half of its last place (0 for whole numbers); -1 where it cannot be read."""
    if text[0].isdigit():
        plain = text.translate(_FULL).replace(",", "")
        places = len(plain) - plain.index(".") - 1 if "." in plain else 0
        return float(plain), 0.5 * 10.0**-places if places else 0.0
    whole, point, fraction = text.partition("点")
    value = hanzi_value(whole)
    if value is None:
        return -1.0, 0.0
    if point:
        digits = [hanzi_value(char) for char in fraction]
        if None in digits or len(fraction) == 0:
            return -1.0, 0.0
        return float(f"{value}.{''.join(map(str, digits))}"), 0.5 * 10.0 ** -len(fraction)
    return float(value), 0.0
