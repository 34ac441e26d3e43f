"""Everything that others may call says what it is for."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from sandbox import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PACKAGE = PROJECT / "lint"
FILES = sorted(PACKAGE.rglob("*.py"))


def undocumented(source: str) -> Iterator[str]:
    """The module, and each public class and function at its top level, that has no docstring."""
    tree = ast.parse(source)
    if not ast.get_docstring(tree):
        yield "the module"
    for node in tree.body:
        if (
            isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
            and not node.name.startswith("_")
            and not ast.get_docstring(node)
        ):
            yield node.name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_what_is_public_has_a_docstring(path: Path) -> None:
    assert list(undocumented(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('"""What."""\ndef f():\n    """Says."""', []),
        ("def f(): ...\nclass C: ...\ndef _g(): ...", ["the module", "f", "C"]),
    ],
)
def test_what_is_missing_is_named(source: str, expected: list[str]) -> None:
    assert list(undocumented(source)) == expected
