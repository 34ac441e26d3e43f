"""Candidates from bands, clusters from pairs: the same whatever the batches, and bounded."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reportlint.corpus.groups import WINDOW, Buckets, components, distinct, firsts, labelled

SMALL = st.integers(0, 3)
ROWS = st.lists(st.tuples(SMALL, SMALL, st.integers(0, 40)), max_size=60, unique_by=lambda row: row)


def fed(rows: list[tuple[int, int, int]], sizes: list[int], cap: int) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """The pairs that sorted rows give in batches of these sizes, and the hot buckets."""
    buckets = Buckets(cap)
    found: set[tuple[int, int]] = set()
    at = 0
    for size in [*sizes, len(rows)]:
        piece = rows[at : at + size]
        at += size
        columns = [np.array([row[place] for row in piece], np.int64) for place in range(3)]
        for a, b in buckets.feed(*columns):
            found |= set(zip(a.tolist(), b.tolist(), strict=True))
    for a, b in buckets.end():
        found |= set(zip(a.tolist(), b.tolist(), strict=True))
    return found, set(buckets.hot)


def grouped(rows: list[tuple[int, int, int]]) -> list[list[int]]:
    return [[unit for _, _, unit in group] for _, group in itertools.groupby(sorted(rows), lambda row: row[:2])]


@given(ROWS, st.lists(st.integers(0, 9), max_size=8))
def test_small_buckets_give_all_their_pairs(rows: list[tuple[int, int, int]], sizes: list[int]) -> None:
    expected = {pair for group in grouped(rows) for pair in itertools.combinations(sorted(group), 2)}
    assert fed(sorted(rows), sizes, 64) == (expected, set())


@given(ROWS, st.lists(st.integers(0, 9), max_size=8))
def test_batches_do_not_change_what_large_buckets_give(rows: list[tuple[int, int, int]], sizes: list[int]) -> None:
    pairs, hot = fed(sorted(rows), sizes, WINDOW)
    assert (pairs, hot) == fed(sorted(rows), [], WINDOW)
    assert len(hot) == sum(len(group) > WINDOW for group in grouped(rows))


def test_work_in_a_hot_bucket_grows_with_its_size_and_no_faster() -> None:
    rows = [(0, 0, unit) for unit in range(10_000)]
    pairs, hot = fed(rows, [999] * 9, 64)
    assert len(pairs) <= 10_000 * WINDOW
    assert hot == {(-1, 0)}
    assert {(unit, unit + 1) for unit in range(9_999)} <= pairs


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=40))
def test_components_are_those_of_a_walk(pairs: list[tuple[int, int]]) -> None:
    a = np.array([pair[0] for pair in pairs], np.int64)
    b = np.array([pair[1] for pair in pairs], np.int64)
    nodes, labels = components(a, b)
    least = {node: node for pair in pairs for node in pair}
    for _ in range(len(least)):
        for one, other in pairs:
            least[one] = least[other] = min(least[one], least[other])
    assert dict(zip(nodes.tolist(), labels.tolist(), strict=True)) == least


def test_a_long_chain_is_one_component() -> None:
    order = np.random.default_rng(3).permutation(5000)
    _, labels = components(order[:-1], order[1:])
    assert set(labels.tolist()) == {0}


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=30))
def test_firsts_and_labels(keys: list[tuple[int, int]]) -> None:
    units = np.arange(10, 10 + len(keys), dtype=np.int64)
    first = firsts(units, *(np.array([key[place] for key in keys], np.int64) for place in (0, 1)))
    assert first.tolist() == [10 + keys.index(key) for key in keys]
    nodes, labels = np.array([11, 12]), np.array([11, 11])
    assert labelled(first, nodes, labels).tolist() == [11 if unit == 12 else unit for unit in first.tolist()]
    assert labelled(first, nodes[:0], labels[:0]).tolist() == first.tolist()


@given(st.lists(st.tuples(SMALL, SMALL), max_size=20))
def test_distinct(pairs: list[tuple[int, int]]) -> None:
    a, b = distinct(*(np.array([pair[place] for pair in pairs], np.int64) for place in (0, 1)))
    assert list(zip(a.tolist(), b.tolist(), strict=True)) == sorted(set(pairs))
