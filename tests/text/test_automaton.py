"""All engines find the same strings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.text.automaton import Automaton

STRINGS = ["微信", "信", "微信群", "**", "*", "扔有", "𠮷", "a", "ab", "abc", "bc"]
ENGINES = ["daachorse", "ahocorasick_rs", "re"]


def by_hand(text: str) -> list[tuple[int, int, int]]:
    return sorted(
        (start, start + len(string), index)
        for index, string in enumerate(STRINGS)
        for start in range(len(text))
        if text.startswith(string, start)
    )


@pytest.mark.parametrize("engine", ENGINES)
@given(text=st.text("微信群*扔有𠮷abc，", max_size=40))
def test_engines_agree(engine: str, text: str) -> None:
    if engine != "re":
        pytest.importorskip(engine)
    automaton = Automaton.build(STRINGS, engine)
    assert sorted(automaton.find(text)) == by_hand(text)


@pytest.mark.parametrize("engine", ENGINES)
def test_stored_and_restored(engine: str) -> None:
    if engine != "re":
        pytest.importorskip(engine)
    automaton = Automaton.build(STRINGS, engine)
    again = Automaton.restore("\0".join(STRINGS).encode(), automaton.stored())
    assert sorted(again.find("加微信群，扔有**")) == by_hand("加微信群，扔有**")


@pytest.mark.parametrize("engine", ENGINES)
def test_without_strings_nothing_is_found(engine: str) -> None:
    assert Automaton.build([], engine).find("微信") == []
