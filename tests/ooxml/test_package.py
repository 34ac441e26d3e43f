"""Files that are damaged, hostile or something else: a clear message, in bounded time and memory."""

from __future__ import annotations

import io
import re
import socket
import struct
import tracemalloc
import zipfile

import pytest

from drafting import docx, files, p, packed
from reportlint.api import Linter, Options
from reportlint.ooxml.package import Package
from reportlint.readers.docx import read

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
GOOD = docx(p("全县经济平稳"))
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENT = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>{{}}</w:t></w:r></w:p></w:body></w:document>'


def with_body(xml: str | bytes) -> bytes:
    """The good file with another main part."""
    return packed({**files(GOOD), "word/document.xml": xml if isinstance(xml, bytes) else xml.encode()})


def zipped(**members: bytes) -> bytes:
    return packed({name.replace("__", "/"): data for name, data in members.items()})


def declared(data: bytes, size: int) -> bytes:
    """The package with another declared size of its main part, in both headers."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        info = package.getinfo("word/document.xml")
    at = info.header_offset + 22
    data = data[:at] + struct.pack("<I", size) + data[at + 4 :]
    at = data.rindex(b"word/document.xml", 0, data.index(b"word/media", data.index(b"PK\x01\x02"))) - 46 + 24
    return data[:at] + struct.pack("<I", size) + data[at + 4 :]


LAUGHS = '<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=False)
) + "]>"

HOSTILE = {
    "empty": (b"", "文件是空的"),
    "text": ("全县经济平稳".encode(), "纯文本"),
    "text in GBK": ("全县经济平稳".encode("gbk"), "纯文本"),
    "doc": (OLE + "WordDocument".encode("utf-16-le"), "旧版 Word 文档"),
    "xls": (OLE + "Workbook".encode("utf-16-le"), "旧版 Office 文件"),
    "password": (OLE + "EncryptionInfo".encode("utf-16-le") + "EncryptedPackage".encode("utf-16-le"), "密码保护"),
    "rtf": (b"{\\rtf1 abc}", "RTF"),
    "pdf": (b"%PDF-1.7\n", "PDF"),
    "html": (b"<html><body>", "网页"),
    "binary": (bytes(range(256)) * 9, "不是 Word 文档"),
    "no body": (zipped(a=b"1"), "没有 Word 文档的正文"),
    "empty zip": (packed({}), "已损坏"),
    "odt": (zipped(mimetype=b"application/vnd.oasis.opendocument.text"), "OpenDocument"),
    "xlsx": (
        packed({"_rels/.rels": files(GOOD)["_rels/.rels"].replace(b"word/document.xml", b"xl/workbook.xml"), "xl/workbook.xml": b'<workbook xmlns="x"/>'}),
        "Excel",
    ),
    "truncated": (GOOD[: len(GOOD) * 2 // 3], "已损坏"),
    "truncated early": (GOOD[:40], "已损坏"),
    "flipped": (GOOD[:60] + b"\x00\xff\x00\xff" + GOOD[64:], "已损坏|不是合格的 XML"),
    "no XML": (with_body("全县"), "不是合格的 XML"),
    "unclosed": (with_body("<w:document"), "不是合格的 XML"),
    "other root": (with_body(f'<w:other xmlns:w="{W}"/>'), "不是 Word 文档的正文"),
    "no body element": (with_body(f'<w:document xmlns:w="{W}"/>'), "不是 Word 文档的正文"),
    "billion laughs": (with_body(LAUGHS + DOCUMENT.format("&i;")), "DTD"),
    "external entity": (with_body('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + DOCUMENT.format("&a;")), "DTD"),
    "remote DTD": (with_body('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">' + DOCUMENT.format("甲")), "DTD"),
    "DTD in UTF-16": (with_body(('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x []>' + DOCUMENT.format("甲")).encode("utf-16")), "DTD"),
    "DTD far down": (with_body("<!--" + "x" * 70000 + '--><!DOCTYPE x [<!ENTITY a "甲">]>' + DOCUMENT.format("&a;")), "DTD"),
    "deep": (with_body(f'<w:document xmlns:w="{W}"><w:body>' + "<w:sdt><w:sdtContent>" * 2000 + "</w:sdtContent></w:sdt>" * 2000 + "</w:body></w:document>"), "嵌套过深"),
    "bomb": (with_body(DOCUMENT.format(" " * (80 << 20))), "超过 64 MB"),
    "bomb that lies": (declared(with_body(DOCUMENT.format("甲" * 100_000)), 400), "已损坏|不是合格的 XML"),
}  # fmt: skip


@pytest.fixture
def unplugged(monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.mark.usefixtures("unplugged")
@pytest.mark.parametrize("name", HOSTILE)
def test_refused_with_a_reason(name: str) -> None:
    data, said = HOSTILE[name]
    report = Linter(Options(use_config=False)).check_bytes(data, "我的 报告.docx")
    (failure,) = report.failures
    assert (report.document, failure.stage) == (None, "decode")
    assert re.search(said, failure.message)


def test_a_bomb_is_not_unpacked() -> None:
    data = HOSTILE["bomb"][0]
    tracemalloc.start()
    with pytest.raises(ValueError, match="64 MB"):
        read(data, "a.docx")
    assert tracemalloc.get_traced_memory()[1] < 4 << 20
    tracemalloc.stop()


def test_as_deep_as_word_writes() -> None:
    body = p("底")
    for _ in range(60):
        body = f"<w:tbl><w:tr><w:tc>{body}<w:p/></w:tc></w:tr></w:tbl>"
    assert read(docx(body), "a.docx").text.startswith("底\n")


def test_an_encrypted_entry() -> None:
    data = bytearray(GOOD)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(mark, at + 4)
    with pytest.raises(ValueError, match="密码"):
        read(bytes(data), "a.docx")


def test_strict_open_xml() -> None:
    strict = {
        name: data.replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main").replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/"
        )
        for name, data in files(docx(p("正文") + '<w:sectPr><w:headerReference r:id="rId_header1"/></w:sectPr>', header1=p("页眉"))).items()
    }
    assert read(packed(strict), "a.docx").text == "正文\n页眉"


def test_main_part_of_another_name_and_in_utf_16() -> None:
    parts = files(GOOD)
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b'"word/document.xml"', '"/正文/Main.xml"'.encode())
    del parts["word/document.xml"]
    parts["正文/main.xml"] = ('<?xml version="1.0" encoding="UTF-16"?>' + DOCUMENT.format("甲")).encode("utf-16")
    assert read(packed(parts), "a.docx").text == "甲"


def test_relations_lead_nowhere_outside() -> None:
    parts = files(GOOD)
    relations = parts["word/_rels/document.xml.rels"].decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"
    for more in (
        f'<Relationship Id="a" Type="{kind}" Target="http://127.0.0.1:9/x" TargetMode="External"/>',
        f'<Relationship Id="a" Type="{kind}" Target="../../../etc/passwd"/>',
    ):
        changed = {**parts, "word/_rels/document.xml.rels": relations.replace("</Rel", more + "</Rel").encode()}
        package = Package(packed(changed))
        assert package.relations("word/document.xml") == []
        assert read(packed(changed), "a.docx").text == "全县经济平稳"


def test_written_keeps_every_other_entry_as_it_is() -> None:
    data = docx(p("甲"))
    made = Package(data).written({"word/document.xml": b"<x/>", "word/new.xml": b"<y/>"})
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(made)) as after:
        assert after.testzip() is None
        assert after.namelist() == [*before.namelist(), "word/new.xml"]
        for old, new in zip(before.infolist(), after.infolist(), strict=False):
            assert (old.filename, old.date_time, old.compress_type) == (new.filename, new.date_time, new.compress_type)
            assert old.filename == "word/document.xml" or (
                before.read(old) == after.read(new) and old.compress_size == new.compress_size
            )
        assert after.read("word/document.xml") == b"<x/>"
