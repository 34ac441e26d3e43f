"""Paragraphs that stop within a sentence, and lines that may stop so."""

from __future__ import annotations

from typing import Any

import pytest

from reportlint.matchers.breaks import Breaks
from reportlint.readers.txt import document_of
from reportlint.text.reading import Reading

LEAD = "今年以来，河西县坚持稳中求进，各项工作扎实推进。"


def found(fault: Any, text: str) -> list[tuple[int, int]]:
    matches = Breaks(fault=fault).survey(Reading(document_of(text, "a.txt")))
    return [(match.start, match.end) for match in matches]


BROKEN = [
    "组⟦\n⟧织开展技能竞赛，评选能手30名。",
    "深入开展整治行⟦ \n\n　　⟧动，排查隐患60处。",
    "新建农村公路28⟦\n⟧公里，惠及群众3万人。",
    "工业增加值增长5.⟦\n⟧2%，高于全市。",
    "工业增加值增长⟦\n⟧5.2%，高于全市。",
    "累计发放补贴⟦\n⟧125",
    "统筹发展和安全，⟦\n⟧各类风险有效化解。",
    "人均收入稳步增长，脱贫成果得到巩固和⟦\n⟧拓展，群众满意度提高。",
    "认真落实《⟦\n⟧河西县公园条例》。",
    "开展“质量月⟦\n⟧”活动12场。",
    "城市面貌⟦\n\u200b\n⟧有新的改善，群众满意度提高。",
]

LAWFUL = [
    "{LEAD}\n下一步，抓好落实。",
    "一年来，我们坚持创新第一动力，加快建设创新型城市\n加快推进区域创新。新建平台12个。",
    "——过去五年，改善民生促和谐，发展成果更加惠民利民\n坚持民生优先，实施实事20件。",
    "（一）坚持稳中求进，推动经济高质量发展取得新的成效\n全年增长5%，好于预期。",
    "河西县人民政府关于表彰先进单位、先进个人的决定\n各乡镇人民政府：",
    "{LEAD}现将有关情况报告如下：\n一、工作情况",
    "{LEAD}\n河西县人民政府\n2024年5月1日",
    "春风吹绿江南岸，\n明月照我还。",
    "{LEAD}\n张建设 男 河西县公路局干部，工程师\n李增产 男 河西县农业局干部，农艺师",
    "{LEAD}详见附件1\n2024年河西县重点项目名单",
]


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    start = text.index("⟦")
    end = text.index("⟧") - 1
    return text.replace("⟦", "").replace("⟧", ""), [(start, end)]


@pytest.mark.parametrize("line", BROKEN)
def test_broken(line: str) -> None:
    text, spans = marked(LEAD + line)
    assert found("broken", text) == spans
    assert found("unfinished", text) == []


@pytest.mark.parametrize("text", LAWFUL)
@pytest.mark.parametrize("fault", ["broken", "unfinished"])
def test_lawful(text: str, fault: str) -> None:
    assert found(fault, text.replace("{LEAD}", LEAD)) == []


UNFINISHED = [
    "重点项目建设取得了明显成⟦效⟧\n一、下一步打算",
    "重点项目建设取得了明显成效⟦，⟧\n（二）产业发展",
    "重点项目建设取得了明显成⟦效⟧",
    "重点项目建设取得了明显成⟦效⟧\n各位代表！成绩来之不易。",
    "重点项目建设取得了明显成⟦效⟧\n加快推进产业发展。新引进企业12家，建成标准化厂房8栋。",
    "重点项目进展顺利。二、下一步打⟦算⟧\n继续抓好重点项目，确保完成任务。",
]


@pytest.mark.parametrize("line", UNFINISHED)
def test_unfinished(line: str) -> None:
    text, spans = marked(LEAD + "全县经济运行总体平稳，" + line)
    assert found("unfinished", text) == spans
    assert found("broken", text) == []


def test_of_many_lines_of_one_width_the_first_is_reported() -> None:
    broken = LEAD + "全县经济运行总体平稳，重点项目建设取得明显成效，组\n织开展技能竞赛，评选能手30名。\n"
    whole = "下一步，继续抓好落实，推动各项工作再上新台阶。\n" * 3
    text = (broken + whole) * 15
    assert found("broken", text) == [(text.index("\n"), text.index("\n") + 1)]
    assert len(found("broken", (broken + whole) * 8)) == 8


def test_texts_of_a_fixed_line_width_are_left_alone() -> None:
    document = document_of(LEAD + "组\n织开展技能竞赛，评选能手30名。", "a.txt")
    document.wrapped = True
    for fault in ("broken", "unfinished"):
        assert list(Breaks(fault=fault).survey(Reading(document))) == []


def test_fixing_joins_the_lines() -> None:
    text, _ = marked(LEAD + BROKEN[1])
    matches = list(Breaks(fault="broken").survey(Reading(document_of(text, "a.txt"))))
    (edit,) = matches[0].edits or ()
    assert text[: edit[0]] + edit[2] + text[edit[1] :] == LEAD + "深入开展整治行动，排查隐患60处。"
