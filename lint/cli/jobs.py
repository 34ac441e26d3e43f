"""Files over several processes, reports in order."""

from __future__ import annotations

import os

from ..core.finding import Report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from ..api import Begun, Linter

    # A report and the accept entries that silenced something in it, or what went wrong.
    Outcome = tuple[Report | BaseException, set[str]]

_linter: Linter | None = None
# Processes cost more than linting this many bytes in one.
_WORTH_BYTES = 1_000_000
_WORTH_SPAWNING = 8_000_000
# From this many bytes of one file on memory is looked after.
_LARGE = 1 << 20
# So many characters of several files are begun in a row.
_TOGETHER = 1 << 18


def reports(linter: Linter, paths: list[str], jobs: int) -> Iterator[tuple[str, Report]]:
    """``(path, report)`` for each path, in order, by ``jobs`` processes (0: one a core)."""
    jobs = min(jobs or os.cpu_count() or 1, len(paths))
    folder = linter.prepare(paths)
    sizes = list(map(_size, paths))
    size = sum(sizes) if jobs > 1 else 0
    if max(sizes, default=0) > _LARGE:
        from ..core.room import spare

        spare()
    if size >= _WORTH_BYTES and hasattr(os, "fork"):
        yield from _forked(linter, paths, jobs)
    elif size >= _WORTH_SPAWNING:
        yield from _spawned(linter, paths, jobs, folder)
    else:
        for path, outcome in _in_turn(linter, paths):
            if isinstance(outcome, Exception):
                raise outcome
            yield path, outcome


def _in_turn(linter: Linter, paths: Iterable[str]) -> Iterator[tuple[str, Report | Exception]]:
    """``(path, report)`` for each path, in order, or what went wrong with the program.

    Some files at a time are begun in a row: reading for typos takes half as long
    while the model's numbers are at hand, and rules fill the processor's memory with theirs.
    """
    begun: list[tuple[str, Report | Begun | Exception]] = []
    size = 0
    for path in paths:
        try:
            one = linter.begin_file(path)
        except Exception as error:
            begun.append((path, error))
            continue
        size += len(one.document.text) if one.document is not None else 0
        begun.append((path, one))
        if size > _TOGETHER:
            yield from _finished(linter, begun)
            size = 0
    yield from _finished(linter, begun)


def _finished(linter: Linter, begun: list[tuple[str, Report | Begun | Exception]]) -> Iterator[tuple[str, Report | Exception]]:
    # Nothing of a file is held any longer than it is needed.
    begun.reverse()
    while begun:
        path, one = begun.pop()
        if not isinstance(one, Exception):
            try:
                one = linter.finish(one)
            except Exception as error:
                one = error
        yield path, one


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0


def _forked(linter: Linter, paths: list[str], jobs: int) -> Iterator[tuple[str, Report]]:
    """The reports of processes that are copies of this one, every process taking each so-many-th file.

    They share the loaded rules and need no other start; a pool of the standard
    library costs as much as linting some megabytes. What a process that ended
    early has not done is done here.
    """
    import gc
    import pickle

    # What every process needs is loaded once, by linting the first file here.
    yield paths[0], linter.check_file(paths[0])
    # What is there already is shared, as long as no collection writes to it.
    gc.freeze()
    rest = paths[1:]
    workers: list[tuple[int, BinaryIO]] = []
    try:
        for number in range(jobs):
            workers.append(_worker(linter, rest[number::jobs], [stream for _, stream in workers]))
        lost: set[int] = set()
        for index, path in enumerate(rest):
            number = index % jobs
            if number not in lost:
                try:
                    outcome: Outcome = pickle.load(workers[number][1])  # noqa: S301 (written by a copy of this process)
                except (EOFError, OSError, pickle.UnpicklingError):
                    lost.add(number)
            if number in lost:
                yield path, linter.check_file(path)
            else:
                yield path, _received(linter, path, outcome)
    finally:
        for process, stream in workers:
            # A process that still writes ends with a broken pipe.
            stream.close()
            os.waitpid(process, 0)


def _worker(linter: Linter, paths: list[str], inherited: list[BinaryIO]) -> tuple[int, BinaryIO]:
    """A copy of this process that lints the paths, and where it writes the outcomes in their order."""
    import pickle

    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, open(reading, "rb")
    try:
        os.close(reading)
        for other in inherited:
            other.close()
        with open(writing, "wb") as stream:
            linter.used = set()
            for _, made in _in_turn(linter, paths):
                pickle.dump(_outcome(linter, made), stream, pickle.HIGHEST_PROTOCOL)
                linter.used = set()
    except BaseException:
        # The other process sees the end of the stream and goes on by itself.
        os._exit(1)
    # Nothing of what the other process has open may be flushed or cleaned up here.
    os._exit(0)


def _outcome(linter: Linter, report: Report | Exception) -> Outcome:
    """What another process is told of a file, and which accept entries silenced something in it."""
    if isinstance(report, Exception):
        return report, set()
    report.rules = {}
    document = report.document
    if document is not None:
        # Blocks tell where something stands in formats without lines; of others nobody asks for them again.
        if document.blocks and document.blocks[0].location is None:
            document.blocks = []
    return report, linter.used


def _received(linter: Linter, path: str, outcome: Outcome) -> Report:
    report, used = outcome
    if isinstance(report, BaseException):
        raise report
    linter.used |= used
    if report.document is not None:
        report.rules = linter.setup(path).rules.by_id()
    return report


def _spawned(linter: Linter, paths: list[str], jobs: int, folder: str) -> Iterator[tuple[str, Report]]:
    """The reports of a pool of processes, where processes cannot be copied."""
    import multiprocessing

    with multiprocessing.get_context("spawn").Pool(jobs, _start, (linter.options, folder)) as pool:
        for path, outcome in zip(paths, pool.imap(_check, paths, 8), strict=True):
            yield path, _received(linter, path, outcome)


def _start(options: object, folder: str) -> None:
    global _linter  # noqa: PLW0603 (a worker process has one)
    from ..api import Linter, Options, share_conversions

    assert isinstance(options, Options)
    _linter = Linter(options)
    share_conversions(folder)


def _check(path: str) -> Outcome:
    assert _linter is not None
    _linter.used = set()
    ((_, made),) = _in_turn(_linter, [path])
    return _outcome(_linter, made)
