"""``pattern``: one regular expression on each paragraph."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.patterns import Search, compile_pattern, group_names
from ..text.searches import Searches

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from ..core.matcher import Guard


class Pattern(Matcher):
    r"""Finds ``regex``; the span is the group named ``at`` where there is one, else the whole match.

    ``regex`` may be a list: each pattern is then looked for where its own
    strings stand, which is faster than one with many alternatives. Of matches
    that overlap the first is taken, and of those at one place the one whose
    pattern stands first.

    ``needs`` lists strings one of which stands wherever a single pattern
    matches; it is worked out from the pattern where it is left out. ``lead``
    says how many characters of a match stand before such a string, at least
    and at most: the pattern is tried there and nowhere else. ``unless`` is a pattern
    that excuses a match: it is searched in the match with ``around`` characters
    on each side. ``replacement`` is what could stand there instead, with
    ``\g<name>`` for groups; it replaces the span. ``words`` passes over spans
    whose edges a word of the dictionary runs across (``整改的``, not ``改的``).
    ``twice`` looks only where one string of ``needs`` stands again within so
    many characters, for patterns that match a word and its repetition.
    """

    regex: str | list[str]
    needs: list[str] | None = None
    lead: list[int] = []
    unless: str = ""
    around: int = 12
    replacement: str = ""
    words: bool = False
    twice: int = 0

    def prepare(self) -> None:
        self._searches: Searches | None = None
        if isinstance(self.regex, str):
            if self.lead and not (self.needs and len(self.lead) == 2 and 0 <= self.lead[0] <= self.lead[1]):
                raise ValueError("lead 应是 needs 之前最少和最多的字数，如 [1, 2]")
            self._search = Search(self.regex, self.needs, (self.lead[0], self.lead[1]) if self.lead else None)
        elif not self.regex or self.needs is not None or self.lead:
            raise ValueError("regex 写成列表时，至少要有一个，且不写 needs 和 lead")
        else:
            self._searches = Searches(self.regex)
            self._named = [name for name in self.names() if name != "at"]
        self._unless = compile_pattern(self.unless) if self.unless else None

    def names(self) -> tuple[str, ...]:
        sources = [self.regex] if isinstance(self.regex, str) else self.regex
        return tuple({name: None for source in sources for name in group_names(source)})

    def gate(self) -> Sequence[str] | None:
        return self._searches.gate if self._searches else self._search.needs

    def guards(self) -> Sequence[Guard | None] | None:
        if self._searches:
            return self._searches.guards()
        from ..text.guards import around

        return around(self._search)

    def paired(self) -> bool:
        return self.twice > 0

    def find(
        self, text: str, hits: list[tuple[int, int]], here: Any, page: Any
    ) -> Iterator[Match]:
        if self.twice:
            hits = _repeated(hits, self.twice)
            if not hits:
                return
        for found in self._matches(text, hits) if self._searches else self._search.matches(text, hits):
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
            if self._searches:
                # A message may use names that only others of the patterns have.
                values = {**dict.fromkeys(self._named, ""), **values}
            replacement = found.expand(self.replacement) if self.replacement else None
            yield Match(start, end, values, replacement)

    def _matches(self, text: str, hits: list[tuple[int, int]]) -> Iterator[Any]:
        """The matches of several patterns that are clear of each other, in order."""
        found = []
        assert self._searches
        for number, search, places in self._searches.called(hits):
            found += [(match.start(), number, match) for match in search.matches(text, places)]
        if len(found) > 1:
            found.sort(key=lambda item: item[:2])
        last = 0
        for start, _, match in found:
            if start >= last:
                last = match.end()
                yield match


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
