"""All typo rules together: what they point at in invented sentences, and what they leave alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportlint.catalog.table import rule_set, rules_dir
from reportlint.engine import Choice, lint
from reportlint.examples import expected
from reportlint.matchers.terms import read_table
from reportlint.readers.txt import document_of

if TYPE_CHECKING:
    from reportlint.core.finding import Finding

FOLDER = Path(rules_dir()) / "typo"
RULES = rule_set([rules_dir()])
CHOICE = Choice(
    [rule.category == "typo" and rule.id != "statistical-typo" for rule in RULES.rules],
    [rule.severity for rule in RULES.rules],
)


def findings_of(text: str, vocabulary: frozenset[str] = frozenset()) -> list[Finding]:
    findings, failures = lint(document_of(text, "<text>"), RULES, CHOICE, vocabulary)
    assert not failures, [failure.message for failure in failures]
    return findings


def table(name: str) -> list[str]:
    """The lines of a table beside this file; ⟦⟧ marks what is to be found."""
    return Path(__file__).with_name(f"typo-{name}.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("marked", table("bad"))
def test_found(marked: str) -> None:
    text, spans = expected(marked)
    assert [tuple(finding.span) for finding in findings_of(text)] == spans


@pytest.mark.parametrize("text", table("good"))
def test_left_alone(text: str) -> None:
    assert [(finding.rule, finding.text) for finding in findings_of(text)] == []


@pytest.mark.parametrize("text", ["全县决策布署到位。", "群众穿流不息。", "分别到到社区走访。"])
def test_one_level_lower_in_quotations(text: str) -> None:
    outside = findings_of(text)
    inside = findings_of(f"他说：“{text}”")
    assert [finding.severity for finding in outside] == ["error"]
    assert [finding.severity for finding in inside] == ["warning"]
    assert [finding.fix and finding.fix.applicability for finding in inside] == ["display"]


@pytest.mark.parametrize(
    ("text", "word"),
    [("竟拍网上线运行。", "竟拍网"), ("天燃气公司成立。", "天燃气公司"), ("加强加强镇建设。", "加强加强镇")],
)
def test_vocabulary_protects(text: str, word: str) -> None:
    assert findings_of(text, frozenset([word])) == []


def rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in read_table(str(FOLDER / name))]


TABLES = sorted(path.name for path in FOLDER.glob("*.tsv"))


@pytest.mark.parametrize("name", TABLES)
def test_right_wordings_are_right(name: str) -> None:
    """No table takes for wrong what it, or another table, recommends.

    Statistics are no table; a row of scraps is no text to judge.
    """
    rights = "。".join(dict.fromkeys(row[1] for row in rows(name) if row[1]))
    found = [(finding.rule, finding.text) for finding in findings_of(rights)]
    assert [hit for hit in found if not hit[0].startswith("statistical")] == []


def test_no_wording_is_in_two_safe_tables() -> None:
    seen: dict[str, str] = {}
    for name in ("wrong-word.tsv", "idiom.tsv", "character-doubled.tsv"):
        for row in rows(name):
            assert row[0] not in seen, f"{row[0]}: {name}, {seen[row[0]]}"
            seen[row[0]] = name
