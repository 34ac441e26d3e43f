"""``forms``: several wrong ways to write one thing, each with the right one."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.patterns import compile_pattern
from ..text.searches import Searches

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from ..core.matcher import Guard


class Forms(Matcher):
    r"""Finds the patterns of ``forms``; the span is the group ``at`` where a pattern has one, else the match.

    ``forms`` maps a pattern to what should stand there, with ``\g<name>`` for
    groups, or to "" where only a person can say. ``letters`` maps single
    characters: where it is given, the span with these exchanged is what should
    stand there, and a span that holds none of them is right. ``unless`` is a
    pattern that excuses a match: it is searched in the match with ``around``
    characters on each side. ``words`` passes over spans whose edges a word of
    the dictionary runs across. Of matches that overlap the first is taken, and
    of those at one place the one whose pattern stands first.
    """

    declares = ("expected",)

    forms: dict[str, str]
    letters: dict[str, str] = {}
    unless: str = ""
    around: int = 12
    words: bool = False

    def prepare(self) -> None:
        if not self.forms:
            raise ValueError("forms 至少要有一个写法")
        if any(len(letter) != 1 for letter in self.letters):
            raise ValueError("letters 的键应当是单个字符")
        self._searches = Searches(list(self.forms))
        self._templates = list(self.forms.values())
        self._unless = compile_pattern(self.unless) if self.unless else None
        self._letters = str.maketrans(self.letters)

    def gate(self) -> Sequence[str] | None:
        return self._searches.gate

    def guards(self) -> Sequence[Guard | None] | None:
        return self._searches.guards()

    def find(self, text: str, hits: list[tuple[int, int]], here: Any, page: Any) -> Iterator[Match]:
        found = []
        for number, search, places in self._searches.called(hits):
            for match in search.matches(text, places):
                start, end = match.span("at") if "at" in match.re.groupindex else match.span()
                if start < end and not self._excused(text, match, start, end):
                    found.append((start, number, end, match))
        last = 0
        for start, number, end, match in sorted(found, key=lambda item: item[:2]):
            if start < last:
                continue
            expected = text[start:end].translate(self._letters)
            if not self.letters:
                template = self._templates[number]
                expected = match.expand(template) if template else ""
            elif expected == text[start:end]:
                continue
            last = end
            yield Match(start, end, {"expected": expected}, expected or None)

    def _excused(self, text: str, match: Any, start: int, end: int) -> bool:
        """Whether the surroundings make a match right."""
        if self._unless is not None:
            low = max(0, match.start() - self.around)
            if self._unless.search(text[low : match.end() + self.around]):
                return True
        if not self.words:
            return False
        from ..text.words import cuts_word

        return cuts_word(text, start, end)
