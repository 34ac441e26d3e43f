"""The file of code that a wheel brings: modules made from it are what their sources make."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reportlint import modules
from reportlint.packing import pack

if TYPE_CHECKING:
    from pathlib import Path

SOURCES = {
    "__init__.py": "NAME = 'small'\n",
    "first.py": (
        "from __future__ import annotations\n\nfrom bisect import bisect_left\nfrom bisect import insort\n\nfrom . import NAME, second\nfrom .inner import thing as other\n"
        "from .inner.deep import VALUE\nfrom .inner.late import LATE\n\nFOUND = NAME, second.SECOND, other(), VALUE, LATE, bisect_left([1, 3], 2), insort.__name__\n"
    ),
    "second.py": "SECOND = 2\n",
    "inner/__init__.py": "from .deep import VALUE\n\n\ndef thing() -> int:\n    return VALUE + 1\n\n\ndef __getattr__(name):\n    return name\n",
    "inner/deep.py": "VALUE = 40\n",
    # A name that the module makes up when it is asked for.
    "inner/late.py": "def __getattr__(name):\n    if name != 'LATE':\n        raise AttributeError(name)\n    return 'made'\n",
}
ASK = """
from small.modules import use
use()
import small.first as first
from small.inner import anything
print(*first.FOUND, anything, type(first.__loader__).__name__, type(first.second.__loader__).__name__)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small package with its file of code."""
    made = tmp_path / "small"
    (made / "inner").mkdir(parents=True)
    for name, source in SOURCES.items():
        (made / name).write_text(source, "utf-8")
    shutil.copy(modules.__file__, made / "modules.py")
    (made / modules.NAME).write_bytes(pack(str(made)))
    return made


def answer(folder: Path, before: str = "") -> str:
    """What a process says that imports the package after what is to be done before."""
    run = subprocess.run(
        [sys.executable, "-c", before + ASK], capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(folder.parent)}
    )
    return run.stdout.strip()


def test_the_code_does_what_the_sources_do(folder: Path) -> None:
    packed = answer(folder)
    assert packed == "small 2 41 40 made 1 insort_right anything Loader Loader"
    (folder / modules.NAME).unlink()
    assert answer(folder) == packed.replace(" Loader", " SourceFileLoader")


def test_where_threads_may_run_the_import_system_makes_the_modules(folder: Path) -> None:
    assert answer(folder, "import threading\n") == "small 2 41 40 made 1 insort_right anything Loader Loader"


def test_a_module_that_was_changed_is_taken_from_its_file(folder: Path) -> None:
    path = folder / "second.py"
    path.write_text("SECOND = 3\n", "utf-8")
    later = path.stat().st_mtime + 100
    os.utime(path, (later, later))
    assert answer(folder) == "small 3 41 40 made 1 insort_right anything Loader SourceFileLoader"
