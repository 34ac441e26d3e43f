"""Tracked changes, comments, and what comments tell the linter."""

from __future__ import annotations

import pytest

from drafting import docx, p, r
from reportlint.api import Linter, Options
from reportlint.readers.docx import read

INS = '<w:ins w:id="1" w:author="张三">'.replace("张三", "{}").format
DEL = '<w:del w:id="2" w:author="{}"><w:r><w:delText>{}</w:delText></w:r></w:del>'.format


def notes(body: str, **parts: str) -> list[tuple[object, ...]]:
    document = read(docx(body, **parts), "甲.docx")
    return [(kind, document.text[start:end], *values) for kind, start, end, *values in document.notes]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (p("甲", INS("张三") + r("新") + r("增") + "</w:ins>"), [("新增", "插入", "张三", "新增")]),
        (p(INS("张三") + r("新") + "</w:ins>", INS("张三") + r("增") + "</w:ins>"), [("新增", "插入", "张三", "新增")]),
        (
            p(INS("张三") + r("新") + "</w:ins>", INS("李四") + r("增") + "</w:ins>"),
            [("新", "插入", "张三", "新"), ("增", "插入", "李四", "增")],
        ),
        (p("甲", DEL("张三", "旧数"), "乙"), [("", "删除", "张三", "旧数")]),
        (p(DEL("张三", "旧"), INS("张三") + r("新") + "</w:ins>"), [("", "删除", "张三", "旧"), ("新", "插入", "张三", "新")]),
        (p("甲", DEL("", "电话13912345678")), [("", "删除", "未署名", "电话███████████")]),
        (p('<w:r><w:rPr><w:rPrChange w:id="3" w:author="甲"><w:rPr/></w:rPrChange></w:rPr><w:t>粗</w:t></w:r>'), [("粗", "改格式", "未署名", "粗")]),
        (p("甲"), []),
    ],
)  # fmt: skip
def test_revisions(body: str, found: list[tuple[str, str, str, str]]) -> None:
    assert notes(body) == [
        ("unresolved-revision", text, {"change": change, "author": author, "content": content})
        for text, change, author, content in found
    ]


def comment(text: str, id: int = 1, para: str = "AA") -> str:
    return f'<w:comment w:id="{id}" w:author="张三"><w:p w14:paraId="{para}"><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>'


START, END, REFERENCE = (
    '<w:commentRangeStart w:id="1"/>',
    '<w:commentRangeEnd w:id="1"/>',
    '<w:r><w:commentReference w:id="1"/></w:r>',
)


@pytest.mark.parametrize(
    ("body", "covered"),
    [
        (p("甲", START, "乙丙", END, REFERENCE, "丁"), "乙丙"),
        (p("甲", START, "乙") + p("丙", END, REFERENCE, "丁"), "乙\n丙"),
        (p("甲") + START + p("乙") + END + p("丙", REFERENCE), "乙"),
        (p("甲", REFERENCE, "丁"), ""),
    ],
)
def test_comments(body: str, covered: str) -> None:
    assert notes(body, comments=comment("请核实")) == [
        ("unresolved-comment", covered, {"author": "张三", "content": "请核实"})
    ]


def test_a_comment_that_nothing_refers_to_is_not_shown() -> None:
    assert notes(p("甲"), comments=comment("请核实")) == []


@pytest.mark.parametrize("state", ['w15:done="1"', 'w15:done="0" w15:paraIdParent="BB"'])
def test_comments_that_are_done_and_answers_are_passed_over(state: str) -> None:
    body = p(START, "甲", END, REFERENCE)
    extended = f'<w15:commentEx w15:paraId="AA" {state}/>'
    assert notes(body, comments=comment("请核实"), commentsExtended=extended) == []
    assert notes(body, comments=comment("请核实"), commentsExtended=extended.replace("AA", "CC")) != []


@pytest.mark.parametrize(
    ("order", "silenced"),
    [
        ("reportlint off", [False, True, False]),
        ("reportlint off mask-asterisk -- 留空", [False, True, False]),
        ("reportlint off heading-skip", [False, False, False]),
        ("reportlint file", [True, True, True]),
    ],
)
def test_a_comment_silences_its_range(order: str, silenced: list[bool]) -> None:
    text = "2023年，**镇完成投资。"
    data = docx(p(text) + p(START, text, END, REFERENCE) + p(text), comments=comment(order))
    report = Linter(Options(use_config=False, select=("mask-asterisk", "unresolved-comment"))).check_bytes(data, "甲.docx")
    assert [finding.suppressed is not None for finding in report.findings] == silenced


def test_a_comment_at_a_point_silences_its_paragraph() -> None:
    text = "2023年，**镇完成投资。"
    data = docx(p(text) + p(text, REFERENCE) + p(text), comments=comment("reportlint off"))
    report = Linter(Options(use_config=False, select=("mask-asterisk",))).check_bytes(data, "甲.docx")
    assert [finding.suppressed is not None for finding in report.findings] == [False, True, False]


def test_findings_of_notes_say_where_they_are() -> None:
    data = docx(p("甲") + p("乙", r("密语", "<w:vanish/>"), "丙"))
    report = Linter(Options(use_config=False)).check_bytes(data, "甲.docx")
    (finding,) = [each for each in report.findings if each.rule == "hidden-text"]
    assert (finding.span, finding.location) == ((3, 3), {"part": "body", "paragraph": 2})
