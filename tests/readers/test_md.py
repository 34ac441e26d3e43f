"""Markdown: what a reader of the page sees, block by block, and where it stands."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.readers.md import document_of, read
from reportlint.text.emphasis import is_emphasis
from reportlint.text.reading import Reading

LONG = "全县上下锚定目标任务，抓项目、促转型、惠民生，经济运行稳中有进。"


def seen(text: str) -> list[str]:
    """``kind text`` of every block."""
    return [f"{block.kind} {block.text}" for block in Reading(document_of(text, "x.md")).paragraphs]


BLOCKS: list[tuple[str, list[str]]] = [
    ("", []),
    ("\n \n\u3000\n", []),
    ("一段", ["paragraph 一段"]),
    ("一段\n\n二段", ["paragraph 一段", "paragraph 二段"]),
    ("同比增\n长5%，全年\n实现目标。", ["paragraph 同比增长5%，全年实现目标。"]),
    ("同比增\r\n长5%\r\n\r\n二段", ["paragraph 同比增长5%", "paragraph 二段"]),
    ("同比增\r长5%", ["paragraph 同比增长5%"]),
    ("  一段  \n 接着", ["paragraph 一段", "paragraph 接着"]),
    ("一段\\\n接着", ["paragraph 一段", "paragraph 接着"]),
    ("# 标题", ["heading 标题"]),
    ("###### 标题 ##", ["heading 标题"]),
    ("##标题", ["heading 标题"]),
    ("#标题", ["paragraph #标题"]),
    ("##paid##（一）甲", ["paragraph ##paid##（一）甲"]),
    ("#", []),
    ("标题\n===\n正文", ["heading 标题", "paragraph 正文"]),
    ("标题\n---\n正文", ["heading 标题", "paragraph 正文"]),
    ("一段。\n二段\n---\n三段", ["paragraph 一段。二段", "paragraph 三段"]),
    ("一段\n\n---\n\n二段", ["paragraph 一段", "paragraph 二段"]),
    ("***\n* * *\n___\n甲", ["paragraph 甲"]),
    ("- 甲\n* 乙\n+ 丙", ["item 甲", "item 乙", "item 丙"]),
    ("- [ ] 甲\n- [x] 乙", ["item 甲", "item 乙"]),
    ("- 甲\n  接着\n  - 乙", ["item 甲接着", "item 乙"]),
    ("1. 甲\n2. 乙", ["item 1. 甲", "item 2. 乙"]),
    ("1) 甲", ["item 1) 甲"]),
    ("1.甲\n2.乙", ["paragraph 1.甲", "paragraph 2.乙"]),
    ("增长\n3.5%，实现\n1.2亿元", ["paragraph 增长3.5%，实现1.2亿元"]),
    ("二〇二五年\n12. 不是列表", ["paragraph 二〇二五年", "paragraph 12. 不是列表"]),
    ("- 甲\n\n  甲的第二段", ["item 甲", "paragraph 甲的第二段"]),
    ("> 引文\n> 接着\n\n正文", ["quote 引文接着", "paragraph 正文"]),
    (">> 引中引", ["quote 引中引"]),
    ("> # 标题\n> - 甲", ["quote 标题", "quote 甲"]),
    (">=90分", ["paragraph >=90分"]),
    (
        "| 甲 | 乙 |\n|---|:-:|\n| 1 |  |\n| 3 | 4\\|5 |\n\n后",
        ["cell 甲", "cell 乙", "cell 1", "cell 3", "cell 4|5", "paragraph 后"],
    ),
    ("甲 | 乙\n--- | ---\n1 | 2\n正文", ["cell 甲", "cell 乙", "cell 1", "cell 2", "paragraph 正文"]),
    ("甲|乙，不是表格", ["paragraph 甲|乙，不是表格"]),
    ("| 甲<br>乙 |\n|---|", ["cell 甲", "cell 乙"]),
    ("```\n甲\n```\n乙", ["code ```\n甲\n```", "paragraph 乙"]),
    ("~~~ py\n甲\n```\n~~~~\n乙", ["code ~~~ py\n甲\n```\n~~~~", "paragraph 乙"]),
    ("```\n没有结束", ["paragraph ```没有结束"]),
    ("    x = 1\n    y = 2", ["code     x = 1\n    y = 2"]),
    ("    四格缩进的正文，不是代码。", ["paragraph 四格缩进的正文，不是代码。"]),
    ("\u3000\u3000缩进的正文\n接着", ["paragraph \u3000\u3000缩进的正文接着"]),
    ("甲\n    接着", ["paragraph 甲接着"]),
    ("---\ntitle: 甲\n---\n正文", ["code ---\ntitle: 甲\n---", "paragraph 正文"]),
    ("---\n正文不是字段\n---", ["heading 正文不是字段"]),
    ("<!-- 注释 -->\n甲", ["paragraph 甲"]),
    ("<!--\n注释\n\n还是\n-->\n甲", ["paragraph 甲"]),
    ("甲<!-- 注释 -->乙", ["paragraph 甲乙"]),
    ("甲 <!-- 注\n释 --> 乙", ["paragraph 甲  乙"]),
    ("<!-- 没有结束", ["paragraph <!-- 没有结束"]),
    ("<div>甲</div>", ["paragraph 甲"]),
    ("<td>甲</td><td>乙</td>", ["paragraph 甲", "paragraph 乙"]),
    ("甲<br/>乙", ["paragraph 甲", "paragraph 乙"]),
    ("甲<b>乙</b>", ["paragraph 甲乙"]),
    ("a<5且b>3", ["paragraph a<5且b>3"]),
    ("<style>\np {}\n</style>\n甲", ["code <style>\np {}\n</style>", "paragraph 甲"]),
    ('[甲](http://x.y/a_b_c "题")乙', ["paragraph 甲乙"]),
    ("![图](x.png)乙", ["paragraph 图乙"]),
    ("[![图](x.png)](y.html)乙", ["paragraph 图乙"]),
    ("[甲](a(b)c.html)乙", ["paragraph 甲乙"]),
    ("[2023](试行)", ["paragraph [2023](试行)"]),
    ("[甲][x]和[乙][y]\n\n[x]: http://a.b", ["paragraph 甲和[乙][y]"]),
    ("甲[^1]\n\n[^1]: 脚注", ["paragraph 甲", "footnote 脚注"]),
    ("[注]：正文", ["paragraph [注]：正文"]),
    ("<http://a.b/c>", ["paragraph http://a.b/c"]),
    ("甲`x**y`乙", ["paragraph 甲乙"]),
    ("甲``x`y``乙", ["paragraph 甲乙"]),
    ("甲`乙", ["paragraph 甲`乙"]),
    ("\\*\\*镇\\#", ["paragraph **镇#"]),
    ("C:\\甲", ["paragraph C:\\甲"]),
    ("甲&nbsp;乙&amp;", ["paragraph 甲乙&amp;"]),
    ("__甲__，____", ["paragraph 甲，____"]),
    ("甲__乙__丙", ["paragraph 甲__乙__丙"]),
    ("签字____日期____", ["paragraph 签字____日期____"]),
    ("~~甲~~乙~~", ["paragraph 甲乙~~"]),
    ("一、总体情况\n全县运行平稳。", ["paragraph 一、总体情况", "paragraph 全县运行平稳。"]),
    ("一是甲。\n二是乙。\n第三，丙", ["paragraph 一是甲。", "paragraph 二是乙。", "paragraph 第三，丙"]),
    ("主要是\n一是甲", ["paragraph 主要是一是甲"]),
    ("（一）全县加强组织领\n导工作", ["paragraph （一）全县加强组织领导工作"]),
    (
        f"河西县工作总结\n{LONG}\n河西县办公室\n{LONG}\n{LONG}",
        [
            "paragraph 河西县工作总结",
            f"paragraph {LONG}",
            "paragraph 河西县办公室",
            f"paragraph {LONG}",
            f"paragraph {LONG}",
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), BLOCKS, ids=[text for text, _ in BLOCKS])
def test_blocks(text: str, expected: list[str]) -> None:
    assert seen(text) == expected


def test_hard_wrapped_paragraphs_without_blank_lines_stay_apart() -> None:
    sentences = [f"{number}是{LONG}{LONG}" for number in "一二三四五六"]
    lines = [sentence[at : at + 20] for sentence in sentences for at in range(0, len(sentence), 20)]
    assert seen("\n".join(lines)) == [f"paragraph {sentence}" for sentence in sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("# 甲", 1), ("### 甲", 3), ("甲\n===", 1), ("甲\n-", 2), ("甲", 0)],
)
def test_heading_levels(text: str, expected: int) -> None:
    assert [block.level for block in document_of(text, "x.md").blocks] == [expected]


# Marks of emphasis in 〔〕, masks as they stand.
EMPHASIS = [
    "〔**〕一、总体情况〔**〕",
    "〔**〕市人民政府〔**〕",
    "〔**〕时间：〔**〕3月5日",
    "〔**〕地点〔**〕：县政府",
    "〔**〕人数：〔**〕12人",
    "〔**〕完成时限：〔**〕年底前",
    "〔**〕项目名称：〔**〕水库加固",
    "1. 〔**〕责任单位：〔**〕发改局",
    "〔**〕（一）强化组织领导。〔**〕各级各部门",
    "〔**〕抓好春耕生产。〔**〕各镇",
    "坚持〔**〕一是加强领导〔**〕，",
    "要〔**〕压实责任〔**〕，〔**〕突出重点〔**〕，抓出成效",
    "推进〔**〕人才队伍建设〔**〕水平提升",
    "推进〔**〕项目建设〔**〕提速",
    "〔***〕要点〔***〕",
    "〔*〕注：数据为初步统计〔*〕",
    "**镇",
    "全年培训**人次",
    "从**镇到**镇",
    "**镇完成**亩",
    "**市**区",
    "2022年**月**日",
    "在**市委领导下，**区",
    "成立**领导小组和**专班",
    "由**牵头、**配合",
    "**、**等单位",
    "**公司与**集团签约",
    "任命**同志为**主任",
    "搭建“**”品牌",
    "增长**%，下降**%",
    "完成**个，占**%",
    "*镇和*村",
    "**镇、**镇",
    "**人",
    "全**文",
    "** 甲 **",
    "全县****户",
    "路面*米、路基*米",
    "打造“生态*、富裕*、美丽*”",
    "修路*里，新建桥*座",
    "这是*什么*意思",
    "（**）和（**）",
]


@pytest.mark.parametrize("marked", EMPHASIS)
def test_asterisks(marked: str) -> None:
    text = re.sub("[〔〕]", "", marked)
    assert "".join(part.partition(" ")[2] for part in seen(f"段。\n\n{text}")[1:]) == re.sub(
        "〔.*?〕", "", marked
    )


def test_a_phrase_is_no_emphasis_among_masks() -> None:
    masked = "培训**人次、**场，发放**份，走访**户。"
    assert seen(f"{masked}坚持**突出重点**。") == [f"paragraph {masked}坚持**突出重点**。"]
    assert seen(f"{masked}\n\n**时间：**三月") == [f"paragraph {masked}", "paragraph 时间：三月"]


def test_emphasis_needs_something_inside() -> None:
    assert not is_emphasis("甲** **乙", (1, 3), (4, 6))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!-- reportlint off a, b -- 引文 -->\n甲", [("off", ("a", "b"), "引文", 0)]),
        ("甲<!-- reportlint on -->", [("on", (), "", 1)]),
        ("甲\n乙 <!-- reportlint next a --> 丙", [("next", ("a",), "", 4)]),
        ("甲\n\n<!--\nreportlint file a\n-->", [("file", ("a",), "", 3)]),
        ("```\n<!-- reportlint off -->\n```", []),
        ("`<!-- reportlint off -->`", []),
        ("<!-- 其他 -->", []),
    ],
)
def test_instructions(text: str, expected: list[tuple[str, tuple[str, ...], str, int]]) -> None:
    found = document_of(text, "x.md").directives
    assert [(one.action, one.rules, one.reason, one.start) for one in found] == expected
    for one in found:
        assert text[one.start : one.end].startswith("<!--")
        assert text[one.start : one.end].endswith("-->")


def test_bytes_are_decoded_and_the_bom_dropped() -> None:
    document = read(b"\xef\xbb\xbf# \xe7\x94\xb2\r\n", "x.md")
    assert (document.format, document.text, document.bom) == ("md", "# 甲\r\n", True)
    assert [(block.start, block.end) for block in document.blocks] == [(2, 3)]


MARKDOWN = st.lists(
    st.sampled_from(
        [
            "\n",
            "\n",
            "\r\n",
            "\n\n",
            "# ",
            "- ",
            "1. ",
            "> ",
            "|",
            "|---|",
            "---",
            "===",
            "```",
            "~~~",
            "    ",
            "\t",
            "\u3000",
            " ",
            "<!--",
            "-->",
            "reportlint off",
            "<b>",
            "</b>",
            "<br>",
            "[",
            "](",
            "x.y)",
            "]",
            "[a]: b.c",
            "!",
            "`",
            "``",
            "*",
            "**",
            "***",
            "__",
            "~~",
            "\\",
            "&nbsp;",
            "甲",
            "镇",
            "人次，",
            "一、",
            "（一）",
            "：",
            "。",
            "abc",
            "5",
        ]
    ),
    max_size=40,
).map("".join)


@given(MARKDOWN)
def test_blocks_and_pieces_are_in_order_and_in_bounds(text: str) -> None:
    document = document_of(text, "x.md")
    last = 0
    for block in document.blocks:
        assert last <= block.start < block.end <= len(text)
        last = block.end
        at = block.start
        for start, end in block.pieces or ():
            assert at <= start < end <= block.end
            at = end
        if block.pieces:
            assert (block.pieces[0][0], block.pieces[-1][1]) == (block.start, block.end)
    assert [one.start for one in document.directives] == sorted(one.start for one in document.directives)


@given(MARKDOWN)
def test_no_hanzi_vanishes_but_in_comments_targets_and_code(text: str) -> None:
    if any(mark in text for mark in ("<!--", "](", "`", "[a]:", "<b", "<br")):
        return
    blocks = Reading(document_of(text, "x.md")).paragraphs
    kept = "".join(re.findall("[甲镇人次一]", "".join(block.text for block in blocks)))
    assert kept == "".join(re.findall("[甲镇人次一]", text))
