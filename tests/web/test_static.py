"""The built page matches its sources; its own tests pass."""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import TYPE_CHECKING

import pytest

from sandbox import PROJECT, run

if TYPE_CHECKING:
    from pathlib import Path

SOURCES = PROJECT / "page"
BUILT = PROJECT / "lint" / "web" / "static"


@pytest.fixture
def npm() -> str:
    """npm with the page's packages; the test is skipped where they are missing."""
    found = shutil.which("npm")
    if found is None or not (SOURCES / "node_modules" / "installed").exists():
        pytest.skip("npm or the packages of page/ are missing (npm ci --prefix page)")
    return found


def digest() -> str:
    """The digest of the sources, as build.mjs has it."""
    names = [f"src/{path.name}" for path in (SOURCES / "src").iterdir() if not path.name.endswith(".test.ts")]
    names = sorted([*names, "build.mjs", "package-lock.json", "package.json"])
    made = hashlib.sha256()
    for name in names:
        text = (SOURCES / name).read_bytes().decode("utf-8").replace("\r\n", "\n")
        made.update(f"{name}\n{text}".encode())
    return made.hexdigest()


def test_the_built_files_were_made_from_these_sources() -> None:
    assert json.loads((BUILT / "build.json").read_text("utf-8"))["sources"] == digest(), "run: make page"


def test_building_again_gives_the_same_files(npm: str, tmp_path: Path) -> None:
    run("node", SOURCES / "build.mjs", "--into", tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert set(made) == {path.name for path in BUILT.iterdir()}
    differing = [name for name, data in made.items() if data != (BUILT / name).read_bytes()]
    assert differing == [], "run: make page"


@pytest.mark.parametrize("script", ["check", "test"])
def test_the_page_s_own_checks_pass(npm: str, script: str) -> None:
    run(npm, "run", "--silent", script, cwd=SOURCES)


def test_the_page_is_not_larger_than_it_need_be() -> None:
    assert sum(path.stat().st_size for path in BUILT.iterdir()) < 500_000
