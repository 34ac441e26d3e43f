"""The engine that needs no server: processes on this machine."""

from __future__ import annotations

import os
import queue
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from .finish import finish_part, nothing
from .neighbours import find
from .worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from .job import Job
    from .source import Part
    from .store import Store


class Embedded:
    """Runs a job on ``jobs`` processes of this machine (0: one a core)."""

    def __init__(self, job: Job, store: Store, jobs: int) -> None:
        self.job = job
        self.store = store
        self.jobs = jobs or os.cpu_count() or 1
        self._workers: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        self._made: list[Worker] = []

    def __enter__(self) -> Embedded:
        for _ in range(self.jobs):
            worker = Worker(self.job, self.store)
            self._made.append(worker)
            self._workers.put(worker)
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._made:
            worker.close()
            worker.stop()

    def lint(self, parts: Iterable[Part], done: Callable[[], None]) -> None:
        """Lint and commit parts; ``done`` is called after each."""
        self._each(lambda worker, part: worker.lint(part), parts, done)

    def near(self, parts: Iterable[Part]) -> dict[str, Any]:
        """Find near-duplicates and write the documents table; counts by level."""
        names = [part.name for part in parts]
        found = nothing()
        if self.job.levels:
            found |= find(self.job, self.store, names, self._verify)
        for name in names:
            finish_part(self.store, name, found["copies"], found["shares"])
        counts: dict[str, Any] = dict(found).get("counts", {})  # type: ignore[assignment]
        return counts

    def _verify(self, level: str, chunks: int) -> None:
        made = set(self.store.names("_work", "tables", f"verified-{level}"))
        wanted = [chunk for chunk in range(chunks) if f"chunk-{chunk:05}.parquet" not in made]
        self._each(lambda worker, chunk: worker.verify(level, chunk), wanted, lambda: None)

    def _each(self, do: Callable[[Worker, Any], object], things: Iterable[Any], done: Callable[[], None]) -> None:
        """Do something to each thing on whichever worker is free; the first failure ends it."""

        def one(thing: Any) -> None:
            worker = self._workers.get()
            try:
                do(worker, thing)
            finally:
                self._workers.put(worker)

        with ThreadPoolExecutor(self.jobs) as pool:
            futures = [pool.submit(one, thing) for thing in things]
            try:
                for future in futures:
                    future.result()
                    done()
            except BaseException:
                for future in futures:
                    future.cancel()
                for worker in self._made:
                    worker.close()
                raise
