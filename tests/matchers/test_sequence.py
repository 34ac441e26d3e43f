"""Ordinals that repeat or leave out a number, and the lists that only look as if they did."""

from __future__ import annotations

import pytest

from reportlint.matchers.sequence import Sequence
from reportlint.readers.txt import document_of
from reportlint.text.reading import Reading


def found(text: str) -> list[tuple[str, str]]:
    page = Reading(document_of(text, "a.txt"))
    matches = [match for fault in ("repeat", "skip") for match in Sequence(fault=fault).survey(page)]
    matches.sort(key=lambda match: match.start)
    return [(text[match.start : match.end], match.replacement or "") for match in matches]


BAD = [
    ("一、甲\n二、乙\n二、丙", [("二、", "三、")]),
    ("一、甲。正文。\n二、乙。正文。\n一、丙。正文。\n四、丁。正文。", [("一、", "三、")]),
    ("一、甲\n（一）子。正文。\n二、乙\n（二）丑。正文。\n（三）寅。正文。", [("（二）", "（一）")]),
    ("（一）甲\n正文在此。\n（二）乙\n正文在此。\n（四）丙\n正文在此。", [("（四）", "（三）")]),
    ("1、甲。\n2、乙。\n4、丙。", [("4、", "3、")]),
    ("（1）甲。\n（1）乙。\n（2）丙。", [("（1）", "（2）")]),
    ("①甲。\n②乙。\n②丙。", [("②", "③")]),
    ("㈠甲。\n㈢乙。", [("㈢", "㈡")]),
    ("第一章 甲\n第二章 乙\n第四章 丙", [("第四章", "第三章")]),
    ("##paidbegin##（一）甲。正文。\n（三）乙。正文。", [("（三）", "（二）")]),
    ("一、甲\n1.子。\n2.丑。\n2.寅。\n二、乙\n1.卯。\n3.辰。", [("2.", "3."), ("3.", "2.")]),
]


@pytest.mark.parametrize(("text", "expected"), BAD, ids=[text for text, _ in BAD])
def test_broken_counts(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "一、甲\n（一）子\n（二）丑\n二、乙\n（一）寅\n（二）卯",
        "目录\n一、甲\n二、乙\n一、甲\n正文在此。\n二、乙\n正文在此。",
        "一、甲工作\n（一）子\n（二）丑\n二、乙工作\n成效明显，群众满意。\n一、甲工作\n（一）子\n正文。\n（二）丑\n二、乙工作",
        "一、甲工作………1\n二、乙工作………3\n一、甲工作\n正文在此。\n二、乙工作\n正文在此。",
        "一、甲\n二、乙\n附件2\n一、子\n二、丑",
        "一、甲\n1.子。\n2.丑。\n二、乙\n名词解释\n1.寅：释义。\n2.卯：释义。",
        "第一步做到：\n1.甲。\n2.乙。\n第二步做到：\n1.丙。\n2.丁。",
        "1.甲。正文。\n2.乙。正文。\n五年来成绩显著，令人鼓舞，来之不易。\n1.丙。正文。\n2.丁。正文。",
        "一、甲\n1.子。\n2.丑。\n二、乙\n3.寅。\n4.卯。",
        "第一章 甲\n第一条 子。\n第二条 丑。\n第二章 乙\n第三条 寅。\n第四条 卯。",
        "第十二条 甲。\n第十三条 乙。",
        "1.甲\n（一）子\n（二）丑\n2.乙\n（一）寅\n（二）卯\n3.丙",
        "（一）甲。正文在此。（二）乙。正文在此。\n（三）丙。正文在此。",
        "一、甲1.子事要抓紧。\n2.丑事要抓实。\n3.寅事要抓细。",
        "（节选）\n三、甲\n四、乙",
        "（一）甲。\n2.乙。\n（三）丙。",
        "一、甲\n二、下述十事：\n一、子；\n二、丑；\n三、寅；\n三、丙\n四、丁",
    ],
)
def test_lawful_counts(text: str) -> None:
    assert found(text) == []


def test_the_first_occurrence_is_named() -> None:
    text = "（一）甲\n（二）乙\n（二）丙"
    (match,) = Sequence(fault="repeat").survey(Reading(document_of(text, "a.txt")))
    assert match.related == ((5, 8, "首次出现"),)
    assert match.values == {"found": "（二）", "expected": "（三）", "reason": "在本级重复"}
