"""Zones of a paragraph: quotations, titles, URLs, and characters masked as the law asks."""

from __future__ import annotations

import pytest

from reportlint.text.zones import covers, zones_of

ZONES = [
    ("推进“放管服”改革", [("quotation", "“放管服”")]),
    ("学习《条例》和〈细则〉", [("title", "《条例》"), ("title", "〈细则〉")]),
    ("“弘扬‘实干’精神”", [("quotation", "“弘扬‘实干’精神”"), ("quotation", "‘实干’")]),
    ("《关于印发〈方案〉的通知》", [("title", "《关于印发〈方案〉的通知》"), ("title", "〈方案〉")]),
    ("“未完的引文，下段还有", [("quotation", "“未完的引文，下段还有")]),
    ("中途“未完的引文", []),
    ("无引文”", []),
    ("详见https://example.cn/a?b=1。", [("url", "https://example.cn/a?b=1")]),
    ("邮箱office@example.cn，电话另附", [("url", "office@example.cn")]),
    ("电话138****5678", [("mask", "138****5678")]),
    ("电话138XXXX5678", [("mask", "138XXXX5678")]),
    ("证件110105********002X", [("mask", "110105********002X")]),
    ("卡号6222********1234", [("mask", "6222********1234")]),
    ("代码9132****5678", [("mask", "9132****5678")]),
    ("座机0512-6****123", [("mask", "0512-6****123")]),
    ("车牌苏A**123", [("mask", "苏A**123")]),
    ("车牌鲁B·1***8", [("mask", "鲁B·1***8")]),
    ("车牌沪A·12***", [("mask", "沪A·12***")]),
    ("参与群众12**人", []),
    ("投资3,***万元", []),
    ("培训**人、**场", []),
    ("2021年**月18日", []),
]


@pytest.mark.parametrize(("text", "wanted"), ZONES, ids=[text for text, _ in ZONES])
def test_zones_of_a_paragraph(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(zone.kind, text[zone.start : zone.end]) for zone in zones_of(text)] == wanted


COVERED = [
    ("“甲乙”丙", 1, 2, ("quotation",), True),
    ("“甲乙”丙", 0, 4, ("quotation",), True),
    ("“甲乙”丙", 2, 5, ("quotation",), False),
    ("“甲乙”丙", 1, 2, ("title",), False),
    ("《“甲”乙》", 2, 3, ("title",), True),
    ("《“甲”乙》", 4, 5, ("quotation",), False),
]


@pytest.mark.parametrize(("text", "start", "end", "kinds", "wanted"), COVERED, ids=str)
def test_covers_what_lies_within_one_zone(
    text: str, start: int, end: int, kinds: tuple[str, ...], wanted: bool
) -> None:
    assert covers(zones_of(text), start, end, kinds) is wanted
