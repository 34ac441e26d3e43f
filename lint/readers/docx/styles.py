"""Styles (ECMA-376 Part 1, 17.7): which paragraphs are headings, what is hidden, which style counts."""

from __future__ import annotations

import re

from ...ooxml.names import W

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_HEADING = re.compile(r"(?:heading|标题)[ _]?([1-9])", re.IGNORECASE)
_TITLES = ("title", "标题", "标 题")
_CONTENTS = re.compile(r"(?:toc|目录|contents|table of figures|图表目录)[ _]?[0-9]?", re.IGNORECASE)
# Off, as attributes say it; any other value, or none, is on.
_OFF = ("0", "false", "off", "none")


def is_on(element: Any) -> bool:
    """Whether a toggle such as ``w:vanish`` is on; it is where it has no value."""
    return element.get(W + "val", "1") not in _OFF


def number(element: Any, default: int = -1) -> int:
    """The whole number in ``w:val``; the default where the element or the number is missing."""
    if element is None:
        return default
    try:
        return int(element.get(W + "val", ""))
    except ValueError:
        return default


class Style:
    """A paragraph or character style with what it takes from the styles it is based on.

    ``level`` is the heading level from 1 on, 0 for the title style, -1 where
    it is no heading; ``contents`` marks the styles of tables of contents.
    ``num_id`` and ``num_level`` are its numbering, -1 where it has none.
    """

    __slots__ = ("centred", "contents", "hidden", "level", "num_id", "num_level")

    def __init__(self) -> None:
        self.level = -1
        self.contents = False
        self.hidden = False
        self.centred = False
        self.num_id = -1
        self.num_level = -1


class Styles:
    """The styles of a document, worked out one by one when they are asked for."""

    def __init__(self, root: Any = None) -> None:
        self._elements: dict[str, Any] = {}
        self._known: dict[str, Style] = {"": Style()}
        #: The style of paragraphs that name none.
        self.default = ""
        for element in () if root is None else root.iter(W + "style"):
            name = element.get(W + "styleId")
            if name:
                self._elements.setdefault(name, element)
                if element.get(W + "type") == "paragraph" and element.get(W + "default") in ("1", "true", "on"):
                    self.default = name

    def style(self, name: str) -> Style:
        """A style by its id; an empty one where there is none, as Word takes it."""
        found = self._known.get(name)
        if found is None:
            # Styles that are based on each other in a circle end where the circle closes.
            self._known[name] = Style()
            found = self._known[name] = self._made(name)
        return found

    def _made(self, id: str) -> Style:
        made = Style()
        element = self._elements.get(id)
        if element is None:
            return made
        based = element.find(W + "basedOn")
        if based is not None:
            below = self.style(based.get(W + "val", ""))
            for slot in Style.__slots__:
                setattr(made, slot, getattr(below, slot))
        named = element.find(W + "name")
        name = (named.get(W + "val") or "").strip().lower() if named is not None else ""
        properties = element.find(W + "pPr")
        if properties is not None:
            outline = number(properties.find(W + "outlineLvl"))
            if outline >= 0:
                made.level = outline + 1 if outline < 9 else -1
            numbering = properties.find(W + "numPr")
            if numbering is not None:
                made.num_id = number(numbering.find(W + "numId"), made.num_id)
                made.num_level = number(numbering.find(W + "ilvl"), made.num_level)
            justified = properties.find(W + "jc")
            if justified is not None:
                made.centred = justified.get(W + "val") == "center"
        heading = _HEADING.fullmatch(name)
        if heading:
            made.level = int(heading.group(1))
        elif name in _TITLES:
            made.level = 0
        made.contents = made.contents or _CONTENTS.fullmatch(name) is not None
        vanish = element.find(f"{W}rPr/{W}vanish")
        if vanish is not None:
            # A toggle: on upon on is off (17.7.3).
            made.hidden = made.hidden != is_on(vanish)
        return made
