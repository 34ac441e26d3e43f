"""A table for a spreadsheet, RFC 4180: a finding a row."""

from __future__ import annotations

import csv

from .excerpt import visible
from .phrases import suggestion
from .places import located
from .view import fix_of, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from ..core.finding import Finding, Report
    from .view import View

HEADER = (
    "path",
    "line",
    "column",
    "end_line",
    "end_column",
    "severity",
    "rule",
    "category",
    "message",
    "text",
    "suggestion",
    "applicability",
    "location",
    "start",
    "end",
    "fingerprint",
    "redacted",
    "suppressed",
)
# A spreadsheet takes a cell that begins so for a formula; in full width too.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def write(reports: Iterable[Report], out: TextIO, view: View) -> None:
    """Write a header and the findings; line ends are CRLF whatever the system's are."""
    if view.bom:
        out.write("\ufeff")
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(HEADER)
    for report in reports:
        for finding in shown(report, view):
            rows.writerow([_cell(value) for value in _row(report, finding)])


def _row(report: Report, finding: Finding) -> tuple[str | int, ...]:
    fix = fix_of(report, finding)
    return (
        report.path,
        *report.lines.place(finding.span[0]),
        *report.lines.end(*finding.span),
        finding.severity,
        finding.rule,
        finding.category,
        report.conceal(finding.message),
        report.conceal(finding.text),
        suggestion(report, fix) if fix else "",
        fix.applicability if fix else "",
        located(finding.location) if finding.location is not None else "",
        *finding.span,
        finding.fingerprint,
        "true" if finding.redacted else "",
        finding.suppressed.by if finding.suppressed else "",
    )


def _cell(value: str | int) -> str | int:
    """A cell that no spreadsheet runs and no terminal obeys; a line of its own it never has."""
    if isinstance(value, int):
        return value
    value = visible(value)
    return f"'{value}" if value.startswith(_FORMULA) else value
