"""What ``reportlint corpus`` does."""

from __future__ import annotations

import os
import sys
import time

from ..core.finding import LintError
from ..core.rule import CATEGORIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..corpus.embedded import Embedded
    from ..corpus.spark import Spark
    from ..corpus.store import Store


def run(options: dict[str, Any]) -> int:
    """Run a job as the options say; the exit status."""
    try:
        from ..corpus.examination import Examiner
        from ..corpus.job import Job, profile
        from ..corpus.run import run
        from ..corpus.summary import status
    except ModuleNotFoundError as error:
        if error.name not in ("numpy", "pyarrow"):
            raise
        raise LintError("处理语料还需要 pyarrow 和 numpy；请运行：pip install 'reportlint[corpus]'") from None

    for category in options["drop"]:
        if category not in CATEGORIES:
            raise LintError(f"--drop 里没有“{category}”这一类；可用：{'、'.join(CATEGORIES)}")
    config = os.path.abspath(options["config"]) if options["config"] else "" if options["no_config"] else profile()
    if config and not os.path.isfile(config):
        raise LintError(f"{options['config']}: 没有这个配置文件")
    if options["master"] and options["engine"] != "spark":
        raise LintError("--master 只用于 --engine spark")
    job = Job(
        inputs=options["inputs"],
        output=options["output"] if "://" in options["output"] else os.path.abspath(options["output"]),
        text=options["text"],
        id=options["id"],
        config=config,
        select=options["select"],
        ignore=options["ignore"],
        min_severity=options["min_severity"] or "",
        fail_on=options["fail_on"] or "",
        clean=options["clean"] or "",
        drop=options["drop"],
        redact=options["redact"],
        near=options["near"],
        threshold=options["threshold"],
        containment=options["containment"],
        fold_numbers=options["fold_numbers"],
        bands=options["bands"],
        rows=options["rows"],
        cap=options["cap"],
        part_bytes=int(options["part_mb"] * (1 << 20)),
        max_chars=options["max_chars"],
        timeout=options["timeout"],
    )

    def engine(store: Store) -> Embedded | Spark:
        if options["engine"] == "spark":
            from ..corpus.spark import Spark

            return Spark(job, store, options["master"] or "")
        from ..corpus.embedded import Embedded

        return Embedded(job, store, options["jobs"])

    summary = run(job, engine, _Line(options["quiet"]), options["keep_work"])
    found = status(summary, Examiner(job).fail_on)
    if not options["quiet"]:
        sys.stdout.write(_told(summary, options["output"]))
    for check in summary["checks"]:
        if not check["ok"]:
            sys.stderr.write(f"{options['output']}: 数目不一致：{check['what']}：{check['expected']}、{check['found']}\n")
    return found


class _Line:
    """A line on standard error that says how far a run is, on a terminal."""

    def __init__(self, quiet: bool) -> None:
        self._wanted = not quiet and sys.stderr.isatty()
        self._last = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        if self._wanted and (done in (0, total) or time.monotonic() > self._last + 0.2):
            self._last = time.monotonic()
            sys.stderr.write(f"\r{stage} {done}/{total}    ")
            sys.stderr.flush()


def _told(summary: dict[str, Any], output: str) -> str:
    counts = summary["counts"]
    lines = [f"文档{counts['documents']}份，问题{counts['findings']}处，近似副本{counts['near_copies']}份"]
    if summary["errors"]:
        stages = "，".join(f"{stage} {count}" for stage, count in summary["errors"].items())
        lines.append(f"隔离{counts['errors']}份，见 errors 表（{stages}）")
    if summary["failed_rules"]:
        lines.append(f"出错的规则：{'、'.join(summary['failed_rules'])}")
    lines.append(f"结果在 {output}")
    return "\n".join(lines) + "\n"
