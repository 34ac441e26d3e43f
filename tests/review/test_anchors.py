"""Comments on what cannot bear one: headers, notes, text boxes, computed numbers."""

from __future__ import annotations

import drafting
from drafting import box, comments, docx, p, plain, r, revisions
from reviewing import review

TITLE = p("青禾县工作总结")
END = "<w:sectPr/>"


HEADER = '<w:headerReference w:type="default" r:id="rId_header1"/>'
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def test_headers_are_told_of_where_their_section_begins() -> None:
    body = p("第一节", properties="<w:sectPr/>") + p("第二节") + p("正文") + f"<w:sectPr>{HEADER}</w:sectPr>"
    before = docx(body, header1=p("县布署简报"))
    made = review(before)
    (one,) = comments(made.data)
    assert one.range == "第二节"
    assert one.lines[1] == "位置：页眉第1段“布署”"
    assert [text for _, text, _ in revisions(made.data, "word/header1.xml")] == ["布署", "部署"]
    assert plain(made.data, "word/header1.xml") == plain(before, "word/header1.xml")


def test_notes_are_told_of_at_their_reference() -> None:
    made = review(docx(p("正文", NOTE, "之后") + END, footnotes='<w:footnote w:id="2">' + p("认真布署") + "</w:footnote>"))
    (one,) = comments(made.data)
    assert one.lines[1] == "位置：脚注第1段“布署”"
    start = next(drafting.part(made.data).iter(drafting.W + "commentRangeStart"))
    assert start.getnext().find(drafting.W + "footnoteReference") is not None
    assert [text for _, text, _ in revisions(made.data, "word/footnotes.xml")] == ["布署", "部署"]


def test_a_text_box_is_named() -> None:
    made = review(docx(p(box(p("认真布署"))) + END))
    (one,) = comments(made.data)
    assert one.lines[1] == "位置：文本框1第1段“布署”"


NUMBERING = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def numbered(text: str, list_id: int = 1) -> str:
    return p(r(text[:1]), r(text[1:]), properties=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list_id}"/></w:numPr>')


def test_a_computed_number_is_told_of_at_its_paragraph() -> None:
    body = numbered("产业振兴") + p("正文甲。") + numbered("人才振兴") + p("正文乙。") + numbered("文化振兴", 2) + p("正文丙。")
    made = review(docx(TITLE + body + END, numbering=NUMBERING), ("heading-repeat",))
    assert [(finding.text, one.range) for finding, one in zip(made.findings, comments(made.data), strict=True)] == [("一、", "文化振兴")]
