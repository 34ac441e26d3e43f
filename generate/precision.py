"""The page on how precise the rules are, from the tables of :mod:`generate.evidence`."""

from __future__ import annotations

import collections
from typing import TYPE_CHECKING

from reportlint.catalog.load import load_rules
from reportlint.catalog.table import rules_dir
from reportlint.core.rule import CATEGORIES

from .evidence import JUDGE, LEAST, LIMITS, Evidence, load, number, percent
from .rule_pages import CATEGORY_NAMES, MADE, SEVERITY_NAMES, escaped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportlint.core.rule import Rule

_METHOD = f"""\
# 规则有多准

每条规则都放到已发布的文稿上跑过，命中由人读过，再按结果定级。已发布的报告大体干净，却并非没有错：所以命中不等于误报，
逐处读了才知道。本页只有数字，没有文稿里的句子。

- **命中**：规则在语料中报告的处数，折成每百万字。
- **读过**：读过的命中数，不少于 {LEAST} 处，不足 {LEAST} 处的全读。读哪些由位置的散列值决定，规则小改之后重跑，大多数仍是原来那些。
- **真错**：读者认为确实有错的比例。拿不准的按误报算。
- **误报**：每百万字估计有多少处误报。只读了一部分的，由读过的比例推算，括号内是 95% 置信区间（Clopper–Pearson）；
  全读了的，数目是确知的，区间说的是换一批同样多的文稿会有多少（泊松分布，Garwood）。
- **级别**：误报每百万字不超过 {LIMITS["error"]:g} 处才可以是“错误”，不超过 {LIMITS["warning"]:g} 处才可以是“警告”，其余只能是“提示”；
  命中没有人读过的，也只能是“提示”。实际级别可以比应得的低，不能高。四千多万字里一次也没有命中，也是证据。

级别按政府工作报告定。政策文件、法规与案例另列，用来看规则离开报告之后会不会乱报：法规成句重复、附件留空、
旧式写法都是合法的。
"""
_AGAIN = """\
## 换一批文稿再做一遍

读数可以用任何一批文稿重做，不必是上面这些。文稿每篇一个 UTF-8 的 `.txt`，放在一个文件夹里。在项目目录下：

```sh
python -m benchmarks.evidence scan --hits hits.jsonl reports=文件夹
python -m benchmarks.evidence list --hits hits.jsonl --rules mask-letter > unread.tsv
python -m benchmarks.evidence record --hits hits.jsonl unread.tsv
python -m benchmarks.evidence check
python -m generate
```

`scan` 数命中，数目存进 `benchmarks/counts.tsv`，命中连同上下文存进 `hits.jsonl`（放在项目之外，里面有文稿的句子）；
规则改了之后用 `--rules` 只重跑那几条。`list` 列出还要读的命中，在第五列填 true、false 或 unsure，第六列写理由。
`record` 把判断记进 `benchmarks/verdicts.tsv`，原文只留散列值；规则不再报告的命中，旧判断随之删去。`check` 列出级别
高于应得的规则。`python -m generate` 重写本页，不需要文稿。
"""


def page() -> str:
    """The page. Raises LintError or ValueError where a rule file or a table is wrong."""
    return written(load(), load_rules([rules_dir()]).values())


def written(evidence: Evidence, rules: Iterable[Rule]) -> str:
    """The page on these rules."""
    rules = sorted(rules, key=lambda rule: rule.id)
    parts = [MADE.format(source="benchmarks/*.tsv"), _METHOD, *_corpora(evidence), *_totals(evidence, rules)]
    for category in CATEGORIES:
        found = [rule for rule in rules if rule.category == category]
        if found:
            parts += [f"## {category} {CATEGORY_NAMES[category]}\n", *_table(evidence, found), ""]
    parts += [*_excused(evidence, rules), *_noisy(evidence, rules), *_faults(evidence, rules), _AGAIN]
    return "\n".join(parts)


def _corpora(evidence: Evidence) -> list[str]:
    rows = ["## 语料\n", "| 语料 | 内容 | 篇数 | 字数 |", "|---|---|---|---|"]
    for corpus in sorted(evidence.corpora.values(), key=lambda corpus: (corpus.name != JUDGE, corpus.name)):
        rows.append(f"| {corpus.name} | {escaped(corpus.title)} | {corpus.files} | {corpus.characters:,} |")
    return [*rows, ""]


