"""The command line run in this process, or as the installed program."""

from __future__ import annotations

import contextlib
import io
import os
import pathlib
import sys

from reportlint.cli import run as run_arguments


class Result:
    """What a run printed and how it ended."""

    def __init__(self, status: int, out: str, err: str, data: bytes) -> None:
        self.status = status
        self.out = out
        self.err = err
        self.data = data


def run(arguments: list[str], folder: pathlib.Path, stdin: bytes = b"") -> Result:
    """Run ``reportlint`` with these arguments in a folder."""
    here = pathlib.Path.cwd()
    out_bytes, err_bytes = io.BytesIO(), io.BytesIO()
    out = io.TextIOWrapper(out_bytes, "utf-8", newline="")
    err = io.TextIOWrapper(err_bytes, "utf-8", newline="")
    before = sys.stdin
    os.chdir(folder)
    try:
        sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = run_arguments(arguments)
    finally:
        sys.stdin = before
        os.chdir(here)
    out.flush()
    err.flush()
    data = out_bytes.getvalue()
    return Result(status, data.decode("utf-8", "replace"), err_bytes.getvalue().decode(), data)
