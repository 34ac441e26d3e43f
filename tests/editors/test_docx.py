"""Word documents mended in place: the text changes as told, and nothing else does."""

from __future__ import annotations

import copy
import io
import zipfile
from typing import TYPE_CHECKING

import docx as library
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from drafting import W, box, docx, files, p, packed, part, r
from generating import DOCUMENTS, typed
from office import Office, office
from reportlint.api import Linter, Options
from reportlint.editors.docx import accepts, apply
from reportlint.fixer import edited
from reportlint.readers.docx import read

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["office"]
Edits = list[tuple[int, int, str]]
TAB = "<w:r><w:tab/></w:r>"
SECTION = "<w:sectPr/>"


def mended(data: bytes, *edits: tuple[int, int, str]) -> bytes:
    return apply(read(data, "a.docx"), data, list(edits))


@pytest.mark.parametrize(
    ("body", "edits", "text"),
    [
        (p("扔有困难"), [(0, 1, "仍")], "仍有困难"),
        (p("扔", "有", "困难"), [(0, 2, "仍有")], "仍有困难"),
        (p("下", r("栽", "<w:b/>"), "版本"), [(0, 4, "下载版本")], "下载版本"),
        (p("全 县", " ", "经济"), [(1, 2, ""), (3, 4, "")], "全县经济"),
        (p("甲乙丙丁"), [(0, 1, "子"), (1, 2, ""), (3, 3, "丑"), (4, 4, "寅")], "子丙丑丁寅"),
        (p("甲", TAB, "乙"), [(0, 1, "子"), (2, 3, "丑")], "子\t丑"),
        (p("甲"), [(0, 1, " 甲 ")], " 甲 "),
        ("<w:p><w:r><w:t>  甲乙 </w:t></w:r></w:p>", [(0, 1, "子")], "子乙"),
        (p("甲<".replace("<", "&lt;")), [(0, 1, "<&>")], "<&><"),
        (p("甲") + p("乙") + p("丙"), [(2, 4, "")], "甲\n丙"),
        (p("甲") + p("乙") + p("丙"), [(1, 3, "")], "甲\n丙"),
        (p("甲") + p("乙") + SECTION, [(1, 3, "")], "甲"),
        (p("甲") + p("乙"), [(1, 3, "")], "甲\n"),
        (p("甲") + p() + SECTION, [(0, 2, "")], ""),
        (p("甲") + p("乙"), [(0, 2, "")], "乙"),
        (p("甲") + p("乙"), [(0, 1, "")], "\n乙"),
        (p("甲") + p("乙", '<w:bookmarkStart w:id="1" w:name="x"/>') + p("丙"), [(2, 4, "")], "甲\n\n丙"),
        (p("甲") + p("乙", properties=SECTION) + p("丙"), [(2, 4, "")], "甲\n\n丙"),
        ("<w:tbl><w:tr><w:tc>" + p("甲") + "</w:tc></w:tr></w:tbl>" + p("乙"), [(0, 2, "")], "\n乙"),
    ],
)
def test_edits(body: str, edits: Edits, text: str) -> None:
    data = docx(body)
    assert read(mended(data, *edits), "a.docx").text == text


@pytest.mark.parametrize(
    ("body", "edit"),
    [
        (p("甲") + p("乙"), (0, 3, "丙")),
        (p("甲") + p("乙"), (0, 3, "")),
        (p("甲") + p("乙"), (1, 2, "")),
        (p("甲乙") + p("丙"), (1, 3, "")),
        (p("甲", TAB, "乙"), (1, 2, "")),
        (p("甲", TAB, "乙"), (0, 3, "丙")),
        (p("甲", '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'), (1, 2, "√")),
        (p(TAB), (1, 1, "甲")),
        (p("甲"), (0, 1, "甲\n乙")),
        (p("甲"), (0, 1, "甲\t乙")),
        (p("甲"), (0, 1, "\x07")),
    ],
)
def test_edits_that_cannot_be_made(body: str, edit: tuple[int, int, str]) -> None:
    data = docx(body)
    document = read(data, "a.docx")
    assert not accepts(document, [edit])
    with pytest.raises(ValueError, match="就地修改"):
        apply(document, data, [edit])


@given(DOCUMENTS, st.data())
def test_any_edits_read_back(made: tuple[bytes, str], data: st.DataObject) -> None:
    source, text = made
    document = read(source, "a.docx")
    edits: Edits = []
    last = 0
    for low, high in typed(document):
        start = data.draw(st.integers(max(last, low), high))
        end = data.draw(st.integers(start, high))
        if start < end and data.draw(st.booleans()):
            edits.append((start, end, data.draw(st.text("新 <　𠮷", max_size=3))))
            last = end
    assert accepts(document, edits)
    again = read(apply(document, source, edits), "a.docx")
    assert again.text == edited(text, edits)
    assert len(again.blocks) <= len(document.blocks)


def test_only_the_text_changes() -> None:
    formatting = '<w:b/><w:color w:val="FF0000"/>'
    data = docx(
        p(r("扔", formatting), r("有", "<w:i/>"), '<w:bookmarkStart w:id="1" w:name="x"/>', "困难") + SECTION,
        styles='<w:style w:type="paragraph" w:styleId="a"/>',
    )
    made = mended(data, (0, 2, "仍然有"))
    before, after = files(data), files(made)
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml"}
    wanted = copy.deepcopy(part(data))
    first, second, _ = wanted.iter(W + "t")
    first.text, second.text = "仍然", "有"
    assert etree.tostring(part(made), method="c14n") == etree.tostring(wanted, method="c14n")


