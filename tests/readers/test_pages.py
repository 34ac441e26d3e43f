"""PDF and OFD files: lines joined to paragraphs, running heads apart, every character with its page and line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting import docx, p, packed
from pages import OFD, PICTURE, ofd, page_of, pdf, text_object
from reportlint.api import Linter, Options
from reportlint.readers import ofd as ofd_reader
from reportlint.readers import pdf as pdf_reader
from reportlint.readers.pdf import process

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportlint.core.document import Document

BOTH = pytest.mark.parametrize(("make", "read"), [(pdf, pdf_reader.read), (ofd, ofd_reader.read)], ids=["pdf", "ofd"])
FULL = "全县上下锚定目标任务抓项目促转型惠民生经济运行稳中有进"
LINES = [
    "青禾县工作报告",
    "　　" + FULL[:-2],
    "全年完成投资三十二亿元。",
    "　　一是" + FULL[:-4],
    FULL,
    "完成。",
]


def body(count: int, first: int = 0) -> list[str]:
    """Full lines that differ."""
    return [FULL[at % 27 :] + FULL[: at % 27] for at in range(first, first + count)]


def texts(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


@BOTH
def test_broken_lines_are_joined(make: Callable[..., bytes], read: Callable[[bytes, str], Document]) -> None:
    document = read(make(LINES), "a")
    assert texts(document) == [LINES[0], LINES[1] + LINES[2], LINES[3] + LINES[4] + LINES[5]]


@BOTH
def test_a_paragraph_goes_on_over_the_page(make: Callable[..., bytes], read: Callable[[bytes, str], Document]) -> None:
    lines = body(3)
    document = read(make(lines[:2], [lines[2], "完成。"]), "a")
    assert texts(document) == ["".join(lines) + "完成。"]
    assert document.location(2 * len(FULL) - 1) == {"page": 1, "line": 2}
    assert document.location(2 * len(FULL)) == {"page": 2, "line": 1}


@BOTH
def test_running_heads_and_page_numbers(make: Callable[..., bytes], read: Callable[[bytes, str], Document]) -> None:
    pages = [["青禾县人民政府公报", *body(30, 5 * number), f"— {number} —"] for number in (1, 2, 3)]
    document = read(make(*pages, **({"top": 810} if make is pdf else {"top": 5})), "a")
    assert texts(document) == ["".join("".join(page[1:-1]) for page in pages), "青禾县人民政府公报"]
    assert document.blocks[-1].kind == "footnote"


@BOTH
def test_short_lines_stay_apart(make: Callable[..., bytes], read: Callable[[bytes, str], Document]) -> None:
    lines = [FULL, "完成。", "青禾县人民政府", "二〇二六年一月五日"]
    assert texts(read(make(lines), "a"))[-2:] == lines[2:]


def picture(make: object) -> str:
    return PICTURE if make is pdf else '<ofd:ImageObject ID="3" Boundary="0 0 210 297"/>'


@BOTH
def test_a_scanned_page_is_a_finding(make: Callable[..., bytes], read: Callable[[bytes, str], Document]) -> None:
    more = {"extra" if make is pdf else "objects": picture(make)}
    data = make([FULL], [], [FULL], [], **more)
    name = "a.pdf" if make is pdf else "a.ofd"
    report = Linter(Options(use_config=False)).check_bytes(data, name)
    assert report.failures == []
    assert [(found.rule, found.location) for found in report.findings if found.rule == "page-without-text"] == [
        ("page-without-text", {"page": 2}),
        ("page-without-text", {"page": 4}),
    ]


@BOTH
def test_rules_for_spaces_are_off(make: Callable[..., bytes], read: Callable[[bytes, str], Document]) -> None:
    name = "a.pdf" if make is pdf else "a.ofd"
    linter = Linter(Options(use_config=False))
    text = "认真学习党纪党规， 结合实际抓好落实，认真布署。"
    assert {found.rule for found in linter.check_text(text, "a.txt", "a.txt").findings} == {"stray-space", "wrong-word"}
    assert {found.rule for found in linter.check_bytes(make([text]), name).findings} == {"wrong-word"}


@BOTH
def test_findings_say_page_and_line(make: Callable[..., bytes], read: Callable[[bytes, str], Document]) -> None:
    data = make(body(2), [*body(1, 3), "认真布署。"])
    report = Linter(Options(use_config=False)).check_bytes(data, "a.pdf" if make is pdf else "a.ofd")
    assert [found.location for found in report.findings if found.rule == "wrong-word"] == [{"page": 2, "line": 2}]


_LINES = st.lists(st.text(st.sampled_from("全县经济平稳，。一、5%ab（“"), min_size=1, max_size=24), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(st.lists(_LINES, min_size=1, max_size=3))
def test_the_map_of_an_ofd_file_leads_to_its_characters(pages: list[list[str]]) -> None:
    document = ofd_reader.read(ofd(*pages), "a.ofd")
    held(document, ["".join(lines) for lines in pages])
    joined = "".join("".join(lines) for lines in pages)
    assert sorted(re.sub(r"\s", "", document.text)) == sorted(joined) or len(document.text) < len(joined)


@settings(max_examples=40, deadline=None)
@given(st.lists(_LINES, min_size=1, max_size=3))
def test_the_map_of_a_pdf_file_leads_to_its_characters(pages: list[list[str]]) -> None:
    data = pdf(*pages)
    document = pdf_reader.read(data, "a.pdf")
    held(document, [page[2] if page else "" for page in process.pages(data)])


def held(document: Document, sources: list[str]) -> None:
    """Every exact segment leads to its own characters, and no character is there twice."""
    assert document.map is not None
    assert document.map.length == len(document.text)
    used: set[tuple[int, int]] = set()
    for segment in document.map.segments:
        text = document.text[segment.at : segment.at + segment.length]
        if not segment.exact:
            assert text in ("\n", " ")
            continue
        assert isinstance(segment.part, int)
        assert sources[segment.part - 1][segment.origin : segment.origin + segment.length] == text
        place = {(segment.part, at) for at in range(segment.origin, segment.origin + segment.length)}
        assert not used & place
        used |= place
        where = document.location(segment.at)
        assert where is not None
        assert where["page"] == segment.part


GOOD = pdf([FULL])
HOSTILE_PDF = {
    "empty": (b"", "空的"),
    "text": ("全县".encode(), "不是 PDF"),
    "zip": (packed({"a": b"b"}), "压缩包"),
    "header only": (b"%PDF-1.7\n", "已损坏"),
    "truncated": (GOOD[: len(GOOD) // 2], "已损坏|没有文字"),
    "noise": (b"%PDF-1.7\n" + bytes(range(256)) * 400, "已损坏"),
    "many pages": (pdf([FULL], count=10_000_000), "超过 3000 页|没有文字|读不出来"),
    "scanned": (pdf([], [], extra=PICTURE), "OCR"),
    "blank": (pdf([]), "没有文字"),
}


@pytest.mark.parametrize("name", HOSTILE_PDF)
def test_a_pdf_is_refused_with_a_reason(name: str) -> None:
    data, said = HOSTILE_PDF[name]
    report = Linter(Options(use_config=False)).check_bytes(data, "a.pdf")
    if name == "many pages" and report.document is not None:
        assert "全县" in report.document.text
        return
    (failure,) = report.failures
    assert (report.document, failure.stage) == (None, "decode")
    assert re.search(said, failure.message)


def test_a_process_that_dies_takes_nothing_with_it() -> None:
    assert pdf_reader.read(GOOD, "a.pdf").text == FULL
    running = process.process()
    assert running is not None
    running.kill()
    running.wait()
    assert pdf_reader.read(GOOD, "a.pdf").text == FULL


def test_a_file_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    process.close()
    monkeypatch.setattr(process, "LIMIT", 0.01)
    with pytest.raises(ValueError, match="用时超过"):
        pdf_reader.read(pdf(*[[FULL] * 40] * 300), "a.pdf")


def test_without_the_library(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    process.close()
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "pypdfium2").mkdir()  # type: ignore[operator]
    (tmp_path / "pypdfium2" / "__init__.py").write_text("raise ImportError")  # type: ignore[operator]
    try:
        with pytest.raises(ValueError, match=r"pip install 'reportlint\[pdf\]'"):
            pdf_reader.read(GOOD, "a.pdf")
    finally:
        process.close()


def parts(document: str, page: str = page_of(text_object(FULL, 40))) -> bytes:
    root = f"<ofd:OFD {OFD}><ofd:DocBody><ofd:DocRoot>D.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    return packed({"OFD.xml": root.encode(), "D.xml": document.encode(), "P.xml": page.encode()})


def listing(*places: str) -> str:
    pages = "".join(f'<ofd:Page ID="1" BaseLoc="{place}"/>' for place in places)
    return f"<ofd:Document {OFD}><ofd:Pages>{pages}</ofd:Pages></ofd:Document>"


HOSTILE_OFD = {
    "empty": (b"", "空的"),
    "docx": (docx(p("甲")), "Word 文档"),
    "other zip": (packed({"a": b"b"}), "不是 OFD"),
    "pdf": (GOOD, "PDF"),
    "truncated": (ofd([FULL])[:300], "已损坏"),
    "no document": (packed({"OFD.xml": f"<ofd:OFD {OFD}><ofd:DocBody><ofd:DocRoot>../../etc/passwd</ofd:DocRoot></ofd:DocBody></ofd:OFD>".encode()}), "缺少部件"),
    "no pages": (parts(listing()), "没有页面"),
    "pages gone": (parts(listing("X.xml")), "读不出来"),
    "many pages": (parts(listing(*["P.xml"] * 3001)), "超过 3000 页"),
    "entities": (parts('<!DOCTYPE x [<!ENTITY a "甲">]>' + listing("P.xml")), "DTD"),
    "deep": (parts(listing("P.xml"), page_of("<ofd:PageBlock>" * 2000 + "</ofd:PageBlock>" * 2000)), "嵌套过深"),
    "not XML": (parts(listing("P.xml"), "甲"), "不是合格的 XML"),
    "bomb": (parts(listing("P.xml"), page_of(" " * (80 << 20))), "超过 64 MB"),
    "scanned": (ofd([], objects='<ofd:ImageObject ID="3" Boundary="0 0 210 297"/>'), "OCR"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE_OFD)
def test_an_ofd_file_is_refused_with_a_reason(name: str) -> None:
    data, said = HOSTILE_OFD[name]
    report = Linter(Options(use_config=False)).check_bytes(data, "a.ofd")
    (failure,) = report.failures
    assert (report.document, failure.stage) == (None, "decode")
    assert re.search(said, failure.message)


@pytest.mark.parametrize("number", ["g 99999999 5", "g -5 5", "nan inf 1e400", "g", "g 5", "x y z", "1e9 " * 50])
def test_odd_numbers_in_an_ofd_file(number: str) -> None:
    page = page_of(f'<ofd:TextObject ID="1" Size="5" Boundary="1 2 3 4"><ofd:TextCode X="{number}" Y="1" DeltaX="{number}">全县</ofd:TextCode></ofd:TextObject>')
    assert ofd_reader.read(parts(listing("P.xml"), page), "a.ofd").text == "全县"


def test_a_template_of_an_ofd_file_is_read_on_each_page() -> None:
    document = ofd_reader.read(ofd([FULL], [FULL], template="青禾县人民政府"), "a.ofd")
    assert texts(document)[-1] == "青禾县人民政府"
