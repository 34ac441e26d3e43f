"""Lines end with CRLF, LF or CR, and with nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.core.lines import Lines


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("", 0, (1, 1)),
        ("甲乙", 1, (1, 2)),
        ("甲\n乙", 1, (1, 2)),
        ("甲\n乙", 2, (2, 1)),
        ("甲\r\n乙", 3, (2, 1)),
        ("甲\r乙", 2, (2, 1)),
        ("甲\n\r乙", 3, (3, 1)),
        ("甲\u2028\x0b\x0c\x85乙", 5, (1, 6)),
        ("𠮷乙", 1, (1, 2)),
        ("甲\n", 2, (2, 1)),
    ],
)
def test_places(text: str, offset: int, place: tuple[int, int]) -> None:
    assert Lines(text).place(offset) == place


@given(st.text(alphabet="甲\r\n"), st.data())
def test_a_place_leads_back(text: str, data: st.DataObject) -> None:
    lines = Lines(text)
    offset = data.draw(st.integers(0, len(text)))
    line, column = lines.place(offset)
    assert 1 <= line <= len(lines)
    assert lines.start(line) + column - 1 == offset
