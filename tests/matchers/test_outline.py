"""Headings with nothing beneath, alone on their level, or on the wrong level."""

from __future__ import annotations

from typing import Any

import pytest

from reportlint.matchers.outline import Outline
from reportlint.readers.txt import document_of
from reportlint.text.reading import Reading


def found(fault: Any, text: str) -> list[str]:
    return [
        text[match.start : match.end]
        for match in Outline(fault=fault).survey(Reading(document_of(text, "a.txt")))
    ]


CASES = [
    ("empty", "一、甲\n正文。\n二、乙\n三、丙\n正文。", ["二、乙"]),
    ("empty", "一、甲\n（一）子\n正文。\n（二）丑\n二、乙\n正文。", ["（二）丑"]),
    ("empty", "一、甲\n正文。\n二、乙", ["二、乙"]),
    ("empty", "一、甲。\n正文。\n二、乙。\n三、丙。\n正文。", ["二、乙"]),
    ("empty", "一、甲\n二、乙\n三、丙", []),
    ("empty", "一、甲\n（一）子\n正文。\n二、乙\n正文。", []),
    ("empty", "附件：\n1.甲表\n2.乙表\n青溪县人民政府", []),
    ("lone", "一、甲\n（一）子\n正文。\n二、乙\n正文。", ["（一）"]),
    ("lone", "做法如下：一是甲。", ["一是"]),
    ("lone", "做法如下：一是甲。其次乙。", []),
    ("lone", "（一）甲\n（二）乙", []),
    ("level", "1.甲\n（一）子\n（二）丑\n2.乙\n（一）寅\n（二）卯\n3.丙", ["（一）", "（一）"]),
    ("level", "一、甲\n1.子\n2.丑\n二、乙\n（一）寅\n1.卯\n（二）辰", []),
]


@pytest.mark.parametrize(("fault", "text", "expected"), CASES, ids=[f"{case[0]} {case[1]}" for case in CASES])
def test_outlines(fault: str, text: str, expected: list[str]) -> None:
    assert found(fault, text) == expected
