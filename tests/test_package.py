"""What is built and installed: every module and every rule, in a wheel, editable, and from git."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

from sandbox import PROJECT, Environment, Project, clean_environment, git, run

with (PROJECT / "pyproject.toml").open("rb") as _file:
    CONFIGURATION: dict[str, Any] = tomllib.load(_file)
SETUP = CONFIGURATION["tool"]["setuptools"]

DATA = (".yaml", ".tsv")
#: Whether the kernel can be compiled here.
HEADERS = shutil.which("cc") is not None and os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h"))
FAULTY = "一、工作情况\n全年实现生产总值XX亿元，同比增长**%。\n"


def data_files(folder: Path) -> list[str]:
    """The rules and their tables below a folder, relative to it, with "/"."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix in DATA)


def rules_found(environment: Environment) -> list[str]:
    """The data files that an installed package's own rules folder holds."""
    code = "from reportlint.catalog.table import rules_dir; print(rules_dir())"
    folder = environment.run("python", "-c", code).stdout.strip()
    return data_files(Path(folder))


def find_fault(environment: Environment, folder: Path) -> subprocess.CompletedProcess[str]:
    """The command run on a text with a fault, from a folder that holds nothing else."""
    (folder / "报告.txt").write_text(FAULTY, encoding="utf-8")
    return environment.run("reportlint", "--format", "concise", "报告.txt", cwd=folder)


def test_every_package_on_disk_is_listed() -> None:
    on_disk = {
        ".".join(("reportlint", *path.parent.relative_to(PROJECT / "lint").parts))
        for path in (PROJECT / "lint").rglob("__init__.py")
    }
    assert set(SETUP["packages"]) == on_disk | {"reportlint.rules"}


