"""What of a line is shown around a fault, and how."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcwidth

from reportlint.writers.excerpt import _HIDDEN, UNLIMITED, clipped, columns, excerpt, visible

VISIBLE = [
    ("甲乙，abc", "甲乙，abc"),
    ("甲\r\n乙\n丙\r丁", "甲␊乙␊丙␍丁"),
    ("\t\x00\x1b[31m\x7f", "␉␀␛[31m␡"),
    ("\x85\x9b2J", "⟨U+0085⟩⟨U+009B⟩2J"),
    ("零\u200b宽\ufeff", "零⟨U+200B⟩宽⟨U+FEFF⟩"),
    ("\u202e反写\u2028", "⟨U+202E⟩反写⟨U+2028⟩"),
    ("\ud800\ue004\uffff", "⟨U+D800⟩⟨U+E004⟩⟨U+FFFF⟩"),
    ("\U000e0041", "⟨U+E0041⟩"),
    ("𠮷😀é", "𠮷😀é"),
]


@pytest.mark.parametrize(("text", "expected"), VISIBLE, ids=[ascii(case[0]) for case in VISIBLE])
def test_what_is_invisible_becomes_visible(text: str, expected: str) -> None:
    assert visible(text) == expected


def test_printable_text_is_left_alone_only_where_nothing_in_it_is_hidden() -> None:
    hidden = [char for char in map(chr, range(0x110000)) if re.match(_HIDDEN, char)]
    assert [char for char in hidden if visible(char) == char] == []


@given(st.text())
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    seen = visible(text)
    assert not any(char < " " or "\x7f" <= char <= "\x9f" for char in seen)
    seen.encode("utf-8")


@pytest.mark.parametrize(
    "char", list("aZ0 ~甲，。“”—…·×█○①㎡℃Ａ％￥😀𠮷éɑ\u0301\u3099《》「」〖→±°"), ids=ascii
)
def test_columns_are_those_of_a_terminal_with_wide_ambiguous_characters(char: str) -> None:
    assert columns(char) == wcwidth(char, ambiguous_width=2)


EXCERPTS = [
    # text with ⟦⟧ around the fault, width, excerpt
    ("现象⟦扔有⟧发生", 0, "现象〖扔有〗发生"),
    ("上一行\n现象⟦扔有⟧发生\n下一行", 0, "现象〖扔有〗发生"),
    ("上一行\r\n⟦扔有⟧\r\n下一行", 0, "〖扔有〗"),
    ("\u3000\u3000现象⟦扔有⟧发生  ", 0, "现象〖扔有〗发生"),
    ("第一段⟦，\n⟧第二段", 0, "第一段〖，␊〗第二段"),
    ("少了⟦⟧句号", 0, "少了〖〗句号"),
    ("学习，⟦ ⟧会议\t召开", 0, "学习，〖 〗会议 召开"),
    ("学习，⟦\u00a0\t⟧会\u00a0议", 0, "学习，〖⟨U+00A0⟩␉〗会 议"),
    ("〖附〗现象⟦扔有⟧", 0, "〖附〗现象⟦扔有⟧"),
    ("末尾⟦扔有⟧", 0, "末尾〖扔有〗"),
    ("甲" * 100 + "⟦扔有⟧" + "乙" * 100, 40, f"…{'甲' * 7}〖扔有〗{'乙' * 7}…"),
    ("甲甲⟦扔有⟧" + "乙" * 100, 40, f"甲甲〖扔有〗{'乙' * 12}…"),
    ("甲" * 100 + "⟦扔有⟧乙乙", 40, f"…{'甲' * 12}〖扔有〗乙乙"),
    ("甲甲⟦" + "扔" * 300 + "⟧乙乙", 60, f"甲甲〖{'扔' * 6}…（略288字）…{'扔' * 6}〗乙乙"),
    ("a" * 100 + "⟦扔有⟧" + "b" * 100, 40, f"…{'a' * 14}〖扔有〗{'b' * 14}…"),
]


@pytest.mark.parametrize(("marked", "width", "expected"), EXCERPTS, ids=[ascii(c[0]) for c in EXCERPTS])
def test_the_fault_is_marked_in_its_line(marked: str, width: int, expected: str) -> None:
    start = marked.index("⟦")
    end = marked.index("⟧") - 1
    text = marked.replace("⟦", "", 1).replace("⟧", "", 1)
    assert excerpt(text, [(start, end)], width) == (expected, 1)


def test_several_faults_of_a_line_share_an_excerpt() -> None:
    text = "甲*镇、乙*镇、丙*镇\n丁*镇"
    spans = [(index, index + 1) for index, char in enumerate(text) if char == "*"]
    assert excerpt(text, spans, 0) == ("甲〖*〗镇、乙〖*〗镇、丙〖*〗镇", 3)
    assert excerpt(text, spans[3:], 0) == ("丁〖*〗镇", 1)


def test_a_fault_that_overlaps_the_one_before_is_not_shown_with_it() -> None:
    assert excerpt("甲乙丙丁戊", [(0, 3), (1, 4), (4, 5)], 0) == ("〖甲乙丙〗丁戊", 1)


def test_colour_takes_the_place_of_marks() -> None:
    line, _ = excerpt("现象扔有发生", [(2, 4)], 0, lambda fault: f"<{fault}>")
    assert line == "现象<扔有>发生"


def test_a_line_of_any_length_is_cut() -> None:
    text = "甲*" * 500_000
    for span in [(500_001, 500_002), (1, 900_000)]:
        line, count = excerpt(text, [span], 0)
        assert columns(line) <= UNLIMITED
        assert count == 1


@given(st.text(alphabet="甲乙ab，“…* \t\n\x1b\u200b█😀", max_size=200), st.data(), st.integers(30, 120))
def test_an_excerpt_is_one_line_no_wider_than_asked(text: str, data: st.DataObject, width: int) -> None:
    offsets = st.integers(0, len(text))
    spans = sorted(
        (min(pair), max(pair))
        for pair in data.draw(st.lists(st.tuples(offsets, offsets), min_size=1, max_size=5))
    )
    line, count = excerpt(text, spans, width)
    assert columns(line) <= width
    assert line == visible(line)
    assert line.count("〖") == line.count("〗") == count


CLIPPED = [("甲乙丙", 40, "甲乙丙"), ("甲" * 50, 40, f"{'甲' * 6}…（略38字）…{'甲' * 6}")]


@pytest.mark.parametrize(("text", "limit", "expected"), CLIPPED, ids=[case[0] for case in CLIPPED])
def test_a_long_text_loses_its_middle(text: str, limit: int, expected: str) -> None:
    assert clipped(text, limit) == expected
