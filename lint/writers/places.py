"""Where findings stand, in words, and many of one rule folded into few."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from ..core.finding import Finding, Report

#: More findings of one rule in one file than this are folded.
FOLD_ABOVE = 5
#: So many excerpts of a folded rule are shown.
FOLD_SHOWN = 3

_PARTS = {
    "body": "",
    "header": "页眉",
    "footer": "页脚",
    "footnote": "脚注",
    "footnotes": "脚注",
    "endnote": "尾注",
    "endnotes": "尾注",
    "comments": "批注",
    "textbox": "文本框",
}
_UNITS = (
    ("textbox", "文本框{}"),
    ("page", "第{}页"),
    ("table", "表{}"),
    ("row", "第{}行"),
    ("column", "第{}列"),
    ("paragraph", "第{}段"),
    ("line", "第{}行"),
)


def located(location: dict[str, Any]) -> str:
    """A location in words: 第12段, 表1第2行第3列, 页脚第1段; "" where nothing is known."""
    part = str(location.get("part", "body"))
    if part == "textbox" and location.get(part) is not None:
        part = "body"  # its number names it
    words = [_PARTS.get(part) or _PARTS.get(part.rstrip("0123456789"), part)]
    words += [form.format(location[key]) for key, form in _UNITS if location.get(key) is not None]
    return "".join(words)


def place(report: Report, offset: int) -> str:
    """Where an offset stands, in words: its location in formats without lines, else 第9行."""
    location = report.document.location(offset) if report.document else None
    if location is not None:
        return located(location)
    return f"第{report.lines.place(offset)[0]}行"


def places(report: Report, offsets: Iterable[int], limit: int = 30) -> str:
    """Where many offsets stand: 第1、3—9行; locations one by one, each once; 等 where cut short."""
    words = list(dict.fromkeys(place(report, offset) for offset in offsets))
    for unit in ("行", "段", "页"):
        numbers = [word[1:-1] for word in words if word[0] == "第" and word[-1] == unit]
        if len(numbers) == len(words) and all(number.isdecimal() for number in numbers):
            return f"第{ranges(sorted(map(int, numbers)), limit)}{unit}"
    return "、".join(words[:limit]) + ("等" if len(words) > limit else "")


def ranges(numbers: list[int], limit: int = 30) -> str:
    """Sorted numbers, runs of three and more as a range: 1、3—9、12; 等 after ``limit`` of these."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    words: list[str] = []
    for first, last in runs:
        if last > first + 1:
            words.append(f"{first}—{last}")
        else:
            words += map(str, range(first, last + 1))
    return "、".join(words[:limit]) + ("等" if len(words) > limit else "")


def folded(findings: Iterable[Finding]) -> tuple[list[Finding], list[list[Finding]]]:
    """Findings that stand alone, in order, and those of rules that fire often, rule by rule."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    masses = [group for group in by_rule.values() if len(group) > FOLD_ABOVE]
    alone = [f for group in by_rule.values() if len(group) <= FOLD_ABOVE for f in group]
    alone.sort(key=lambda finding: (finding.span, finding.rule))
    return alone, masses
