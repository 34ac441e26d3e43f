"""What the comments say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafting import comments, docx, files, p
from reportlint.api import Linter, Options, View
from reportlint.review.marking import Plan, reviewed
from reviewing import DATE, review

if TYPE_CHECKING:
    import pathlib

TITLE = p("青禾县工作总结")
THEIRS = '<w:comment w:id="9000" w:author="李四"><w:p/></w:comment>'
END = "<w:sectPr/>"


def test_one_comment_for_a_rule_in_a_paragraph() -> None:
    made = review(docx(p("培训**场，走访**户，*县办结***件；布署") + p("受理**件") + END))
    found = [one for one in comments(made.data) if one.rule == "mask-asterisk"]
    assert [one.range for one in found] == ["**", "**"]
    assert [line for line in found[0].lines if line.startswith("本段另有")] == ["本段另有3处：“**”、“*”、“***”"]
    assert not any(line.startswith("本段另有") for line in found[1].lines)


def test_an_overview_stands_first_where_there_is_much_to_say() -> None:
    made = review(docx(TITLE + "".join(p(f"培训**场{number}") for number in range(12)) + END))
    first, *others = comments(made.data)
    assert first.lines[0] == "【概览】全文共12处问题：错误12处。"
    assert first.range == "青禾县工作总结"
    assert len(others) == 12


def test_who_and_when() -> None:
    made = review(docx(p("培训**场") + END))
    (one,) = comments(made.data)
    assert (one.author, one.initials, one.date) == ("reportlint", "RL", DATE)


def test_other_places_are_told_of_by_their_words() -> None:
    text = "青禾县工作总结\n（一）抓产业\n正文甲。\n（二）抓民生\n正文乙。\n（二）抓生态建设与环境保护工作方面\n正文丙。\n"
    (one,) = comments(review(text.encode(), ("heading-repeat",), "a.txt").data)
    assert "首次出现：“（二）抓民生”" in one.lines
    (one,) = comments(review(docx("".join(map(p, text.splitlines())) + END), ("heading-repeat",)).data)
    assert "首次出现：第4段“（二）抓民生”" in one.lines


def test_private_data_stays_hidden(tmp_path: pathlib.Path) -> None:
    (tmp_path / "privacy").mkdir()
    (tmp_path / "privacy" / "number.yaml").write_text(PRIVATE, "utf-8")
    (tmp_path / ".reportlint.yaml").write_text("rules: [.]", "utf-8")
    number = "110105199003071233"
    linter = Linter(Options(str(tmp_path / ".reportlint.yaml"), select=("number", "wrong-word")))
    data = docx(p(f"张三，身份证号{number}，认真布署") + END, comments=THEIRS)
    made = reviewed(linter, data, "a.docx", "a.docx", Plan(DATE), View())
    assert made.data is not None
    _, one, other = comments(made.data)
    assert one.lines[0] == "【错误】号码：号码██████████████████"
    assert other.range == "布署"
    assert number.encode() not in files(made.data)["word/comments.xml"]


PRIVATE = """
id: number
name: 号码
category: privacy
severity: error
message: 号码{text}
rationale: 个人信息不应公开。
references: [例]
matcher: {kind: pattern, regex: "(?<=号)[0-9]{18}"}
examples:
  bad: ["证号⟦110105199003071233⟧"]
  good: [证号]
"""
