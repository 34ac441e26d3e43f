"""The face of the package: text or path in, report out.

``check`` and ``fix`` are for callers who have one text or one file; ``Linter``
is for the command line and other faces, which lint many with one set-up. Other
faces import from here and nowhere else.
"""

from __future__ import annotations

import os

from .core.files import shown
from .core.finding import Failure, Finding, LintError, Report
from .core.rule import Rule
from .inputs import gather
from .linter import Linter, as_docx, load, reason
from .options import Options
from .writers import writer
from .writers.view import View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "Failure",
    "Finding",
    "LintError",
    "Linter",
    "Options",
    "Report",
    "Rule",
    "View",
    "as_docx",
    "check",
    "fix",
    "gather",
    "load",
    "reason",
    "share_conversions",
    "shown",
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
