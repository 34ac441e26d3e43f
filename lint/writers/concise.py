"""One finding a line: ``path:line:column: severity rule message``."""

from __future__ import annotations

from .excerpt import visible
from .phrases import message, suppression
from .tally import Tally
from .view import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from ..core.finding import Report
    from .view import View


def write(reports: Iterable[Report], out: TextIO, view: View) -> None:
    """Write the findings, and counts by rule if asked for; nothing where nothing is found."""
    tally = Tally()
    for report in reports:
        path = visible(report.path)
        tally.add(report, view)
        for finding in shown(report, view):
            line, column = report.lines.place(finding.span[0])
            note = suppression(finding.suppressed) if finding.suppressed else ""
            text = message(report, finding)
            out.write(f"{path}:{line}:{column}: {finding.severity} {finding.rule} {text}{note}\n")
    if view.statistics and tally.findings:
        out.write("\n" + tally.table())
