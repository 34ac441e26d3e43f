"""What all tests share: no skipping where everything must run, and a copy of the project to install from."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from sandbox import Environment, Project, once, run

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path


# How long a case takes says more about what else the machine does; what hangs is seen without.
settings.register_profile("unhurried", settings(), deadline=None)
settings.load_profile("unhurried")


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure where REPORTLINT_NO_SKIP is 1 (an expected failure is no skip)."""
    if os.environ.get("REPORTLINT_NO_SKIP") != "1" or not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
    report.outcome = "failed"
    report.longrepr = f"skipped where nothing may be skipped: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _refuse_skip(report)
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with long tests first: processes that take one file after the other then end at about the same time."""
    long = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in long)


def pytest_make_parametrize_id(val: object) -> str | None:
    """The text itself as the case's name, with only what cannot be printed escaped."""
    if isinstance(val, bytes):
        val = val.decode("utf-8", "backslashreplace")
    if not isinstance(val, str) or len(val) > 100:
        return None
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in val)


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the project, committed, that tests may build in but must not change."""
    with once(tmp_path_factory, "project") as (folder, new):
        return Project(folder / "reportlint", made=not new)


@pytest.fixture(scope="session")
def wheel(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built from the copy."""
    with once(tmp_path_factory, "wheel") as (folder, new):
        if new:
            run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, project.folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment that holds the wheel and what it needs, and nothing else."""
    made = Environment(tmp_path_factory.mktemp("installed") / "venv")
    made.install(wheel)
    return made
