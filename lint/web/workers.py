"""Worker processes: a job each at a time, a bounded queue, and a limit on a job's time.

A process, and no thread, because only a process can be ended: a document that
takes too long costs its worker and nothing else. Nothing of a job stays when
it is answered: each process has a temporary folder of its own, for what
LibreOffice converts, that goes with it however it ends.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import shutil
import signal
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

from .jobs import Answer, Desk, Job, refusal

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from multiprocessing.connection import Connection

T = TypeVar("T")
_STARTING = 120.0
# Seconds in which a process may end what it has started, before it is ended itself.
_ENDING = 2.0


class Busy(Exception):
    """More jobs wait than may wait."""


class Unusable(Exception):
    """A worker could not start; the message says why."""


def _work(pipe: Connection, folder: str, config: str | None, use_config: bool) -> None:
    """What a worker process does: answer jobs until the pipe closes. Its temporary files lie in ``folder``."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which closes the pipe
    # Whoever ends it otherwise lets it end LibreOffice and remove its files first.
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: sys.exit())
    tempfile.tempdir = folder
    try:
        _answer(pipe, config, use_config)
    finally:
        # The server may have gone without doing so.
        shutil.rmtree(folder, ignore_errors=True)


def _answer(pipe: Connection, config: str | None, use_config: bool) -> None:
    """Answer jobs until the pipe closes."""
    try:
        desk = Desk(config, use_config)
        desk.warm()
    except Exception as error:
        pipe.send(str(error))
        return
    pipe.send(desk.rules())
    while True:
        try:
            job = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer = desk.answer(Job(*job))
        except Exception as error:
            answer = refusal(500, f"处理时出错：{type(error).__name__}")
        pipe.send(tuple(answer))


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, config: str | None, use_config: bool) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._folder = tempfile.mkdtemp(prefix="reportlint-")
        arguments = (theirs, self._folder, config, use_config)
        self._process = context.Process(target=_work, args=arguments, daemon=True)
        self._process.start()
        theirs.close()
        self._ending = threading.Lock()
        self.rules: list[dict[str, Any]] = []

    def wait(self) -> None:
        """Wait until it is ready; Unusable where it will not be."""
        try:
            greeting = self._pipe.recv() if self._pipe.poll(_STARTING) else "启动超时"
        except (EOFError, OSError):
            greeting = "进程意外结束"
        if isinstance(greeting, str):
            self.end()
            raise Unusable(greeting)
        self.rules = greeting

    def exchange(self, job: Job) -> Answer:
        """Send a job and wait for its answer; EOFError or OSError where the process ends first."""
        self._pipe.send(tuple(job))
        return Answer(*self._pipe.recv())

    def stop(self) -> None:
        """Ask the process to end."""
        self._process.terminate()

    def end(self) -> None:
        """End the process, whatever it is doing, and remove its files.

        The thread that waits for a worker and the one that stops all of them
        may both come here: a descriptor closed twice may be another's by then.
        """
        self.stop()
        with self._ending:
            self._process.join(_ENDING)
            self._process.kill()
            self._process.join()
            if not self._pipe.closed:
                self._pipe.close()
            shutil.rmtree(self._folder, ignore_errors=True)


class Workers:
    """``count`` processes, at most ``waiting`` jobs that wait for one, at most ``seconds`` for a job."""

    def __init__(
        self, count: int, waiting: int, seconds: float, config: str | None = None, use_config: bool = True
    ) -> None:
        self._count = count
        self._waiting = waiting
        self._seconds = seconds
        self._arguments = (config, use_config)
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._all: set[_Worker] = set()
        self._queued = 0
        self._running: set[asyncio.Task[Any]] = set()
        self._threads = ThreadPoolExecutor(count * 2, "worker")
        self._stopped = False
        self.rules: list[dict[str, Any]] = []

    async def start(self) -> None:
        """Start all processes; Unusable where the configuration is wrong."""
        for worker in await asyncio.gather(*(self._started() for _ in range(self._count))):
            self.rules = worker.rules
            self._idle.put_nowait(worker)

    def stop(self) -> None:
        """End all processes; what runs in them is not answered."""
        self._stopped = True
        for task in list(self._running):
            task.cancel()
        workers = list(self._all)
        for worker in workers:
            worker.stop()
        for worker in workers:
            worker.end()
        self._all.clear()
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def run(self, job: Job) -> Answer:
        """Do a job when a worker is free. Raises Busy at once where too many wait.

        Where the caller is cancelled a waiting job is dropped; one that has
        begun goes on to its end or its limit, and its answer is dropped.
        """
        if self._queued or self._idle.empty():
            worker = await self._turn()
        else:
            worker = self._idle.get_nowait()
        return await asyncio.shield(self._keep(self._served(worker, job)))

    async def _turn(self) -> _Worker:
        """Wait in the queue for a worker."""
        if self._queued >= self._waiting:
            raise Busy
        self._queued += 1
        try:
            async with asyncio.timeout(self._seconds):
                return await self._idle.get()
        except TimeoutError:
            raise Busy from None
        finally:
            self._queued -= 1

    async def _served(self, worker: _Worker, job: Job) -> Answer:
        loop = asyncio.get_running_loop()
        exchange = loop.run_in_executor(self._threads, worker.exchange, job)
        try:
            answer = await asyncio.wait_for(asyncio.shield(exchange), self._seconds)
        except TimeoutError:
            answer = refusal(503, f"检查超过 {self._seconds:g} 秒，已中止；请拆成几份再检查")
        except (EOFError, OSError):
            answer = refusal(500, "处理这份文件时进程意外结束；请把文件拆小再试")
        else:
            self._idle.put_nowait(worker)
            return answer
        await loop.run_in_executor(None, worker.end)
        self._all.discard(worker)
        await asyncio.gather(exchange, return_exceptions=True)
        self._keep(self._replace())
        return answer

    async def _replace(self) -> None:
        """Start another worker, however often it takes."""
        while not self._stopped:
            try:
                self._idle.put_nowait(await self._started())
                return
            except (Unusable, OSError):
                await asyncio.sleep(1)

    def _keep(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Run something to its end whether or not anyone waits for it."""
        task = asyncio.get_running_loop().create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    def _made(self) -> _Worker:
        """Another process, ended at once where all were stopped while it was made."""
        worker = _Worker(*self._arguments)
        self._all.add(worker)
        if self._stopped:
            worker.end()
        return worker

    async def _started(self) -> _Worker:
        loop = asyncio.get_running_loop()
        worker = await loop.run_in_executor(None, self._made)
        try:
            await loop.run_in_executor(self._threads, worker.wait)
        except Unusable:
            self._all.discard(worker)
            raise
        return worker
