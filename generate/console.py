"""What commands print, in the pages that show it."""

from __future__ import annotations

import contextlib
import io
import os
import pathlib
import re
import shlex
import sys
import tempfile

BLOCK = re.compile(r"^```(\w+)[ ]?([^\n]*)\n(.*?)^```$", re.M | re.S)


def refreshed(text: str) -> str:
    """A page with the output of its ``$ reportlint`` commands as it is now.

    Blocks with a file name after their language are written to a folder first;
    a block that holds a line ``…`` is left as it is.
    """
    with tempfile.TemporaryDirectory() as folder:
        return BLOCK.sub(lambda block: _block(block, pathlib.Path(folder)), text)


def _block(block: re.Match[str], folder: pathlib.Path) -> str:
    language, name, body = block.groups()
    if name:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(body, "utf-8")
    if language != "console" or "…\n" in body:
        return block.group()
    commands = re.findall(r"^\$ (.*)$", body, re.M)
    parts = [f"$ {command}\n{_printed(command, folder)}" for command in commands]
    return f"```console\n{''.join(parts)}```"


def _printed(command: str, folder: pathlib.Path) -> str:
    from reportlint.cli import run

    words = shlex.split(command)
    if words[0] != "reportlint":
        return ""
    here = os.getcwd()
    out, err = io.StringIO(), io.StringIO()
    os.chdir(folder)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            run(words[1:])
    finally:
        os.chdir(here)
    return err.getvalue() + out.getvalue()


def main() -> None:
    """Refresh the pages named on the command line."""
    for name in sys.argv[1:]:
        page = pathlib.Path(name)
        page.write_text(refreshed(page.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
