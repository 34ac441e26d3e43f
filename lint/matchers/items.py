"""``items``: enumerations within the text, ``一是…二是…三是``, that do not count one, two, three."""

from __future__ import annotations

import re
from bisect import bisect_right

from ..core.matcher import Match, Matcher
from ..text.headings import RANKS
from ..text.numerals import SINGLE, hanzi_value, numeral_like

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

# 一是 一要; 第一， 其一，. Which one it is shows in the characters around.
_ITEM = re.compile("[一二三四五六七八九十](?:[是要]|[，、,])")
_NUMERAL = frozenset("一二三四五六七八九十")
# 第二、三批: several numbers of one count.
_COUNTS = frozenset("一二三四五六七八九十第两0123456789")
_BEFORE = frozenset("。；：，、！？;:,!?\n\r”）)】 \t\u3000\u00a0")
# Rankings stand in the middle of a sentence: 居全省第二、第三.
_SENTENCE = frozenset("。；：！？;:!?\n\r”） \t\u3000\u00a0")
# 二是否…, 三要素: other words.
_OTHER = {"是": ("否", "非观", "非曲", "非之"), "要": ("求", "素", "点", "件", "闻", "道")}
# What may stand for the first of a list whose second is 二是.
_FIRST = re.compile("一(?:是|要|方面|靠|看|抓|则|来|个是)|首先|第一[，、,是要]|其一|①|（1）")
_LONGEST_SECTION = 20000
_DEEPEST = 6
_BRACKETED = re.compile("[（(](?:([一二三四五六七八九十]{1,3})|([0-9]{1,2}))[)）]|([①-⑳])")
# Within a paragraph; the ordinal at its start is a heading's.
_INSIDE = frozenset("。；：，、！？;:,")
# （一）、（二）项: named, not listed.
_REFERENCE = re.compile("[、，和及与至或到—-]?第?[（(①-⑳]|[项款条目类级号]|[)）”。，；、]")
# Within these a list goes on; after them another may begin.
_STOPS = re.compile("[。！？：:]")


class _Item:
    """An item: where it stands, its numeral and number, and the family it belongs to."""

    __slots__ = ("end", "family", "number", "numeral", "section", "start")

    def __init__(self, start: int, end: int, numeral: str, number: int, family: str, section: int) -> None:
        self.start = start
        self.end = end
        self.numeral = numeral
        self.number = number
        self.family = family
        self.section = section


class _List:
    """An enumeration that is going on.

    ``expected`` is the number that comes next, ``spare`` another that may, and
    ``ahead`` holds numbers that came before their turn.
    """

    __slots__ = ("ahead", "expected", "last", "seen", "spare")

    def __init__(self, item: _Item) -> None:
        self.ahead: set[int] = set()
        self.seen: dict[int, _Item] = {}
        self.take(item)

    def take(self, item: _Item, then: int = 0, spare: int = 0) -> None:
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
        groups: dict[tuple[int, str], list[_Item]] = {}
        for item in items_of(page):
            groups.setdefault((item.section, item.family.replace("要", "是")), []).append(item)
        for item in bracketed(page):
            groups.setdefault((item.section, item.family), []).append(item)
        for group in groups.values():
            if [item.number for item in group] != list(range(1, len(group) + 1)):
                yield from _checked(group, page)


def items_of(page: Any) -> list[_Item]:
    """The items ``一是`` ``一要`` ``第一，`` ``其一，`` of a document in order."""
    found: list[_Item] | None = page.shelf.get("items")
    if found is None:
        found = page.shelf["items"] = list(_items(page))
    return found


