"""Which part of the package may import which: docs/architecture.md, enforced."""

from __future__ import annotations

import ast
import sys
from typing import TYPE_CHECKING

import pytest

from sandbox import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PACKAGE = PROJECT / "lint"

# What each layer may import beside itself; "a.b" is one module of a layer.
FORMATS = {"core", "text"}
ENGINE = {"core", "text", "matchers", "catalog"}
PIECES = ENGINE | {"readers", "editors", "writers", "config", "suppress", "baseline", "fixer", "engine", "outcome", "inputs", "office"}
LAYERS: dict[str, set[str]] = {
    "core": set(),
    "text": {"core"},
    "archive": {"core"},
    "office": {"core"},
    "ooxml": {"core", "archive"},
    "readers": FORMATS | {"archive", "office", "ooxml", "modules"},
    "editors": FORMATS | {"ooxml", "modules"},
    "writers": FORMATS | {"modules"},
    "typo": {"core", "text"},
    "matchers": {"core", "text", "typo", "modules"},
    "catalog": {"core", "text", "matchers"},
    "config": {"core", "catalog.source"},
    "suppress": {"core"},
    "baseline": {"core"},
    "fixer": {"core"},
    "inputs": {"core", "readers"},
    "outcome": ENGINE,
    "engine": ENGINE | {"outcome"},
    "examples": PIECES,
    "options": set(),
    "results": {"core"},
    "mending": {"core", "editors", "fixer", "options"},
    "linter": PIECES | {"options", "results", "mending"},
    "review": {"linter", "core", "text", "ooxml", "readers", "editors", "writers", "fixer"},
    "api": PIECES | {"linter", "options", "review"},
    "lsp": {"api", "core"},
    "web": {"api", "core"},
    "corpus": {"api", "core"},
    "cli": {"api", "core", "examples", "typo", "review", "lsp", "web", "corpus"},
    "__init__": {"api", "core"},
    "modules": set(),
    "packing": {"modules"},
    "__main__": {"cli", "modules"},
}
# Other people's packages, and the layers that may use them.
LIBRARIES: dict[str, set[str]] = {
    "ahocorasick_rs": {"text"},
    "chardet": {"text"},
    "click": {"cli"},
    "daachorse": {"text"},
    "docx": {"readers", "editors", "writers"},
    "jieba": {"text", "typo"},
    "lxml": {"archive", "ooxml", "readers", "editors", "writers", "review"},
    "numpy": {"corpus", "typo"},
    "pathspec": {"inputs", "config", "api", "cli", "core"},
    "pydantic": {"catalog", "config"},
    "pygls": {"lsp"},
    "lsprotocol": {"lsp"},
    "py4j": {"corpus"},
    "pyarrow": {"corpus"},
    "pypdfium2": {"readers"},
    "pyspark": {"corpus"},
    "regex": {"text"},
    "rjieba": {"text", "typo"},
    "hyperscan": {"text"},
    "starlette": {"web"},
    "uvicorn": {"web"},
    "wcwidth": {"writers", "cli"},
    "yaml": {"catalog", "config"},
}
# Imported only where they are used, never while a module is loaded.
AT_FIRST_USE = {"py4j", "pyspark", "docx", "jieba", "lxml", "pypdfium2", "regex", "rjieba", "hyperscan", "daachorse", "ahocorasick_rs"}

