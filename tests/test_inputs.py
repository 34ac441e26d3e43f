"""Which files the paths on the command line stand for."""

from __future__ import annotations

import pathlib
import subprocess

import pytest

from reportlint.inputs import gather

FILES = [
    "一.txt",
    "b.md",
    "C.TXT",
    "d.docx.bak",
    ".hidden.txt",
    "~$lock.txt",
    "下级/e.txt",
    ".git/f.txt",
    "ignored/g.txt",
    "下级/h.log.txt",
    "下级/kept/i.txt",
]


@pytest.fixture
def folder(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    for name in FILES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("好。", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_folder_is_walked_for_texts(folder: pathlib.Path) -> None:
    files, failures = gather(["."])
    assert files == [
        "C.TXT",
        "b.md",
        "ignored/g.txt",
        "一.txt",
        "下级/e.txt",
        "下级/h.log.txt",
        "下级/kept/i.txt",
    ]
    assert not failures


def test_gitignore_is_respected(folder: pathlib.Path) -> None:
    (folder / ".gitignore").write_text("ignored/\n*.log.txt\n/b.md\n", "utf-8")
    (folder / "下级" / ".gitignore").write_text("kept\n!h.log.txt\n", "utf-8")
    assert gather(["."])[0] == ["C.TXT", "一.txt", "下级/e.txt", "下级/h.log.txt"]
    assert gather(["下级"])[0] == ["下级/e.txt", "下级/h.log.txt"]


def test_gitignore_above_counts_within_a_repository(folder: pathlib.Path) -> None:
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    (folder / ".gitignore").write_text("*.log.txt\n", "utf-8")
    assert gather(["下级"])[0] == ["下级/e.txt", "下级/kept/i.txt"]


@pytest.mark.parametrize(
    ("paths", "files"),
    [
        (["一.txt", "一.txt", "./一.txt"], ["一.txt"]),
        (["d.docx.bak"], ["d.docx.bak"]),
        ([".hidden.txt"], [".hidden.txt"]),
        (["下级", "一.txt"], ["一.txt", "下级/e.txt", "下级/h.log.txt", "下级/kept/i.txt"]),
    ],
    ids=str,
)
def test_files_named_outright(folder: pathlib.Path, paths: list[str], files: list[str]) -> None:
    assert gather(paths) == (files, [])


def test_what_gives_no_file_is_told(folder: pathlib.Path) -> None:
    (folder / "empty").mkdir()
    files, failures = gather(["nowhere", "empty", "一.txt"])
    assert files == ["一.txt"]
    assert [(failure.path, failure.stage) for failure in failures] == [("nowhere", "read"), ("empty", "read")]


def test_a_loop_of_links_ends(folder: pathlib.Path) -> None:
    (folder / "下级" / "loop").symlink_to(folder, target_is_directory=True)
    assert len(gather(["."])[0]) == 7


def test_excluded_files_are_left_out(folder: pathlib.Path) -> None:
    assert gather([".", "一.txt"], lambda path: path.endswith("一.txt"))[0][-1] == "下级/kept/i.txt"
    assert "一.txt" not in gather([".", "一.txt"], lambda path: path.endswith("一.txt"))[0]
