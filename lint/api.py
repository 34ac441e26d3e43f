"""The one place where the pieces meet: text or path in, report out."""

from __future__ import annotations

import os

from .catalog.load import rules_dir
from .catalog.table import RuleSet, rule_set
from .core.finding import Failure, LintError, Report
from .engine import Choice, lint
from .readers import reader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .core.document import Document


def rules(folders: tuple[str, ...] = ()) -> RuleSet:
    """The built-in rules, with the rules of ``folders`` on top."""
    return rule_set([rules_dir(), *folders])


def check(source: str | os.PathLike[str], path: str = "") -> Report:
    """Lint a text (``str``) or a file (``pathlib.Path``)."""
    found = rules()
    choice = Choice([r.enabled for r in found.rules], [r.severity for r in found.rules])
    if isinstance(source, str):
        from .readers.txt import document_of

        document: Document = document_of(source, path or "<text>")
    else:
        name = os.fspath(source)
        with open(name, "rb") as file:
            document = reader(os.path.splitext(name)[1]).read(file.read(), path or name)
    findings, failures = lint(document, found, choice)
    return Report(document.path, document, findings, failures, found.by_id())


__all__ = ["Failure", "LintError", "check"]
