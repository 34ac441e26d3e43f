"""Fixes as tracked changes: with the look of what they replace, or made at once, or not at all."""

from __future__ import annotations

import pytest

import drafting
from drafting import comments, docx, p, plain, r, revisions
from reportlint.core.finding import Fix
from reportlint.ooxml.package import Package
from reportlint.readers.docx import read
from reportlint.review.anchors import Anchors
from reportlint.review.former import restored
from reportlint.review.parts import Parts
from reportlint.review.revisions import Revisions, _shares
from reviewing import DATE, review

END = "<w:sectPr/>"


def test_comments_only() -> None:
    made = review(docx(p("认真布署") + END), tracked=False)
    assert revisions(made.data) == []
    assert [one.range for one in comments(made.data)] == ["布署"]
    assert "建议：改为“部署”" in comments(made.data)[0].lines


def test_safe_fixes_are_made_without_a_trace() -> None:
    made = review(docx(p("认真布", r("署", "<w:b/>"), "工作，培训**场") + END), accepted=True)
    assert made.mended == 1
    assert revisions(made.data) == []
    assert "认真部署工作，培训**场" in "".join(drafting.part(made.data).itertext())
    assert [one.range for one in comments(made.data)] == ["**"]


@pytest.mark.parametrize(
    "formatting",
    [
        "<w:b/>",
        '<w:rFonts w:ascii="a" w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/>',
        '<w:color w:val="FF0000"/><w:u w:val="single"/>',
    ],
)
def test_a_replacement_looks_like_what_it_replaces(formatting: str) -> None:
    made = review(docx(p("认真", r("布署工作", formatting)) + END))
    (_, old, look), (_, new, same) = revisions(made.data)
    assert (old, new, look) == ("布署", "部署", same)
    assert "w:rPr" in look


def test_another_format_change_is_not_repeated() -> None:
    formatting = '<w:b/><w:rPrChange w:id="9002" w:author="张三"><w:rPr/></w:rPrChange>'
    before = docx(p(r("布署工作", formatting)) + END)
    made = review(before)
    (_, _, old), (_, _, new) = revisions(made.data)
    assert "rPrChange" in old
    assert new == "<w:rPr><w:b></w:b></w:rPr>"


def test_a_deleted_paragraph_is_tracked_with_its_mark() -> None:

    data = docx(p("甲") + p("更多范文", r("加微信")) + p("乙") + END)
    document = read(data, "a.docx")
    parts = Parts(Package(data))
    revised = Revisions(Anchors(parts, document), DATE)
    start = document.text.index("更多")
    assert revised.track(Fix(((start, document.text.index("乙"), ""),), "safe"))
    written = parts.written()
    assert read(written, "a.docx").text == "甲\n乙"
    assert plain(restored(written)[0]) == plain(data)


@pytest.mark.parametrize(
    ("old", "new", "sizes", "shares"),
    [
        ("布署", "部署", [1, 1], ["部", "署"]),
        ("布署", "部署", [2], ["部署"]),
        ("到到", "到", [1, 1], ["到", ""]),
        ("进一步步", "进一步", [2, 2], ["进一", "步"]),
        ("甲乙丙", "甲丁戊丙", [1, 1, 1], ["甲", "丁戊", "丙"]),
        ("甲丙", "甲乙丙", [1, 1], ["甲", "乙丙"]),
        ("甲乙", "", [1, 1], ["", ""]),
        ("甲乙", "甲乙丙", [1, 1], ["甲", "乙丙"]),
        ("2021 年", "2021年", [3, 2, 1], ["202", "1", "年"]),
    ],
)
def test_shares(old: str, new: str, sizes: list[int], shares: list[str]) -> None:
    assert _shares(old, new, sizes) == shares
    assert "".join(shares) == new
