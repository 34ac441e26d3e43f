"""``reportlint init`` and completion in shells."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from command import run
from reportlint import __version__
from reportlint.cli import beginning
from sandbox import PROJECT

if TYPE_CHECKING:
    from pathlib import Path


def test_a_configuration_is_written_that_changes_nothing(tmp_path: Path) -> None:
    done = run(["init"], tmp_path)
    assert (done.status, done.err) == (0, "")
    assert "已写好 .reportlint.yaml" in done.out
    (tmp_path / "a.txt").write_text("认真布署。\n", "utf-8")
    assert run(["-f", "json", "a.txt"], tmp_path).out == run(["-f", "json", "--no-config", "a.txt"], tmp_path).out


def test_every_line_that_is_commented_out_is_right(tmp_path: Path) -> None:
    text = re.sub(r"^# (?=[a-z]+[\w_]*:| )", "", beginning.CONFIG, flags=re.M)
    assert set(yaml.safe_load(text)) >= {"extends", "ignore", "severity", "fail_on", "exclude", "vocabulary", "accept", "rules"}
    (tmp_path / ".reportlint.yaml").write_text(text, "utf-8")
    (tmp_path / "my-rules").mkdir()
    (tmp_path / "a.txt").write_text("购置X光机2台。\n", "utf-8")
    done = run(["a.txt"], tmp_path)
    assert (done.status, done.err) == (0, "")


@pytest.mark.parametrize("system", ["github", "gitlab"])
def test_files_for_hooks_and_ci(tmp_path: Path, system: str) -> None:
    assert run(["init", "--pre-commit", "--ci", system], tmp_path).status == 0
    hooks: Any = yaml.safe_load((tmp_path / ".pre-commit-config.yaml").read_text("utf-8"))
    hook = hooks["repos"][0]["hooks"][0]
    assert hook["additional_dependencies"] == [f"reportlint=={__version__}"]
    assert re.search(hook["files"], "报告.DOCX")
    own: Any = yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert {hook["files"]} == {each["files"] for each in own}
    name = {"github": ".github/workflows/reportlint.yml", "gitlab": ".gitlab-ci.yml"}[system]
    assert f"reportlint=={__version__}" in (tmp_path / name).read_text("utf-8")
    yaml.safe_load((tmp_path / name).read_text("utf-8"))


def test_what_exists_stays_and_the_entry_is_shown(tmp_path: Path) -> None:
    for name in (".reportlint.yaml", ".pre-commit-config.yaml"):
        (tmp_path / name).write_text("# mine\n", "utf-8")
    done = run(["init", "--pre-commit"], tmp_path)
    assert done.status == 0
    assert "additional_dependencies" in done.out
    assert all((tmp_path / name).read_text("utf-8") == "# mine\n" for name in (".reportlint.yaml", ".pre-commit-config.yaml"))


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    done = run(["init", "无"], tmp_path)
    assert done.status == 2
    assert "没有这个文件夹" in done.err


def completed(*words: str) -> list[str]:
    """What bash is offered for the last of some words."""
    environment = {**os.environ, "_REPORTLINT_COMPLETE": "bash_complete", "COMP_CWORD": str(len(words) - 1)}
    environment["COMP_WORDS"] = " ".join(words)
    code = "import sys; from reportlint.cli import run; sys.argv[0] = 'reportlint'; sys.exit(run([]))"
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, encoding="utf-8", check=False)
    return done.stdout.split()


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("reportlint", "exp"), {"plain,explain"}),
        (("reportlint", "check", "--min"), {"plain,--min-severity"}),
        (("reportlint", "check", "--format", "sar"), {"plain,sarif"}),
        (("reportlint", "explain", "wrong-w"), {"plain,wrong-word"}),
        (("reportlint", "check", "--select", "ad,wrong-w"), {"plain,ad,wrong-word"}),
        (("reportlint", "check", "报"), {"file,报"}),
    ],
    ids=str,
)
def test_completion(words: tuple[str, ...], offered: set[str]) -> None:
    assert offered <= set(completed(*words))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_names_the_command(tmp_path: Path, shell: str) -> None:
    done = run(["completion", shell], tmp_path)
    assert (done.status, done.err) == (0, "")
    assert "_REPORTLINT_COMPLETE" in done.out
    found = shutil.which(shell)
    if found:
        subprocess.run([found, "-n"], input=done.out, encoding="utf-8", check=True)
