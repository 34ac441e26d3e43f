"""``reportlint corpus`` as users run it: status, counts, what is in quarantine, and going on after a kill."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from command import run
from corpora import ADVERT, CLEAN, MASKED, many, rows, tables, write_lines, write_parquet
from sandbox import clean_environment

if TYPE_CHECKING:
    from pathlib import Path

# What a document that no linter survives does to it, put into the process that lints.
FAULTS = """
import os, signal, time
from reportlint.linter import Linter

check_text = Linter.check_text

def faulty(self, text, *rest):
    if "使进程崩溃" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "永不结束" in text:
        time.sleep(3600)
    if "检查出错" in text:
        raise ValueError("不可外传的正文")
    if "内存不足" in text:
        raise MemoryError
    return check_text(self, text, *rest)

Linter.check_text = faulty
"""


def summary(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "summary.json").read_text("utf-8"))
    return found


@pytest.mark.parametrize(
    ("texts", "options", "status"),
    [
        ([CLEAN[0]], (), 0),
        ([CLEAN[0], MASKED], (), 1),
        ([MASKED], ("--fail-on", "never"), 0),
        ([CLEAN[0], None], ("--fail-on", "never"), 2),
        ([MASKED], ("--ignore", "placeholder"), 0),
        ([MASKED], ("--select", "mask-lettr"), 2),
        ([MASKED], ("--drop", "adverts"), 2),
        ([MASKED], ("--config", "none.yaml"), 2),
        ([MASKED], ("--master", "local"), 2),
        ([MASKED], ("--config", "a.yaml", "--no-config"), 2),
    ],
)
def test_status(texts: list[str | None], options: tuple[str, ...], status: int, tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", [{"text": text} for text in texts])
    done = run(["corpus", "a.jsonl", "-o", "out", "--jobs", "1", *options], tmp_path)
    assert done.status == status, done.err
    assert (tmp_path / "out" / "summary.json").exists() == (status < 2 or None in texts)


def test_what_is_said_and_left(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", [{"id": "甲", "text": MASKED}, b"{", {"text": f"{CLEAN[0]}\n{ADVERT}"}])
    (tmp_path / "b.parquet").write_bytes(b"PAR1 and nothing of the kind")
    done = run(["corpus", ".", "-o", "out", "--jobs", "1", "--drop", "ad"], tmp_path)
    assert done.status == 2
    assert done.out.startswith("文档2份，问题3处，近似副本0份\n隔离1份，见 errors 表（decode 1，file 1）\n")
    assert [(row["source"].rpartition("/")[2], row["stage"], row["documents"]) for row in rows(tmp_path / "out", "errors")] == [
        ("a.jsonl", "decode", 1),
        ("b.parquet", "file", 0),
    ]
    found = summary(tmp_path / "out")
    assert found["counts"] == {
        "files": 2,
        "unreadable_files": 1,
        "read": 3,
        "documents": 2,
        "errors": 1,
        "findings": 3,
        "near_copies": 0,
        "documents_with_private_data": 0,
    }
    assert all(check["ok"] for check in found["checks"])
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "cleaned", "clusters", "documents", "errors", "findings", "manifest.json", "pairs", "summary.html", "summary.json",
    ]
    page = (tmp_path / "out" / "summary.html").read_text("utf-8")
    assert "<svg" in page
    assert not any(word in page for word in ("http:", "https:", "src=", "生产总值", "gongwen2020"))


def test_a_finished_run_is_not_run_again_and_another_is_refused(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", [{"text": MASKED}])
    arguments = ["corpus", "a.jsonl", "-o", "out", "--jobs", "1", "--near", "none"]
    first = run(arguments, tmp_path)
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert run(arguments, tmp_path).out == first.out
    assert times == {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*") if path.is_file()}
    other = run([*arguments, "--threshold", "0.9"], tmp_path)
    assert (other.status, "threshold" in other.err) == (2, True)
    (tmp_path / "a.jsonl").write_text('{"text": "甲"}\n', "utf-8")
    changed = run(arguments, tmp_path)
    assert (changed.status, "输入文件在上次运行之后有变动" in changed.err) == (2, True)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").touch()
    assert run(["corpus", "a.jsonl", "-o", "full"], tmp_path).status == 2


@pytest.mark.parametrize(("engine", "jobs"), [("embedded", "2")])
def test_documents_that_no_linter_survives(
    engine: str, jobs: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text(FAULTS, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    texts = [*CLEAN, "使进程崩溃", "永不结束", "检查出错", "内存不足", *CLEAN, "使进程崩溃", "长" * 900]
    write_parquet(tmp_path / "a.parquet", [{"id": str(at), "text": text} for at, text in enumerate(texts)], 8)
    done = run(
        ["corpus", "a.parquet", "-o", "out", "--engine", engine, "--jobs", jobs, "--timeout", "5", "--max-chars", "500"],
        tmp_path,
    )
    assert done.status == 2
    errors = {row["id"]: (row["stage"], row["reason"]) for row in rows(tmp_path / "out", "errors")}
    assert errors.pop("7")[1].startswith("检查时出错：ValueError（")
    assert errors.pop("8")[1].startswith("检查时出错：MemoryError（")
    assert errors == {
        "5": ("crash", "工作进程被信号 SIGKILL 终止"),
        "6": ("timeout", "超过 5 秒没有检查完"),
        "14": ("crash", "工作进程被信号 SIGKILL 终止"),
        "15": ("size", "正文 900 字，超过 --max-chars 500"),
    }
    assert "不可外传" not in repr(tables(tmp_path / "out"))
    assert {row["id"] for row in rows(tmp_path / "out", "documents")} == {str(at) for at in (*range(5), *range(9, 14))}
    counts = summary(tmp_path / "out")["counts"]
    assert (counts["read"], counts["documents"], counts["errors"]) == (16, 10, 6)


def start(folder: Path, out: str) -> subprocess.Popen[bytes]:
    """The command in a process group of its own."""
    arguments = ["corpus", "a.parquet", "-o", out, "--jobs", "2", "--part-mb", "0.01", "--clean", "safe", "--fail-on", "never"]
    return subprocess.Popen(
        [sys.executable, "-m", "reportlint", *arguments],
        cwd=folder,
        env=clean_environment(),
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


@pytest.mark.slow
@pytest.mark.parametrize("whole_group", [True, False], ids=["with its processes", "alone"])
def test_a_run_killed_at_any_moment_goes_on_where_it_was(whole_group: bool, tmp_path: Path) -> None:
    write_parquet(tmp_path / "a.parquet", many(240), 40)
    dice = random.Random()
    begun = time.monotonic()
    assert start(tmp_path, "whole").wait() == 0
    length = time.monotonic() - begun
    kills = 0
    for _ in range(3):
        process = start(tmp_path, "broken")
        try:
            process.wait(dice.uniform(0.2, 0.8) * length)
        except subprocess.TimeoutExpired:
            kills += 1
            if whole_group:
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
            process.wait()
    assert start(tmp_path, "broken").wait() == 0
    assert kills
    assert tables(tmp_path / "broken") == tables(tmp_path / "whole")
    mine, others = summary(tmp_path / "broken"), summary(tmp_path / "whole")
    assert mine == others
    assert mine["counts"]["documents"] == 240
    assert not (tmp_path / "broken" / "_work").exists()


def test_two_runs_do_not_write_one_folder(tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    write_lines(tmp_path / "a.jsonl", [{"text": MASKED}])
    (tmp_path / "out" / "_work").mkdir(parents=True)
    with (tmp_path / "out" / "_work" / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        done = run(["corpus", "a.jsonl", "-o", "out"], tmp_path)
    assert (done.status, "另一个 reportlint corpus" in done.err) == (2, True)


def test_the_configuration_applies_wherever_the_process_stands(tmp_path: Path) -> None:
    (tmp_path / "team").mkdir()
    (tmp_path / "team" / "lint.yaml").write_text("ignore: [placeholder]\n", "utf-8")
    accept = "accept:\n  - rule: wrong-word\n    text: 布署\n    reason: 引文\n"
    (tmp_path / "team" / ".reportlint-accept.yaml").write_text(accept.partition("\n")[2].replace("  - ", "- ").replace("    ", "  "), "utf-8")
    write_lines(tmp_path / "a.jsonl", [{"text": f"{MASKED}\n认真布署工作。"}])
    done = run(["corpus", "a.jsonl", "-o", "out", "--config", "team/lint.yaml", "--jobs", "1"], tmp_path)
    assert (done.status, rows(tmp_path / "out", "findings")) == (0, [])
