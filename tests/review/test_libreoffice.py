"""Reviewed documents in other programs: they open, comments and changes are all there, also after saving."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx as python_docx
import pytest
from docx.shared import Pt
from lxml import etree

from drafting import comments, docx, p, r, revisions
from office import Office, office
from reviewing import Done, review

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["office"]
RULES = ("wrong-word", "mask-asterisk", "confused-word", "character-doubled")
PLAIN = """青禾县工作总结
一、主要工作
（一）认真布署。全年培训**场，走访群众*户，班子成员分别到到联系村。

违规现象扔有发生，再次布署整改。
"""
MARKDOWN = """# 青禾县工作总结

全县**认真布署**，全年培训**场，见 `a.txt`。

- 走访*户
- 分别到到联系村

| 项目 | 数量 |
|---|---|
| 培训 | **场 |
"""


def raw() -> bytes:
    """A document with most of what Word can put around text."""
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> QUOTE a </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("域中布署") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    inserted = '<w:ins w:id="1" w:author="张三" w:date="2026-01-01T00:00:00Z">' + r("全面布署落实") + "</w:ins>"
    theirs = (
        '<w:commentRangeStart w:id="0"/>' + r("培训**场") + '<w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r>'
    )
    body = [
        p("青禾县认真布", r("署", "<w:b/>"), "工作"),
        p("认真", inserted),
        p('<w:hyperlink w:anchor="a">' + r("认真布署") + "</w:hyperlink>"),
        p("见", field, "文"),
        p("<w:sdt><w:sdtPr/><w:sdtContent>" + r("在布署中") + "</w:sdtContent></w:sdt>"),
        p("<w:r><w:t>甲</w:t><w:tab/><w:t>布署</w:t><w:br/><w:t>走访**人</w:t></w:r>"),
        p(theirs),
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>" + p("扔有差距，**人") + "</w:tc></w:tr></w:tbl>",
        p("注", '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        '<w:sectPr><w:headerReference w:type="default" r:id="rId_header1"/></w:sectPr>',
    ]
    return docx(
        "".join(body),
        header1=p("县布署简报"),
        footnotes='<w:footnote w:id="2">' + p("认真布署") + "</w:footnote>",
        comments='<w:comment w:id="0" w:author="李四" w:date="2026-01-01T00:00:00Z">' + p("请核实") + "</w:comment>",
    )


def made_by_python_docx() -> bytes:
    document = python_docx.Document()
    document.add_heading("青禾县工作总结", 0)
    paragraph = document.add_paragraph("全县认真布")
    run = paragraph.add_run("署")
    run.bold = True
    run.font.size = Pt(16)
    paragraph.add_run("，培训**场，走访*户。")
    document.add_table(2, 2).cell(1, 1).text = "办结**件，扔有差距"
    document.add_comment(paragraph.runs[0], "请核实", author="李四", initials="李")
    document.sections[0].footer.paragraphs[0].text = "青禾县布署专班"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture(scope="session")
def originals(office: Office, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, str]]:
    """Documents by name: their bytes and the name of their file."""
    folder = tmp_path_factory.mktemp("originals")
    (folder / "saved.txt").write_text(PLAIN, "utf-8")
    (saved,) = office.convert([folder / "saved.txt"], "docx", folder)
    return {
        "raw": (raw(), "raw.docx"),
        "python-docx": (made_by_python_docx(), "made.docx"),
        "LibreOffice": (saved.read_bytes(), "saved.docx"),
        "txt": (PLAIN.encode(), "plain.txt"),
        "md": (MARKDOWN.encode(), "page.md"),
    }


NAMES = ("raw", "python-docx", "LibreOffice", "txt", "md")


@pytest.fixture(scope="session")
def reviews(originals: dict[str, tuple[bytes, str]]) -> dict[str, Done]:
    """The review of each."""
    return {name: review(data, RULES, path) for name, (data, path) in originals.items()}


@pytest.fixture(scope="session")
def saved(office: Office, reviews: dict[str, Done], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Folders, by suffix, with the reviewed documents as LibreOffice saves them."""
    folder = tmp_path_factory.mktemp("reviewed")
    paths = []
    for name, made in reviews.items():
        paths.append(folder / f"{name}.docx")
        paths[-1].write_bytes(made.data)
    for suffix in ("docx", "odt", "pdf"):
        office.convert(paths, suffix, folder / suffix)
    return {suffix: folder / suffix for suffix in ("docx", "odt", "pdf")}


