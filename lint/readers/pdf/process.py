"""The process that reads PDF files: started at the first file, kept for the next, replaced when a file ends it."""

from __future__ import annotations

import marshal
import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    import subprocess

    from .worker import PageData

#: Seconds that a file may take.
LIMIT = 60

_DAMAGED = "文件已损坏或不完整，打不开；请用 PDF 阅读器打开并另存一次"
_FAULTS = {
    "missing": "读 PDF 需要 pypdfium2：pip install 'reportlint[pdf]'",
    "password": "文件有密码保护，读不出来；请先取消密码",
    "damaged": _DAMAGED,
    "characters": "文字超过 500 万字，未检查；请把文件拆开",
}


class _Worker:
    """The process, and the process of ours that it belongs to: forked children start their own."""

    def __init__(self) -> None:
        import subprocess
        import sys
        import threading

        self.owner = os.getpid()
        self.lock = threading.Lock()
        script = os.path.join(os.path.dirname(__file__), "worker.py")
        self.process = subprocess.Popen(  # noqa: S603 (this interpreter, a script of ours)
            [sys.executable, "-P", script],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def ask(self, data: bytes) -> tuple[object, ...]:
        """The answer for a file. OSError where the process ended, or had to be ended."""
        import threading

        process = self.process
        assert process.stdin is not None
        assert process.stdout is not None
        timer = threading.Timer(LIMIT, process.kill)
        timer.start()
        try:
            process.stdin.write(len(data).to_bytes(8, "big"))
            process.stdin.write(data)
            process.stdin.flush()
            head = process.stdout.read(8)
            if len(head) < 8:
                raise OSError("no answer")
            size = int.from_bytes(head, "big")
            answer = process.stdout.read(size)
            if len(answer) < size:
                raise OSError("half an answer")
        finally:
            timer.cancel()
        found: tuple[object, ...] = marshal.loads(answer)
        return found

    def close(self) -> None:
        """End the process and wait for it."""
        self.process.kill()
        self.process.communicate()


_worker: _Worker | None = None


def pages(data: bytes) -> list[PageData | None]:
    """The pages of a file, None for those that cannot be read; ValueError where there are none to be had."""
    global _worker  # noqa: PLW0603 (a process has one)
    if _worker is None or _worker.owner != os.getpid() or _worker.process.poll() is not None:
        _worker = _started()
    worker = _worker
    with worker.lock:
        try:
            said, *found = worker.ask(data)
        except OSError:
            worker.close()
            if _worker is worker:
                _worker = None
            raise ValueError(f"读取时出错，或者用时超过 {LIMIT} 秒、内存超过 2 GB，未检查；{_DAMAGED}") from None
    if said == "pages" and isinstance(found[0], list):
        return found[0]
    if said == "pages":
        raise ValueError(f"共 {found[0]} 页，超过 3000 页，未检查；请把文件拆开")
    raise ValueError(_FAULTS[str(said)])


def _started() -> _Worker:
    try:
        made = _Worker()
    except OSError as error:
        raise ValueError(f"读 PDF 的进程启动不了：{error.strerror or error}") from None
    import atexit

    atexit.register(_end, made)
    return made


def _end(worker: _Worker) -> None:
    if worker.owner == os.getpid():
        worker.close()


def process() -> subprocess.Popen[bytes] | None:
    """The process that is kept, if any."""
    return _worker.process if _worker is not None else None


def close() -> None:
    """End the process that is kept, if any; the next file starts another."""
    global _worker  # noqa: PLW0603
    if _worker is not None:
        _worker.close()
        _worker = None
