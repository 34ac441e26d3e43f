"""Files are read, shown, and replaced whole or not at all."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from reportlint.core.files import load, replace, shown

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


@pytest.mark.parametrize(
    "path",
    ["甲.txt", "./甲.txt", "乙/甲.txt", "乙//甲.txt", "乙/../甲.txt", "../甲.txt", "../乙/甲.txt", "..", "../", ".", "乙/", "乙/.", "/", "/甲.txt", ""],
)
def test_paths_are_shown_from_the_working_directory(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (tmp_path, tmp_path / "乙"):
        folder.mkdir(exist_ok=True)
        monkeypatch.chdir(folder)
        for given in (path, f"{tmp_path}/{path}"):
            wanted = os.path.relpath(given).replace(os.sep, "/") if given else ""
            assert [shown(given), shown(given)] == [wanted, wanted]


def test_a_folder_above_is_shown_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "乙" / "丙"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    assert [shown(str(tmp_path / name)) for name in ("甲", "乙", "甲")] == ["../../甲", "..", "../../甲"]


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "甲"
    for data in (b"", b"x", b"x" * 3_000_000):
        path.write_bytes(data)
        assert load(str(path)) == data


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are of POSIX")
def test_a_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "甲"
    os.mkfifo(path)
    data = b"x" * 200_000
    with ThreadPoolExecutor(1) as pool:
        written = pool.submit(path.write_bytes, data)
        assert load(str(path)) == data
        assert written.result() == len(data)


@pytest.mark.parametrize("name", ["", "nothing"])
def test_what_is_no_file_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(OSError):  # noqa: PT011 (which of them depends on the system)
        load(str(tmp_path / name))
