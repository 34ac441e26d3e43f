"""Periods of validity, and the year that a sentence speaks of."""

from __future__ import annotations

import pytest

from reportlint.text.periods import year_at, years


@pytest.mark.parametrize(
    ("since", "until", "whole"),
    [
        ("", "", (0, 9999)),
        (2016, "", (2016, 9999)),
        ("2016", 2020, (2016, 2020)),
        ("2020-10", "", (2021, 9999)),
        ("2020-01", "", (2020, 9999)),
        ("", "2020-10", (0, 2020)),
        ("2020-03", "2020-10", (2021, 2020)),
    ],
)
def test_years(since: str | int, until: str | int, whole: tuple[int, int]) -> None:
    assert years(since, until) == whole


@pytest.mark.parametrize(("since", "until"), [("20", ""), ("", "2020年"), ("2020-13", ""), (2020, 2019)])
def test_wrong_periods(since: str | int, until: str | int) -> None:
    with pytest.raises(ValueError, match=r"since|until"):
        years(since, until)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2016年区|局", 2016),
        ("2016年、2018年区|局", 2018),
        ("2016年。区|局", 2022),
        ("区|局2016年", 2022),
        ("12016年区|局", 2022),
    ],
)
def test_the_year_of_a_sentence(text: str, year: int) -> None:
    assert year_at(text.replace("|", ""), text.index("|"), 2022) == year
