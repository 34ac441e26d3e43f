"""The same tables from Spark: on one machine, on a cluster of processes, and with one of them killed."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpora import many, tables, write_lines, write_parquet
from sandbox import clean_environment

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(importlib.util.find_spec("pyspark") is None, reason="pyspark is not installed"),
    pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java"),
]
# Compiling costs more than running on a hundred documents: expressions, and Spark itself.
SETTINGS = """
spark.sql.codegen.wholeStage false
spark.sql.codegen.factoryMode NO_CODEGEN
spark.sql.adaptive.enabled false
spark.sql.shuffle.partitions 2
spark.driver.extraJavaOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
spark.executor.extraJavaOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
spark.python.authenticate.socketTimeout 120s
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a corpus, and what the embedded engine makes of it."""
    folder = tmp_path_factory.mktemp("spark")
    write_parquet(folder / "in.parquet", many(96), 24)
    write_lines(folder / "in.jsonl", [*many(8), b"{", {"text": None}])
    (folder / "conf").mkdir()
    (folder / "conf" / "spark-defaults.conf").write_text(SETTINGS, "utf-8")
    assert start(folder, "embedded", "--engine", "embedded", "--jobs", "2").wait() == 2
    return folder


def start(folder: Path, out: str, *options: str) -> subprocess.Popen[bytes]:
    arguments = ["corpus", "in.parquet", "in.jsonl", "-o", out, "--bands", "8", "--cap", "8", "--clean", "safe", "-q"]
    return subprocess.Popen(
        [sys.executable, "-m", "reportlint", *arguments, *options],
        cwd=folder,
        env=clean_environment(SPARK_CONF_DIR=str(folder / "conf"), SPARK_LOCAL_IP="127.0.0.1"),
        start_new_session=True,
    )


def executors(group: int) -> list[int]:
    """The processes of a session that are Spark executors."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                command = (entry / "cmdline").read_bytes()
                if b"CoarseGrainedExecutorBackend" in command and os.getsid(int(entry.name)) == group:
                    found.append(int(entry.name))
            except OSError:
                pass
    return found


def test_one_machine(source: Path) -> None:
    assert start(source, "local", "--engine", "spark", "--master", "local[2,4]").wait() == 2
    assert tables(source / "local") == tables(source / "embedded")
    assert (source / "local" / "summary.json").read_text("utf-8") == (source / "embedded" / "summary.json").read_text("utf-8")


@pytest.mark.skipif(not Path("/proc").exists(), reason="finds the executors through /proc")
def test_a_cluster_that_loses_an_executor(source: Path) -> None:
    process = start(source, "cluster", "--engine", "spark", "--master", "local-cluster[2,1,1024]")
    done = source / "cluster" / "_work" / "done" / "lint"
    try:
        # In the middle of the job: one part is committed, others are not.
        while not list(done.glob("*.json")):
            assert process.poll() is None
            time.sleep(0.05)
        victims = executors(process.pid)
        assert len(victims) == 2
        os.kill(victims[0], signal.SIGKILL)
        assert process.wait() == 2
    finally:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    assert tables(source / "cluster") == tables(source / "embedded")
    assert (source / "cluster" / "summary.json").read_text("utf-8") == (source / "embedded" / "summary.json").read_text("utf-8")
