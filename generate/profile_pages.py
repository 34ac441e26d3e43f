"""The page on profiles: what each of them switches, by rule."""

from __future__ import annotations

import pathlib
from typing import TYPE_CHECKING

from reportlint.catalog.load import load_rules
from reportlint.catalog.table import rules_dir
from reportlint.config import Config, resolve
from reportlint.config.layer import layers
from reportlint.core.rule import CATEGORIES, Choice

from .rule_pages import CATEGORY_NAMES, MADE, SEVERITY_NAMES, escaped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportlint.core.rule import Rule

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "lint" / "profiles"
#: In the order of the table: name, and what it is for.
PROFILES = {
    "publication": "即将公开的文稿，默认方案：每条规则按它自己的级别。",
    "draft": "还在写的草稿：没填的数、没处理的批注只作提示，不拦提交；错别字、编号、个人信息照查。",
    "template": "模板和表单：空白、掩码、填写提示本来就该有，不报；其余照查。",
    "corpus": "当作数据用的文稿：只查妨碍使用的——掩码、广告、编辑残留、乱码、个人信息、重复的段落和断行，不论级别都列出；"
    "措辞、标点、编号、数字对不对得上不管。",
}
_HEAD = """\
# 方案

方案是一套现成的配置，写在配置文件的 `extends` 里，自己的设置叠加在它之上（[配置](configuration.md)）：

```yaml .reportlint.yaml
extends: draft
severity:
  mask-letter: warning    # 方案之上再改
```

同一个仓库里可以对不同文件夹用不同方案：各放一个 `.reportlint.yaml`，离文件最近的那个生效。
"""


class Rules:
    """Rules in order, as :func:`resolve` wants them."""

    def __init__(self, rules: list[Rule]) -> None:
        self.rules = rules
        self.usual = Choice([rule.enabled for rule in rules], [rule.severity for rule in rules])


def switched(name: str, rules: Rules) -> dict[str, str]:
    """The severity of every rule that runs under a profile, by id."""
    settings = Config(name, tuple(layers(str(FOLDER / f"{name}.yaml")))).base
    choice = resolve(settings, rules)
    return {
        rule.id: severity
        for rule, on, severity in zip(rules.rules, choice.active, choice.severities, strict=True)
        if on
    }


def page() -> str:
    """The page. Raises LintError where a profile or a rule file is wrong."""
    rules = list(load_rules([rules_dir()]).values())
    found = {name: switched(name, Rules(rules)) for name in PROFILES}
    parts = [
        MADE.format(source="lint/profiles/"),
        _HEAD,
        "## 有哪些\n",
        "| 方案 | 用于 | 启用的规则 |",
        "|---|---|---|",
    ]
    parts += [f"| `{name}` | {escaped(use)} | {len(found[name])} |" for name, use in PROFILES.items()]
    parts += ["", "## 各自改了什么\n", "只列各方案不全相同的规则。“—”为不查。\n"]
    parts += [f"| 规则 | {' | '.join(PROFILES)} |", "|---" * (len(PROFILES) + 1) + "|"]
    for category in CATEGORIES:
        parts += _rows(category, [rule for rule in rules if rule.category == category], found)
    return "\n".join(parts) + "\n"


def _rows(category: str, rules: Iterable[Rule], found: dict[str, dict[str, str]]) -> list[str]:
    """A line for each rule that the profiles disagree on; one for those that only ``corpus`` leaves out."""
    rows: list[str] = []
    left: list[str] = []
    for rule in sorted(rules, key=lambda rule: rule.id):
        *levels, data = [found[name].get(rule.id, "") for name in PROFILES]
        if len(set(levels)) == 1 and levels[0] and not data:
            left.append(rule.id)
        elif len({*levels, data}) > 1:
            cells = [SEVERITY_NAMES[level] if level else "—" for level in (*levels, data)]
            rows.append(f"| [{rule.id}](rules/{rule.id}.md) | {' | '.join(cells)} |")
    if left:
        rest = "其余" if rows else "全部"
        rows.append(f"| {CATEGORY_NAMES[category]}：{rest} {len(left)} 条 | 各自的级别 | 同左 | 同左 | — |")
    return rows
