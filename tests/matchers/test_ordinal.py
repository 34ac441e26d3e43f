"""Marks after ordinals, and ordinals of one level written in several ways."""

from __future__ import annotations

from typing import Any

import pytest

from reportlint.matchers.ordinal import Ordinal
from reportlint.readers.txt import document_of
from reportlint.text.reading import Reading


def found(fault: Any, text: str) -> list[tuple[str, object]]:
    matches = sorted(
        Ordinal(fault=fault).survey(Reading(document_of(text, "a.txt"))), key=lambda match: match.start
    )
    return [(text[match.start : match.end], (match.values or {})["expected"]) for match in matches]


CASES = [
    (
        "bracket",
        "（一）、甲\n（2）.乙\n③、丙\n1）丁",
        [("（一）、", "（一）"), ("（2）.", "（2）"), ("③、", "③")],
    ),
    ("bracket", "（一）甲\n（一）、（二）项同时具备的", []),
    ("arabic", "1、甲\n2、乙", [("1、", "1."), ("2、", "2.")]),
    ("arabic", "1.甲\n2，乙\n3．丙\n4.丁", [("2，", "2.")]),
    ("arabic", "1、甲\n2.乙\n3、丙", []),
    ("hanzi", "一、甲\n二.乙\n三，丙\n四：丁", [("二.", "二、"), ("三，", "三、"), ("四：", "四、")]),
    ("mixed", "（一）甲\n(二)乙\n（三）丙", [("(二)", "（二）")]),
    ("mixed", "（一）甲\n（二)乙\n（三）丙", [("（二)", "（二）")]),
    ("mixed", "(一)甲\n(二)乙\n（三）丙", [("（三）", "(三)")]),
    ("mixed", "1.甲\n2、乙\n3.丙", [("2、", "2.")]),
    ("mixed", "1、甲\n2.乙\n3、丙", [("2.", "2、")]),
    ("mixed", "一.甲\n二、乙\n三.丙", [("一.", "一、"), ("三.", "三、")]),
    ("mixed", "①甲\n②乙\n❸丙\n④丁", [("❸", "③")]),
    ("mixed", "（一）甲\n2.乙\n（三）丙", [("2.", "（二）")]),
    ("mixed", "（一）甲\n二、乙\n（三）丙", [("二、", "（二）")]),
    ("mixed", "1.甲\n（二）乙\n（三）丙", [("1.", "（一）")]),
    ("mixed", "（一）甲\n（二）乙\n3.丙", [("3.", "（三）")]),
    ("mixed", "一、甲\n（一）子\n（二）丑\n二、乙\n1.寅\n2.卯", []),
    ("mixed", "一、甲\n二 、乙\n三、 丙", []),
]


@pytest.mark.parametrize(("fault", "text", "expected"), CASES, ids=[f"{case[0]} {case[1]}" for case in CASES])
def test_marks(fault: str, text: str, expected: list[tuple[str, object]]) -> None:
    assert found(fault, text) == expected


def test_fixing_marks_comes_to_rest() -> None:
    text = "1、甲\n2.乙\n3、丙"
    for _ in range(3):
        page = Reading(document_of(text, "a.txt"))
        edits = [
            edit
            for fault in ("arabic", "mixed")
            for match in Ordinal(fault=fault).survey(page)
            for edit in match.edits or ()
        ]
        for start, end, replacement in sorted(edits, reverse=True):
            text = text[:start] + replacement + text[end:]
    assert text == "1.甲\n2.乙\n3.丙"


def test_no_fix_where_a_point_would_make_a_decimal() -> None:
    page = Reading(document_of("1、甲工程\n2、2024年新建校舍", "a.txt"))
    assert [match.edits for match in Ordinal(fault="arabic").survey(page)] == [[(1, 2, ".")], None]
