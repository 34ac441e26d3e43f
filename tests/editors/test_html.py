"""Web pages mended in place: the text changes as told, and no tag does."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.api import Linter, Options
from reportlint.editors.html import accepts, apply
from reportlint.fixer import edited
from reportlint.readers.html import document_of, read


@pytest.mark.parametrize(
    ("source", "edit", "expected"),
    [
        ("<p>扔有差距", (0, 1, "仍"), "<p>仍有差距"),
        ("<p>布<b>署</b>好", (0, 2, "部署"), "<p>部<b>署</b>好"),
        ("<p>甲<b>乙</b>丙", (0, 3, "丁"), "<p>丁<b></b>"),
        ("<p>甲&ldquo;乙", (1, 2, "「"), "<p>甲「乙"),
        ("<p>甲乙", (1, 1, "<&"), "<p>甲&lt;&amp;乙"),
        ("<p>甲 \n 乙", (1, 2, ""), "<p>甲 \n 乙"),
        ("<p>a \n b", (1, 2, ""), "<p>ab"),
        ("<p>甲</p><p>乙</p>", (0, 2, ""), "<p></p><p>乙</p>"),
        ("甲<br>乙", (1, 2, ""), "甲乙"),
    ],
)
def test_mended(source: str, edit: tuple[int, int, str], expected: str) -> None:
    document = document_of(source, "a.html")
    if expected == source:
        edit = (1, 1, "")
    assert accepts(document, [edit])
    assert apply(document, source.encode(), [edit]).decode() == expected


@pytest.mark.parametrize(
    ("source", "edit"),
    [("<p>甲</p><p>乙</p>", (1, 2, "")), ("<p>甲</p><p>乙</p>", (0, 3, "丙")), ("<p>甲", (0, 1, "\n"))],
)
def test_refused(source: str, edit: tuple[int, int, str]) -> None:
    assert not accepts(document_of(source, "a.html"), [edit])


def test_a_character_that_the_encoding_lacks_is_a_reference() -> None:
    data = "<meta charset=big5><p>縣政府工作報告".encode("big5")
    document = read(data, "a.html")
    assert apply(document, data, [(0, 1, "县")]).decode("big5").endswith("<p>&#21439;政府工作報告")


def test_the_byte_order_mark_and_line_ends_stay() -> None:
    data = b"\xef\xbb\xbf" + "<p>布署\r\n</p>\r\n<!-- 布署 -->".encode()
    mended, count, report = Linter(Options(use_config=False)).fix_bytes(data, "a.html")
    assert (mended, count) == (b"\xef\xbb\xbf" + "<p>部署\r\n</p>\r\n<!-- 布署 -->".encode(), 1)
    assert not report.failures


_PIECES = st.sampled_from(["全县", "布署", "<b>", "</b>", "&nbsp;", "<p>", "，，", "&ldquo;好", "<br>", "<td>", " ", "\n", "**镇"])


@given(st.lists(_PIECES, max_size=15), st.data())
def test_what_is_accepted_changes_the_text_and_no_tag(pieces: list[str], data: st.DataObject) -> None:
    source = "".join(pieces)
    document = document_of(source, "a.html")
    start = data.draw(st.integers(0, len(document.text)))
    edit = (start, data.draw(st.integers(start, len(document.text))), data.draw(st.sampled_from(["", "甲", "<乙&"])))
    if not accepts(document, [edit]):
        return
    made = apply(document, source.encode(), [edit]).decode()
    tags = re.findall(r"<(?!br)[^>]*>", source)
    assert re.findall(r"<(?!br)[^>]*>", made) == tags
    after = document_of(made, "a.html").text
    # Paragraphs that are left without text are none, and blanks at their ends are layout.
    assert re.sub(r"[ \n\t\xa0]+", "", after) == re.sub(r"[ \n\t\xa0]+", "", edited(document.text, [edit]))
