"""What calls for a rule is the same, whatever finds the strings."""

from __future__ import annotations

import random
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.catalog.gates import Gates, Owners
from reportlint.text import stringtable
from reportlint.text.automaton import Automaton
from reportlint.text.guards import ANYWHERE, Guards

OWNED = {
    "微信": [(0, 0), (2, 1)],
    "信": [(0, 1)],
    "微信群": [(1, 0)],
    "*": [(3, 0)],
    "**": [(3, 1), (1, 70000)],
    "𠮷": [(4, 0)],
    "𠮷野家": [(4, 1)],
    "ab": [(5, 2)],
    "bc": [(5, 1)],
    "abc": [(5, 0), (300, 0)],
}
NEEDS_COMPILER = pytest.mark.skipif(Automaton.engine() != "compiled", reason="there was no compiler to build the search")
#: Left out, once, or twice in a part.
MODES = bytes([1, 1, 1, 2, 1, 2, *[0] * 294, 1])


def gates(engine: str) -> Gates:
    return Gates(Automaton.build(list(OWNED), engine, unguarded()), Owners.pack(OWNED.values()))


def unguarded() -> list[list[tuple[int, int, int]]]:
    return [[(*pair, 0) for pair in owners] for owners in OWNED.values()]


@NEEDS_COMPILER
@given(block=st.lists(st.text("微信群*𠮷野家abc，", max_size=12), min_size=1, max_size=6), modes=st.sampled_from([MODES, bytes(301), bytes([1]) * 301, b"\1"]))
def test_compiled_or_not(block: list[str], modes: bytes) -> None:
    text = "\n".join(block)
    starts = list(accumulate([len(part) + 1 for part in block], initial=0))
    modes = modes.ljust(301, b"\0")
    assert gates("compiled").called(text, block, starts, modes) == gates("re").called(text, block, starts, modes)


@NEEDS_COMPILER
def test_what_is_called() -> None:
    block = ["加微信群", "**", "*", "abc"]
    found = gates("compiled").called("\n".join(block), block, [0, 5, 8, 10, 14], MODES)
    assert found == {
        0: [("加微信群", [(1, 0), (2, 1)])],
        1: [("加微信群", [(1, 0)]), ("**", [(0, 70000)])],
        2: [("加微信群", [(1, 1)])],
        3: [("**", [(0, 0), (0, 1), (1, 0)])],
        5: [("abc", [(0, 0), (0, 2), (1, 1)])],
        300: [("abc", [(0, 0)])],
    }


@NEEDS_COMPILER
@pytest.mark.parametrize("cut", [0, 3, 4, 100, -4, -1])
def test_a_table_that_was_cut_short(cut: int) -> None:
    from reportlint.text._strings import Strings

    with pytest.raises(ValueError, match="no table"):
        Strings(stringtable.packed(list(OWNED))[:cut])


@NEEDS_COMPILER
def test_a_damaged_table_does_no_harm() -> None:
    from reportlint.text._strings import Strings

    guards = Guards()
    numbers = [guards.number(guard) for guard in (None, (r"(?<!加)(微|信){1,3}\1?群$", 0, 3), ("(?:(?=a)a|[^b]+)*c", 0, ANYWHERE))]
    owners = [[(*pair, numbers[at % 3]) for pair in owned] for at, owned in enumerate(OWNED.values())]
    whole = stringtable.packed(list(OWNED), owners, guards.packed())
    text = "加微信群**𠮷野家abc"
    chance = random.Random(7)
    for turn in range(4000):
        table = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            table[chance.randrange(24, len(table)) if turn % 2 else -chance.randint(1, 4 * len(guards.packed()))] = chance.randrange(256)
        # Anything may be found, but nothing beside the text or the table is read.
        found = Strings(bytes(table)).find(text)
        assert all(0 <= start <= end <= 12 for start, end, _ in found)
        called = Strings(bytes(table)).called(text, [text], [0], bytes([1]) * 301)
        assert all(0 <= start < 12 for parts in called.values() for _, own in parts for start, _ in own)


@NEEDS_COMPILER
@pytest.mark.parametrize(
    ("block", "starts", "error"),
    [([], [], ValueError), (["a"], [], ValueError), (["a"], ["b"], TypeError), (["a"], [-1], (ValueError, OverflowError))],
)
def test_wrong_arguments(block: list[str], starts: list[int], error: type[Exception]) -> None:
    compiled = gates("compiled").automaton.compiled
    assert compiled is not None
    with pytest.raises(error):
        compiled.called("a", block, starts, b"\1")
