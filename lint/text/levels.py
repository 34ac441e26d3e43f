"""Levels: which ordinals of a document are siblings, and which stand above them."""

from __future__ import annotations

from bisect import bisect_right

from .heading import RANKS
from .numerals import numeral_like

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .heading import Heading
    from .reading import Paragraph

# Outer styles that are written for an inner one by mistake.
_MISTAKEN = (RANKS["hanzi"], RANKS["hanzi-bracket"])


def runs_of(page: Any) -> list[list[Heading]]:
    """The ordinals of a document by level: runs of siblings, in the usual order of levels."""
    found: list[list[Heading]] | None = page.shelf.get("runs")
    if found is None:
        found = page.shelf["runs"] = [run for run, _ in runs_under(page, dict(RANKS), [])]
    return found


def runs_under(page: Any, order: dict[str, float], divisions: list[int]) -> list[tuple[list[Heading], int]]:
    """Ordinals of one style that no outer one interrupts, and the division each run stands in."""
    runs: list[tuple[list[Heading], int]] = []
    open_: dict[str, list[Heading]] = {}
    last_division = 0
    last = ""
    strays = strays_of(page)
    for heading in page.headings:
        style = heading.style
        if strays:
            style = strays.get(heading.paragraph.index, style)
        if not style:
            continue
        if divisions:
            division = bisect_right(divisions, heading.paragraph.index)
            if division != last_division:
                open_.clear()
                last_division = division
                last = ""
        if style == last:
            # What is inner to it was closed by the one before.
            open_[style].append(heading)
            continue
        last = style
        rank = order[style]
        for inner in [name for name in open_ if order[name] > rank and name != "article"]:
            del open_[inner]
        if style in open_:
            open_[style].append(heading)
        else:
            open_[style] = [heading]
            runs.append((open_[style], last_division))
    return runs


def strays_of(page: Any) -> dict[int, str]:
    """Paragraphs whose ordinal has the style of an outer level and the number of an inner one.

    ``（二） 三、 （四）``: the second of these is a（三）in all but its style.
    """
    found: dict[int, str] | None = page.shelf.get("strays")
    if found is not None:
        return found
    found = {}
    page.shelf["strays"] = found
    headings = page.headings
    # The last number on each level and how many there were one after the other, those without an ordinal last of all;
    # ``deepest`` is the innermost level with any.
    last = [0] * (len(RANKS) + 1)
    length = [0] * (len(RANKS) + 1)
    deepest = -1
    for index, heading in enumerate(headings):
        style, number, own = heading.style, heading.number, heading.rank
        if number > 1 and own in _MISTAKEN and last[own] != number - 1:
            for inner in ("hanzi-bracket", "arabic"):
                rank = RANKS[inner]
                if inner == style or last[rank] != number - 1 or length[rank] != number - 1:
                    continue
                later = next(
                    (other for other in headings[index + 1 : index + 40] if other.rank <= rank), None
                )
                if (
                    later is None
                    or (later.style == style and later.number == last[own] + 1)
                    or (later.style == inner and later.number == number + 1)
                ):
                    found[heading.paragraph.index] = inner
                    own = rank
                    break
        length[own] = length[own] + 1 if last[own] == number - 1 else 1
        last[own] = number
        while deepest > own:
            last[deepest] = length[deepest] = 0
            deepest -= 1
        deepest = own
    return found


def misstyled(page: Any, previous: Heading | None, later: Heading | None, number: int) -> Heading | None:
    """The only ordinal of its style between two others, where it has the number they lack."""
    headings = page.headings
    start = previous.place + 1 if previous is not None else 0
    if later is not None and later.place == start:
        # Nothing between them, as mostly.
        return None
    styles: dict[str, list[Heading]] = {}
    for index in range(start, len(headings)):
        heading = headings[index]
        if heading is later:
            break
        if later is not None and heading.style == later.style:
            return None
        styles.setdefault(heading.style, []).append(heading)
    for style, found in styles.items():
        if style and len(found) == 1 and found[0].number == number:
            return found[0]
    return None


def outer_of(page: Any, here: Heading, after: bool = False) -> Heading | None:
    """The last heading of an outer level before one, or the first after it."""
    found: tuple[list[Heading | None], list[Heading | None]] | None = page.shelf.get("outers")
    if found is None:
        found = page.shelf["outers"] = _outers(page.headings)
    return found[after][here.place]


def _outers(headings: list[Heading]) -> tuple[list[Heading | None], list[Heading | None]]:
    """For each heading the last one before it whose style is an outer one, and the first one after it."""
    before: list[Heading | None] = []
    after: list[Heading | None] = [None] * len(headings)
    # Those that none of an outer style followed yet, siblings beside each other.
    open_: list[Heading] = []
    for heading in headings:
        rank = heading.rank
        while open_ and open_[-1].rank > rank:
            after[open_.pop().place] = heading
        outer = open_[-1] if open_ else None
        before.append(before[outer.place] if outer is not None and outer.rank == rank else outer)
        open_.append(heading)
    return before, after


def above(page: Any, here: Heading) -> Heading | None:
    """The ordinal before one, whatever its style."""
    found: Heading | None = page.headings[here.place - 1] if here.place > 0 else None
    return found


def heading_at(page: Any, paragraph: Paragraph) -> Heading | None:
    """The heading that a paragraph is, None where it is none."""
    known: dict[int, Heading] | None = page.shelf.get("heading at")
    if known is None:
        known = page.shelf["heading at"] = {heading.paragraph.index: heading for heading in page.headings}
    return known.get(paragraph.index)


def relabelled(heading: Heading, number: int) -> str:
    """The ordinal of a heading with another number in it."""
    return heading.ordinal.replace(heading.numeral, numeral_like(heading.numeral, number), 1)
