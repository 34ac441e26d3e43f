"""The summary as one HTML page that needs nothing else."""

from __future__ import annotations

from html import escape
from typing import Any

from ..api import severity_names

_TITLES = {
    "characters": "篇幅（字）",
    "error_density": "错误密度（每千字）",
    "warning_density": "警告密度（每千字）",
    "placeholder_density": "占位密度（每千字）",
    "ad_share": "广告段落占比",
    "duplicate_share": "文内重复占比",
    "shared_share": "与他文相同段落占比",
    "repeated_share": "首见于他文段落占比",
}
_COUNTS = {
    "files": "文件",
    "read": "读入",
    "documents": "检查完",
    "errors": "隔离",
    "findings": "问题",
    "near_copies": "近似副本",
    "documents_with_private_data": "含个人信息",
}
_STAGES = {
    "file": "文件读不出",
    "read": "读到一半中断",
    "decode": "正文不可用",
    "size": "过长",
    "crash": "使进程崩溃",
    "timeout": "超时",
    "lint": "检查出错",
}
_LEVELS = {"document": "文档", "paragraph": "段落"}
_NEAR = {
    "candidates": "候选对",
    "near_pairs": "近似对",
    "equal_pairs": "相同对",
    "contained_pairs": "包含对",
    "clusters": "簇",
    "members": "簇内",
    "capped": "限量的桶",
}
_STYLE = """
:root{color-scheme:light dark;--fg:#1c2733;--bg:#fff;--soft:#eef2f6;--bar:#2f6fab;--bad:#b3261e}
@media(prefers-color-scheme:dark){:root{--fg:#e3e8ee;--bg:#14191f;--soft:#232b34;--bar:#6fb1ee;--bad:#ff8a80}}
body{font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:var(--fg);
background:var(--bg);max-width:70rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}
.tiles{display:flex;flex-wrap:wrap;gap:.75rem}.tiles div{background:var(--soft);border-radius:.5rem;padding:.6rem 1rem}
.tiles b{display:block;font-size:1.4rem;font-variant-numeric:tabular-nums}
.charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(20rem,1fr));gap:1.25rem}
figure{margin:0}figcaption{font-weight:600}svg{width:100%;height:auto}svg text{fill:currentColor;font-size:11px}
rect{fill:var(--bar)}table{border-collapse:collapse}td,th{padding:.2rem .9rem .2rem 0;text-align:left}
td.n{text-align:right;font-variant-numeric:tabular-nums}.bad{color:var(--bad);font-weight:600}
"""


def page(summary: dict[str, Any]) -> str:
    """The page of a summary; it holds counts and names of rules, no text of any document."""
    counts = summary["counts"]
    tiles = "".join(
        f"<div><b>{counts[name]:,}</b>{label}</div>" for name, label in _COUNTS.items()
    )
    charts = "".join(
        f"<figure><figcaption>{_TITLES[name]}</figcaption>{_bars(_labels(chart['edges']), chart['counts'])}"
        f"<div>平均 {chart['mean']:.4g}，最大 {chart['max']:.4g}</div></figure>"
        for name, chart in summary["scores"].items()
    )
    found = summary["findings"]
    severities = {severity_names()[name]: found["by_severity"][name] for name in reversed(found["by_severity"])}
    rules = dict(list(found["by_rule"].items())[:30])
    failed = f"<p class=bad>出错的规则</p>{_table(summary['failed_rules'])}" if summary["failed_rules"] else ""
    parts = [
        "<!doctype html><html lang=zh-CN><meta charset=utf-8>",
        "<meta name=viewport content='width=device-width,initial-scale=1'>",
        f"<title>语料检查</title><style>{_STYLE}</style><h1>语料检查</h1><div class=tiles>{tiles}</div>",
        "<h2>核对</h2>",
        _checks(summary["checks"]),
        "<h2>文档分布</h2>",
        f"<div class=charts>{charts}</div>",
        "<h2>问题（按级别）</h2>",
        _table(severities),
        "<h2>有这类问题的文档</h2>",
        _bars(list(found["documents_by_category"]), list(found["documents_by_category"].values())),
        "<h2>问题最多的规则</h2>",
        _table(rules),
        failed,
        "<h2>跨文档近似重复</h2>",
        _near(summary["near"]),
        "<h2>隔离的文档</h2>",
        _table({_STAGES.get(name, name): count for name, count in summary["errors"].items()}) or "<p>没有</p>",
        "</html>",
    ]
    return "\n".join(parts) + "\n"


def _labels(edges: list[float]) -> list[str]:
    lows = [f"{edge:g}" for edge in edges]
    return ["0", *(f"{low}–{high}" for low, high in zip(lows, lows[1:], strict=False)), f"≥{lows[-1]}"]


def _bars(labels: list[str], counts: list[int]) -> str:
    """A chart of horizontal bars."""
    most = max([*counts, 1])
    rows = []
    for at, (label, count) in enumerate(zip(labels, counts, strict=True)):
        y = at * 18
        width = 190 * count / most
        rows.append(
            f"<text x=104 y={y + 13} text-anchor=end>{escape(label)}</text>"
            f"<rect x=110 y={y + 3} width={width:.1f} height=12 rx=2></rect>"
            f"<text x={114 + width:.1f} y={y + 13}>{count:,}</text>"
        )
    return f"<svg viewBox='0 0 380 {len(labels) * 18}' role=img>{''.join(rows)}</svg>"


def _table(rows: dict[str, int]) -> str:
    if not rows:
        return ""
    cells = "".join(f"<tr><td>{escape(name)}<td class=n>{count:,}" for name, count in rows.items())
    return f"<table>{cells}</table>"


def _checks(checks: list[dict[str, Any]]) -> str:
    rows = "".join(
        f"<tr{'' if check['ok'] else ' class=bad'}><td>{escape(check['what'])}<td class=n>{check['expected']:,}"
        f"<td class=n>{check['found']:,}<td>{'一致' if check['ok'] else '不一致'}"
        for check in checks
    )
    return f"<table>{rows}</table>"


def _near(near: dict[str, Any]) -> str:
    if not near:
        return "<p>没有比对</p>"
    head = "".join(f"<th>{label}" for label in _NEAR.values())
    rows = "".join(
        f"<tr><td>{_LEVELS[level]}" + "".join(f"<td class=n>{near[level].get(name, 0):,}" for name in _NEAR)
        for level in sorted(near)
    )
    return f"<table><tr><th>{head}{rows}</table>"
