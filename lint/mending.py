"""Mending texts, files and their bytes with what linting them gives, until nothing is left to mend."""

from __future__ import annotations

from .core.files import load, reason, replace, shown
from .core.finding import Failure, Report
from .core.rule import rank
from .fixer import NotConverging, edited, settle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    from .core.document import Document
    from .core.finding import Finding
    from .options import Options

    class Checks(Protocol):
        """What a linter can do that mending needs; the linter imports this module, and not the other way round."""

        options: Options

        def min_severity(self, paths: list[str]) -> str:
            """The least severity that is shown."""

        def read(self, data: bytes, name: str, path: str = "") -> Document:
            """The document in the bytes of a file."""

        def check_bytes(self, data: bytes, name: str, path: str = "") -> Report:
            """Lint the bytes of a file."""

        def check_text(self, text: str, name: str = "<text>", path: str = "") -> Report:
            """Lint a text."""


def bytes_mended(linter: Checks, data: bytes, name: str, path: str) -> tuple[bytes, int, Report]:
    """The mended bytes, how many findings were mended, and the report on what remains.

    Where something fails the bytes are those given, and the report says why.
    """
    before = linter.check_bytes(data, name, path)
    if before.document is None:
        return data, 0, before
    from .editors import editor, refusal

    why = refusal(before.document.format)
    if why:
        before.failures.append(Failure(name, "write", f"{why}，文件未改动"))
        return data, 0, before
    edit = editor(before.document.format)

    def apply(source: bytes, edits: list[tuple[int, int, str]]) -> bytes:
        made: bytes = edit.apply(linter.read(source, name, path), source, edits)
        return made

    report = before

    def findings(source: bytes) -> list[Finding]:
        # The last source that is linted is the one that is given back.
        nonlocal report
        report = before if source is data else linter.check_bytes(source, name, path)
        return _mendable(linter, report.findings, path or name)

    try:
        mended, count = settle(data, findings, apply, linter.options.unsafe)
    except UnicodeEncodeError as error:
        text = error.object[error.start : error.end]
        why = f"文件的编码 {error.encoding} 写不出“{text}”，文件未改动；请先另存为 UTF-8"
    except (NotConverging, ValueError) as error:
        why = str(error)
    else:
        return mended, count, report
    before.failures.append(Failure(name, "write", why))
    return data, 0, before


def text_mended(linter: Checks, text: str, name: str, path: str) -> Report:
    """The report on the mended text, which is its document's."""

    def findings(source: str) -> list[Finding]:
        return _mendable(linter, linter.check_text(source, name, path).findings, path)

    try:
        mended, _ = settle(text, findings, edited, linter.options.unsafe)
    except NotConverging as error:
        report = linter.check_text(text, name, path)
        report.failures.append(Failure(name, "write", str(error)))
        return report
    return linter.check_text(mended, name, path)


def file_mended(linter: Checks, path: str) -> tuple[int, Report]:
    """Mend a file in place: how many findings were mended, and the report on what remains."""
    name = shown(path)
    try:
        data = load(path)
    except OSError as error:
        return 0, Report(name, None, [], [Failure(name, "read", reason(error))], {})
    mended, count, report = bytes_mended(linter, data, name, path)
    if mended == data:
        return count, report
    try:
        replace(path, mended)
    except OSError as error:
        report = linter.check_bytes(data, name, path)
        report.failures.append(Failure(name, "write", f"{reason(error)}，文件未改动"))
        return 0, report
    return count, report


def _mendable(linter: Checks, findings: list[Finding], path: str) -> list[Finding]:
    """The findings that a run shows: what nobody is told of is not changed either."""
    least = rank(linter.min_severity([path] if path else []))
    chosen = linter.options.select
    return [f for f in findings if rank(f.severity) >= least or f.rule in chosen]
