"""The process that does the work and may die of it: ``python -m reportlint.corpus.child``.

It is told what to do in lines of JSON on standard input, the job first, and
answers on what was standard output: a line with a number before each document,
and a JSON object when a task is done. What any library prints goes to standard
error. Where the process that started it has gone, the next line it writes
ends it.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from typing import TYPE_CHECKING

from ..core.finding import LintError
from .job import Job
from .source import Part
from .store import Store

if TYPE_CHECKING:
    from typing import Any

    from .part import Linting


class Child:
    """Does tasks for one job."""

    def __init__(self, job: Job, answers: int) -> None:
        self._job = job
        self._store = Store(job.output)
        self._answers = answers
        self._linting: Linting | None = None

    def tell(self, row: int) -> None:
        """Say which document comes next."""
        os.write(self._answers, b"%d\n" % row)

    def do(self, task: dict[str, Any]) -> dict[str, Any]:
        """Do a task; what it gave."""
        if task["task"] == "lint":
            if self._linting is None:
                from .part import Linting

                self._linting = Linting(self._job, self._store)
            poison = {int(row): tuple(fault) for row, fault in task["poison"].items()}
            return self._linting.lint(Part.loads(task["part"]), poison, self.tell)
        from .verification import verify_chunk

        return verify_chunk(self._job, self._store, task["level"], task["chunk"])


def main() -> None:
    """Do tasks until standard input ends."""
    answers = os.dup(1)
    os.dup2(2, 1)
    os.set_inheritable(answers, False)
    child: Child | None = None
    for line in sys.stdin.buffer:
        task = json.loads(line)
        try:
            if child is None:
                child = Child(Job.loads(task["job"]), answers)
            answer: dict[str, Any] = {"done": child.do(task)}
        except LintError as error:
            answer = {"wrong": str(error)}
        except Exception:
            answer = {"failed": traceback.format_exc()}
        os.write(answers, json.dumps(answer).encode() + b"\n")


if __name__ == "__main__":
    try:
        main()
    except (BrokenPipeError, KeyboardInterrupt):
        os._exit(1)
