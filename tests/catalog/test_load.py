"""What is told of a rule that cannot be loaded."""

from __future__ import annotations

import pathlib

import pytest

from reportlint.catalog.load import load_rule
from reportlint.catalog.source import SourceError

RULE = """id: own-mark
name: 自定义的标记
category: style
severity: info
message: 出现“{{text}}”
rationale: 用来试验的规则。
references: [实务]
{view}matcher: {matcher}
examples:
  bad: [甲⟦乙⟧丙]
  good: [甲丙]
"""
PATTERN, MIXED = "{kind: pattern, regex: 乙}", "{kind: mixed, forms: [乙]}"


@pytest.mark.parametrize(
    ("view", "matcher", "told"),
    [
        ("", PATTERN, ""),
        ("view: compact\n", PATTERN, ""),
        ("", MIXED, ""),
        ("view: compact\n", MIXED, "own-mark.yaml:8:1: mixed 类的规则读整篇文稿，不能写 view"),
        ("view: narrow\n", PATTERN, "own-mark.yaml:8:1: “view”的值不对"),
    ],
)
def test_a_view_is_of_single_paragraphs(view: str, matcher: str, told: str, tmp_path: pathlib.Path) -> None:
    path = tmp_path / "own-mark.yaml"
    path.write_text(RULE.format(view=view, matcher=matcher), "utf-8")
    if not told:
        load_rule(str(path))
        return
    with pytest.raises(SourceError) as fault:
        load_rule(str(path))
    assert told in str(fault.value)
