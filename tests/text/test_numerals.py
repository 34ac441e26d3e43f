"""Numerals of ordinals, read and written."""

from __future__ import annotations

import pytest

from reportlint.text.numerals import (
    SINGLE,
    arabic_value,
    hanzi_text,
    hanzi_value,
    numeral_like,
    roman_text,
    roman_value,
)

HANZI = [
    ("一", 1),
    ("九", 9),
    ("十", 10),
    ("十一", 11),
    ("二十", 20),
    ("九十九", 99),
    ("一百", 100),
    ("一百零三", 103),
    ("一百一十二", 112),
    ("一百二十", 120),
    ("一千零一", 1001),
    ("一千零一十", 1010),
]


@pytest.mark.parametrize(("text", "value"), HANZI, ids=[text for text, _ in HANZI])
def test_hanzi_is_read_and_written(text: str, value: int) -> None:
    assert hanzi_value(text) == value
    assert hanzi_text(value) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [("一〇", 10), ("二〇二四", 2024), ("一百〇三", 103), ("零", 0), ("一百十二", None), ("两", 2)],
)
def test_other_ways_of_writing(text: str, value: int | None) -> None:
    assert hanzi_value(text) == value


@pytest.mark.parametrize("text", ["", "甲", "百", "十十", "二三十", "十百", "一月", "百一"])
def test_what_is_no_hanzi_numeral(text: str) -> None:
    assert hanzi_value(text) is None


def test_hanzi_comes_back_for_every_number() -> None:
    assert [hanzi_value(hanzi_text(number)) for number in range(10000)] == list(range(10000))


@pytest.mark.parametrize(("text", "value"), [("12", 12), ("１２", 12), ("1a", None), ("", None), ("①", None)])
def test_arabic(text: str, value: int | None) -> None:
    assert arabic_value(text) == value


@pytest.mark.parametrize(
    ("text", "value"), [("IV", 4), ("XII", 12), ("XC", 90), ("IIII", None), ("VX", None), ("A", None)]
)
def test_roman(text: str, value: int | None) -> None:
    assert roman_value(text) == value


def test_roman_comes_back_for_every_number() -> None:
    assert [roman_value(roman_text(number)) for number in range(1, 400)] == list(range(1, 400))


@pytest.mark.parametrize(
    ("char", "family", "number"),
    [("①", "circled", 1), ("⑳", "circled", 20), ("㉑", "circled", 21), ("㊿", "circled", 50),
     ("⑴", "parenthesized", 1), ("㈩", "parenthesized-hanzi", 10), ("⒛", "full-stop", 20), ("Ⅳ", "roman", 4)],
)  # fmt: skip
def test_one_character_ordinals(char: str, family: str, number: int) -> None:
    assert SINGLE[char] == (family, number)


@pytest.mark.parametrize(
    ("sample", "number", "text"),
    [
        ("三", 12, "十二"),
        ("3", 12, "12"),
        ("３", 12, "１２"),
        ("③", 12, "⑫"),
        ("㈢", 4, "㈣"),
        ("㈢", 12, "12"),
        ("IV", 6, "VI"),
    ],
)
def test_a_number_is_written_like_the_sample(sample: str, number: int, text: str) -> None:
    assert numeral_like(sample, number) == text
