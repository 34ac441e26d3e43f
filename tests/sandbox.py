"""Programs, repositories and environments that tests of packaging and hooks work in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from filelock import FileLock

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).resolve().parent.parent
#: What is made and not written; never part of a copy.
MADE = (".git", ".venv", "build", "dist", "*.egg-info", "__pycache__", "node_modules", "*.so", "*.pyd", ".*_cache", ".hypothesis")


class Project:
    """A copy of the project's files in a git repository of its own, at one commit; ``made`` where it is there already."""

    def __init__(self, folder: Path, made: bool = False) -> None:
        self.folder = folder
        if not made:
            shutil.copytree(PROJECT, folder, ignore=shutil.ignore_patterns(*MADE), symlinks=True)
            shutil.rmtree(folder / "tests" / "typing", ignore_errors=True)
            git(folder, "init", "--quiet", "--initial-branch=main")
            git(folder, "add", "--all")
            git(folder, "commit", "--quiet", "--message=copy")
        self.commit = git(folder, "rev-parse", "HEAD").strip()


class Environment:
    """A virtual environment with nothing in it, but for a pip of its own where that is asked for."""

    def __init__(self, folder: Path, pip: bool = False) -> None:
        self.folder = folder
        self.bin = folder / ("Scripts" if os.name == "nt" else "bin")
        run(sys.executable, "-m", "venv", *([] if pip else ["--without-pip"]), folder)

    def install(self, *arguments: str | Path) -> None:
        """Call ``pip install`` with arguments; it looks where the user's configuration says."""
        run(sys.executable, "-m", "pip", "--python", self.bin / "python", "install", "--quiet", *arguments)

    def run(self, program: str, *arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
        """A program of this environment, whatever its status, outside the project's folder."""
        options.setdefault("cwd", self.folder)
        return run(self.bin / program, *arguments, check=False, **options)


@contextmanager
def once(factory: pytest.TempPathFactory, name: str) -> Iterator[tuple[Path, bool]]:
    """A folder that the processes of one run of the tests share, and whether it is still to be filled; others wait meanwhile."""
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    folder, done = base / name, base / f"{name}.done"
    with FileLock(base / f"{name}.lock"):
        new = not done.exists()
        if new:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        yield folder, new
        done.touch()


def run(*command: str | Path, check: bool = True, **options: Any) -> subprocess.CompletedProcess[str]:
    """The finished program with what it wrote; fails the test on a status other than 0 if asked to."""
    options.setdefault("env", clean_environment())
    done = subprocess.run(  # noqa: PLW1510
        [os.fspath(part) for part in command],
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        **options,
    )
    if check and done.returncode:
        pytest.fail(f"{command} ended with {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done


def clean_environment(**more: str) -> dict[str, str]:
    """The environment without what would lead Python or git back to the project or the user's identity."""
    names = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "REPORTLINT_NO_SKIP")
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in names and not name.startswith(("GIT_", "PYTEST_"))
    }
    who = {"NAME": "Tester", "EMAIL": "tester@example.invalid"}
    return {
        **kept,
        **{f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER") for part, value in who.items()},
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        # What is imported is compiled then; all of it would take half of an installation's time. ("No" to what no-compile sets.)
        "PIP_NO_COMPILE": "0",
        **more,
    }


def git(folder: Path, *arguments: str | Path) -> str:
    """What a git command in a folder writes."""
    return run("git", *arguments, cwd=folder).stdout
