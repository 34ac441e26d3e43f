"""SARIF 2.1.0 (OASIS standard), in plain dictionaries, written result by result."""

from __future__ import annotations

from .phrases import suggestion
from .records import Dump, data
from .tally import Tally
from .view import fix_of, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, TextIO

    from ..core.finding import Failure, Finding, Report
    from ..core.rule import Rule
    from ..core.span import Span
    from .view import View

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_BASE = "SRCROOT"
# A rule's severity is what its precision on published reports allows.
_PRECISION = {"error": "very-high", "warning": "high", "info": "medium"}


def write(reports: Iterable[Report], out: TextIO, view: View) -> None:
    """Write one run with a result for each finding and a notification for each failure."""
    dump = Dump(out)
    tally = Tally()
    rules: list[dict[str, Any]] = []
    numbers: dict[str, int] = {}
    out.write(f'{{"$schema": {dump(SCHEMA)}, "version": "2.1.0", "runs": [{{\n')
    # §3.14.17 and 3.14.27: columns are code points; a lone CR ends a line too.
    out.write(' "columnKind": "unicodeCodePoints", "newlineSequences": ["\\r\\n", "\\n", "\\r"],\n')
    base = {_BASE: {"description": {"text": "运行时的工作目录"}}}
    out.write(f' "originalUriBaseIds": {dump(base)},\n "results": [')
    before = "\n  "
    for report in reports:
        tally.add(report, view)
        for finding in shown(report, view):
            number = numbers.get(finding.rule)
            if number is None:
                number = numbers[finding.rule] = len(rules)
                rules.append(_descriptor(finding, report.rules.get(finding.rule)))
            out.write(before + dump(_result(report, finding, number, view)))
            before = ",\n  "
    driver = {
        "name": "reportlint",
        **({"version": view.version, "semanticVersion": view.version} if view.version else {}),
        "language": "zh-CN",
        "rules": rules,
    }
    run = {
        "executionSuccessful": not tally.failures,
        "toolExecutionNotifications": [_notification(failure) for failure in tally.failures],
    }
    out.write(f'],\n "invocations": {dump([run])},\n "tool": {dump({"driver": driver})}}}]}}\n')


def _descriptor(finding: Finding, rule: Rule | None) -> dict[str, Any]:
    """A rule's reportingDescriptor (§3.49)."""
    found: dict[str, Any] = {"id": finding.rule}
    if rule is None:
        return found
    sources = "、".join(rule.references)
    why = " ".join(rule.rationale.split()) or rule.name
    plain = f"{why}\n依据：{sources}" if sources else why
    markdown = f"**{rule.name}**（`{rule.id}`）\n\n{rule.rationale or rule.name}"
    if sources:
        markdown += f"\n\n依据：{sources}"
    found.update(
        name="".join(part.capitalize() for part in rule.id.split("-")),
        shortDescription={"text": rule.name},
        fullDescription={"text": why},
        help={"text": plain, "markdown": markdown},
        defaultConfiguration={"level": _LEVELS[rule.severity]},
        properties={
            "category": rule.category,
            "tags": [rule.category],
            "precision": _PRECISION[rule.severity],
            "problem.severity": {"info": "recommendation"}.get(rule.severity, rule.severity),
        },
    )
    if rule.formerly:
        found["deprecatedIds"] = list(rule.formerly)
    return found


def _result(report: Report, finding: Finding, number: int, view: View) -> dict[str, Any]:
    """A finding's result (§3.27)."""
    conceal = report.conceal
    place = _place(report, finding.span)
    place["region"]["snippet"] = {"text": conceal(finding.text)}
    properties: dict[str, Any] = {"category": finding.category}
    if finding.data:
        properties["data"] = data(report, finding)
    if finding.location is not None:
        properties["location"] = finding.location
    if finding.redacted:
        properties["redacted"] = True
    found: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": number,
        "level": _LEVELS[finding.severity],
        "message": {"text": conceal(finding.message)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"reportlint/v1": finding.fingerprint},
        "properties": properties,
    }
    if finding.related:
        found["relatedLocations"] = [
            {
                "id": count,
                "physicalLocation": _place(report, other.span),
                "message": {"text": conceal(other.message)},
            }
            for count, other in enumerate(finding.related)
        ]
    fix = fix_of(report, finding)
    if fix is not None:
        change = {
            "artifactLocation": _artifact(report.path),
            "replacements": [
                {
                    "deletedRegion": _region(report, start, end),
                    "insertedContent": {"text": replacement},
                }
                for start, end, replacement in fix.edits
            ],
        }
        found["fixes"] = [
            {
                "description": {"text": suggestion(report, fix)},
                "artifactChanges": [change],
                "properties": {"applicability": fix.applicability},
            }
        ]
    if view.show_suppressed:
        # §3.27.23: on every result of the run or on none.
        found["suppressions"] = _suppressions(finding)
    return found


def _suppressions(finding: Finding) -> list[dict[str, str]]:
    if finding.suppressed is None:
        return []
    kind = "inSource" if finding.suppressed.by == "inline" else "external"
    found = {"kind": kind, "status": "accepted"}
    if finding.suppressed.reason:
        found["justification"] = finding.suppressed.reason
    return [found]


def _place(report: Report, span: Span) -> dict[str, Any]:
    """A physicalLocation (§3.29)."""
    return {"artifactLocation": _artifact(report.path), "region": _region(report, span[0], span[1])}


def _region(report: Report, start: int, end: int) -> dict[str, Any]:
    """A region (§3.30): lines and columns from 1, ends exclusive, and offsets from 0."""
    line, column = report.lines.place(start)
    end_line, end_column = report.lines.end(start, end)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": start,
        "charLength": end - start,
    }


def _artifact(path: str) -> dict[str, str]:
    """An artifactLocation (§3.4): relative to the working directory, or a file URI."""
    from urllib.parse import quote

    try:
        # Bytes of a name that is no UTF-8 come back as they are.
        name = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        name = path.encode("utf-8", "replace")
    if path.startswith("//"):
        return {"uri": "file:" + quote(name)}
    if path.startswith("/"):
        return {"uri": "file://" + quote(name)}
    if path[1:3] == ":/":
        return {"uri": "file:///" + quote(name, safe="/:")}
    return {"uri": quote(name), "uriBaseId": _BASE}


def _notification(failure: Failure) -> dict[str, Any]:
    return {
        "level": "error",
        "descriptor": {"id": failure.stage},
        "message": {"text": failure.message},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(failure.path)}}],
    }
