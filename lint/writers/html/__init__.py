"""One page for people: the texts with their findings marked, a list to go through, filters and counts.

The page is one file: no network, no script but its own, and nothing of a
report in it that is not escaped.
"""

from __future__ import annotations

import os
from html import escape

from ..excerpt import visible
from ..phrases import CATEGORY, SEVERITY
from ..tally import Tally
from ..view import shown
from .charts import bars, share
from .sheet import Sheet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from ...core.finding import Report
    from ...core.rule import Rule
    from ..view import View

#: Characters of text that a page holds whole; of what comes after, it holds the places of the findings.
MOST_TEXT = 1_500_000
_MANY_RULES = 400


def write(reports: Iterable[Report], out: TextIO, view: View) -> None:
    """Write the page; standard output or a file that takes UTF-8."""
    tally = Tally()
    sheets: list[Sheet] = []
    rules: dict[str, Rule] = {}
    left = MOST_TEXT
    number = 0
    for report in reports:
        tally.add(report, view)
        if report.document is None:
            continue
        found = shown(report, view)
        size = len(report.document.text)
        sheet = Sheet(len(sheets) + 1, number, report, found, size <= left)
        left -= size if size <= left else 0
        number += len(found)
        sheets.append(sheet)
        for finding in found:
            rule = report.rules.get(finding.rule)
            if rule is not None and len(rules) < _MANY_RULES:
                rules.setdefault(rule.id, rule)
    style, script = _asset("style.css"), _asset("script.js")
    out.write(_head(style, script, sheets))
    out.write(_summary(tally, sheets, view))
    for sheet in sheets:
        out.write(sheet.html)
    out.write(_rules(rules, tally))
    out.write(
        f'</main>\n<div id="bar" hidden><p id="now" aria-live="polite"></p><p id="do"></p>'
        f'<div class="buttons"><button type="button" id="back" title="上一处（K）">上一处</button>'
        f'<span id="at"></span><button type="button" id="next" title="下一处（J）">下一处</button></div></div>\n'
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def _asset(name: str) -> str:
    with open(os.path.join(os.path.dirname(__file__), name), encoding="utf-8") as file:
        return file.read()


def _digest(text: str) -> str:
    from base64 import b64encode
    from hashlib import sha256

    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _head(style: str, script: str, sheets: list[Sheet]) -> str:
    policy = (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    title = f"{sheets[0].name} 检查报告" if len(sheets) == 1 else "检查报告"
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#list">跳到问题列表</a>\n'
        f"<header><h1>{escape(title)}</h1></header>\n<main>\n"
    )


def _summary(tally: Tally, sheets: list[Sheet], view: View) -> str:
    parts = ['<section id="summary" aria-label="概况">', f"<p>{escape(tally.sentence())}</p>"]
    categories: dict[str, int] = {}
    for sheet in sheets:
        for name, count in sheet.categories.items():
            categories[name] = categories.get(name, 0) + count
    ordered = sorted(categories.items(), key=lambda item: (-item[1], item[0]))
    if tally.findings:
        parts.append('<div class="charts">')
        parts.append(f"<figure><figcaption>按级别</figcaption>{share(tally.by_severity)}</figure>")
        named = [(CATEGORY.get(name, name), count) for name, count in ordered]
        parts.append(f"<figure><figcaption>按类别</figcaption>{bars(named, '各类别的问题数')}</figure></div>")
    if tally.failures:
        parts.append('<h2>没有检查完的</h2><ul class="failures">')
        parts += [
            f"<li><b>{escape(visible(failure.path))}</b>：{escape(visible(failure.message))}</li>" for failure in tally.failures
        ]
        parts.append("</ul>")
    if len(sheets) > 1:
        parts.append(_files(sheets))
    if sum(categories.values()):
        parts.append(_filters(tally, ordered, sheets))
    if view.statistics and tally.findings:
        rate = tally.statistics()["per_10000"]
        parts.append(f"<p>共 {tally.characters} 字，每万字 {rate:.2f} 处。</p>")
    return "\n".join(parts) + "\n</section>\n"


def _files(sheets: list[Sheet]) -> str:
    most = max(sum(sheet.severities.values()) for sheet in sheets)
    rows = []
    for sheet in sheets:
        counts = "".join(f'<td class="count">{sheet.severities[level] or ""}</td>' for level in SEVERITY)
        rows.append(
            f'<tr><td><a href="#s{sheet.number}">{escape(sheet.name)}</a></td>{counts}'
            f"<td>{share(sheet.severities, most)}</td></tr>"
        )
    heads = "".join(f'<th scope="col">{name}</th>' for name in SEVERITY.values())
    return (
        f'<h2>文件</h2><div class="wide"><table class="files"><thead><tr><th scope="col">文件</th>{heads}'
        f'<th scope="col">分布</th></tr></thead><tbody>{"".join(rows)}</tbody></table></div>'
    )


def _filters(tally: Tally, categories: list[tuple[str, int]], sheets: list[Sheet]) -> str:
    levels = {level: sum(sheet.severities[level] for sheet in sheets) for level in SEVERITY}
    boxes = "".join(_box("severity", level, SEVERITY[level], count) for level, count in levels.items() if count)
    kinds = "".join(_box("category", name, CATEGORY.get(name, name), count) for name, count in categories)
    return (
        '<form id="filters" hidden aria-label="筛选"><fieldset><legend>级别</legend>'
        f"{boxes}</fieldset><fieldset><legend>类别</legend>{kinds}</fieldset>"
        '<p><output id="visible"></output><button type="reset">全部显示</button>'
        "<small>键盘：J 下一处，K 上一处，Esc 关闭</small></p></form>"
    )


def _box(kind: str, value: str, label: str, count: int) -> str:
    return (
        f'<label class="{escape(value)}"><input type="checkbox" name="{kind}" value="{escape(value)}" checked>'
        f"{escape(label)} <b>{count}</b></label>"
    )


def _rules(rules: dict[str, Rule], tally: Tally) -> str:
    if not rules:
        return ""
    parts = ['<section id="rules"><h2>规则说明</h2>']
    for rule in sorted(rules.values(), key=lambda rule: (-tally.by_rule.get(rule.id, 0), rule.id)):
        about = "".join(f"<p>{escape(visible(line))}</p>" for line in rule.rationale.splitlines() if line.strip())
        sources = "、".join(rule.references)
        parts.append(
            f'<details id="r-{escape(rule.id)}"><summary>{escape(rule.name)} <code>{escape(rule.id)}</code> '
            f"{tally.by_rule.get(rule.id, 0)} 处</summary>{about}<p>依据：{escape(sources)}</p></details>"
        )
    return "\n".join(parts) + "\n</section>\n"
