"""What of the reports is shown, and how wide and colourful."""

from __future__ import annotations

from ..core.rule import SEVERITIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..core.finding import Finding, Fix, Report


_RANKS = {severity: rank for rank, severity in enumerate(SEVERITIES)}


class View:
    """How a run is to be written.

    ``min_severity`` is the least severity that is shown; rules in ``selected``
    are shown whatever theirs. ``width`` counts terminal columns, 0 where lines
    may be of any length. ``show_suppressed`` adds silenced findings, marked;
    ``show_fixes`` adds suggestions to text formats; ``statistics`` adds counts
    by rule. ``version`` is the program's. ``bom`` lets csv begin with a byte
    order mark, without which Excel does not read UTF-8.
    """

    __slots__ = (
        "bom",
        "color",
        "min_severity",
        "selected",
        "show_fixes",
        "show_suppressed",
        "statistics",
        "version",
        "width",
    )

    def __init__(
        self,
        min_severity: str = "warning",
        color: bool = False,
        width: int = 0,
        show_suppressed: bool = False,
        show_fixes: bool = True,
        statistics: bool = False,
        version: str = "",
        selected: frozenset[str] = frozenset(),
        bom: bool = False,
    ) -> None:
        self.min_severity = min_severity
        self.color = color
        self.width = width
        self.show_suppressed = show_suppressed
        self.show_fixes = show_fixes
        self.statistics = statistics
        self.version = version
        self.selected = selected
        self.bom = bom

    def wants(self, finding: Finding) -> bool:
        """Whether a finding is severe enough to be shown, or its rule was asked for."""
        return _RANKS[finding.severity] >= _RANKS[self.min_severity] or finding.rule in self.selected


def shown(report: Report, view: View) -> list[Finding]:
    """The findings of a report that are written, in order."""
    return [
        finding
        for finding in report.findings
        if (finding.suppressed is None or view.show_suppressed) and view.wants(finding)
    ]


def fix_of(report: Report, finding: Finding) -> Fix | None:
    """The fix of a finding; None where there is none, or where it would spell out private data."""
    fix = finding.fix
    if fix is None or not report.private:
        return fix
    for start, end, replacement in fix.edits:
        # What replaces private data is made of it (its digits, in another width).
        if replacement and any(low < end and start < high for low, high in report.private):
            return None
        if report.conceal(replacement) != replacement:
            return None
    return fix
