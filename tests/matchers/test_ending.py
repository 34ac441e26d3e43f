"""Items that end otherwise than the rest of their list."""

from __future__ import annotations

import re

import pytest

from reportlint.matchers.ending import Ending
from reportlint.readers.txt import document_of
from reportlint.text.reading import Reading


def found(text: str) -> list[str]:
    page = Reading(document_of(text, "<text>"))
    return [text[: m.start] + "⟦" + text[m.start : m.end] + "⟧" + text[m.end :] for m in Ending().survey(page)]


@pytest.mark.parametrize(
    "marked",
    [
        "任务：\n1.修路；\n2.架桥⟦。⟧\n3.植树；\n4.通水；\n5.绿化。",
        "（一）修路；\n（二）架⟦桥⟧\n（三）植树；\n（四）通水。",
        "①修路；\n②架桥；\n③植树⟦，⟧\n④通水。",
    ],
)
def test_odd_ends(marked: str) -> None:
    assert found(re.sub("[⟦⟧]", "", marked)) == [marked]


@pytest.mark.parametrize(
    "text",
    [
        "1.修路；\n2.架桥；\n3.植树。",
        "1.修路；\n2.架桥；\n3.植树",
        "1.修路\n2.架桥\n3.植树",
        "1.修路；\n2.架桥。",
        "1.修路。加快施工；\n2.架桥。\n3.植树；\n4.通水。",
        "甲；\n乙。\n丙；",
        "；\n；\n；\n",
    ],
)
def test_left_alone(text: str) -> None:
    assert found(text) == []


def test_long_lists() -> None:
    text = "任务：\n" + "1.修路；\n" * 90 + "2.架桥。\n" + "3.植树；\n" * 90
    assert [len(marked.partition("⟦")[0]) for marked in found(text)] == [text.index("。")]
