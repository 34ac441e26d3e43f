"""Comments stand at exactly their characters, fixes are tracked, and nothing else of the document changes."""

from __future__ import annotations

import pathlib

import pytest

import drafting
from drafting import comments, docx, files, p, plain, r, revisions
from reportlint.api import Linter, Options, View
from reportlint.core.finding import Finding
from reportlint.review.marking import Plan, Review, reviewed
from reportlint.review.revisions import _shares

RULES = ("wrong-word", "mask-asterisk", "confused-word")
DATE = "2026-03-01T09:30:00Z"
END = "<w:sectPr/>"
TITLE = p("青禾县工作总结")
THEIRS = '<w:comment w:id="9000" w:author="李四"><w:p/></w:comment>'


def review(data: bytes, select: tuple[str, ...] = RULES, **plan: bool) -> Review:
    linter = Linter(Options(use_config=False, select=select))
    made = reviewed(linter, data, "a.docx", "a.docx", Plan(DATE, **plan), View(selected=frozenset(select)))
    assert made.report.failures == []
    assert made.data is not None
    return made


def field(instruction: str, *runs: str) -> str:
    """A complex field with these runs as its result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{"".join(runs)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def change(name: str, inside: str, id: int = 9001) -> str:
    """Another's tracked change."""
    return f'<w:{name} w:id="{id}" w:author="张三" w:date="2026-01-01T00:00:00Z">{inside}</w:{name}>'


def table(*cells: str) -> str:
    inside = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
    return f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{inside}</w:tr></w:tbl>"


