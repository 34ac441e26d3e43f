"""The processes behind the page, from the inside: what no request can make happen at will."""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from reportlint.web.workers import _Worker

if TYPE_CHECKING:
    import pytest


def test_two_threads_that_end_a_worker_close_its_pipe_once(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = []

    def slowly(connection: Connection) -> None:
        handle = connection.fileno()
        closed.append(handle)
        time.sleep(0.2)
        os.close(handle)

    worker = _Worker(None, False)
    monkeypatch.setattr(Connection, "_close", slowly)
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda _: worker.end(), range(2)))
    assert len(closed) == 1
    assert not os.path.exists(worker._folder)
