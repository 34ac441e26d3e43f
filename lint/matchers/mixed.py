"""``mixed``: forms of writing counted over a document: slips are reported, habits once."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.flat import flat_of
from ..text.patterns import compile_pattern, group_names, required
from ..text.zones import covers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from ..text.flat import Flat


class Mixed(Matcher):
    """Finds ``forms``, each a pattern that is counted by itself over the document.

    The span is the group ``at`` where there is one, else the whole match.
    ``proper`` gives for each form the pattern of the other way to write it.
    A form found ``habit`` times or more, and in at least ``share`` of all places
    where it or the proper way stands, is the document's habit: it is reported
    once, with the number. ``once`` reports every form so, and ``both`` only
    forms whose proper way stands in the document too.

    ``unless`` excuses a match: it is searched in the match with ``around``
    characters on each side. ``outside`` names zones in which nothing counts.
    ``replaces`` gives what should stand for a span or for a character of it;
    only the groups ``left`` and ``right`` are changed where the form has them.
    The change is safe only in spans that are all ``sure``, where that is given.

    The document is read when one of ``needs`` is first met: strings one of which
    stands wherever a form matches, worked out from the forms where left out.
    Forms should begin with a literal character, which is searched fastest.
    """

    declares = ("found", "right", "count", "note")

    forms: list[str]
    needs: list[str] | None = None
    proper: list[str] = []
    both: bool = False
    once: bool = False
    habit: int = 0
    share: float = 0.0
    unless: str = ""
    around: int = 12
    outside: list[str] = []
    replaces: dict[str, str] = {}
    sure: str = ""

    def prepare(self) -> None:
        if len(self.proper) not in (0, len(self.forms)):
            raise ValueError("proper 与 forms 的条数应当相同")
        if self.both and not self.proper:
            raise ValueError("both 需要 proper")
        self._forms = [compile_pattern(source) for source in self.forms]
        self._proper = [compile_pattern(source) if source else None for source in self.proper]
        self._unless = compile_pattern(self.unless) if self.unless else None
        self._sure = compile_pattern(self.sure) if self.sure else None

    def names(self) -> tuple[str, ...]:
        return (*self.declares, *{name for source in self.forms for name in group_names(source)})

    def gate(self) -> Sequence[str] | None:
        if self.needs is not None:
            return self.needs
        strings: set[str] = set()
        for source in self.forms:
            found = required(source)
            if found is None:
                return None
            strings.update(found)
        return sorted(strings)

    def find(
        self, text: str, hits: list[tuple[int, int]], here: Any, page: Any
    ) -> Iterable[Match]:
        shelf = f"mixed {id(self)}"
        found: dict[int, list[Match]] = page.shelf.get(shelf) or {}
        if shelf not in page.shelf:
            page.shelf[shelf] = found
            flat = flat_of(page)
            for start, end, match in self.places(page):
                within = flat.paragraph(start)
                low = flat.start(within)
                match.start, match.end = start - low, end - low
                found.setdefault(within.index, []).append(match)
        return found.get(here.index, ())

    def places(self, page: Any) -> Iterator[tuple[int, int, Match]]:
        """What is to be reported of a document: flat start and end, and the match in document offsets."""
        flat = flat_of(page)
        text = flat.text
        for index, form in enumerate(self._forms):
            found = [match for match in form.finditer(text) if self._counts(match, flat, page)]
            if not found:
                continue
            proper = self._proper[index] if self._proper else None
            count = len(found)
            usual = 0
            if proper is not None and (self.both or 0 < self.habit <= count):
                usual = len(proper.findall(text))
            if self.both and not usual:
                continue
            if self.once or 0 < self.habit <= count and count >= self.share * (count + usual):
                del found[1:]
            else:
                count = 1
            for match in found:
                start, end = _span(match)
                yield start, end, self._match(match, flat, count)

    def _counts(self, match: Any, flat: Flat, page: Any) -> bool:
        if self._unless is not None:
            low = max(0, match.start() - self.around)
            if self._unless.search(flat.text[low : match.end() + self.around]):
                return False
        if self.outside:
            start, end = _span(match)
            here = flat.paragraph(start)
            low = flat.start(here)
            if covers(page.zones(here), start - low, end - low, tuple(self.outside)):
                return False
        return True

    def _match(self, match: Any, flat: Flat, count: int) -> Match:
        start, end = _span(match)
        found = flat.text[start:end]
        right = self.replaces.get(found)
        if right is None and self.replaces:
            right = "".join(self.replaces.get(mark, mark) for mark in found)
        note = f"；全文有{count}处，只在此提示" if count > 1 else ""
        values = {name: value or "" for name, value in match.groupdict().items()}
        values |= {"found": found, "right": right or "", "count": count, "note": note}
        edits = None
        # Mending one place of a habit would only mix it.
        if right is not None and right != found and count == 1:
            groups = [name for name in ("left", "right") if match.groupdict().get(name)]
            if groups:
                edits = [
                    (*flat.at(*match.span(name)), self.replaces.get(match[name], match[name]))
                    for name in groups
                ]
            else:
                edits = [(*flat.at(start, end), right)]
        low, high = flat.at(start, end)
        unsafe = self._sure is not None and self._sure.fullmatch(found) is None
        return Match(low, high, values, edits=edits, unsafe=unsafe)


def _span(match: Any) -> tuple[int, int]:
    span: tuple[int, int] = match.span("at") if "at" in match.re.groupindex else match.span()
    return span
