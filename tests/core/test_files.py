"""Files are replaced whole or not at all."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from reportlint.core.files import replace

if TYPE_CHECKING:
    from pathlib import Path


def test_a_new_file_is_made(tmp_path: Path) -> None:
    replace(str(tmp_path / "甲"), b"x")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("甲", b"x")]


def test_permissions_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "甲"
    path.write_bytes(b"x")
    path.chmod(0o640)
    replace(str(path), b"y")
    assert path.read_bytes() == b"y"
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "甲", tmp_path / "乙"
    path.write_bytes(b"x")
    link.symlink_to(path)
    replace(str(link), b"y")
    assert link.is_symlink()
    assert path.read_bytes() == b"y"


def test_what_cannot_be_replaced_stays_and_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "甲"
    path.mkdir()
    (path / "乙").write_bytes(b"x")
    with pytest.raises(OSError, match="甲"):
        replace(str(path), b"y")
    assert [name for _, folders, files in os.walk(tmp_path) for name in (*folders, *files)] == ["甲", "乙"]
