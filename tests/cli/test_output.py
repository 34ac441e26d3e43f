"""What reaches the terminal, the pipe and the file."""

from __future__ import annotations

import json
import os
import pathlib
import subprocess
import sys

import pytest

from command import run

TEXT = "全年培训**人次，同比增长X%。\n"
PROGRAM = [sys.executable, "-m", "reportlint"]


def program(
    arguments: list[str], folder: pathlib.Path, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*PROGRAM, *arguments], cwd=folder, env={**os.environ, **environment}, capture_output=True, check=False
    )


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> pathlib.Path:
    (tmp_path / "报告.txt").write_text(TEXT, "utf-8")
    return tmp_path


@pytest.mark.parametrize("encoding", ["ascii", "cp936", "latin-1", "utf-8"])
@pytest.mark.parametrize("form", ["full", "concise", "json"])
def test_a_console_that_cannot_show_hanzi_never_crashes_it(
    folder: pathlib.Path, encoding: str, form: str
) -> None:
    result = program(["-f", form, "报告.txt"], folder, PYTHONIOENCODING=encoding)
    assert result.returncode == 1, result.stderr
    assert b"Traceback" not in result.stderr
    if form == "json":
        assert json.loads(result.stdout)["findings"][0]["path"] == "报告.txt"


def test_json_is_one_object_at_status_2_too(folder: pathlib.Path) -> None:
    (folder / "坏.txt").write_bytes(bytes(range(256)))
    result = run(["-f", "json", "nowhere.txt", "坏.txt", "报告.txt"], folder)
    found = json.loads(result.out)
    assert result.status == 2
    assert {(f["path"], f["stage"]) for f in found["failures"]} == {("nowhere.txt", "read"), ("坏.txt", "decode")}
    assert len(found["findings"]) == 2


def test_no_colour_but_on_a_terminal(folder: pathlib.Path) -> None:
    assert "\x1b" not in run(["报告.txt"], folder).out


def test_a_file_takes_its_name_when_it_is_complete(folder: pathlib.Path) -> None:
    result = run(["-f", "json", "-o", "out.json", "报告.txt"], folder)
    assert (result.status, result.out) == (1, "")
    assert json.loads((folder / "out.json").read_text("utf-8"))["summary"]["findings"] == 2
    assert sorted(path.name for path in folder.iterdir()) == ["out.json", "报告.txt"]


def test_standard_input_has_the_name_it_was_given(folder: pathlib.Path) -> None:
    result = run(["-f", "concise", "-"], folder, TEXT.encode())
    assert result.out.startswith("<stdin>:1:5: ")
    bold = "**一、总体情况**\n\n全年完成投资3亿元。\n".encode()
    assert run(["--stdin-filename", "a.md", "-"], folder, bold).status == 0


def test_a_closed_pipe_ends_it_quietly(folder: pathlib.Path) -> None:
    (folder / "long.txt").write_text(TEXT * 20_000, "utf-8")
    process = subprocess.Popen(
        [*PROGRAM, "-f", "jsonl", "long.txt"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout
    assert process.stderr
    process.stdout.read(10)
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    process.wait()
    assert errors == b""


def test_several_processes_give_the_same(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportlint.cli.jobs._WORTH_BYTES", 0)
    for number in range(12):
        (tmp_path / f"{number}.txt").write_text(TEXT * number + f"第{number}部分工作。\n", "utf-8")
    one = run(["-f", "json", "--jobs", "1", "."], tmp_path)
    two = run(["-f", "json", "--jobs", "2", "."], tmp_path)
    assert one.out == two.out
    assert (one.status, two.status) == (1, 1)


def test_same_input_same_output(folder: pathlib.Path) -> None:
    results = {program(["-f", "json", "."], folder, PYTHONHASHSEED=seed).stdout for seed in "123"}
    assert len(results) == 1
