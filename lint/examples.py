"""The examples inside rules, run as the tests they are."""

from __future__ import annotations

import os
import re

from .catalog.compiling import compile_rules
from .catalog.load import load_rule, rule_files
from .catalog.source import SourceError
from .core.finding import LintError
from .engine import Choice, lint
from .fixer import NotConverging, edited, settle
from .readers import reader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from .core.document import Document
    from .core.finding import Finding
    from .core.rule import Rule

_MARKS = re.compile("[⟦⟧]")


class Outcome:
    """How one example went; ``fault`` is empty where it passed."""

    __slots__ = ("fault", "path", "rule", "text")

    def __init__(self, path: str, rule: str, text: str, fault: str = "") -> None:
        self.path = path
        self.rule = rule
        self.text = text
        self.fault = fault


def run_path(path: str) -> Iterator[Outcome]:
    """Run the examples of every rule file at or below a path. LintError where there is none."""
    files = rule_files(path)
    if not files:
        raise LintError(f"{path}: 没有规则文件（*.yaml）")
    for file in files:
        try:
            rule, _ = load_rule(file)
        except SourceError as error:
            yield Outcome(file, "", "", str(error))
            continue
        yield from run_rule(rule)


def run_rule(rule: Rule) -> Iterator[Outcome]:
    """Run the examples of one rule, alone and switched on."""
    for bad in rule.examples["bad"]:
        example = {"text": bad} if isinstance(bad, str) else bad
        yield Outcome(rule.path, rule.id, example["text"], _bad(rule, example))
    for good in rule.examples["good"]:
        findings, fault = _run(rule, good)
        if findings:
            fault = f"不该报告，却报告了 {_shown(good, [_span(f) for f in findings])}"
        yield Outcome(rule.path, rule.id, good, fault)


def _bad(rule: Rule, example: dict[str, str]) -> str:
    text, spans = expected(example["text"])
    if not spans:
        return "坏例没有用 ⟦⟧ 标出应当报告的位置"
    findings, fault = _run(rule, text)
    if fault:
        return fault
    got = [_span(finding) for finding in findings]
    if got != spans:
        return f"应报告 {_shown(text, spans)}，实际报告 {_shown(text, got)}"
    if example.get("message", findings[0].message) != findings[0].message:
        return f"说明应为“{example['message']}”，实为“{findings[0].message}”"
    if rule.fix and rule.fix["applicability"] != "display" and not any(f.fix for f in findings):
        return "规则写了 fix，坏例却没有得到修改建议"
    if "fixed" in example:
        return _fixed(rule, text, example["fixed"])
    return ""


def _fixed(rule: Rule, text: str, wanted: str) -> str:
    try:
        result, _ = settle(text, lambda source: _run(rule, source)[0], edited, unsafe=True)
    except NotConverging as error:
        return str(error)
    if result != wanted:
        return f"应改为“{wanted}”，实际改为“{result}”"
    return ""


def expected(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without ⟦⟧, and the spans that they mark, sorted."""
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    at = last = 0
    opened: list[int] = []
    for mark in _MARKS.finditer(marked):
        pieces.append(marked[last : mark.start()])
        at += mark.start() - last
        last = mark.end()
        if mark.group() == "⟦":
            opened.append(at)
        elif opened:
            spans.append((opened.pop(), at))
    pieces.append(marked[last:])
    return "".join(pieces), sorted(spans)


def document_of(text: str, format: str = "txt") -> Document:
    """A text as a document of a format; a first line ``format: md`` may name another."""
    module = reader(f".{format}")
    document: Document
    if format not in ("txt", "md", "html"):
        # A Word document or a PDF file is no text; examples sketch one.
        document = module.document_of(text, f"<{format}>")
    else:
        document = module.read(text.encode("utf-8", "surrogatepass"), f"<{format}>")
    return document


def _run(rule: Rule, text: str) -> tuple[list[Finding], str]:
    rules = compile_rules({rule.id: rule})
    formats = rule.when.get("format") or ["txt"]
    document = document_of(text, formats[0])
    findings, failures = lint(document, rules, Choice([True], [rule.severity]))
    return findings, failures[0].message if failures else ""


def _span(finding: Finding) -> tuple[int, int]:
    return finding.span[0], finding.span[1]


def _shown(text: str, spans: list[tuple[int, int]]) -> str:
    if not spans:
        return "（无）"
    return "、".join(f"{start}–{end}“{text[start:end]}”" for start, end in spans)


def relative(path: str) -> str:
    """A path as users see it: relative to the working directory where it lies below it."""
    shown = os.path.relpath(path)
    return path if shown.startswith("..") else shown
