"""Web pages: what a browser shows, block by block, and where it stands in the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.api import Linter, Options
from reportlint.readers.html import document_of, read
from reportlint.text.reading import Reading

BLOCKS: list[tuple[str, list[str]]] = [
    ("", []),
    (" \n\t ", []),
    ("一段", ["paragraph 一段"]),
    ("<p>一段<p>二段", ["paragraph 一段", "paragraph 二段"]),
    ("<p>一段</p>\n\n<div>二段</div>三段", ["paragraph 一段", "paragraph 二段", "paragraph 三段"]),
    ("<p>同比增\n  长5%，GDP\n增长</p>", ["paragraph 同比增长5%，GDP 增长"]),
    ("<p>  头  尾  </p>", ["paragraph 头 尾"]),
    ("<p>认真布<b>署</b></p>", ["paragraph 认真布署"]),
    ("<p>甲&nbsp;乙&ldquo;丙&rdquo;&#22909;&#x597D;", ["paragraph 甲\xa0乙“丙”好好"]),
    ("<p>甲&copy乙&没有&nosuch;&;", ["paragraph 甲©乙&没有&nosuch;&;"]),
    ("<p>一行<br>二行<br/><br />三行", ["paragraph 一行", "paragraph 二行", "paragraph 三行"]),
    ("<h1>标题</h1><h3>小标题</h3>", ["heading 标题", "heading 小标题"]),
    ("<h2>全年目标。全县经济平稳。</h2>", ["heading 全年目标。", "paragraph 全县经济平稳。"]),
    ("<ul><li>甲<li>乙<p>接着</ul>后", ["item 甲", "item 乙", "paragraph 接着", "paragraph 后"]),
    ("<ol><li>甲<ul><li>乙</ul><li>丙</ol>", ["item 甲", "item 乙", "item 丙"]),
    ("<blockquote>引文</blockquote>", ["quote 引文"]),
    ("<table><tr><td>甲<td>乙<tr><th>丙</table>", ["cell 甲", "cell 乙", "cell 丙"]),
    ("<table><tr><td><p>甲<p>乙</td></tr></table>", ["paragraph 甲", "paragraph 乙"]),
    ("<pre>甲\n  乙</pre>", ["paragraph 甲", "paragraph   乙"]),
    ("<pre><code>x = 1\n</code></pre>", ["code x = 1"]),
    ("<p>甲<code>x**y</code>乙", ["paragraph 甲乙"]),
    ("<head><title>题</title><meta charset=x></head><body>甲", ["paragraph 甲"]),
    ("<title>题<b></title>甲", ["paragraph 甲"]),
    ("<script>if (a < b) '</p>'</script>甲<style>p > b {}</style>乙", ["paragraph 甲乙"]),
    ("<SCRIPT>没有结束", []),
    ("<nav>首页</nav><select><option>甲</select>乙", ["paragraph 乙"]),
    ("<div hidden>藏<div>藏</div>藏</div>现", ["paragraph 现"]),
    ("<p style='color:red;display: none'>藏<p>现", ["paragraph 现"]),
    ("<img hidden>现", ["paragraph 现"]),
    ("甲<!-- 注 -->乙", ["paragraph 甲乙"]),
    ("甲<!-->乙<!--->丙", ["paragraph 甲乙丙"]),
    ("<!--没有结束<p>乙", ["paragraph <!--没有结束", "paragraph 乙"]),
    ("a<5且b>3，<5%", ["paragraph a<5且b>3，<5%"]),
    ("<a title='>'>甲</a><a title=\"没有结束>乙", ["paragraph 甲乙"]),
    ("<p", ["paragraph <p"]),
    ("<![CDATA[甲&amp;]]>", ["paragraph 甲&amp;"]),
    ("<?xml version='1.0'?><!DOCTYPE html>甲", ["paragraph 甲"]),
    ("</p></h1></li>甲", ["paragraph 甲"]),
    ("<p>甲<ruby>乙<rt>yi</rt></ruby><del>删</del>", ["paragraph 甲乙"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BLOCKS, ids=[text for text, _ in BLOCKS])
def test_blocks(text: str, expected: list[str]) -> None:
    assert [f"{block.kind} {block.text}" for block in Reading(document_of(text, "a.html")).paragraphs] == expected


def test_cells_of_a_row_stand_on_a_line() -> None:
    assert document_of("<table><tr><td>甲<td>乙<tr><td><td>丙</table>丁", "a.html").text == "甲\t乙\n丙\n丁"


PAGE = "<meta charset={}><p>青禾县镕基镇全年工作情况报告如下。</p>"


@pytest.mark.parametrize(
    ("label", "encoding", "expected"),
    [
        ("gb2312", "gb18030", "gb18030"),
        ("gbk", "gb18030", "gb18030"),
        ("gb2312", "utf-8", "utf-8"),
        ("utf-8", "gb18030", "gb18030"),
        ("iso-8859-1", "utf-8", "utf-8"),
        ("nonsense", "gb18030", "gb18030"),
        ("utf-16", "utf-16-le", "utf-16-le"),
    ],
)
def test_the_label_does_not_decide(label: str, encoding: str, expected: str) -> None:
    document = read(PAGE.format(label).encode(encoding), "a.html")
    assert (document.encoding, document.text) == (expected, "青禾县镕基镇全年工作情况报告如下。")


def test_big5_by_its_label() -> None:
    document = read("<meta charset=big5><p>關於縣政府工作報告".encode("big5"), "a.html")
    assert (document.encoding, document.text) == ("big5", "關於縣政府工作報告")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空的"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04", "压缩包"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Office"),
        (b"{\\rtf1", "RTF"),
        (b"MIME-Version: 1.0", "MHTML"),
        (b"\x00\x01\x02\xff" * 50, "空字节"),
        (b"<blockquote>" * 600 + "甲".encode(), "嵌套过深"),
        ("<p>青禾县全年工作情况报告".encode("gb18030")[:-1] + b"\xff\xff<", "损坏|编码"),
    ],
    ids=["empty", "pdf", "zip", "ole", "rtf", "mhtml", "binary", "deep", "damaged"],
)
def test_refused_with_a_reason(data: bytes, said: str) -> None:
    report = Linter(Options(use_config=False)).check_bytes(data, "a.html")
    (failure,) = report.failures
    assert (report.document, failure.stage) == (None, "decode")
    assert any(word in failure.message for word in said.split("|"))


@pytest.mark.parametrize(
    "piece",
    ["<!--", "<![CDATA[", "<p ", '<a b="', "<a b='>", "<li>", "<table><tr><td>", "</div>", "&", "&#", "<h1>甲", "<div>", "<span>"],
)
def test_long_repetitions_are_read(piece: str) -> None:
    # Quadratic work would take minutes here.
    document = document_of(piece.replace("<table>", "") * 30_000 + "尾", "a.html")
    assert document.text.endswith("尾") or piece in ("<!--", "<![CDATA[")


@pytest.mark.parametrize(
    ("text", "line", "column", "end"),
    [
        ("<p>甲</p>\n<p>认真<b>布</b>署</p>", 2, 9, (2, 15)),
        ("<p>认真\n布署</p>", 2, 1, (2, 3)),
        ("<p>&ldquo;布署", 1, 11, (1, 13)),
    ],
)
def test_lines_and_columns_are_those_of_the_source(text: str, line: int, column: int, end: tuple[int, int]) -> None:
    report = Linter(Options(use_config=False, select=("wrong-word",))).check_text(text, "a.html", "a.html")
    (finding,) = report.findings
    assert finding.text == "布署"
    assert report.lines.place(finding.span[0]) == (line, column)
    assert report.lines.end(*finding.span) == end


def test_instructions_in_comments() -> None:
    page = "<p>布署</p><!-- reportlint next wrong-word -- 原文 --><p>布署</p><p>布署</p><!--reportlint off--><p>布署"
    report = Linter(Options(use_config=False, select=("wrong-word",))).check_text(page, "a.html", "a.html")
    assert [finding.suppressed is not None for finding in report.findings] == [False, True, False, True]


_PIECES = st.sampled_from(
    ["全县", "经济", "平稳", "𠮷", "&amp;", "&nbsp;", "&ldquo;", "&#22909;", "<b>", "</b>", "<p>", "</p>", "<br>", "<td>", "<tr>", "<li>", "<h2>", "</h2>", "<code>", "</code>", "<pre>", "</pre>", "<!--注-->", "<script>a</script>", "<", ">", "&", "\n", "\t", "a1", "<p&hellip;"]
)


@given(st.lists(_PIECES, max_size=30))
def test_the_map_leads_to_the_characters_of_the_source(pieces: list[str]) -> None:
    source = "".join(pieces)
    document = document_of(source, "a.html")
    assert document.map is not None
    assert document.map.length == len(document.text)
    last = 0
    for segment in document.map.segments:
        text = document.text[segment.at : segment.at + segment.length]
        origin = source[segment.origin : segment.origin + segment.origin_length]
        assert segment.origin >= last
        last = segment.origin + segment.origin_length
        if segment.exact:
            assert origin == text
        else:
            assert text in (" ", "\n", "\t") or origin.startswith("&")
    seen = 0
    for block in document.blocks:
        assert seen <= block.start < block.end <= len(document.text)
        seen = block.end
