"""Where output goes: terminals, pipes, files, and consoles that cannot hold every character."""

from __future__ import annotations

import contextlib
import os
import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, TextIO

_MACHINE = ("json", "jsonl", "sarif", "gitlab", "junit", "csv", "github", "html")


def machine(form: str) -> bool:
    """Whether a format is read by programs, and so is UTF-8 whatever the console speaks."""
    return form in _MACHINE


@contextlib.contextmanager
def output(path: str | None, for_machine: bool) -> Iterator[Any]:
    """Standard output, or a file that takes its name only when it is complete.

    A console that cannot show a character gets its escape instead of a crash.
    """
    if not path:
        stream: Any = sys.stdout
        if hasattr(stream, "reconfigure"):
            if for_machine:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
            else:
                stream.reconfigure(errors="backslashreplace")
        yield stream
        return
    from ..core.finding import LintError

    temporary = f"{path}.{os.getpid()}.tmp"
    try:
        with open(temporary, "w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            yield file
        os.replace(temporary, path)
    except OSError as error:
        raise LintError(f"{path}: 写不进去：{error.strerror or error}") from None
    finally:
        with contextlib.suppress(OSError):
            os.unlink(temporary)


def uses_color(stream: TextIO) -> bool:
    """Whether to colour: on a terminal only, and not where NO_COLOR is set."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()


def terminal_width(stream: TextIO) -> int:
    """Columns of the terminal, 100 where the output is not one."""
    if not stream.isatty():
        return 100
    try:
        return os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        return 100


class Progress:
    """A line on standard error that counts files, on a terminal and from the second second on."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._last = time.monotonic() + 1.0
        self._shown = False
        self._wanted = sys.stderr.isatty() and total > 1

    def step(self) -> None:
        """One more file is done."""
        self._done += 1
        if not self._wanted or time.monotonic() < self._last:
            return
        self._last = time.monotonic() + 0.2
        self._shown = True
        sys.stderr.write(f"\r已检查 {self._done}/{self._total} 个文件")
        sys.stderr.flush()

    def end(self) -> None:
        """Wipe the line."""
        if self._shown:
            sys.stderr.write("\r" + " " * 40 + "\r")
            sys.stderr.flush()
