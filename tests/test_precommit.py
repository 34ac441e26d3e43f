"""The pre-commit hooks, in a git repository of reports, with pre-commit itself."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from reportlint.readers import supported
from sandbox import PROJECT, Project, clean_environment, git, run

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

HOOKS: list[dict[str, Any]] = yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
CLEAN = "全年实现生产总值318亿元，同比增长6.2%。\n"
FAULTY = "全年实现生产总值XX亿元，同比增长**%。\n"

NAMES = [
    "报告.txt",
    "报告.TXT",
    "a/b c/总结.md",
    "notes.markdown",
    "memo.text",
    "报告.docx",
    "报告.html",
    "报告.pdf",
    "rule.yaml",
    "main.py",
    "txt",
    "报告.txt.bak",
]


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
@pytest.mark.parametrize("name", NAMES)
def test_a_hook_takes_the_files_that_some_reader_takes(hook: dict[str, Any], name: str) -> None:
    assert bool(re.search(hook["files"], name)) is supported(os.path.splitext(name)[1])


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_sees_all_files_at_once_whatever_their_type(hook: dict[str, Any]) -> None:
    assert hook["require_serial"] is True
    assert not {"types", "types_or"} & set(hook)  # "text" would leave Word files out


def test_the_hooks_are_errors_and_warnings() -> None:
    assert {hook["id"]: "--fail-on warning" in hook["entry"] for hook in HOOKS} == {
        "reportlint": False,
        "reportlint-strict": True,
    }


@pytest.mark.parametrize(
    ("command", "name"),
    [("validate-manifest", ".pre-commit-hooks.yaml"), ("validate-config", ".pre-commit-config.yaml")],
)
@pytest.mark.slow
def test_pre_commit_takes_the_file(command: str, name: str) -> None:
    run(sys.executable, "-m", "pre_commit", command, PROJECT / name)


def test_own_hooks_leave_the_specimens_alone() -> None:
    own = yaml.safe_load((PROJECT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert re.search(own["exclude"], "seeds/001.txt")


class Reports:
    """A git repository of reports with the hook installed."""

    def __init__(self, folder: Path, store: Path, source: Project, hook: str) -> None:
        self.folder = folder
        # The hook that git calls leads to pre-commit, and pre-commit to its store, by these.
        self.environment = clean_environment(PRE_COMMIT_HOME=str(store), LC_ALL="C.UTF-8")
        folder.mkdir()
        git(folder, "init", "--quiet", "--initial-branch=main")
        settings = {"repos": [{"repo": source.folder.as_uri(), "rev": source.commit, "hooks": [{"id": hook}]}]}
        (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
        run(sys.executable, "-m", "pre_commit", "install", cwd=folder, env=self.environment)

    def commit(self, name: str, text: str) -> subprocess.CompletedProcess[str]:
        """What ``git commit`` says to one new or changed file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        git(self.folder, "add", ".")
        return run("git", "commit", "--message=报告", cwd=self.folder, env=self.environment, check=False)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps what it installed: once for all tests here."""
    return tmp_path_factory.mktemp("store")


@pytest.mark.slow
def test_a_faulty_report_is_refused_and_a_clean_one_passes(
    project: Project, store: Path, tmp_path: Path
) -> None:
    reports = Reports(tmp_path / "reports", store, project, "reportlint")
    refused = reports.commit("报告.txt", FAULTY)
    said = refused.stdout + refused.stderr
    assert refused.returncode == 1, said
    assert "报告.txt" in said
    assert "mask-" in said
    assert git(reports.folder, "rev-list", "--all") == ""
    taken = reports.commit("报告.txt", CLEAN)
    assert taken.returncode == 0, taken.stdout + taken.stderr
    assert "reportlint" in taken.stdout + taken.stderr
    assert git(reports.folder, "-c", "core.quotePath=false", "ls-files", "*.txt") == "报告.txt\n"
    # A file that no reader takes is not looked at, whatever stands in it.
    other = reports.commit("draft.py", f"# {FAULTY}")
    assert other.returncode == 0, other.stdout + other.stderr
    assert "no files to check" in other.stdout + other.stderr


@pytest.mark.slow
@pytest.mark.parametrize(("hook", "status"), [("reportlint", 0), ("reportlint-strict", 1)])
def test_only_the_strict_hook_refuses_a_warning(
    hook: str, status: int, project: Project, store: Path, tmp_path: Path
) -> None:
    reports = Reports(tmp_path / "reports", store, project, hook)
    (reports.folder / ".reportlint.yaml").write_text(
        "select: [mask-asterisk]\nseverity: {mask-asterisk: warning}\n", encoding="utf-8"
    )
    refused = reports.commit("上报/总结.MD", FAULTY)
    assert refused.returncode == status, refused.stdout + refused.stderr
    taken = reports.commit("上报/总结.MD", CLEAN)
    assert taken.returncode == 0, taken.stdout + taken.stderr
