"""Patterns that begin by looking back match the same when they begin with a character."""

from __future__ import annotations

import re
from re import _compiler, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.text.anchoring import anchored

MOVED = [
    "(?<!甲)乙",
    "(?<=甲)乙",
    "(?<![0-9])[0-9]{1,3}年",
    "(?<![0-9])[0-9]+?年",
    "(?<!甲)(?<!丙丁)乙",
    "(?<!甲)(?P<at>乙|[丙丁]甲)",
    "(?<=甲|乙)(?:丙|丁(?P<rest>.?))",
    "(?<!甲(?:乙|丙))[^甲]",
    "(?<!年)(?:甲乙|甲丙)",
    "(?<!\n)甲",
]
KEPT = ["甲(?<!乙)", "(?<!甲)(?=乙).", "(?<!甲)乙?丙", "(?<!甲)(?:乙|)", "(?!甲)乙", "(?<!^甲)乙", "(?<!甲)(?:甲乙){2}"]


def built(tree: Any, source: str) -> re.Pattern[str]:
    from _sre import compile as build  # type: ignore[import-not-found]

    state = tree.state
    names: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    code = _compiler._code(tree, state.flags)
    return build(source, state.flags, code, state.groups - 1, state.groupdict, tuple(names))  # type: ignore[no-any-return]


@pytest.mark.parametrize("source", MOVED)
@given(text=st.text("甲乙丙丁年3\n", max_size=12), low=st.integers(0, 6))
def test_the_same_matches(source: str, text: str, low: int) -> None:
    tree = _parser.parse(source)
    moved = anchored(tree)
    assert moved is not tree
    plain, again = re.compile(source), built(moved, source)

    def found(pattern: re.Pattern[str]) -> list[tuple[Any, ...]]:
        return [(match.span(), match.groups()) for match in pattern.finditer(text, low)]

    assert found(again) == found(plain)


@pytest.mark.parametrize("source", KEPT)
def test_what_may_begin_otherwise_stays(source: str) -> None:
    tree = _parser.parse(source)
    assert anchored(tree) is tree
