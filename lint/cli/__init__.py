"""The command line: arguments in, exit status out."""

from __future__ import annotations

import os
import sys

COMMANDS = ("check", "completion", "corpus", "explain", "init", "lsp", "review", "rules", "serve", "test")
_OWN = ("-h", "--help", "--version")


def run(arguments: list[str]) -> int:
    """Run ``reportlint`` with these arguments; the exit status is 0, 1 or 2.

    The first argument is a command or, where it is none, begins the arguments
    of ``check``. A closed pipe or Ctrl-C ends quietly.
    """
    if arguments[:1] == ["--version"]:
        from .. import __version__

        sys.stdout.write(f"reportlint {__version__}\n")
        return 0
    if arguments and arguments[0] not in COMMANDS and arguments[0] not in _OWN:
        arguments = ["check", *arguments]
    from ..core.finding import LintError

    try:
        status = _status(arguments)
        sys.stdout.flush()
    except LintError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except BrokenPipeError:
        # Whoever read the output has gone; Python would complain once more at exit.
        _silence(sys.stdout)
        return 0
    except KeyboardInterrupt:
        return 130
    return status


def _status(arguments: list[str]) -> int:
    if arguments[:1] == ["check"]:
        from .arguments import plain

        options = plain(arguments[1:])
        if options is not None:
            from .checking import run

            return run(options)
    from .app import main

    return main(arguments)


def _silence(stream: object) -> None:
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())  # type: ignore[attr-defined]
    except (OSError, ValueError):
        pass
