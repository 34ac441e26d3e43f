"""``formula``: what stands in the first or last lines of a document, against its genre."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.letter import letter_of
from ..text.patterns import Search, compile_pattern, required

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any, ClassVar


class Formula(Matcher):
    """Finds ``patterns`` in the ``first`` and the ``last`` lines that are not blank.

    ``genres`` maps the genre in which the title ends to further patterns for
    the last lines; ``anywhere`` does the same for formulas that end a
    paragraph wherever it stands. The span is the group named ``at`` where
    there is one. ``unless`` excuses a line that it is found in; lines of over
    ``longest`` characters are read at their end only. ``holds`` lists
    strings one of which every match holds, where the patterns tell none that
    are rare, and ``marks`` characters one of which stands in every line that
    matches, which spares most lines a closer look.
    """

    declares: ClassVar[tuple[str, ...]] = ("genre",)
    reach = "document"

    patterns: list[str] = []
    genres: dict[str, list[str]] = {}
    anywhere: dict[str, list[str]] = {}
    unless: str = ""
    holds: list[str] = []
    marks: str = ""
    first: int = 0
    last: int = 0
    longest: int = 80

    @classmethod
    def load(cls, options: dict[str, Any], folder: str) -> dict[str, Any]:
        # Told when rules are loaded; a run compiles only what its document calls for.
        for source in cls(**options).sources():
            compile_pattern(source)
        return options

    def prepare(self) -> None:
        self._genres = {genre: _any(sources) for genre, sources in self.genres.items()}
        self._anywhere = {
            genre: f"(?:{'|'.join(sources)})[。！]?(?=[ \u3000]*(?:[\r\n]|\\Z))"
            for genre, sources in self.anywhere.items()
        }
        self._searches: dict[str, Search] = {}

    def sources(self) -> list[str]:
        """All patterns that may be searched for."""
        last = [self.unless] if self.unless else []
        return [*self.patterns, *self._genres.values(), *self._anywhere.values(), *last]

    def _search(self, source: str) -> Search:
        found = self._searches.get(source)
        if found is None:
            found = self._searches[source] = Search(source)
        return found

    def gate(self) -> Sequence[str] | None:
        # Asked when the rules are compiled, so what is measured here is kept with them.
        for source in self.sources():
            compile_pattern(source), required(source)
        if self.holds:
            return self.holds
        needs = [required(source) for source in (*self.patterns, *self._genres.values())]
        if self.anywhere or not all(needs):
            return None
        strings = sorted({string for found in needs for string in found or ()})
        # Words of a character or of every title stand in all documents.
        return None if self.first or min(map(len, strings), default=0) < 2 else strings

    def survey(self, page: Any) -> Iterator[Match]:
        letter = letter_of(page)
        lines = [] if not self.first else letter.head[: self.first]
        ends = letter.last[-self.last :] if self.last else []
        if page.called:
            # Where strings call for the rule, a line without them holds no match.
            called = {here.start for here, _ in page.called}
            lines = [line for line in lines if line[1] in called]
            ends = [line for line in ends if line[1] in called]
        if self.marks:
            lines = [line for line in lines if _has(line[0], self.marks)]
            ends = [line for line in ends if _has(line[0], self.marks)]
        seen: set[tuple[int, int]] = set()
        for line in lines + ends:
            for source in self.patterns:
                yield from self._in_line(source, line, letter.genre, seen)
        own = self._genres.get(letter.genre)
        if own is not None:
            for line in ends:
                yield from self._in_line(own, line, letter.genre, seen)
        anywhere = self._anywhere.get(letter.genre)
        if anywhere is not None and self._calls(page, self._search(anywhere).needs):
            for found in self._search(anywhere).regex.finditer(page.text):
                span = found.span()
                if not any(low < span[1] and span[0] < high for low, high in seen):
                    seen.add(span)
                    yield Match(span[0], span[1], {"genre": letter.genre})

    def _calls(self, page: Any, needs: list[str] | None) -> bool:
        """Whether one of the strings that a pattern needs stands in the document, as far as the gate tells."""
        if needs is None or not set(needs) <= set(self.holds):
            return True
        wanted = {index for index, string in enumerate(self.holds) if string in needs}
        return any(index in wanted for _, hits in page.called for _, index in hits)

    def _in_line(
        self, source: str, line: tuple[str, int, int], genre: str, seen: set[tuple[int, int]]
    ) -> Iterator[Match]:
        text, start, _ = line
        low = max(0, len(text) - self.longest)
        if low and self.first and not self.last:
            return
        search = self._search(source)
        if search.needs is not None and not _has(text, search.needs):
            return
        if self.unless and self._search(self.unless).regex.search(text, low):
            return
        pattern = search.regex
        for found in pattern.finditer(text, low):
            at, end = found.span("at") if "at" in pattern.groupindex else found.span()
            span = (start + at, start + end)
            if at < 0 or at == end or any(a < span[1] and span[0] < b for a, b in seen):
                continue
            seen.add(span)
            yield Match(span[0], span[1], {"genre": genre})


def _has(text: str, strings: Iterable[str]) -> bool:
    """Whether one of the strings stands in a text."""
    for string in strings:  # noqa: SIM110  # a generator costs more than all it would look at
        if string in text:
            return True
    return False


def _any(sources: list[str]) -> str:
    return "|".join(f"(?:{source})" for source in sources)
