"""What a reader of the page sees, and nothing else."""

from __future__ import annotations

import pytest

from drafting import box, docx, p, r
from reportlint.readers.docx import read

T = "<w:t>{}</w:t>".format
BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' for each in ("begin", "separate", "end"))


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def cell(*content: str) -> str:
    return f"<w:tc>{''.join(content)}</w:tc>"


BODIES = [
    (p("全县", "经济", "平稳"), "全县经济平稳"),
    (p("甲") + p() + p("乙"), "甲\n\n乙"),
    (p("甲", "<w:r><w:tab/></w:r>", "乙"), "甲\t乙"),
    (p("甲", "<w:r><w:br/></w:r>", "乙", "<w:r><w:cr/></w:r>", "丙"), "甲\n乙\n丙"),
    (p("甲", "<w:r><w:noBreakHyphen/></w:r>", "乙", "<w:r><w:softHyphen/></w:r>", "丙"), "甲-乙丙"),
    (p('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "已办"), "☑已办"),
    (p('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "5"), "≥5"),
    (p('<w:r><w:sym w:font="Webdings" w:char="F061"/></w:r>', "项"), "●项"),
    ("<w:p><w:r><w:t>  甲 乙  </w:t></w:r></w:p>", "甲 乙"),
    ('<w:p><w:r><w:t xml:space="preserve">  甲  </w:t></w:r></w:p>', "  甲  "),
    ("<w:p><w:r><w:t>甲\n乙</w:t></w:r></w:p>", "甲 乙"),
    ("<w:p><w:r><w:t>　　首行</w:t></w:r></w:p>", "　　首行"),
    (p("甲", '<w:ins w:id="1" w:author="甲">' + r("新") + "</w:ins>", "乙"), "甲新乙"),
    (p("甲", '<w:del w:id="1" w:author="甲"><w:r><w:delText>旧</w:delText></w:r></w:del>', "乙"), "甲乙"),
    (p("甲", '<w:moveFrom w:id="1">' + r("移") + "</w:moveFrom>", "乙", '<w:moveTo w:id="2">' + r("移") + "</w:moveTo>"), "甲乙移"),
    (p("甲", properties='<w:rPr><w:del w:id="1" w:author="甲"/></w:rPr>') + p("乙"), "甲乙"),
    (p(properties='<w:rPr><w:del w:id="1" w:author="甲"/></w:rPr>') + p("乙"), "乙"),
    (p("甲", r("密", "<w:vanish/>"), "乙"), "甲乙"),
    (p("甲", r("明", '<w:vanish w:val="0"/>'), "乙"), "甲明乙"),
    (p("甲", r("网", "<w:webHidden/>"), "乙"), "甲网乙"),
    (p('<w:hyperlink r:id="x">' + r("链接") + "</w:hyperlink>"), "链接"),
    (p('<w:smartTag w:element="date">' + r("2024年") + "</w:smartTag>"), "2024年"),
    (p("<w:sdt><w:sdtPr/><w:sdtContent>" + r("控件") + "</w:sdtContent></w:sdt>"), "控件"),
    ("<w:sdt><w:sdtContent>" + p("甲") + p("乙") + "</w:sdtContent></w:sdt>", "甲\n乙"),
    ('<w:customXml w:element="x">' + p("甲") + "</w:customXml>", "甲"),
    (p("<w:ruby><w:rt>" + r("yin") + "</w:rt><w:rubyBase>" + r("音") + "</w:rubyBase></w:ruby>"), ""),
    (p("<w:r><w:ruby><w:rt>" + r("yin") + "</w:rt><w:rubyBase>" + r("音") + "</w:rubyBase></w:ruby></w:r>"), "音"),
    (p("第", BEGIN, code(" REF a "), SEPARATE, "3", END, "页"), "第3页"),
    (p("第", BEGIN, code(" REF "), r("不见"), BEGIN, code("X"), SEPARATE, "内", END, SEPARATE, "3", END, "页"), "第3页"),
    (p("第", BEGIN, code(" REF a "), END, "页"), "第页"),
    (p("甲", BEGIN, "乙") + p("丙"), "甲乙\n丙"),
    (p("甲", END, "乙"), "甲乙"),
    (p(BEGIN, code(" MACROBUTTON NoMacro [点击填写] "), END), "[点击填写]"),
    (p('<w:fldSimple w:instr=" REF a ">' + r("结果") + "</w:fldSimple>"), "结果"),
    (p("甲", BEGIN, code(" TOC "), SEPARATE, "一") + p("二", END, "乙"), "甲一\n二乙"),
    (p("甲", '<w:r><w:footnoteReference w:id="2"/></w:r>', "乙"), "甲乙"),
    (p("甲", box(p("框内")), "乙"), "甲乙\n框内"),
    (p("甲", box(p("外", box(p("里"))))), "甲\n外\n里"),
    ("<w:tbl><w:tr>" + cell(p("甲")) + cell(p("乙"), p("丙")) + "</w:tr></w:tbl>", "甲\n乙\n丙"),
    (
        "<w:tbl><w:tr>" + cell("<w:tbl><w:tr>" + cell(p("内")) + "</w:tr></w:tbl>", p("外")) + "</w:tr></w:tbl>",
        "内\n外",
    ),
    ("<w:tbl><w:sdt><w:sdtContent><w:tr>" + cell(p("甲")) + "</w:tr></w:sdtContent></w:sdt></w:tbl>", "甲"),
    ("<mc:AlternateContent><mc:Choice Requires='x'>" + p("新") + "</mc:Choice><mc:Fallback>" + p("旧") + "</mc:Fallback></mc:AlternateContent>", "新"),
    (p('<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x=1</m:t></m:r></m:oMath>'), "x=1"),
    ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("body", "text"), BODIES, ids=[f"{i}-{text!r}" for i, (_, text) in enumerate(BODIES)])
def test_text(body: str, text: str) -> None:
    assert read(docx(body), "甲.docx").text == text


def test_notes_headers_and_footers_follow_the_body() -> None:
    section = '<w:sectPr><w:headerReference r:id="rId_header1"/><w:footerReference r:id="rId_footer1"/></w:sectPr>'
    data = docx(
        p("正文") + section,
        header1=p("页眉"),
        header2=p("没有用到"),
        footer1=p("页脚"),
        footnotes='<w:footnote w:id="0" w:type="separator">' + p("线") + '</w:footnote><w:footnote w:id="2">' + p("脚注") + "</w:footnote>",
        endnotes='<w:endnote w:id="2">' + p("尾注") + "</w:endnote>",
    )
    document = read(data, "甲.docx")
    assert document.text == "正文\n脚注\n尾注\n页眉\n页脚"
    assert [(b.kind, b.location) for b in document.blocks] == [
        ("paragraph", {"part": "body", "paragraph": 1}),
        ("footnote", {"part": "footnotes", "paragraph": 1}),
        ("footnote", {"part": "endnotes", "paragraph": 1}),
        ("footnote", {"part": "header1", "paragraph": 1}),
        ("footnote", {"part": "footer1", "paragraph": 1}),
    ]


def test_page_numbers_are_no_text_of_the_report() -> None:
    section = '<w:sectPr><w:footerReference r:id="rId_footer1"/><w:footerReference r:id="rId_footer2"/></w:sectPr>'
    data = docx(
        p("正文") + section,
        footer1=p("— ", BEGIN, code(" PAGE "), SEPARATE, "1", END, " —"),
        footer2=p("共", '<w:fldSimple w:instr="NUMPAGES">' + r("9") + "</w:fldSimple>", "页"),
    )
    document = read(data, "甲.docx")
    assert document.text == "正文\n— 1 —\n共9页"
    assert [block.location for block in document.blocks] == [{"part": "body", "paragraph": 1}]


def test_a_header_of_several_sections_is_linted_once() -> None:
    section = '<w:sectPr><w:headerReference r:id="rId_header1"/><w:headerReference r:id="rId_header2"/></w:sectPr>'
    document = read(docx(p("正文") + section, header1=p("页眉"), header2=p("页眉")), "甲.docx")
    assert document.text == "正文\n页眉\n页眉"
    assert len(document.blocks) == 2


STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="2x"><w:name w:val="标题 2"/></w:style>
<w:style w:type="paragraph" w:styleId="mine"><w:name w:val="我的标题"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="level"><w:name w:val="层次"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="none"><w:name w:val="退出"/><w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="round"><w:name w:val="圈"/><w:basedOn w:val="round2"/></w:style>
<w:style w:type="paragraph" w:styleId="round2"><w:name w:val="圈2"/><w:basedOn w:val="round"/></w:style>
<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="toc"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="hid"><w:name w:val="z-窗体顶端"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="hidden"><w:name w:val="藏"/><w:rPr><w:vanish/></w:rPr></w:style>
"""


def styled(name: str, text: str = "工作情况", more: str = "") -> str:
    return p(text, properties=f'<w:pStyle w:val="{name}"/>{more}')


@pytest.mark.parametrize(
    ("body", "kind", "level"),
    [
        (styled("1"), "heading", 1),
        (styled("2x"), "heading", 2),
        (styled("mine"), "heading", 1),
        (styled("level"), "heading", 3),
        (styled("none"), "paragraph", 0),
        (styled("round"), "paragraph", 0),
        (styled("missing"), "paragraph", 0),
        (styled("T"), "heading", 0),
        (styled("toc"), "cell", 0),
        (styled("a", more='<w:outlineLvl w:val="0"/>'), "heading", 1),
        (styled("1", more='<w:outlineLvl w:val="9"/>'), "paragraph", 0),
        (styled("1", "情" * 150), "paragraph", 0),
    ],
)
def test_headings(body: str, kind: str, level: int) -> None:
    (block,) = read(docx(body, styles=STYLES), "甲.docx").blocks
    assert (block.kind, block.level) == (kind, level)


def test_a_heading_that_runs_into_its_text_ends_at_the_full_stop() -> None:
    document = read(docx(styled("1", "（一）强化领导。成立专班。"), styles=STYLES), "甲.docx")
    assert [(b.kind, document.text[b.start : b.end]) for b in document.blocks] == [
        ("heading", "（一）强化领导。"),
        ("paragraph", "成立专班。"),
    ]


def test_a_line_break_ends_a_paragraph_but_not_a_title() -> None:
    line = "<w:r><w:br/></w:r>"
    document = read(docx(p("关于全县", line, "工作的报告", properties='<w:jc w:val="center"/>') + p("甲。", line, "乙。")), "甲.docx")
    seen = [
        "".join(document.text[low:high] for low, high in block.pieces or ((block.start, block.end),))
        for block in document.blocks
    ]
    assert seen == ["关于全县工作的报告", "甲。", "乙。"]


@pytest.mark.parametrize(
    "body",
    [
        p("甲", r("密", "<w:vanish/>"), r("语", "<w:vanish/>"), "乙"),
        p("甲", r("密语", '<w:rStyle w:val="hidden"/>'), "乙"),
        p("甲乙") + styled("hid", "密语"),
    ],
)
def test_hidden_text_is_noted_and_not_read(body: str) -> None:
    document = read(docx(body, styles=STYLES), "甲.docx")
    assert "密" not in document.text
    ((kind, start, end, values),) = [note for note in document.notes if len(note) == 4]
    assert (kind, start, end, values) == ("hidden-text", start, start, {"content": "密语"})


def test_a_character_style_that_hides_in_a_paragraph_style_that_hides_shows() -> None:
    body = p(r("明", '<w:rStyle w:val="hidden"/>'), properties='<w:pStyle w:val="hid"/>')
    assert read(docx(body, styles=STYLES), "甲.docx").text == "明"


def test_places_in_tables_and_text_boxes() -> None:
    row = "<w:tr>" + cell(p("甲")) + cell(p(), p("乙", box(p("框")))) + "</w:tr>"
    document = read(docx(p("首") + f"<w:tbl>{row}{row}</w:tbl>" + p("尾")), "甲.docx")
    assert [(document.text[b.start : b.end], b.kind, b.location) for b in document.blocks] == [
        ("首", "paragraph", {"part": "body", "paragraph": 1}),
        ("甲", "cell", {"part": "body", "table": 1, "row": 1, "column": 1, "paragraph": 1}),
        ("乙", "cell", {"part": "body", "table": 1, "row": 1, "column": 2, "paragraph": 2}),
        ("框", "paragraph", {"part": "textbox", "textbox": 1, "paragraph": 1}),
        ("甲", "cell", {"part": "body", "table": 1, "row": 2, "column": 1, "paragraph": 1}),
        ("乙", "cell", {"part": "body", "table": 1, "row": 2, "column": 2, "paragraph": 2}),
        ("框", "paragraph", {"part": "textbox", "textbox": 2, "paragraph": 1}),
        ("尾", "paragraph", {"part": "body", "paragraph": 2}),
    ]
