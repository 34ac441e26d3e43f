"""``outline``: headings with nothing beneath, alone on their level, or on the wrong level."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.enumerations import items_of
from ..text.heading import RANKS
from ..text.levels import runs_of
from .sequence import order_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Literal

    from ..text.heading import Heading

_LEVELS = frozenset(("hanzi", "hanzi-bracket", "arabic"))
_LONGEST_TITLE = 50
_UNFINISHED = frozenset("；，：、！？;,:!?…")
_SECOND = ("二", "其次", "再次", "另", "同时", "此外", "还要", "再就是")


class Outline(Matcher):
    """Finds headings that do not fit the outline of their document.

    ``fault`` is ``empty`` (a title with nothing beneath before the next heading
    or the end, among siblings that all have a text), ``lone`` (the first and
    only ordinal of its level) or ``level`` (an outer style of ordinals below an
    inner one).
    """

    fault: Literal["empty", "lone", "level"]

    declares = ("found", "outer")
    reach = "document"

    def survey(self, page: Any) -> Iterator[Match]:
        if self.fault == "empty":
            yield from _empty(page)
        elif self.fault == "lone":
            yield from _lone(page)
        else:
            yield from _inverted(page)


def _empty(page: Any) -> Iterator[Match]:
    empty = set(_bare(page))
    if not empty:
        return
    for run in runs_of(page):
        if run[0].style not in _LEVELS or len(run) < 2 + (run[0].style == "arabic"):
            continue
        bare = [heading for heading in run if heading in empty]
        if len(bare) != 1:
            continue
        here = bare[0]
        others = [heading for heading in run if heading is not here]
        if not _title(here) or not all(_long(heading) if heading.run_in else True for heading in others):
            continue
        # The text after a list stands beneath its last item and says nothing of the others.
        if here.style != "hanzi" and not any(heading is not run[-1] for heading in others):
            continue
        if _ends(here) == "。" and any(heading.run_in or _ends(heading) != "。" for heading in others):
            # A short item, and no title among titles that all have a full stop.
            continue
        yield Match(*here.at_title(), {"found": here.ordinal, "outer": ""})


def _ends(heading: Heading) -> str:
    return heading.last


def _title(heading: Heading) -> bool:
    """Whether a heading is a title on a line of its own."""
    short = len(heading.paragraph.text.strip()) <= _LONGEST_TITLE
    return short and not heading.run_in and _ends(heading) not in _UNFINISHED


def _long(heading: Heading) -> bool:
    """Whether a heading has its text on its own line."""
    return heading.run_in and len(heading.paragraph.text) > 2 * _LONGEST_TITLE


def _bare(page: Any) -> Iterator[Heading]:
    """The headings with nothing between them and the next one on their level or an outer one."""
    before: Heading | None = None
    index = -2
    for heading in page.headings:
        here = heading.paragraph.index
        if before is not None and here == index + 1 and not before.run_in and heading.style and heading.rank <= before.rank:
            yield before
        before, index = heading, here
    if before is not None and index + 1 >= len(page.paragraphs) and not before.run_in:
        yield before


def _lone(page: Any) -> Iterator[Match]:
    for run in runs_of(page):
        here = run[0]
        if len(run) == 1 and here.number == 1 and here.style in RANKS and here.style != "article":
            yield Match(*here.at(), {"found": here.ordinal, "outer": ""})
    groups: dict[tuple[int, str], list[Any]] = {}
    for item in items_of(page):
        groups.setdefault((item.section, item.family), []).append(item)
    for group in groups.values():
        item = group[0]
        if len(group) == 1 and item.number == 1:
            rest = page.text[item.end : item.end + 1500]
            if not any(word in rest for word in _SECOND):
                yield Match(item.start, item.end, {"found": page.text[item.start : item.end], "outer": ""})


def _inverted(page: Any) -> Iterator[Match]:
    order = order_of(page)
    swapped = [style for style, place in order.items() if place != RANKS[style]]
    if not swapped:
        return
    outer: Heading | None = None
    for heading in page.headings:
        if heading.style not in RANKS:
            continue
        if outer is not None and heading.number == 1 and order[heading.style] > order[outer.style]:
            if RANKS[heading.style] < RANKS[outer.style]:
                related = ((*outer.at(), "上一级"),)
                values: dict[str, object] = {"found": heading.ordinal, "outer": outer.ordinal}
                low, high = heading.at()
                yield Match(low, high, values, related=related)
        if heading.style in swapped:
            outer = heading