FILES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> tuple[str, ...]:
    """The dotted name below the package, as a tuple: ("core", "span"); () for the package itself."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" else parts


def layer_of(name: tuple[str, ...]) -> str:
    """The layer that a module belongs to."""
    return name[0] if name else "__init__"


def imports(
    source: str, folder: tuple[str, ...]
) -> Iterator[tuple[int, tuple[str, ...] | None, str, bool]]:
    """Every import in the source of a module in a folder, those for the type checker too.

    Yields the line, the module of ours (None for another's), the name of the
    other's top-level package, and whether it happens while the file is loaded.
    """
    tree = ast.parse(source)
    inside = {
        id(child)
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        for child in ast.walk(node)
    }
    for node in ast.walk(tree):
        loaded = id(node) not in inside
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, None, alias.name.partition(".")[0], loaded
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.lineno, None, str(node.module).partition(".")[0], loaded
        elif isinstance(node, ast.ImportFrom):
            base = folder[: len(folder) - node.level + 1]
            module = (*base, *(node.module.split(".") if node.module else ()))
            for alias in node.names:
                # "from . import x" may name a module or something in the package.
                whole = (*module, alias.name)
                target = PACKAGE.joinpath(*whole)
                is_module = target.with_suffix(".py").exists() or target.is_dir()
                yield node.lineno, whole if is_module else module, "", loaded


def imports_of(path: Path) -> Iterator[tuple[int, tuple[str, ...] | None, str, bool]]:
    """The imports of a file of the package."""
    folder = path.relative_to(PACKAGE).parts[:-1]
    return imports(path.read_text(encoding="utf-8"), folder)


def allowed(importer: str, module: tuple[str, ...]) -> bool:
    """Whether a layer may import a module of ours."""
    layer = layer_of(module)
    if layer in (importer, "__init__"):
        return True  # the package itself holds only names that lead elsewhere
    return layer in LAYERS[importer] or ".".join(module) in LAYERS[importer]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_what_its_layer_may(path: Path) -> None:
    importer = layer_of(name_of(path))
    assert importer in LAYERS, f"{importer} is in no layer: add it to the table and to docs/architecture.md"
    for line, module, _, _ in imports_of(path):
        if module is not None:
            assert allowed(importer, module), f"{path}:{line}: {importer} imports {'.'.join(module)}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_library_is_used_only_where_it_belongs(path: Path) -> None:
    importer = layer_of(name_of(path))
    for line, module, library, loaded in imports_of(path):
        if module is not None or library in sys.stdlib_module_names:
            continue
        # The package knows itself by relative imports only: its folder has another name.
        assert library not in ("lint", "reportlint"), f"{path}:{line}: import {library}"
        assert importer in LIBRARIES.get(library, set()), f"{path}:{line}: {importer} imports {library}"
        assert not (loaded and library in AT_FIRST_USE), f"{path}:{line}: {library} is imported too early"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_the_statistics_are_loaded_at_first_use(path: Path) -> None:
    """numpy takes longer to import than a report to lint."""
    if layer_of(name_of(path)) == "typo":
        return
    typed = "TYPE_CHECKING" in path.read_text(encoding="utf-8")
    for line, module, _, loaded in imports_of(path):
        if module is not None and loaded and layer_of(module) == "typo":
            source = path.read_text(encoding="utf-8").splitlines()[line - 1]
            early = f"{path}:{line}: the statistics are imported too early"
            assert typed, early
            assert source.startswith("    "), early


def test_no_layer_leads_back_to_itself() -> None:
    above: dict[str, set[str]] = {}

    def below(layer: str, seen: tuple[str, ...] = ()) -> set[str]:
        assert layer not in seen, f"{' > '.join((*seen, layer))}"
        if layer not in above:
            direct = {name.partition(".")[0] for name in LAYERS[layer]} - {layer}
            above[layer] = direct.union(*(below(name, (*seen, layer)) for name in direct))
        return above[layer]

    for layer in LAYERS:
        below(layer)


@pytest.mark.parametrize(
    ("source", "folder", "expected"),
    [
        ("from ..text import reading", ("core",), [("text", "reading")]),
        ("from .. import engine", ("core",), [("engine",)]),
        ("from ..core.span import Span", ("text",), [("core", "span")]),
        ("if TYPE_CHECKING:\n    from ..catalog import load", ("text",), [("catalog", "load")]),
        ("def f():\n    from .core import span", (), [("core", "span")]),
        ("import os", (), [None]),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_imports_are_read_as_python_reads_them(
    source: str, folder: tuple[str, ...], expected: list[tuple[str, ...] | None]
) -> None:
    assert [module for _, module, _, _ in imports(source, folder)] == expected


@pytest.mark.parametrize(
    ("importer", "module", "expected"),
    [
        ("core", ("text", "reading"), False),
        ("text", ("core", "span"), True),
        ("config", ("catalog", "source"), True),
        ("config", ("catalog", "load"), False),
        ("lsp", ("web", "server"), False),
        ("readers", ("writers", "json"), False),
    ],
)
def test_the_table_is_read_as_it_is_meant(importer: str, module: tuple[str, ...], expected: bool) -> None:
    assert allowed(importer, module) is expected


def test_the_table_of_the_documentation_names_every_layer() -> None:
    text = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for layer in LAYERS:
        assert f"`{layer}`" in text, layer
