"""Reports made for tests of the writers, and what a writer makes of them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from reportlint.core.document import Block, Document
from reportlint.core.finding import Failure, Finding, Fix, Related, Report, Suppression
from reportlint.core.redaction import redacted
from reportlint.core.rule import Rule
from reportlint.core.span import Span
from reportlint.writers import writer
from reportlint.writers.view import View

if TYPE_CHECKING:
    from collections.abc import Sequence

RULE = Rule(
    "word-wrong",
    "错字",
    "typo",
    "error",
    "“{text}”应为别的词",
    "terms",
    {},
    "写错的词。\n第二行。",
    ("实务", "GB/T 15834—2011"),
    fix={"applicability": "safe"},
)


def found(text: str, words: str, nth: int = 1, /, **keys: Any) -> Finding:
    """A finding at the ``nth`` place where ``words`` stand in ``text``.

    ``replacement`` makes a safe fix, ``related`` names words found first;
    other keys as in ``Finding``.
    """
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    span = Span(start, start + len(words))
    replacement = keys.pop("replacement", None)
    if replacement is not None:
        keys["fix"] = Fix(((*span, replacement),), keys.pop("applicability", "safe"))
    if "related" in keys:
        at = text.index(keys["related"])
        keys["related"] = (Related(Span(at, at + len(keys["related"])), "首次出现"),)
    values: dict[str, Any] = {
        "path": "a.txt",
        "rule": "word-wrong",
        "category": "typo",
        "severity": "error",
        "message": f"“{words}”有误",
        "text": words,
        "fingerprint": "0123456789abcdef",
    }
    values.update(keys)
    return Finding(span=span, **values)


def private(text: str, words: str) -> Finding:
    """A finding of private data, as the engine gives it."""
    mask = redacted(words, [(0, len(words))])
    return found(
        text,
        words,
        rule="id-card",
        category="privacy",
        message=f"“{mask}”是身份证号",
        text=mask,
        redacted=True,
    )


def report(
    text: str | None,
    *findings: Finding,
    path: str = "a.txt",
    failures: Sequence[tuple[str, str]] = (),
    blocks: Sequence[Block] = (),
) -> Report:
    """The report on a text (None: it could not be read); failures are (stage, message)."""
    document = None if text is None else Document(path, "txt", text, list(blocks))
    for finding in findings:
        finding.path = path
    failed = [Failure(path, stage, message) for stage, message in failures]
    ordered = sorted(findings, key=lambda finding: (finding.span, finding.rule))
    return Report(path, document, ordered, failed, {RULE.id: RULE})


def written(form: str, *reports: Report, **view: Any) -> str:
    """What a writer writes; ``view`` as in ``View``."""
    out = io.StringIO()
    writer(form).write(iter(reports), out, View(version="1.2.3", **view))
    return out.getvalue()


def silenced(finding: Finding, by: str = "accept", reason: str = "原文如此") -> Finding:
    """A copy of the finding, suppressed."""
    return finding.marked(Suppression(by, reason))
