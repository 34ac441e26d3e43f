"""``separator``: enumerations within a paragraph whose items end in different marks."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.counts import Counts
from ..text.enumerations import bracketed, items_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ..text.enumerations import Item

_MARKS = {"。": "。", "；": "；", ";": "；", "，": "，", ",": "，"}
# An item goes over to the next one in less than that, or the next belongs to another list.
_FARTHEST = 3000


class Separator(Matcher):
    """Finds the odd marks between items ``一是…；二是…。三是…`` of one paragraph.

    Where an item holds a full stop, all are to end in one; otherwise the mark
    that most items end in is taken for the right one, and of two the first.
    Items that are mostly parted by commas are left alone.
    """

    declares = ("found", "expected", "reason")
    reach = "document"

    def survey(self, page: Any) -> Iterator[Match]:
        for group in _groups(page):
            yield from _odd(page.text, group)


def _groups(page: Any) -> Iterator[list[Item]]:
    """Items of one family that count 1, 2, 3 … within a paragraph, two or more."""
    open_: dict[str, list[Item]] = {}
    for item in (*items_of(page), *bracketed(page)):
        group = open_.get(item.family)
        if group and item.number == group[-1].number + 1 and _together(page, group[-1], item):
            group.append(item)
            continue
        if group and len(group) > 1:
            yield group
        open_[item.family] = [item] if item.number == 1 else []
    for group in open_.values():
        if len(group) > 1:
            yield group


def _together(page: Any, before: Item, item: Item) -> bool:
    between = item.start - before.end
    return 0 < between < _FARTHEST and "\n" not in page.text[before.end : item.start]


def _odd(text: str, group: list[Item]) -> Iterator[Match]:
    places: list[tuple[int, str]] = []
    inner = False
    for before, item in zip(group, group[1:], strict=False):
        body = text[before.end : item.start].rstrip()
        mark = _MARKS.get(body[-1:], "")
        inner = inner or "。" in body[:-1]
        if mark:
            places.append((before.end + len(body) - 1, mark))
    counted = Counts(mark for _, mark in places)
    if len(counted) < 2 and not (inner and counted["；"]):
        return
    most = max(counted, key=lambda mark: (counted[mark], mark == places[0][1]))
    if most == "，":
        return
    expected = "。" if inner else most
    reason = "本组有的项内部有句号" if inner else "与本组其他各项不一致"
    for at, mark in places:
        if mark != expected:
            yield Match(at, at + 1, {"found": text[at], "expected": expected, "reason": reason}, expected)
