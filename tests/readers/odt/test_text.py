"""OpenDocument texts: what a reader of the page sees, and the place of every character."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from drafting import files
from pages import odt
from reportlint.readers.odt import read

if TYPE_CHECKING:
    from reportlint.core.document import Document


def seen(body: str, styles: str = "") -> list[str]:
    document = read(odt(body, styles), "a.odt")
    return [f"{block.kind} {document.text[block.start : block.end]}" for block in document.blocks]


LIST = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>'
    '<text:list-level-style-number text:level="2" style:num-format="1" loext:num-list-format="（%2%）"/>'
    '<text:list-level-style-bullet text:level="3" text:bullet-char="•"/></text:list-style>'
)


def item(*inside: str, **attributes: str) -> str:
    given = "".join(f' text:{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f"<text:list-item{given}>{''.join(inside)}</text:list-item>"


def listed(*items: str, more: str = "") -> str:
    return f'<text:list text:style-name="L"{more}>{"".join(items)}</text:list>'


def p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", []),
        (p("一段") + p("") + p("二段"), ["paragraph 一段", "paragraph 二段"]),
        (p("布<text:span>署</text:span>好"), ["paragraph 布署好"]),
        (p(" 甲\n\t 乙 "), ["paragraph 甲 乙 "]),
        (p('甲<text:s text:c="3"/>乙<text:tab/>丙'), ["paragraph 甲   乙\t丙"]),
        (p("甲<text:line-break/>乙"), ["paragraph 甲", "paragraph 乙"]),
        ('<text:h text:outline-level="2">标题</text:h>', ["heading 标题"]),
        ("<text:section>" + p("甲") + "</text:section>", ["paragraph 甲"]),
        (listed(item(p("甲")), item(p("乙"), p("续"))), ["item 一、甲", "item 二、乙", "paragraph 续"]),
        (listed(item(p("甲"), listed(item(p("子")), item(p("丑")))), item(p("乙"))), ["item 一、甲", "item （1）子", "item （2）丑", "item 二、乙"]),
        (listed(item(p("甲"))) + p("文") + listed(item(p("乙")), more=' text:continue-numbering="true"'), ["item 一、甲", "paragraph 文", "item 二、乙"]),
        (listed(item(p("甲"))) + listed(item(p("乙"))), ["item 一、甲", "item 一、乙"]),
        (listed(item(p("甲"), start_value="5")), ["item 五、甲"]),
        (listed(item(listed(item(p("子"))))), ["item （1）子"]),
        (p('甲<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>' + p("注") + "</text:note-body></text:note>乙"), ["paragraph 甲乙", "footnote 注"]),
        ("<table:table><table:table-row><table:table-cell>" + p("甲") + "</table:table-cell><table:covered-table-cell/></table:table-row></table:table>", ["cell 甲"]),
        (p("文<draw:frame><draw:text-box>" + p("框") + "</draw:text-box></draw:frame>"), ["paragraph 文", "paragraph 框"]),
        ("<text:table-of-content><text:index-body>" + p("目录") + "</text:index-body></text:table-of-content>", ["cell 目录"]),
        (p("<text:ruby><text:ruby-base>甲</text:ruby-base><text:ruby-text>jia</text:ruby-text></text:ruby>"), ["paragraph 甲"]),
    ],
)  # fmt: skip
def test_blocks(body: str, expected: list[str]) -> None:
    assert seen(body, styles=LIST) == expected


def test_headers_and_footers_once_and_no_page_numbers() -> None:
    pages = "".join(
        f'<style:master-page style:name="{name}"><style:header>{p("县政府")}</style:header>'
        f"<style:footer>{p('第<text:page-number>1</text:page-number>页')}</style:footer></style:master-page>"
        for name in "ab"
    )
    common = f"<office:master-styles>{pages}</office:master-styles>"
    document = read(odt(p("正文"), common=common), "a.odt")
    assert [(block.kind, document.text[block.start : block.end], block.location) for block in document.blocks] == [
        ("paragraph", "正文", {"part": "body", "paragraph": 1}),
        ("footnote", "县政府", {"part": "header1", "paragraph": 1}),
    ]


def test_what_is_left_in_the_file_is_noted() -> None:
    hidden = '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
    region = (
        '<text:changed-region text:id="{}"><text:{}><office:change-info><dc:creator>张三</dc:creator></office:change-info>{}</text:{}></text:changed-region>'
    )
    body = (
        "<text:tracked-changes>"
        + region.format("a", "insertion", "", "insertion")
        + region.format("b", "deletion", p("旧"), "deletion")
        + "</text:tracked-changes>"
        + p('甲<text:span text:style-name="H">密</text:span>乙<office:annotation><dc:creator>李四</dc:creator>' + p("请核") + "</office:annotation>")
        + p('丙<text:change-start text:change-id="a"/>新<text:change-end text:change-id="a"/>丁<text:change text:change-id="b"/>')
    )
    document = read(odt(body, styles=hidden), "a.odt")
    assert document.text == "甲乙\n丙新丁"
    assert [(kind, document.text[low:high], values) for kind, low, high, values in map(_four, document.notes)] == [
        ("hidden-text", "", {"content": "密"}),
        ("unresolved-comment", "", {"author": "李四", "content": "请核"}),
        ("unresolved-revision", "新", {"change": "插入", "author": "张三", "content": "新"}),
        ("unresolved-revision", "", {"change": "删除", "author": "张三", "content": "旧"}),
    ]


def _four(note: tuple[object, ...]) -> tuple[str, int, int, dict[str, object]]:
    kind, low, high, *values = note
    assert isinstance(kind, str)
    assert isinstance(low, int)
    assert isinstance(high, int)
    return kind, low, high, values[0] if values else {}  # type: ignore[return-value]


def node(data: bytes, part: object) -> str:
    """The node of text that the part of a segment names."""
    assert isinstance(part, tuple)
    name, number = part
    parser = etree.XMLParser(remove_comments=True, remove_pis=True)
    elements = list(etree.fromstring(files(data)[name], parser).iter())
    element = elements[number // 2]
    return str((element.tail if number % 2 else element.text) or "")


_TEXT = st.text(st.sampled_from("全县经济 平稳<&𠮷　1a“\n"), max_size=6).map(escape)
_INLINE = st.one_of(
    _TEXT,
    _TEXT.map("<text:span>{}</text:span>".format),
    _TEXT.map("<text:a>甲{}<text:span/>尾</text:a>尾".format),
    st.sampled_from(['<text:s text:c="2"/>', "<text:tab/>", "<text:line-break/>", "<text:soft-page-break/>", "<!-- x -->"]),
)
_PARAGRAPH = st.lists(_INLINE, max_size=5).map(lambda parts: p("".join(parts)))
_BODY = st.lists(
    st.one_of(_PARAGRAPH, _PARAGRAPH.map(item).map(listed), _PARAGRAPH.map("<text:section>{}</text:section>".format)), max_size=4
)


@given(_BODY)
def test_the_map_leads_to_the_characters_of_the_file(body: list[str]) -> None:
    data = odt("".join(body), styles=LIST)
    document: Document = read(data, "a.odt")
    assert document.map is not None
    assert document.map.length == len(document.text)
    for segment in document.map.segments:
        text = document.text[segment.at : segment.at + segment.length]
        if segment.exact:
            assert node(data, segment.part)[segment.origin : segment.origin + segment.length] == text
        else:
            assert text in ("\n", "\t", " ", "  ") or text.endswith("、")
    last = 0
    for block in document.blocks:
        assert last <= block.start < block.end <= len(document.text)
        last = block.end
