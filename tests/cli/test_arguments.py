"""Arguments read without click are read as click reads them."""

from __future__ import annotations

from typing import Any

import pytest

from reportlint.cli import app
from reportlint.cli.arguments import DEFAULTS, plain

PLAIN = [
    ["a.txt"],
    ["a.txt", "b 文件.md", "-"],
    ["-f", "json", "a.txt"],
    ["a.txt", "--format", "sarif"],
    ["--format=csv", "a.txt"],
    ["--min-severity", "info", "--fail-on", "never", "a.txt"],
    ["--select", "typo,ad", "--select", "mask-letter", "a.txt"],
    ["--ignore=style, typo", "a.txt"],
    ["--fix", "--unsafe-fixes", "--diff", "a.txt"],
    ["--no-config", "--statistics", "-q", "--show-suppressed", "--update-baseline", "a.txt"],
]
# Unknown, incomplete, wrong, or simply not worth reading twice.
LEFT = [
    [],
    ["--fix"],
    ["--colour", "a.txt"],
    ["-f"],
    ["-f", "yaml", "a.txt"],
    ["-fjson", "a.txt"],
    ["-f=json", "a.txt"],
    ["--select", "--fix", "a.txt"],
    ["--fix=yes", "a.txt"],
    ["--", "-a.txt"],
    ["-o", "out.txt", "a.txt"],
    ["--jobs", "2", "a.txt"],
    ["--help"],
    ["-h", "a.txt"],
    [""],
]


def by_click(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    seen: dict[str, Any] = {}

    def keep(options: dict[str, Any]) -> int:
        seen.update(options)
        return 0

    monkeypatch.setattr("reportlint.cli.checking.run", keep)
    assert app.main(["check", *arguments]) == 0
    return seen


@pytest.mark.parametrize("arguments", PLAIN, ids=" ".join)
def test_the_same_as_click(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert plain(arguments) == by_click(arguments, monkeypatch)


@pytest.mark.parametrize("arguments", LEFT, ids=" ".join)
def test_left_to_click(arguments: list[str]) -> None:
    assert plain(arguments) is None


def test_the_defaults_are_those_of_click(monkeypatch: pytest.MonkeyPatch) -> None:
    assert by_click(["a.txt"], monkeypatch) == {**DEFAULTS, "paths": ("a.txt",)}
