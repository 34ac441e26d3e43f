"""Quantities: what is read from the ways in which Chinese documents write numbers."""

from __future__ import annotations

import pytest

from reportlint.text.quantities import masked, quantities, quantity_at, scaled, shown, unknown


@pytest.mark.parametrize(
    ("text", "value", "unit", "slack", "approximate"),
    [
        ("3.2万人", 32000, "人", 500, False),
        ("1,234.5亩", 1234.5, "亩", 0.05, False),
        ("１２项", 12, "项", 0, False),
        ("12万余户", 120000, "户", 5000, True),
        ("近5000家", 5000, "家", 0, True),
        ("300人左右", 300, "人", 0, True),
        ("不少于8场", 8, "场", 0, True),
        ("二十三个", 23, "个", 0, False),
        ("十余件", 10, "件", 0, True),
        ("38项", 38, "项", 0, False),
        ("两成", 20, "%", 0.5, True),
        ("百分之五", 5, "%", 0.5, False),
        ("百分之三点五", 3.5, "%", 0.05, False),
        ("5个百分点", 5, "个百分点", 0.5, False),
        ("12.5%", 12.5, "%", 0.05, False),
        ("50.3亿元", 5.03e9, "元", 5e6, False),
        ("241 亿元", 2.41e10, "元", 5e7, False),
        ("7万亿元", 7e12, "元", 5e11, False),
        ("60亿美元", 6e9, "美元", 5e7, False),
        ("1.2亿", 1.2e8, "", 5e6, False),
        ("1亿2000万元", 1.2e8, "元", 5e3, False),
        ("五十亿八千万元", 5.08e9, "元", 5e3, False),
        ("3万2千人", 32000, "人", 500, False),
        ("1200余万元", 1.2e7, "元", 5e3, True),
        ("近5000人", 5000, "人", 0, True),
        ("百分之百", 100, "%", 0.5, False),
        ("千分之三", 3, "‰", 0.5, False),
        ("半数以上", 50, "%", 1, True),
        ("一半", 50, "%", 1, True),
        ("三成五", 35, "%", 0.5, True),
        ("一点五倍", 1.5, "倍", 0.05, False),
        ("十来个", 10, "个", 0, True),
        ("翻一番", 2, "番", 0, True),
        ("翻了两番", 4, "番", 0, True),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_quantity(text: str, value: float, unit: str, slack: float, approximate: bool) -> None:
    [found] = quantities(text)
    assert found.value == pytest.approx(value)
    assert found.unit == unit
    assert found.slack == pytest.approx(slack)
    assert found.approximate is approximate
    assert text[found.start : found.end] == found.text


def test_a_third() -> None:
    [found] = quantities("三分之一")
    assert (round(found.value, 2), found.unit, found.approximate) == (33.33, "%", True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("由50亿元增至60亿元", ["50亿元", "60亿元"]),
        ("任务38项，完成27项", ["38项", "27项"]),
        ("培训3场次、120人次", ["3场次", "120人次"]),
        ("排名第3位", []),
        ("2021年", []),
        ("培训12**件", []),
        ("培训*12件", []),
        ("型号A12个", []),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_which_are_read(text: str, expected: list[str]) -> None:
    assert [found.text for found in quantities(text)] == expected


def test_the_ends_of_a_range_are_approximate_and_share_their_unit() -> None:
    first, second = quantities("每年3—5个")
    assert (first.value, first.unit, first.approximate) == (3, "个", True)
    assert (second.value, second.unit, second.approximate) == (5, "个", True)


def test_a_quantity_is_read_within_bounds_in_offsets_of_the_text() -> None:
    text = "甲5个，乙6个，丙7个"
    assert [(q.start, q.text) for q in quantities(text, 4, 8)] == [(5, "6个")]


@pytest.mark.parametrize("text", ["5项", "五项"], ids=str)
def test_a_whole_count_is_exact(text: str) -> None:
    quantity = quantity_at(text, 0)
    assert quantity is not None
    assert quantity.exact


@pytest.mark.parametrize("text", ["近5项", "5万户", "第5项"], ids=str)
def test_others_are_not(text: str) -> None:
    quantity = quantity_at(text, 0)
    assert quantity is None or not quantity.exact


@pytest.mark.parametrize(
    ("text", "number", "anything"),
    [
        ("完成**项", True, True),
        ("完成XX万元", True, True),
        ("完成12**项", True, True),
        ("9项任务**镇不涉及", False, True),
        ("完成12项", False, False),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_masks(text: str, number: bool, anything: bool) -> None:
    assert unknown(text) is number
    assert masked(text) is anything


def test_numbers_in_messages() -> None:
    assert [shown(37.0), shown(0.25), shown(1234567.0)] == ["37", "0.25", "1234567"]
    assert scaled(1.3e8, quantities("13.8亿元，12.5亿元")) == "1.3亿"
    assert scaled(1.3e8, quantities("13.8亿元，5000万元")) == "130000000"
