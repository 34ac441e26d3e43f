"""All consistency rules together: what they point at in invented sentences, and what they leave alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportlint.catalog.table import rule_set, rules_dir
from reportlint.engine import Choice, lint
from reportlint.examples import expected
from reportlint.readers.txt import document_of

if TYPE_CHECKING:
    from reportlint.core.finding import Finding

RULES = rule_set([rules_dir()])
CHOICE = Choice(
    [rule.category == "consistency" for rule in RULES.rules], [rule.severity for rule in RULES.rules]
)
HERE = Path(__file__).parent
BAD = [
    line.split("\t") for line in (HERE / "consistency-bad.txt").read_text("utf-8").splitlines() if line
]
GOOD = [line for line in (HERE / "consistency-good.txt").read_text("utf-8").splitlines() if line]


def findings_of(text: str) -> list[Finding]:
    findings, failures = lint(document_of(text, "<text>"), RULES, CHOICE)
    assert not failures, [failure.message for failure in failures]
    return findings


@pytest.mark.parametrize(("rule", "marked"), BAD, ids=[text for _, text in BAD])
def test_a_fault_is_found(rule: str, marked: str) -> None:
    text, spans = expected(marked)
    found = [(finding.span[0], finding.span[1]) for finding in findings_of(text) if finding.rule == rule]
    assert len(found) == len(spans)
    for (start, end), (low, high) in zip(found, spans, strict=True):
        assert start < high
        assert low < end


@pytest.mark.parametrize("text", GOOD, ids=GOOD)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert [(finding.rule, finding.text) for finding in findings_of(text)] == []


def test_the_message_shows_the_arithmetic_and_every_place() -> None:
    text = "全镇任务38项，已完成27项，9项不涉及，1项正在推进。"
    [finding] = findings_of(text)
    assert finding.message == "分项与总数对不上：27+9+1=37，比38少1"
    assert [text[r.span[0] : r.span[1]] for r in finding.related] == ["38项", "27项", "9项", "1项"]
    assert [r.message for r in finding.related] == ["总数", "分项", "分项", "分项"]


def test_items_in_paragraphs_of_their_own_are_counted() -> None:
    text = "抓好以下三项工作：\n一是抓项目。扩大投资。\n二是抓招商。优化环境。\n\n各位代表"
    [finding] = findings_of(text)
    assert (finding.text, finding.data["number"], finding.data["counted"]) == ("三项工作", 3, 2)
    assert len(finding.related) == 2
