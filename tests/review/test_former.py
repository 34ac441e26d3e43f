"""A document that was reviewed before: people's answers stay, our marks are made anew."""

from __future__ import annotations

import pytest

from drafting import SPACES, W, comments, docx, files, p, packed, part, plain, r, revisions
from reportlint.review.former import restored
from reviewing import review

END = "<w:sectPr/>"


def replaced(data: bytes, old: str, new: str, name: str = "word/document.xml") -> bytes:
    """The package with a text of one part replaced."""
    parts = files(data)
    assert old.encode() in parts[name], old
    return packed({**parts, name: parts[name].replace(old.encode(), new.encode())})


@pytest.mark.parametrize(
    "body",
    [
        p("培训**场，认真布署"),
        p("认真布", r("署", "<w:b/>"), "工作"),
        p('<w:ins w:id="9001" w:author="张三" w:date="2026-01-01T00:00:00Z">' + r("全面布署落实") + "</w:ins>"),
    ],
)
def test_what_we_put_in_comes_out(body: str) -> None:
    before = docx(body + END)
    data, former = restored(review(before).data)
    assert plain(data) == plain(before)
    assert revisions(data) == []
    assert comments(data) == []
    assert former.dates


def test_a_document_without_our_marks_is_left_as_it_is() -> None:
    data = docx(p("培训**场") + END, comments='<w:comment w:id="9000" w:author="李四"><w:p/></w:comment>')
    assert restored(data)[0] is data


def test_a_namesake_without_our_key_is_left_alone() -> None:
    theirs = '<w:comment w:id="9000" w:author="reportlint">' + p("我自己写的") + "</w:comment>"
    made = review(docx(p("培训**场") + END, comments=theirs))
    assert [one.lines[0] for one in comments(made.data)][:1] == ["我自己写的"]


def test_what_was_mended_is_no_longer_commented_on() -> None:
    once = review(docx(p("培训**场") + p("走访*户") + END))
    again = review(replaced(once.data, ">*<", ">36<"))
    assert [one.range for one in comments(once.data)] == ["**", "*"]
    assert [one.range for one in comments(again.data)] == ["**"]


def test_a_date_stays_with_its_remark() -> None:
    once = review(docx(p("培训**场") + END))
    again = review(replaced(once.data, "</w:body>", p("走访**户") + "</w:body>"), date="2026-04-02T08:00:00Z")
    assert [one.date for one in comments(again.data)] == ["2026-03-01T09:30:00Z", "2026-04-02T08:00:00Z"]


def answered(done: str = "0") -> bytes:
    """A reviewed document as Word saves it after someone has answered our comment."""
    once = review(
        docx(
            p("培训**场") + p("走访**户") + END,
            comments='<w:comment w:id="9000" w:author="李四"><w:p w14:paraId="0A000002">'
            "<w:r><w:t>已问教育科</w:t></w:r></w:p></w:comment>",
            commentsExtended="",
        )
    ).data
    parts = files(once)
    document = part(once, "word/comments.xml")
    ours = [element for element in document if element.get(W + "author") == "reportlint"]
    for number, element in enumerate(ours):
        element[-1].set(f"{{{SPACES['w14']}}}paraId", f"0B00000{number}")
    from lxml import etree

    parts["word/comments.xml"] = etree.tostring(document)
    parts["word/commentsExtended.xml"] = (
        f'<w15:commentsEx xmlns:w15="{SPACES["w15"]}"><w15:commentEx w15:paraId="0B000000" w15:done="{done}"/>'
        '<w15:commentEx w15:paraId="0A000002" w15:paraIdParent="0B000000" w15:done="0"/>'
        '<w15:commentEx w15:paraId="0B000001" w15:done="0"/></w15:commentsEx>'
    ).encode()
    return packed(parts)


def threads(data: bytes) -> dict[str, tuple[str, str]]:
    """Parent and state of each comment of a thread, by the id of its last paragraph."""
    w15 = f"{{{SPACES['w15']}}}"
    return {
        element.get(w15 + "paraId"): (element.get(w15 + "paraIdParent") or "", element.get(w15 + "done") or "")
        for element in part(data, "word/commentsExtended.xml")
    }


def test_answers_and_settled_comments_keep_their_thread() -> None:
    data = answered("1")
    again = review(data)
    assert threads(again.data) == threads(data)
    ours = [e for e in part(again.data, "word/comments.xml") if e.get(W + "author") == "reportlint"]
    assert ours[0][-1].get(f"{{{SPACES['w14']}}}paraId") == "0B000000"


def test_an_answer_outlives_the_comment_it_answers() -> None:
    again = review(replaced(answered(), ">**<", ">36<"))
    assert threads(again.data) == {"0A000002": ("", "0")}
    assert [one.lines for one in comments(again.data)] == [["已问教育科"]]


def test_a_change_that_was_accepted_is_not_made_again() -> None:
    once = review(docx(p("认真布署工作") + END))
    root = part(once.data)
    from lxml import etree

    for element in list(root.iter(W + "del")):
        element.getparent().remove(element)
    for element in list(root.iter(W + "ins")):
        element.addprevious(element[0])
        element.getparent().remove(element)
    again = review(packed({**files(once.data), "word/document.xml": etree.tostring(root)}))
    assert again.findings == []
    assert revisions(again.data) == []
    assert "".join(part(again.data).itertext()) == "认真部署工作"
