"""Markdown's blocks, as CommonMark has them, read line by line with the place of every line.

An indented paragraph with hanzi in it is no code here, and a fence that
nothing closes is text: reports are also saved as ``.md`` that were never
written as Markdown, and nothing of them may vanish.
"""

from __future__ import annotations

import re

from ..core.lines import line_ends
from .patterns import Lazy, compile_pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import ClassVar

    Spans = list[tuple[int, int]]

_BLANK = Lazy(r"[ \t\u3000]*")
_HEADING = Lazy(r"(#{1,6})(?:[ \t]+|(?<=##)(?=[一-鿿（【“])|$)")
_CLOSING = Lazy(r"[ \t]+#+[ \t]*\Z")
_RULE = Lazy(r"([-*_])[ \t]*(?:\1[ \t]*){2,}\Z")
_LONGEST_HEADING = 80
_UNDERLINE = Lazy(r"(=+|-+)[ \t]*\Z")
_FENCE = Lazy(r"(`{3,}|~{3,})[^`]*\Z")
_BULLET = Lazy(r"[-*+][ \t]+(?:\[[ xX]\][ \t]+)?")
_NUMBER = Lazy(r"[0-9]{1,9}[.)][ \t]+")
_QUOTE = Lazy(r"(?:>(?!=)[ \t]?[ \t]*)+")
_DELIMITERS = Lazy(
    r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*\Z|\|[ \t]*:?-+:?[ \t]*\|[ \t]*\Z"
)
_CELL_END = Lazy(r"(?<!\\)\|")
_DEFINITION = Lazy(r"\[(\^?)([^\[\]]{1,80})\]:[ \t]*")
_RAW = Lazy(r"<(script|style|pre)\b", re.IGNORECASE)
_FIELD = Lazy(r"[\w-]+[ \t]*:|[ \t]|- |#|\Z")
_HANZI = Lazy("[一-鿿]")


class Run:
    """Lines of one block, markers at their starts left out."""

    __slots__ = ("kind", "level", "spans")

    def __init__(self, kind: str, level: int, spans: Spans) -> None:
        self.kind = kind
        self.level = level
        self.spans = spans


