"""``line``: lines that are nothing but what a pattern describes, told by where they stand."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.flat import stretches
from ..text.glances import PAGE_BEGINS, PAGE_ENDS, glance_of, line_matches
from ..text.patterns import Lazy, compile_pattern, kept
from ..text.searches import strings_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

_HANZI = Lazy("[一-鿿]")
_BLANKS = " \t\u00a0\u3000"


class Line(Matcher):
    """Finds whole lines, blanks around them left out.

    ``patterns`` count wherever they stand, ``inner`` only between lines of
    text, ``kin`` only within two paragraphs of another match, and ``rising``
    (whose first group is a number) only between lines of text where at least
    three such lines count upwards one by one. With ``edge``, only the first and last ``edge``
    paragraphs are read, and only those of at most ``longest`` characters. ``begins`` is a
    class of the characters that a line begins with that any of them matches, and ``ends`` one of those that it ends with,
    which spares most lines a closer look.
    """

    reach = "document"

    patterns: list[str] = []
    inner: list[str] = []
    kin: list[str] = []
    rising: list[str] = []
    edge: int = 0
    begins: str = ""
    ends: str = ""
    longest: int = 60

    def prepare(self) -> None:
        self._patterns = _any(self.patterns)
        self._inner = _any(self.inner)
        self._kin = _any(self.kin)
        self._rising = _any(self.rising)
        certain = (*self.patterns, *self.inner, *self.rising)
        # A document whose first and last paragraphs hold none of these is not looked at.
        self._needed: list[str] | None = kept("\0".join(("line", *certain)), lambda: strings_of(certain)) if self.edge else None
        if not self.edge:
            whole = "|".join(f"(?:{source})" for source in (*self.patterns, *self.inner, *self.kin, *self.rising))
            # Led by the line end before it: a literal is searched for faster than the start of a line.
            first = f"(?=[{self.begins}])" if self.begins else ""
            last = f"(?<=[{self.ends}])" if self.ends else ""
            self._whole = compile_pattern(f"(?m)\n[{_BLANKS}]*+{first}(?:{whole}){last}[{_BLANKS}]*+\r?$")

    def gate(self) -> Sequence[str] | None:
        return self._needed

    def survey(self, page: Any) -> Iterator[Match]:
        text = page.text
        if not self.edge:
            likely = spans = self._anywhere(page)
        elif self._needed is None:
            likely = spans = self._at_edges(page, page.paragraphs)
        else:
            likely = spans = self._at_edges(page, [here for here, _ in page.called])
        certain = [span for span in likely if _is(self._patterns, text, span)]
        certain += [span for span in likely if _is(self._inner, text, span) and _beside_text(text, span)]
        certain += self._counting(text, likely)
        if certain and self._kin:
            if self._needed is not None:
                spans = self._at_edges(page, page.paragraphs)
            near = {self._index(page, span) for span in certain}
            certain += [
                span
                for span in spans
                if _is(self._kin, text, span)
                and any(abs(self._index(page, span) - index) <= 2 for index in near)
            ]
        for start, end in sorted(set(certain)):
            yield Match(start, end, replacement="")

    def _at_edges(self, page: Any, paragraphs: Iterable[Any]) -> list[tuple[int, int]]:
        """Those among some paragraphs that are read with ``edge``."""
        first, last = self.edge, len(page.paragraphs) - self.edge
        return [
            _bare(page.text, here.start, here.end)
            for here in paragraphs
            if not first <= here.index < last and len(here.text) <= self.longest and here.kind in ("paragraph", "heading")
        ]

    def _anywhere(self, page: Any) -> list[tuple[int, int]]:
        spans = []
        for start, end in self._lines(page):
            here = page.paragraph_at(end)
            if here is not None and here.kind in ("paragraph", "heading"):
                spans.append(_bare(page.text, start, end))
        return spans

    def _lines(self, page: Any) -> Iterator[tuple[int, int]]:
        """Where lines start and end that are nothing but what one of the patterns describes."""
        text = page.text
        glance = glance_of(page) if (self.begins, self.ends) == (PAGE_BEGINS, PAGE_ENDS) else None
        if glance is not None:
            for start, found in line_matches(self._whole, text, glance.pages):
                yield start + 1, start + found.end()
            return
        for low, high in stretches(text, lines=True):
            for found in self._whole.finditer("\n" + text[low:high]):
                # A place in the text stands one further on behind the line end before it.
                yield low + found.start(), low + found.end() - 1

    def _counting(self, text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        if self._rising is None:
            return []
        run: list[tuple[int, int]] = []
        kept: list[tuple[int, int]] = []
        last = None
        for start, end in spans:
            found = self._rising.fullmatch(text, start, end)
            if found is None or not _beside_text(text, (start, end), 10):
                continue
            number = int(found.group(1))
            if last is not None and number != last + 1:
                kept += run if len(run) >= 3 else []
                run = []
            run.append((start, end))
            last = number
        return kept + (run if len(run) >= 3 else [])

    def _index(self, page: Any, span: tuple[int, int]) -> int:
        here = page.paragraph_at(span[0])
        return here.index if here is not None else 0


def _any(sources: list[str]) -> Any:
    return compile_pattern("|".join(f"(?:{source})" for source in sources)) if sources else None


def _is(pattern: Any, text: str, span: tuple[int, int]) -> bool:
    return pattern is not None and pattern.fullmatch(text, *span) is not None


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the blanks and line ends around it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _beside_text(text: str, span: tuple[int, int], least: int = 6) -> bool:
    """Whether the lines around a span are text and not the rows of a table."""
    before = text[max(0, span[0] - 400) : span[0]].rstrip().rpartition("\n")[2]
    after = text[span[1] : span[1] + 400].lstrip().partition("\n")[0]
    lines = [line for line in (before, after) if line.strip()]
    return bool(lines) and all(len(_HANZI.findall(line[-200:])) >= least for line in lines)
