"""``sum``: parts against the whole that they are said to make up."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.families import families
from ..text.parts import behind, fits_plainly
from ..text.patterns import Lazy, escape
from ..text.quantities import UNITS, Quantity, quantities, scaled, unknown
from ..text.ranks import impossible_ranks
from ..text.states import names_every_state

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, ClassVar, Literal

    from ..core.matcher import Guard

#: What is left when the finished parts are told: with it the parts are all there are.
_RESTS = (
    "其余", "剩余", "余下", "剩下", "还有", "不涉及", "正在", "尚未", "未开工", "未启动", "未完成", "未办", "未达标",
    "未整改", "未达到", "在建", "在办", "请假", "缺席", "不合格", "未通过", "未销号", "待整改", "待办", "未结", "未建",
    "未动工", "未竣工", "未实施", "未落实", "未解决", "未处", "未审", "未查", "未参", "未签", "未改", "未入", "未交", "未返",
    "持续推进", "有序推进", "推进中", "办理中", "整改中", "审理中", "建设中", "施工中", "待开工", "筹备", "缺勤", "缺考", "不达标",
)  # fmt: skip
_REST = Lazy("|".join(_RESTS))
_DONE = Lazy(
    "完成|办结|了结|立案|整改|开工|竣工|建成|投产|投用|合格|达标|实到|出席|到会|通过|销号|解决|落实|答复|化解|处置|结案|验收"
    "|正在|推进|在建|在办|启动|未|其余|剩余|余下|剩下|还有|不涉及|请假|缺席|已|审结|完工"
    "|交付|拆除|达标|办理|建设|施工|待|筹备|缺|不"
)
# A figure with one of these is a part itself.
_WHOLE = Lazy("[共总]")
_STATE = Lazy("已|完成|办结|其中|实到|建成|竣工|投产|开工|新建|增|减")
# After 其中 only these tell that nothing else is left.
_ALL = Lazy("其余|剩余|余下|剩下|已?([一-鿿]{2})[^。；]{1,12}未\\1|([一-鿿]{2})[0-9][^。；]{1,10}不\\2")
_SENTENCE = Lazy("[^。；;！？]+")
_CLAUSE = Lazy("[^，、,：:]+")
# Beside these the figures have another base: added, compared, carried over, counted more than once.
_BASE = Lazy(
    "累计|结转|上年|去年|往年|历年|跨年|转入|接转|续建|新增|新开工|比|较|超|增长|增加|减少|次于|分别|各|平均|每|占|左右|以上|目标|计划|任务数|人次"
)
_PLANNED = Lazy("列入[^，。]{0,6}计划的?|计划内的?|计划实施的?|(?<=年度)(?:计划|目标)(?=任务|项目)")
_RELATIVE = ("%", "倍", "个百分点", "年", "月", "日", "位")
_STOP = Lazy("[，,：:]")
_INCLUDED = Lazy("其中")
# Between the whole and 其中 these say that the figure before it is a change or a rank.
_NOT_WHOLE = Lazy("增|减|降|升|比|同|第|排|居|位|超|高于|低于|平均|每|占|至|达到|扩|近|约|新|过|破|迈")
# 安排资金 and 新建学校 tell of no rank and no change.
_ARRANGED = Lazy("新[建增]|安排|排查|新时代|创新|过渡|居民|岗位|单位|学位|床位|车位|泊位|居家")
_NOT_PART = Lazy("累计|结转|往年|历年|总|共|比|较|超|增长|增加|同比|年均|达到|平均|每|带动|受益|惠及|涉及|覆盖|分别|各|第|排")
# One person may be punished twice, one project be continued and finished in the same year.
_OVERLAPPING = Lazy("处分|处理|问责|竣工|完工|续建|投产|女|少数民族|党员")
_PIECE = Lazy("[、，,]")
_MONEY = Lazy("(?:其中|和|及|财政|专项|衔接|补助|配套|下达|安排|到位|资金|投资|投入|补贴|拨付|预算)")
_PEOPLE = ("人", "名", "位")
_SEXES = (
    r"男[性职工教师学生党员干部代表委队民]{0,4}(?P<men>[0-9]+(?:[人名位])?)[，,、；和](?:其中)?"
    r"女[性职工教师学生党员干部代表委队民]{0,4}(?P<women>[0-9]+(?:[人名位])?)"
)
_MEN = Lazy(rf"(?:其中)?[，,]?{_SEXES}(?=[，,。；）)：]|$)")

# The strings that tell of totals, and where 其中 and 男 are among them.
_TOTALS = (*_RESTS, "其中", "男")
_INCLUDED_AT, _MAN_AT = len(_RESTS), len(_RESTS) + 1
_RANKS = ("排第", "排名", "排在", "排位", "位列", "名列", "位居", "居第", "列第", "位第", "名第", "居于")
# What may be a quantity; in hanzi a unit tells it from 一体 and 三农.
_NUMBER = Lazy(
    "[0-9０-９][0-9０-９.,．]*|[一二三四五六七八九十百千两零〇]+[ ]?[余多几来]?(?:[万亿]|" + "|".join(map(escape, UNITS)) + ")|分之|半|番"
)


class Sum(Matcher):
    """Finds parts that do not fit their whole, by ``check``.

    ``total``: the parts are said to be all there are (``已完成27项，9项不涉及，1项正在推进``) and
    do not make up the whole, or the items after 其中 exceed it together. ``part``: one part after
    其中 is larger than the whole before it, or a rank is below the last.
    """

    check: Literal["total", "part"]
    declares: ClassVar[tuple[str, ...]] = ("found", "arithmetic", "whole", "difference")

    def gate(self) -> Sequence[str]:
        if self.check == "total":
            return _TOTALS
        return ("其中", *_RANKS)

    def guards(self) -> Sequence[Guard | None]:
        from ..text import parts, ranks

        if self.check == "total":
            return [*map(parts.rest, _RESTS), parts.included("其中"), (_SEXES, 0, 0)]
        return [parts.largest("其中"), *([ranks.among()] * len(_RANKS))]

    def find(self, text: str, hits: list[tuple[int, int]], here: Any, page: Any) -> Iterator[Match]:
        done = -1
        for number, (start, _) in enumerate(hits):
            if start < done:
                continue
            low = behind(text, "。；;！？", max(done, 0), start)
            sentence = _SENTENCE.match(text, low)
            if sentence is None:
                continue
            done = sentence.end()
            if done - low > 400:
                continue
            own = {index for at, index in hits[number:] if at < done}
            if self.check == "total":
                if min(own) < len(_RESTS):
                    yield from _totals(text, low, done, here)
                if _INCLUDED_AT in own:
                    yield from _included(text, low, done, here, together=True)
                if _MAN_AT in own:
                    yield from _sexes(text, low, done, here)
            else:
                if 0 in own:
                    yield from _included(text, low, done, here, together=False)
                if max(own) > 0:
                    yield from _ranks(text, low, done)


def _totals(text: str, low: int, high: int, here: Any) -> Iterator[Match]:
    """The lists of states that do not make up their whole."""
    # A whole and two parts.
    if len(_NUMBER.findall(text, low, high)) < 3 or unknown(text, low, high):
        return
    clauses: list[tuple[int, int, list[Quantity]]] = []
    for match in _CLAUSE.finditer(text, low, high):
        counted = [q for q in quantities(text, *match.span()) if q.unit and q.unit != "%" or q.value > 9]
        start, end = match.span()
        if len(counted) == 2 and counted[0].unit == counted[1].unit:
            # 38项任务已完成27项: the whole and its first part in one clause.
            clauses.append((start, counted[0].end, counted[:1]))
            start, counted = counted[0].end, counted[1:]
        clauses.append((start, end, counted))
    for index, (start, end, counted) in enumerate(clauses):
        if len(counted) != 1 or not counted[0].unit or counted[0].approximate:
            continue
        whole = counted[0]
        if whole.value < 3 or whole.unit in ("年", "月", "日", "倍", "个百分点", "成", "大", "点", "步", "度") or _REST.search(text, start, end):
            continue
        if _STATE.search(text, start, whole.start) and not _WHOLE.search(text, start, end):
            continue
        parts = _parts(text, clauses[index + 1 :], whole)
        if len(parts) >= 2 and "其中" in text[whole.end : parts[-1].start]:
            if not _ALL.search(text, whole.end, parts[-1].end + 4) and not names_every_state(text, whole.end, parts):
                continue
        if len(parts) < 2 or _BASE.search(_PLANNED.sub("", text[start:end])) or "已有" in text[whole.end : parts[-1].start]:
            continue
        total = sum(part.value for part in parts)
        slack = whole.slack + sum(part.slack for part in parts)
        if abs(total - whole.value) > slack * 1.01 + 1e-6:
            yield _unequal(text, whole, parts, total, here)
        return


def _parts(text: str, clauses: list[tuple[int, int, list[Quantity]]], whole: Quantity) -> list[Quantity]:
    """The parts that follow a whole: one a clause, each with its state; [] where they are not all."""
    parts: list[Quantity] = []
    rest = False
    for start, end, counted in clauses:
        same = [q for q in counted if q.unit == whole.unit]
        if not same:
            if counted or not parts:
                # A clause of other figures, or of none before the parts begin.
                if any(q.unit == "%" for q in counted) and parts:
                    continue
                return []
            break
        if len(same) > 1 or same[0].approximate or _BASE.search(text, start, end):
            return []
        if not _DONE.search(text, start, end):
            return []
        if same[0].value > whole.value:
            return []
        if _REST.search(text, start, end):
            rest = True
        elif rest and not _DONE.search(text, start, end):
            break
        parts.append(same[0])
    return parts if rest else []


def _unequal(text: str, whole: Quantity, parts: list[Quantity], total: float, here: Any) -> Match:
    written = "+".join(part.plain for part in parts)
    like = [whole, *parts]
    more = total > whole.value
    difference = scaled(abs(total - whole.value), like)
    word = "多" if more else "少"
    arithmetic = f"{written}={scaled(total, like)}，比{whole.plain}{word}{difference}"
    values: dict[str, object] = {
        "found": text[whole.start : parts[-1].end],
        "arithmetic": arithmetic,
        "whole": whole.text,
        "difference": difference,
    }
    places = [(*here.at(whole.start, whole.end), "总数")]
    places += [(*here.at(part.start, part.end), "分项") for part in parts]
    return Match(whole.start, parts[-1].end, values, related=places)


def _included(text: str, low: int, high: int, here: Any, together: bool) -> Iterator[Match]:
    """What follows 其中 and exceeds what stands before it: one part, or the parts together."""
    for word in _INCLUDED.finditer(text, low, high):
        if not together and fits_plainly(text, *word.span()):
            continue
        clause = behind(text, "，,：:", low, word.start() - 1)
        if unknown(text, clause, min(high, word.end() + 60)):
            continue
        counted = quantities(text, clause, word.start())
        whole = counted[-1] if counted else None
        if whole is None or whole.approximate or not whole.unit or whole.unit in _RELATIVE:
            continue
        if _NOT_WHOLE.search(_ARRANGED.sub("", text[clause : word.start()])):
            continue
        stop = _STOP.search(text, word.end() + 1, high)
        end = stop.start() if stop else high
        if together:
            parts = _listed(text, word.end(), end, whole)
            if len(parts) < 2:
                parts = _named(text, word.end(), high, whole)
            total = sum(part.value for part in parts)
            slack = whole.slack + sum(part.slack for part in parts)
            if len(parts) > 1 and total > whole.value + slack * 1.01 + 1e-6:
                yield _unequal(text, whole, parts, total, here)
        elif stop is None or stop.group() not in "：:":
            if len([q for q in counted if q.unit == whole.unit]) == 1:
                earlier = quantities(text, low, clause)
                yield from _larger(text, word.end(), end, whole, earlier, here)


def _larger(
    text: str, start: int, end: int, whole: Quantity, earlier: list[Quantity], here: Any
) -> Iterator[Match]:
    """The first quantity of ``[start, end)`` where it exceeds the whole and all that stands before it."""
    parts = [q for q in quantities(text, start, end) if not q.approximate]
    if not parts or parts[0].unit != whole.unit or _NOT_PART.search(text, start, parts[0].start):
        return
    part = parts[0]
    # 5公里/百平方公里: another unit altogether.
    if text[whole.end : whole.end + 1] in ("／", "/") or text[part.end : part.end + 1] in ("／", "/"):
        return
    if any(q.unit == part.unit and q.value >= part.value for q in earlier):
        return
    if part.value - part.slack > (whole.value + whole.slack) * 1.0001:
        values: dict[str, object] = {
            "found": part.text,
            "arithmetic": f"{part.plain}大于{whole.plain}",
            "whole": whole.text,
            "difference": scaled(part.value - whole.value, (part, whole)),
        }
        places = ((*here.at(whole.start, whole.end), "总数"), (*here.at(part.start, part.end), "分项"))
        yield Match(whole.start, part.end, values, related=places)


def _listed(text: str, start: int, end: int, whole: Quantity) -> list[Quantity]:
    """The parts in one run of 、, each of the whole's unit and no larger; [] where one is otherwise."""
    parts: list[Quantity] = []
    at = start
    for piece in text[start:end].split("、"):
        found = quantities(text, at, at + len(piece))
        at += len(piece) + 1
        if len(found) != 1 or found[0].approximate or found[0].unit != whole.unit or len(piece) > 24:
            return []
        if _NOT_PART.search(piece) or _OVERLAPPING.search(piece) or text[found[0].end : at - 1].strip() or found[0].value > whole.value:
            return []
        parts.append(found[0])
    return parts


