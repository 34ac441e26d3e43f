"""Lists of names with the number of them behind: whether the two can disagree only by mistake."""

from __future__ import annotations

from .patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

# What a name in such a list does not hold: the list would be one of actions.
_VERB = Lazy("[的了在是为将把被对至]|优先|重点|发展|推进|建设|实施|加快|扶持|培育|加强|启动|打造|推动|完成|开展|培植|支持")
# What the names themselves are: 东岭、西河、北塘3个乡镇; not 东岭、西河、北塘4个污水处理厂.
_COUNTED_AS = Lazy("乡镇|镇|乡|村|行政村|社区|街道|县|县区|市|旗|企业|公司|州|国家|省")
_PLURAL = Lazy("(?:乡镇|镇|乡|村|社区|街道|县|市|企业|公司|国家|省)(?:级|[^一-鿿]?(?:道路|公路|项目|工程|水厂|污水|垃圾|班子|领导|卫生|学校|中心))")
_HONOURS = Lazy("荣誉|称号|奖|殊荣|桂冠")
_ACTED = Lazy("新建$|改建$|扩建$|续建$|淘汰$|清退$|关停$|关闭$|整合$|兼并$|重组$|规划$|编制$|修订$|国$|省$|级$")
_GENERIC = frozenset("级型类性国省市县区等化建业改扩大小中式")
_FIELDS = ("方面", "领域", "环节", "板块", "维度", "中心", "基地", "片区")
_KINDS_OF = ("工程", "产业", "行业", "系统", "战略", "体系", "支柱")


def miscounted(items: list[str], number: int, match: re.Match[str], text: str) -> bool:
    """Whether ``items`` are what the number behind them counts, so that another number is wrong.

    ``match`` has the groups ``number``, ``unit`` and ``what``, the words behind; ``text`` is its text.
    """
    return _alike(items, match) or _even(items, match) or _names(items, number, match, text)


def _alike(items: list[str], match: re.Match[str]) -> bool:
    """Whether every item ends in the character that the counted noun begins with: 东镇、西镇 of 镇."""
    noun = match["what"][:1]
    return noun != "" and noun in "镇乡村县区市州省旗" and all(len(item) >= 2 and item.endswith(noun) for item in items)


def _even(items: list[str], match: re.Match[str]) -> bool:
    """Whether words of two characters are counted as fields or aspects: 住房、就业、文化四个方面."""
    nouns = (*_FIELDS, *_KINDS_OF) if match["unit"] == "大" else _FIELDS
    if len(items) < 3 or not match["what"].startswith(nouns):
        return False
    return all(len(item) == 2 and not _VERB.search(item) for item in items[1:])


def _names(items: list[str], number: int, match: re.Match[str], text: str) -> bool:
    """Whether short names are counted as what they are, or more things listed than there are said to be.

    东岭、西河、北塘4个乡镇; 城东污水处理厂、城西污水处理厂、城南污水处理厂2座. A larger number may count
    several of each: 建成文化馆、图书馆4座.
    """
    last = items[-1]
    what = match["what"]
    if len(items) < 3 or (number >= len(items) and _COUNTED_AS.match(what) is None):
        return False
    if text[match.start("number") - 1] in "各第" or any(_VERB.search(item) for item in items[1:]) or _ACTED.search(items[0]):
        return False
    named = _COUNTED_AS.match(what) is not None and not _PLURAL.match(what)
    if named and abs(len(items) - number) <= 2:
        ends = {item[-1] for item in items}
        return all(2 <= len(item) <= 3 for item in items[1:]) and len(items[0]) >= 2 and not ends & _GENERIC
    if number < len(items):
        alike = all(item[-2:] == last[-2:] for item in items) and len({*items}) == len(items)
        return alike and (not what or _HONOURS.match(what) is not None or what.startswith(last[-2:]))
    return False


def loose(items: list[str]) -> bool:
    """Whether the items may not all belong to one list: unlike lengths, verbs, ordinals."""
    rest = items[1:]
    return (
        max(map(len, rest)) > 3 * max(1, min(map(len, rest))) + 2
        or any(_VERB.search(item) or item[-1] in "一二三四五六七八九十" for item in rest)
        or _VERB.search(items[0][-2:]) is not None
        or items[0][-1] in "一二三四五六七八九十0123456789"
    )
