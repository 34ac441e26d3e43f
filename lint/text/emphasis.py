"""Asterisks in Markdown: marks of emphasis, or masks that nobody filled in.

``**`` is bold only around a whole line, a label, a lead sentence or a short
phrase, and never where a measure word or a place suffix touches it: then it
stands for a number or a name (``培训**人次``, ``从**镇到**镇``).
"""

from __future__ import annotations

from .patterns import Lazy

# What follows a masked number or name, with the characters after which it is another word.
_SUFFIXES = {
    "个": "人体性别案税私",
    "名": "单称录额牌优师医胜城著",
    "人": "才民大社力均文员口们工类居身为防事物性数选格权生机",
    "次": "序要生贷日年数",
    "场": "所景地馆面合",
    "家": "庭长具园政电国校乡族风禽畜访",
    "户": "籍口外数",
    "项": "目",
    "条": "件例款块线约",
    "份": "额",
    "篇": "章幅",
    "期": "间待望限货刊末",
    "批": "评准复示发判",
    "万": "众全物",
    "千": "方",
    "百": "姓强",
    "元": "旦素宵",
    "年": "度底初中末轻龄终报会内均",
    "月": "度底初末报均内",
    "日": "常益报程前均记",
    "天": "然气空津下",
    "支": "持撑部付出援柱委点",
    "处": "理置于室罚级分长在方",
    "座": "谈",
    "台": "账风湾",
    "套": "取",
    "起": "来步草点到诉重",
    "宗": "旨教",
    "例": "如会行外",
    "类": "型别",
    "种": "植类子养业粮质",
    "多": "种元措样方数",
    "位": "置于次",
    "市": "场容值",
    "县": "域级",
    "区": "域块别间分",
    "镇": "域",
    "乡": "村风镇愁",
    "村": "级民庄集容",
    "社": "会保",
    "组": "织建成合",
    "局": "面部势",
    "办": "法理公结事好成",
    "院": "校落士",
    "所": "有在以需属谓",
    "站": "位在稳点",
    "部": "署分门委队",
    "旗": "帜下",
    "路": "径线网",
    "等": "级待次",
    "州": "",
    "盟": "",
    "省": "级际",
    "街": "",
    "屯": "",
    "厅": "",
    "校": "园",
    "厂": "房",
    "店": "铺",
    "余": "",
    "届": "",
    "号": "召",
    "级": "",
    "件": "",
    "亿": "",
    "吨": "",
    "亩": "",
    "岁": "末",
    "辆": "",
    "轮": "",
    "米": "粉饭面",
    "斤": "",
    "克": "服难",
    "倍": "增",
    "层": "次面级",
    "册": "",
    "封": "闭",
    "头": "雁部条",
    "只": "有要能是争",
    "艘": "",
    "门": "类槛户",
    "栋": "",
    "幢": "",
    "班": "子组长",
    "票": "",
    "遍": "",
}
_TOUCH = Lazy(
    "|".join(f"{char}(?![{not_before}])" if not_before else char for char, not_before in _SUFFIXES.items())
    + "|[%％℃]|人次|公里|平方|小时|同志|公司|集团|大学(?!习)|学院|中学|小学|医院|广场|小区|园区|街道|企业|科技有限|有限"
)
_TOUCHED = Lazy(rf"\*(?:{_TOUCH.pattern})")
_ORDINAL = Lazy(
    "[（(]?[一二三四五六七八九十0-9]{1,3}[、.．)）]|第[一二三四五六七八九十百0-9]{1,4}[章节条部]|[一二三四五六七八九十]{1,2}是"
)
_ENDS = "。！？；!?;"
_LOOSE = frozenset("和与及或在向由为对到从将把按是的了于等、，。；：！？,;:!?")
_SHUT = frozenset("、，。；：！？”’）》】」,;:!?)]")
_OPEN = frozenset("“‘（《【「([")
_RUN = Lazy(r"\*+")


def is_masked(text: str) -> bool:
    """Whether so many asterisks of a text stand before a measure word or place suffix that it is masked."""
    touched = sum(1 for _ in _TOUCHED.finditer(text))
    return touched >= 3 and touched * 4 >= sum(1 for _ in _RUN.finditer(text))


def marks(text: str, runs: list[tuple[int, int]], masked: bool = False) -> list[tuple[int, int]]:
    """Those ``runs`` of asterisks in a block's text that are marks of emphasis, sorted.

    ``masked`` says that the whole document is full of masks: a phrase inside a
    sentence is then no emphasis.
    """
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(runs):
        start, end = runs[index]
        close = _closer(runs, index)
        if close and is_emphasis(text, runs[index], runs[close], masked):
            found += [(start, end), runs[close]]
            index = close + 1
        else:
            index += 1
    return found


def _closer(runs: list[tuple[int, int]], index: int) -> int:
    """The number of the next run as long as run ``index``, 0 where none follows soon."""
    length = runs[index][1] - runs[index][0]
    if length > 3:
        return 0
    for other in range(index + 1, min(index + 4, len(runs))):
        if runs[other][1] - runs[other][0] == length:
            return other
    return 0


def is_emphasis(text: str, opener: tuple[int, int], closer: tuple[int, int], masked: bool = False) -> bool:
    """Whether two runs of asterisks mark what stands between them."""
    inside = text[opener[1] : closer[0]]
    before = text[: opener[0]].rstrip()
    after = text[closer[1] :]
    if not inside or inside[0].isspace() or inside[-1].isspace() or len(inside) > 120:
        return False
    if inside[0] in _SHUT or inside[-1] in _OPEN:
        return False
    touched = _TOUCH.match(inside) is not None
    ordinal = _ORDINAL.match(inside) is not None
    first = not before or (len(before) <= 6 and _ORDINAL.fullmatch(before) is not None)
    if first and not after.strip(" \t\u3000：:。.；;"):
        return not touched or (len(inside) > 1 and not any(mark in inside for mark in "，。；"))
    if _TOUCH.match(after) and inside[-1] not in _ENDS:
        return False
    if inside[-1] in "：:" or after[:1] in ("：", ":"):
        name = inside.rstrip("：:")
        apart = first or before[-1] in "。；，：、;:,"
        return (
            apart
            and len(name) <= 30
            and not any(mark in name for mark in _ENDS)
            and (not touched or (first and len(name) >= 3))
        )
    if ordinal:
        return len(inside) <= 60
    if touched:
        return False
    if first and inside[-1] in _ENDS:
        return len(inside) <= 60
    if masked or len(inside) > 20 or opener[1] - opener[0] == 1:
        return False
    return inside[-1] not in _LOOSE and not any(mark in inside for mark in "，。；：！？")
