"""Where findings stand, in words."""

from __future__ import annotations

from typing import Any

import pytest

from reportlint.core.document import Block
from reportlint.writers.places import folded, located, places, ranges
from writing import found, report

RANGES = [
    ([3], "3"),
    ([1, 2], "1、2"),
    ([1, 2, 3], "1—3"),
    ([1, 3, 4, 5, 9, 10], "1、3—5、9、10"),
    (list(range(1, 100, 2)), "、".join(map(str, range(1, 60, 2))) + "等"),
]


@pytest.mark.parametrize(("numbers", "expected"), RANGES, ids=[case[1][:20] for case in RANGES])
def test_runs_of_numbers_become_ranges(numbers: list[int], expected: str) -> None:
    assert ranges(numbers) == expected


LOCATIONS: list[tuple[dict[str, Any], str]] = [
    ({"part": "body", "paragraph": 12}, "第12段"),
    ({"table": 1, "row": 2, "column": 3}, "表1第2行第3列"),
    ({"page": 4}, "第4页"),
    ({"part": "footer", "paragraph": 1}, "页脚第1段"),
    ({"part": "textbox", "textbox": 2, "paragraph": 1}, "文本框2第1段"),
    ({"part": "header1", "textbox": 1, "paragraph": 1}, "页眉文本框1第1段"),
    ({"part": "else", "paragraph": 2}, "else第2段"),
    ({}, ""),
]


@pytest.mark.parametrize(("location", "expected"), LOCATIONS, ids=[case[1] or "{}" for case in LOCATIONS])
def test_a_location_in_words(location: dict[str, Any], expected: str) -> None:
    assert located(location) == expected


def test_places_are_lines_where_there_are_lines() -> None:
    made = report("甲\n乙\r\n丙\r丁\n\n戊")
    assert places(made, [0, 2, 5, 7, 10]) == "第1—4、6行"
    assert places(made, [2, 2]) == "第2行"


def test_places_are_paragraphs_where_there_are_none() -> None:
    blocks = [Block("paragraph", at, at + 1, location={"paragraph": 3 + at}) for at in range(4)]
    made = report("甲乙丙丁", blocks=blocks)
    assert places(made, [0, 1, 2]) == "第3—5段"
    blocks[1].location = {"table": 1, "row": 1, "column": 2}
    assert places(made, [0, 1, 3]) == "第3段、表1第1行第2列、第6段"


def test_only_rules_that_fire_often_are_folded() -> None:
    text = "*" * 6 + "错" * 5
    masks = [found(text, "*", n, rule="mask-asterisk") for n in range(1, 7)]
    words = [found(text, "错", n) for n in range(1, 6)]
    alone, masses = folded([*masks, *words])
    assert alone == words
    assert masses == [masks]
