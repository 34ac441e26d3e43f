"""Names a document gives itself."""

from __future__ import annotations

import pytest

from reportlint.catalog.compiling import compile_rules
from reportlint.catalog.load import load_rules
from reportlint.catalog.table import rules_dir
from reportlint.core.rule import Choice
from reportlint.engine import lint
from reportlint.examples import document_of

RULES = compile_rules(load_rules([f"{rules_dir()}/consistency/self-reference-mismatch.yaml"]))
COUNTY = "我县农业稳中有进。我县工业提质。我县商贸活跃。我县财政增收。我县民生改善。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{COUNTY}我镇道路硬化。", ["我镇"]),
        (f"{COUNTY}我村道路硬化。我社区", ["我村", "我社区"]),
        (f"{COUNTY}我省出台政策。我市支持。", []),
        (f"{COUNTY}我镇道路。我镇学校。", []),
        (f"{COUNTY}他说：“我镇道路硬化。”", []),
        (f"{COUNTY}我镇长期坚持，我村级道路。", []),
        ("我县农业。我镇道路。", []),
        (f"政府工作报告\n{COUNTY}我校师生。", ["我校"]),
        ("政府工作报告\n我院医护。", ["我院"]),
        (f"工作总结\n{COUNTY}我局党组。", []),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    findings, failures = lint(document_of(text), RULES, Choice([True], ["warning"]))
    assert failures == []
    assert [finding.text for finding in findings] == expected
