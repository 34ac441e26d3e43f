"""What counts as a heading or ordinal at the start of a paragraph, and what it says."""

from __future__ import annotations

import pytest

from reportlint.core.document import Block, Document
from reportlint.readers.txt import document_of
from reportlint.text.heading import Heading
from reportlint.text.headings import headings_of
from reportlint.text.reading import Reading


def read(text: str) -> list[Heading]:
    return headings_of(Reading(document_of(text, "a.txt")))


ORDINALS = [
    ("一、总体情况", "hanzi", 1, "一、", "总体情况"),
    ("十二、保障措施", "hanzi", 12, "十二、", "保障措施"),
    ("三、2024年工作安排", "hanzi", 3, "三、", "2024年工作安排"),
    ("一、二〇二四年工作回顾", "hanzi", 1, "一、", "二〇二四年工作回顾"),
    ("（三）抓好防汛", "hanzi-bracket", 3, "（三）", "抓好防汛"),
    ("(三)抓好防汛", "hanzi-bracket", 3, "(三)", "抓好防汛"),
    ("㈢抓好防汛", "hanzi-bracket", 3, "㈢", "抓好防汛"),
    ("（三）、抓好防汛", "hanzi-bracket", 3, "（三）、", "抓好防汛"),
    ("（二）目标任务", "hanzi-bracket", 2, "（二）", "目标任务"),
    ("（一）项目建设", "hanzi-bracket", 1, "（一）", "项目建设"),
    ("1.抓好防汛", "arabic", 1, "1.", "抓好防汛"),
    ("1、抓好防汛", "arabic", 1, "1、", "抓好防汛"),
    ("12．抓好防汛", "arabic", 12, "12．", "抓好防汛"),
    ("１２．抓好防汛", "arabic", 12, "１２．", "抓好防汛"),
    ("2.2024年新建校舍", "arabic", 2, "2.", "2024年新建校舍"),
    ("⒉抓好防汛", "arabic", 2, "⒉", "抓好防汛"),
    ("（1）抓好防汛", "arabic-bracket", 1, "（1）", "抓好防汛"),
    ("⑴抓好防汛", "arabic-bracket", 1, "⑴", "抓好防汛"),
    ("1）抓好防汛", "arabic-paren", 1, "1）", "抓好防汛"),
    ("①抓好防汛", "circled", 1, "①", "抓好防汛"),
    ("第三章 职责", "chapter", 3, "第三章", "职责"),
    ("第二节 分工", "section", 2, "第二节", "分工"),
    ("第十条　本办法自公布之日起施行。", "article", 10, "第十条", "本办法自公布之日起施行"),
    ("第一部分：工作回顾", "part", 1, "第一部分", "：工作回顾"),
    ("　　（三）抓好防汛", "hanzi-bracket", 3, "（三）", "抓好防汛"),
    ("##paidbegin##（一）强化督导", "hanzi-bracket", 1, "（一）", "强化督导"),
    ("【节选】（一）强化督导", "hanzi-bracket", 1, "（一）", "强化督导"),
    ("## 一、总体情况", "hanzi", 1, "一、", "总体情况"),
    ("**（二）强化督导**", "hanzi-bracket", 2, "（二）", "强化督导**"),
]


@pytest.mark.parametrize(
    ("text", "style", "number", "ordinal", "title"), ORDINALS, ids=[case[0] for case in ORDINALS]
)
def test_an_ordinal_is_read(text: str, style: str, number: int, ordinal: str, title: str) -> None:
    (heading,) = read(text)
    assert (heading.style, heading.number, heading.ordinal, heading.title) == (style, number, ordinal, title)
    low, high = heading.at()
    assert text[low:high] == ordinal


@pytest.mark.parametrize(
    "text",
    [
        "一是抓好防汛",
        "一方面抓好防汛",
        "一年来，各项工作进展顺利。",
        "（三）、（四）项规定的情形",
        "（二）项规定的情形",
        "（2024年1月5日）",
        "（12月）",
        "3.5万人参加培训",
        "2022.5竣工",
        "1.2亿元",
        "12：30集合",
        "3，800人参加",
        "1、2、3号桥同时通车",
        "二、三季度增速回升",
        "一、二产业协调发展",
        "二〇二四年一月",
        "第三条例外情形已写明",
        "第一章 总则 第二章 职责 第三章 附则",
        "第一百二十条之一",
        "一、",
        "",
    ],
)
def test_what_is_no_ordinal(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "run_in", "title"),
    [
        ("（一）强化领导。成立专班，每周调度。", True, "强化领导"),
        ("（一）强化领导。", False, "强化领导"),
        ("（一）强化领导", False, "强化领导"),
        ("（一）谁来领导？成立专班。", True, "谁来领导"),
    ],
)
def test_a_title_may_have_its_text_on_the_same_line(text: str, run_in: bool, title: str) -> None:
    (heading,) = read(text)
    assert (heading.run_in, heading.title) == (run_in, title)


def test_doubtful_ordinals_count_where_they_continue_a_list() -> None:
    text = "1.甲工程：修路。\n2.28条措施：简化手续。\n3.乙工程：修桥。\n二、三季度增速回升。"
    assert [heading.ordinal for heading in read(text)] == ["1.", "2.", "3."]


def test_a_list_may_begin_with_doubtful_marks() -> None:
    assert [heading.ordinal for heading in read("一.总体要求\n二.主要任务")] == ["一.", "二."]


def test_levels_follow_the_nesting() -> None:
    text = "一、甲\n1.乙\n2.丙\n二、丁\n（一）戊\n1.己\n（二）庚"
    assert [heading.level for heading in read(text)] == [1, 2, 2, 1, 2, 3, 2]


def test_declared_headings_count_without_an_ordinal() -> None:
    blocks = [Block("heading", 0, 4, 2), Block("paragraph", 5, 9), Block("cell", 10, 14)]
    page = Reading(Document("a.md", "md", "工作回顾\n一切顺利\n（一）甲", blocks))
    (heading,) = headings_of(page)
    assert (heading.style, heading.level, heading.title) == ("", 2, "工作回顾")


def test_wrapped_paragraphs_give_places_in_the_document() -> None:
    blocks = [Block("paragraph", 0, 9, pieces=((0, 2), (3, 9)))]
    page = Reading(Document("a.txt", "txt", "（三\n）抓好防汛事", blocks))
    (heading,) = headings_of(page)
    assert heading.ordinal == "（三）"
    assert heading.at() == (0, 4)