def test_every_folder_with_modules_is_a_package() -> None:
    folders = {path.parent for path in (PROJECT / "lint").rglob("*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


def test_the_rules_stand_beside_the_package_and_not_in_it() -> None:
    # rules_dir() would prefer a folder inside the package to the real one.
    assert not (PROJECT / "lint" / "rules").exists()


def test_every_extra_is_offered() -> None:
    extras = CONFIGURATION["project"]["optional-dependencies"]
    assert set(extras) == {"pdf", "web", "lsp", "corpus", "spark", "fast", "train", "dev"}


def test_development_tools_are_pinned() -> None:
    lines = (PROJECT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = {line.partition("==")[0].lower().replace("_", "-") for line in lines if not line.startswith("#")}
    tools = {re.split("[<>=~!]", name)[0].lower().replace("_", "-") for name in CONFIGURATION["project"]["optional-dependencies"]["dev"]}
    assert tools - pins == set()


@pytest.mark.parametrize(
    "name",
    ["pyproject.toml", "constraints.txt", "Makefile", ".ci/run", "tests/package.json", "tests/package-lock.json", "page/package.json", "page/package-lock.json",
     "editors/vscode/package.json", "editors/vscode/package-lock.json"],
)
def test_no_file_says_where_packages_come_from(name: str) -> None:
    path = PROJECT / name
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    assert re.findall(r"(?:index-url|registry|find-links|https?://[^\s\"]*(?:pypi|npmjs|simple))", text) == []


@pytest.mark.slow
def test_the_wheel_holds_every_module_and_rule(project: Project, wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    package = project.folder / "lint"
    modules = {f"reportlint/{path.relative_to(package).as_posix()}" for path in package.rglob("*.py")}
    data = {f"reportlint/rules/{name}" for name in data_files(project.folder / "rules")}
    data |= {f"reportlint/{name}" for name in data_files(package)}
    data |= {f"reportlint/web/static/{path.name}" for path in (package / "web" / "static").iterdir()}
    assert modules - names == set()
    assert data - names == set()
    assert "reportlint/py.typed" in names
    assert any(name.endswith("/licenses/LICENSE") for name in names)


OURS = re.compile(
    r"reportlint-[^/]+\.data/scripts/reportlint|reportlint/(py\.typed|web/static/[\w.]+|writers/html/[\w.]+|typo/official\.model|typo/_kernel\.[\w.-]+|text/_(?:glance|strings|twice)\.[\w.-]+|rules/rules\.table|modules\.table|.*\.(pyi?|yaml|tsv))"
)


@pytest.mark.slow
def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if not re.match(r"reportlint-[^/]+\.dist-info/", name)]
    assert [name for name in names if not OURS.fullmatch(name)] == []


@pytest.mark.slow
def test_the_wheel_holds_what_is_compiled_for_every_later_python(wheel: Path) -> None:
    if not HEADERS:
        pytest.skip("no compiler, or no headers of this Python")
    with zipfile.ZipFile(wheel) as archive:
        compiled = sorted(found[1] for name in archive.namelist() if (found := re.search(r"(\w+)\.[^/]*(?:so|pyd)$", name)))
    assert compiled == ["_glance", "_kernel", "_strings", "_twice"]
    assert "-cp311-abi3-" in wheel.name


@pytest.mark.slow
@pytest.mark.parametrize("lacking", ["a compiler that works", "any compiler"])
def test_without_a_compiler_the_wheel_is_pure(lacking: str, project: Project, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(project.folder, copy, ignore=shutil.ignore_patterns("build", "*.egg-info"), symlinks=True)
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "git").symlink_to(shutil.which("git") or "/usr/bin/git")
    environment = {"CC": "false"} if lacking == "a compiler that works" else {"PATH": str(tools)}
    run(
        sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", tmp_path, copy,
        env=clean_environment(**environment),
    )  # fmt: skip
    (built,) = tmp_path.glob("*.whl")
    assert built.name.endswith("-py3-none-any.whl")
    with zipfile.ZipFile(built) as archive:
        names = archive.namelist()
    assert [name for name in names if re.search(r"\.(?:so|pyd)$", name)] == []
    assert "reportlint/typo/detector.py" in names
    if lacking != "any compiler":
        return
    installed = Environment(tmp_path / "venv")
    installed.install(built)
    (tmp_path / "报告.txt").write_text("推动经济社会高治量发展，保障和改善民生。\n", encoding="utf-8")
    found = installed.run("reportlint", "--select", "statistical-typo", "--format", "concise", "报告.txt", cwd=tmp_path)
    assert "高质量" in found.stdout, found.stderr


@pytest.mark.slow
def test_an_installed_wheel_works_alone(
    project: Project, installed: Environment, tmp_path: Path
) -> None:
    version = installed.run("reportlint", "--version")
    assert version.returncode == 0, version.stderr
    module = installed.run("python", "-m", "reportlint", "--version")
    assert (module.returncode, module.stdout) == (0, version.stdout)
    assert re.search(r"\d+\.\d+", version.stdout)
    assert rules_found(installed) == data_files(project.folder / "rules")
    found = find_fault(installed, tmp_path)
    assert found.returncode == 1, found.stderr
    assert "mask-" in found.stdout


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="commands are programs there, which the installer makes")
def test_the_command_imports_nothing_that_a_run_does_not(installed: Environment) -> None:
    if not HEADERS:
        pytest.skip("a wheel without the kernel serves every platform")
    command = (installed.bin / "reportlint").read_text(encoding="utf-8")
    assert re.findall(r"^(?:import|from) .*", command, re.M) == ["from reportlint.__main__ import console"]
    assert command.splitlines()[0] == f"#!{installed.bin / 'python'}" or "python" in command.splitlines()[0]


LOADED = """
from reportlint.modules import use
use()
import reportlint.cli.checking as module
print(type(module.__loader__).__name__, module.__file__ == module._chain.__code__.co_filename, getattr(module, "CHANGED", ""))
"""


@pytest.mark.slow
def test_modules_come_from_one_file_unless_they_were_changed(installed: Environment) -> None:
    assert installed.run("python", "-c", LOADED).stdout == "Loader True \n"
    where = installed.run("python", "-c", "import reportlint.cli.checking as module; print(module.__file__)").stdout.strip()
    path, plain = Path(where), Path(where).read_text(encoding="utf-8")
    try:
        path.write_text(f"{plain}\nCHANGED = 1\n", encoding="utf-8")
        later = path.stat().st_mtime + 100
        os.utime(path, (later, later))
        assert installed.run("python", "-c", LOADED).stdout == "SourceFileLoader True 1\n"
        table = path.parents[1] / "modules.table"
        whole = table.read_bytes()
        for damaged in (b"", whole[:20], b"x" * 99, whole[:200]):
            table.write_bytes(damaged)
            assert installed.run("reportlint", "--version").returncode == 0
        table.write_bytes(whole)
    finally:
        path.write_text(plain, encoding="utf-8")


EVERY = """
from marshal import loads
from reportlint import modules
modules.use()
with open(modules.__file__.replace("modules.py", modules.NAME), "rb") as file:
    file.readline()
    size = int.from_bytes(file.read(8)[:4], "little")
    names = [name for name in loads(file.read(size))[0] if not name.endswith("__main__")]
print(len(names) - len([__import__(name) for name in names]))
"""


@pytest.mark.slow
@pytest.mark.parametrize("before", ["", "import threading"])
def test_every_module_can_be_made_from_the_file(before: str, installed: Environment) -> None:
    made = installed.run("python", "-c", f"{before}\n{EVERY}")
    assert made.stdout == "0\n", made.stderr


@pytest.mark.slow
def test_an_installed_wheel_is_typed(installed: Environment, tmp_path: Path) -> None:
    user = tmp_path / "user.py"
    user.write_text("import reportlint\nreveal_type(reportlint.check('文本').findings)\n", encoding="utf-8")
    checked = run(
        sys.executable, "-m", "mypy", "--strict", "--python-executable", installed.bin / "python", user,
        cwd=tmp_path, check=False,
    )  # fmt: skip
    assert "Success" in checked.stdout, checked.stdout
    assert re.search(r"list\[reportlint\.[\w.]*Finding\]", checked.stdout), checked.stdout


@pytest.mark.slow
def test_the_source_distribution_builds_the_same_wheel(
    project: Project, wheel: Path, tmp_path: Path
) -> None:
    run(sys.executable, "-m", "build", "--sdist", "--outdir", tmp_path, project.folder)
    (sdist,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path)
    (folder,) = (path for path in tmp_path.iterdir() if path.is_dir())
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", tmp_path, folder)
    (built,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(built) as ours, zipfile.ZipFile(wheel) as theirs:
        assert set(ours.namelist()) == set(theirs.namelist())


@pytest.mark.slow
@pytest.mark.parametrize("source", ["pip install .", "pip install -e .", "pip install git+file://…"])
def test_every_way_to_install_brings_every_rule(source: str, tmp_path: Path) -> None:
    copy = Project(tmp_path / "copy")
    rules = data_files(copy.folder / "rules")
    environment = Environment(tmp_path / "venv")
    if "git" in source:
        environment.install(f"git+{copy.folder.as_uri()}@{copy.commit}")
    else:
        environment.install(*(["--editable"] if "-e" in source else []), copy.folder)
    if "-e" not in source:
        # What is installed must not lean on the folder it was installed from.
        copy.folder.rename(tmp_path / "moved")
    assert rules_found(environment) == rules
    found = find_fault(environment, tmp_path)
    assert found.returncode == 1, found.stderr
    assert "mask-" in found.stdout


@pytest.mark.slow
def test_building_leaves_nothing_that_git_would_track(project: Project, wheel: Path) -> None:
    assert wheel.exists()
    assert git(project.folder, "status", "--porcelain") == ""
