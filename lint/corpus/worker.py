"""A process that lints, watched: what kills or stops it is found, set aside and passed over.

A document that crashes the linter, makes it run out of memory or never come back
takes its process with it. The watcher knows which document that was, tries the
part once more in a new process, and quarantines the document the second time.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

from ..core.finding import LintError
from .part import STAGE, Tables

if TYPE_CHECKING:
    from typing import IO, Any

    from .job import Job
    from .source import Part
    from .store import Store

# A part is given up when its process died this often with no document to blame.
_ATTEMPTS = 3
# Loading the linter, reading and writing may take longer than a document.
_PATIENCE = 600.0


class Died(Exception):
    """The process ended or was ended: at which row (-1: between documents), in which stage, and why."""

    def __init__(self, row: int, stage: str, why: str) -> None:
        super().__init__(why)
        self.row = row
        self.stage = stage
        self.why = why


class Worker:
    """One process at a time that does tasks for a job; a new one where it died."""

    def __init__(self, job: Job, store: Store) -> None:
        self.job = job
        self.store = store
        self._process: subprocess.Popen[bytes] | None = None
        self._lines: queue.Queue[bytes] = queue.Queue()
        self._closed = False

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
        self.stop()

    def lint(self, part: Part) -> dict[str, Any]:
        """Lint and commit a part, whatever its documents do; its counts. Raises LintError."""
        done = self.store.committed(STAGE, part.name)
        if done is not None:
            return done
        deaths: dict[int, int] = {}
        poison: dict[int, tuple[str, str]] = {}
        while True:
            try:
                return self._ask({"task": "lint", "part": part.dumps(), "poison": poison})
            except Died as died:
                deaths[died.row] = deaths.get(died.row, 0) + 1
                if died.row >= 0 and deaths[died.row] > 1:
                    poison[died.row] = (died.stage, died.why)
                elif deaths[died.row] >= _ATTEMPTS:
                    tables = Tables(self.job, part)
                    tables.break_off("read", f"读取这一部分时{died.why}")
                    return tables.write(self.store)

    def verify(self, level: str, chunk: int) -> dict[str, Any]:
        """Verify a chunk of candidates. Raises LintError."""
        for _ in range(_ATTEMPTS):
            try:
                return self._ask({"task": "verify", "level": level, "chunk": chunk})
            except Died as died:
                why = died.why
        raise LintError(f"核对近似重复时{why}；内存不够时请减少 --jobs")

    def close(self) -> None:
        """End the process for good, from any thread."""
        self._closed = True
        process = self._process
        if process is not None:
            process.kill()

    def stop(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout):
                if stream is not None:
                    try:
                        stream.close()
                    except OSError:
                        pass
            self._process = None

    def _ask(self, task: dict[str, Any]) -> dict[str, Any]:
        if self._process is None:
            self._start()
            task = {**task, "job": self.job.dumps()}
        assert self._process is not None
        assert self._process.stdin is not None
        row = -1
        try:
            self._process.stdin.write(json.dumps(task).encode() + b"\n")
            self._process.stdin.flush()
            while True:
                line = self._lines.get(timeout=self.job.timeout if row >= 0 else max(_PATIENCE, self.job.timeout))
                if not line:
                    raise Died(row, "crash", self._ending())
                if not line.startswith(b"{"):
                    row = int(line)
                    continue
                answer = json.loads(line)
                if "done" in answer:
                    found: dict[str, Any] = answer["done"]
                    return found
                raise LintError(answer.get("wrong") or f"工作进程出错：\n{answer['failed']}")
        except queue.Empty:
            self.stop()
            raise Died(row, "timeout", f"超过 {self.job.timeout:g} 秒没有检查完") from None
        except OSError:
            raise Died(row, "crash", self._ending()) from None

    def _start(self) -> None:
        if self._closed:
            raise LintError("运行已中断")
        # The package may lie where only the starting process looks for modules.
        paths = os.pathsep.join(path for path in sys.path if path)
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", f"{__package__}.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths, "OMP_NUM_THREADS": "1"},
        )
        self._lines = queue.Queue()
        assert self._process.stdout is not None
        threading.Thread(target=_pump, args=(self._process.stdout, self._lines), daemon=True).start()

    def _ending(self) -> str:
        """How the process ended; there is none afterwards."""
        assert self._process is not None
        status = self._process.wait()
        self.stop()
        if status < 0:
            try:
                return f"工作进程被信号 {signal.Signals(-status).name} 终止"
            except ValueError:
                return f"工作进程被信号 {-status} 终止"
        return f"工作进程意外结束（状态 {status}）"


def _pump(stream: IO[bytes], lines: queue.Queue[bytes]) -> None:
    """Put the lines of a stream into a queue, and an empty one at its end."""
    try:
        for line in stream:
            lines.put(line)
    except (OSError, ValueError):  # closed while reading
        pass
    lines.put(b"")
