"""One document: lint it, score it, clean it."""

from __future__ import annotations

import os
import re
import traceback
from typing import TYPE_CHECKING

from ..api import Linter, Options
from ..core.lines import line_ends
from ..core.rule import CATEGORIES, rank
from .signatures import paragraphs

if TYPE_CHECKING:
    from typing import Any

    from ..core.finding import Finding, Report
    from .job import Job

_HANZI = re.compile("[^\u3400-\u4dbf\u4e00-\u9fff]+")
_SHOWN = ("error", "warning", "info")


class Examination:
    """What linting one document gave: rows of the tables, without number and name."""

    __slots__ = ("cleaned", "findings", "lines", "scores")

    def __init__(
        self,
        findings: list[dict[str, Any]],
        scores: dict[str, Any],
        cleaned: dict[str, Any] | None,
        lines: list[tuple[int, int, str]],
    ) -> None:
        self.findings = findings
        self.scores = scores
        self.cleaned = cleaned
        self.lines = lines


class Examiner:
    """Lints documents for a job. Raises LintError for an unknown rule or a wrong configuration."""

    def __init__(self, job: Job) -> None:
        self.job = job
        options = Options(
            job.config or None,
            bool(job.config),
            job.select,
            job.ignore,
            min_severity=job.min_severity,
            unsafe=job.clean == "unsafe",
        )
        self._linter = Linter(options)
        # The configuration's folder, wherever the process that lints was started.
        self._path = os.path.join(os.path.dirname(os.path.abspath(job.config)), "text") if job.config else ""
        self._linter.setup(self._path)
        where = [self._path] if self._path else []
        self._least = rank(self._linter.min_severity(where))
        #: The severity from which a finding makes exit status 1, or ``never``.
        self.fail_on = job.fail_on or self._linter.fail_on(self._path or os.curdir)

    def examine(self, text: str) -> Examination:
        """Lint a text; raises whatever the linter stumbles over."""
        job = self.job
        report = self._linter.check_text(text, "<text>", self._path)
        lines = paragraphs(text, job.fold_numbers)
        shown = [f for f in report.shown if rank(f.severity) >= self._least or f.rule in job.select]
        return Examination(
            [_row(finding, report) for finding in shown],
            _scores(text, report, lines),
            self._cleaned(text, report) if job.cleans else None,
            lines,
        )

    def _cleaned(self, text: str, report: Report) -> dict[str, Any]:
        """The text after the fixes, without the paragraphs that are not wanted."""
        job = self.job
        mended = 0
        if job.clean:
            after = self._linter.fix_text(text, "<text>", self._path)
            if after.document is not None and after.document.text != text:
                mended = max(1, len(report.findings) - len(after.findings))
                report = after
        assert report.document is not None
        mine = report.document.text
        spans = [
            (finding.span[0], finding.span[1])
            for finding in report.shown
            if finding.category in job.drop and rank(finding.severity) >= rank("warning")
        ]
        kept = report.text if job.redact else mine
        cleaned, dropped = without_lines(kept, spans)
        return {"text": cleaned, "mended": mended, "dropped": dropped}


def fault_of(error: BaseException) -> str:
    """What stumbled, and where in the program; the message is left out, since it may quote the text."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"检查时出错：{type(error).__name__}（{os.path.basename(frame.filename)}:{frame.lineno}）"


def without_lines(text: str, spans: list[tuple[int, int]]) -> tuple[str, int]:
    """The text without the lines that the spans touch, and how many these are."""
    if not spans:
        return text, 0
    pieces = []
    dropped = start = 0
    ends = [end for _, end in line_ends(text)]
    for end in (*ends, len(text)):
        if any(low < end and start < max(high, low + 1) for low, high in spans):
            dropped += 1
        else:
            pieces.append(text[start:end])
        start = end
    return "".join(pieces), dropped


def _row(finding: Finding, report: Report) -> dict[str, Any]:
    line, column = report.lines.place(finding.span[0])
    return {
        "rule": finding.rule,
        "category": finding.category,
        "severity": finding.severity,
        "message": report.conceal(finding.message),
        "line": line,
        "column": column,
        "start": finding.span[0],
        "end": finding.span[1],
        "text": report.conceal(finding.text),
        "redacted": finding.redacted,
        "fix": finding.fix.applicability if finding.fix else None,
        "fingerprint": finding.fingerprint,
    }


def _scores(text: str, report: Report, lines: list[tuple[int, int, str]]) -> dict[str, Any]:
    """The columns that linting gives a document; densities are findings per 1,000 characters."""
    length = len(text)
    by_severity = dict.fromkeys(_SHOWN, 0)
    by_category = dict.fromkeys(CATEGORIES, 0)
    spans: dict[str, list[tuple[int, int]]] = {"ad": [], "duplicate": []}
    for finding in report.shown:
        by_severity[finding.severity] += 1
        by_category[finding.category] += 1
        if finding.category in spans:
            spans[finding.category].append((finding.span[0], finding.span[1]))

    def density(count: int) -> float:
        return count * 1000 / length if length else 0.0

    touched = [
        (low, high) for low, high, _ in lines if any(a < high and low < b for a, b in spans["ad"])
    ] if spans["ad"] else []
    return {
        "characters": length,
        "paragraphs": len(lines),
        "chinese_share": len(_HANZI.sub("", text)) / length if length else 0.0,
        "findings": sum(by_severity.values()),
        "errors": by_severity["error"],
        "warnings": by_severity["warning"],
        "infos": by_severity["info"],
        **{f"{name}_density": density(count) for name, count in by_severity.items()},
        **{f"{name}_density": density(count) for name, count in by_category.items()},
        "ad_share": _covered(touched) / length if length else 0.0,
        "duplicate_share": _covered(spans["duplicate"]) / length if length else 0.0,
        "private": len(report.private),
        "failed_rules": sorted({_rule(failure.message) for failure in report.failures}),
        "bare": sum(len(line) for _, _, line in lines),
    }


def _rule(message: str) -> str:
    """The rule that a failure names."""
    found = re.search(r"规则 (\S+)", message)
    return found[1] if found else message[:60]


def _covered(spans: list[tuple[int, int]]) -> int:
    """How many characters the spans cover together."""
    covered = last = 0
    for start, end in sorted(spans):
        covered += max(0, end - max(start, last))
        last = max(last, end)
    return covered
