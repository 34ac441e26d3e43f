"""Marks between the items of one enumeration."""

from __future__ import annotations

import pytest

from reportlint.matchers.separator import Separator
from reportlint.readers.txt import document_of
from reportlint.text.reading import Reading


def found(text: str) -> list[tuple[int, str, object]]:
    matches = Separator().survey(Reading(document_of(text, "a.txt")))
    return [
        (match.start, text[match.start : match.end], (match.values or {})["expected"]) for match in matches
    ]


CASES: list[tuple[str, list[tuple[int, str, object]]]] = [
    ("一是甲；二是乙；三是丙。四是丁。", [(11, "。", "；")]),
    ("一是甲。二是乙；三是丙。四是丁。", [(7, "；", "。")]),
    ("一是甲。甲甲；二是乙；三是丙。", [(6, "；", "。"), (10, "；", "。")]),
    ("一是甲。甲甲。二是乙，三是丙。", [(10, "，", "。")]),
    ("一是甲。甲甲；二是乙。", [(6, "；", "。")]),
    ("做好三件事：（1）甲；（2）乙；（3）丙。（4）丁。", [(20, "。", "；")]),
    ("第一，甲；第二，乙。第三，丙；第四，丁。", [(9, "。", "；")]),
    ("一要甲；二要乙;三要丙；四要丁。", []),
    ("一是甲；二是乙；三是丙。", []),
    ("一是甲。甲甲。二是乙。三是丙。", []),
    ("一要甲，二要乙，三要丙；四要丁。", []),
    ("一是甲。一要子；二要丑；三要寅。二是乙。三是丙。", []),
    ("一是甲；\n二是乙。\n三是丙。", []),
    ("一是甲；三是乙。四是丙。", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_separator(text: str, expected: list[tuple[int, str, object]]) -> None:
    assert found(text) == expected
