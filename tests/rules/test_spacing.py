"""The rule of stray blanks within the engine: zones, other rules, mending."""

from __future__ import annotations

import pytest

from reportlint.catalog.table import rule_set, rules_dir
from reportlint.engine import Choice, lint
from reportlint.examples import expected
from reportlint.readers.md import document_of as markdown
from reportlint.readers.txt import document_of

RULES = rule_set([rules_dir()])
CHOICE = Choice([rule.id == "stray-space" for rule in RULES.rules], [rule.severity for rule in RULES.rules])


@pytest.mark.parametrize(
    "marked",
    [
        "党纪党规学习，⟦ ⟧2023年结合实际抓好落实。",
        "加强监督检查，2022⟦ ⟧年未发现违纪问题。",
        "落实“一岗双责”⟦ ⟧部署要求，压实责任。",
        "优化营商环⟦ ⟧境，激发各类市场主体活力。",
        "建成学校12⟦ ⟧所，医院3⟦ ⟧家，惠及群众5万人。",
        "统筹推进各项工作\r\n会议强调，⟦ ⟧要抓好落实。\r\n",
    ],
)
def test_found(marked: str) -> None:
    text, spans = expected(marked)
    findings, failures = lint(document_of(text, "<text>"), RULES, CHOICE)
    assert not failures
    assert [tuple(finding.span) for finding in findings] == spans
    assert {finding.fix and finding.fix.applicability for finding in findings} == {"safe"}
    assert {finding.severity for finding in findings} == {"warning"}


def test_nothing_within_quotations_is_changed() -> None:
    (finding,) = lint(document_of("他说：“要抓学习， 抓管理，抓落实。”", "<text>"), RULES, CHOICE)[0]
    assert finding.fix is not None
    assert finding.fix.applicability == "display"


def test_markdown() -> None:
    text = "# 标题\n\n认真学习，\n抓好落实，**要点** 压实责任， 强化督查。\n"
    findings, _ = lint(markdown(text, "<text>"), RULES, CHOICE)
    assert [text[slice(*finding.span)] + text[finding.span[1] :][:2] for finding in findings] == [" 强化"]
