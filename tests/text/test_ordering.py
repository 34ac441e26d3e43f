"""Where runs of numbers break, and where they only begin anew."""

from __future__ import annotations

import pytest

from reportlint.text.ordering import breaks_of

LAWFUL = ("anew", "onward")


def found(
    numbers: list[int], before: int = 0, onward: bool = False, anew: bool = False
) -> list[tuple[int, str, int]]:
    breaks = breaks_of(numbers, before, onward, lambda index, following: anew, lambda index, low, high: False)
    return [(fault.index, fault.kind, fault.expected) for fault in breaks if fault.kind not in LAWFUL]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([1, 2, 3, 4], []),
        ([1, 2, 2, 3], [(2, "repeat", 3)]),
        ([1, 2, 2, 4], [(2, "repeat", 3)]),
        ([1, 2, 4, 5], [(2, "skip", 3)]),
        ([1, 2, 4, 4, 5], [(2, "skip", 3)]),
        ([1, 2, 9, 4, 5], [(2, "skip", 3)]),
        ([1, 2, 3, 1, 5], [(3, "restart", 4)]),
        ([1, 1, 2, 3], [(1, "restart", 2)]),
        ([1, 1, 3], [(1, "restart", 2)]),
        ([2, 2, 3], [(0, "first", 1)]),
        ([2, 3, 4], [(0, "first", 1)]),
        ([1, 3, 2, 4], [(1, "skip", 2)]),
        ([1, 2, 5, 3, 4, 6], [(2, "skip", 3)]),
        ([1, 2, 3, 2, 3, 4], [(3, "repeat", 4)]),
        ([1, 2, 4, 5, 7], [(2, "skip", 3), (4, "skip", 6)]),
    ],
    ids=str,
)
def test_each_break_comes_once(numbers: list[int], expected: list[tuple[int, str, int]]) -> None:
    assert found(numbers) == expected


def test_a_list_may_begin_anew_where_the_caller_says_so() -> None:
    assert found([1, 2, 3, 1, 2], anew=True) == []
    assert found([1, 2, 3, 1, 5], anew=True) == [(3, "restart", 4)]


def test_a_list_that_another_interrupted_goes_on() -> None:
    assert found([1, 2, 1, 2, 3, 4, 3, 4], anew=True) == []


def test_numbering_may_go_on_through_the_sections() -> None:
    assert found([4, 5, 6], before=3) == []
    assert found([4, 2, 3], before=3) == [(0, "first", 1)]
    assert found([6, 7], before=3, onward=True) == [(0, "skip", 4)]


def test_what_stands_elsewhere_is_not_missing() -> None:
    breaks = breaks_of([1, 4, 5], 0, False, lambda *_: False, lambda index, low, high: (low, high) == (2, 4))
    assert list(breaks) == []