def box(*paragraphs: str) -> str:
    """A run with a text box, as Word writes it: once for itself and once for older programs."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic>'
        f'<a:graphicData uri="u"><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic>'
        f"</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox>"
        "</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


RUBY = (
    '<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>bùshǔ</w:t></w:r></w:rt>'
    "<w:rubyBase><w:r><w:t>布署</w:t></w:r></w:rubyBase></w:ruby></w:r>"
)

# name: the body, what the comments stand at, and the tracked changes as (old, new).
CASES: dict[str, tuple[str, list[str], list[tuple[str, str]]]] = {
    "one run": (p("全县认真布署工作"), ["布署"], [("布署", "部署")]),
    "start of a run": (p("布署工作"), ["布署"], [("布署", "部署")]),
    "end of a run": (p("认真布署"), ["布署"], [("布署", "部署")]),
    "a run of its own": (p("认真", r("布署"), "工作"), ["布署"], [("布署", "部署")]),
    "two runs": (p("认真布", r("署", "<w:b/>"), "工作"), ["布署"], [("布", "部")]),
    "three in a paragraph": (p("先布署，再布署", r("，又布"), "署"), ["布署"], [("布署", "部署"), ("布署", "部署"), ("布", "部")]),
    "two rules": (p("布署培训**场"), ["布署", "**"], [("布署", "部署")]),
    "an unsafe fix": (p("违规现象扔有发生"), ["扔有"], []),
    "another's insertion": (p("认真", change("ins", r("全面布署落实")), "工作"), ["布署"], [("布署", "部署")]),
    "half in an insertion": (p("认真布", change("ins", r("署落实")), "工作"), ["布署"], [("布", "部")]),
    "around a deletion": (p("认真布", change("del", "<w:r><w:delText>局</w:delText></w:r>"), "署工作"), ["布局署"], [("布", "部")]),
    "a moved text": (p("认真", change("moveTo", r("布署"))), ["布署"], []),
    "a link": (p('<w:hyperlink w:anchor="a">' + r("认真布署好") + "</w:hyperlink>"), ["布署"], [("布署", "部署")]),
    "a content control": (
        p("<w:sdt><w:sdtPr/><w:sdtContent>" + r("认真布署好") + "</w:sdtContent></w:sdt>"), ["布署"], [("布署", "部署")]
    ),
    "a locked control": (
        p('<w:sdt><w:sdtPr><w:lock w:val="sdtContentLocked"/></w:sdtPr><w:sdtContent>' + r("布署") + "</w:sdtContent></w:sdt>"),
        ["布署"],
        [],
    ),
    "a bound control": (
        p('<w:sdt><w:sdtPr><w:dataBinding w:xpath="a" w:storeItemID="b"/></w:sdtPr><w:sdtContent>' + r("布署") + "</w:sdtContent></w:sdt>"),
        ["布署"],
        [],
    ),
    "a control around paragraphs": (
        "<w:sdt><w:sdtPr/><w:sdtContent>" + p("认真布署") + "</w:sdtContent></w:sdt>", ["布署"], [("布署", "部署")]
    ),
    "a field's result": (p("见", field("REF a", r("认真布署好")), "文"), ["布署"], []),
    "a link as a field": (p("见", field('HYPERLINK "http://a.example"', r("认真布署好"))), ["布署"], [("布署", "部署")]),
    "a simple field": (p('<w:fldSimple w:instr=" REF a ">' + r("认真布署") + "</w:fldSimple>"), ["布署"], []),
    "a smart tag": (p('<w:smartTag w:uri="u" w:element="e">' + r("认真布署") + "</w:smartTag>"), ["布署"], [("布署", "部署")]),
    "tab and break in the run": (
        p("<w:r><w:t>甲</w:t><w:tab/><w:t>布署</w:t><w:br/><w:t>培训**人</w:t></w:r>"), ["布署", "**"], [("布署", "部署")]
    ),
    "two w:t in a run": (p("<w:r><w:t>认真布</w:t><w:t>署工作</w:t></w:r>"), ["布署"], [("布", "部")]),
    "blanks that are not shown": (p("<w:r><w:t>  认真布署 </w:t></w:r>"), ["布署"], [("布署", "部署")]),
    "a bookmark inside": (
        p("布", '<w:bookmarkStart w:id="9003" w:name="b"/>', "署", '<w:bookmarkEnd w:id="9003"/>'), ["布署"], [("布", "部")]
    ),
    "page breaks of the last layout": (
        p("<w:r><w:t>认真布</w:t><w:lastRenderedPageBreak/><w:t>署工作</w:t></w:r>"), ["布署"], [("布", "部")]
    ),
    "cells": (table(p("布署"), p("**人")) + p(), ["布署", "**"], [("布署", "部署")]),
    "a table in a table": (table(table(p("布署")) + p()) + p(), ["布署"], [("布署", "部署")]),
    "reading aids": (p(RUBY, "工作"), ["bùshǔ布署"], []),
    "a text box": (p(box(p("认真布署")), "文"), ["认真布署认真布署"], []),
    "a text box in a cell": (table(p(box(p("认真布署")), "文")) + p(), ["认真布署认真布署"], []),
    "another's comment": (
        p('<w:commentRangeStart w:id="9000"/>', "认真布", '<w:commentRangeEnd w:id="9000"/>', "署"), ["布署"], [("布", "部")]
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_comment_stands_at_its_characters_and_nothing_else_changes(name: str) -> None:
    body, ranges, changes = CASES[name]
    before = docx(TITLE + body + END, comments=THEIRS)
    made = review(before)
    assert made.data is not None
    found = [one for one in comments(made.data) if one.author == "reportlint"]
    assert [one.range for one in found] == ranges
    assert all((one.starts, one.ends, one.references) == (1, 1, 1) for one in found)
    pairs = [(old, new) for (_, old, _), (_, new, _) in zip(revisions(made.data)[::2], revisions(made.data)[1::2], strict=True)]
    assert pairs == changes
    assert plain(made.data) == plain(before)
    after = files(made.data)
    touched = {"word/document.xml", "word/comments.xml"}
    assert {name: data for name, data in after.items() if name not in touched} == {
        name: data for name, data in files(before).items() if name not in touched
    }


@pytest.mark.parametrize("name", CASES)
def test_a_second_review_changes_nothing(name: str) -> None:
    once = review(docx(TITLE + CASES[name][0] + END, comments=THEIRS))
    assert once.data is not None
    again = review(once.data)
    assert again.data == once.data
    assert (again.comments, again.revisions) == (once.comments, once.revisions)


@pytest.mark.parametrize("name", CASES)
def test_every_finding_has_a_comment_of_its_own_if_asked(name: str) -> None:
    made = review(docx(TITLE + CASES[name][0] + END, comments=THEIRS), fold=False)
    assert made.data is not None
    found = comments(made.data)[1:]
    assert [one.rule for one in found] == [finding.rule for finding in made.findings]
    for one, finding in zip(found, made.findings, strict=True):
        assert finding.text in (one.range.replace("局", ""), "布署")
        assert finding.message in one.lines[0]


def test_comments_only() -> None:
    made = review(docx(p("认真布署") + END), tracked=False)
    assert made.data is not None
    assert revisions(made.data) == []
    assert [one.range for one in comments(made.data)] == ["布署"]
    assert "建议：改为“部署”" in comments(made.data)[0].lines


def test_safe_fixes_are_made_without_a_trace() -> None:
    made = review(docx(p("认真布", r("署", "<w:b/>"), "工作，培训**场") + END), accepted=True)
    assert made.data is not None
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
    assert made.data is not None
    (_, old, look), (_, new, same) = revisions(made.data)
    assert (old, new, look) == ("布署", "部署", same)
    assert "w:rPr" in look


def test_another_format_change_is_not_repeated() -> None:
    formatting = '<w:b/><w:rPrChange w:id="9002" w:author="张三"><w:rPr/></w:rPrChange>'
    before = docx(p(r("布署工作", formatting)) + END)
    made = review(before)
    assert made.data is not None
    (_, _, old), (_, _, new) = revisions(made.data)
    assert "rPrChange" in old
    assert new == "<w:rPr><w:b></w:b></w:rPr>"


def test_ids_are_new() -> None:
    body = p("认真布署", '<w:bookmarkStart w:id="7" w:name="b"/><w:bookmarkEnd w:id="7"/>') + p(change("ins", r("布署"), 41))
    made = review(docx(body + END, comments='<w:comment w:id="19" w:author="李四"><w:p/></w:comment>'))
    assert made.data is not None
    root = drafting.part(made.data)
    ids = [element.get(drafting.W + "id") for element in root.iter() if element.get(drafting.W + "author")]
    assert len(ids) == len(set(ids))
    mine = {one.id for one in comments(made.data)} - {"19"}
    assert not mine & {"7", "19", "41", *ids}


def test_ids_near_the_limit_are_passed_over() -> None:
    made = review(docx(p(change("ins", r("布署"), 2147483646)) + END))
    assert made.data is not None
    assert all(int(one.id) < 2**31 for one in comments(made.data))


HEADER = '<w:headerReference w:type="default" r:id="rId_header1"/>'
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def test_headers_are_told_of_where_their_section_begins() -> None:
    body = p("第一节", properties="<w:sectPr/>") + p("第二节") + p("正文") + f"<w:sectPr>{HEADER}</w:sectPr>"
    before = docx(body, header1=p("县布署简报"))
    made = review(before)
    assert made.data is not None
    (one,) = comments(made.data)
    assert one.range == "第二节"
    assert one.lines[1] == "位置：页眉第1段“布署”"
    assert [text for _, text, _ in revisions(made.data, "word/header1.xml")] == ["布署", "部署"]
    assert plain(made.data, "word/header1.xml") == plain(before, "word/header1.xml")


def test_notes_are_told_of_at_their_reference() -> None:
    made = review(docx(p("正文", NOTE, "之后") + END, footnotes='<w:footnote w:id="2">' + p("认真布署") + "</w:footnote>"))
    assert made.data is not None
    (one,) = comments(made.data)
    assert one.lines[1] == "位置：脚注第1段“布署”"
    start = next(drafting.part(made.data).iter(drafting.W + "commentRangeStart"))
    assert start.getnext().find(drafting.W + "footnoteReference") is not None
    assert [text for _, text, _ in revisions(made.data, "word/footnotes.xml")] == ["布署", "部署"]


def test_a_text_box_is_named() -> None:
    made = review(docx(p(box(p("认真布署"))) + END))
    assert made.data is not None
    (one,) = comments(made.data)
    assert one.lines[1] == "位置：文本框第1段“布署”"


NUMBERING = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def numbered(text: str, list_id: int = 1) -> str:
    return p(r(text[:1]), r(text[1:]), properties=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list_id}"/></w:numPr>')


def test_a_computed_number_is_told_of_at_the_first_run_of_its_paragraph() -> None:
    body = numbered("产业振兴") + p("正文甲。") + numbered("人才振兴") + p("正文乙。") + numbered("文化振兴", 2) + p("正文丙。")
    made = review(docx(TITLE + body + END, numbering=NUMBERING), ("heading-repeat",))
    assert made.data is not None
    assert [(finding.text, one.range) for finding, one in zip(made.findings, comments(made.data), strict=True)] == [("一、", "文")]


def test_one_comment_for_a_rule_in_a_paragraph() -> None:
    made = review(docx(p("培训**场，走访**户，*县办结***件；布署") + p("受理**件") + END))
    assert made.data is not None
    found = [one for one in comments(made.data) if one.rule == "mask-asterisk"]
    assert [one.range for one in found] == ["**", "**"]
    assert [line for line in found[0].lines if line.startswith("本段另有")] == ["本段另有3处：“**”、“*”、“***”"]
    assert not any(line.startswith("本段另有") for line in found[1].lines)


def test_an_overview_stands_first_where_there_is_much_to_say() -> None:
    made = review(docx(TITLE + "".join(p(f"培训**场{number}") for number in range(12)) + END))
    assert made.data is not None
    first, *others = comments(made.data)
    assert first.lines[0] == "【概览】全文共12处问题：错误12处。"
    assert first.range == "青禾县工作总结"
    assert len(others) == 12


def test_who_and_when() -> None:
    made = review(docx(p("培训**场") + END))
    assert made.data is not None
    (one,) = comments(made.data)
    assert (one.author, one.initials, one.date) == ("reportlint", "RL", DATE)


def test_private_data_stays_hidden(tmp_path: pathlib.Path) -> None:
    (tmp_path / "privacy").mkdir()
    (tmp_path / "privacy" / "number.yaml").write_text(PRIVATE, "utf-8")
    (tmp_path / ".reportlint.yaml").write_text("rules: [.]", "utf-8")
    number = "110105199003071233"
    linter = Linter(Options(str(tmp_path / ".reportlint.yaml"), select=("number", "wrong-word")))
    data = docx(p(f"张三，身份证号{number}，认真布署") + END, comments=THEIRS)
    made = reviewed(linter, data, "a.docx", "a.docx", Plan(DATE), View())
    assert made.data is not None
    _, one, other = comments(made.data)
    assert one.lines[0] == "【错误】号码：号码██████████████████"
    assert other.range == "布署"
    assert number.encode() not in files(made.data)["word/comments.xml"]


PRIVATE = """
id: number
name: 号码
category: privacy
severity: error
message: 号码{text}
rationale: 个人信息不应公开。
references: [例]
matcher: {kind: pattern, regex: "(?<=号)[0-9]{18}"}
examples:
  bad: ["证号⟦110105199003071233⟧"]
  good: [证号]
