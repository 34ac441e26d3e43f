"""All rules on numbers together: what they point at in invented sentences, and what they leave alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reportlint.catalog.compiling import compile_rules
from reportlint.catalog.load import load_rules
from reportlint.catalog.table import RuleSet, rules_dir
from reportlint.engine import Choice, lint
from reportlint.examples import document_of, expected


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return compile_rules(load_rules([os.path.join(rules_dir(), "number")]))


def found(rules: RuleSet, text: str) -> list[tuple[str, int, int, str | None]]:
    choice = Choice([True] * len(rules.rules), [rule.severity for rule in rules.rules])
    findings, failures = lint(document_of(text), rules, choice)
    assert not failures, [failure.message for failure in failures]
    return [
        (finding.rule, *finding.span, finding.fix.edits[0][2] if finding.fix and finding.fix.edits else None)
        for finding in findings
    ]


def table(name: str) -> list[str]:
    """The lines of a table beside this file; ⟦⟧ marks what is to be found."""
    return Path(__file__).with_name(f"number-{name}.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("marked", table("bad"))
def test_found(rules: RuleSet, marked: str) -> None:
    text, spans = expected(marked)
    assert [(start, end) for _, start, end, _ in found(rules, text)] == spans


@pytest.mark.parametrize("text", table("good"))
def test_left_alone(rules: RuleSet, text: str) -> None:
    assert found(rules, text) == []


FIXED = [
    ("增长3～5%。", "3%～5%"),
    ("投资9—16亿元。", "9亿—16亿"),
    ("参加3千人。", "3000"),
    ("投入5百万元。", "500"),
    ("5月3号召开。", "3日"),
    ("2023年05月03日召开。", "2023年5月3日"),
    ("截至2023.06，", "2023年6月"),
    ("到二○三五年。", "二〇三五"),
    ("同比下降-2%。", "同比下降2"),
    ("管径20公分。", "0厘米"),
    ("投资3亿元亿元。", "3亿元"),
    ("约300人左右。", None),
    ("22年底完成。", None),
]


@pytest.mark.parametrize(("text", "fix"), FIXED, ids=[case[0] for case in FIXED])
def test_what_should_stand_there(rules: RuleSet, text: str, fix: str | None) -> None:
    assert [finding[3] for finding in found(rules, text)] == [fix]


def test_only_the_letter_of_a_year_is_changed_safely(rules: RuleSet) -> None:
    safe = {rule.id for rule in rules.rules if rule.fix and rule.fix["applicability"] == "safe"}
    assert safe == {"zero-form"}
