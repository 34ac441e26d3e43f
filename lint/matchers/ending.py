"""``ending``: items of one list that end in different marks."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.counts import Counts
from ..text.flat import flat_of
from ..text.glances import flat_glance_of
from ..text.patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_STYLES = (
    Lazy("[ \u3000]*[0-9]{1,2}[.．、](?![0-9])"),
    Lazy("[ \u3000]*[（(][0-9一二三四五六七八九十]{1,3}[)）]"),
    Lazy("[ \u3000]*[①-⑳]"),
)
_LONGEST, _MOST = 120, 60
# How much of a list must end in semicolons before the rest is odd.
_SHARE = 2 / 3


class Ending(Matcher):
    """Finds items that do not end in ``；`` as most of their list does, the last one left out.

    A list is three items or more, a line each, numbered in one way and without
    a full stop inside (GB/T 15834-2011, A.5).
    """

    declares = ("found",)
    reach = "document"
    turn = 1

    def survey(self, page: Any) -> Iterator[Match]:
        glance = flat_glance_of(page)
        if glance is not None and "；" not in glance.finals:
            return
        flat = flat_of(page)
        text = flat.text
        at = text.find("；\n")
        floor = 0
        while at >= 0:
            low = text.rfind("\n", floor, at) + 1 or floor
            lines = _list_around(text, low, floor)
            floor = low if len(lines) < 3 else max(low, min(lines[-1][1] + 1, len(text)))
            if len(lines) > 2:
                marks = Counts(text[end - 1] for _, end in lines[:-1])
                if marks["；"] >= _SHARE * (len(lines) - 1):
                    for _, end in lines[:-1]:
                        if text[end - 1] != "；":
                            mark = text[end - 1]
                            found = mark if mark in "。，、：." else "没有标点"
                            yield Match(*flat.at(end - 1, end), {"found": found})
                at = max(at, lines[-1][1] - 1)
            at = text.find("；\n", at + 1)


def _list_around(text: str, low: int, floor: int) -> list[tuple[int, int]]:
    """The ``(start, end)`` of the items of the list whose item starts at ``low``, from ``floor`` on.

    Empty where there is no list.
    """
    style = next((style for style in _STYLES if style.match(text, low)), None)
    if style is None:
        return []
    start = low
    for _ in range(_MOST):
        before = text.rfind("\n", floor, start - 1) + 1 if start > floor else 0
        if not floor <= before < start or not style.match(text, before):
            break
        start = before
    found: list[tuple[int, int]] = []
    while len(found) < _MOST and style.match(text, start):
        stop = text.find("\n", start)
        stop = stop if stop >= 0 else len(text)
        end = start + len(text[start:stop].rstrip())
        if end - start > _LONGEST or "。" in text[start : end - 1]:
            return []
        found.append((start, end))
        start = stop + 1
    return found
