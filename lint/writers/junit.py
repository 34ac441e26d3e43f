"""JUnit XML: a suite a file, a failing case a finding, a passing case where there is none."""

from __future__ import annotations

from .excerpt import excerpt, visible
from .phrases import SEVERITY, message, suggestion
from .view import fix_of, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from ..core.finding import Failure, Finding, Report
    from .view import View

_WIDTH = 100


def write(reports: Iterable[Report], out: TextIO, view: View) -> None:
    """Write a suite for each report; what could not be read is an error, what is silenced a skip."""
    # Characters that the stream cannot hold would be ruined; references never are.
    encoding = (getattr(out, "encoding", None) or "utf-8").lower().replace("_", "-")
    wide = encoding.startswith(("utf-8", "utf8"))
    out.write('<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="reportlint">\n')
    for report in reports:
        for text in _suite(report, view):
            held = text if wide else text.encode("ascii", "xmlcharrefreplace").decode("ascii")
            out.write(held)
    out.write("</testsuites>\n")


def _suite(report: Report, view: View) -> Iterator[str]:
    found = shown(report, view)
    skipped = sum(finding.suppressed is not None for finding in found)
    count = len(report.failures) + len(found)
    yield (
        f'  <testsuite name="{_attribute(report.path)}" tests="{count or 1}"'
        f' failures="{len(found) - skipped}" errors="{len(report.failures)}" skipped="{skipped}">\n'
    )
    for failure in report.failures:
        yield _error(report, failure)
    for finding in found:
        yield _case(report, finding)
    if not count:
        yield f'    <testcase name="没有发现问题" classname="{_attribute(report.path)}"/>\n'
    yield "  </testsuite>\n"


def _case(report: Report, finding: Finding) -> str:
    path = _attribute(report.path)
    line, column = report.lines.place(finding.span[0])
    opened = (
        f'    <testcase name="{finding.rule} 第{line}行第{column}列" classname="{path}"'
        f' file="{path}" line="{line}">\n'
    )
    if finding.suppressed is not None:
        reason = _attribute(finding.suppressed.reason or finding.suppressed.by)
        return f'{opened}      <skipped message="{reason}"/>\n    </testcase>\n'
    text = message(report, finding)
    span = (finding.span[0], finding.span[1])
    body = [
        f"{visible(report.path)}:{line}:{column}: {SEVERITY[finding.severity]} {text}",
        excerpt(report.text, [span], _WIDTH)[0],
    ]
    fix = fix_of(report, finding)
    if fix is not None:
        body.append(f"建议：{suggestion(report, fix)}")
    content = _escaped("\n".join(body))
    return (
        f'{opened}      <failure type="{finding.severity}" message="{_attribute(text)}">'
        f"{content}</failure>\n    </testcase>\n"
    )


def _error(report: Report, failure: Failure) -> str:
    return (
        f'    <testcase name="{_attribute(failure.stage)}" classname="{_attribute(report.path)}">\n'
        f'      <error type="{_attribute(failure.stage)}" message="{_attribute(failure.message)}"/>\n'
        "    </testcase>\n"
    )


def _attribute(text: str) -> str:
    """Text for an attribute; what XML 1.0 forbids is among what ``visible`` replaces."""
    return _escaped(visible(text)).replace('"', "&quot;")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
