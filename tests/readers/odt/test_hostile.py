"""OpenDocument files that are damaged, hostile or something else."""

from __future__ import annotations

import re

import pytest

from drafting import docx, files, p, packed
from pages import ODF, odt
from reportlint.api import Linter, Options
from reportlint.readers.odt import read

GOOD = odt("<text:p>全县经济平稳</text:p>")
LAUGHS = '<!DOCTYPE x [<!ENTITY a "哈哈"><!ENTITY b "&a;&a;">]>'


def content(xml: str) -> bytes:
    return packed({**files(GOOD), "content.xml": xml.encode()})


def document(body: str) -> str:
    return f"<office:document-content {ODF}><office:body>{body}</office:body></office:document-content>"


HOSTILE = {
    "empty": (b"", "空的"),
    "text": ("全县".encode(), "纯文本"),
    "doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), r"\.doc"),
    "pdf": (b"%PDF-1.7", "PDF"),
    "truncated": (GOOD[: len(GOOD) // 2], "已损坏"),
    "other zip": (packed({"a": b"b"}), "没有 OpenDocument 文本的正文"),
    "spreadsheet": (content(document("<office:spreadsheet/>")), "电子表格"),
    "no text": (content(document("")), "不是 OpenDocument 文本的正文"),
    "no XML": (content("甲"), "不是合格的 XML"),
    "entities": (content(LAUGHS + document("<office:text><text:p>&b;</text:p></office:text>")), "DTD"),
    "external": (content('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x">' + document("<office:text/>")), "DTD"),
    "deep": (content(document("<office:text>" + "<text:section>" * 2000 + "</text:section>" * 2000 + "</office:text>")), "嵌套过深"),
    "bomb": (content(document("<office:text>" + " " * (80 << 20) + "</office:text>")), "超过 64 MB"),
    "password": (
        packed({**files(GOOD), "META-INF/manifest.xml": b'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:encryption-data/></m:manifest>'}),
        "密码",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_refused_with_a_reason(name: str) -> None:
    data, said = HOSTILE[name]
    report = Linter(Options(use_config=False)).check_bytes(data, "a.odt")
    (failure,) = report.failures
    assert (report.document, failure.stage) == (None, "decode")
    assert re.search(said, failure.message)


def test_a_claim_of_many_blanks_is_not_believed() -> None:
    assert len(read(odt('<text:p>甲<text:s text:c="99999"/>乙</text:p>'), "a.odt").text) < 2000


def test_a_word_document_under_this_name_is_read() -> None:
    assert read(docx(p("全县")), "a.odt").format == "docx"
