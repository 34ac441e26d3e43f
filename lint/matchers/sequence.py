"""``sequence``: ordinals at the start of paragraphs that do not count 1, 2, 3."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.flat import first_of
from ..text.heading import RANKS
from ..text.levels import above, heading_at, misstyled, outer_of, relabelled, runs_of, runs_under
from ..text.numerals import numeral_like
from ..text.ordering import breaks_of
from ..text.patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Literal

    from ..text.heading import Heading
    from ..text.ordering import Break
    from ..text.reading import Paragraph

    # The breaks of runs, by the last number before each, whether earlier runs numbered on, and its headings.
    Known = dict[tuple[int, bool, tuple[int, ...]], list[Break]]

# Lines after which every numbering begins anew.
_DIVIDES = frozenset("附名注目表抄")
_DIVIDING = Lazy(
    r"附[件录表注图 \u3000]*[0-9０-９一二三四五六七八九十]{0,3}[ \u3000]*(?:[:：]|$)|名词(?:解释|注释|说明)|注释|目[ \u3000]*录"
)
_EXCERPT = Lazy(r"节选|摘要|摘登|摘编|选登|（略）")
_LEADS = Lazy(
    r"以下|下列|如下|下面|(?:分|包括|包含|涵盖).{0,60}(?:部分|方面|[类项种])。?$|(?:[几两三四五六七八九十0-9]{1,3}|突出|重点)[个项点大件]?[^，。]{0,8}(?:工作|任务|方面|措施|目标|实事)。?$"
)
_TITLE_END = frozenset("。；，、：！？…”;,:!?.")
_ENDS = _TITLE_END | frozenset("）)》】’％%")
_BREAK_BEFORE = frozenset("。；：！？”…;: \u3000\t\n）")
_LONGEST_TITLE = 40
# Statutes are quoted and printed in parts; their levels stand in one order only.
_LAW = frozenset(("part", "chapter", "section", "article"))


class Sequence(Matcher):
    """Finds ordinals that break the count of their level.

    ``fault`` is ``repeat`` (a number that the level has already, or a return to
    the first) or ``skip`` (a number left out, or a level that does not begin
    with its first). A list may begin anew under a new parent, after a lead-in
    that ends in a colon, a title line or an annex line; levels may number on
    through the sections. Each break is reported once.
    """

    fault: Literal["repeat", "skip"]

    declares = ("found", "expected", "reason")
    reach = "document"

    def survey(self, page: Any) -> Iterator[Match]:
        kinds = ("repeat", "restart") if self.fault == "repeat" else ("skip", "first")
        for run, fault in broken(page):
            if fault.kind not in kinds:
                continue
            here = run[fault.index]
            expected = relabelled(here, fault.expected)
            reason = "是本级第一个"
            related: tuple[tuple[int, int, str], ...] = ()
            if fault.earlier >= 0:
                related = ((*run[fault.earlier].at(), "首次出现"),)
            if kinds[0] == "repeat":
                reason = "在本级重复"
            elif fault.kind == "skip":
                previous = run[fault.index - 1] if fault.index else _preceding(page, here)
                reason = f"前一个是“{previous.ordinal}”"
                related = ((*previous.at(), "前一个序号"),)
            values: dict[str, object] = {"found": here.ordinal, "expected": expected, "reason": reason}
            yield Match(*here.at(), values, expected, related)


def _preceding(page: Any, here: Heading) -> Heading:
    """The last ordinal of the same style before one."""
    found = here
    for heading in page.headings:
        if heading is here:
            break
        if heading.style == here.style:
            found = heading
    return found


def broken(page: Any) -> list[tuple[list[Heading], Break]]:
    """The runs of ordinals of a document with their breaks, worked out once."""
    found: list[tuple[list[Heading], Break]] | None = page.shelf.get("sequence")
    if found is None:
        found = page.shelf["sequence"] = _broken(page)
    return found


def _broken(page: Any) -> list[tuple[list[Heading], Break]]:
    """The breaks under the order of levels that explains the numbers best.

    The usual order is tried first; only where it leaves breaks are others
    tried: annexes apart, and pairs of levels the other way round.
    """
    headings = page.headings
    order: dict[str, float] = dict(RANKS)
    known: Known = {}
    best = _breaks(page, order, [], known)
    sound = not _faults(page, best)
    if best:
        divisions = [p.index for p in page.paragraphs if first_of(page, p) in _DIVIDES and _divides(p)]
        if divisions:
            best = _breaks(page, order, divisions, known)
        used = sorted({heading.style for heading in headings} - _LAW - {""}, key=lambda s: RANKS[s])
        for place, outer in enumerate(used):
            for inner in used[place + 1 :]:
                other = dict(order)
                other[inner] = order[outer] - 0.5
                tried = _breaks(page, other, divisions, known)
                if len(tried) < len(best):
                    best, order = tried, other
    page.shelf["order"] = order
    return [] if sound else _faults(page, best)


def order_of(page: Any) -> dict[str, float]:
    """The places of the styles, outermost first, under which the numbers read best."""
    broken(page)
    found: dict[str, float] = page.shelf["order"]
    return found


def _faults(page: Any, found: list[tuple[list[Heading], Break]]) -> list[tuple[list[Heading], Break]]:
    """The breaks that are faults beyond doubt."""
    return [
        (run, fault)
        for run, fault in found
        if fault.kind in ("skip", "repeat", "restart")
        or (fault.kind == "first" and not _unsure_first(page, run))
    ]


def _divides(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    return len(text) <= _LONGEST_TITLE and _DIVIDING.match(text) is not None


def _breaks(page: Any, order: dict[str, float], divisions: list[int], known: Known) -> list[tuple[list[Heading], Break]]:
    found = []
    before: dict[tuple[str, int], int] = {}
    onward: set[str] = set()
    # The usual order of levels is asked about by other rules too.
    runs = runs_under(page, order, divisions) if divisions or order != RANKS else [(run, 0) for run in runs_of(page)]
    for run, division in runs:
        style = run[0].style
        last = before.get((style, division), 0)
        numbers = [heading.number for heading in run]
        if numbers != list(range(1, len(run) + 1)):
            # Most runs are the same under every order.
            key = last, style in onward, tuple([heading.place for heading in run])
            if key not in known:
                known[key] = _run_breaks(page, run, numbers, last, style in onward)
            found += [(run, fault) for fault in known[key]]
        if last > 1 and run[0].number == last + 1:
            onward.add(style)
        before[style, division] = run[-1].number
    return found


def _run_breaks(page: Any, run: list[Heading], numbers: list[int], before: int, onward: bool) -> list[Break]:
    paragraphs = page.paragraphs

    def between(index: int) -> list[Paragraph]:
        low = run[index - 1].paragraph.index + 1 if index else 0
        found: list[Paragraph] = paragraphs[low : run[index].paragraph.index]
        return found

    def restarts(index: int, following: int) -> bool:
        previous, here = run[index - 1], run[index]
        gap = between(index)
        if index > 1 and not run[0].run_in and run[0].title.startswith(here.title[:8]):
            if all(heading_at(page, paragraph) for paragraph in between(index - 1)):
                # A contents list that the body follows.
                return True
        lead = (gap[-1] if gap else previous.paragraph).text.rstrip()
        if lead[-1:] not in _ENDS and "。" in lead:
            # The title that leads the new list in stands at the end of that paragraph.
            return True
        if not gap:
            # One line after the other is no new list, unless the one leads in or they differ in kind.
            return lead[-1] in "：:" or (previous.run_in and not here.run_in and lead[-1] in _TITLE_END)
        if previous.run_in != here.run_in or _leads(gap, page):
            return True
        if index > 2 and numbers[index : index + 3] == [1, 2, 3]:
            # Three items and three again, with text between them: the part that they stand in has no number.
            return True
        # A paragraph of its own where the list has none opens another list.
        around = [at for at in (index - 1, index + 1) if 0 < at < len(run)]
        return bool(around) and not any(between(at) for at in around)

    def stands(index: int, low: int, high: int) -> bool:
        if low >= high:
            return False
        here = run[index]
        previous = run[index - 1] if index else above(page, here)
        start = previous.paragraph.index if previous else 0
        pieces = [paragraphs[at].text for at in range(start, here.paragraph.index)]
        if previous and pieces:
            pieces[0] = pieces[0][previous.end :]
        text = "\n".join(pieces)
        if all(_inline(text, here, number) for number in range(low, high)):
            return True
        sibling = previous if index else outer_of(page, here)
        return high == low + 1 and misstyled(page, sibling, here, low) is not None

    found = breaks_of(numbers, before, onward, restarts, stands)
    if run[0].style == "article":
        # Far ahead: another law is quoted.
        found = [fault for fault in found if numbers[fault.index] - fault.expected <= 10]
    return found


def _unsure_first(page: Any, run: list[Heading]) -> bool:
    """Whether a run that does not begin with one may be an excerpt of a longer text."""
    first = run[0]
    if first.style in _LAW or (len(run) == 1 and (first.number > 2 or first.style not in ('hanzi', 'hanzi-bracket'))):
        return True
    late = first.number > 2 and run[1].number == first.number + 1
    # 1. 2. 3. often number on past boxes and tables with lists of their own.
    return (
        late and (first.style not in ("hanzi", "hanzi-bracket") or page.headings[0] is first)
    ) or _excerpted(page)


def _leads(gap: list[Paragraph], page: Any) -> bool:
    """Whether a title line or a lead-in stands among the paragraphs between two ordinals."""
    last = gap[-1].text.rstrip()
    if last[-1:] in "：:" or _LEADS.search(last, max(0, len(last) - 40)):
        return True
    whole = page.text
    for paragraph in gap:
        low, high = paragraph.start, paragraph.end
        if high - low > _LONGEST_TITLE and paragraph.map is None and not (whole[low].isspace() or whole[high - 1].isspace()):
            continue
        text = paragraph.text.strip()
        if len(text) <= _LONGEST_TITLE and text[-1:] not in _TITLE_END:
            above = heading_at(page, paragraph)
            if above is None or not above.style:
                return True
    return False


def _inline(text: str, heading: Heading, number: int) -> bool:
    """Whether an ordinal like a heading's, with another number, stands within a text."""
    numeral = numeral_like(heading.numeral, number)
    bare = heading.style in ("hanzi", "arabic", "arabic-paren")
    sought = numeral if bare else relabelled(heading, number)
    at = text.find(sought)
    while at >= 0:
        before = text[at - 1 : at]
        after = text[at + len(sought) : at + len(sought) + 2]
        if not bare:
            return True
        if heading.style == "hanzi":
            clear = not before or before in _BREAK_BEFORE
            if clear and after[:1] == "、":
                return True
        elif not (before.isdecimal() or before in (".", "．")) and after[:1] in ("、", ".", "．", ")", "）"):
            if not after[1:].isdecimal():
                return True
        at = text.find(sought, at + 1)
    return False


def _excerpted(page: Any) -> bool:
    """Whether the document says at its head that it is an excerpt."""
    return any(_EXCERPT.search(paragraph.text, 0, 200) for paragraph in page.paragraphs[:6])
