"""``items``: enumerations within the text, ``一是…二是…三是``, that do not count one, two, three."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.enumerations import Item, bracketed, items_of
from ..text.glances import glance_of
from ..text.numerals import numeral_like
from ..text.patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

# What may stand for the first of a list whose second is 二是.
_FIRST = Lazy("一(?:是|要|方面|靠|看|抓|则|来|个是)|首先|第一[，、,是要]|其一|①|（1）")
_ORDER = Lazy("(?:^|(?<=[。；，：！？\\n\u3000 ]))(?:首先|其次|再次|再者|最后|此外|另外)(?!级|于|要求)")
_NEAR = 600
_LONGEST_SECTION = 20000
_DEEPEST = 6
# Within these a list goes on; after them another may begin.
_STOPS = Lazy("[。！？：:]")


class _List:
    """An enumeration that is going on.

    ``expected`` is the number that comes next, ``spare`` another that may, and
    ``ahead`` holds numbers that came before their turn.
    """

    __slots__ = ("ahead", "expected", "last", "seen", "spare")

    def __init__(self, item: Item) -> None:
        self.ahead: set[int] = set()
        self.seen: dict[int, Item] = {}
        self.take(item)

    def take(self, item: Item, then: int = 0, spare: int = 0) -> None:
        """Go on behind an item, with ``then`` where that is not the number after it."""
        self.last = item
        self.seen[item.number] = item
        self.expected = then or item.number + 1
        while self.expected in self.ahead:
            self.expected += 1
        self.spare = spare


class Items(Matcher):
    """Finds items that repeat a number, leave one out, or begin with another than the first.

    Read are ``一是`` ``一要`` ``第一，`` and ``其一，`` after a mark or at the start of
    a paragraph, through all paragraphs up to the next heading. Lists may nest.
    """

    declares = ("found", "expected", "reason")
    reach = "document"

    def survey(self, page: Any) -> Iterator[Match]:
        groups: dict[tuple[int, str], list[Item]] = {}
        for item in items_of(page):
            groups.setdefault((item.section, item.family.replace("要", "是")), []).append(item)
        for item in bracketed(page):
            groups.setdefault((item.section, item.family), []).append(item)
        glance = glance_of(page)
        if (page.text.count("其次") if glance is None else glance.seconds) > 1:
            yield from _words(page)
        for group in groups.values():
            if [item.number for item in group] != list(range(1, len(group) + 1)):
                yield from _checked(group, page)


def _words(page: Any) -> Iterator[Match]:
    """其次 that stands twice behind one 首先: the second is 再次 or 最后."""
    before: Any = None
    for match in _ORDER.finditer(page.text):
        again = before is not None and before.group() == match.group() == "其次"
        if again and match.start() - before.end() <= _NEAR:
            values: dict[str, object] = {"found": "其次", "expected": "再次", "reason": "在本组重复"}
            related = ((before.start(), before.end(), "首次出现"),)
            yield Match(match.start(), match.end(), values, "再次", related)
        before = match


def _checked(items: list[Item], page: Any) -> Iterator[Match]:
    """The breaks of the lists that the items of one section make up."""
    open_: list[_List] = []
    for index, item in enumerate(items):
        number = item.number
        following = [later.number for later in items[index + 1 : index + 20]]
        coming = following[0] if following else 0
        top = open_[-1] if open_ else None
        if number == 1 and (top is None or not _returns(page, top, item, following)):
            open_.append(_List(item))
            del open_[:-_DEEPEST]
            continue
        owner = _owner(open_, item)
        if owner is not None:
            del open_[open_.index(owner) + 1 :]
            owner.take(item)
            continue
        if top is None:
            opened = _List(item)
            opened.spare = 2
            open_.append(opened)
            if not _has_first(page, item):
                yield _match(item, 1, "前面没有“{first}”", None, page)
            continue
        expected = top.expected
        if number != 1 and _stands(page, top.last, item, expected):
            if number < expected:
                open_.append(_List(item))
            else:
                top.take(item)
            continue
        if number == 2 < expected - 1 and coming != expected + 1:
            opened = _List(item)
            opened.spare = 2
            open_.append(opened)
            yield _match(item, 1, "前面没有“{first}”", None, page)
            continue
        if number > expected:
            yield _match(item, expected, "前一个是“{last}”", top.last, page)
        else:
            yield _match(item, expected, "在本组重复", top.seen.get(number, top.last), page)
        if coming == expected < number:
            top.ahead.add(number)
            top.take(item, then=expected)
        elif coming == expected + 1:
            top.take(item, then=expected + 1)
        else:
            top.take(item, spare=expected + 1)


def _returns(page: Any, top: _List, item: Item, following: list[int]) -> bool:
    """Whether 一是 stands where the list should go on, rather than opening another."""
    coming = following[0] if following else 0
    if top.last.family != item.family:
        return False
    if coming == top.expected + 1:
        return True
    if top.expected == 2 and not following:
        # 一是…，一是…: the one and the other.
        return False
    text = page.text[top.last.end : item.start]
    lead = text.rstrip()[text.rstrip("。；;，, \n\u3000").rfind("。") + 1 :]
    if "：" not in lead and ":" not in lead:
        if not following and top.expected > 2:
            return True
        # A list may stay at its first item; one that begins paragraphs later is another.
        if text.count("\n") < 2 and coming == 2 == top.expected and 2 not in following[_counting(following) :]:
            return True
    if "\n" not in text.rstrip() and text.rstrip()[-1:] in "；;，," and not _STOPS.search(text):
        return True
    lines = text.split("\n")
    in_lines = "\n" in page.text[max(0, top.last.start - 3) : top.last.start] or top.last.start == 0
    if in_lines and len([line for line in lines if line.strip()]) == 1 and not lines[-1].strip():
        # Every item has a line of its own, and no line leads in another list.
        nested = top.expected == 2 and 2 in following[_counting(following) :]
        return text.rstrip()[-1:] not in "：:" and not nested
    return False


def _counting(numbers: list[int]) -> int:
    """How many numbers go on 2, 3, 4 …"""
    length = 0
    while length < len(numbers) and numbers[length] == length + 2:
        length += 1
    return length


def _owner(open_: list[_List], item: Item) -> _List | None:
    """The innermost list that an item continues, one of the same verb first."""
    fitting = [entry for entry in open_ if item.number in (entry.expected, entry.spare)]
    for entry in reversed(fitting):
        if entry.last.family == item.family:
            return entry
    return fitting[-1] if fitting else None


def _stands(page: Any, last: Item, item: Item, expected: int) -> bool:
    """Whether the number that is missing before an item stands in other surroundings."""
    low = item.number - 1 if item.number < expected else expected
    text = page.text[last.end : item.start]
    for number in range(low, max(item.number, low + 1)):
        # （1）甲；2）乙；（3）丙: a bracket was lost.
        half = numeral_like(item.numeral, number) + "）" if item.section < 0 else ""
        if _renumbered(page, item, number) not in text and not (half and half in text):
            return False
    return True


def _renumbered(page: Any, item: Item, number: int) -> str:
    """An item's ordinal with another number in it."""
    ordinal: str = page.text[item.start : item.end]
    return ordinal.replace(item.numeral, numeral_like(item.numeral, number), 1)


def _has_first(page: Any, item: Item) -> bool:
    """Whether something that may be the first of the list stands earlier in the section."""
    text = page.text
    starts = page.shelf["sections"]
    low = starts[item.section - 1] if item.section > 0 else 0
    low = max(low, item.start - _LONGEST_SECTION)
    return _FIRST.search(text, low, item.start) is not None


def _match(item: Item, number: int, reason: str, other: Item | None, page: Any) -> Match:
    text = page.text
    found = text[item.start : item.end]
    expected = _renumbered(page, item, number)
    last = text[other.start : other.end] if other else ""
    values = {"found": found, "expected": expected, "reason": reason.format(first=expected, last=last)}
    related = ((other.start, other.end, "首次出现" if last == found else "前一项"),) if other else ()
    return Match(item.start, item.end, values, expected, related)
