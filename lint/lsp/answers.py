"""What an editor is told of a report: diagnostics, explanations and quick-fixes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from ..api import record, safe_edits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..core.finding import Finding, Report
    from .places import Places

SOURCE = "reportlint"
#: The command by which an editor has a finding accepted.
ACCEPT = "reportlint.accept"
FIX_ALL = "source.fixAll.reportlint"
_SEVERITY = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}


def diagnostics(report: Report, findings: Sequence[Finding], places: Places, uri: str) -> list[types.Diagnostic]:
    """A diagnostic for each finding."""
    return [_diagnostic(report, finding, places, uri) for finding in findings]


def _diagnostic(report: Report, finding: Finding, places: Places, uri: str) -> types.Diagnostic:
    values = record(report, finding)
    related = [
        types.DiagnosticRelatedInformation(
            types.Location(uri, places.range(other["start"], other["end"])), other["message"] or "相关"
        )
        for other in values["related"] or ()
    ]
    return types.Diagnostic(
        range=places.range(*finding.span),
        severity=_SEVERITY[finding.severity],
        code=finding.rule,
        source=SOURCE,
        message=values["message"],
        related_information=related or None,
    )


def explanation(report: Report, findings: Sequence[Finding], places: Places) -> types.Hover:
    """Why the rules of some findings are there, as Markdown."""
    parts = []
    for finding in findings:
        rule = report.rules.get(finding.rule)
        lines = [f"**{_plain(rule.name if rule else finding.rule)}** `{finding.rule}`"]
        lines.append(_plain(report.conceal(finding.message)))
        if rule is not None and rule.rationale:
            lines.append(_plain("".join(rule.rationale.split("\n"))))
        if rule is not None and rule.references:
            lines.append(f"依据：{_plain('；'.join(rule.references))}")
        parts.append("\n\n".join(lines))
    start = min(finding.span[0] for finding in findings)
    end = max(finding.span[1] for finding in findings)
    text = types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(parts))
    return types.Hover(text, places.range(start, end))


def _plain(text: str) -> str:
    """Text in which Markdown sees no markup."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]<>#|~" else char for char in text)


def actions(
    report: Report, findings: Sequence[Finding], chosen: Sequence[Finding], places: Places, document: types.VersionedTextDocumentIdentifier
) -> Iterator[types.CodeAction]:
    """The quick-fixes for the chosen findings, and for all safe ones of ``findings``.

    ``document`` names the version that the edits are for.
    """
    for finding in chosen:
        values = record(report, finding)
        diagnostic = _diagnostic(report, finding, places, document.uri)
        fix = values["fix"]
        if fix is not None:
            doubt = "" if fix["applicability"] == "safe" else "（请核实）"
            yield types.CodeAction(
                title=f"{fix['title'] or '照建议修改'}{doubt}",
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[diagnostic],
                is_preferred=fix["applicability"] == "safe",
                edit=_edit(document, [(e["start"], e["end"], e["replacement"]) for e in fix["edits"]], places),
            )
        yield types.CodeAction(
            title=f"这里没有错：以后不再报告（{finding.rule}）",
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[diagnostic],
            command=types.Command(title="接受这一处", command=ACCEPT, arguments=[document.uri, finding.fingerprint]),
        )
    edits = safe_edits(findings)
    if edits:
        title = f"改好全文 {len(edits)} 处可自动修改的"
        edit = _edit(document, edits, places)
        if chosen:
            yield types.CodeAction(title=title, kind=types.CodeActionKind.QuickFix, edit=edit)
        yield types.CodeAction(title=title, kind=FIX_ALL, edit=edit)


def _edit(
    document: types.VersionedTextDocumentIdentifier, edits: Sequence[tuple[int, int, str]], places: Places
) -> types.WorkspaceEdit:
    changes = [types.TextEdit(places.range(start, end), text) for start, end, text in edits]
    versioned = types.OptionalVersionedTextDocumentIdentifier(uri=document.uri, version=document.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(versioned, changes)])
