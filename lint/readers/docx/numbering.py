"""Automatic list numbers (ECMA-376 Part 1, 17.9): what Word counts and the file does not hold."""

from __future__ import annotations

import re

from ...ooxml.names import MC, W
from ...text.ordinals import written
from .styles import is_on, number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .styles import Styles

_LEVELS = 9
_PLACE = re.compile("%([1-9])")
# Nothing else in a label of that length is a number.
_LONGEST = 80


class Level:
    """One level of a list: ``start``, ``format``, ``text`` (``（%1）``), and after which level it begins anew."""

    __slots__ = ("format", "legal", "restart", "start", "suffix", "text")

    def __init__(self, element: Any = None) -> None:
        self.start = 1
        self.format = "decimal"
        self.text = ""
        self.suffix = "tab"
        self.legal = False
        #: 0 never, n after level n (from 1), -1 after any higher one.
        self.restart = -1
        if element is None:
            return
        self.start = number(element.find(W + "start"), 0)
        formats = [element.find(W + "numFmt")]
        if formats[0] is None:
            # A format of Word 2010 stands in a choice, a plain one beside it as the fallback.
            formats = element.findall(f"{MC}AlternateContent/{MC}Fallback/{W}numFmt")
        if formats and formats[0] is not None:
            self.format = formats[0].get(W + "val") or "decimal"
        text = element.find(W + "lvlText")
        if text is not None:
            self.text = (text.get(W + "val") or "")[:_LONGEST]
        suffix = element.find(W + "suff")
        if suffix is not None:
            self.suffix = suffix.get(W + "val") or "tab"
        legal = element.find(W + "isLgl")
        self.legal = legal is not None and is_on(legal)
        self.restart = number(element.find(W + "lvlRestart"))


class _List:
    """What a ``w:num`` counts with: its levels, where it starts them, and the counters it shares."""

    __slots__ = ("by_style", "counters", "levels", "starts")

    def __init__(self, levels: list[Level], by_style: dict[str, int], counters: list[int | None]) -> None:
        self.levels = levels
        self.by_style = by_style
        self.counters = counters
        # Levels that this list sets anew the first time it is used.
        self.starts: dict[int, int] = {}


class Numbering:
    """The lists of a document and how far each has counted."""

    def __init__(self, root: Any, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, Any] = {}
        self._numbers: dict[int, Any] = {}
        self._lists: dict[int, _List | None] = {}
        self._counters: dict[str, list[int | None]] = {}
        if root is None:
            return
        for element in root.iter(W + "abstractNum"):
            self._abstract[element.get(W + "abstractNumId") or ""] = element
        for element in root.iter(W + "num"):
            name = element.get(W + "numId") or ""
            if name.isascii() and name.isdigit():
                self._numbers[int(name)] = element

    def label(self, num_id: int, level: int, style: str = "") -> tuple[str, bool] | None:
        """Count one paragraph: the number before it ("" for a bullet), and whether a gap follows the number.

        ``num_id`` and ``level`` are the paragraph's own or its style's, -1
        where neither says; ``style`` is the style's id, for levels that are
        linked to one. None where the paragraph is in no list.
        """
        if num_id <= 0:
            return None
        found = self._list(num_id)
        if found is None:
            return None
        if level < 0:
            level = found.by_style.get(style, 0)
        level = min(level, _LEVELS - 1)
        counters, levels = found.counters, found.levels
        here = levels[level]
        start = found.starts.pop(level, None)
        count = counters[level]
        counters[level] = start if start is not None else here.start if count is None else count + 1
        for lower in range(level + 1, _LEVELS):
            restart = levels[lower].restart
            if restart < 0 or restart > 0 and level < restart:
                counters[lower] = None
        return self._text(found, level), here.suffix != "nothing"

    def _text(self, found: _List, level: int) -> str:
        here = found.levels[level]
        if here.format == "bullet":
            return ""

        def shown(match: re.Match[str]) -> str:
            place = int(match.group(1)) - 1
            if place > level:
                return ""
            above = found.levels[place]
            count = found.counters[place]
            legal = here.legal and above.format != "none"
            return written(above.start if count is None else count, "decimal" if legal else above.format)

        return _PLACE.sub(shown, here.text)

    def _list(self, num_id: int) -> _List | None:
        if num_id in self._lists:
            return self._lists[num_id]
        self._lists[num_id] = None
        element = self._numbers.get(num_id)
        if element is not None:
            self._lists[num_id] = self._made(element)
        return self._lists[num_id]

    def _made(self, element: Any) -> _List | None:
        name = _value(element.find(W + "abstractNumId"))
        abstract = self._abstract.get(name)
        for _ in range(5):
            link = None if abstract is None else abstract.find(W + "numStyleLink")
            if link is None:
                break
            # The levels stand in the list that the linked style uses.
            other = self._numbers.get(self._styles.style(_value(link)).num_id)
            name = "" if other is None else _value(other.find(W + "abstractNumId"))
            abstract = self._abstract.get(name)
        if abstract is None:
            return None
        levels = [Level() for _ in range(_LEVELS)]
        by_style: dict[str, int] = {}
        own: list[tuple[Any, Any]] = [(child, child) for child in abstract.iterchildren(W + "lvl")]
        starts: dict[int, int] = {}
        for override in element.iterchildren(W + "lvlOverride"):
            level = _index(override)
            start = override.find(W + "startOverride")
            if start is not None and level >= 0:
                starts[level] = number(start, 1)
            replaced = override.find(W + "lvl")
            if replaced is not None:
                own.append((override, replaced))
        for holder, child in own:
            level = _index(holder)
            if level >= 0:
                levels[level] = Level(child)
                linked = child.find(W + "pStyle")
                if linked is not None:
                    by_style.setdefault(_value(linked), level)
        counters = self._counters.setdefault(name, [None] * _LEVELS)
        made = _List(levels, by_style, counters)
        made.starts = starts
        return made


def _value(element: Any) -> str:
    return "" if element is None else element.get(W + "val") or ""


def _index(element: Any) -> int:
    text = element.get(W + "ilvl") or ""
    return int(text) if text in "012345678" and text else -1
