"""Numbers with their check digits: which are found, where they end, and what masks them."""

from __future__ import annotations

from typing import Literal

import pytest

from reportlint.examples import document_of
from reportlint.matchers.checksum import Checksum
from reportlint.text import flat
from reportlint.text.digits import runs
from reportlint.text.identity import (
    has_identity_check,
    has_luhn_check,
    is_card,
    is_identity_form,
    is_mobile,
)
from reportlint.text.reading import Reading


def reading(text: str) -> Reading:
    return Reading(document_of(text))


RUNS = [
    ("2023年12月", []),
    ("电话0532-880-123", []),
    ("号码13800138000。", ["13800138000"]),
    ("号码138 0013 8000。", ["138", "0013", "8000"]),
    ("号码138－0013—8000。", ["138", "0013", "8000"]),
    ("甲13800138000　乙13900139000", ["13800138000", "13900139000"]),
    ("列138001380001  13900139000", ["138001380001", "13900139000"]),
    ("１３８００１３８０００", ["１３８００１３８０００"]),
    ("2021—2025年、2021-2025年", []),
]


@pytest.mark.parametrize(("text", "expected"), RUNS, ids=[text for text, _ in RUNS])
def test_runs(text: str, expected: list[str]) -> None:
    assert [text[start:end] for groups in runs(reading(text)) for start, end in groups] == expected


def test_a_gap_parts_two_runs() -> None:
    assert runs(reading("列138001380001  13900139000")) == [[(1, 13)], [(15, 26)]]


def test_part_by_part(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "电话：13800138000\n号码138－0013—8000。\n没有号码的一行\n１３８００１３８０００"
    whole = runs(reading(text))
    monkeypatch.setattr(flat, "_PART", 5)
    assert runs(reading(text)) == whole
    assert [len(groups) for groups in whole] == [1, 3, 1]
    assert len(list(Checksum(number="mobile").survey(reading(text)))) == 3


def test_a_very_long_run_is_followed_piece_by_piece() -> None:
    assert sum(end - start for groups in runs(reading("1" * 1000)) for start, end in groups) == 1000
    assert not list(Checksum(number="card").survey(reading("4" * 1000)))


IDENTITIES = [
    ("110199199001010037", True, True),
    ("11019919900101007X", True, True),
    ("110199199001010038", True, False),
    ("11019920000229003X", True, None),
    ("110199190002290034", False, None),
    ("110199188901010034", False, None),
    ("170199199001010034", False, None),
    ("110199900101003", True, False),
    ("110199901301003", False, None),
    ("1101991990010100377", False, None),
]


@pytest.mark.parametrize(("number", "form", "check"), IDENTITIES, ids=[number for number, *_ in IDENTITIES])
def test_identity(number: str, form: bool, check: bool | None) -> None:
    assert is_identity_form(number) == form
    assert check is None or has_identity_check(number) == check


@pytest.mark.parametrize("wrong", [digit for digit in "0123456789X" if digit != "7"])
def test_any_other_check_character_is_wrong(wrong: str) -> None:
    assert not has_identity_check(f"11019919900101003{wrong}")


CARDS = [
    ("4111111111111111", True, True),
    ("6222020000000000018", True, True),
    ("6222020000000000081", True, False),
    ("9558800000000000", True, None),
    ("2411111111111111", False, None),
    ("411111111111111", False, None),
    ("0000000000000000", False, False),
]


@pytest.mark.parametrize(("number", "form", "check"), CARDS, ids=[number for number, *_ in CARDS])
def test_card(number: str, form: bool, check: bool | None) -> None:
    assert is_card(number) == form
    assert check is None or has_luhn_check(number) == check


@pytest.mark.parametrize("number", ["12800138000", "23800138000", "1380013800", "138001380001"])
def test_no_mobile(number: str) -> None:
    assert not is_mobile(number)


MASKED: list[tuple[Literal["identity", "mobile", "card"], str, str]] = [
    ("identity", "甲110199199001010037", "110199********0037"),
    ("identity", "甲110199 19900101 007x", "110199********007X"),
    ("mobile", "甲138-0013-8000", "138****8000"),
    ("mobile", "甲+86 １３８００１３８０００", "138****8000"),
    ("card", "甲4111 1111 1111 1111", "4111********1111"),
]


@pytest.mark.parametrize(("number", "text", "masked"), MASKED, ids=[text for _, text, _ in MASKED])
def test_masked(number: Literal["identity", "mobile", "card"], text: str, masked: str) -> None:
    assert [match.replacement for match in Checksum(number=number).survey(reading(text))] == [masked]


def test_a_label_before_the_number_and_in_the_heading_of_its_column() -> None:
    matcher = Checksum(number="card", label="卡号[^。]*$", labelled="always")
    assert len(list(matcher.survey(reading("卡号4111111111111111")))) == 1
    assert len(list(matcher.survey(reading("卡号\n4111111111111111")))) == 1
    assert not list(matcher.survey(reading("甲4111111111111111")))
    assert not list(matcher.survey(reading("持卡号的人。甲4111111111111111")))
