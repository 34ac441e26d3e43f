"""Words that are too many together, and two spellings of one word."""

from __future__ import annotations

import pytest

from reportlint.examples import document_of
from reportlint.matchers.density import Density
from reportlint.matchers.rivals import Rivals
from reportlint.text.reading import Reading


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("进一步甲乙丙丁戊，切实己庚。", [("进一步", 2, "142.9", 1)]),
        ("进一步甲乙丙丁戊，\n切实己庚。", [("进一步", 2, "142.9", 1)]),
        ("进一步甲乙丙丁戊，己庚辛壬癸。", []),
        ("切实甲。", []),
    ],
)
def test_density(text: str, expected: list[tuple[str, int, str, int]]) -> None:
    matcher = Density(terms=["进一步", "切实"], most=100, least=10)
    page = Reading(document_of(text), frozenset())
    found = []
    for here in page.paragraphs:
        hits = [(at, 0) for at in range(len(here.text)) if here.text.startswith("进一步", at)]
        for match in matcher.find(here.text, hits, here, page) if hits else ():
            values = match.values or {}
            term = here.text[match.start : match.end]
            found.append((term, values["count"], values["rate"], len(match.related)))
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建立台帐。台账齐全。", [("台帐", (5, 7))]),
        ("台账齐全。\n建立台帐，台帐更新。", [("台帐", (0, 2)), ("台帐", (0, 2))]),
        ("建立台帐。", []),
        ("台账齐全。", []),
    ],
)
def test_rivals(text: str, expected: list[tuple[str, tuple[int, int]]]) -> None:
    matcher = Rivals(rows="台帐\t台账")
    page = Reading(document_of(text), frozenset())
    found = []
    for here in page.paragraphs:
        hits = [(at, 0) for at in range(len(here.text)) if here.text.startswith("台帐", at)]
        for match in matcher.find(here.text, hits, here, page):
            found.append((here.text[match.start : match.end], match.related[0][:2]))
    assert found == expected
