"""What the walk through an OpenDocument text asks of styles: lists and their numbers, titles, hidden text."""

from __future__ import annotations

import re

from ...text.ordinals import written
from .names import FO, LOEXT, STYLE, TEXT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_LEVELS = 10
_PLACE = re.compile("%([0-9]{1,2})%")
_DEEPEST = 20
#: Number formats of OpenDocument (19.500) by the names that Word has for them.
_FORMATS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "01, 02, 03, ...": "decimalZero",
    "一, 二, 三, ...": "chineseCountingThousand",
    "壹, 贰, 叁, ...": "chineseLegalSimplified",
    "壹, 貳, 參, ...": "ideographLegalTraditional",
    "甲, 乙, 丙, ...": "ideographTraditional",
    "子, 丑, 寅, ...": "ideographZodiac",
    "①, ②, ③, ...": "decimalEnclosedCircle",
    "１, ２, ３, ...": "decimalFullWidth",
}


class Level:
    """One level of a list style; ``format`` is "" for a bullet."""

    __slots__ = ("apart", "format", "shown", "start", "text")

    def __init__(self, element: Any, number: int) -> None:
        numbered = element.tag == f"{TEXT}list-level-style-number" or element.tag == f"{TEXT}outline-level-style"
        name = element.get(f"{STYLE}num-format") or ""
        self.format = _FORMATS.get(name, "decimal" if name else "") if numbered else ""
        self.start = _number(element.get(f"{TEXT}start-value"), 1)
        self.shown = _number(element.get(f"{TEXT}display-levels"), 1)
        text = element.get(f"{STYLE}num-list-format") or element.get(f"{LOEXT}num-list-format")
        if text is None:
            first = max(1, number - self.shown + 1)
            places = ".".join(f"%{each}%" for each in range(first, number + 1))
            text = f"{element.get(f'{STYLE}num-prefix') or ''}{places}{element.get(f'{STYLE}num-suffix') or ''}"
        self.text = text[:80]
        follows = element.find(f"{STYLE}list-level-properties/{STYLE}list-level-label-alignment")
        self.apart = follows is None or follows.get(f"{TEXT}label-followed-by") != "nothing"


class Style:
    """What a paragraph or text style comes to, those that it is based on included."""

    __slots__ = ("centred", "hidden", "list", "title")

    def __init__(self) -> None:
        self.list = ""
        self.title = False
        self.hidden = False
        self.centred = False


class Styles:
    """The styles of a document, by family and name; ``roots`` are those of its parts, the common ones first."""

    def __init__(self, roots: list[Any]) -> None:
        self._elements: dict[tuple[str, str], Any] = {}
        self._made: dict[tuple[str, str], Style] = {}
        self.lists: dict[str, dict[int, Level]] = {}
        #: The levels of headings.
        self.outline: dict[int, Level] = {}
        for root in roots:
            for element in root.iter(f"{STYLE}style"):
                self._elements[element.get(f"{STYLE}family") or "", element.get(f"{STYLE}name") or ""] = element
            for element in root.iter(f"{TEXT}list-style"):
                self.lists[element.get(f"{STYLE}name") or ""] = _levels(element)
            for element in root.iter(f"{TEXT}outline-style"):
                self.outline = _levels(element)

    def style(self, family: str, name: str) -> Style:
        """The style of that name; a plain one where there is none."""
        found = self._made.get((family, name))
        if found is None:
            found = self._made[family, name] = Style()
            chain: list[Any] = []
            parent = name
            while parent and len(chain) < _DEEPEST:
                element = self._elements.get((family, parent))
                if element is None:
                    break
                chain.append(element)
                found.title = found.title or parent == "Title"
                parent = element.get(f"{STYLE}parent-style-name") or ""
            for element in reversed(chain):
                found.list = element.get(f"{STYLE}list-style-name", found.list)
                for properties in element.iterchildren(f"{STYLE}text-properties", f"{STYLE}paragraph-properties"):
                    found.hidden = properties.get(f"{TEXT}display", "none" if found.hidden else "") == "none"
                    found.centred = properties.get(f"{FO}text-align", "center" if found.centred else "") == "center"
        return found


class Counters:
    """The numbers of one list."""

    __slots__ = ("counts",)

    def __init__(self) -> None:
        self.counts: list[int | None] = [None] * (_LEVELS + 1)

    def label(self, levels: dict[int, Level], level: int, start: int | None = None) -> tuple[str, bool]:
        """Count one item of a level, from 1 on: the number before it, and whether a gap follows it."""
        level = min(level, _LEVELS)
        here = levels.get(level)
        if here is None:
            return "", False
        count = self.counts[level]
        self.counts[level] = start if start is not None else here.start if count is None else count + 1
        self.counts[level + 1 :] = [None] * (_LEVELS - level)
        if not here.format:
            return "", False

        def shown(match: re.Match[str]) -> str:
            above = levels.get(int(match[1]))
            if above is None or int(match[1]) > level or not above.format:
                return ""
            found = self.counts[int(match[1])]
            return written(above.start if found is None else found, above.format)

        return _PLACE.sub(shown, here.text), here.apart


def _levels(element: Any) -> dict[int, Level]:
    found = {}
    for child in element:
        number = _number(child.get(f"{TEXT}level"), 0)
        if 0 < number <= _LEVELS:
            found[number] = Level(child, number)
    return found


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else default
