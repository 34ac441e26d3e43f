"""Forms that count only beside words that attest them."""

from __future__ import annotations

import pytest

from reportlint.examples import document_of
from reportlint.matchers.attested import Attested
from reportlint.text.reading import Reading

MATCHER = Attested(
    forms={"编号": "[A-Z][0-9]{4}", "证号": "证(?P<at>[0-9]{4})"},
    near={"编号": "¤.*车主|车主.*¤"},
    unless={"编号": "公务"},
    needs=["车", "证"],
)
CASES = [
    ("车主甲A1234", [("编号", "A1234")]),
    ("A1234的车主", [("编号", "A1234")]),
    ("A1234的车", []),
    ("车主甲。A1234", []),
    ("A1234。车主甲", []),
    ("公务车主甲A1234", []),
    ("证1234", [("证号", "1234")]),
    (f"车主{'甲' * 40}A1234", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_attested(text: str, expected: list[tuple[str, str]]) -> None:
    page = Reading(document_of(text))
    here = page.paragraphs[0]
    matches = MATCHER.find(here.text, [], here, page)
    assert [((m.values or {})["form"], text[m.start : m.end]) for m in matches] == expected


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(ValueError, match="门牌"):
        Attested(forms={"编号": "A"}, near={"门牌": "B"}, needs=["A"])