"""


def test_existing_comments_stay_first() -> None:
    theirs = '<w:comment w:id="9000" w:author="李四" w:date="2026-01-01T00:00:00Z"><w:p><w:r><w:t>请核实</w:t></w:r></w:p></w:comment>'
    before = docx(p('<w:commentRangeStart w:id="9000"/>', "培训**场", '<w:commentRangeEnd w:id="9000"/><w:r><w:commentReference w:id="9000"/></w:r>') + END, comments=theirs)
    made = review(before)
    assert made.data is not None
    one, other = comments(made.data)
    assert (one.author, one.lines, one.range) == ("李四", ["请核实"], "培训**场")
    assert other.range == "**"


def test_without_findings_the_copy_is_the_original() -> None:
    data = docx(p("全县认真部署工作") + END)
    assert review(data).data == data


def test_styles_of_comments_are_found_by_name() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="annotation text"/></w:style>'
        '<w:style w:type="character" w:styleId="a4"><w:name w:val="annotation reference"/></w:style>'
    )
    made = review(docx(p("培训**场") + END, styles=styles))
    assert made.data is not None
    assert b'<w:pStyle w:val="a3"/>' in files(made.data)["word/comments.xml"]
    assert b'<w:rStyle w:val="a4"/></w:rPr><w:commentReference' in files(made.data)["word/document.xml"]


def test_strict_documents_stay_strict() -> None:
    strict = {
        name: data.replace(drafting.SPACES["w"].encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main").replace(
            drafting.SPACES["r"].encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        )
        for name, data in files(docx(p("布署**件") + END, styles="")).items()
    }
    made = review(drafting.packed(strict))
    assert made.data is not None
    after = files(made.data)
    assert drafting.SPACES["w"].encode() not in after["word/document.xml"] + after["word/comments.xml"]
    assert b"http://purl.oclc.org/ooxml/officeDocument/relationships/comments" in after["word/_rels/document.xml.rels"]
    assert review(made.data).data == made.data


def test_a_deleted_paragraph_is_tracked_with_its_mark() -> None:
    from reportlint.core.finding import Fix
    from reportlint.ooxml.package import Package
    from reportlint.readers.docx import read
    from reportlint.review.anchors import Anchors
    from reportlint.review.former import restored
    from reportlint.review.parts import Parts
    from reportlint.review.revisions import Revisions

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


def test_findings_and_comments_agree_one_by_one() -> None:
    body = "".join(f"{p('培训**场，', r('认真布', '<w:b/>'), '署，扔有差距')}" for _ in range(5))
    made = review(docx(TITLE + table(p("**人"), p("布署")) + body + END), fold=False)
    assert made.data is not None
    found = comments(made.data)[1:]

    def told(finding: Finding) -> tuple[str, str]:
        return finding.rule, finding.text

    assert [(one.rule, one.range) for one in found] == list(map(told, made.findings))
