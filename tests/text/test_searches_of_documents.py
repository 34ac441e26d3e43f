"""Searches over a whole document, told by what a plain pattern or loop finds in it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.matchers.echo import _CLAUSE, Echo
from reportlint.matchers.space import _BLANKS, _FAMILIES, _lawful, _places, _slips
from reportlint.readers.txt import document_of
from reportlint.text import flat
from reportlint.text.digits import plain, runs
from reportlint.text.enumerations import _ITEMS
from reportlint.text.pairs import _unopened
from reportlint.text.reading import Reading
from reportlint.text.similarity import bare, likeness


@given(st.text("“”\n甲", max_size=40))
def test_loose_closing_marks(text: str) -> None:
    loose = []
    opened = False
    for at, mark in enumerate(text):
        if mark == "”" and not opened:
            loose.append(at)
        opened = mark == "“" or (opened and mark == "甲")
    assert list(_unopened(text, "“", "”")) == loose


@given(st.text("甲，\n", max_size=40), st.integers(0, 5))
def test_stretches(text: str, size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flat, "_PART", size)
        parts = [text[low:high] for low, high in flat.stretches(text)]
    assert "".join(parts) == text
    assert all(len(part) > size and part.endswith("\n") for part in parts[:-1])


@given(st.text("0123456789０１２ -—－\u00a0甲.", max_size=60))
def test_long_numbers(text: str) -> None:
    page = Reading(document_of(text, "<text>"))
    text = plain(page.text, "０" in page.text or "１" in page.text)
    # A number holds one of these; digits in smaller groups are none.
    signs = re.compile("[0-9]{5}|[0-9]{4}[ -][0-9]{4}")
    sought = [
        [(match.start() + low.start(), match.start() + low.end()) for low in re.finditer("[0-9]+", match.group())]
        for match in re.finditer("[0-9]+(?:[ -][0-9]+)*", text)
        if signs.search(match.group())
    ]
    assert list(filter(_long, runs(page))) == list(filter(_long, sought))


def _long(groups: list[tuple[int, int]]) -> bool:
    return sum(end - start for start, end in groups) >= 11


@given(st.text("一二十第其是要，、,。甲", max_size=40))
def test_enumerations(text: str) -> None:
    found = sorted(match.end() for pattern in _ITEMS for match in pattern.finditer(text))
    verbs = [match.end() for match in re.finditer("[一二三四五六七八九十][是要]", text)]
    counted = [match.end() for match in re.finditer("(?=[第其][一二三四五六七八九十]{1,3}[，、,])", text)]
    assert len(found) == len(verbs) + len(counted)
    assert set(verbs) <= set(found)


@given(st.text(" \u3000，。（甲1年\n", max_size=40))
def test_blanks(text: str) -> None:
    for blank in _BLANKS:
        found = dict(_slips(text, blank, _places(text, blank)))
        for family, (before, after, _) in enumerate(_FAMILIES):
            spans = [match.span() for match in re.finditer(f"(?<={before}){blank}{{1,2}}(?={after})", text)]
            assert found.get(family, []) == [span for span in spans if not _lawful(text, *span)]


TITLES = st.text("加强制度建设队伍，1A（", min_size=6, max_size=20)


@given(TITLES, TITLES)
def test_titles_that_differ(title: str, upper: str) -> None:
    echo = Echo()
    if echo._differs(title, upper):
        parts = [bare(part) for part in _CLAUSE.split(upper)]
        assert bare(title) not in "".join(parts)
        assert likeness(bare(title), "".join(parts), echo.alike) < echo.alike
