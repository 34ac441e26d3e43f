"""The map of any document leads to exactly its characters."""

from __future__ import annotations

from hypothesis import given

from drafting import part
from generating import DOCUMENTS
from reportlint.ooxml.runs import texts
from reportlint.readers.docx import read


@given(DOCUMENTS)
def test_exact_slices_of_the_file_are_the_text(made: tuple[bytes, str]) -> None:
    data, shown = made
    document = read(data, "a.docx")
    assert document.text == shown
    assert document.map is not None
    assert document.map.length == len(document.text)
    elements = texts(part(data))
    for segment in document.map.segments:
        slice_ = document.text[segment.at : segment.at + segment.length]
        if segment.exact:
            assert isinstance(segment.part, tuple)
            name, index = segment.part
            assert name == "word/document.xml"
            assert elements[index].text[segment.origin : segment.origin + segment.length] == slice_
        else:
            assert slice_ in ("\t", "\n", "-", " ")


@given(DOCUMENTS)
def test_blocks_lie_in_order_within_lines(made: tuple[bytes, str]) -> None:
    document = read(made[0], "a.docx")
    last = 0
    for block in document.blocks:
        assert last <= block.start < block.end <= len(document.text)
        last = block.end
        assert block.pieces or "\n" not in document.text[block.start : block.end]
        assert block.location is not None
    unread = document.text
    for block in reversed(document.blocks):
        unread = unread[: block.start] + unread[block.end :]
    assert not unread.strip()
