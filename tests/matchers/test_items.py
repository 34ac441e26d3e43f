"""Enumerations within the text."""

from __future__ import annotations

import pytest

from reportlint.matchers.items import Items
from reportlint.readers.txt import document_of
from reportlint.text.reading import Reading


def found(text: str) -> list[tuple[str, str]]:
    matches = sorted(Items().survey(Reading(document_of(text, "a.txt"))), key=lambda match: match.start)
    return [(text[match.start : match.end], match.replacement or "") for match in matches]


BAD = [
    ("一是甲。二是乙。四是丙。五是丁。", [("四是", "三是")]),
    ("一是甲。二是乙。二是丙。三是丁。", [("二是", "三是")]),
    ("一是甲。二是乙。四是丙。四是丁。", [("四是", "三是")]),
    ("一是甲；一是乙；二是丙。", [("一是", "二是")]),
    ("一是甲；一是乙；三是丙。", [("一是", "二是")]),
    ("一是甲。\n二是乙。\n三是丙。\n一是丁。", [("一是", "四是")]),
    ("主要做法：二是甲。三是乙。", [("二是", "一是")]),
    ("一是甲。三是乙。二是丙。四是丁。", [("三是", "二是")]),
    ("一要甲，二要乙，四要丙。", [("四要", "三要")]),
    ("第一，甲。第二，乙。第四，丙。", [("第四", "第三")]),
    ("其一，甲。其二，乙。其二，丙。", [("其二", "其三")]),
    ("做到：（1）甲；（2）乙；（4）丙。", [("（4）", "（3）")]),
    ("（1）甲；（3）乙；（4）丙。", [("（3）", "（2）")]),
    ("做到：①甲；②乙；②丙。", [("②", "③")]),
    ("（一）甲。一是子。二是丑。\n（二）乙。二是寅。三是卯。", [("二是", "一是")]),
    ("一是甲。十一是乙。", [("十一是", "二是")]),
]


@pytest.mark.parametrize(("text", "expected"), BAD, ids=[text for text, _ in BAD])
def test_broken_counts(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "一是甲；二是乙；三是丙。",
        "一是甲。\n二是乙。\n三是丙。",
        "一是甲，要做到：一是子；二是丑。二是乙。",
        "一是甲。一要子，二要丑。二是乙。三是丙。",
        "（一）甲。一是子；二是丑。\n（二）乙。一是寅；二是卯。",
        "首先，甲。二是乙。三是丙。",
        "一方面甲；二是乙。",
        "查资金二是否到位，看账目三是否相符。",
        "辨明一是非，厘清二要素。",
        "总量居全市第一、全省第三，人均居全省第二。",
        "基本点是两条，一是甲，一是乙。",
        "（一）、（三）项规定的情形",
        "见第（一）、（三）项。",
        "甲办法（一）已经废止，丙办法（三）继续有效。",
        "实施第四、第五通道建设，完成第二、三批任务。",
    ],
)
def test_lawful_counts(text: str) -> None:
    assert found(text) == []
