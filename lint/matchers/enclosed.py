"""``enclosed``: a pattern, reported with the brackets, the line or the clause that it stands in."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.patterns import Lazy, compile_pattern
from ..text.searches import Searches
from .block import parted, read_signs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from ..core.matcher import Guard

_PAIRS = {
    "【": "】", "[": "]", "［": "］", "〔": "〕", "（": "）", "(": ")",
    "《": "》", "<": ">", "＜": "＞", "「": "」", "『": "』", "{": "}", "〖": "〗",
}  # fmt: skip
_CLOSERS = frozenset(_PAIRS.values())
_EDGE = Lazy("[。！？!?；;，,：:]")
_LINKS = "，,：: "
# How many neighbouring clauses an advertisement takes in, and how long each may be.
_CLAUSES, _CLAUSE = 3, 30
# How much of a clause may lie beside its words of advertising.
_SLACK = 3


class Enclosed(Matcher):
    """Finds ``patterns`` anywhere, and ``alone`` only in brackets or on a short line of its own.

    The span is the outermost pair of brackets around the match whose content
    has at most ``bracket`` characters; else the whole line where it has at most
    ``line`` characters and is no sentence; else the match with the neighbouring
    clauses that match ``along``. ``unless`` excuses a match: it is searched in
    the match with ``around`` characters on each side. Brackets and lines may be
    deleted, safely only brackets whose text matches ``removes``. ``needs``
    lists strings one of which stands wherever a pattern matches; it is worked
    out from the patterns where it is left out. ``signs`` names a table as of
    ``block``: its sure signs are more ``patterns``, its strong ones ``alone``.
    """

    patterns: list[str] = []
    alone: list[str] = []
    signs: list[str] | str = []
    along: str = ""
    unless: str = ""
    removes: str = ""
    needs: list[str] | None = None
    around: int = 10
    bracket: int = 70
    line: int = 45

    @classmethod
    def load(cls, options: dict[str, Any], folder: str) -> dict[str, Any]:
        if "signs" in options:
            return {**options, "signs": read_signs(options["signs"], folder)}
        return options

    def prepare(self) -> None:
        signs = parted(self.signs)
        self._sources = [*self.patterns, *signs["sure"]], [*self.alone, *signs["strong"]]
        free, alone = self._sources
        self._searches = Searches((*free, *alone), self.needs)
        self._along = compile_pattern(self.along) if self.along else None
        self._unless = compile_pattern(self.unless) if self.unless else None
        self._removes = compile_pattern(self.removes) if self.removes else None

    def gate(self) -> Sequence[str] | None:
        return self._searches.gate

    def guards(self) -> Sequence[Guard | None] | None:
        return self._searches.guards()

    def find(self, text: str, hits: list[tuple[int, int]], here: Any, page: Any) -> Iterator[Match]:
        found: list[tuple[int, int, str]] = []
        for number, search, places in self._searches.called(hits):
            for match in search.matches(text, places):
                start, end = match.span()
                if start < end and not self._excused(text, start, end):
                    span = self._span(text, start, end, number < len(self._sources[0]))
                    if span is not None:
                        found.append(span)
        last = -1
        for start, end, how in sorted(found, key=lambda span: (span[0], -span[1])):
            if start < last:
                continue
            last = end
            safe = how == "bracket" and self._removable(text[start:end])
            # A clause is cut out by a person: the commas around it go with it.
            yield Match(start, end, replacement=None if how == "clause" else "", unsafe=not safe)

    def _removable(self, text: str) -> bool:
        return self._removes is not None and self._removes.search(text) is not None

    def _excused(self, text: str, start: int, end: int) -> bool:
        if self._unless is None:
            return False
        low = max(0, start - self.around)
        return self._unless.search(text[low : end + self.around]) is not None

    def _span(self, text: str, start: int, end: int, free: bool) -> tuple[int, int, str] | None:
        """What is reported of a match at ``[start, end)``: a ``bracket``, a ``line`` or a ``clause``."""
        around = self._brackets(text, start, end)
        if around is not None:
            return (*around, "bracket")
        low = len(text) - len(text.lstrip())
        high = len(text.rstrip())
        if high - low <= self.line and (end >= high - 2 or text[high - 1] not in "。；;"):
            return low, high, "line"
        if not free:
            return None
        return (*self._clauses(text, start, end, low, high), "clause")

    def _brackets(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """The outermost short pair of brackets around a match, or an opened one up to its line's end."""
        best: tuple[int, int] | None = None
        floor = max(0, start - self.bracket)
        closed = 0
        for at in range(start, floor - 1, -1):
            mark = text[at : at + 1]
            if at < start and mark in _CLOSERS:
                closed += 1
            elif mark in _PAIRS:
                if closed:
                    closed -= 1
                    continue
                close = text.find(_PAIRS[mark], max(end - 1, at + 1), at + self.bracket + 2)
                if close >= 0:
                    best = at, close + 1
                elif mark in "【[［〖" and len(text.rstrip()) - end <= 4:
                    best = at, len(text.rstrip())
        return best

    def _clauses(self, text: str, start: int, end: int, low: int, high: int) -> tuple[int, int]:
        """The match with its own clause where that is short, and the clauses of the same kind around it."""
        if self._along is None:
            return start, end
        for _ in range(_CLAUSES):
            edge = start - 1 if start > low and text[start - 1] in _LINKS else start
            begin = max(low, edge - _CLAUSE)
            for mark in _EDGE.finditer(text, begin, edge):
                begin = mark.end()
            word = self._along.search(text, begin, edge) if begin < edge else None
            if word is None:
                break
            # A clause that begins with something else is the report's.
            start = begin if word.start() - begin <= _SLACK else word.start()
            if start > begin:
                break
        for _ in range(_CLAUSES):
            edge = end + 1 if end < high and text[end] in _LINKS else end
            following = _EDGE.search(text, edge, min(high, edge + _CLAUSE))
            stop = following.start() if following else min(high, edge + _CLAUSE)
            last = 0
            for word in self._along.finditer(text, edge, stop):
                last = word.end()
            if not last:
                break
            end = stop if stop - last <= _SLACK else last
            if end < stop:
                break
        return start, end
