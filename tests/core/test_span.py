"""Spans."""

from __future__ import annotations

import pickle

import pytest

from reportlint.core.span import Span


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((0, 2), (1, 3), True),
        ((0, 2), (2, 3), False),
        ((0, 9), (3, 4), True),
        ((3, 3), (3, 3), False),
    ],
)
def test_overlaps(one: tuple[int, int], other: tuple[int, int], expected: bool) -> None:
    assert Span(*one).overlaps(Span(*other)) is expected
    assert Span(*other).overlaps(Span(*one)) is expected


@pytest.mark.parametrize(("start", "end"), [(-1, 1), (2, 1)])
def test_what_is_no_span(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_spans_are_tuples_that_other_processes_can_have() -> None:
    span = Span(2, 5)
    assert (span.start, span.end) == tuple(span) == (2, 5)
    assert pickle.loads(pickle.dumps(span)) == span
    assert sorted([Span(1, 3), Span(0, 9), Span(1, 2)]) == [(0, 9), (1, 2), (1, 3)]
