"""Lines: they end with CRLF, LF or CR, and with nothing else."""

from __future__ import annotations

import re
from bisect import bisect_right

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .textmap import TextMap

LINE_END = re.compile(r"\r\n|\r|\n")


class Lines:
    """Line and column of offsets in a text."""

    __slots__ = ("_starts",)

    def __init__(self, text: str) -> None:
        self._starts = [0, *(end.end() for end in LINE_END.finditer(text))]

    def place(self, offset: int) -> tuple[int, int]:
        """The 1-based line and column (in code points) of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def end(self, start: int, end: int) -> tuple[int, int]:
        """The 1-based line and column at which ``[start, end)`` ends."""
        return self.place(end)

    def start(self, line: int) -> int:
        """The offset at which a 1-based line starts."""
        return self._starts[line - 1]

    def __len__(self) -> int:
        return len(self._starts)


class SourceLines(Lines):
    """Line and column in a file of offsets in the text that was read from it."""

    __slots__ = ("_map",)

    def __init__(self, source: str, map: TextMap) -> None:
        super().__init__(source)
        self._map = map

    def place(self, offset: int) -> tuple[int, int]:
        """The 1-based line and column in the source at which the character at an offset starts."""
        return super().place(self._map.hull(offset, offset).start)

    def end(self, start: int, end: int) -> tuple[int, int]:
        """The 1-based line and column in the source behind the last character of ``[start, end)``."""
        return super().place(self._map.hull(max(start, end - 1), end).end)
