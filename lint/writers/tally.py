"""Counting what a run found."""

from __future__ import annotations

from ..core.rule import SEVERITIES
from .excerpt import columns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..core.finding import Failure, Finding, Report
    from .view import View

_FIXABLE = {"safe": "可自动修改", "unsafe": "可酌情修改", "display": "仅建议", "": "—"}


class Tally:
    """What the reports of a run hold; ``add`` takes one report after the other.

    ``by_severity`` and ``by_rule`` count the findings that are shown and not
    suppressed; ``hidden`` counts by severity those that are not severe enough
    to be shown; ``suppressed`` counts the silenced ones that would be shown
    otherwise. ``characters`` counts code points of the documents.
    """

    def __init__(self) -> None:
        self.files = 0
        self.read = 0
        self.characters = 0
        self.by_severity = dict.fromkeys(reversed(SEVERITIES), 0)
        self.hidden = dict.fromkeys(reversed(SEVERITIES), 0)
        self.by_rule: dict[str, int] = {}
        self.suppressed = 0
        self.fixable = 0
        self.failures: list[Failure] = []
        self._unfinished = 0
        self._rules: dict[str, dict[str, str]] = {}

    @property
    def findings(self) -> int:
        """How many findings are shown and not suppressed."""
        return sum(self.by_severity.values())

    def add(self, report: Report, view: View) -> None:
        """Count a report as the view shows it."""
        self.files += 1
        self.failures += report.failures
        if report.document is not None:
            self.read += 1
            self.characters += len(report.document.text)
            self._unfinished += len(report.failures)
        for finding in report.findings:
            if not view.wants(finding):
                self.hidden[finding.severity] += finding.suppressed is None
            elif finding.suppressed is not None:
                self.suppressed += 1
            else:
                self._count(report, finding)

    def _count(self, report: Report, finding: Finding) -> None:
        self.by_severity[finding.severity] += 1
        self.by_rule[finding.rule] = self.by_rule.get(finding.rule, 0) + 1
        if finding.fix is not None and finding.fix.applicability == "safe":
            self.fixable += 1
        if finding.rule not in self._rules:
            rule = report.rules.get(finding.rule)
            self._rules[finding.rule] = {
                "name": rule.name if rule else "",
                "severity": rule.severity if rule else finding.severity,
                "category": finding.category,
                "fix": (rule.fix or {}).get("applicability", "") if rule else "",
            }

    def summary(self) -> dict[str, Any]:
        """The counts of the JSON contract."""
        return {
            "files": self.files,
            "findings": self.findings,
            "by_severity": self.by_severity,
            "by_rule": dict(sorted(self.by_rule.items())),
            "suppressed": self.suppressed,
        }

    def statistics(self) -> dict[str, Any]:
        """Counts by rule, most first, and findings per 10,000 characters."""
        ordered = sorted(self.by_rule.items(), key=lambda item: (-item[1], item[0]))
        return {
            "characters": self.characters,
            "per_10000": self._rate(self.findings),
            "rules": [
                {"rule": rule, "count": count, "per_10000": self._rate(count), **self._rules[rule]}
                for rule, count in ordered
            ],
        }

    def _rate(self, count: int) -> float:
        return round(count * 10000 / self.characters, 2) if self.characters else 0.0

    def table(self) -> str:
        """The statistics as a table for a terminal, with a line end."""
        from .phrases import SEVERITY

        found = self.statistics()
        rows = [("次数", "每万字", "规则", "名称", "级别", "类别", "修改")]
        rows += [
            (
                str(row["count"]),
                f"{row['per_10000']:.2f}",
                row["rule"],
                row["name"],
                SEVERITY[row["severity"]],
                row["category"],
                _FIXABLE[row["fix"]],
            )
            for row in found["rules"]
        ]
        widths = [max(columns(row[index]) for row in rows) for index in range(len(rows[0]))]
        lines = []
        for row in rows:
            cells = [
                " " * (width - columns(cell)) + cell if index < 2 else cell + " " * (width - columns(cell))
                for index, (cell, width) in enumerate(zip(row, widths, strict=True))
            ]
            lines.append("  ".join(cells).rstrip())
        lines.append(f"合计 {self.findings} 处，{self.characters} 字，每万字 {found['per_10000']:.2f} 处")
        return "\n".join(lines) + "\n"

    def sentence(self) -> str:
        """The run in one sentence or two, for a person."""
        from .phrases import SEVERITY

        unread = self.files - self.read
        found = "、".join(f"{n} 处{SEVERITY[s]}" for s, n in self.by_severity.items() if n)
        words = [f"共检查 {self.read} 个文件"]
        if found:
            fixable = f"（其中 {self.fixable} 处可用 --fix 自动修改）" if self.fixable else ""
            words.append(f"发现 {found}{fixable}")
        elif self.read:
            words.append("没有发现问题")
        if unread:
            words.append(f"另有 {unread} 个文件读不出来")
        if self._unfinished:
            words.append(f"{self._unfinished} 项没有完成")
        if self.suppressed:
            words.append(f"已忽略 {self.suppressed} 处")
        text = "，".join(words) + "。"
        hidden = "、".join(f"{n} 处{SEVERITY[s]}" for s, n in self.hidden.items() if n)
        if hidden:
            least = next(s for s in SEVERITIES if self.hidden[s])
            text += f"另有 {hidden}，用 --min-severity {least} 查看。"
        return text
