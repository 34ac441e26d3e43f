"""Comments stand at exactly their characters, fixes are tracked, and nothing else of the document changes."""

from __future__ import annotations

import pytest

import drafting
from drafting import box, comments, docx, files, p, plain, r, revisions
from reportlint.core.finding import Finding
from reviewing import review

END = "<w:sectPr/>"
TITLE = p("青禾县工作总结")
THEIRS = '<w:comment w:id="9000" w:author="李四"><w:p/></w:comment>'


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
    "a choice inside a run": (
        p("<w:r><mc:AlternateContent><mc:Choice Requires=\"w14\"><w:t>布署</w:t></mc:Choice></mc:AlternateContent></w:r>"),
        ["布署"],
        [],
    ),
    "a choice around runs": (
        p('<mc:AlternateContent><mc:Choice Requires="w14">' + r("布署") + "</mc:Choice></mc:AlternateContent>", "工作"),
        ["布署"],
        [],
    ),
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
    again = review(once.data)
    assert again.data == once.data
    assert (again.comments, again.revisions) == (once.comments, once.revisions)


@pytest.mark.parametrize("name", CASES)
def test_every_finding_has_a_comment_of_its_own_if_asked(name: str) -> None:
    made = review(docx(TITLE + CASES[name][0] + END, comments=THEIRS), fold=False)
    found = comments(made.data)[1:]
    assert [one.rule for one in found] == [finding.rule for finding in made.findings]
    for one, finding in zip(found, made.findings, strict=True):
        assert finding.text in (one.range.replace("局", ""), "布署")
        assert finding.message in one.lines[0]


def test_ids_are_new() -> None:
    body = p("认真布署", '<w:bookmarkStart w:id="7" w:name="b"/><w:bookmarkEnd w:id="7"/>') + p(change("ins", r("布署"), 41))
    made = review(docx(body + END, comments='<w:comment w:id="19" w:author="李四"><w:p/></w:comment>'))
    root = drafting.part(made.data)
    ids = [element.get(drafting.W + "id") for element in root.iter() if element.get(drafting.W + "author")]
    assert len(ids) == len(set(ids))
    mine = {one.id for one in comments(made.data)} - {"19"}
    assert not mine & {"7", "19", "41", *ids}


def test_ids_near_the_limit_are_passed_over() -> None:
    made = review(docx(p(change("ins", r("布署"), 2147483646)) + END))
    assert all(int(one.id) < 2**31 for one in comments(made.data))


def test_existing_comments_stay_first() -> None:
    theirs = '<w:comment w:id="9000" w:author="李四" w:date="2026-01-01T00:00:00Z"><w:p><w:r><w:t>请核实</w:t></w:r></w:p></w:comment>'
    before = docx(p('<w:commentRangeStart w:id="9000"/>', "培训**场", '<w:commentRangeEnd w:id="9000"/><w:r><w:commentReference w:id="9000"/></w:r>') + END, comments=theirs)
    made = review(before)
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
    after = files(made.data)
    assert drafting.SPACES["w"].encode() not in after["word/document.xml"] + after["word/comments.xml"]
    assert b"http://purl.oclc.org/ooxml/officeDocument/relationships/comments" in after["word/_rels/document.xml.rels"]
    assert review(made.data).data == made.data


def test_findings_and_comments_agree_one_by_one() -> None:
    body = "".join(f"{p('培训**场，', r('认真布', '<w:b/>'), '署，扔有差距')}" for _ in range(5))
    made = review(docx(TITLE + table(p("**人"), p("布署")) + body + END), fold=False)
    found = comments(made.data)[1:]

    def told(finding: Finding) -> tuple[str, str]:
        return finding.rule, finding.text

    assert [(one.rule, one.range) for one in found] == list(map(told, made.findings))
