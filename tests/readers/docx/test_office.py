"""Documents that other programs made, read as those programs read them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx as library
import pytest

from drafting import box, docx, p, r
from office import Office, office
from reportlint.readers.docx import read

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["office"]

LEVELS = "".join(
    f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
    for level, kind, text in (
        (0, "chineseCountingThousand", "%1、"),
        (1, "chineseCountingThousand", "（%2）"),
        (2, "decimal", "%3．"),
        (3, "decimalEnclosedCircle", "%4"),
    )
)
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{LEVELS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def item(level: int, *content: str) -> str:
    return p(*content, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')


REPORT = (
    p("关于全县工作的报告", properties='<w:jc w:val="center"/>')
    + item(0, "工作情况")
    + item(1, "抓项目")
    + item(2, "开工")
    + item(2, "竣工", '<w:r><w:rPr><w:b/></w:rPr><w:t>三个</w:t></w:r>')
    + item(3, "其一")
    + item(3, "其二")
    + item(1, "抓招商")
    + item(0, "存在问题")
    + item(1, "投入不足")
    + p("甲", "<w:r><w:br/></w:r>", "乙")
    + p("正文", r("密", "<w:vanish/>"), '<w:ins w:id="1" w:author="a" w:date="2024-01-01T00:00:00Z">' + r("新增") + "</w:ins>",
        '<w:del w:id="2" w:author="a" w:date="2024-01-01T00:00:00Z"><w:r><w:delText>删</w:delText></w:r></w:del>', "结束")
    + "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/>"
    + p("指标") + "</w:tc><w:tc><w:tcPr/>" + p("数值") + "</w:tc></w:tr></w:tbl>"
    + p("落款")
    + "<w:sectPr/>"
)  # fmt: skip


def test_saved_by_libreoffice_it_reads_as_it_is_exported(office: Office, tmp_path: Path) -> None:
    source = tmp_path / "报 告.docx"
    source.write_bytes(docx(REPORT, numbering=NUMBERING))
    (saved,) = office.convert([source], "docx", tmp_path / "saved")
    (exported,) = office.convert([source], "txt", tmp_path / "text")
    before, after = read(source.read_bytes(), "a.docx"), read(saved.read_bytes(), "a.docx")
    # The export sets a blank after list numbers, and shows deleted and hidden text.
    text = exported.read_text("utf-8-sig").replace(" ", "")
    lines = text.replace("密新增删", "新增").split()
    for document in (before, after):
        assert document.text.split() == lines
    kinds = [note[0] for note in after.notes]
    assert kinds.count("unresolved-revision") == 2
    assert "hidden-text" in kinds
    assert [block.kind for block in before.blocks] == [block.kind for block in after.blocks]


def test_text_boxes_saved_by_libreoffice_are_read_once(office: Office, tmp_path: Path) -> None:
    source = tmp_path / "a.docx"
    shape = (
        '<w:p><w:r><w:pict><v:shape style="width:200pt;height:50pt"><v:textbox><w:txbxContent>'
        + p("框内文字")
        + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    source.write_bytes(docx(p("正文") + shape + "<w:sectPr/>"))
    (saved,) = office.convert([source], "docx", tmp_path / "saved")
    for data in (source.read_bytes(), saved.read_bytes(), docx(p("正文") + p(box(p("框内文字"))))):
        assert read(data, "a.docx").text.count("框内文字") == 1


def test_made_by_python_docx() -> None:
    made = library.Document()
    made.add_heading("工作报告", 0)
    made.add_heading("工作情况", 2)
    for text in ("抓项目", "抓招商"):
        made.add_paragraph(text, style="List Number")
    made.add_paragraph("要点", style="List Bullet")
    made.add_table(1, 2).cell(0, 1).text = "数值"
    paragraph = made.add_paragraph("请核实")
    made.add_comment(paragraph.runs, text="已核", author="张三")
    made.sections[0].footer.paragraphs[0].text = "内部资料"
    out = io.BytesIO()
    made.save(out)
    document = read(out.getvalue(), "a.docx")
    assert [(b.kind, b.level, document.text[b.start : b.end]) for b in document.blocks] == [
        ("heading", 0, "工作报告"),
        ("heading", 2, "工作情况"),
        ("item", 0, "1.抓项目"),
        ("item", 0, "2.抓招商"),
        ("item", 0, "要点"),
        ("cell", 0, "数值"),
        ("paragraph", 0, "请核实"),
        ("footnote", 0, "内部资料"),
    ]
    assert [note[0] for note in document.notes] == ["unresolved-comment"]


@pytest.mark.parametrize("count", [20_000])
def test_a_very_long_document(count: int) -> None:
    document = read(docx(p("全县经济平稳运行。") * count), "a.docx")
    assert len(document.blocks) == count
    assert document.blocks[-1].location == {"part": "body", "paragraph": count}
