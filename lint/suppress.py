"""Suppression: findings that someone silenced stay in the report, marked.

A chain of plain functions: instructions in the document first, then accepted
findings of the configuration; the baseline comes after both.
"""

from __future__ import annotations

import os
import re
import time
from bisect import bisect_left

from .core.finding import Suppression
from .core.lines import Lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Protocol

    from .core.accept import Accept
    from .core.document import Directive, Document
    from .core.finding import Finding
    from .core.rule import Rule

    class Accepting(Protocol):
        """Settings or a configuration with accepted findings."""

        @property
        def accept(self) -> Sequence[Accept]:
            """The entries."""


_BLANK = re.compile(r"\s+")


def apply(
    findings: list[Finding],
    document: Document,
    settings: Accepting,
    rules: dict[str, Rule] | None = None,
) -> tuple[list[Finding], set[str]]:
    """The findings, those that are silenced marked, and the places of the entries that silenced some.

    ``rules`` lets old ids of renamed rules count.
    """
    used: set[str] = set()
    if document.directives:
        findings = _inline(findings, document, rules or {})
    entries = _current(settings.accept, document.path)
    if entries:
        findings, used = _accepted(findings, document, entries, rules or {})
    return findings, used


def _names(finding: Finding, rules: dict[str, Rule]) -> set[str]:
    """Every name by which a finding's rule may be called."""
    rule = rules.get(finding.rule)
    return {finding.rule, finding.category, *(rule.formerly if rule else ())}


def _inline(findings: list[Finding], document: Document, rules: dict[str, Rule]) -> list[Finding]:
    """What ``reportlint off … on``, ``next`` and ``file`` in the document silence."""
    directives = sorted(document.directives, key=lambda directive: directive.start)
    following = _following(document, directives)
    marked = []
    for finding in findings:
        silencer = None
        names = _names(finding, rules)
        at = finding.span.start
        for directive in directives:
            if directive.rules and names.isdisjoint(directive.rules):
                continue
            if directive.action == "file":
                silencer = directive
                break
            if directive.start > at:
                continue
            if directive.action == "next":
                low, high = following[directive.start]
                if low <= at < high:
                    silencer = directive
                    break
            else:
                # The last word before the finding counts.
                silencer = directive if directive.action == "off" else None
        marked.append(
            finding
            if silencer is None or finding.suppressed
            else finding.marked(Suppression("inline", silencer.reason))
        )
    return marked


def _following(document: Document, directives: list[Directive]) -> dict[int, tuple[int, int]]:
    """The span of the block after each ``next``, by the directive's start."""
    starts = [block.start for block in document.blocks]
    found = {}
    for directive in directives:
        if directive.action == "next":
            index = bisect_left(starts, directive.end)
            if index < len(starts):
                found[directive.start] = (starts[index], document.blocks[index].end)
            else:
                found[directive.start] = (0, 0)
    return found


def _current(entries: Iterable[Accept], path: str) -> list[Accept]:
    """The entries that have not expired and may concern a file."""
    today = time.strftime("%Y-%m-%d")
    kept = [entry for entry in entries if not entry.expires or entry.expires >= today]
    if any(entry.path for entry in kept):
        path = os.path.abspath(path)
    return [entry for entry in kept if entry.path is None or entry.path.matches(path)]


def _accepted(
    findings: list[Finding], document: Document, entries: list[Accept], rules: dict[str, Rule]
) -> tuple[list[Finding], set[str]]:
    """What entries of ``accept`` silence."""
    used: set[str] = set()
    wanted = [(entry, squeezed(entry.text)) for entry in entries]
    marked = []
    for finding in findings:
        if not finding.suppressed:
            names = _names(finding, rules)
            for entry, text in wanted:
                if entry.rule in names and _holds(text, finding, document.text):
                    used.add(entry.place)
                    finding = finding.marked(Suppression("accept", entry.reason))
                    break
        marked.append(finding)
    return marked, used


def squeezed(text: str) -> str:
    """The text without blanks, as texts are compared here."""
    return _BLANK.sub("", text)


def _holds(wanted: str, finding: Finding, text: str) -> bool:
    """Whether ``wanted`` is the finding's excerpt, or a longer run of text that takes it in."""
    start, end = finding.span
    excerpt = squeezed(text[start:end])
    if wanted == excerpt or not excerpt:
        # What stands there counts, not its mask: masks of equal length are all the same.
        return wanted == excerpt
    room = 2 * len(wanted) + 64
    before = squeezed(text[max(0, start - room) : start])
    around = before + excerpt + squeezed(text[end : end + room])
    at = around.find(wanted) if excerpt in wanted else -1
    while at >= 0:
        if at <= len(before) and len(before) + len(excerpt) <= at + len(wanted):
            return True
        at = around.find(wanted, at + 1)
    shown = squeezed(finding.text)
    # An entry that a tool wrote knows private data by its mask only.
    return finding.redacted and shown in wanted and wanted != shown and wanted in squeezed(finding.sentence)


def unused(
    config: Accepting,
    used: set[str],
    covered_paths: Iterable[str],
    ran: set[str] | None = None,
) -> list[str]:
    """What to say about entries of ``accept`` that silenced nothing, or have expired.

    ``used`` holds the places that ``apply`` gave for all files of the run;
    ``covered_paths`` the files that were linted and the folders that were
    walked whole. An entry is only reported where the run covered every file
    that it could match with its rule: ``ran`` holds the ids, old ids and
    categories of the rules that ran, None for all.
    """
    today = time.strftime("%Y-%m-%d")
    covered = {os.path.abspath(path) for path in covered_paths}
    messages = []
    for entry in config.accept:
        if entry.expires and entry.expires < today:
            messages.append(f"{entry.place}: 认可“{entry.text}”的期限 {entry.expires} 已过，不再起作用")
        elif entry.place not in used and (ran is None or entry.rule in ran) and _covered(entry, covered):
            messages.append(f"{entry.place}: 认可“{entry.text}”（{entry.rule}）没有用上，可以删去")
    return messages


def _covered(entry: Accept, covered: set[str]) -> bool:
    """Whether all files that an entry may concern are among ``covered``, or below a folder that is."""
    path = entry.path.plain if entry.path is not None else ""
    if path and path in covered:
        return True
    path = path or entry.base
    while path:
        if path in covered and os.path.isdir(path):
            return True
        parent = os.path.dirname(path)
        path = parent if parent != path else ""
    return False


def misnamed(document: Document, known: set[str]) -> list[str]:
    """What to say about instructions in a document that name rules which do not exist.

    ``known`` holds all rule ids, old ids and categories.
    """
    messages = []
    for directive in document.directives:
        for name in directive.rules:
            if name not in known:
                line, column = Lines(document.text).place(directive.start)
                messages.append(
                    f"{document.path}:{line}:{column}: 没有名为“{name}”的规则或类别，这处忽略标记不起作用"
                )
    return messages
