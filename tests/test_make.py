"""The commands of the Makefile in a fresh copy, and the rule that nothing is skipped in CI."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sandbox import PROJECT, Project, clean_environment, run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project as it is after a clone, where make has not been called yet."""
    return Project(tmp_path_factory.mktemp("make") / "fresh").folder


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What make says and how it ends."""
    return run("make", *arguments, cwd=folder, check=False, env=clean_environment(MAKEFLAGS="", MAKELEVEL="", ARGS="", FILES=""))


@pytest.mark.slow
def test_lint_makes_its_environment_once_and_ends_well(fresh: Path) -> None:
    first = make(fresh, "lint")
    assert first.returncode == 0, first.stdout + first.stderr
    assert "mask-" in first.stdout
    assert "exit status 0" in first.stderr
    again = make(fresh, "lint")
    assert again.returncode == 0
    assert "pip install" in first.stdout
    assert "pip install" not in again.stdout
    os.utime(fresh / "pyproject.toml")
    # What it would do tells; nothing has really changed.
    assert "pip install" in make(fresh, "--dry-run", "lint").stdout
    os.utime(fresh / ".venv" / "package")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("files", "status"), [("clean.txt", 0), ("坏.md", 1), ("clean.txt 坏.md", 1), ("没有.txt", 2)]
)
def test_lint_of_files_fails_where_the_command_fails(files: str, status: int, fresh: Path) -> None:
    (fresh / "clean.txt").write_text("全年实现生产总值318亿元，同比增长6.2%。\n", encoding="utf-8")
    (fresh / "坏.md").write_text("全年实现生产总值XX亿元，同比增长**%。\n", encoding="utf-8")
    done = make(fresh, "lint", f"FILES={files}")
    assert (done.returncode != 0) == (status != 0), done.stdout + done.stderr
    assert f"exit status {status}" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "answer"), [("version_info", "needs Python 3.11"), ("ensurepip", "apt-get install python3-venv")]
)
def test_what_python_lacks_is_said(question: str, answer: str, tmp_path: Path) -> None:
    shutil.copy(PROJECT / "Makefile", tmp_path)
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\ncase "$*" in *{question}*) exit 1;; esac\n', encoding="utf-8")
    python.chmod(0o755)
    done = make(tmp_path, ".venv/bin/python", f"PYTHON={python}")
    assert done.returncode == 2
    assert answer in done.stderr
    assert not (tmp_path / ".venv").exists()


SKIPPING = """
import pytest

def test_called(): pytest.skip("by a call")

@pytest.mark.skip(reason="by a mark")
def test_marked(): pass

@pytest.mark.skipif(True, reason="by a condition")
def test_conditional(): pass

@pytest.mark.xfail(strict=True)
def test_expected_to_fail(): assert False

def test_passing(): pass
"""
LACKING = "import pytest\npytest.importorskip('no_such_module')\ndef test_never(): pass\n"


@pytest.mark.parametrize(
    ("asked", "processes", "closing"),
    [
        ("", "0", "1 passed, 4 skipped, 1 xfailed"),
        ("1", "0", "1 failed, 1 passed, 1 xfailed, 3 errors"),
        ("1", "2", "1 failed, 1 passed, 1 xfailed, 3 errors"),
    ],
)
def test_a_skip_counts_as_failed_where_it_is_asked_for(asked: str, processes: str, closing: str, tmp_path: Path) -> None:
    shutil.copy(PROJECT / "tests" / "conftest.py", tmp_path)
    (tmp_path / "test_skipping.py").write_text(SKIPPING, encoding="utf-8")
    (tmp_path / "test_lacking.py").write_text(LACKING, encoding="utf-8")
    done = run(
        sys.executable, "-m", "pytest", "--rootdir", tmp_path, "--continue-on-collection-errors", "-p",
        "no:cacheprovider", "--numprocesses", processes, tmp_path,
        check=False,
        cwd=tmp_path,
        env=clean_environment(REPORTLINT_NO_SKIP=asked, PYTHONPATH=str(PROJECT / "tests")),
    )  # fmt: skip
    assert closing in done.stdout.splitlines()[-1], done.stdout
    assert (done.returncode != 0) == bool(asked)
