"""The GitHub action and the GitLab job: valid, and their scripts run as the services run them."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from sandbox import PROJECT, Environment, Project, clean_environment, run

ACTION: dict[str, Any] = yaml.safe_load((PROJECT / "action.yml").read_text(encoding="utf-8"))
GITLAB: dict[str, Any] = yaml.safe_load((PROJECT / "templates" / "gitlab-ci.yml").read_text(encoding="utf-8"))

CLEAN = "全年实现生产总值318亿元，同比增长6.2%。\n"
FAULTY = "全年实现生产总值XX亿元，同比增长**%。\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("schema", "name"),
    [("github-actions", "action.yml"), ("gitlab-ci", "templates/gitlab-ci.yml")],
)
def test_the_service_takes_the_file(schema: str, name: str) -> None:
    run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", PROJECT / name)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "schema"),
    [("GitHub Actions", "github-workflows"), ("GitLab", "gitlab-ci")],
)
def test_the_examples_of_the_documentation_are_valid(name: str, schema: str, tmp_path: Path) -> None:
    page = (PROJECT / "docs" / "ci.md").read_text(encoding="utf-8")
    section = page.partition(f"## {name}\n")[2].partition("\n## ")[0]
    example = section.partition("```yaml\n")[2].partition("```")[0]
    file = tmp_path / "example.yml"
    file.write_text(example, encoding="utf-8")
    run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", file)


def test_the_documentation_lists_every_input() -> None:
    page = (PROJECT / "docs" / "ci.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| `([\w-]+)` \| (?:`(.*?)`)? *\|", page, re.MULTILINE))
    assert listed == {name: given["default"] for name, given in ACTION["inputs"].items()}


def test_no_script_holds_an_expression() -> None:
    # What a pull request names would be run as a command; values come by environment variables.
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


class Runner:
    """Runs the steps of the action as GitHub does, those that are shell scripts."""

    def __init__(self, folder: Path, source: Path) -> None:
        self.folder = folder
        self.workspace = folder / "work space"
        self.workspace.mkdir()
        self.values = {
            "github.action_path": str(source),
            "runner.temp": str(folder / "temp"),
        }
        self.environment = {"GITHUB_ENV": str(folder / "env"), "GITHUB_OUTPUT": str(folder / "output")}

    def lint(self, **inputs: str) -> tuple[int, str, str]:
        """The status of the action, what it printed, and what it set as outputs."""
        given = {name: str(declared["default"]) for name, declared in ACTION["inputs"].items()}
        given.update({name.replace("_", "-"): value for name, value in inputs.items()})
        for name in ("env", "output"):
            (self.folder / name).write_text("", encoding="utf-8")
        printed = ""
        for step in ACTION["runs"]["steps"]:
            if "run" not in step or not self._wanted(step.get("if", ""), given):
                continue
            script = self.folder / "step.sh"
            script.write_text(step["run"], encoding="utf-8")
            variables = {name: self._expand(value, given) for name, value in step.get("env", {}).items()}
            lines = (self.folder / "env").read_text(encoding="utf-8").splitlines()
            carried = dict(line.split("=", 1) for line in lines)
            done = run(
                "bash", "--noprofile", "--norc", "-eo", "pipefail", script,
                cwd=self.workspace,
                env=clean_environment(**self.environment, **carried, **variables),
                check=False,
            )  # fmt: skip
            printed += done.stdout + done.stderr
            if done.returncode:
                return done.returncode, printed, (self.folder / "output").read_text(encoding="utf-8")
        return 0, printed, (self.folder / "output").read_text(encoding="utf-8")

    def _expand(self, value: str, inputs: dict[str, str]) -> str:
        known = {**self.values, **{f"inputs.{name}": given for name, given in inputs.items()}}
        return re.sub(r"\$\{\{ *([\w.-]+) *\}\}", lambda found: known[found[1]], value)

    def _wanted(self, condition: str, inputs: dict[str, str]) -> bool:
        found = re.fullmatch(r"inputs\.([\w-]+) != ''", condition)
        assert found or not condition, f"a condition that this test cannot read: {condition}"
        return not found or inputs[found[1]] != ""


@pytest.fixture(scope="module")
def runner(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    # Installing from a wheel takes a tenth of the time; from the project's folder it is done once, below.
    made = Runner(tmp_path_factory.mktemp("runner"), wheel)
    (made.workspace / "好的 报告.txt").write_text(CLEAN, encoding="utf-8")
    (made.workspace / "坏的 报告.txt").write_text(FAULTY, encoding="utf-8")
    return made


@pytest.mark.slow
def test_the_action_passes_a_clean_report(project: Project, runner: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(runner.values, "github.action_path", str(project.folder))
    status, printed, outputs = runner.lint(paths="好的 报告.txt\n")
    assert (status, outputs) == (0, ""), printed
    assert "::error" not in printed


@pytest.mark.slow
def test_the_action_annotates_a_faulty_report(runner: Runner) -> None:
    status, printed, _ = runner.lint(paths="好的 报告.txt\n坏的 报告.txt")
    assert status == 1, printed
    assert re.search(r"^::error .*坏的 报告\.txt", printed, re.MULTILINE)


@pytest.mark.slow
def test_the_action_takes_options_and_writes_sarif(runner: Runner) -> None:
    status, printed, outputs = runner.lint(
        args="--ignore style --select placeholder", fail_on="never", sarif="所有.sarif"
    )
    assert status == 0, printed
    assert outputs == "file=所有.sarif\n"
    log = json.loads((runner.workspace / "所有.sarif").read_text(encoding="utf-8"))
    assert log["version"] == "2.1.0"
    assert log["runs"][0]["results"]


@pytest.mark.slow
def test_the_action_reports_a_path_that_is_not_there(runner: Runner) -> None:
    status, printed, _ = runner.lint(paths="没有.txt")
    assert status == 2, printed


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """What stands for the image that a job runs in."""
    return Environment(tmp_path_factory.mktemp("job") / "image", pip=True)


@pytest.mark.slow
@pytest.mark.parametrize(("text", "status", "count"), [(CLEAN, 0, 0), (FAULTY, 1, 1)])
def test_the_gitlab_job_hands_over_a_code_quality_report(
    text: str, status: int, count: int, wheel: Path, image: Environment, tmp_path: Path
) -> None:
    job = GITLAB["reportlint"]
    (tmp_path / "报告.txt").write_text(text, encoding="utf-8")
    script = tmp_path / "job.sh"
    script.write_text("\n".join(job["script"]), encoding="utf-8")
    variables = {**job["variables"], "REPORTLINT_PACKAGE": str(wheel)}
    done = run(
        "bash", "-eo", "pipefail", script,
        cwd=tmp_path,
        env=clean_environment(**variables, PATH=f"{image.bin}{os.pathsep}{os.environ['PATH']}"),
        check=False,
    )  # fmt: skip
    assert done.returncode == status, done.stdout + done.stderr
    found = json.loads((tmp_path / job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8"))
    assert len(found) >= count
    assert {issue["location"]["path"] for issue in found} == ({"报告.txt"} if count else set())
    assert all(issue["fingerprint"] and issue["location"]["lines"]["begin"] for issue in found)
