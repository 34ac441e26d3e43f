"""Likeness of two stretches of text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.text.similarity import bare, likeness, numbers

BARE = [
    ("各村，各 组！", "各村各组"),
    ("增长**%、投资X亿元", "增长投资亿元"),
    ("１２.５％", "125"),
    ("购置X光机", "购置光机"),
    ("推广SUV车型", "推广SUV车型"),
    ("____", ""),
]


@pytest.mark.parametrize(("text", "expected"), BARE, ids=[text for text, _ in BARE])
def test_marks_and_masks_do_not_count(text: str, expected: str) -> None:
    assert bare(text) == expected


def test_numbers_in_order() -> None:
    assert numbers("增长7.5%，达到１２亿元，第十九次") == ["7.5", "12", "十九"]


LIKE = [
    ("各村建立网格员包片联户制度", "各村建立网格员包片联户制度", 1.0, 1.0),
    ("各村建立网格员包片联户制度", "各村建立网格员包片联户机制", 0.8, 0.9),
    ("各村建立网格员包片联户制度", "全镇粮食产量达到十万吨", 0.0, 0.1),
    ("甲", "甲", 1.0, 1.0),
    ("甲", "乙", 0.0, 0.0),
    ("", "各村", 0.0, 0.0),
]


@pytest.mark.parametrize(("one", "other", "low", "high"), LIKE, ids=[f"{a}/{b}" for a, b, *_ in LIKE])
def test_share_of_pairs(one: str, other: str, low: float, high: float) -> None:
    assert low <= likeness(one, other) <= high


@given(st.text("甲乙丙丁", max_size=12), st.text("甲乙丙丁", max_size=12))
def test_likeness_is_symmetric_and_bounded(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0.0 <= likeness(one, other) <= 1.0
    assert likeness(one, one) == 1.0
