"""The commands and programs shown in the documentation do what is printed below them.

In a page, a block ``` ```text name.txt ``` makes that file (``` ```yaml name.yaml ``` too); a
``console`` block holds ``$ command`` lines with the expected output, where ``…`` alone on a line
stands for any lines; a ``python`` block is run, and ``# →`` comments give the value of
the expression on their line.
"""

from __future__ import annotations

import os
import pathlib
import re
import shlex

import pytest

from command import run

ROOT = pathlib.Path(__file__).parent.parent
PAGES = sorted(
    page
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]
    if re.search(r"^```(console|python)", page.read_text("utf-8"), re.M)
)
BLOCK = re.compile(r"^```(\w+)[ ]?([^\n]*)\n(.*?)^```$", re.M | re.S)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page(page: pathlib.Path, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for language, name, body in BLOCK.findall(page.read_text("utf-8")):
        if name and language in ("text", "yaml", "markdown", "tsv", "toml"):
            target = tmp_path / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(body, "utf-8")
        elif language == "console":
            _console(body, tmp_path)
        elif language == "python":
            _python(body, names)


def _console(body: str, folder: pathlib.Path) -> None:
    for part in re.split(r"^\$ ", body, flags=re.M)[1:]:
        command, _, expected = part.partition("\n")
        words = shlex.split(command, comments=True)
        if words[0] != "reportlint":
            continue
        status_wanted = re.fullmatch(r"(.*?)(?:; echo \$\?)?", command)
        assert status_wanted
        if words[-2:] == ["echo", "$?"]:
            words = words[:-2]
            words[-1] = words[-1].rstrip(";")
        result = run(words[1:], folder)
        printed = result.err + result.out
        if command.endswith("echo $?"):
            printed += f"{result.status}\n"
        lines = expected.strip("\n").split("\n")
        wanted = "".join("(?:.*\n)*?" if line == "…" else re.escape(line) + "\n" for line in lines)
        printed = printed.strip("\n") + "\n"
        assert re.fullmatch(wanted, printed), f"$ {command}\n{printed}"


def _python(body: str, names: dict[str, object]) -> None:
    here = os.getcwd()
    exec(compile(body, "page", "exec"), names)
    for line in body.splitlines():
        expression, arrow, value = line.partition("  # → ")
        if arrow:
            assert repr(eval(expression, names)) == value, line
    os.chdir(here)
