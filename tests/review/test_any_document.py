"""Whatever stands around the text: exact comments, true changes, nothing else touched, the same again."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from drafting import box, comments, docx, p, plain, r
from reportlint.fixer import chosen, edited
from reportlint.readers.docx import read
from reportlint.review.former import restored
from reviewing import RULES, review

_WORDS = st.sampled_from(("布署", "布", "署", "**", "*", "场", "扔有发生", "认真", "培训", "，", "。", "县", "到到", " "))
_LOOKS = st.sampled_from(("", "<w:b/>", '<w:sz w:val="32"/>'))


def _inserted(inside: str) -> str:
    return f'<w:ins w:id="9001" w:author="张三" w:date="2026-01-01T00:00:00Z">{inside}</w:ins>'


def _deleted(inside: str) -> str:
    return inside + '<w:del w:id="9002" w:author="李四"><w:r><w:delText>删</w:delText></w:r></w:del>'


def _field(inside: str) -> str:
    turn = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    instruction = "<w:r><w:instrText> REF a </w:instrText></w:r>"
    return turn.format("begin") + instruction + turn.format("separate") + inside + turn.format("end")


def _tabbed(inside: str) -> str:
    return inside.replace("</w:t></w:r>", "</w:t><w:tab/></w:r>")


_AROUND = st.sampled_from(
    (
        str,
        str,
        str,
        _inserted,
        _deleted,
        _field,
        _tabbed,
        '<mc:AlternateContent><mc:Choice Requires="w14">{}</mc:Choice></mc:AlternateContent>'.format,
        '<w:hyperlink w:anchor="a">{}</w:hyperlink>'.format,
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>".format,
        '<w:smartTag w:uri="u" w:element="e">{}</w:smartTag>'.format,
        '<w:bookmarkStart w:id="9003" w:name="b"/>{}<w:bookmarkEnd w:id="9003"/>'.format,
        '<w:commentRangeStart w:id="9000"/>{}<w:commentRangeEnd w:id="9000"/>'.format,
    )
)
_RUN = st.builds(
    lambda words, look, around: around(r("".join(words), look)), st.lists(_WORDS, min_size=1, max_size=4), _LOOKS, _AROUND
)
_PARAGRAPH = st.lists(_RUN, max_size=5).map(lambda runs: p(*runs))
_BLOCK = st.one_of(
    _PARAGRAPH,
    _PARAGRAPH,
    _PARAGRAPH.map(lambda cell: f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>{p()}"),
    st.tuples(_PARAGRAPH, _RUN).map(lambda both: p(box(both[0]), both[1])),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_BLOCK, min_size=1, max_size=4), st.booleans())
def test_any_document(blocks: list[str], fold: bool) -> None:
    theirs = '<w:comment w:id="9000" w:author="李四"><w:p/></w:comment>'
    before = docx("".join(blocks) + "<w:sectPr/>", comments=theirs)
    made = review(before, (*RULES, "character-doubled"), fold=fold)
    assert plain(made.data) == plain(before)
    assert plain(restored(made.data)[0]) == plain(before)
    assert review(made.data, (*RULES, "character-doubled"), fold=fold).data == made.data

    found = [one for one in comments(made.data) if one.rule]
    if not fold:
        told = [(finding.rule, finding.text.replace("\t", "")) for finding in made.findings]
        choices = 'Requires="w14"' in "".join(blocks)
        boxed = [any(line.startswith("位置：文本框") for line in one.lines) for one in found]
        assert [one.rule for one in found] == [rule for rule, _ in told]
        for one, (_, text), inside in zip(found, told, boxed, strict=True):
            held = one.range.replace("删", "")
            # A choice is told of as a whole, as a text box is.
            assert inside or held == text or (choices and text in held)

    text = read(before, "a.docx").text
    tracked = [
        finding
        for finding in chosen(made.findings)[1]
        if finding.fix and not (finding.location or {}).get("textbox")
    ]
    if made.revisions == len(tracked):
        edits = sorted(edit for finding in tracked if finding.fix for edit in finding.fix.edits)
        assert read(made.data, "a.docx").text == edited(text, edits)
