"""All placeholder rules together: what they point at in invented sentences, and what they leave alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportlint.catalog.table import rule_set, rules_dir
from reportlint.engine import Choice, lint
from reportlint.examples import expected
from reportlint.readers.txt import document_of

if TYPE_CHECKING:
    from reportlint.core.finding import Finding

RULES = rule_set([rules_dir()])
CHOICE = Choice(
    [rule.category == "placeholder" for rule in RULES.rules], [rule.severity for rule in RULES.rules]
)


def findings_of(text: str) -> list[Finding]:
    findings, failures = lint(document_of(text, "<text>"), RULES, CHOICE)
    assert not failures, [failure.message for failure in failures]
    return findings


def table(name: str) -> list[str]:
    """The lines of a table beside this file; ⟦⟧ marks what is to be found."""
    path = Path(__file__).with_name(f"placeholder-{name}.txt")
    return path.read_text("utf-8").splitlines()


BAD = table("bad")

# Documents in which doubtful signs are judged by the others.
BAD_DOCUMENTS = [
    "一、总体情况\n**二、⟦**⟧镇的主要工作**",
    "**一、主要工作**\n⟦**⟧镇完成投资⟦**⟧万元。",
    "**一、主要工作**\n全年完成⟦**⟧项，**二是狠抓落实。**新增⟦**⟧个。",
    "全区新建X个站点，发展党员X名，完成投资X亿元。\n与⟦X⟧大学合作办班，⟦X⟧农商银行参加。",
    "调研X次，走访X户，慰问X人。\n园区产值中⟦X⟧占⟦X⟧%，⟦X⟧占⟦X⟧%。",
    "新增X家，减少X家，共X家。\n申报“⟦X⟧剪纸”非遗名录，打造“书香⟦X⟧”。",
    "自X月起，X镇、X村、X乡全部完成。\n摸排从⟦X⟧返乡来⟦X⟧务工人员",
    "新增X家，减少X家，共X家。\n开行“高铁站—⟦X⟧古城—⟦X⟧寺—⟦X⟧湿地”专线",
    "*县*镇*村开展*次，*人、*户、*亩、*件、*期、*场。\n⟦*⟧地处山区，人口分散",
]

GOOD = table("good")

GOOD_DOCUMENTS = [
    "**一、工作回顾**\n全年任务完成。\n**二、存在问题**\n仍有短板。",
    "**（一）强化领导。**成立专班。\n**（二）狠抓落实。**逐项销号。",
    "**一是加强领导。**成立专班。**二是健全机制。**定期会商。",
    "**\n附件：名词解释\n**",
    "政府工作报告\n**——2021年1月8日在第一次会议上\n县长 某某某**\n各位代表：",
    "2023年政府工作报告\n*政府工作报告\n各位代表：",
    "1.**总体要求**：坚持稳中求进。\n2.**主要目标**：实现全面振兴。",
    "“1+5+X”：1个规划，5个方案，X个配套政策。",
    "拓展“3+X”服务，X个特色项目同步推进。",
    "备案编号的编排方式为：\n×1械备××××2××××3。其中：\n×1为登记机关所在地的简称；\n××××2为登记年份；",
    "附件\n申请表\n申请人：____\n联系电话：____\n（签字）　　年　月　日",
    "甲方：____\n乙方：____\n本协议书一式____份。",
    "[3]“1+5+X”解释\n[4]拓展X个其他功能，打造“555X”格局。",
    "企业名称　□央企 □国企 □民企\n是否获奖　□是 □否",
    "注：表中*为约束性指标\n指标名称*\n增长率*（%）",
]


@pytest.mark.parametrize("marked", [*BAD, *BAD_DOCUMENTS], ids=str)
def test_points_at_the_placeholder(marked: str) -> None:
    text, spans = expected(marked)
    last = text.rfind("\n") + 1  # the lines before only make the document one that masks
    got = [(f.span[0], f.span[1]) for f in findings_of(text) if f.span[0] >= last]
    assert [text[a:b] for a, b in got] == [text[a:b] for a, b in spans]
    assert got == spans


@pytest.mark.parametrize("text", [*GOOD, *GOOD_DOCUMENTS], ids=str)
def test_leaves_lawful_text_alone(text: str) -> None:
    assert [(f.rule, f.text) for f in findings_of(text)] == []
