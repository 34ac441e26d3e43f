"""For a person at a terminal: where, what, the words themselves, and what to do.

Rules that fire often are folded behind the others, so that 280 masks do not
bury the one wrong character.
"""

from __future__ import annotations

from .excerpt import excerpt, visible
from .phrases import SEVERITY, applicability, message, suggestion, suppression
from .places import FOLD_SHOWN, folded, located, places
from .tally import Tally
from .view import fix_of, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from ..core.finding import Finding, Report
    from .view import View

_COLORS = {"error": "31", "warning": "33", "info": "36"}
_INDENT = "    "
_RELATED = 3


def write(reports: Iterable[Report], out: TextIO, view: View) -> None:
    """Write the findings file by file, then the counts by rule if asked for, then a summary."""
    tally = Tally()
    for report in reports:
        found = shown(report, view)
        tally.add(report, view)
        if not found:
            continue
        page = _Page(report, view)
        alone, masses = folded(found)
        for lines in (*map(page.single, alone), *map(page.mass, masses), [""]):
            text = "\n".join(lines)
            out.write(f"{text}\n")
    if view.statistics and tally.findings:
        out.write(tally.table() + "\n")
    out.write(tally.sentence() + "\n")


class _Page:
    """One report on its way to the terminal."""

    def __init__(self, report: Report, view: View) -> None:
        self.report = report
        self.view = view
        self.path = visible(report.path)

    def single(self, finding: Finding) -> Iterator[str]:
        """The lines of one finding."""
        yield self.head(finding)
        yield self.excerpt([finding])[0]
        yield from self.advice(finding)

    def mass(self, group: list[Finding]) -> Iterator[str]:
        """The lines of many findings of one rule: some excerpts, then where the others are."""
        at = 0
        for _ in range(FOLD_SHOWN):
            if at >= len(group):
                return
            finding = group[at]
            line, count = self.excerpt(group[at:])
            yield self.head(finding)
            yield line
            yield from self.advice(finding)
            at += count
        rest = group[at:]
        if rest:
            where = places(self.report, [finding.span[0] for finding in rest])
            note = f"{group[0].rule} 另有 {len(rest)} 处：{where}"
            yield self.paint(f"{_INDENT}{note}", "2")

    def head(self, finding: Finding) -> str:
        """Where, how bad, which rule, and what is wrong."""
        if finding.location is not None:
            where = f"{self.path}:{located(finding.location)}"
        else:
            line, column = self.report.lines.place(finding.span[0])
            where = f"{self.path}:{line}:{column}"
        words = [
            self.paint(f"{where}:", "1"),
            self.paint(SEVERITY[finding.severity], "1;" + _COLORS[finding.severity]),
            self.paint(finding.rule, "2"),
            message(self.report, finding),
        ]
        if finding.suppressed is not None:
            words[-1] += suppression(finding.suppressed)
        return " ".join(words)

    def excerpt(self, group: list[Finding]) -> tuple[str, int]:
        """The line around the first finding, and how many of the findings it shows."""
        color = _COLORS[group[0].severity]

        def paint(fault: str) -> str:
            # Nothing stands between these marks where something is missing.
            return self.paint(fault or "〖〗", f"7;{color}")

        width = self.view.width - len(_INDENT) if self.view.width else 0
        line, count = excerpt(
            self.report.text,
            [(f.span[0], f.span[1]) for f in group],
            width,
            paint if self.view.color else None,
        )
        return _INDENT + line, count

    def advice(self, finding: Finding) -> Iterator[str]:
        """What to do, and which other places are involved."""
        fix = fix_of(self.report, finding) if self.view.show_fixes else None
        if fix is not None:
            yield f"{_INDENT}建议：{suggestion(self.report, fix)}{applicability(fix)}"
        notes: dict[str, list[int]] = {}
        for related in finding.related:
            notes.setdefault(related.message or "相关", []).append(related.span[0])
        for note, offsets in list(notes.items())[:_RELATED]:
            yield f"{_INDENT}{visible(self.report.conceal(note))}：{places(self.report, offsets)}"

    def paint(self, text: str, code: str) -> str:
        """The text in a colour, where colours are wanted."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.view.color else text
