"""Where output goes: terminals, pipes, files, and consoles that cannot hold every character."""

from __future__ import annotations

import os
import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TextIO

_MACHINE = ("json", "jsonl", "sarif", "gitlab", "junit", "csv", "github", "html")


def machine(form: str) -> bool:
    """Whether a format is read by programs, and so is UTF-8 whatever the console speaks."""
    return form in _MACHINE


class output:  # noqa: N801 (called as a function, and a generator would import contextlib)
    """Standard output, or a file that takes its name only when it is complete; for ``with``.

    A console that cannot show a character gets its escape instead of a crash.
    LintError where the file cannot be written.
    """

    def __init__(self, path: str | None, for_machine: bool) -> None:
        self._path = path
        self._machine = for_machine
        self._temporary = f"{path}.{os.getpid()}.tmp"
        self._stream: Any = None

    def __enter__(self) -> Any:
        if self._path:
            try:
                self._stream = open(self._temporary, "w", encoding="utf-8", errors="backslashreplace", newline="")
            except OSError as error:
                raise self._refused(error) from None
            return self._stream
        stream: Any = sys.stdout
        if hasattr(stream, "reconfigure"):
            if self._machine:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
            else:
                stream.reconfigure(errors="backslashreplace")
        return stream

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if self._stream is None:
            return
        try:
            self._stream.close()
            if error is None:
                os.replace(self._temporary, self._path or "")
        except OSError as late:
            error = late
        finally:
            try:
                os.unlink(self._temporary)
            except OSError:
                pass
        if isinstance(error, OSError):
            raise self._refused(error) from None

    def _refused(self, error: OSError) -> Exception:
        from ..core.finding import LintError

        return LintError(f"{self._path}: 写不进去：{error.strerror or error}")


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
