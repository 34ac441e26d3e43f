"""The table of rules in the two READMEs, and the outputs of commands in all pages."""

from __future__ import annotations

import pathlib
import re

from reportlint.catalog.load import load_rules
from reportlint.catalog.table import rules_dir
from reportlint.core.rule import CATEGORIES
from reportlint.writers.phrases import CATEGORY

from .console import refreshed
from .rule_pages import SEVERITY_NAMES

ROOT = pathlib.Path(__file__).resolve().parent.parent
_PLACE = re.compile(r"(<!-- rules -->\n).*?(<!-- /rules -->)", re.S)
_FIXES = {"safe": "`--fix`", "unsafe": "`--fix --unsafe-fixes`", "display": ""}


def pages() -> dict[pathlib.Path, str]:
    """The READMEs and the pages in ``docs/`` as they should be."""
    found = {}
    for page in (ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").glob("*.md"))):
        text = page.read_text("utf-8")
        chinese = page.name.endswith("zh-CN.md")
        made = _PLACE.sub(lambda place: place[1] + table(chinese) + place[2], text)  # noqa: B023
        found[page] = refreshed(made)
    return found


def table(chinese: bool) -> str:
    """The rules by category: id, severity, whether it can be mended, name."""
    rules = load_rules([rules_dir()])
    head = (
        "| 类别 | 规则 | 级别 | 可自动修改 | 名称 |\n" if chinese else "| category | rule | severity | mends | name |\n"
    )
    rows = [head, "|---|---|---|---|---|\n"]
    for category in CATEGORIES:
        label = CATEGORY[category] if chinese else f"`{category}`"
        for rule in sorted(rules.values(), key=lambda rule: rule.id):
            if rule.category != category:
                continue
            severity = SEVERITY_NAMES[rule.severity] if chinese else rule.severity
            if not rule.enabled:
                severity += "（默认关闭）" if chinese else " (off)"
            mends = _FIXES[rule.fix["applicability"]] if rule.fix else ""
            link = f"[{rule.id}](docs/rules/{rule.id}.md)"
            rows.append(f"| {label} | {link} | {severity} | {mends} | {rule.name} |\n")
            label = ""
    return "".join(rows)
