"""What the comments say: one for one rule in one paragraph, or one for each finding."""

from __future__ import annotations

import re
from collections import Counter

from ..core.rule import rank
from ..writers.excerpt import clipped, visible
from ..writers.phrases import SEVERITY, message, suggestion
from ..writers.places import located, place
from ..writers.view import fix_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from ..core.finding import Finding, Report

_LONGEST_EXCERPT = 24
_LONGEST_REASON = 160
_LONGEST_TOLD = 16
_MOST_EXCERPTS = 5
_MOST_NOTES = 3
_MOST_RULES = 5
# Rules that rest on what is usual, and on no standard, name this as their source.
_PRACTICE = "实务"
#: A first comment with counts is worth its place from so many findings on.
OVERVIEW_FROM = 10
# What marks the last line of a comment as ours; found again by ``key_of``.
_KEY = re.compile(r"reportlint ([0-9a-f]{16})$")
_FULL_STOP = re.compile(r"[。！？](?![”’）】])")


class Remark:
    """What one comment says, of findings of one rule.

    ``findings`` are in document order and the first is where the comment
    stands; none for the overview. ``lines`` are the comment's paragraphs,
    ``key`` recognises the same remark in a later review.
    """

    __slots__ = ("findings", "key", "lines")

    def __init__(self, findings: list[Finding], lines: list[str], key: str) -> None:
        self.findings = findings
        self.lines = lines
        self.key = key


def grouped(
    findings: list[Finding], paragraph: Callable[[Finding], Hashable], fold: bool = True
) -> list[list[Finding]]:
    """The findings by comment, in document order.

    ``paragraph`` says which paragraph a finding stands in; with ``fold`` the
    findings of one rule in one paragraph share a comment.
    """
    groups: dict[Hashable, list[Finding]] = {}
    for number, finding in enumerate(findings):
        key = (finding.rule, paragraph(finding)) if fold else number
        groups.setdefault(key, []).append(finding)
    return list(groups.values())


def remark(report: Report, group: list[Finding], tracked: set[int]) -> Remark:
    """The remark on findings of one rule.

    ``tracked`` holds the ``id()`` of the findings whose fix the document
    carries as a tracked change.
    """
    finding = group[0]
    rule = report.rules.get(finding.rule)
    name = rule.name if rule is not None else finding.rule
    worst = max((found.severity for found in group), key=rank)
    lines = [f"【{SEVERITY[worst]}】{name}：{message(report, finding)}"]
    reason = _reason(rule.rationale) if rule is not None else ""
    if reason:
        lines.append(f"原因：{reason}")
    lines.append(f"建议：{_advice(report, finding, tracked)}")
    notes: dict[str, list[int]] = {}
    for related in finding.related:
        notes.setdefault(related.message or "相关", []).append(related.span[0])
    for note, offsets in list(notes.items())[:_MOST_NOTES]:
        told = "、".join(_told(report, offset) for offset in offsets[:_MOST_NOTES])
        lines.append(f"{visible(report.conceal(note))}：{told}{'等' if len(offsets) > _MOST_NOTES else ''}")
    if len(group) > 1:
        lines.append(_others(group[1:], tracked))
    sources = [name for name in rule.references if name != _PRACTICE] if rule is not None else []
    if sources:
        lines.append(f"依据：{'；'.join(sources)}")
    lines.append(f"规则：{finding.rule}")
    return Remark(group, lines, _digest(*(found.fingerprint for found in group)))


def _told(report: Report, offset: int) -> str:
    """Where another place of a finding is, and the words that stand there: 第12段“（三）抓民生…”."""
    known = report.document is not None and any(block.location for block in report.document.blocks[:1])
    stop = min(
        (end for end in (report.text.find(mark, offset) for mark in "\r\n") if end >= 0), default=len(report.text)
    )
    words = report.text[offset : min(stop, offset + _LONGEST_TOLD)]
    more = "…" if stop > offset + _LONGEST_TOLD else ""
    return f"{place(report, offset) if known else ''}“{visible(words)}{more}”"


def _reason(rationale: str) -> str:
    """The first sentence of a rationale, and the second where the first is short."""
    text = "".join(rationale.split("\n"))
    for stop in _FULL_STOP.finditer(text):
        if stop.end() >= 30:
            text = text[: stop.end()]
            break
    return clipped(visible(text), 2 * _LONGEST_REASON)


def _advice(report: Report, finding: Finding, tracked: set[int]) -> str:
    fix = fix_of(report, finding)
    done = "（已作修订，可接受或拒绝）" if id(finding) in tracked else ""
    if fix is None:
        return f"核实后修改{done}"
    said = suggestion(report, fix)
    if fix.applicability == "display":
        return f"{said}（请核实）"
    return f"{said}{done}"


def _others(rest: list[Finding], tracked: set[int]) -> str:
    """How many more there are in the paragraph, and what stands there."""
    excerpts = Counter(clipped(visible(finding.text), _LONGEST_EXCERPT) for finding in rest if finding.text)
    shown = [f"“{text}”{f'{count}处' if count > 1 else ''}" for text, count in excerpts.most_common(_MOST_EXCERPTS)]
    more = "等" if len(excerpts) > _MOST_EXCERPTS else ""
    what = f"：{'、'.join(shown)}{more}" if shown else ""
    changed = sum(id(finding) in tracked for finding in rest)
    also = f"（其中{changed}处已作修订）" if changed and changed < len(rest) else "（均已作修订）" if changed else ""
    return f"本段另有{len(rest)}处{what}{also}"


def overview(report: Report, findings: list[Finding], revisions: int) -> Remark:
    """The remark at the title: how many findings of which rules."""
    severities = Counter(finding.severity for finding in findings)
    counts = "，".join(f"{SEVERITY[name]}{severities[name]}处" for name in ("error", "warning", "info") if severities[name])
    rules = Counter(finding.rule for finding in findings)
    worst = [
        f"{report.rules[name].name if name in report.rules else name}{count}处"
        for name, count in sorted(rules.items(), key=lambda item: (-item[1], item[0]))[:_MOST_RULES]
    ]
    more = f"等{len(rules)}类" if len(rules) > _MOST_RULES else ""
    lines = [f"【概览】全文共{len(findings)}处问题：{counts}。", f"最多的是：{'、'.join(worst)}{more}。"]
    if revisions:
        lines.append(f"其中{revisions}处已作修订，请在“审阅”中接受或拒绝。")
    return Remark([], lines, _digest("overview"))


def elsewhere(report: Report, finding: Finding) -> str:
    """The line that says where a finding stands whose place cannot hold a comment."""
    where = located(finding.location) if finding.location else ""
    excerpt = clipped(visible(finding.text), 2 * _LONGEST_EXCERPT)
    return f"位置：{where or '文中'}" + (f"“{excerpt}”" if excerpt else "")


def key_line(key: str) -> str:
    """The last line of a comment, by which a later review knows it as ours."""
    return f"reportlint {key}"


def key_of(text: str) -> str:
    """The key in the text of a comment of ours, "" where there is none."""
    found = _KEY.search(text.rstrip())
    return found.group(1) if found else ""


def _digest(*parts: str) -> str:
    from _blake2 import blake2b

    return str(blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest())
