"""Offsets in code points and an editor's positions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position, PositionEncodingKind

from reportlint.lsp.places import Places

U8, U16, U32 = PositionEncodingKind.Utf8, PositionEncodingKind.Utf16, PositionEncodingKind.Utf32
TEXTS = st.text(st.sampled_from("甲a𠮷😀\n\r，"), max_size=40)


@pytest.mark.parametrize(
    ("text", "offset", "encoding", "line", "character"),
    [
        ("甲布署", 1, U16, 0, 1),
        ("𠮷布署", 1, U16, 0, 2),
        ("𠮷😀布署", 2, U16, 0, 4),
        ("𠮷布署", 1, U32, 0, 1),
        ("𠮷甲布署", 2, U8, 0, 7),
        ("甲\r\n𠮷布署", 4, U16, 1, 2),
        ("甲\r乙\n丙", 4, U16, 2, 0),
        ("甲\n", 2, U16, 1, 0),
        ("甲\r\n乙", 2, U16, 0, 1),
        ("", 0, U16, 0, 0),
        ("甲\u2028乙", 2, U16, 0, 2),
    ],
)
def test_positions(text: str, offset: int, encoding: str, line: int, character: int) -> None:
    assert Places(text, encoding).position(offset) == Position(line, character)


@pytest.mark.parametrize(
    ("text", "line", "character", "offset"),
    [("甲乙\r\n丙", 0, 9, 2), ("甲乙", 7, 0, 2), ("𠮷甲", 0, 1, 1), ("𠮷甲", 0, 2, 1), ("甲\n", 1, 5, 2)],
)
def test_offsets_of_positions_beyond_an_end(text: str, line: int, character: int, offset: int) -> None:
    assert Places(text).offset(Position(line, character)) == offset


@given(TEXTS, st.sampled_from([U8, U16, U32]))
def test_there_and_back(text: str, encoding: str) -> None:
    places = Places(text, encoding)
    for offset in range(len(text) + 1):
        inside = text[offset - 1 : offset + 1] == "\r\n" and offset > 0
        assert places.offset(places.position(offset)) == offset - inside
