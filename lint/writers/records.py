"""Findings and failures as the plain values of the JSON contract, version 1."""

from __future__ import annotations

import re
from json import JSONEncoder

from .view import fix_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TextIO

    from ..core.finding import Failure, Finding, Report
    from ..core.rule import Rule
    from ..core.span import Span

# JSON lets these stand as they are; a terminal would obey some of them, and
# UTF-8 cannot hold lone surrogates.
_RAW = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_READABLE = JSONEncoder(ensure_ascii=False)
_ASCII = JSONEncoder()


class Dump:
    """Plain values to one line of JSON that the stream can hold."""

    def __init__(self, out: TextIO) -> None:
        encoding = getattr(out, "encoding", None) or "utf-8"
        wide = encoding.lower().replace("_", "-").startswith(("utf-8", "utf8", "utf-16", "utf-32"))
        self._encoder = _READABLE if wide else _ASCII

    def __call__(self, value: object) -> str:
        """The JSON of a value, without a line end."""
        return _RAW.sub(_escape, self._encoder.encode(value))


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"


def position(report: Report, span: Span) -> dict[str, int]:
    """Lines and columns from 1, ends exclusive, and offsets from 0, all in code points."""
    line, column = report.lines.place(span[0])
    end_line, end_column = report.lines.end(*span)
    return {
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "start": span[0],
        "end": span[1],
    }


def data(report: Report, finding: Finding) -> dict[str, Any]:
    """What the message of a finding is made of, private data masked, in numbers too."""
    if not report.private:
        return finding.data
    masked = {name: report.conceal(str(value)) for name, value in finding.data.items()}
    return {
        name: value if masked[name] == str(value) else masked[name] for name, value in finding.data.items()
    }


def record(report: Report, finding: Finding) -> dict[str, Any]:
    """A finding with the keys of the contract."""
    conceal = report.conceal
    fix = fix_of(report, finding)
    found: dict[str, Any] = {
        "path": report.path,
        "rule": finding.rule,
        "category": finding.category,
        "severity": finding.severity,
        "message": conceal(finding.message),
        "data": data(report, finding),
        **position(report, finding.span),
        "text": conceal(finding.text),
        "location": finding.location,
        "related": [
            {"path": report.path, **position(report, other.span), "message": conceal(other.message)}
            for other in finding.related
        ]
        or None,
        "fix": fix
        and {
            "applicability": fix.applicability,
            "title": conceal(fix.title),
            "edits": [
                {"start": start, "end": end, "replacement": replacement}
                for start, end, replacement in fix.edits
            ],
        },
        "fingerprint": finding.fingerprint,
    }
    if finding.redacted:
        found["redacted"] = True
    if finding.suppressed is not None:
        found["suppressed"] = {"by": finding.suppressed.by, "reason": finding.suppressed.reason}
    return found


def failure_record(failure: Failure) -> dict[str, str]:
    """A failure with the keys of the contract."""
    return {"path": failure.path, "stage": failure.stage, "message": failure.message}


def rule_record(rule: Rule) -> dict[str, Any]:
    """A rule as ``rules -f json`` lists it."""
    return {
        "id": rule.id,
        "name": rule.name,
        "category": rule.category,
        "severity": rule.severity,
        "enabled": rule.enabled,
        "message": rule.message,
        "rationale": rule.rationale,
        "references": list(rule.references),
        "fix": rule.fix["applicability"] if rule.fix else None,
        "kind": rule.kind,
        "formerly": list(rule.formerly),
    }
