"""The static function: what is put in comes out, what was not is rarely taken for it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportlint.typo.table import build


@given(st.dictionaries(st.integers(0, 2**64 - 1), st.integers(0, 15), min_size=1, max_size=300))
@settings(max_examples=30, deadline=None)
def test_every_key_gives_its_value(content: dict[int, int]) -> None:
    keys = np.array(sorted(content), np.uint64)
    table = build(keys, np.array([content[int(key)] for key in keys]), np.uint8, packed=True)
    assert (table.get(keys) - 1).tolist() == [content[int(key)] for key in keys]


@pytest.mark.parametrize(("mark", "share"), [(np.uint8, 1 / 256), (np.uint16, 1 / 65536)], ids=["8 bits", "16 bits"])
def test_other_keys_are_seldom_taken_for_known_ones(mark: type, share: float) -> None:
    keys = np.arange(20_000, dtype=np.uint64)
    table = build(keys, keys % np.uint64(16), mark, packed=False)
    taken = (table.get(np.arange(10**6, 10**6 + 200_000, dtype=np.uint64)) > 0).mean()
    assert taken < 1.5 * share + 1e-5


def test_the_same_keys_give_the_same_table() -> None:
    keys = np.arange(5000, dtype=np.uint64) ** np.uint64(2)
    one, other = (build(keys, keys % np.uint64(16), np.uint8, packed=True) for _ in range(2))
    assert one.marks.tobytes() == other.marks.tobytes()
    assert one.values.tobytes() == other.values.tobytes()
