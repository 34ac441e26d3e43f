"""``breaks``: paragraphs that stop in the middle of a sentence."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.counts import Counts
from ..text.patterns import Lazy
from ..text.wrapping import columns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Literal

    from ..text.reading import Paragraph

_KINDS = frozenset(("paragraph", "item", "heading", "quote"))
_LEAST = 20
# A title may have commas, and rarely more characters than this.
_LONGEST_TITLE = 70
_LONG = 40
_PAUSES = frozenset("，、,")
_OPENERS = frozenset("《“（")
_CLOSERS = frozenset("，。、；：”》）％%")
# A sentence or a long list of clauses ends within the line: it is no title.
_ENDED = frozenset("。：；")
_STOPS = ("。", "；", "！", "？")
# Titles and the like that were glued to the end of a paragraph.
_GLUED = Lazy(
    r"[。！？；”） ][ \u3000]{0,4}(?:[（(]?[一二三四五六七八九十]{1,3}[)）、]|第[一二三四五六七八九十]{1,3}[章节，]).{2,50}$"
)
# What a new paragraph begins with, and the rest of a sentence hardly ever.
_OPENING = Lazy(
    "各位|同志们|[一二三四五六七八九十]{1,2}[是要]|第[一二三四五六七八九十]{1,2}[，、]|[一两三五几]年来|[今去]年|过去|展望|同时，|此外|另外"
    "|下一步|当前|目前|随着|面对|为此|总之|截至|首先|其次"
)
# A paragraph on measures begins with a short sentence that names them.
_TOPIC = Lazy(
    "(?:大力|深入|持续|加快|推[进动]|强化|加强|坚[持决]|全[面力]|扎实|积极|着力|切实|进一步|继续|稳步|有[序效]|统筹|狠抓|实施|优化|完善"
    "|提[升高]|促进|发展|培育|打造|建设|围绕|聚焦|突出|注重|严[格守]|认真|充分|不断|[做抓][好强大实]|增强|深化|落实|支持|健全|创新|巩固"
    "|保障|改善|锤炼|牢固|高质量|高标准|毫不|精准|科学|主动|努力|分类|开展|重视|维护|树立|健康|推行)[^，。；：、]{2,22}。(?=.{15})"
)
# Numerals may be cut from their decimals, their unit or the noun they count.
_UNITS = "%％‰年月日时点个家户亩吨元万亿千百多余公平倍项件座条处台辆所次场类种栋支篇本册株头只口位批套间幢艘架部门届期轮季周天秒分层级"
_COUNTED = Lazy(
    rf"(?!(?:19|20)[0-9]{{2}} ?年)(?:[0-9]{{1,6}}(?:[.．][0-9]{{1,4}})? ?)?(?:[{_UNITS}]|[人名](?![词单称录]))"
)
_HEAD = Lazy("[一-鿿]{1,14}")
_TAIL = Lazy("[一-鿿]{1,14}$")
_LABEL = Lazy("(?:附件|附表|表|图|注|第)[0-9]{1,2}$")
_YEAR = Lazy("(?:19|20)[0-9]{2} ?年")
_NUMBER = Lazy("[0-9][0-9.．, ]{0,9}")
_NOTHING = " \t\u00a0\u3000\u200b\u200c\u200d\u2060\ufeff"
# So many lines of one width were broken where a page ended, not by a slip.
_WRAPPED = 12
_SLACK = 4
# Words that no sentence ends with, and words that none begins with.
_LEADING = frozenset(
    (
        "的",
        "和",
        "与",
        "及",
        "或",
        "在",
        "对",
        "把",
        "被",
        "将",
        "以",
        "从",
        "向",
        "由",
        "并",
        "并且",
        "以及",
        "而",
        "而且",
        "于",
        "使",
        "让",
        "按",
        "按照",
        "为",
        "为了",
        "对于",
        "关于",
        "通过",
        "根据",
        "围绕",
        "到",
        "争取",
        "力争",
        "自",
        "至",
        "达",
        "达到",
        "进一步",
        "不断",
        "切实",
        "大力",
        "着力",
        "坚决",
        "全力",
        "是",
        "要",
        "要求",
        "各",
        "每",
        "我们",
        "必须",
        "需要",
        "应当",
        "可以",
        "能够",
        "已经",
        "正在",
        "因",
        "其",
        "该",
        "此",
    )
)
_TRAILING = frozenset(
    (
        "的",
        "地",
        "得",
        "了",
        "等",
        "和",
        "与",
        "及",
        "或",
        "以及",
        "之",
        "着",
        "们",
        "性",
        "化",
        "者",
        "并",
        "而",
    )
)


class Breaks(Matcher):
    """Finds where a paragraph ends without a final mark.

    ``fault`` is ``broken`` (the sentence goes on in the next paragraph: a word, a
    number or a clause is cut in two) or ``unfinished`` (a long paragraph without
    a final mark whose sentence does not go on). Titles, lists, table cells and
    texts of a fixed line width are left alone.
    """

    fault: Literal["broken", "unfinished"]

    declares = ("before", "after")
    reach = "document"

    def survey(self, page: Any) -> Iterator[Match]:
        for here, later, broken in _stops_of(page):
            if broken != (self.fault == "broken"):
                continue
            text = here.text.rstrip()
            last = len(text)
            values: dict[str, object] = {"before": text[-12:], "after": ""}
            if later is None or not broken:
                low, high = here.at(last - 1, last)
                yield Match(low, high, values)
                continue
            lead = len(later.text) - len(later.text.lstrip(_NOTHING))
            values["after"] = later.text[lead : lead + 12]
            low = here.at(last - 1, last)[1]
            high = later.at(lead, lead + 1)[0]
            edits = None if page.text[low:high].strip(_NOTHING + "\r\n") else [(low, high, "")]
            yield Match(low, high, values, edits=edits)


def _stops_of(page: Any) -> list[tuple[Paragraph, Paragraph | None, bool]]:
    """The paragraphs that stop within a sentence, the next ones, and whether they go on there."""
    found: list[tuple[Paragraph, Paragraph | None, bool]] | None = page.shelf.get("stops")
    if found is None:
        found = [] if page.document.wrapped else list(_stops(page))
        _spare_wraps(found)
        page.shelf["stops"] = found
    return found


def _spare_wraps(stops: list[tuple[Paragraph, Paragraph | None, bool]]) -> None:
    """Of broken lines that all have the width of a page, leave the first only."""
    broken = [stop for stop in stops if stop[2]]
    if len(broken) < _WRAPPED:
        return
    widths = Counts(columns(stop[0].text.rstrip()) for stop in broken)
    usual = max(
        widths, key=lambda width: (sum(widths[width + by] for by in range(-_SLACK, _SLACK + 1)), width)
    )
    same = [stop for stop in broken if abs(columns(stop[0].text.rstrip()) - usual) <= _SLACK]
    if len(same) >= _WRAPPED and 2 * len(same) >= len(broken):
        spared = {id(stop) for stop in same[1:]}
        stops[:] = [stop for stop in stops if id(stop) not in spared]


def _stops(page: Any) -> Iterator[tuple[Paragraph, Paragraph | None, bool]]:
    paragraphs, whole = page.paragraphs, page.text
    headings: dict[int, Any] = {}
    for index, here in enumerate(paragraphs):
        if here.map is None and (here.end - here.start < _LEAST or whole[here.end - 1] in _ENDED):
            # As most are.
            continue
        text = here.text
        if len(text) < _LEAST or text[-1] in _ENDED:
            continue
        text = text.rstrip()
        if len(text) < _LEAST or here.kind not in _KINDS or not _open(text):
            continue
        if not headings:
            headings = {heading.paragraph.index: heading for heading in page.headings} or {-1: None}
        prose = "。" in text or any(mark in text for mark in _STOPS)
        if not prose and headings.get(here.index) is not None:
            # A title, as most of these are.
            continue
        later = next(
            (other for other in paragraphs[index + 1 : index + 3] if other.text.strip(_NOTHING)), None
        )
        if later is not None and later.continues:
            continue
        goes_on = (
            later is not None
            and later.kind in _KINDS
            and later.index not in headings
            and _goes_on(text, later.text.strip(_NOTHING), prose)
        )
        if goes_on:
            yield here, later, True
        elif prose and len(text) > _LONG and ("一" <= text[-1] <= "鿿" or text[-1] in "，、（《“"):
            yield here, later, False


def _open(text: str) -> bool:
    """Whether a line ends as no sentence does."""
    last = text[-1]
    return "一" <= last <= "鿿" or last in _PAUSES or last in _OPENERS or last.isdecimal() or last in ".．"


def _goes_on(text: str, later: str, prose: bool) -> bool:
    """Whether the sentence at the end of a line goes on in the next line."""
    if not later or not (prose or "，" in text):
        return False
    last, first = text[-1], later[0]
    ended = later[-1] in "。；！？：”）" or "。" in later
    if last in _PAUSES:
        return ended or len(later) > _LONG
    if last in _OPENERS:
        return True
    if last.isdecimal():
        return _COUNTED.match(later) is not None and not _LABEL.search(text, len(text) - 4)
    if last in ".．":
        return text[-2:-1].isdecimal() and first.isdecimal() and _COUNTED.match(later) is not None
    if not ("一" <= last <= "鿿"):
        return False
    if _GLUED.search(text, max(0, len(text) - 70)):
        return False
    if first in _CLOSERS:
        return True
    if "一" <= first <= "鿿":
        if not (ended or "，" in later):
            return False
        if (prose or len(text) > _LONGEST_TITLE) and not (_OPENING.match(later) or _TOPIC.match(later)):
            return True
        return _cut(text, later)
    if first.isdecimal() and (ended or "，" in later or _NUMBER.fullmatch(later)):
        return prose and (_YEAR.match(later) is None or _cut(text, later))
    return prose and first in "“《（" and ended and _cut(text, later)


def _cut(text: str, later: str) -> bool:
    """Whether a word, or a phrase that cannot be left so, runs over the end of a line."""
    from ..text.words import segmenter

    tail = _TAIL.search(text, max(0, len(text) - 14)).group()
    head = _HEAD.match(later)
    at = 0
    before = ""
    for word in segmenter().cut(tail + (head.group() if head else "")):
        if at == len(tail):
            return before in _LEADING or word in _TRAILING
        at += len(word)
        if at > len(tail):
            return True
        before = word
    return before in _LEADING
