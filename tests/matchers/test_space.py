"""Blanks that nobody meant."""

from __future__ import annotations

import re

import pytest

from reportlint.matchers.space import Space
from reportlint.readers.txt import document_of
from reportlint.text.reading import Reading


def found(text: str) -> list[str]:
    page = Reading(document_of(text, "<text>"))
    return [text[: m.start] + "⟦" + text[m.start : m.end] + "⟧" + text[m.end :] for m in Space().survey(page)]


@pytest.mark.parametrize(
    "marked",
    [
        "认真学习党纪党规，⟦ ⟧结合实际抓好落实。",
        "认真学习党纪党规，⟦　⟧结合实际抓好落实。",
        "认真学习党纪党规，⟦  ⟧结合实际抓好落实。",
        "全县上下齐心协力，2022⟦ ⟧年完成各项任务。",
        "全年生产总值增长8.5⟦ ⟧%，居全市第一。",
        "按照省委“四个聚焦”⟦ ⟧部署要求，扎实推进工作。",
        "积极争取上级支持⟦ ⟧，推动项目开工。",
        "深化“⟦ ⟧放管服”改革，优化环境。",
        "统筹教育、⟦ ⟧医疗、养老等事业发展。",
        "持续加强机关党的建⟦ ⟧设，转变干部工作作风。",
        "坚持问题导向，着力解决企业反映的⟦ ⟧用工、融资等方面的困难，优化营商环境。",
        "总体要求是：⟦ ⟧坚持稳中求进工作总基调不动摇。",
    ],
)
def test_stray(marked: str) -> None:
    assert found(re.sub("[⟦⟧]", "", marked)) == [marked]


@pytest.mark.parametrize(
    "text",
    [
        "河西县人民政府县长 张三",
        "县长　李　四",
        "第一条 为了规范管理，制定本办法，自发布之日起施行。",
        "第一章 总则",
        "（一） 加强组织领导，压实工作责任。",
        "一、 加强组织领导，压实工作责任。",
        "12. 加强组织领导，压实工作责任。",
        "关 于 印 发 工 作 要 点 的 通 知",
        "　　今年以来，全县经济平稳运行。",
        "使用 Word 软件，参训120人，效果良好。",
        "1.“一网通办” 指所有事项在一个平台办理。",
        "“一网通办” 指所有事项在一个平台办理。",
        "《中共河西县委 河西县人民政府关于加强管理的意见》印发实施。",
        "（一）加强领导。 成立工作专班，明确责任分工，细化措施。",
        "姓名：   单位：   电话：",
        "指标    2022 年   增长 5 %",
        "大力实施人才强县战略，持续打响“好山好水 人才河西”品牌，引进各类人才二十余名。",
        "根据工作安排，认真落实《中共河西县委 河西县人民政府关于加强管理的意见》，压实责任。",
        "按照规定，违反前款的依照本办法第十五条 处理，情节严重的从重处理，并向社会公布。",
        "参加人员有王五 赵六等同志，会议由县长主持召开。",
    ],
)
def test_left_alone(text: str) -> None:
    assert found(text) == []


def test_only_a_broken_word_is_mended_safely() -> None:
    text = "坚持问题导向，着力解决企业反映的 用工等方面的困难，优化营商环 境，激发市场活力。"
    page = Reading(document_of(text, "<text>"))
    assert [match.unsafe for match in Space().survey(page)] == [True, False]


def test_typography_is_reported_once() -> None:
    text = "\n".join(f"全年引进项目 {number} 个，增长 {number} %。" for number in range(10, 20))
    assert found(text) == [text.replace("10 个", "10⟦ ⟧个", 1)]


def test_few_slips_are_reported_each() -> None:
    text = "加强学习，提高认识。" * 60 + "加强领导， 压实责任。\n" * 4
    assert len(found(text)) == 4
