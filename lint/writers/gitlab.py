"""GitLab's Code Quality report: an array of issues."""

from __future__ import annotations

from .phrases import suggestion
from .records import Dump
from .view import fix_of, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, TextIO

    from ..core.finding import Finding, Report
    from .view import View

_SEVERITY = {"error": "major", "warning": "minor", "info": "info"}


def write(reports: Iterable[Report], out: TextIO, view: View) -> None:
    """Write an issue for each finding and each failure.

    Suppressed findings are left out: the format has no mark for them.
    """
    dump = Dump(out)
    before = "[\n  "
    for report in reports:
        for issue in _issues(report, view):
            out.write(before + dump(issue))
            before = ",\n  "
    out.write("[]\n" if before[0] == "[" else "\n]\n")


def _issues(report: Report, view: View) -> Iterator[dict[str, Any]]:
    seen: dict[str, int] = {}
    for failure in report.failures:
        key = _fingerprint(seen, failure.path, failure.stage, failure.message)
        yield _issue(failure.message, f"failure-{failure.stage}", key, "critical", failure.path, 1, 1)
    for finding in shown(report, view):
        if finding.suppressed is None:
            yield _of(report, finding, seen)


def _of(report: Report, finding: Finding, seen: dict[str, int]) -> dict[str, Any]:
    text = report.conceal(finding.message)
    fix = fix_of(report, finding)
    if fix is not None:
        text += f"；建议：{suggestion(report, fix)}"
    return _issue(
        text,
        finding.rule,
        _fingerprint(seen, report.path, finding.fingerprint),
        _SEVERITY[finding.severity],
        report.path,
        report.lines.place(finding.span[0])[0],
        report.lines.end(*finding.span)[0],
    )


def _issue(
    text: str, rule: str, fingerprint: str, severity: str, path: str, first: int, last: int
) -> dict[str, Any]:
    return {
        "description": text,
        "check_name": rule,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": path, "lines": {"begin": first, "end": last}},
    }


def _fingerprint(seen: dict[str, int], path: str, *parts: str) -> str:
    """32 hexadecimal digits that no other issue of the run has.

    GitLab shows one of several issues with the same fingerprint, and a finding's
    own is the same in two files that hold the same sentence. The path is part
    of it and not a count over the run, so that a new file changes no other's.
    """
    from _blake2 import blake2b

    key = "\x1f".join((path, *parts))
    seen[key] = count = seen.get(key, 0) + 1
    key = f"{key}\x1f{count}"
    return str(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest())
