"""Word documents of all shapes, for property tests, with the text that a reader of their pages sees."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from hypothesis import strategies as st

from drafting import docx

if TYPE_CHECKING:
    from reportlint.core.document import Document

# XML, and what it shows.
Shown = tuple[str, str]

_TEXT = st.text(st.sampled_from("全县经济 平稳<&𠮷　1a“\t\n"), max_size=6)
_BLANKS = " \t\n"


def _kept(text: str) -> Shown:
    shown = text.replace("\t", " ").replace("\n", " ")
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>', shown


def _trimmed(text: str) -> Shown:
    shown = text.strip(_BLANKS).replace("\t", " ").replace("\n", " ")
    return f"<w:t>{escape(text)}</w:t>", shown


_PIECES = st.one_of(
    _TEXT.map(_kept),
    _TEXT.map(_trimmed),
    st.sampled_from([("<w:tab/>", "\t"), ("<w:br/>", "\n"), ("<w:softHyphen/>", ""), ("<w:noBreakHyphen/>", "-")]),
)


def _joined(parts: list[Shown], xml: str = "{}") -> Shown:
    return xml.format("".join(part[0] for part in parts)), "".join(part[1] for part in parts)


def _run(parts: list[Shown], formatting: str) -> Shown:
    inside, shown = _joined(parts)
    hidden = "vanish" in formatting
    return f"<w:r><w:rPr>{formatting}</w:rPr>{inside}</w:r>", "" if hidden else shown


_RUNS = st.builds(_run, st.lists(_PIECES, max_size=3), st.sampled_from(["", "<w:b/>", "<w:vanish/>", '<w:sz w:val="30"/>']))
_HOLDERS = st.builds(
    lambda runs, holder: (_joined(runs, holder)[0], "" if "w:del " in holder else _joined(runs)[1]),
    st.lists(_RUNS, min_size=1, max_size=3),
    st.sampled_from(
        [
            '<w:ins w:id="1" w:author="a">{}</w:ins>',
            '<w:del w:id="1" w:author="a">{}</w:del>',
            '<w:hyperlink w:anchor="x">{}</w:hyperlink>',
            "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
            "<mc:AlternateContent><mc:Choice Requires='wps'>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent>",
        ]
    ),
)
_PARAGRAPHS = st.lists(st.one_of(_RUNS, _HOLDERS), max_size=4).map(lambda parts: _joined(parts, "<w:p>{}</w:p>"))


def _lines(parts: list[Shown], xml: str = "{}") -> Shown:
    return xml.format("".join(part[0] for part in parts)), "\n".join(part[1] for part in parts)


_TABLES = st.lists(st.lists(st.lists(_PARAGRAPHS, min_size=1, max_size=2), min_size=1, max_size=2), min_size=1, max_size=2).map(
    lambda rows: _lines(
        [_lines([_lines(cell, "<w:tc>{}</w:tc>") for cell in row], "<w:tr>{}</w:tr>") for row in rows], "<w:tbl>{}</w:tbl>"
    )
)
#: (the bytes of a document, its text)
DOCUMENTS: st.SearchStrategy[tuple[bytes, str]] = st.lists(
    st.one_of(_PARAGRAPHS, _PARAGRAPHS, _TABLES), min_size=1, max_size=5
).map(lambda parts: (docx(_lines(parts)[0]), _lines(parts)[1]))


def typed(document: Document) -> list[tuple[int, int]]:
    """The ranges of a document's text that stand in the file as they are."""
    assert document.map is not None
    return [(s.at, s.at + s.length) for s in document.map.segments if s.exact]
