"""Rules and documents made for tests."""

from __future__ import annotations

from typing import Any

from reportlint.catalog.compiling import compile_rules
from reportlint.catalog.table import RuleSet
from reportlint.core.finding import Failure, Finding
from reportlint.core.rule import Rule
from reportlint.engine import Choice, lint
from reportlint.examples import document_of


def rule(id: str = "found", regex: str = "坏", **keys: Any) -> Rule:
    """A pattern rule; other keys as in ``Rule``."""
    options = {"regex": regex, **keys.pop("options", {})}
    values: dict[str, Any] = {
        "name": "示例",
        "category": "style",
        "severity": "warning",
        "message": "“{text}”",
        "kind": "pattern",
        "options": options,
    }
    values.update(keys)
    return Rule(id, **values)


def rule_set(*rules: Rule) -> RuleSet:
    """These rules, ready to run."""
    return compile_rules({one.id: one for one in rules})


def run(text: str, *rules: Rule, format: str = "txt") -> tuple[list[Finding], list[Failure]]:
    """Findings and failures of these rules on a text."""
    ready = rule_set(*rules)
    choice = Choice([True] * len(ready.rules), [one.severity for one in ready.rules])
    return lint(document_of(text, format), ready, choice)


def spans(findings: list[Finding]) -> list[tuple[int, int]]:
    """The spans of findings as plain tuples."""
    return [(finding.span.start, finding.span.end) for finding in findings]
