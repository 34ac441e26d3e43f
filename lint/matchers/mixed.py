"""``mixed``: forms of writing counted over a document: slips are reported, habits once."""

from __future__ import annotations

from ..core.matcher import Match, Matcher, Placed
from ..text.flat import flat_of
from ..text.patterns import compile_pattern, group_names, required
from ..text.searches import outweighs
from ..text.zones import covers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from ..text.flat import Flat

# A match that begins in a paragraph may look, and go on, so many characters beyond it.
_BEYOND = 200


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

    Read are the paragraphs in which one of ``needs`` stands: strings one of which
    stands wherever a form matches, worked out from the forms where left out; all
    paragraphs where none can be told.
    """

    reach = "document"
    turn = 1
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

    def survey(self, page: Any) -> Iterator[Match]:
        flat = flat_of(page)
        for start, end, match in self.places(page):
            here = flat.paragraph(start)
            low = flat.start(here)
            yield Placed(here, start - low, end - low, match.values, match.edits, match.unsafe)

    def places(self, page: Any) -> Iterator[tuple[int, int, Match]]:
        """What is to be reported of a document: flat start and end, and the match in document offsets."""
        flat = flat_of(page)
        text = flat.text
        windows = _windows(page, flat) if page.called else [(0, len(text))]
        for index, form in enumerate(self._forms):
            found = [match for match in _matches(form, text, windows) if self._counts(match, flat, page)]
            if not found:
                continue
            proper = self._proper[index] if self._proper else None
            if self.both and (proper is None or proper.search(text) is None):
                continue
            count = len(found)
            if self.once or self._usual(count, proper, text):
                del found[1:]
            else:
                count = 1
            for match in found:
                start, end = _span(match)
                yield start, end, self._match(match, flat, count)

    def _usual(self, count: int, proper: Any, text: str) -> bool:
        """Whether a form that stands so many times in the text is its habit."""
        return 0 < self.habit <= count and (proper is None or outweighs(count, self.share, proper, text))

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


def _windows(page: Any, flat: Flat) -> list[tuple[int, int]]:
    """The flat spans of the paragraphs that were called, those that touch as one."""
    found: list[tuple[int, int]] = []
    for here, _ in page.called:
        low = flat.start(here)
        high = low + len(here.text)
        if low and flat.text[low - 1] != "\n":
            # Another part of its line stands before it, and a match may begin there.
            before = max(0, low - _BEYOND)
            low = max(before, flat.text.rfind("\n", before, low) + 1)
        if found and low <= found[-1][1] + 1:
            low = found.pop()[0]
        found.append((low, high))
    whole = len(flat.text)
    # Few long searches take less time than many short ones.
    return [(0, whole)] if 2 * sum(high - low for low, high in found) > whole else found


def _matches(form: Any, text: str, windows: list[tuple[int, int]]) -> Iterator[Any]:
    """The matches of a form that begin in the windows."""
    last = 0
    for low, high in windows:
        for match in form.finditer(text, max(low, last), high + _BEYOND):
            if match.start() > high:
                break
            last = match.end()
            yield match


def _span(match: Any) -> tuple[int, int]:
    span: tuple[int, int] = match.span("at") if "at" in match.re.groupindex else match.span()
    return span
