"""A run from inputs to summary: planned, resumed where it was broken off, and counted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyarrow as pa

from ..core.finding import LintError
from .examination import Examiner
from .part import STAGE
from .source import Part, cut, files_of
from .store import MANIFEST, SUMMARY, WORK, Store, alone
from .summary import summarize
from .tables import ERRORS

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .embedded import Embedded
    from .job import Job
    from .spark import Spark

    #: Told the stage, how much of it is done and how much there is.
    Progress = Callable[[str, int, int], None]


def run(job: Job, make: Callable[[Store], Embedded | Spark], progress: Progress, keep_work: bool = False) -> dict[str, Any]:
    """Run a job, or what is left of it; its summary. Raises LintError.

    ``make`` gives the engine for the output folder. A finished run is not run
    again: its summary is read.
    """
    store = Store(job.output)
    files = files_of(job)
    plan = {"identity": job.identity(), "files": files}
    if _resumed(store, plan) is not None and store.exists(SUMMARY):
        done: dict[str, Any] = json.loads(store.read(SUMMARY))
        return done
    with alone(store):
        found = _resumed(store, plan)
        # A wrong configuration is told of before anything is written.
        Examiner(job)
        if found is None:
            parts, faults = cut(job, files)
            _begin(store, plan, parts, faults)
        else:
            parts = [Part(**part) for part in found["parts"]]
        store.remove(WORK, "temporary")
        with make(store) as engine:
            committed = store.done(STAGE)
            left = [part for part in parts if part.name not in committed]
            count = len(parts) - len(left)

            def step() -> None:
                nonlocal count
                count += 1
                progress("检查", count, len(parts))

            engine.lint(left, step)
            progress("比对", 0, 1)
            # The engine before this one may have named its files in another way.
            store.remove("pairs")
            store.remove("clusters")
            near = engine.near(parts)
        summary = summarize(job, store, parts, files, near)
        if not keep_work:
            store.remove(WORK)
        return summary


def _resumed(store: Store, plan: dict[str, Any]) -> dict[str, Any] | None:
    """The manifest of a run that this one goes on with. Raises LintError where the folder holds another's."""
    if not store.exists(MANIFEST):
        if any(name != "lock" for name in store.names()) or store.names("documents"):
            raise LintError(f"{store.uri}: 输出文件夹不是空的，也不是 reportlint corpus 的结果；请换一个文件夹")
        return None
    manifest: dict[str, Any] = json.loads(store.read(MANIFEST))
    before, now = manifest["identity"], plan["identity"]
    changed = sorted(name for name in {*before, *now} if before.get(name) != now.get(name))
    if changed:
        raise LintError(
            f"{store.uri}: 这里是另一次运行的结果，选项或版本不同（{'、'.join(changed)}）；请换一个文件夹，或先删去它"
        )
    if manifest["files"] != plan["files"]:
        raise LintError(f"{store.uri}: 输入文件在上次运行之后有变动；请换一个文件夹，或先删去它")
    return manifest


def _begin(store: Store, plan: dict[str, Any], parts: list[Part], faults: list[tuple[str, str]]) -> None:
    rows = [
        {"doc": None, "id": None, "source": path, "position": None, "stage": "file", "reason": why, "documents": 0}
        for path, why in faults
    ]
    if rows:
        store.write_table(pa.Table.from_pylist(rows, ERRORS), "errors", "files.parquet")
    manifest = {**plan, "parts": [json.loads(part.dumps()) for part in parts]}
    store.write(json.dumps(manifest, ensure_ascii=False).encode(), MANIFEST)
