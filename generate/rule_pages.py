"""The pages of the rules: one a rule, and the table of all of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from reportlint.catalog.load import load_rules
from reportlint.catalog.table import rules_dir
from reportlint.core.rule import CATEGORIES, SEVERITIES
from reportlint.writers.phrases import CATEGORY

from .evidence import load, summary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportlint.core.rule import Rule

CATEGORY_NAMES = CATEGORY
SEVERITY_NAMES = {"error": "错误", "warning": "警告", "info": "提示"}
FIX_NAMES = {
    "safe": "可自动修改（`--fix`）",
    "unsafe": "可自动修改，须人工复核（`--fix --unsafe-fixes`）",
    "display": "只给出建议，由人决定",
}
SCOPE_NAMES = {
    "heading": "标题",
    "paragraph": "段落",
    "item": "列表项",
    "cell": "表格单元",
    "code": "代码",
    "quote": "引用块",
    "footnote": "脚注",
}
ZONE_NAMES = {
    "quotation": "引号之内",
    "title": "书名号之内",
    "url": "网址",
    "code": "代码",
    "mask": "合法的掩码（如手机号中段的星号）",
}
MADE = "<!-- 由 python -m generate 从 {source} 生成，请勿手改。 -->\n"


def pages() -> dict[str, str]:
    """The text of every page, by file name. Raises LintError where a rule file is wrong."""
    rules = load_rules([rules_dir()])
    evidence = load()
    made = {f"{rule.id}.md": page(rule, summary(evidence, rule.id)) for rule in rules.values()}
    made["index.md"] = index(rules.values())
    return made


def index(rules: Iterable[Rule]) -> str:
    """The table of all rules, by category and severity."""
    by_category: dict[str, list[Rule]] = {category: [] for category in CATEGORIES}
    for rule in rules:
        by_category[rule.category].append(rule)
    parts = [MADE.format(source="rules/"), "# 规则\n"]
    count = sum(map(len, by_category.values()))
    parts.append(
        f"共 {count} 条。级别按在已发布报告上的实测误报定：错误几乎总是对的，警告值得看一眼，"
        "提示默认不显示（`--min-severity info`，或用 `--select` 点名）。\n"
    )
    for category, found in by_category.items():
        if not found:
            continue
        parts.append(f"## {category} {CATEGORY[category]}\n")
        parts.append("| 规则 | 名称 | 级别 | 修改 |\n|---|---|---|---|")
        for rule in sorted(found, key=lambda rule: (-SEVERITIES.index(rule.severity), rule.id)):
            severity = SEVERITY_NAMES[rule.severity] + ("" if rule.enabled else "，默认关闭")
            fix = rule.fix["applicability"] if rule.fix else ""
            parts.append(f"| [{rule.id}]({rule.id}.md) | {escaped(rule.name)} | {severity} | {fix} |")
        parts.append("")
    return "\n".join(parts)


def page(rule: Rule, evidence: str = "") -> str:
    """The page of one rule; ``evidence`` says how it did on published texts."""
    source = f"rules/{rule.category}/{rule.id}.yaml"
    parts = [MADE.format(source=source), f"# {rule.id} {escaped(rule.name)}\n"]
    parts.append("| | |\n|---|---|")
    parts += [f"| {name} | {value} |" for name, value in _properties(rule, source)]
    if evidence:
        parts.append(f"| [实测](../precision.md) | {evidence} |")
    parts += ["", "## 为什么\n", prose(rule.rationale), ""]
    if rule.references:
        parts += ["依据：" + "；".join(map(escaped, rule.references)), ""]
    parts += ["## 应当报告\n", *_bad(rule.examples["bad"]), ""]
    parts += ["## 不应报告\n", "| 例 |\n|---|"]
    parts += [f"| {lines(text)} |" for text in rule.examples["good"]]
    return "\n".join(parts) + "\n"


def _properties(rule: Rule, source: str) -> list[tuple[str, str]]:
    found = [
        ("类别", f"{rule.category} {CATEGORY[rule.category]}"),
        ("级别", SEVERITY_NAMES[rule.severity] + ("" if rule.enabled else "，默认关闭")),
        ("说明", cell(rule.message)),
        ("修改", _fix(rule.fix)),
        ("看哪些", _names(rule.scope, SCOPE_NAMES) or "全文"),
    ]
    if rule.skip:
        found.append(("不看", _names(rule.skip, ZONE_NAMES)))
    if rule.quoted == "lower":
        found.append(("引号之内", "低一级：可能是别人的原话"))
    if rule.when:
        found.append(("只用于", _conditions(rule.when)))
    if rule.view == "compact":
        found.append(("读法", "略去零宽字符和汉字旁的空格之后再看"))
    if rule.yields_to:
        found.append(("让位于", "、".join(map(_link, rule.yields_to)) + "：同一处由它们报告"))
    if rule.formerly:
        found.append(("曾用名", "、".join(f"`{name}`" for name in rule.formerly)))
    return [*found, ("匹配器", f"`{rule.kind}`"), ("规则文件", f"[{source}](../../{source})")]


def _fix(fix: dict[str, str] | None) -> str:
    if not fix:
        return "无"
    title = f"：{escaped(fix['title'])}" if fix.get("title") else ""
    return FIX_NAMES[fix["applicability"]] + title


def _conditions(when: dict[str, Any]) -> str:
    found = []
    if "since" in when:
        found.append(f"{when['since']} 年及以后的文稿")
    if "until" in when:
        found.append(f"{when['until']} 年及以前的文稿")
    if "genre" in when:
        found.append("文种为" + "、".join(map(escaped, when["genre"])))
    if "masked" in when:
        found.append(f"掩码不少于 {when['masked']} 处的文稿")
    if "format" in when:
        found.append("格式 " + "、".join(when["format"]))
    return "；".join(found)


def _names(keys: Iterable[str], names: dict[str, str]) -> str:
    return "、".join(names[key] for key in keys)


def _link(name: str) -> str:
    return CATEGORY[name] if name in CATEGORIES else f"[{name}]({name}.md)"


def _bad(examples: list[dict[str, str] | str]) -> list[str]:
    rows = [{"text": example} if isinstance(example, str) else example for example in examples]
    extra = [name for name in ("fixed", "message") if any(name in row for row in rows)]
    heads = ["例（⟦⟧ 标出位置）", *({"fixed": "改后", "message": "说明"}[name] for name in extra)]
    table = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for row in rows:
        cells = [lines(row[name]) if name in row else "" for name in ("text", *extra)]
        table.append(f"| {' | '.join(cells)} |")
    return table


def lines(text: str) -> str:
    """An example in a table cell: line under line where every line has something to show."""
    found = text.removesuffix("\n").split("\n")
    if "\r" in text or not all(line.strip() for line in found):
        return cell(text)
    return "<br>".join(map(cell, found))


def cell(text: str) -> str:
    """A text as code in a table cell, every character of it visible.

    Line ends become ⏎, characters that cannot be seen ⟨U+200B⟩; code spans
    keep ``*`` and ``<`` as they are.
    """
    shown = re.sub(r"\r\n|\n|\r", "⏎", text)
    shown = "".join(
        char if char.isprintable() or char == "\u3000" else f"⟨U+{ord(char):04X}⟩" for char in shown
    )
    fence = "`"
    while fence in shown:
        fence += "`"
    pad = " " if shown.startswith("`") or shown.endswith("`") or not shown.strip() else ""
    return fence + pad + shown.replace("|", "\\|") + pad + fence


def prose(text: str) -> str:
    """Plain text as Markdown: lines of a paragraph joined, list items and code spans kept."""
    joined: list[str] = []
    for line in text.split("\n"):
        if line and joined and joined[-1] and not line.startswith("- "):
            joined[-1] += line if ord(joined[-1][-1]) > 0x2E7F or ord(line[0]) > 0x2E7F else f" {line}"
        else:
            joined.append(line)
    pieces = re.split("(`[^`]+`)", "\n".join(joined))
    return "".join(piece if index % 2 else escaped(piece) for index, piece in enumerate(pieces))


def escaped(text: str) -> str:
    """A text as plain words of a Markdown line or table cell."""
    return re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", text)
