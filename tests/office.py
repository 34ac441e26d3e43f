"""LibreOffice, run without a window and with a profile of its own."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Office:
    """Converts documents; ``folder`` holds its profile."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def convert(self, paths: Iterable[Path], suffix: str, into: Path) -> list[Path]:
        """The documents saved anew with another suffix, all by one start of the program.

        Fails the test where one does not open.
        """
        paths = list(paths)
        into.mkdir(parents=True, exist_ok=True)
        profile = f"-env:UserInstallation={(self._folder / 'profile').as_uri()}"
        done = subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", into, *paths],
            capture_output=True,
            encoding="utf-8",
            timeout=180,
            check=False,
        )
        found = [into / f"{path.stem}.{suffix}" for path in paths]
        missing = [path.name for path in found if not path.exists()]
        assert not missing, f"{missing}: {done.stdout}{done.stderr}"
        return found


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice; the test is skipped where it is missing."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    return Office(tmp_path_factory.mktemp("office"))
