"""Workflow commands of GitHub Actions: annotations on the changed files.

GitHub shows ten annotations of each level a step, so a rule has one a file,
which says what differs and where the others are.
"""

from __future__ import annotations

from ..core.rule import rank
from .excerpt import visible
from .phrases import message, suggestion
from .places import places
from .view import fix_of, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from ..core.finding import Finding, Report
    from .view import View

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}
_MOST = 5
_STAGES = {"read": "读取失败", "decode": "读取失败", "rule": "规则出错", "write": "写入失败"}


def write(reports: Iterable[Report], out: TextIO, view: View) -> None:
    """Write a command for each rule of each file, and one for each failure.

    Suppressed findings are left out: an annotation cannot be marked as silenced.
    """
    for report in reports:
        for failure in report.failures:
            title = _STAGES.get(failure.stage, failure.stage)
            out.write(_command("error", {"file": failure.path, "title": title}, failure.message))
        groups: dict[str, list[Finding]] = {}
        for finding in shown(report, view):
            if finding.suppressed is None:
                groups.setdefault(finding.rule, []).append(finding)
        for group in groups.values():
            command = _annotation(report, group)
            out.write(command)


def _annotation(report: Report, group: list[Finding]) -> str:
    finding = group[0]
    rule = report.rules.get(finding.rule)
    line, column = report.lines.place(finding.span[0])
    end_line, end_column = report.lines.end(*finding.span)
    properties: dict[str, object] = {"file": report.path, "line": line}
    if line == end_line:
        properties["col"] = column
    properties["endLine"] = end_line
    if line == end_line:
        # GitHub refuses columns on annotations of more than one line.
        properties["endColumn"] = end_column
    properties["title"] = f"{rule.name} ({finding.rule})" if rule else finding.rule
    text = "\n".join(_lines(report, group))
    worst = max((other.severity for other in group), key=rank)
    return _command(_LEVELS[worst], properties, text)


def _lines(report: Report, group: list[Finding]) -> Iterator[str]:
    """What is said of the first finding and of those that differ from it; where the others are."""
    said: set[str] = set()
    rest: list[int] = []
    for finding in group:
        text = message(report, finding)
        fix = fix_of(report, finding)
        if fix is not None:
            text += f"；建议：{suggestion(report, fix)}"
        if text in said or len(said) == _MOST:
            rest.append(finding.span[0])
            continue
        where = f"{places(report, [finding.span[0]])}：" if said else ""
        said.add(text)
        yield where + text
    if rest:
        yield f"本文件共 {len(group)} 处，其余在{places(report, rest)}"


def _command(level: str, properties: dict[str, object], text: str) -> str:
    fields = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{level} {fields}::{_data(text)}\n"


def _data(text: str) -> str:
    # Line ends first: they are escaped, every other control becomes a symbol.
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
