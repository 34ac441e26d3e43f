"""The parts of an official document."""

from __future__ import annotations

import pytest

from reportlint.readers.txt import document_of
from reportlint.text.letter import is_body, letter_of
from reportlint.text.reading import Reading


@pytest.mark.parametrize(
    ("text", "genre", "year"),
    [
        ("青政发〔2022〕5号\n青禾县人民政府\n关于检查的通知\n各镇：", "通知", 2022),
        ("青政发[2022]第5号\n关于检查的通知（试行）", "通知", 2022),
        ("青禾县2023年政府工作报告（2023年1月5日 李某）\n各位代表：", "报告", 0),
        ("关于解决经费的请示\n县政府：", "请示", 0),
        ("关于报送总结的函\n县政府：", "函", 0),
        ("重大事项请示报告\n县政府：", "请示报告", 0),
        ("今年以来，各项工作有序推进。现将有关情况汇报如下：\n一、主要做法", "汇报", 0),
        ("今年以来，各项工作有序推进。", "", 0),
        ("特此通知", "", 0),
        ("", "", 0),
    ],
)
def test_genre_and_number(text: str, genre: str, year: int) -> None:
    letter = letter_of(Reading(document_of(text, "<text>")))
    assert (letter.genre, letter.number_year) == (genre, year)


@pytest.mark.parametrize("line", ["青禾县人民政府", "　　青禾县财政局（盖章）", "中共青禾县委", "青禾镇党委", "河湾村党支部"])
def test_bodies(line: str) -> None:
    assert is_body(line)


@pytest.mark.parametrize("line", ["县长 李某", "谢谢大家！", "青禾县", "二〇二三年五月三日", ""])
def test_no_bodies(line: str) -> None:
    assert not is_body(line)
