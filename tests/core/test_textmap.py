"""Maps between texts: where each character comes from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.core.span import Span
from reportlint.core.textmap import Segment, TextMap

ORIGIN = "天地玄黄宇宙洪荒日月盈昃辰宿列张"
# Cuts of the origin: pieces are what stands between every other two.
CUTS = st.lists(st.integers(0, len(ORIGIN)), unique=True, min_size=2, max_size=12).map(sorted)


def pieces_of(cuts: list[int]) -> list[tuple[int, int]]:
    return [(cuts[at], cuts[at + 1]) for at in range(0, len(cuts) - 1, 2)]


@given(CUTS, st.data())
def test_every_run_leads_back_to_the_characters_it_came_from(cuts: list[int], data: st.DataObject) -> None:
    pieces = pieces_of(cuts)
    text = "".join(ORIGIN[start:end] for start, end in pieces)
    made = TextMap.of_pieces(pieces)
    assert made.length == len(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    runs = made.pieces(start, end)
    assert "".join(ORIGIN[span.start : span.end] for _, span, _ in runs) == text[start:end]
    assert all(exact for _, _, exact in runs)
    spans = [tuple(span) for _, span, _ in runs]
    assert spans == sorted(spans)
    hull = made.hull(start, end)
    if start < end:
        assert ORIGIN[hull.start] == text[start]
        assert ORIGIN[hull.end - 1] == text[end - 1]


@given(CUTS, st.data())
def test_runs_next_to_each_other_are_one(cuts: list[int], data: st.DataObject) -> None:
    # Cutting the pieces further changes nothing.
    pieces = pieces_of(cuts)
    finer = []
    for start, end in pieces:
        middle = data.draw(st.integers(start, end))
        finer += [(start, middle), (middle, end)]
    one, other = TextMap.of_pieces(pieces), TextMap.of_pieces(finer)
    start = data.draw(st.integers(0, one.length))
    end = data.draw(st.integers(start, one.length))
    if start < end:
        assert other.pieces(start, end) == one.pieces(start, end)


@pytest.mark.parametrize(
    ("start", "end", "origin", "whole"),
    [
        (0, 1, (0, 1), True),
        (1, 3, (1, 2), True),
        (1, 2, (1, 2), False),
        (2, 3, (1, 2), False),
        (0, 3, (0, 2), True),
        (0, 2, (0, 2), False),
        (2, 4, (1, 3), False),
        (3, 4, (2, 3), True),
    ],
)
def test_an_inexact_run_maps_whole_or_not_at_all(
    start: int, end: int, origin: tuple[int, int], whole: bool
) -> None:
    # 5㎡地 read as 5m2地
    made = TextMap([Segment(0, 1, 0), Segment(1, 2, 1, 1, exact=False), Segment(3, 1, 2)])
    runs = made.pieces(start, end)
    assert made.hull(start, end) == origin
    assert all(exact for _, _, exact in runs) is whole


def test_parts_are_kept_apart() -> None:
    made = TextMap([Segment(0, 2, 0, part="甲"), Segment(2, 2, 2, part="乙")])
    assert made.pieces(1, 3) == [("甲", Span(1, 2), True), ("乙", Span(2, 3), True)]


@pytest.mark.parametrize(
    "segments",
    [
        [Segment(1, 2, 0)],
        [Segment(0, 2, 0), Segment(3, 1, 2)],
        [Segment(0, 2, 0), Segment(1, 1, 2)],
        [Segment(0, -1, 0)],
        [Segment(0, 1, -1)],
        [Segment(0, 2, 0, 3)],
    ],
    ids=["late", "gap", "overlap", "negative length", "negative origin", "unequal"],
)
def test_what_is_no_map(segments: list[Segment]) -> None:
    with pytest.raises(ValueError, match="segment"):
        TextMap(segments)


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (0, 5), (2, 1)])
def test_what_is_outside(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="is outside the text"):
        TextMap([Segment(0, 4, 0)]).pieces(start, end)
