"""Lines: they end with CRLF, LF or CR, and with nothing else."""

from __future__ import annotations

from bisect import bisect_right

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from .textmap import TextMap


# Up to so many characters all lines are cut out at once, which takes another copy of the text and half of the time.
_LONG = 1 << 19


def line_ends(text: str) -> Iterator[tuple[int, int]]:
    """``(start, end)`` of every line end, in order."""
    line, back = text.find("\n"), text.find("\r")
    while line >= 0 or back >= 0:
        if back < 0 or 0 <= line < back:
            yield line, line + 1
            line = text.find("\n", line + 1)
            continue
        end = back + 1
        if line == end:
            end += 1
            line = text.find("\n", end)
        yield back, end
        back = text.find("\r", end)


class Lines:
    """Line and column of offsets in a text."""

    __slots__ = ("_starts",)

    _starts: list[int]

    def __init__(self, text: str) -> None:
        if len(text) > _LONG or "\r" in text:
            self._starts = [0, *(end for _, end in line_ends(text))]
            return
        self._starts = starts = []
        at = 0
        for line in text.split("\n"):
            starts.append(at)
            at += len(line) + 1

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
