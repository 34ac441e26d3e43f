"""Texts as symbols, and the way back to the characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.typo.symbols import Alphabet

ALPHABET = Alphabet("的发展经济高质量年增长")


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("经济增长12.5%", "经济增长0％"),
        ("1,500年", "0年"),
        ("GDP 增 长", "A增长"),
        ("发展,发展", "发展，发展"),
        ("发展\r\n\n经济", "发展\n经济"),
        ("发\u200b展", "发展"),
        ("饕餮", "\ufffd\ufffd"),
        ("😀年", "\ufffd年"),
        ("", ""),
    ],
)
def test_runs_and_blanks_are_folded(text: str, symbols: str) -> None:
    codes, offsets = ALPHABET.encode(text)
    assert ALPHABET.decode(codes) == symbols
    assert len(codes) == len(offsets)


@given(st.text("发展经济饕,，。1.aA \n\u3000😀\ud800", max_size=60))
def test_every_symbol_stands_where_it_says(text: str) -> None:
    codes, offsets = ALPHABET.encode(text)
    assert offsets.tolist() == sorted(set(offsets.tolist()))
    for code, offset in zip(codes.tolist(), offsets.tolist(), strict=True):
        if code > ALPHABET.first:
            assert text[offset] == ALPHABET.characters[code]


def test_too_many_characters_are_refused() -> None:
    with pytest.raises(ValueError, match="at most"):
        Alphabet("".join(chr(0x4E00 + index) for index in range(4000)))
