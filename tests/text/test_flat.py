"""What is asked of a document as one text."""

from __future__ import annotations

import pytest

from reportlint.readers import reader
from reportlint.readers.txt import document_of
from reportlint.text import reading
from reportlint.text.flat import first_of, flat_of, holding, joined
from reportlint.text.reading import Reading

TEXTS = ["", "甲\n乙简称丙\n\n丁称\n称称", "称", "甲，" * 9000 + "称\n乙", "甲\r\n称\r\n", "  称\n 甲"]


@pytest.fixture(params=[False, True], ids=["short", "long"])
def long(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether documents are read as long ones are, whose paragraphs do not hold their texts."""
    if request.param:
        monkeypatch.setattr(reading, "_LARGE", -1)
    return bool(request.param)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:8])
def test_paragraphs_that_hold_a_character(text: str, long: bool) -> None:
    page = Reading(document_of(text, "<text>"))
    assert page.large == long
    assert list(holding(page, "称")) == [here for here in page.paragraphs if "称" in here.text]
    assert [first_of(page, here) for here in page.paragraphs] == [here.text[:1] for here in page.paragraphs]
    assert "".join(here.text for here in page.paragraphs) == "".join(line for line in text.splitlines() if line.strip())
    if page.paragraphs:
        texts = [here.text for here in page.paragraphs]
        whole, starts = joined(page, page.paragraphs)
        assert whole == "\n".join(texts)
        assert [whole[low : high - 1] for low, high in zip(starts, starts[1:], strict=False)] == texts
    flat = flat_of(page)
    assert [flat.text[flat.start(here) :][: len(here.text)] for here in page.paragraphs] == [here.text for here in page.paragraphs]


def test_paragraphs_with_markup(long: bool) -> None:
    page = Reading(reader(".md").read("# 称**甲**乙\n\n**丙**丁\n\n- 戊**称**\n".encode(), "x.md"))
    assert any(here.map for here in page.paragraphs)
    assert list(holding(page, "称")) == [here for here in page.paragraphs if "称" in here.text]
    assert [first_of(page, here) for here in page.paragraphs] == [here.text[:1] for here in page.paragraphs]