def test_a_file_that_was_streamed() -> None:
    class Stream(io.RawIOBase):
        """Takes bytes and cannot go back, so that sizes stand behind the data."""

        def __init__(self) -> None:
            self.data = b""

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            self.data += bytes(data)  # type: ignore[call-overload]
            return len(bytes(data))  # type: ignore[call-overload]

    stream = Stream()
    original = files(docx(p("扔有")))
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in original.items():
            package.writestr(name, content)
    made = mended(stream.data, (0, 1, "仍"))
    assert read(made, "a.docx").text == "仍有"
    assert {name: data for name, data in files(made).items() if data != original[name]}.keys() == {"word/document.xml"}


def test_headers_notes_and_text_boxes_are_mended() -> None:
    section = '<w:sectPr><w:headerReference r:id="rId_header1"/></w:sectPr>'
    data = docx(p("甲扔") + section, header1=p("乙扔"), footnotes='<w:footnote w:id="2">' + p("丙扔") + "</w:footnote>")
    text = read(data, "a.docx").text
    made = mended(data, *((at, at + 1, "仍") for at, char in enumerate(text) if char == "扔"))
    assert read(made, "a.docx").text == text.replace("扔", "仍") == "甲仍\n丙仍\n乙仍"


def test_the_copy_of_a_text_box_for_older_programs_is_mended_too() -> None:
    made = mended(docx(p("甲", box(p("目前", r("扔", "<w:b/>"), "有")))), (4, 5, "仍"))
    assert [t.text for t in part(made).iter(W + "t")] == ["甲", "目前", "仍", "有", "目前", "仍", "有"]


def test_a_signed_file_is_left_alone() -> None:
    data = packed({**files(docx(p("扔"))), "_xmlsignatures/sig1.xml": b"<x/>"})
    with pytest.raises(ValueError, match="签名"):
        mended(data, (0, 1, "仍"))


def test_another_file_than_the_one_read_is_left_alone() -> None:
    with pytest.raises(ValueError, match="未改动"):
        apply(read(docx(p("甲")), "a.docx"), docx(p("乙")), [(0, 1, "丙")])


def test_a_fix_from_end_to_end(tmp_path: Path) -> None:
    made = library.Document()
    paragraph = made.add_paragraph("请下")
    paragraph.add_run("栽").bold = True
    paragraph.add_run("最新版本。")
    path = tmp_path / "报 告.docx"
    made.save(str(path))
    count, report = Linter(Options(use_config=False, select=("wrong-word",))).fix_file(str(path))
    assert (count, report.failures, report.findings) == (1, [], [])
    runs = library.Document(str(path)).paragraphs[0].runs
    assert [(run.text, run.bold) for run in runs] == [("请下", None), ("载", True), ("最新版本。", None)]


def test_a_fix_of_a_list_number_is_only_shown() -> None:
    level = '<w:lvl w:ilvl="0"><w:start w:val="{}"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%1）"/></w:lvl>'
    numbering = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{level.format(start)}</w:abstractNum>' for n, start in ((1, 1), (2, 1))
    ) + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))

    def item(id: int, text: str) -> str:
        return p(text, properties=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{id}"/></w:numPr>')

    body = p("一、工作情况") + item(1, "抓项目。全年开工三个。") + item(1, "抓招商。全年签约两个。") + item(2, "抓农业。粮食增产。")
    data = docx(body, numbering=numbering)
    linter = Linter(Options(use_config=False, select=("heading-repeat",), unsafe=True))
    (finding,) = linter.check_bytes(data, "a.docx").findings
    assert finding.text == "（一）"
    assert finding.fix is None or finding.fix.applicability == "display"
    assert linter.fix_bytes(data, "a.docx")[:2] == (data, 0)


BODY = (
    p("一、工作情况", properties='<w:jc w:val="center"/>')
    + p("目前", r("扔", "<w:b/>"), "有困难。")
    + "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/>" + p("扔有缺口") + "</w:tc></w:tr></w:tbl>"
    + p("多余") + p("结尾") + SECTION
)  # fmt: skip


def test_libreoffice_opens_what_was_mended(office: Office, tmp_path: Path) -> None:
    """Files of two makers: mended, opened, and the mended text is what is exported."""
    plain = tmp_path / "plain.docx"
    plain.write_bytes(docx(BODY))
    (saved,) = office.convert([plain], "docx", tmp_path / "saved")
    outs = []
    for name, data in (("plain", plain.read_bytes()), ("saved", saved.read_bytes())):
        text = read(data, "a.docx").text
        edits = [(at, at + 1, "仍") for at, char in enumerate(text) if char == "扔"]
        at = text.index("多余")
        out = tmp_path / f"{name}-mended.docx"
        out.write_bytes(mended(data, *edits, (at, at + 3, "")))
        outs.append(out)
    for exported in office.convert(outs, "txt", tmp_path / "text"):
        lines = exported.read_text("utf-8-sig").split()
        assert lines == ["一、工作情况", "目前仍有困难。", "仍有缺口", "结尾"]
