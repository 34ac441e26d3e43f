"""Places in a text as the protocol counts them: lines from 0, and units of an encoding within a line.

Language Server Protocol 3.17, "Position". The linter counts code points; an
editor nearly always UTF-16 units, of which a character beyond the basic plane
(𠮷) takes two.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lsprotocol.types import Position, PositionEncodingKind, Range

from ..core.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Callable

_BEYOND = re.compile("[\U00010000-\U0010ffff]")


def _utf16(text: str) -> int:
    return len(text) + len(_BEYOND.findall(text))


def _utf8(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


_UNITS: dict[str, Callable[[str], int]] = {
    PositionEncodingKind.Utf8: _utf8,
    PositionEncodingKind.Utf16: _utf16,
    PositionEncodingKind.Utf32: len,
}


class Places:
    """The way between offsets in code points and an editor's positions."""

    def __init__(self, text: str, encoding: str = PositionEncodingKind.Utf16) -> None:
        self._text = text
        self._lines = Lines(text)
        self._units = _UNITS[encoding]

    def position(self, offset: int) -> Position:
        """The position of an offset; of one between CR and LF, that of the line's end."""
        if self._text[offset - 1 : offset + 1] == "\r\n" and offset:
            offset -= 1
        line, _ = self._lines.place(offset)
        return Position(line - 1, self._units(self._text[self._lines.start(line) : offset]))

    def range(self, start: int, end: int) -> Range:
        """The range of a span."""
        return Range(self.position(start), self.position(end))

    def offset(self, position: Position) -> int:
        """The offset of a position; beyond a line's end, that end."""
        if position.line >= len(self._lines):
            return len(self._text)
        start = self._lines.start(position.line + 1)
        last = position.line + 1 >= len(self._lines)
        end = len(self._text) if last else self._lines.start(position.line + 2)
        line = self._text[start:end].rstrip("\r\n")
        if self._units is len:
            return start + min(position.character, len(line))
        left = position.character
        for index, char in enumerate(line):
            if left <= 0:
                return start + index
            left -= self._units(char)
        return start + len(line)
