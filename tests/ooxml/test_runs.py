"""From a span to runs, and runs cut so that a span has its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting import W, docx, files, p, packed, part, r
from generating import DOCUMENTS, typed
from reportlint.ooxml.package import serialized
from reportlint.ooxml.runs import Cutter, Place, places, shown
from reportlint.readers.docx import read

if TYPE_CHECKING:
    from typing import Any

TAB = "<w:r><w:tab/></w:r>"


def text_of(run: Any) -> str:
    return "".join(shown(t) for t in run.iter(W + "t"))


@pytest.mark.parametrize(
    ("body", "span", "found"),
    [
        (p("全县经济"), (1, 3), [(0, 1, 3)]),
        (p("全县", "经济"), (1, 3), [(0, 1, 2), (1, 0, 1)]),
        (p("甲", TAB, "乙"), (0, 3), [(0, 0, 1), (1, 0, 1)]),
        (p("甲", TAB, "乙"), (1, 2), []),
        (p("甲") + p("乙"), (0, 3), [(0, 0, 1), (1, 0, 1)]),
        (p("甲") + p("乙"), (1, 2), []),
        (p("甲乙"), (1, 1), [(0, 1, 1)]),
        (p("甲乙"), (2, 2), [(0, 2, 2)]),
        (p("甲") + p("乙"), (1, 1), [(0, 1, 1)]),
        ("<w:p><w:r><w:t>  甲乙</w:t></w:r></w:p>", (1, 2), [(0, 3, 4)]),
        (p(r("密", "<w:vanish/>"), "甲"), (0, 1), [(1, 0, 1)]),
    ],
)
def test_places(body: str, span: tuple[int, int], found: list[tuple[int, int, int]]) -> None:
    document = read(docx(body), "a.docx")
    assert [(each.index, each.start, each.end) for each in places(document, *span)] == found


def test_formatting_goes_to_both_halves_and_what_follows_to_the_second() -> None:
    root = part(docx("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>全县经济</w:t><w:tab/><w:t>平稳</w:t></w:r></w:p>"))
    cutter = Cutter(root)
    (run,) = cutter.runs(Place("word/document.xml", 0, 1, 3))
    assert text_of(run) == "县经"
    runs = list(root.iter(W + "r"))
    assert [text_of(each) for each in runs] == ["全", "县经", "济平稳"]
    assert [each.find(f"{W}rPr/{W}b") is not None for each in runs] == [True, True, True]
    assert runs[2].find(W + "tab") is not None
    # Places are still those of the map.
    (run,) = cutter.isolated(Place("word/document.xml", 1, 0, 1))
    assert text_of(run) == "平"
    assert [text_of(each) for each in root.iter(W + "r")] == ["全", "县经", "济", "平", "稳"]


def test_blanks_at_a_cut_are_kept() -> None:
    root = part(docx("<w:p><w:r><w:t> 甲 乙 </w:t></w:r></w:p>"))
    Cutter(root).runs(Place("word/document.xml", 0, 2, 3))
    made = packed({**files(docx(p())), "word/document.xml": serialized(root)})
    assert read(made, "a.docx").text == "甲 乙"


@given(DOCUMENTS, st.data())
def test_cut_anywhere_the_text_is_the_same(made: tuple[bytes, str], data: st.DataObject) -> None:
    source, text = made
    document = read(source, "a.docx")
    root = part(source)
    cutter = Cutter(root)
    for low, high in data.draw(st.lists(st.sampled_from(typed(document)), max_size=4)) if typed(document) else []:
        start = data.draw(st.integers(low, high - 1))
        end = data.draw(st.integers(start + 1, high))
        for place in places(document, start, end):
            runs = cutter.isolated(place)
            assert "".join(text_of(run) for run in runs) == document.text[start:end]
    cut = packed({**files(source), "word/document.xml": serialized(root)})
    assert read(cut, "a.docx").text == text