def _items(page: Any) -> Iterator[_Item]:
    text = page.text
    outer = RANKS["hanzi-bracket"]
    starts = [heading.at()[0] for heading in page.headings if heading.rank <= outer]
    page.shelf["sections"] = starts
    for match in _ITEM.finditer(text):
        start, end = match.span()
        mark = text[end - 1]
        while start and text[start - 1] in _NUMERAL and end - start < 4:
            start -= 1
        before = text[start - 1] if start else "\n"
        if mark in "是要":
            family = mark
            if before not in _BEFORE or text.startswith(_OTHER[mark], end):
                continue
        else:
            family = before
            if before not in "第其" or (start > 1 and text[start - 2] not in _SENTENCE):
                continue
            if mark == "、" and text[end : end + 1] in _COUNTS:
                continue
            start -= 1
        numeral = text[start + (family in "第其") : end - 1]
        number = hanzi_value(numeral)
        if number:
            end -= family in "第其"
            yield _Item(start, end, numeral, number, family, bisect_right(starts, start))


def bracketed(page: Any) -> Iterator[_Item]:
    """The items （一） （1） ① within paragraphs, each paragraph a section of its own.

    Lists that go on from another paragraph are left out.
    """
    text = page.text
    lists: set[tuple[int, str]] = set()
    for match in _BRACKETED.finditer(text):
        start, end = match.span()
        if text[start - 1 : start] not in _INSIDE or _REFERENCE.match(text, end):
            continue
        hanzi, digits, single = match.groups()
        if single:
            family, number = SINGLE[single]
        else:
            family, number = ("（一）", hanzi_value(hanzi) or 0) if hanzi else ("（1）", int(digits))
        here = page.paragraph_at(start)
        if not number or here is None or here.kind == "cell":
            continue
        key = (here.index, family)
        if key not in lists:
            opening = page.text[here.start : here.start + 3]
            own = opening[:1] == "①" if single else opening in ("（一）", "(一)", "（1）", "(1)")
            if number != 1 and not own:
                continue
            lists.add(key)
            if number != 1:
                length = 1 if single else 3
                first = opening[0] if single else opening[1]
                yield _Item(here.start, here.start + length, first, 1, family, -1 - here.index)
        yield _Item(start, end, hanzi or digits or single, number, family, -1 - here.index)


def _checked(items: list[_Item], page: Any) -> Iterator[Match]:
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


def _returns(page: Any, top: _List, item: _Item, following: list[int]) -> bool:
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
        if coming == 2 == top.expected and 2 not in following[_counting(following) :]:
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


def _owner(open_: list[_List], item: _Item) -> _List | None:
    """The innermost list that an item continues, one of the same verb first."""
    fitting = [entry for entry in open_ if item.number in (entry.expected, entry.spare)]
    for entry in reversed(fitting):
        if entry.last.family == item.family:
            return entry
    return fitting[-1] if fitting else None


def _stands(page: Any, last: _Item, item: _Item, expected: int) -> bool:
    """Whether the number that is missing before an item stands in other surroundings."""
    low = item.number - 1 if item.number < expected else expected
    text = page.text[last.end : item.start]
    for number in range(low, max(item.number, low + 1)):
        # （1）甲；2）乙；（3）丙: a bracket was lost.
        half = numeral_like(item.numeral, number) + "）" if item.section < 0 else ""
        if _renumbered(page, item, number) not in text and not (half and half in text):
            return False
    return True


def _renumbered(page: Any, item: _Item, number: int) -> str:
    """An item's ordinal with another number in it."""
    ordinal: str = page.text[item.start : item.end]
    return ordinal.replace(item.numeral, numeral_like(item.numeral, number), 1)


def _has_first(page: Any, item: _Item) -> bool:
    """Whether something that may be the first of the list stands earlier in the section."""
    text = page.text
    starts = page.shelf["sections"]
    low = starts[item.section - 1] if item.section > 0 else 0
    low = max(low, item.start - _LONGEST_SECTION)
    return _FIRST.search(text, low, item.start) is not None


def _match(item: _Item, number: int, reason: str, other: _Item | None, page: Any) -> Match:
    text = page.text
    found = text[item.start : item.end]
    expected = _renumbered(page, item, number)
    last = text[other.start : other.end] if other else ""
    values = {"found": found, "expected": expected, "reason": reason.format(first=expected, last=last)}
    related = ((other.start, other.end, "首次出现" if last == found else "前一项"),) if other else ()
    return Match(item.start, item.end, values, expected, related)
