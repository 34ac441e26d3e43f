"""Rules on headings, items and lines, run together as a report meets them."""

from __future__ import annotations

import os

import pytest

from reportlint.catalog.compiling import compile_rules
from reportlint.catalog.load import load_rules
from reportlint.catalog.table import RuleSet, rules_dir
from reportlint.engine import Choice, lint
from reportlint.examples import document_of
from reportlint.fixer import chosen, edited

RULES = {
    "punctuation/heading-trailing-mark": "warning",
    "punctuation/heading-full-stop": "info",
    "punctuation/item-mark": "warning",
    "punctuation/item-separator-mixed": "warning",
    "punctuation/paragraph-unfinished": "warning",
    "spacing/broken-line": "error",
}
REPORT = """河西县2023年工作总结
2023年，河西县坚持稳中求进，各项工作扎实推进。现将有关情况报告如下：
一、主要工作
（一）产业发展。全年引进企业12家，新建厂房8栋，组织开展技能竞赛3场，产业集群不断壮大。
（二）民生改善。一是新建学校3所；二是改造医院2家；三是开通公交线路5条。
二、存在问题
一是项目储备不足。在建项目少。二是人才短缺。三是资金紧张。
三、下步打算
继续抓好落实。
"""


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return compile_rules(load_rules([os.path.join(rules_dir(), f"{path}.yaml") for path in RULES]))


def found(rules: RuleSet, text: str) -> list[tuple[str, str, str]]:
    choice = Choice([True] * len(rules.rules), [rule.severity for rule in rules.rules])
    findings, failures = lint(document_of(text), rules, choice)
    assert not failures, [failure.message for failure in failures]
    return [(finding.rule, finding.severity, finding.text) for finding in findings]


FAULTS = [
    ("二、存在问题\n", "二、存在问题。\n", "punctuation/heading-trailing-mark", "。"),
    ("三、下步打算\n", "三、下步打算：\n", "punctuation/heading-trailing-mark", "："),
    ("一是新建", "一是，新建", "punctuation/item-mark", "，"),
    ("医院2家；", "医院2家。", "punctuation/item-separator-mixed", "。"),
    ("人才短缺。", "人才短缺；", "punctuation/item-separator-mixed", "；"),
    ("组织", "组\n织", "spacing/broken-line", "\n"),
    ("厂房8栋，", "厂房8\n栋，", "spacing/broken-line", "\n"),
    ("集群不断壮大。", "集群不断壮大", "punctuation/paragraph-unfinished", "大"),
]


@pytest.mark.parametrize(("right", "wrong", "rule", "text"), FAULTS, ids=[case[1] for case in FAULTS])
def test_found(rules: RuleSet, right: str, wrong: str, rule: str, text: str) -> None:
    assert right in REPORT
    assert found(rules, REPORT.replace(right, wrong)) == [(rule.split("/")[1], RULES[rule], text)]


def test_right_report(rules: RuleSet) -> None:
    assert found(rules, REPORT) == []


def test_headings_that_all_have_a_full_stop_are_a_hint(rules: RuleSet) -> None:
    text = REPORT
    for title in ("主要工作", "存在问题", "下步打算"):
        text = text.replace(title, title + "。")
    assert found(rules, text) == [("heading-full-stop", "info", "。")] * 3


@pytest.mark.parametrize(
    ("right", "wrong"), [case[:2] for case in FAULTS[:7]], ids=[c[1] for c in FAULTS[:7]]
)
def test_unsafe_fixes_lead_back(rules: RuleSet, right: str, wrong: str) -> None:
    text = REPORT.replace(right, wrong)
    choice = Choice([True] * len(rules.rules), [rule.severity for rule in rules.rules])
    findings, _ = lint(document_of(text), rules, choice)
    assert edited(text, chosen(findings, unsafe=True)[0]) == REPORT
