"""``formula``: what stands in the first or last lines of a document, against its genre."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.letter import letter_of
from ..text.patterns import compile_pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, ClassVar


class Formula(Matcher):
    """Finds ``patterns`` in the ``first`` and the ``last`` lines that are not blank.

    ``genres`` maps the genre in which the title ends to further patterns for
    the last lines; ``anywhere`` does the same for formulas that end a
    paragraph wherever it stands. The span is the group named ``at`` where
    there is one. ``unless`` excuses a line that it is found in; lines of over
    ``longest`` characters are read at their end only.
    """

    declares: ClassVar[tuple[str, ...]] = ("genre",)
    reach = "document"

    patterns: list[str] = []
    genres: dict[str, list[str]] = {}
    anywhere: dict[str, list[str]] = {}
    unless: str = ""
    first: int = 0
    last: int = 0
    longest: int = 80

    def prepare(self) -> None:
        self._patterns = [compile_pattern(source) for source in self.patterns]
        self._genres = {genre: _any(sources) for genre, sources in self.genres.items()}
        self._anywhere = {
            genre: compile_pattern(f"(?:{'|'.join(sources)})[。！]?(?=[ \u3000]*(?:[\r\n]|\\Z))")
            for genre, sources in self.anywhere.items()
        }
        self._unless = compile_pattern(self.unless) if self.unless else None

    def survey(self, page: Any) -> Iterator[Match]:
        letter = letter_of(page)
        lines = [] if not self.first else letter.head[: self.first]
        ends = letter.last[-self.last :] if self.last else []
        seen: set[tuple[int, int]] = set()
        for line in lines + ends:
            for pattern in self._patterns:
                yield from self._in_line(pattern, line, letter.genre, seen)
        pattern = self._genres.get(letter.genre)
        if pattern is not None:
            for line in ends:
                yield from self._in_line(pattern, line, letter.genre, seen)
        pattern = self._anywhere.get(letter.genre)
        if pattern is not None:
            for found in pattern.finditer(page.text):
                span = found.span()
                if not any(low < span[1] and span[0] < high for low, high in seen):
                    seen.add(span)
                    yield Match(span[0], span[1], {"genre": letter.genre})

    def _in_line(
        self, pattern: Any, line: tuple[str, int, int], genre: str, seen: set[tuple[int, int]]
    ) -> Iterator[Match]:
        text, start, _ = line
        low = max(0, len(text) - self.longest)
        if low and self.first and not self.last:
            return
        if self._unless is not None and self._unless.search(text, low):
            return
        for found in pattern.finditer(text, low):
            at, end = found.span("at") if "at" in pattern.groupindex else found.span()
            span = (start + at, start + end)
            if at < 0 or at == end or any(a < span[1] and span[0] < b for a, b in seen):
                continue
            seen.add(span)
            yield Match(span[0], span[1], {"genre": genre})


def _any(sources: list[str]) -> Any:
    return compile_pattern("|".join(f"(?:{source})" for source in sources))