@pytest.mark.parametrize("name", NAMES)
def test_comments_agree_with_findings_one_by_one(name: str, originals: dict[str, tuple[bytes, str]]) -> None:
    data, path = originals[name]
    made = review(data, RULES, path, fold=False)
    found = [one for one in comments(made.data) if one.rule]
    assert [one.rule for one in found] == [finding.rule for finding in made.findings]
    for one, finding in zip(found, made.findings, strict=True):
        elsewhere = any(line.startswith("位置：") for line in one.lines)
        assert elsewhere or one.range == finding.text
        assert not elsewhere or f"“{finding.text}”" in one.lines[1]


@pytest.mark.parametrize("name", NAMES)
def test_comments_and_changes_survive_libreoffice(name: str, reviews: dict[str, Done], saved: dict[str, Path]) -> None:
    made = reviews[name].data
    before = {one.lines[-1]: one for one in comments(made)}
    after = {one.lines[-1]: one for one in comments((saved["docx"] / f"{name}.docx").read_bytes())}
    assert after.keys() == before.keys()
    fields = {one.lines[-1] for one in before.values() if name == "raw" and "建议：改为“部署”" in one.lines}
    for key, one in after.items():
        assert (one.author, one.lines) == (before[key].author, before[key].lines)
        # LibreOffice keeps the place of a comment on a field, and not its range.
        assert one.range == before[key].range or (key in fields and not one.range)
    changes = [change[:2] for change in revisions(made)]
    assert [change[:2] for change in revisions((saved["docx"] / f"{name}.docx").read_bytes())] == changes


@pytest.mark.parametrize("name", NAMES)
def test_a_review_of_what_libreoffice_saved_doubles_nothing(
    name: str, reviews: dict[str, Done], saved: dict[str, Path]
) -> None:
    made = reviews[name].data
    again = review((saved["docx"] / f"{name}.docx").read_bytes(), RULES)
    once, twice = comments(made), comments(again.data)
    assert sorted((one.rule, one.lines[0]) for one in twice) == sorted((one.rule, one.lines[0]) for one in once)
    if name != "md":  # what was emphasis there has no asterisks here
        assert len({one.lines[-1] for one in once} & {one.lines[-1] for one in twice}) >= len(once) - 1


@pytest.mark.parametrize("name", NAMES)
def test_open_document_has_every_comment(name: str, reviews: dict[str, Done], saved: dict[str, Path]) -> None:
    with zipfile.ZipFile(saved["odt"] / f"{name}.odt") as package:
        root = etree.fromstring(package.read("content.xml"))
    creators = [
        element.findtext("{http://purl.org/dc/elements/1.1/}creator")
        for element in root.iter("{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation")
    ]
    made = reviews[name].data
    assert sorted(map(str, creators)) == sorted(one.author for one in comments(made))


@pytest.mark.parametrize("name", NAMES)
def test_pages_are_printed(name: str, saved: dict[str, Path]) -> None:
    assert (saved["pdf"] / f"{name}.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("name", NAMES)
def test_python_docx_reads_the_comments(name: str, reviews: dict[str, Done]) -> None:
    made = reviews[name].data
    document = python_docx.Document(io.BytesIO(made))
    mine = [one for one in document.comments if one.author == "reportlint"]
    expected = [one for one in comments(made) if one.author == "reportlint"]
    assert [(one.initials, one.text.split("\n")) for one in mine] == [("RL", one.lines) for one in expected]
    assert mine


def test_a_replacement_keeps_font_and_size(reviews: dict[str, Done]) -> None:
    made = reviews["python-docx"].data
    # 布 stands in a plain run, 署 in a bold one that stays as it is.
    assert [(name, text) for name, text, _ in revisions(made)] == [("del", "布"), ("ins", "部")]


def test_a_new_document_has_styles(reviews: dict[str, Done]) -> None:
    made = reviews["txt"].data
    document = python_docx.Document(io.BytesIO(made))
    styles = [(paragraph.style.name if paragraph.style else "", paragraph.text[:5]) for paragraph in document.paragraphs]
    assert styles[0][0] == "Title"
    assert styles[1][0] == "Heading 1"
    made = reviews["md"].data
    document = python_docx.Document(io.BytesIO(made))
    assert document.tables[0].cell(1, 1).text == "**场"
