"""Forms counted over a document."""

from __future__ import annotations

import random
from typing import Any

import pytest

from building import rule_set
from reportlint.catalog.load import load_rules
from reportlint.catalog.table import rules_dir
from reportlint.core.rule import Choice, Rule
from reportlint.engine import lint
from reportlint.examples import expected
from reportlint.matchers.mixed import Mixed
from reportlint.matchers.sweep import Sweep
from reportlint.readers import reader
from reportlint.readers.txt import document_of
from reportlint.text.reading import Reading

RULES = load_rules([rules_dir()])


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


def matches_of(matcher: Mixed, page: Reading, called: list[Any]) -> list[tuple[Any, ...]]:
    page.called = [(here, []) for here in called]
    return [(match.here.index, match.start, match.end, match.values, match.edits) for match in matcher.survey(page)]


@pytest.mark.parametrize("name", [name for name, one in RULES.items() if one.kind == "mixed"])
def test_paragraphs_with_the_strings_tell_as_much_as_the_whole(name: str) -> None:
    """What is found around the paragraphs that hold one of the strings is what a pass over the document finds."""
    matcher = Mixed(**RULES[name].options)
    needs = matcher.gate() or ()
    bad = [expected(one["text"] if isinstance(one, dict) else one)[0] for one in RULES[name].examples["bad"]]
    chance = random.Random(name)
    for _ in range(60):
        # Some lines are read in parts.
        lines = ["".join(chance.choices([*bad, "，", "甲。", "年5月", "乙" * chance.choice((5, 4000))], k=6)) for _ in range(4)]
        # Where most of the text is concerned it is read whole.
        lines += ["丙。" * 9000] * chance.choice((0, 1, 2))
        page = Reading(document_of("\n".join(lines), "<text>"))
        called = [here for here in page.paragraphs if any(string in here.text for string in needs)]
        held = {here.index for here in called}
        whole = [one for one in matches_of(matcher, page, page.paragraphs) if one[0] in held]
        assert matches_of(matcher, page, called) == whole


def test_only_in_paragraphs_of_the_rule_s_kind() -> None:
    ready = rule_set(Rule("found", "示例", "style", "warning", "“{text}”", "mixed", {"forms": [","]}, scope=("heading",)))
    document = reader(".md").read("# 甲,乙\n\n甲,乙\n".encode(), "x.md")
    findings, failures = lint(document, ready, Choice([True], ["warning"]))
    assert not failures
    assert [document.text[finding.span.start - 1 : finding.span.end + 1] for finding in findings] == ["甲,乙"]
