"""The face of the package: text or path in, report out.

``check`` and ``fix`` are for callers who have one text or one file; ``Linter``
is for the command line and other faces, which lint many with one set-up. Other
faces import from here and nowhere else.
"""

from __future__ import annotations

import os

from .config import append_accept
from .config import forget as forget_configuration
from .core.files import load, reason, shown
from .core.finding import Failure, Finding, LintError, Report
from .core.rule import Rule
from .inputs import gather
from .linter import Begun, Linter
from .options import Options
from .readers import supported
from .writers import FORMATS, writer
from .writers.view import View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from .core.document import Document
    from .review.marking import Review

__all__ = [
    "FORMATS",
    "Begun",
    "Failure",
    "Finding",
    "LintError",
    "Linter",
    "Options",
    "Report",
    "Rule",
    "View",
    "accept",
    "accepts",
    "append_accept",
    "apply",
    "as_docx",
    "category_names",
    "check",
    "fix",
    "forget_configuration",
    "forget_conversions",
    "gather",
    "load",
    "reason",
    "record",
    "review",
    "rule_record",
    "safe_edits",
    "severity_names",
    "share_conversions",
    "shown",
    "supported",
    "update_baseline",
    "with_examples",
    "writer",
]


def update_baseline(path: str, reports: Iterable[Report]) -> int:
    """Write the findings of the reports into a baseline file; how many it then holds. See ``baseline.update``."""
    from . import baseline

    return baseline.update(path, reports)


def share_conversions(folder: str) -> None:
    """Read what another process let LibreOffice make from the folder that keeps it; "" for none."""
    if folder:
        from .office import conversions

        conversions.share(folder)


def as_docx(data: bytes, path: str) -> bytes:
    """A document that LibreOffice can save as a Word document, as one; other bytes as they are. See ``readers.doc``."""
    from .readers.doc import as_docx as made

    return made(data, path)


def forget_conversions() -> None:
    """Remove from the disk what this process let LibreOffice make."""
    from .office import conversions

    conversions.clear()


def safe_edits(findings: Iterable[Finding]) -> list[tuple[int, int, str]]:
    """The edits of all safe fixes that go together, sorted and not overlapping; see ``fixer.chosen``."""
    from .fixer import chosen

    return chosen(findings)[0]


def accepts(document: Document, edits: Sequence[tuple[int, int, str]]) -> bool:
    """Whether the format of a document takes these edits."""
    from .editors import editor

    return bool(editor(document.format).accepts(document, edits))


def apply(document: Document, data: bytes, edits: Sequence[tuple[int, int, str]]) -> tuple[bytes, list[int]]:
    """Make edits in the bytes that a document was read from: the new bytes, and the numbers of edits left out.

    ``edits`` are ``(start, end, replacement)`` in document offsets, sorted and
    not overlapping. An edit that the format cannot take (a number that Word
    computes, a paragraph to be split) is left out. Raises ValueError where the
    file takes none (a signature), UnicodeEncodeError where its encoding does
    not hold a replacement.
    """
    from .editors import editor

    edit = editor(document.format)
    refused = [number for number, one in enumerate(edits) if not edit.accepts(document, [one])]
    kept = [one for number, one in enumerate(edits) if number not in set(refused)]
    made: bytes = edit.apply(document, data, kept) if kept else data
    return made, refused


def review(linter: Linter, data: bytes, name: str, path: str, date: str, view: View) -> Review:
    """A copy of a file in Word with comments and tracked changes; see ``review.marking.reviewed``.

    ``date`` (``2026-03-01T09:30:00Z``, the local time) is that of the comments.
    """
    from .review.marking import Plan, reviewed

    return reviewed(linter, data, name, path, Plan(date), view)


def record(report: Report, finding: Finding) -> dict[str, Any]:
    """A finding as plain values, as ``-f json`` has it, private data masked."""
    from .writers import records

    return records.record(report, finding)


def accept(path: str, finding: Finding, root: str = "") -> str:
    """Accept a finding in a file from now on: the file of accepted findings that now says so.

    That is the nearest one, else a new one beside the configuration file, else
    in the folder ``root``, else in the file's. The entry holds the finding's
    sentence, so that the same words elsewhere stay reported. Raises LintError
    where it cannot be written.
    """
    from .config import accept_path

    target = accept_path(path, root)
    sentence = finding.sentence.strip()
    try:
        append_accept(target, finding.rule, sentence if finding.text in sentence else finding.text)
    except OSError as error:
        raise LintError(f"{shown(target)}: 写不进去：{reason(error)}") from None
    return target


def category_names() -> dict[str, str]:
    """The Chinese names of the categories."""
    from .writers.phrases import CATEGORY

    return CATEGORY


def severity_names() -> dict[str, str]:
    """The Chinese names of the severities."""
    from .writers.phrases import SEVERITY

    return SEVERITY


def rule_record(rule: Rule) -> dict[str, Any]:
    """A rule as plain values, as ``rules -f json`` lists it."""
    from .writers import records

    return records.rule_record(rule)


def with_examples(rule: Rule) -> Rule:
    """The rule as its file states it, with the examples that the rule table leaves out."""
    from .catalog.load import load_rule

    return load_rule(rule.path)[0]


def check(
    source: str | os.PathLike[str],
    *,
    path: str = "",
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    config: str | None = None,
    use_config: bool = False,
) -> Report:
    """Lint a text (``str``) or a file (``pathlib.Path``).

    ``path`` names a text, and with its suffix decides its format (``.md``).
    ``select`` and ``ignore`` hold rule ids or categories; ``config`` names a
    configuration file, and ``use_config`` looks for the nearest one. The
    report's findings carry offsets in code points of ``report.document.text``.
    Raises LintError for an unknown rule or a wrong configuration; a file that
    cannot be read is in ``report.failures``.
    """
    linter = Linter(Options(config, use_config or bool(config), tuple(select), tuple(ignore)))
    if isinstance(source, str):
        return linter.check_text(source, path or "<text>", path)
    return linter.check_file(os.fspath(source))


def fix(
    source: str | os.PathLike[str],
    *,
    path: str = "",
    unsafe: bool = False,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    config: str | None = None,
    use_config: bool = False,
) -> Report:
    """Mend a text (``str``), or a file (``pathlib.Path``) in place, and report on what remains.

    The mended text is ``report.document.text``. Safe fixes only, unless
    ``unsafe``; other arguments as for ``check``. A file is replaced whole or
    not at all; what went wrong is in ``report.failures``.
    """
    linter = Linter(
        Options(config, use_config or bool(config), tuple(select), tuple(ignore), unsafe=unsafe)
    )
    if isinstance(source, str):
        return linter.fix_text(source, path or "<text>", path)
    return linter.fix_file(os.fspath(source))[1]
