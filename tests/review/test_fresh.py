"""New documents for plain text and Markdown: every character of the text, and its place."""

from __future__ import annotations

import io

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting import comments, part
from reportlint.ooxml.runs import places, texts
from reportlint.readers import md, txt
from reportlint.readers.docx import read
from reportlint.review.fresh import built
from reviewing import review

TEXTS = [
    "青禾县工作总结\n一、主要工作\n全县办结12件。\n",
    "一行",
    "",
    "\n\n\n",
    "甲\r\n\r\n乙\r\n",
    "\u3000\u3000段首\n甲\t乙",
    "控制\x07符与\x0c换页\n\ufffe与\ud800",
]


def paragraphs(data: bytes) -> list[tuple[str, str]]:
    """Style and text of each paragraph."""
    found = python_docx.Document(io.BytesIO(data)).paragraphs
    return [(each.style.name if each.style is not None else "", each.text) for each in found]


@pytest.mark.parametrize("text", TEXTS)
def test_every_line_is_there(text: str) -> None:
    data, _ = built(txt.document_of(text, "a.txt"))
    lines = [line for line in text.replace("\r\n", "\n").replace("\x07", "␇").replace("\x0c", "␌").split("\n") if line.strip()]
    lines = [line.replace("\ufffe", "\ufffd").replace("\ud800", "\ufffd") for line in lines]
    assert [line for _, line in paragraphs(data) if line] == lines


@settings(max_examples=60, deadline=None)
@given(st.text("一二、。甲乙*# \t\r\n1.-|`>", max_size=60), st.sampled_from((txt, md)))
def test_places_hold_the_characters(text: str, reader: object) -> None:
    source = reader.document_of(text, "a")  # type: ignore[attr-defined]
    data, document = built(source)
    elements = texts(part(data))
    for at, char in enumerate(text):
        for place in places(document, at, at + 1):
            assert (elements[place.index].text or "")[place.start : place.end] == char
    assert read(data, "a.docx").text is not None


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("青禾县二〇二三年工作总结\n正文。", "Title"),
        ("一、主要工作\n正文。", "Heading 1"),
        ("（一）抓产业\n正文。", "Heading 2"),
        ("1. 建园区\n正文。", "Heading 3"),
        ("第一章 总则\n正文。", "Heading 1"),
        ("（一）抓产业。建成园区两个。\n正文。", "Body Text"),
        ("全县办结12件。\n正文。", "Body Text"),
        ("\u3000\u3000全县办结12件。\n正文。", "Normal"),
    ],
)
def test_styles_of_plain_text(text: str, style: str) -> None:
    data, _ = built(txt.document_of(text, "a.txt"))
    assert paragraphs(data)[0] == (style, text.split("\n", maxsplit=1)[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 青禾县总结\n\n## 节\n\n文", [("Title", "青禾县总结"), ("Heading 2", "节"), ("Body Text", "文")]),
        ("- 甲\n- 乙", [("List Bullet", "甲"), ("List Bullet", "乙")]),
        ("1. 甲\n2. 乙", [("Normal", "1. 甲"), ("Normal", "2. 乙")]),
        ("> 引文", [("Quote", "引文")]),
        ("见 `a.txt` 与[页](http://a.example)。", [("Body Text", "见 a.txt 与页。")]),
        ("甲\n\n```\n码\n```\n", [("Body Text", "甲"), ("HTML Preformatted", "```\n码\n```")]),
    ],
)
def test_styles_of_markdown(text: str, expected: list[tuple[str, str]]) -> None:
    data, _ = built(md.document_of(text, "a.md"))
    assert paragraphs(data) == expected


def test_a_table_is_a_table() -> None:
    data, _ = built(md.document_of("| 项目 | 数量 |\n|---|---|\n| 培训 | 3场 |\n\n文\n", "a.md"))
    (table,) = python_docx.Document(io.BytesIO(data)).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["项目", "数量"], ["培训", "3场"]]


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_findings_are_those_of_the_text(name: str) -> None:
    made = review("认真布署。\n\n培训**场，违规现象扔有发生。\n".encode(), path=name, fold=False)
    assert [(one.rule, one.range) for one in comments(made.data)] == [
        ("wrong-word", "布署"),
        ("mask-asterisk", "**"),
        ("confused-word", "扔有"),
    ]


def test_a_second_review_of_a_new_document() -> None:
    once = review("认真布署。\n\n培训**场，违规现象扔有发生。\n".encode(), path="a.txt")
    assert review(once.data).data == once.data
