"""Forms counted over a document."""

from __future__ import annotations

from typing import Any

import pytest

from reportlint.matchers.mixed import Mixed
from reportlint.matchers.sweep import Sweep
from reportlint.readers.txt import document_of
from reportlint.text.reading import Reading


def found(text: str, **options: Any) -> list[tuple[int, int]]:
    """Spans of what a matcher reports, read as the engine reads it."""
    page = Reading(document_of(text, "<text>"))
    matcher = Mixed(**options)
    needs = matcher.gate()
    page.called = [(here, []) for here in page.paragraphs if needs is None or any(string in here.text for string in needs)]
    return [match.here.at(match.start, match.end) for match in matcher.survey(page)] if page.called else []


def test_each_slip_is_reported() -> None:
    assert found("甲,乙\n丙,丁", forms=[","]) == [(1, 2), (5, 6)]


def test_habit_needs_number_and_share() -> None:
    options: dict[str, Any] = {"forms": [","], "proper": ["，"], "habit": 3, "share": 0.5}
    assert found("甲,乙,丙", **options) == [(1, 2), (3, 4)]
    assert found("甲,乙,丙,", **options) == [(1, 2)]
    assert found("甲,乙,丙," + "，" * 4, **options) == [(1, 2), (3, 4), (5, 6)]


def test_both_and_once() -> None:
    options: dict[str, Any] = {"forms": ["”(?P<at>、)(?=“)"], "proper": ["”“"], "both": True, "once": True}
    assert found("“甲”、“乙”、“丙”", **options) == []
    assert found("“甲”、“乙”、“丙”，“丁”“戊”", **options) == [(3, 4)]


def test_unless_and_outside() -> None:
    assert found("甲;" + "乙" * 20 + "&nbsp;", forms=[";"], unless="&[a-z]+;") == [(1, 2)]
    assert found("甲;“乙;丙”", forms=[";"], outside=["quotation"]) == [(1, 2)]


def test_edits_of_groups_only() -> None:
    page = Reading(document_of("甲\n资金(内,资)", "<text>"))
    matcher = Sweep(
        forms=[r"(?P<left>\()[^)]*(?P<right>\))"], replaces={"(": "（", ")": "）", ",": "，"}, sure=r"\(.*\)"
    )
    (match,) = matcher.survey(page)
    assert (match.start, match.end, match.edits, match.unsafe) == (4, 9, [(4, 5, "（"), (8, 9, "）")], False)


def test_only_sure_changes_are_safe() -> None:
    page = Reading(document_of("甲，，乙，；丙", "<text>"))
    matcher = Sweep(forms=["[，；]{2}"], replaces={"，，": "，", "，；": "；"}, sure=r"(.)\1")
    assert [(m.edits, m.unsafe) for m in matcher.survey(page)] == [([(1, 3, "，")], False), ([(4, 6, "；")], True)]


@pytest.mark.parametrize("options", [{"forms": ["a"], "proper": ["b", "c"]}, {"forms": ["a"], "both": True}])
def test_wrong_options(options: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="proper"):
        Mixed(**options)


def test_gate() -> None:
    assert Mixed(forms=[",a", ";b"]).gate() == [",a", ";b"]
    assert Mixed(forms=[",a"], needs=["x"]).gate() == ["x"]
    assert Sweep(forms=[",a"]).gate() is None
