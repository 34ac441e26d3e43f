"""``pattern``: one regular expression on each paragraph."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.patterns import Search, compile_pattern, group_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any


class Pattern(Matcher):
    r"""Finds ``regex``; the span is the group named ``at`` where there is one, else the whole match.

    ``needs`` lists strings one of which stands wherever the pattern matches; it
    is worked out from the pattern where it is left out. ``unless`` is a pattern
    that excuses a match: it is searched in the match with ``around`` characters
    on each side. ``replacement`` is what could stand there instead, with
    ``\g<name>`` for groups; it replaces the span. ``words`` passes over spans
    whose edges a word of the dictionary runs across (``整改的``, not ``改的``).
    ``twice`` looks only where one string of ``needs`` stands again within so
    many characters, for patterns that match a word and its repetition.
    """

    regex: str
    needs: list[str] | None = None
    unless: str = ""
    around: int = 12
    replacement: str = ""
    words: bool = False
    twice: int = 0

    def prepare(self) -> None:
        self._search = Search(self.regex, self.needs)
        self._unless = compile_pattern(self.unless) if self.unless else None

    def names(self) -> tuple[str, ...]:
        return group_names(self.regex)

    def gate(self) -> Sequence[str] | None:
        return self._search.needs

    def paired(self) -> bool:
        return self.twice > 0

    def find(
        self, text: str, hits: list[tuple[int, int]], here: Any, page: Any
    ) -> Iterator[Match]:
        if self.twice:
            hits = _repeated(hits, self.twice)
            if not hits:
                return
        for found in self._search.matches(text, hits):
            start, end = found.span("at") if "at" in found.re.groupindex else found.span()
            if start < 0 or start == end:
                continue
            if self._unless is not None:
                low = max(0, found.start() - self.around)
                if self._unless.search(text[low : found.end() + self.around]):
                    continue
            if self.words:
                from ..text.words import cuts_word

                if cuts_word(text, start, end):
                    continue
            values: dict[str, object] = {
                name: value or "" for name, value in found.groupdict().items()
            }
            replacement = found.expand(self.replacement) if self.replacement else None
            yield Match(start, end, values, replacement)


def _repeated(hits: list[tuple[int, int]], within: int) -> list[tuple[int, int]]:
    """The hits whose string is hit again at most ``within`` characters further on."""
    last: dict[int, int] = {}
    kept = []
    for start, index in hits:
        before = last.get(index)
        if before is not None and start - before <= within:
            kept.append((before, index))
        last[index] = start
    return sorted(kept)
