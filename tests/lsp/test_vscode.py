"""The client for VS Code: its own tests pass, and it can be packaged."""

from __future__ import annotations

import json
import os
import shutil
import sys
import zipfile
from pathlib import Path

import pytest

from reportlint import __version__
from sandbox import PROJECT, clean_environment, run

pytestmark = pytest.mark.slow
FOLDER = PROJECT / "editors" / "vscode"


@pytest.fixture
def npm() -> str:
    """npm with the client's packages; the test is skipped where they are missing."""
    found = shutil.which("npm")
    if found is None or not (FOLDER / "node_modules" / "installed").exists():
        pytest.skip("npm or the packages of editors/vscode are missing (npm ci --prefix editors/vscode)")
    return found


@pytest.mark.parametrize("script", ["check", "test"])
def test_its_own_checks_pass(npm: str, script: str) -> None:
    program = Path(sys.executable).with_name("reportlint")
    done = run(npm, "run", "--silent", script, cwd=FOLDER, env=clean_environment(REPORTLINT=os.fspath(program)))
    assert script == "check" or "# fail 0" in done.stdout
    assert script == "check" or "# skipped 0" in done.stdout


def test_it_is_packaged(npm: str, tmp_path: Path) -> None:
    target = tmp_path / "reportlint.vsix"
    run(npm, "run", "--silent", "package", "--", "--out", target, cwd=FOLDER)
    with zipfile.ZipFile(target) as package:
        names = {name for name in package.namelist() if name.startswith("extension/")}
        manifest = json.loads(package.read("extension/package.json"))
        code = package.read("extension/dist/extension.js")
    assert {name.lower() for name in names} == {
        "extension/package.json", "extension/readme.md", "extension/license.txt", "extension/dist/extension.js",
    }  # fmt: skip
    assert b'"vscode-languageclient/node"' not in code
    assert manifest["version"] == __version__


def test_it_is_of_the_same_licence() -> None:
    assert (FOLDER / "LICENSE").read_text("utf-8") == (PROJECT / "LICENSE").read_text("utf-8")
