"""``claim``: statements of one document that contradict each other."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.counts import Counts
from ..text.patterns import Lazy
from ..text.quantities import masked, quantities

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, ClassVar, Literal

    from ..core.matcher import Guard

_YEARS = Lazy(r"(?<![0-9])((?:19|20)[0-9]{2})年")
_NAMED = "全年|今年(?:以来)?|本年度?|上半年|前三季度|(?:19|20)[0-9]{2}年"
_PERIOD = Lazy(_NAMED)
# What names a period, and how far behind the start of its clause that stands: a year by its last digit.
_PERIODS = (*dict.fromkeys(("全年", "今年", "本年", "上半年", "前三季度"), 0).items(), *((f"{digit}年", 3) for digit in range(10)))
# A clause that begins with its period.
_CLAUSE = Lazy(rf"(?:{_NAMED})[^，。；：！？\n]{{4,56}}")
_STOPS = frozenset("，。；：！？")
_FIGURE = Lazy(r"\d")
# Plans, parts, comparisons and series are no second statement of the same thing.
_OTHER = Lazy("预计|力争|确保|计划|目标|预期|争取|将|拟|要|左右|以上|不低于|其中|增长|下降|增加|提高|至|新增[0-9]|到|比|各|每|同比|第|分别|月|日")
_TITLE = Lazy(r"(?<![0-9—–-])((?:19|20)[0-9]{2})年(?!至|—|到|-|[0-9]{1,2}月)")
# 政府工作报告 of a new term look back and ahead over five years.
_SPANNING = Lazy("政府工作报告|规划|五年|“?十[一二三四五]五|[—–-](?:19|20)[0-9]{2}|届|纲要|志|回顾|三年|计划|要点|方案")
# What was done and what is planned stand in different chapters, far from each other; a year that is
# named tells them apart.
_NEAR = 3
_CHAPTER = 15
_UNDIVIDED = 8
# A clause of one statement to its end, or as far as it is read: nothing of what tells the others by one character, and a figure in it.
_STATED = (
    rf"(?<![^，。；：！？])(?:{_NAMED})(?=[^，。；：！？\n]{{0,55}}\d)"
    r"(?:[^，。；：！？\n将拟要到比各每第月日至]{4,56}(?=[，。；：！？\n]|$)|[^，。；：！？\n将拟要到比各每第月日至]{56})"
)
# 全年完成投资…: of what stands elsewhere.
_VAGUE = Lazy(_NAMED + "|完成|实现|投资|产值|收入|利润|税收|达到|累计|总|共|销售|建设|项目|任务|资金|其|的|已|额|量|数|实施|安排|投入")
_NAMED_YEAR = Lazy(r"(?:19|20)[0-9]{2}年")
_SIGNED = Lazy(r"(?<![0-9])((?:19|20)[0-9]{2})年[0-9]{1,2}月[0-9]{1,2}日[）)]?\s*$")
_KINDS = ("总结", "报告", "述职", "汇报", "情况")


class Claim(Matcher):
    """Finds contradictions, by ``check``.

    ``value``: one clause that stands twice word for word but for its number, with the period named
    and neither a plan. ``title``: a title whose year the text hardly names, while it is about another.
    ``self``: 我县 in what the title says is the report of a city, 我校 in that of a government.
    """

    check: Literal["value", "title"]
    reach = "document"
    declares: ClassVar[tuple[str, ...]] = ("found", "first", "second", "what")

    def gate(self) -> Sequence[str] | None:
        return [name for name, _ in _PERIODS] if self.check == "value" else None

    def guards(self) -> Sequence[Guard] | None:
        return [(_STATED, lead, lead) for _, lead in _PERIODS] if self.check == "value" else None

    def survey(self, page: Any) -> Iterator[Match]:
        if self.check == "value":
            yield from _values(page)
        else:
            yield from _titles(page)


def _values(page: Any) -> Iterator[Match]:
    seen: dict[str, tuple[int, int, str, float, Any]] = {}
    for here, start, end in _alike(page):
        text = here.text
        words = text[start:end]
        if _OTHER.search(words) or masked(words):
            continue
        counted = [q for q in quantities(text, start, end) if q.unit]
        if len(counted) != 1 or counted[0].approximate or not counted[0].text[0].isdigit():
            continue
        only = counted[0]
        if only.end < end - 2:
            continue
        key = text[start : only.start] + "#" + only.unit
        if len(_VAGUE.sub("", text[start : only.start])) < 3:
            continue
        before = seen.get(key)
        if before is None:
            seen[key] = (*here.at(only.start, only.end), only.text, only.value, here)
            continue
        slack = only.slack * 1.01
        if abs(before[3] - only.value) > slack and (
            _NAMED_YEAR.match(key) or _together(page, before[4].index, here.index)
        ):
            low, high = here.at(only.start, only.end)
            values: dict[str, object] = {
                "found": only.text, "first": before[2], "second": only.text,
                "what": text[start : only.start],
            }  # fmt: skip
            yield Match(low, high, values, related=((before[0], before[1], "另一处的数值"),))


def _alike(page: Any) -> list[tuple[Any, int, int]]:
    """The clauses that begin with their period and are the same up to their first figure as another one: paragraph, start and end.

    To read quantities takes longer than all the rest, and what stands once contradicts nothing.
    """
    found: dict[str, list[tuple[int, Any, int, int]]] = {}
    number = 0
    for here, hits in page.called:
        text = here.text
        if here.kind == "cell" or "年" not in text:
            continue
        starts = [at - _PERIODS[index][1] for at, index in hits]
        for at in sorted([at for at in starts if at == 0 or (at > 0 and text[at - 1] in _STOPS)]):
            clause = _CLAUSE.match(text, at)
            if clause is None:
                continue
            end = clause.end()
            # Most have no figure but the year's.
            figure = _FIGURE.search(text, at + 5 if text[at] in "12" else at, end)
            if figure is not None:
                found.setdefault(text[at : figure.start()], []).append((number, here, at, end))
                number += 1
    alike = sorted([clause for clauses in found.values() if len(clauses) > 1 for clause in clauses], key=lambda clause: clause[0])
    return [clause[1:] for clause in alike]


def _together(page: Any, first: int, second: int) -> bool:
    """Whether two paragraphs are near each other, or in one chapter of a document that has chapters."""
    if second - first <= _NEAR:
        return True
    chapters: list[int] | None = page.shelf.get("chapters")
    if chapters is None:
        top = [heading for heading in page.headings if heading.level == 1 and heading.style in ("hanzi", "part", "chapter", "")]
        chapters = page.shelf["chapters"] = [heading.paragraph.index for heading in top]
    if len(chapters) < 3:
        return second - first <= _UNDIVIDED
    return second - first <= _CHAPTER and not any(first < index <= second for index in chapters)


def _titles(page: Any) -> Iterator[Match]:
    facts = page.facts
    found = _TITLE.search(facts.title)
    if found is None or _SPANNING.search(facts.title) or not any(kind in facts.title for kind in _KINDS):
        return
    said = found.group(1)
    start, end = facts.title_span
    counted = Counts(
        year.group(1) for year in _YEARS.finditer(page.text) if not start <= year.start() < end
    )
    if not counted:
        return
    # The date of the session stands below the title.
    head, foot = page.text[end : end + 300], page.text[max(end, len(page.text.rstrip()) - 60) :]
    if said + "年" in head:
        return
    main, times = max(counted.items(), key=lambda item: item[1])
    dated = {int(year) for year in _YEARS.findall(head[:160]) + _SIGNED.findall(foot)}
    if dated and not any(int(said) - 1 <= year <= int(said) + 1 for year in dated) and counted[said] < times:
        # The date of the speech or the signature is years away.
        main = str(max(dated))
    # A report of one year is often given in the next, and plans for it.
    elif main in (said, str(int(said) + 1)) or times < 3:
        return
    elif counted[said] and (abs(int(main) - int(said)) < 2 or times < 4 or counted[said] * 2 >= times):
        return
    at = page.text.find(said, start, end)
    if at >= 0:
        values: dict[str, object] = {"found": said, "first": said, "second": main, "what": "年份"}
        yield Match(at, at + len(said) + 1, values, related=_first_year(page, main, end))


def _first_year(page: Any, year: str, start: int) -> tuple[tuple[int, int, str], ...]:
    at = page.text.find(year + "年", start)
    return ((at, at + 5, "正文的年份"),) if at >= 0 else ()
