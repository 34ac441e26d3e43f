"""What ``reportlint check`` does."""

from __future__ import annotations

import sys

from ..api import Linter, Options, View, gather, load, shown, update_baseline, writer
from ..core.finding import Failure, LintError, Report
from ..core.rule import rank
from .terminal import Progress, machine, output, terminal_width, uses_color

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

STDIN = "<stdin>"


def run(options: dict[str, Any]) -> int:
    """Lint, fix or diff as the options say; the exit status."""
    if options["config"] and options["no_config"]:
        raise LintError("--config 与 --no-config 只能用一个")
    check_encoding(options["encoding"])
    linter = Linter(
        Options(
            options["config"],
            not options["no_config"],
            options["select"],
            options["ignore"],
            options["encoding"],
            options["baseline"] or "",
            options["fail_on"] or "",
            options["min_severity"] or "",
            options["unsafe_fixes"],
            options["update_baseline"],
            not options["no_cache"],
        )
    )
    from_stdin = "-" in options["paths"]
    if from_stdin and len(options["paths"]) > 1:
        raise LintError("标准输入（-）要单独检查")
    if from_stdin:
        return _Run(linter, options, [STDIN], []).stdin()
    files, failures = gather(options["paths"], linter.excludes)
    return _Run(linter, options, files, failures).files()


def check_encoding(name: str) -> None:
    """Raise LintError where no encoding has this name; "" is right."""
    if not name:
        return
    import codecs

    try:
        codecs.lookup(name)
    except LookupError:
        raise LintError(f"没有名为“{name}”的编码；常用的有 utf-8、gb18030、utf-16") from None


class _Run:
    """One run over its inputs."""

    def __init__(
        self, linter: Linter, options: dict[str, Any], files: list[str], failures: list[Failure]
    ) -> None:
        self.linter = linter
        self.options = options
        self.paths = files
        self.failures = failures
        self.failed = False
        self.mended = 0

    def files(self) -> int:
        options = self.options
        for path in self.paths[:1]:
            self.linter.setup(path)
        if options["diff"]:
            self.linter.prepare(self.paths)
            return self._diff((path, shown(path)) for path in self.paths)
        if options["fix"]:
            reports = self._fixed()
        else:
            reports = self._checked()
        return self._write(reports)

    def stdin(self) -> int:
        options = self.options
        data = sys.stdin.buffer.read()
        path = options["stdin_filename"]
        if options["diff"]:
            self.paths = [path]
            return self._diff([(path, path or STDIN)], data)
        if options["fix"]:
            mended, _, report = self.linter.fix_bytes(data, STDIN, path)
            sys.stdout.flush()
            sys.stdout.buffer.write(mended)
            sys.stdout.buffer.flush()
            self._note(report, path)
            return self._status()
        return self._write(self._noted(self.linter.check_bytes(data, STDIN, path), path))

    def _noted(self, report: Report, path: str) -> Iterator[Report]:
        self._note(report, path)
        yield report

    def _checked(self) -> Iterator[Report]:
        from .jobs import reports

        progress = Progress(len(self.paths))
        for path, report in reports(self.linter, self.paths, self.options["jobs"]):
            self._note(report, path)
            progress.step()
            yield report
        progress.end()

    def _fixed(self) -> Iterator[Report]:
        progress = Progress(len(self.paths))
        self.linter.prepare(self.paths)
        for path in self.paths:
            count, report = self.linter.fix_file(path)
            self.mended += count
            self._note(report, path)
            progress.step()
            yield report
        progress.end()

    def _note(self, report: Report, path: str) -> None:
        self.failures.extend(report.failures)
        if report.document is not None and self.linter.failing(report, path or report.path):
            self.failed = True

    def _write(self, reports: Iterator[Report]) -> int:
        options = self.options
        if options["update_baseline"]:
            return self._update(reports)
        # Failures found before linting belong into every format's own list.
        early = [Report(f.path, None, [], [f], {}) for f in self.failures]
        if options["quiet"] and not options["output"]:
            for _ in reports:
                pass
        else:
            view = self._view()
            with output(options["output"], machine(options["form"])) as out:
                writer(options["form"]).write(_chain(early, reports), out, view)
                if self.mended and options["form"] == "full":
                    out.write(f"已自动修改 {self.mended} 处\n")
        # Where not all rules ran, an entry may be in use and yet silence nothing.
        if not (options["select"] or options["ignore"]):
            for message in self.linter.unused([*options["paths"], *self.paths]):
                sys.stderr.write(f"{message}\n")
        return self._status()

    def _update(self, reports: Iterator[Report]) -> int:
        path = self.linter.baseline(self.paths[0] if self.paths else ".")
        if not path:
            raise LintError("--update-baseline 需要 --baseline 或配置里的 baseline 指明文件")
        kept = update_baseline(path, list(reports))
        if not self.options["quiet"]:
            sys.stderr.write(f"基线 {shown(path)} 已更新，共 {kept} 条\n")
        self.failed = False
        return self._status()

    def _diff(self, inputs: Iterator[tuple[str, str]] | list[tuple[str, str]], data: bytes | None = None) -> int:
        from difflib import unified_diff

        changed = False
        with output(self.options["output"], False) as out:
            for path, name in inputs:
                try:
                    before = load(path) if data is None else data
                except OSError:
                    self._note(self.linter.check_file(path), path)
                    continue
                after, _, report = self.linter.fix_bytes(before, name, path)
                self.failures.extend(report.failures)
                if after == before or report.document is None:
                    continue
                changed = True
                # Masking private data takes it out of the second report, not out of the lines before.
                first = self.linter.check_bytes(before, name, path)
                if first.document is None:
                    continue
                for line in unified_diff(
                    first.document.text.splitlines(keepends=True),
                    report.document.text.splitlines(keepends=True),
                    f"a/{name}",
                    f"b/{name}",
                ):
                    line = report.conceal(first.conceal(line))
                    out.write(line if line.endswith("\n") else f"{line}\n\\ 文件末尾没有换行\n")
        self.failed = changed
        return self._status()

    def _view(self) -> View:
        options = self.options
        from .. import __version__

        least = options["min_severity"] or self.linter.min_severity(self.paths)
        # What fails the run is shown, whatever else was asked for.
        level = options["fail_on"]
        if level in ("info", "warning") and rank(level) < rank(least):
            least = level
        to_file = bool(options["output"])
        return View(
            min_severity=least,
            color=not to_file and uses_color(sys.stdout),
            width=terminal_width(sys.stdout),
            show_suppressed=options["show_suppressed"],
            show_fixes=True,
            statistics=options["statistics"],
            version=__version__,
            selected=frozenset(options["select"]),
            bom=to_file,
        )

    def _status(self) -> int:
        for failure in self.failures:
            sys.stderr.write(f"{failure.path}: {failure.message}\n")
        if self.failures:
            return 2
        return 1 if self.failed else 0


def _chain(early: list[Report], reports: Iterator[Report]) -> Iterator[Report]:
    yield from early
    yield from reports


