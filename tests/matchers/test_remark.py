"""What stands in brackets, judged as a whole."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from reportlint.matchers.remark import Remark

PAGE = SimpleNamespace()


def found(text: str, **options: Any) -> list[str]:
    settings: dict[str, Any] = {"forms": ["^{ask}[^，]{0,6}核$"], "parts": {"ask": "请|再"}}
    matcher = Remark(**{**settings, **options})
    openers = matcher.gate() or ()
    hits = [(at, 0) for at, char in enumerate(text) if char in openers]
    return [text[match.start : match.end] for match in matcher.find(text, hits, None, PAGE)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("增长8%（再核）。", ["（再核）"]),
        ("增长8%（ 请县统计局核 ）。", ["（ 请县统计局核 ）"]),
        ("【请核】增长（再核）", ["【请核】", "（再核）"]),
        ("增长(再核）、〔再核〕、[再核]", ["(再核）", "〔再核〕", "[再核]"]),
        ("增长（经核）。", []),
        ("增长（再核", []),
        ("增长（）。", []),
        ("增长（8%（再核）", ["（再核）"]),
        ("增长（请，核）", []),
    ],
)
def test_brackets(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_long_remarks_are_passed_over() -> None:
    assert found("（请核）", length=2) == ["（请核）"]
    assert found("（请速核）", length=2) == []


def test_excuses() -> None:
    assert found("（请县局核）（请局核）", unless="县") == ["（请局核）"]


def test_parts_may_be_made_of_earlier_ones() -> None:
    assert found("（再核）", forms=["^{who}核$"], parts={"ask": "再", "who": "{ask}|请"}) == ["（再核）"]
