"""Bytes to text, and what is refused with which advice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.editors import txt
from reportlint.readers.txt import read
from reportlint.text.decoding import UndecidableEncoding, decode

TEXT = "一、总体情况\r\n今年以来，全县经济运行总体平稳，同比增长5.3%。"
SHORT = "全县经济运行平稳"
TRADITIONAL = "今年以來，經濟運行總體平穩，各項工作扎實推進。"


@pytest.mark.parametrize("text", [TEXT, SHORT], ids=["text", "short"])
@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("utf-8", "utf-8"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("gb2312", "gb18030"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_what_is_guessed(written: str, read_as: str, text: str) -> None:
    assert decode(text.encode(written)) == (text, read_as, False)


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe\x00\x00", "utf-32-le"),
        (b"\x00\x00\xfe\xff", "utf-32-be"),
        (b"\x84\x31\x95\x33", "gb18030"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.hex(),
)
def test_byte_order_marks(mark: bytes, name: str) -> None:
    data = mark + TEXT.encode(name)
    assert decode(data) == (TEXT, name, True)
    assert txt.apply(read(data, "甲.txt"), data, []) == data


@pytest.mark.parametrize(
    ("data", "text", "name"),
    [
        (b"", "", "utf-8"),
        (b"GDP 5.3%\n", "GDP 5.3%\n", "utf-8"),
        (b"\xef\xbb\xbf", "", "utf-8"),
        ("𠮷〇㐂".encode(), "𠮷〇㐂", "utf-8"),
        (f"{TEXT}\x00".encode(), f"{TEXT}\x00", "utf-8"),
        (TRADITIONAL.encode("big5"), TRADITIONAL, "big5"),
        (TRADITIONAL.encode(), TRADITIONAL, "utf-8"),
        ("甲\ufeff乙".encode(), "甲\ufeff乙", "utf-8"),
    ],
    ids=["empty", "ascii", "mark only", "rare hanzi", "stray NUL", "big5", "traditional", "mark inside"],
)
def test_other_texts(data: bytes, text: str, name: str) -> None:
    assert decode(data)[:2] == (text, name)


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "不是文本文件"),
        (b"PK\x03\x04\x14\x00\x06\x00", "不是文本文件"),
        (b"abc\x00def", "不是文本文件"),
        (bytes(range(128, 256)), "--encoding"),
        ((TEXT * 20).encode()[:-2], "像是 utf-8，但第"),
        ((TEXT * 20).encode()[:100] + b"\xff" + TEXT.encode() * 20, "第 99 字节处损坏"),
        (TEXT.encode("gbk") * 20 + b"\xc8", "像是 gb18030，但第"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le") + b"\x00", "可能不完整"),
        (b"\xef\xbb\xbf" + TEXT.encode("gbk"), "标记开头"),
    ],
    ids=["png", "zip", "NUL", "noise", "cut utf-8", "damaged utf-8", "cut gbk", "cut utf-16", "wrong mark"],
)
def test_what_is_refused(data: bytes, advice: str) -> None:
    with pytest.raises(UndecidableEncoding, match=advice):
        decode(data)


@pytest.mark.parametrize(
    ("encoding", "data", "name", "bom"),
    [
        ("gbk", TEXT.encode("gbk"), "gb18030", False),
        ("GB2312", TEXT.encode("gbk"), "gb18030", False),
        ("cp936", TEXT.encode("gbk"), "gb18030", False),
        ("utf8", TEXT.encode("utf-8-sig"), "utf-8", True),
        ("utf-8-sig", TEXT.encode(), "utf-8", False),
        ("utf-16", TEXT.encode("utf-16-le"), "utf-16-le", False),
        ("utf-16", b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be", True),
        ("big5", TRADITIONAL.encode("big5"), "big5", False),
    ],
    ids=lambda value: value.hex()[:8] if isinstance(value, bytes) else str(value),
)
def test_a_named_encoding_overrules_the_guess(encoding: str, data: bytes, name: str, bom: bool) -> None:
    text, used, found = decode(data, encoding)
    assert (used, found) == (name, bom)
    assert text in (TEXT, TRADITIONAL)
    assert txt.apply(read(data, "甲.txt", encoding), data, []) == data


def test_a_wrong_name_is_refused() -> None:
    with pytest.raises(UndecidableEncoding, match="第 2 字节起不是 utf-8"):
        decode(TEXT.encode("gbk"), "utf-8")
    with pytest.raises(LookupError):
        decode(b"", "no-such-encoding")


@given(st.binary(max_size=60))
def test_what_is_read_is_written_back_as_it_was(data: bytes) -> None:
    try:
        document = read(data, "甲.txt")
    except UndecidableEncoding:
        return
    assert txt.apply(document, data, []) == data
