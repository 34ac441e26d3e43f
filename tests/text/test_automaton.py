"""All engines find the same strings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.text.automaton import Automaton

STRINGS = ["微信", "信", "微信群", "**", "*", "扔有", "𠮷", "a", "ab", "abc", "bc"]
ENGINES = ["compiled", "daachorse", "ahocorasick_rs", "re"]


def by_hand(text: str) -> list[tuple[int, int, int]]:
    return sorted(
        (start, start + len(string), index)
        for index, string in enumerate(STRINGS)
        for start in range(len(text))
        if text.startswith(string, start)
    )


def _needs(engine: str) -> None:
    if engine == "compiled":
        if Automaton.engine() != engine:
            pytest.skip("there was no compiler to build the search")
    elif engine != "re":
        pytest.importorskip(engine)


@pytest.mark.parametrize("engine", ENGINES)
@given(text=st.text("微信群*扔有𠮷abc，", max_size=40))
def test_engines_agree(engine: str, text: str) -> None:
    _needs(engine)
    automaton = Automaton.build(STRINGS, engine)
    assert sorted(automaton.find(text)) == by_hand(text)


def test_each_string_is_found_once() -> None:
    # Many strings, few of them apart: some are filed under another's hash.
    _needs("compiled")
    strings = [a + b + c for a in "甲乙丙丁" for b in ("", *"子丑寅卯") for c in ("", *"天地玄黄") if b or not c]
    text = "".join(strings)
    found = Automaton.build(strings, "compiled").find(text)
    assert found == sorted(
        (start, start + len(string), index)
        for index, string in enumerate(strings)
        for start in range(len(text))
        if text.startswith(string, start)
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_stored_and_restored(engine: str) -> None:
    _needs(engine)
    automaton = Automaton.build(STRINGS, engine)
    again = Automaton.restore("\0".join(STRINGS).encode(), automaton.stored(), engine)
    assert sorted(again.find("加微信群，扔有**")) == by_hand("加微信群，扔有**")


@pytest.mark.parametrize("engine", ENGINES)
def test_without_strings_nothing_is_found(engine: str) -> None:
    assert Automaton.build([], engine).find("微信") == []
