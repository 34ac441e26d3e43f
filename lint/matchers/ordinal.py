"""``ordinal``: the marks of ordinals at the start of paragraphs."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.counts import Counts
from ..text.flat import stretches
from ..text.glances import glance_of, line_matches
from ..text.heading import RANKS, Heading
from ..text.levels import misstyled, outer_of, runs_of
from ..text.numerals import SINGLE, hanzi_value, numeral_like
from ..text.patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Literal

_BRACKETED = frozenset(("hanzi-bracket", "arabic-bracket", "arabic-paren", "circled"))


# 四.保障措施 on a line of its own, or up to a full stop; no other mark is in it.
_TITLE_LINE = Lazy(
    r"(?m)\n[ \t\u3000]*(?P<numeral>[一二三四五六七八九]|十[一二三四五]?|[1-9][0-9]?(?=[，,：:]))[ ]?(?P<mark>[.．，,：:])"
    r"(?![ ]?[一二三四五六七八九十])[ \u3000]?[一-鿿][一-鿿“”]{2,19}(?=。|[ \u3000]*\r?$)"
)


class Ordinal(Matcher):
    """Finds ordinals with a mark that does not belong there.

    ``fault`` is ``bracket`` (a mark after a bracketed or circled ordinal),
    ``arabic`` (another mark than a point after Arabic digits), ``hanzi``
    (another than 、 after hanzi) or ``mixed`` (ordinals of one level written in
    several ways; the rarer ones are reported).
    """

    fault: Literal["bracket", "arabic", "hanzi", "mixed"]

    declares = ("found", "expected")
    reach = "document"

    def survey(self, page: Any) -> Iterator[Match]:
        if self.fault == "mixed":
            yield from _mixed(page)
            return
        settled = _settled(page) if self.fault == "arabic" else frozenset()
        alone = _lone(page) if self.fault in ("hanzi", "arabic") else []
        for heading in (*_marked(page)[self.fault], *alone):
            if heading.paragraph.index in settled:
                continue
            replacement = self._replacement(heading)
            if replacement is None:
                continue
            mark = heading.end - len(heading.mark)
            text = heading.paragraph.text
            expected = text[heading.start : mark] + replacement
            low, high = heading.at()
            span = heading.paragraph.at(mark, heading.end)
            # 1.2024年 would read as a decimal.
            clear = replacement != "." or not text[heading.end : heading.end + 1].isdecimal()
            edits = [(*span, replacement)] if clear else None
            yield Match(low, high, {"found": heading.ordinal, "expected": expected}, edits=edits)

    def _replacement(self, heading: Heading) -> str | None:
        """What should stand in place of the mark, None where the mark is right."""
        style, mark = heading.style, heading.mark
        if self.fault == "bracket":
            # ④、⑤均按…: two notes are named.
            named = heading.paragraph.text[heading.end : heading.end + 1] in SINGLE
            return "" if style in _BRACKETED and mark not in ")）" and not named else None
        if self.fault == "arabic":
            return "." if style == "arabic" and mark in "、，,：:" and heading.numeral.isdecimal() else None
        return "、" if style == "hanzi" and mark != "、" else None


def _marked(page: Any) -> dict[str, list[Heading]]:
    """The headings with another mark than most have, by the fault that it may be; few are worth a closer look."""
    known: dict[str, list[Heading]] | None = page.shelf.get("marked")
    if known is not None:
        return known
    found: dict[str, list[Heading]] = {"bracket": [], "arabic": [], "hanzi": []}
    page.shelf["marked"] = found
    for heading in page.headings:
        mark = heading.mark
        if not mark:
            continue
        style = heading.style
        if style in _BRACKETED:
            found["bracket"].append(heading)
        elif style == "arabic" and mark not in ".．":
            found["arabic"].append(heading)
        elif style == "hanzi" and mark != "、":
            found["hanzi"].append(heading)
    return found


def _lone(page: Any) -> list[Heading]:
    """Ordinals with a wrong mark on lines that are short titles, though no sibling stands beside them."""
    known: list[Heading] | None = page.shelf.get("lone")
    if known is None:
        known = page.shelf["lone"] = _searched(page)
    return known


def _searched(page: Any) -> list[Heading]:
    found: list[Heading] = []
    # A line end in front of all: a literal is searched for faster than the start of a line.
    text = page.text
    glance = glance_of(page)
    if glance is not None:
        places = ((start + match.start("numeral"), match) for start, match in line_matches(_TITLE_LINE, text, glance.titles))
    else:
        places = (
            (low + match.start("numeral") - 1, match)
            for low, high in stretches(text, lines=True)
            for match in _TITLE_LINE.finditer("\n" + text[low:high])
        )
    known: set[int] | None = None
    for at, match in places:
        if known is None:
            # Few documents hold such a line.
            known = {heading.paragraph.index for heading in page.headings}
        here = page.paragraph_at(at)
        if here is None or here.index in known or here.kind in ("cell", "footnote", "code", "quote"):
            continue
        start = at - here.start
        if here.text[start : start + 1] != match["numeral"][0]:
            continue
        numeral, mark = match["numeral"], match["mark"]
        style = "arabic" if numeral.isdecimal() else "hanzi"
        number = int(numeral) if numeral.isdecimal() else hanzi_value(numeral) or 0
        if number:
            found.append(Heading(here, style, number, numeral, mark, start, start + match.end("mark") - match.start("numeral")))
    return found


# The forms of ordinals that were met, for all documents: few are rare.
_known: dict[tuple[str, str, str], str] = {}
_MOST_KNOWN = 4096


def _forms(page: Any) -> dict[Heading, str]:
    """The form of every heading, worked out once."""
    found: dict[Heading, str] | None = page.shelf.get("forms")
    if found is None:
        found = {}
        page.shelf["forms"] = found
        for heading in page.headings:
            key = heading.paragraph.text[heading.start : heading.end], heading.numeral, heading.mark
            written = _known.get(key)
            if written is None:
                if len(_known) > _MOST_KNOWN:
                    _known.clear()
                written = _known[key] = form(heading)
            found[heading] = written
    return found


def form(heading: Heading) -> str:
    """How an ordinal is written, its number left out: ``（）``, ``()``, ``0.``, ``㈠``."""
    numeral, mark = heading.numeral, heading.mark
    if numeral[:1] in SINGLE:
        return SINGLE[numeral[0]][0] + mark
    shown = heading.paragraph.text[heading.start : heading.end].replace(numeral, "0", 1)
    if mark and heading.style in _BRACKETED and mark not in ")）":
        shown = shown[: len(shown) - len(mark)]
    if " " in shown or "\u3000" in shown:
        return shown.replace(" ", "").replace("\u3000", "")
    return shown


def _usual(page: Any, run: list[Heading]) -> str:
    """The form that most ordinals of a mixed run have, "" where all have the same."""
    forms = _forms(page)
    shapes = list(map(forms.__getitem__, run))
    if shapes.count(shapes[0]) == len(shapes):
        return ""
    counted = Counts(shapes)
    if run[0].style == "hanzi" and "0、" in counted:
        return "0、"
    overall: Counts[str] | None = page.shelf.get("forms counted")
    if overall is None:
        overall = page.shelf["forms counted"] = Counts(forms.values())
    return max(counted, key=lambda shape: (counted[shape], overall[shape], shape == shapes[0]))


def _settled(page: Any) -> frozenset[int]:
    """Paragraphs whose ordinals have the usual form of a mixed run: the others are to follow them first."""
    found: set[int] = set()
    for run in runs_of(page):
        if run[0].style == "arabic" and len(run) > 1:
            usual = _usual(page, run)
            if usual:
                forms = _forms(page)
                found.update(heading.paragraph.index for heading in run if forms[heading] == usual)
    return frozenset(found)


def _mixed(page: Any) -> Iterator[Match]:
    for run in runs_of(page):
        if len(run) < 2 or run[0].style not in RANKS:
            continue
        for odd, sample in _strangers(page, run):
            expected = sample.ordinal.replace(sample.numeral, numeral_like(sample.numeral, odd.number), 1)
            yield _match(odd, expected, sample)
        usual = _usual(page, run)
        if not usual:
            continue
        forms = _forms(page)
        sample = next(heading for heading in run if forms[heading] == usual)
        for heading in run:
            if forms[heading] != usual:
                expected = sample.ordinal.replace(
                    sample.numeral, numeral_like(sample.numeral, heading.number), 1
                )
                yield _match(heading, expected, sample)


def _strangers(page: Any, run: list[Heading]) -> Iterator[tuple[Heading, Heading]]:
    """Ordinals of other styles that have the numbers a run lacks, with a sibling each."""
    first, last = run[0], run[-1]
    if first.number == 2:
        odd = misstyled(page, outer_of(page, first), first, 1)
        if odd is not None:
            yield odd, first
    before = first
    for here in run:
        if here.number == before.number + 2:
            odd = misstyled(page, before, here, before.number + 1)
            if odd is not None:
                yield odd, before
        before = here
    if last.number > 1:
        odd = misstyled(page, last, outer_of(page, last, after=True), last.number + 1)
        if odd is not None:
            yield odd, last


def _match(heading: Heading, expected: str, sample: Heading) -> Match:
    values: dict[str, object] = {"found": heading.ordinal, "expected": expected}
    related = ((*sample.at(), "本级通行的写法"),)
    text = heading.paragraph.text
    same = heading.style == sample.style and not (
        expected.endswith((".", "．")) and text[heading.end : heading.end + 1].isdecimal()
    )
    edits = [(*heading.at(), expected)] if same else None
    return Match(*heading.at(), values, related=related, edits=edits)
