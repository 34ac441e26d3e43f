"""What stands twice in a row."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.matchers.doubled import Doubled, repeats
from reportlint.readers.txt import document_of
from reportlint.text import flat
from reportlint.text.reading import Reading
from reportlint.text.repeats import twice


@pytest.fixture(autouse=True, params=["Python", "C"])
def read_by(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways to search a text."""
    found = twice()
    if request.param == "C" and not found:
        pytest.skip("it was not compiled")
    monkeypatch.setattr("reportlint.text.repeats._twice", found if request.param == "C" else False)


def found(text: str, **options: Any) -> list[str]:
    page = Reading(document_of(text, "<text>"))
    return [
        text[: m.start] + "⟦" + text[m.start : m.end] + "⟧" + text[m.end :]
        for m in Doubled(**options).survey(page)
    ]


@pytest.mark.parametrize(
    "marked",
    [
        "进一步加强⟦加强⟧管理",
        "推动工作⟦工作⟧开展",
        "完善项目推进机制⟦完善项目推进机制⟧。",
        "全区上下⟦全区上下⟧一心",
        "全会𠮷，加强⟦加强⟧管理",
    ],
)
def test_doubled(marked: str) -> None:
    assert found(re.sub("[⟦⟧]", "", marked)) == [marked]


@pytest.mark.parametrize(
    "text",
    [
        "小微企业创业创新",
        "构建共建共享格局",
        "加强、加强",
        "加强\n加强",
        "2020202020年",
        "哈哈哈哈哈哈",
        "ababab",
        "",
        "加",
    ],
)
def test_not_doubled(text: str) -> None:
    assert found(text) == []


def test_part_by_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flat, "_PART", 10)
    marked = ["各项工作稳步推进。\n", "进一步加强⟦加强⟧管理，推动工作⟦工作⟧开展\n", "全区上下⟦全区上下⟧一心"]
    text = "".join(marked)
    assert found(re.sub("[⟦⟧]", "", text)) == [
        re.sub("[⟦⟧]", "", text[: at.start()]) + at.group() + re.sub("[⟦⟧]", "", text[at.end() :])
        for at in re.finditer("⟦[^⟧]*⟧", text)
    ]


def test_options() -> None:
    assert found("一项一项抓", unless="⟦一") == []
    assert found("落实落实再落实", unless="⟧再") == []
    assert found("主体责任责任清单", excuse=["责任责任清单"]) == []
    assert found("加强管理加强管理", most=3) == []
    assert found("加强加强", least=3) == []


@given(st.text("甲乙𠮷，", max_size=60), st.integers(1, 5))
def test_repeats_as_a_pattern_finds_them(text: str, period: int) -> None:
    """Every run that repeats is begun where a pattern first sees it."""
    starts = [m.start() for m in re.finditer(rf"(?s)(?=(.{{{period}}})\1)", text)]
    got = [start for start, _ in repeats(text, period, period)]
    assert set(got) <= set(starts)
    assert got[:1] == starts[:1]
    covered = {at for start in got for at in range(start, start + 2 * period)}
    assert all(at in covered for at in starts)
