"""Masks: their kind, what they hide, and how the whole document decides the doubtful ones."""

from __future__ import annotations

import pytest

from reportlint.readers.txt import document_of
from reportlint.text.masking import count, masks_in
from reportlint.text.masks import masks_of
from reportlint.text.reading import Reading

KINDS = [
    ("**县新增*个", [("**", "asterisk", "地名"), ("*", "asterisk", "数字")]),
    ("xx镇", [("xx", "letter", "地名")]),
    ("XX同志", [("XX", "letter", "姓名")]),
    ("书记XX到会", [("XX", "letter", "姓名")]),
    ("X月X日", [("X", "letter", "日期"), ("X", "letter", "日期")]),
    ("XX日报", [("XX", "letter", "名称")]),
    ("《XX》", [("XX", "letter", "名称")]),
    ("平安XX建设", [("XX", "letter", "地名")]),
    ("由XX牵头", [("XX", "letter", "内容")]),
    ("15**场", [("15**", "number", "数字")]),
    ("20xx年", [("20xx", "number", "日期")]),
    ("二〇××年", [("二〇××", "number", "日期")]),
    ("下降x，", [("x", "unit", "数字和单位")]),
    ("达到xx和x。", [("xx", "unit", "数字和单位"), ("x", "unit", "数字和单位")]),
    ("以“x·xx”为契机", [("x·xx", "letter", "名称")]),
    ("2×66万千瓦", []),
    ("X射线", []),
]


@pytest.mark.parametrize(("text", "wanted"), KINDS, ids=[text for text, _ in KINDS])
def test_kind_and_what_is_missing(text: str, wanted: list[tuple[str, str, str]]) -> None:
    found = masks_of(text)
    assert [(text[mask.start : mask.end], mask.kind, mask.missing) for mask in found] == wanted


def reading(text: str) -> Reading:
    return Reading(document_of(text, "<text>"))


DOCUMENTS = [
    ("X大学举办培训", 0, []),
    ("X大学举办培训，调研X次，走访X户，慰问X人", 3, ["X", "X", "X", "X"]),
    ("调研X次，走访X户，慰问X人。\nX大学举办培训", 3, ["X"]),
    ("“3+X”产业：\n2.X个特色产业", 1, []),
    ("**一、工作回顾**\n加快发展。\n**二、工作打算**", 0, []),
    ("**\n附件\n**", 0, []),
    ("**县\n完成*项", 2, ["*"]),
]


@pytest.mark.parametrize(("text", "sure", "last"), DOCUMENTS, ids=[text for text, _, _ in DOCUMENTS])
def test_the_document_decides(text: str, sure: int, last: list[str]) -> None:
    page = reading(text)
    here = page.paragraphs[-1]
    assert count(page) == page.facts.masks == sure
    assert [here.text[mask.start : mask.end] for mask in masks_in(page, here)] == last


@pytest.mark.parametrize(("text", "wanted"), [("**", ["**"]), ("XX", ["XX"]), ("*", []), ("X", [])])
def test_a_cell_holds_no_dividing_line(text: str, wanted: list[str]) -> None:
    assert [text[mask.start : mask.end] for mask in masks_of(text, cell=True)] == wanted
    assert wanted != ["**"] or masks_of(text) == []