def _totals(evidence: Evidence, rules: list[Rule]) -> list[str]:
    rows = ["| 级别 | 规则 | 命中/百万字 | 误报/百万字 |", "|---|---|---|---|"]
    for severity, name in SEVERITY_NAMES.items():
        found = [evidence.share(rule.id) for rule in rules if rule.severity == severity and rule.enabled]
        shares = [share for share in found if share is not None]
        density, rate = sum(share.density for share in shares), sum(share.rate for share in shares)
        rows.append(f"| {name} | {len(found)} | {density:.1f} | {rate:.1f} |")
    unread = [
        rule.id
        for rule in rules
        if rule.id not in evidence.excused
        and ((share := evidence.share(rule.id)) is None or not share.enough)
    ]
    rows += ["", "（默认启用的规则；没有读过的命中全按误报算。）\n"]
    if unread:
        rows += ["命中没有人读过、或读得不够的规则：" + "、".join(map(_link, unread)) + "。\n"]
    return rows


def _table(evidence: Evidence, rules: list[Rule]) -> list[str]:
    others = sorted(name for name in evidence.corpora if name != JUDGE)
    heads = ["规则", "级别", "应得", "命中/百万字", "读过", "真错", "误报/百万字（95% 区间）"]
    heads += [f"{name} 命中/百万字" for name in others]
    rows = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for rule in rules:
        severity = SEVERITY_NAMES[rule.severity] + ("" if rule.enabled else "（关）")
        cells = [_link(rule.id), severity, *_cells(evidence, rule.id)]
        for name in others:
            share = evidence.share(rule.id, name)
            read = f"（读 {share.read}，真 {share.true}）" if share and share.read else ""
            cells.append("" if share is None else f"{share.density:.2f}{read}")
        rows.append(f"| {' | '.join(cells)} |")
    return rows


def _cells(evidence: Evidence, rule: str) -> list[str]:
    share = evidence.share(rule)
    earned = evidence.earned(rule)
    if rule in evidence.excused:
        return ["见下", "", "", "", ""]
    if share is None or earned is None:
        return ["未跑", "", "", "", ""]
    read = f"{share.read}/{share.hits}"
    if not share.read and share.hits:
        return ["未读", f"{share.density:.2f}", read, "", ""]
    interval = f"{number(share.rate)}（{number(share.low)}–{number(share.high)}）"
    name = SEVERITY_NAMES[earned] if share.enough else "未读够"
    return [name, f"{share.density:.2f}", read, percent(share), interval]


def _excused(evidence: Evidence, rules: list[Rule]) -> list[str]:
    known = {rule.id for rule in rules}
    found = [(rule, reason) for rule, reason in sorted(evidence.excused.items()) if rule in known]
    if not found:
        return []
    rows = ["## 纯文本语料判断不了的规则\n", "| 规则 | 原因 |", "|---|---|"]
    return [*rows, *(f"| {_link(rule)} | {escaped(reason)} |" for rule, reason in found), ""]


def _noisy(evidence: Evidence, rules: list[Rule]) -> list[str]:
    rows = []
    for name in sorted(evidence.corpora):
        if name == JUDGE:
            continue
        for rule in rules:
            share = evidence.share(rule.id, name)
            limit = LIMITS.get(rule.severity)
            if share and share.read and limit is not None and share.rate > limit:
                rows.append(
                    f"| {name} | {_link(rule.id)} | {SEVERITY_NAMES[rule.severity]} | {share.rate:.1f} |"
                )
    if not rows:
        return []
    head = "离开报告之后误报多于其级别所许的规则。检查这些文稿时可以关掉，或在配置里降级。\n"
    return [
        "## 在别的文稿上误报偏多的规则\n",
        head,
        "| 语料 | 规则 | 级别 | 误报/百万字 |",
        "|---|---|---|---|",
        *rows,
        "",
    ]


def _faults(evidence: Evidence, rules: list[Rule]) -> list[str]:
    true: collections.Counter[str] = collections.Counter()
    for verdict in evidence.verdicts.values():
        if verdict.verdict == "true" and verdict.file not in evidence.elsewhere:
            true[verdict.rule] += 1
    names = {rule.id: rule for rule in rules}
    rows = []
    for rule, count in sorted(true.items(), key=lambda item: (-item[1], item[0])):
        share = evidence.share(rule)
        if rule in names and share is not None:
            whole = count if share.read >= share.hits else round(share.hits * share.true / share.read)
            about = "" if share.read >= share.hits else "约 "
            rows.append(f"| {_link(rule)} | {escaped(names[rule].name)} | {count} | {about}{whole} |")
    if not rows:
        return []
    head = "已发布的报告里读到的真错，按种类；估计的全部处数由读过的比例推算。\n"
    return [
        "## 已发布的报告里有哪些错\n",
        head,
        "| 规则 | 名称 | 读到的真错 | 全部 |",
        "|---|---|---|---|",
        *rows,
        "",
    ]


def _link(rule: str) -> str:
    return f"[{rule}](rules/{rule}.md)"
