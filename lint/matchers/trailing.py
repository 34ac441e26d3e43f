"""``trailing``: headings on lines of their own that end in a mark."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.levels import runs_of
from ..text.patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ..text.heading import Heading

_STYLES = frozenset(("", "part", "chapter", "section", "hanzi", "hanzi-bracket", "arabic"))
_DIVISIONS = frozenset(("part", "chapter", "section"))
_LONGEST = 40
_STOP = frozenset("。.．")
_PAUSES = frozenset("，；：、,;:")
_MARKS = _STOP | _PAUSES
# What a list below is led in with is a sentence, no title.
_LEAD = Lazy("(?:(?:如下|包括|包含|下列|以下|含义|是指)[^，。；：]{0,6}|[是为有指到])[：:]$")
_FINAL = frozenset("。；！？：…”）")


class Trailing(Matcher):
    """Finds marks at the end of headings that stand on a line of their own.

    A full stop is reported where most headings beside it have none; with
    ``usual`` only those full stops are reported that all headings of their level
    have. Other marks are reported without ``usual``. A heading has at most 40
    characters, no stop within, and is followed by text or by a lower heading;
    one that goes on in the next line, and items of a list, are left alone.
    """

    usual: bool = False

    declares = ("mark",)
    reach = "document"

    def survey(self, page: Any) -> Iterator[Match]:
        if not _ends(page):
            return
        alone = _alone(page)
        declared = [heading for heading in page.headings if not heading.style]
        rare: bool | None = None
        for run in (*runs_of(page), declared):
            fellows = [heading for heading in run if not heading.run_in]
            stopped = sum(_mark(heading) in _STOP for heading in fellows)
            odd = 2 * sum(_mark(heading) not in _MARKS for heading in fellows) > len(fellows)
            if stopped and not odd and len(fellows) < 3:
                # Too few to tell: what the other headings of the document do decides.
                if rare is None:
                    others = [heading for heading in alone.values() if heading.style not in _DIVISIONS]
                    rare = 4 * sum(_mark(heading) in _STOP for heading in others) <= len(others)
                odd = rare
            # The last of a list of sentences is followed by text, the others are not.
            titles = sum(_mark(heading) in _STOP and heading.paragraph.index in alone for heading in fellows)
            usual = not odd and 2 * titles > len(fellows)
            for heading in fellows:
                mark = _mark(heading)
                if heading.paragraph.index not in alone:
                    continue
                if mark in _STOP and (usual if self.usual else odd):
                    yield _match(heading, mark)
                elif mark in _PAUSES and not self.usual and not _spoken(page, heading):
                    yield _match(heading, mark)


def _ends(page: Any) -> bool:
    """Whether a heading on a line of its own ends in a mark; most documents have none."""
    found: bool | None = page.shelf.get("heading ends")
    if found is None:
        found = page.shelf["heading ends"] = any(heading.last in _MARKS and not heading.run_in for heading in page.headings)
    return found


def _mark(heading: Heading) -> str:
    return heading.last


def _alone(page: Any) -> dict[int, Heading]:
    """The headings with a text or a lower heading below them and nothing behind them, by paragraph."""
    found: dict[int, Heading] | None = page.shelf.get("alone")
    if found is not None:
        return found
    found = page.shelf["alone"] = {}
    paragraphs = page.paragraphs
    headings = page.headings
    for number, heading in enumerate(headings):
        here = heading.paragraph
        text = here.text.strip()
        if heading.run_in or heading.style not in _STYLES or not 4 <= len(text) <= _LONGEST:
            continue
        if here.kind == "item" or any(mark in text[:-1] for mark in "。；："):
            continue
        later = headings[number + 1] if number + 1 < len(headings) else None
        if here.index + 1 >= len(paragraphs):
            continue
        if later is not None and later.paragraph.index == here.index + 1 and not _below(later, heading):
            continue
        found[here.index] = heading
    return found


def _below(later: Heading, heading: Heading) -> bool:
    """Whether a heading is on a lower level than the one before it."""
    return bool(later.style) and (not heading.style or later.rank > heading.rank)


def _spoken(page: Any, heading: Heading) -> bool:
    """Whether a line leads in a list, or goes on in the line below."""
    if _LEAD.search(heading.paragraph.text.rstrip()):
        return True
    later = page.paragraphs[heading.paragraph.index + 1].text.strip()
    return len(later) <= _LONGEST and later[-1:] not in _FINAL


def _match(heading: Heading, mark: str) -> Match:
    last = len(heading.paragraph.text.rstrip())
    low, high = heading.paragraph.at(last - 1, last)
    return Match(low, high, {"mark": mark}, "")