def _named(text: str, start: int, end: int, whole: Quantity) -> list[Quantity]:
    """The parts behind 其中, whatever mark is between them, whose names are of one family: 省级…，市级…."""
    parts: list[Quantity] = []
    common: set[int] = set()
    at = start
    for piece in _PIECE.split(text[start:end]):
        found = quantities(text, at, at + len(piece))
        if len(found) != 1 or found[0].approximate or found[0].unit != whole.unit or found[0].value > whole.value:
            break
        name = _MONEY.sub("", text[at : found[0].start])
        kinds = {kind for word in name.replace("及", "和").replace("与", "和").split("和") for kind in families(word)} or families(name[:1])
        common = common & kinds if parts else kinds
        if not common or text[found[0].end : at + len(piece)].strip():
            break
        parts.append(found[0])
        at += len(piece) + 1
    return parts


def _sexes(text: str, low: int, high: int, here: Any) -> Iterator[Match]:
    """Men and women who are not the whole together: there is no third part."""
    for match in _MEN.finditer(text, low, high):
        clause = behind(text, "，,（(：:", low, match.start() - 1)
        before = [q for q in quantities(text, clause, match.start()) if q.unit in _PEOPLE]
        men, women = quantities(text, match.start("men"), match.end("men")), quantities(text, *match.span("women"))
        if len(before) != 1 or not men or not women or text[match.start() - 1 : match.start()] not in ("，", ",", "（", "(", "中", "："):
            continue
        whole, parts = before[0], [men[0], women[0]]
        if any(q.approximate for q in (whole, *parts)) or unknown(text, whole.start, match.end()):
            continue
        if _BASE.search(text, clause, whole.start) or any(q.value > whole.value for q in parts):
            continue
        total = sum(part.value for part in parts)
        if abs(total - whole.value) > whole.slack + sum(part.slack for part in parts) + 1e-6:
            yield _unequal(text, whole, parts, total, here)


def _ranks(text: str, low: int, high: int) -> Iterator[Match]:
    for start, end, rank, total in impossible_ranks(text, low, high):
        values: dict[str, object] = {
            "found": text[start:end], "arithmetic": f"第{rank}大于{total}", "whole": str(total), "difference": "",
        }  # fmt: skip
        yield Match(start, end, values)
