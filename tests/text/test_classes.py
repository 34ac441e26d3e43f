"""Classes compiled once are what ``re`` compiles."""

from __future__ import annotations

import re
from re import _compiler  # type: ignore[attr-defined]

import pytest

from reportlint.text.classes import shared

SOURCES = ["[一-鿿]{2,4}镇", "[^一-鿿，。]+", "(?i)[a-zÀ-ÿ一-鿿]", "[一-鿿](?:[一-鿿]|[0-9])[^\\W\\d_]", "[\U00020000-\U0002a6df一]"]


def codes() -> list[list[int]]:
    return [_compiler._code(re._parser.parse(source), 0) for source in SOURCES]  # type: ignore[attr-defined]


def test_codes_are_the_same() -> None:
    plain = codes()
    with shared():
        assert [codes(), codes()] == [plain, plain]


def test_each_class_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    optimize = _compiler._optimize_charset

    def noted(charset: object, *rest: object) -> object:
        seen.append(repr(charset))
        return optimize(charset, *rest)

    monkeypatch.setattr(_compiler, "_optimize_charset", noted)
    with shared():
        codes()
        times = len(seen)
        codes()
    assert 0 < times == len(seen)
    codes()
    assert len(seen) > times