class Structure:
    """The blocks of a text: ``runs`` in order.

    ``comments`` are the ``(start, end)`` of HTML comments between blocks, and
    ``labels`` the link labels that are defined, in lower case.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.runs: list[Run] = []
        self.comments: list[tuple[int, int]] = []
        self.labels: set[str] = set()
        self.lines: Spans = []
        start = 0
        for end, after in line_ends(text):
            self.lines.append((start, end))
            start = after
        self.lines.append((start, len(text)))
        self.open: Run | None = None
        #: What nothing closes any more: tags, and the length of fences by their character.
        self.unclosed: dict[str, int] = {}
        number = self._front_matter()
        while number < len(self.lines):
            number = self._line(number)

    def _front_matter(self) -> int:
        """The number of the first line after YAML at the top of the file."""
        if not self.text.startswith("---"):
            return 0
        for number, (start, end) in enumerate(self.lines[:200]):
            line = self.text[start:end].rstrip()
            if number and line in ("---", "..."):
                if number > 1:
                    self._code(0, number)
                    return number + 1
                return 0
            if number and _FIELD.match(line) is None:
                return 0
        return 0

    def _code(self, first: int, last: int) -> None:
        """Lines ``first`` to ``last`` are code."""
        self.open = None
        start, end = self.lines[first][0], self.lines[last][1]
        self.runs.append(Run("code", 0, [(start, end)]))

    def _line(self, number: int) -> int:
        """Take line ``number`` and what belongs to it; the number of the next one to take."""
        text = self.text
        start, end = self.lines[number]
        blank = _BLANK.match(text, start, end)
        at = blank.end() if blank else start
        if at == end:
            self.open = None
            return number + 1
        first = text[at]
        if first in self._FIRST:
            after = self._FIRST[first](self, number, at, end)
            if after:
                return after
        elif first.isascii() and first.isdigit():
            marker = _NUMBER.match(text, at, end)
            # A number inside a paragraph starts a list only where it is 1 (CommonMark 5.3).
            if marker and (
                self.open is None or self.open.kind == "item" or text[at : at + 2] in ("1.", "1)")
            ):
                self._begin("item", at, end)
                return number + 1
        if "|" in text[at:end] and self._is_table(number):
            return self._table(number)
        if self.open is None and _indent(text, start, at) >= 4:
            after = self._indented(number)
            if after:
                return after
        if self.open is not None and self.open.kind != "quote":
            self.open.spans.append((start, end))
        else:
            self._begin("paragraph", start if text[start] == "\u3000" else at, end)
        return number + 1

    def _begin(self, kind: str, start: int, end: int, level: int = 0) -> None:
        self.open = Run(kind, level, [(start, end)])
        self.runs.append(self.open)

    def _sharp(self, number: int, at: int, end: int) -> int:
        marker = _HEADING.match(self.text, at, end)
        if marker is None:
            return 0
        line = _CLOSING.sub("", self.text[marker.end() : end])
        self.open = None
        self.runs.append(Run("heading", len(marker.group(1)), [(marker.end(), marker.end() + len(line))]))
        return number + 1

    def _dash(self, number: int, at: int, end: int) -> int:
        """Setext underlines, rules and bullets."""
        text = self.text
        run = self.open
        if run is not None and run.kind == "paragraph" and _UNDERLINE.match(text[at:end]):
            self.open = None
            # Below several lines, or a long one, it is a rule that lacks its blank line.
            if len(run.spans) == 1 and run.spans[0][1] - run.spans[0][0] <= _LONGEST_HEADING:
                run.kind, run.level = "heading", 1 if text[at] == "=" else 2
            return number + 1
        if _RULE.match(text[at:end]):
            self.open = None
            return number + 1
        marker = _BULLET.match(text, at, end)
        if marker and marker.end() < end:
            self._begin("item", marker.end(), end)
            return number + 1
        return 0

    def _fence(self, number: int, at: int, end: int) -> int:
        marker = _FENCE.match(self.text[at:end])
        if marker is None:
            return 0
        fence = marker.group(1)
        if len(fence) >= self.unclosed.get(fence[0], 1 << 30):
            return 0
        for last in range(number + 1, len(self.lines)):
            line = self.text[slice(*self.lines[last])].strip()
            if line.startswith(fence) and not line.strip(fence[0]):
                self._code(number, last)
                return last + 1
        # Nothing may vanish from the lint because someone drew a line of ~~~.
        self.unclosed[fence[0]] = len(fence)
        return 0

    def _quote(self, number: int, at: int, end: int) -> int:
        marker = _QUOTE.match(self.text, at, end)
        if marker is None:
            return 0
        at = marker.end()
        if at == end:
            self.open = None
            return number + 1
        inner = _HEADING.match(self.text, at, end) or _BULLET.match(self.text, at, end)
        if inner:
            at = inner.end()
        if self.open is not None and self.open.kind == "quote" and not inner:
            self.open.spans.append((at, end))
        else:
            self._begin("quote", at, end)
        return number + 1

    def _angle(self, number: int, at: int, end: int) -> int:
        """Comments that start a line, and HTML whose text is no prose."""
        text = self.text
        if text.startswith("<!--", at):
            close = -1 if "<!--" in self.unclosed else text.find("-->", at)
            if close < 0:
                self.unclosed["<!--"] = at
                return 0
            self.comments.append((at, close + 3))
            self.open = None
            while self.lines[number][1] < close + 3:
                number += 1
            self.lines[number] = (close + 3, self.lines[number][1])
            return number if close + 3 < self.lines[number][1] else number + 1
        raw = _RAW.match(text, at, end)
        if raw and (tag := raw.group(1).lower()) not in self.unclosed:
            closing = compile_pattern(f"</{tag}", re.IGNORECASE).search(text, at)
            if closing is None:
                self.unclosed[tag] = at
            if closing is not None:
                last = number
                while self.lines[last][1] < closing.start():
                    last += 1
                self._code(number, last)
                return last + 1
        return 0

    def _bracket(self, number: int, at: int, end: int) -> int:
        """Definitions of links and footnotes."""
        marker = _DEFINITION.match(self.text, at, end)
        if marker is None or self.open is not None:
            return 0
        if marker.group(1):
            self._begin("footnote", marker.end(), end)
            return number + 1
        target = self.text[marker.end() : end].split()
        if not target or _HANZI.search(target[0]):
            return 0
        self.labels.add(marker.group(2).lower())
        return number + 1

    def _is_table(self, number: int) -> bool:
        if number + 1 >= len(self.lines):
            return False
        start, end = self.lines[number + 1]
        return _DELIMITERS.match(self.text[start:end].strip(" \t")) is not None

    def _table(self, number: int) -> int:
        """The cells of the table whose header is line ``number``."""
        self.open = None
        row = number
        while row < len(self.lines):
            start, end = self.lines[row]
            if row != number + 1:
                if "|" not in self.text[start:end]:
                    break
                self._cells(start, end)
            row += 1
        return row

    def _cells(self, start: int, end: int) -> None:
        at = start
        for bar in [*(found.start() for found in _CELL_END.finditer(self.text, start, end)), end]:
            if self.text[at:bar].strip():
                self.runs.append(Run("cell", 0, [(at, bar)]))
            at = bar + 1

    def _indented(self, number: int) -> int:
        """Code indented by four columns: the number of the line after it, 0 where it is prose."""
        last = number
        while last + 1 < len(self.lines) and _indent(self.text, *self.lines[last + 1]) >= 4:
            last += 1
        code = self.text[self.lines[number][0] : self.lines[last][1]]
        if 4 * len(_HANZI.findall(code)) > len("".join(code.split())):
            return 0
        self._code(number, last)
        return last + 1

    _FIRST: ClassVar[dict[str, Callable[[Structure, int, int, int], int]]] = {
        "#": _sharp,
        "=": _dash,
        "-": _dash,
        "*": _dash,
        "+": _dash,
        "_": _dash,
        "`": _fence,
        "~": _fence,
        ">": _quote,
        "<": _angle,
        "[": _bracket,
    }


def _indent(text: str, start: int, end: int) -> int:
    """The columns of blanks at the start of a line."""
    columns = 0
    for char in text[start : min(end, start + 8)]:
        if char == "\t":
            columns += 4
        elif char == " ":
            columns += 1
        else:
            break
    return columns
