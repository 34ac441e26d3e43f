"""The baseline: findings that were there before, so that only new ones show.

A multiset over (path, rule, excerpt, sentence) that falls back to counts of
(path, rule, excerpt): mending a neighbour does not revive an old entry.
"""

from __future__ import annotations

import os
from collections import Counter

from .core.files import replace, shown
from .core.finding import LintError, Suppression

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from .core.finding import Finding, Report

    # Rule, excerpt, sentence without blanks.
    Key = tuple[str, str, str]

_VERSION = 1
_KEYS = ("path", "rule", "text", "sentence")


class Baseline:
    """The entries of a baseline file, by the paths that they name (relative to its folder, with ``/``)."""

    __slots__ = ("entries", "folder")

    def __init__(self, folder: str, entries: dict[str, Counter[Key]] | None = None) -> None:
        self.folder = folder
        self.entries = entries or {}

    def name(self, path: str) -> str:
        """How the baseline calls a file; names in angle brackets are no files."""
        if path.startswith("<"):
            return path
        path = os.path.abspath(path)
        try:
            return os.path.relpath(path, self.folder).replace(os.sep, "/")
        except ValueError:  # another drive
            return path.replace(os.sep, "/")


def load(path: str) -> Baseline:
    """The baseline in a file. Raises LintError where it cannot be read or is broken."""
    import json

    try:
        with open(path, encoding="utf-8") as file:
            data = json.load(file)
    except FileNotFoundError:
        raise LintError(f"{shown(path)}: 没有这个基线文件；用 --update-baseline 生成") from None
    except json.JSONDecodeError as error:
        raise LintError(
            f"{shown(path)}:{error.lineno}:{error.colno}: 基线文件坏了：不是合法的 JSON"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise LintError(f"{shown(path)}: 基线文件读不出来：{error}") from None
    if not isinstance(data, dict) or not isinstance(data.get("entries"), list):
        raise LintError(f"{shown(path)}: 基线文件坏了：缺少 entries")
    if data.get("version") != _VERSION:
        raise LintError(
            f"{shown(path)}: 基线文件的版本 {data.get('version')} 不认识；请用 --update-baseline 重新生成"
        )
    baseline = Baseline(os.path.dirname(os.path.abspath(path)))
    for number, entry in enumerate(data["entries"], 1):
        if not _sound(entry):
            raise LintError(f"{shown(path)}: 基线文件坏了：第 {number} 条不完整")
        of_file = baseline.entries.setdefault(entry["path"], Counter())
        of_file[entry["rule"], entry["text"], entry["sentence"]] += entry.get("count", 1)
    return baseline


def _sound(entry: Any) -> bool:
    if not isinstance(entry, dict) or not all(isinstance(entry.get(key), str) for key in _KEYS):
        return False
    count = entry.get("count", 1)
    return type(count) is int and count > 0


def _key(finding: Finding) -> Key:
    return finding.rule, finding.text, "".join(finding.sentence.split())


def apply(baseline: Baseline, findings: list[Finding], path: str) -> list[Finding]:
    """The findings in the file at ``path``, those that the baseline knows marked.

    Each entry silences as many findings as it counts: first those in the same
    sentence, then, in order, those with the same excerpt in another one.
    """
    known = baseline.entries.get(baseline.name(path))
    if not known:
        return findings
    left = Counter(known)
    marked: list[Finding | None] = []
    for finding in findings:
        key = _key(finding)
        if finding.suppressed is None and left[key] > 0:
            left[key] -= 1
            marked.append(finding.marked(Suppression("baseline")))
        else:
            marked.append(None)
    loose: Counter[tuple[str, str]] = Counter()
    for (rule, text, _), count in left.items():
        loose[rule, text] += count
    result = []
    for finding, done in zip(findings, marked, strict=True):
        if done is None and finding.suppressed is None and loose[finding.rule, finding.text] > 0:
            loose[finding.rule, finding.text] -= 1
            done = finding.marked(Suppression("baseline"))
        result.append(done or finding)
    return result


def update(path: str, reports: Iterable[Report]) -> int:
    """Write the findings of the reports into the baseline file; the number of findings it then holds.

    Entries of files that were not linted, or could not be, stay. Findings
    silenced in the document or by ``accept`` are left out. Raises LintError
    where the old file is broken, OSError where the new one cannot be written.
    """
    baseline = load(path) if os.path.exists(path) else Baseline(os.path.dirname(os.path.abspath(path)))
    for report in reports:
        if report.document is None:
            continue
        found = Counter(
            _key(finding)
            for finding in report.findings
            if finding.suppressed is None or finding.suppressed.by == "baseline"
        )
        name = baseline.name(report.path)
        baseline.entries.pop(name, None)
        if found:
            baseline.entries[name] = found
    replace(path, _written(baseline).encode("utf-8", "backslashreplace"))
    return sum(sum(of_file.values()) for of_file in baseline.entries.values())


def _written(baseline: Baseline) -> str:
    """The file's text: sorted, one entry a line, so that version control shows what changed."""
    import json

    lines = []
    for path, of_file in sorted(baseline.entries.items()):
        for (rule, text, sentence), count in sorted(of_file.items()):
            entry: dict[str, Any] = dict(zip(_KEYS, (path, rule, text, sentence), strict=True))
            if count > 1:
                entry["count"] = count
            lines.append(json.dumps(entry, ensure_ascii=False))
    body = ",\n  ".join(lines)
    inside = f"\n  {body}\n " if lines else ""
    return f'{{"version": {_VERSION},\n "entries": [{inside}]}}\n'
