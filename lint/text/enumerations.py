"""Items of enumerations within the text: ``一是`` ``一要``, ``第一，`` ``其一，``, ``（1）`` ``①``."""

from __future__ import annotations

from bisect import bisect_right

from .flat import characters_of
from .glances import glance_of
from .heading import RANKS
from .numerals import SINGLE, hanzi_value
from .patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

# 一是 一要; 第一， 其一，. Each begins with a literal: that is searched for faster than a class.
_ITEMS = (
    *(Lazy(f"{verb}(?<=[一二三四五六七八九十]{verb})") for verb in "是要"),
    *(Lazy(f"{head}[一二三四五六七八九十]{{1,3}}[，、,]") for head in "第其"),
)
_NUMERAL = frozenset("一二三四五六七八九十")
# 第二、三批: several numbers of one count.
_COUNTS = frozenset("一二三四五六七八九十第两0123456789")
_BEFORE = frozenset("。；：，、！？;:,!?\n\r”）)】 \t\u3000\u00a0")
# Rankings stand in the middle of a sentence: 居全省第二、第三.
_SENTENCE = frozenset("。；：！？;:!?\n\r”） \t\u3000\u00a0")
# 二是否…, 三要素: other words.
_OTHER = {"是": ("否", "非观", "非曲", "非之"), "要": ("求", "素", "点", "件", "闻", "道")}
_NUMBER = "(?:([一二三四五六七八九十]{1,3})|([0-9]{1,2}))[)）]"
# One pattern a first character: a pass over a text for two of them takes nine times as long.
_BRACKETED = (Lazy("（" + _NUMBER), Lazy(r"\(" + _NUMBER))
_CIRCLED = Lazy("()()[①-⑳]")
# Within a paragraph; the ordinal at its start is a heading's.
_INSIDE = frozenset("。；：，、！？;:,")
# （一）、（二）项: named, not listed.
_REFERENCE = Lazy("[、，和及与至或到—-]?第?[（(①-⑳]|[项款条目类级号]|[)）”。，；、]")


class Item:
    """An item: where it stands, its numeral and number, and the family it belongs to."""

    __slots__ = ("end", "family", "number", "numeral", "section", "start")

    def __init__(self, start: int, end: int, numeral: str, number: int, family: str, section: int) -> None:
        self.start = start
        self.end = end
        self.numeral = numeral
        self.number = number
        self.family = family
        self.section = section


def items_of(page: Any) -> list[Item]:
    """The items ``一是`` ``一要`` ``第一，`` ``其一，`` of a document in order."""
    found: list[Item] | None = page.shelf.get("items")
    if found is None:
        found = page.shelf["items"] = list(_items(page))
    return found


def _items(page: Any) -> Iterator[Item]:
    text = page.text
    outer = RANKS["hanzi-bracket"]
    starts = [
        here.start + heading.start if (here := heading.paragraph).map is None else heading.at()[0]
        for heading in page.headings
        if heading.rank <= outer
    ]
    page.shelf["sections"] = starts
    glance = glance_of(page)
    ends: Iterable[int] = (
        sorted([match.end() for pattern in _ITEMS for match in pattern.finditer(text)]) if glance is None else glance.items
    )
    for end in ends:
        start = end - 2
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
            yield Item(start, end, numeral, number, family, bisect_right(starts, start))


def bracketed(page: Any) -> list[Item]:
    """The items （一） （1） ① within paragraphs, each paragraph a section of its own.

    Lists that go on from another paragraph are left out.
    """
    found: list[Item] | None = page.shelf.get("bracketed")
    if found is None:
        found = page.shelf["bracketed"] = list(_bracketed(page))
    return found


def _bracketed(page: Any) -> Iterator[Item]:
    text = page.text
    lists: set[tuple[int, str]] = set()
    glance = glance_of(page)
    if glance is None:
        held = characters_of(page)
        patterns = [pattern for mark, pattern in zip("（(", _BRACKETED, strict=True) if mark in held]
        if "②" in held or "③" in held:
            patterns.append(_CIRCLED)
        matches = [match for pattern in patterns for match in pattern.finditer(text)]
    else:
        matches = _matches(text, glance.brackets)
    for match in sorted(matches, key=lambda match: match.start()):
        start, end = match.span()
        if text[start - 1 : start] not in _INSIDE or _REFERENCE.match(text, end):
            continue
        hanzi, digits = match.groups()
        single = "" if hanzi or digits else match.group()
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
                yield Item(here.start, here.start + length, first, 1, family, -1 - here.index)
        yield Item(start, end, hanzi or digits or single, number, family, -1 - here.index)


def _matches(text: str, places: Iterable[int]) -> list[Any]:
    """The matches at places of brackets and circled numbers; of the latter none where ② and ③ stand nowhere."""
    circled = None
    matches = []
    for at in places:
        char = text[at]
        if char in "（(":
            match = _BRACKETED[char == "("].match(text, at)
        else:
            if circled is None:
                circled = "②" in text or "③" in text
            match = _CIRCLED.match(text, at) if circled else None
        if match is not None:
            matches.append(match)
    return matches
