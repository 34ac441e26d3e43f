"""Files over several processes, reports in order."""

from __future__ import annotations

import os

from ..core.finding import Report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..api import Linter

_linter: Linter | None = None
# A pool costs more than linting this many bytes in one process.
_WORTH_BYTES = 8_000_000


def reports(linter: Linter, paths: list[str], jobs: int) -> Iterator[tuple[str, Report]]:
    """``(path, report)`` for each path, in order, by ``jobs`` processes (0: one a core)."""
    jobs = jobs or os.cpu_count() or 1
    folder = linter.prepare(paths)
    if jobs == 1 or len(paths) < 2 or sum(map(_size, paths)) < _WORTH_BYTES:
        for path in paths:
            yield path, linter.check_file(path)
        return
    import multiprocessing

    # Where processes can be forked they share the loaded rules.
    forks = "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if forks else "spawn")
    with context.Pool(min(jobs, len(paths)), _start, (linter.options, folder)) as pool:
        for path, (report, used) in zip(paths, pool.imap(_check, paths, 8), strict=True):
            linter.used |= used
            if report.document is not None:
                report.rules = linter.setup(path).rules.by_id()
            yield path, report


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0


def _start(options: object, folder: str) -> None:
    global _linter  # noqa: PLW0603 (a worker process has one)
    from ..api import Linter, Options, share_conversions

    assert isinstance(options, Options)
    _linter = Linter(options)
    share_conversions(folder)


def _check(path: str) -> tuple[Report, set[str]]:
    assert _linter is not None
    report = _linter.check_file(path)
    # The rules are the same in every process; sending them would cost more than linting.
    report.rules = {}
    return report, _linter.used
