"""What a clean run imports: starting takes longer than linting a report, so every module counts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reportlint import packing
from reportlint.matchers import kinds

HEAVY = {
    "click", "pydantic", "pydantic_core", "yaml", "jieba", "rjieba", "regex", "lxml", "numpy", "pathspec", "pyarrow",
    "dataclasses", "typing", "pathlib", "inspect", "logging", "json", "datetime", "decimal", "fractions", "random",
    "subprocess", "tempfile", "shutil", "threading", "socket", "ssl", "asyncio", "multiprocessing", "pickle", "csv",
    "argparse", "textwrap", "string", "hashlib", "xml", "html", "zipfile", "importlib.metadata", "urllib.parse",
    "re", "enum", "functools", "collections", "operator", "array", "struct", "math", "unicodedata", "importlib", "warnings",
}  # fmt: skip
# Modules of the package; each takes about a thousandth of a second on a slow machine.
MOST = 104

CLEAN = (
    "青禾县2023年工作总结\n一年来，全县坚持稳中求进，各项工作取得新成效。\n一、主要工作\n"
    "（一）经济平稳增长。全年完成固定资产投资120亿元，增长8.5%。\n（二）民生持续改善。新增城镇就业3200人。\n"
    "二、下一步打算\n继续抓好重点项目建设，确保完成全年任务。\n"
)

ASK = """
import sys
before = set(sys.modules)
from reportlint.__main__ import main
sys.argv = ["reportlint", "--no-cache", "--no-config", "--ignore", "statistical-typo,statistical-typo-faint", sys.argv[1]]
status = main()
print(status, *sorted(set(sys.modules) - before), file=sys.stderr)
"""


def imported(path: Path) -> tuple[str, set[str]]:
    """The exit status of a run over a file and the modules that it imported, the rule table being there already."""
    for _ in range(2):
        run = subprocess.run([sys.executable, "-I", "-c", ASK, str(path)], capture_output=True, text=True, check=True)
    status, *names = run.stderr.split()
    return status, set(names)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, set[str]]:
    path = tmp_path_factory.mktemp("clean") / "报告.txt"
    path.write_text(CLEAN, "utf-8")
    return imported(path)


def test_nothing_heavy(clean: tuple[str, set[str]]) -> None:
    status, names = clean
    assert status == "0"
    assert not names & HEAVY


def test_few_modules_of_our_own(clean: tuple[str, set[str]]) -> None:
    own = {name for name in clean[1] if name.startswith("reportlint")}
    assert len(own) <= MOST, sorted(own)


def test_what_is_read_in_one_go_is_what_a_run_imports(clean: tuple[str, set[str]]) -> None:
    assert {f"reportlint.{name}" for name in packing.FIRST} <= clean[1]
    later = {f"reportlint.{name}" for name in packing.LATER}
    assert {name for name in later if name.startswith("reportlint.matchers.")} <= {f"reportlint.matchers.{kind}" for kind in kinds()}
    # Of the kinds of rules for whole documents most run over any text.
    assert len(later & clean[1]) > len(later) / 2


def test_no_reader_or_writer_but_those_in_use(clean: tuple[str, set[str]]) -> None:
    for layer, used in (("readers", {"txt"}), ("writers", {"full", "excerpt", "phrases", "places", "tally", "view"})):
        loaded = {name.split(".")[2] for name in clean[1] if name.startswith(f"reportlint.{layer}.")}
        assert loaded <= used
