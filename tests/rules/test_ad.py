"""Advertisements, pay walls, web chrome and page numbers as the rules report them together."""

from __future__ import annotations

import os

import pytest

from reportlint.catalog.compiling import compile_rules
from reportlint.catalog.load import load_rules
from reportlint.catalog.table import RuleSet, rules_dir
from reportlint.engine import Choice, lint
from reportlint.examples import document_of
from reportlint.fixer import chosen, edited

BODY = "今年以来，全镇上下齐心协力，扎实推进各项工作，群众的获得感、幸福感、安全感持续提升，全年目标任务基本完成。"


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return compile_rules(load_rules([os.path.join(rules_dir(), "ad")]))


def found(rules: RuleSet, text: str) -> list[tuple[str, str]]:
    choice = Choice([True] * len(rules.rules), [rule.severity for rule in rules.rules])
    findings, failures = lint(document_of(text), rules, choice)
    assert not failures
    return [(finding.rule, text[finding.span.start : finding.span.end]) for finding in findings]


IN_TEXT = [
    ("ad-contact", "【更多公 文模板，微信： bangzi66】"),
    ("ad-contact", "【更多材料，V X：bangzi66】"),
    ("ad-contact", "（更多范文请加QQ：2023 1188）"),
    ("ad-contact", "【微信：bangzi66"),
    ("ad-contact", "[薇❤：bangzi_66]"),
    ("ad-contact", "【小刀文库 www.xiaodao-wenku.com】"),
    ("ad-phrase", "【更多精彩范文尽在小刀文库】"),
    ("ad-phrase", "（本文由清风文库整理，欢迎下载）"),
    ("watermark", "（仅供会员学习参考，禁止外传）"),
    ("paywall-marker", "##paidbegin##"),
    ("paywall-marker", "[/hide]"),
    ("paywall-notice", "【此处为付费内容，登录后查看全文】"),
]


@pytest.mark.parametrize(("rule", "text"), IN_TEXT, ids=[text for _, text in IN_TEXT])
def test_behind_a_paragraph(rules: RuleSet, rule: str, text: str) -> None:
    assert found(rules, f"一、工作成效\n{BODY}{text}\n二、下步打算") == [(rule, text)]


WITHIN = [
    ("全年新建便民点12处，更多材料请加威信wenmi365，服务群众3万人次。", "更多材料请加威信wenmi365"),
    (
        "全年新建便民点12处，服务群众3万人次。更多范文请加微信wenmi365。全年培训120人次。",
        "更多范文请加微信wenmi365",
    ),
    ("加薇❤wenmi365领取更多素材今年以来，全镇上下齐心协力，持续推进各项重点工作落地见效。", "加薇❤wenmi365"),
]


@pytest.mark.parametrize(("text", "expected"), WITHIN, ids=[text for text, _ in WITHIN])
def test_inside_a_sentence(rules: RuleSet, text: str, expected: str) -> None:
    spans = [span for _, span in found(rules, text)]
    assert len(spans) == 1
    assert spans[0].startswith(expected)
    assert len(spans[0]) <= len(expected) + 8


LINES = [
    ("watermark", "仅供学习参考，请勿外传"),
    ("watermark", "下载后可自行编辑"),
    ("watermark", "转载请注明出处"),
    ("paywall-notice", "展开阅读全文"),
    ("paywall-notice", "剩余70%内容，开通会员后可查看"),
    ("ad-phrase", "扫码进群，免费领取公文模板"),
    ("ad-phrase", "会员专享下载"),
    ("ad-contact", "售后微信：bangzi66"),
    ("ad-contact", "公众号：小刀笔记"),
]


@pytest.mark.parametrize(("rule", "line"), LINES, ids=[line for _, line in LINES])
@pytest.mark.parametrize("place", ["start", "middle", "end"])
def test_line_of_its_own(rules: RuleSet, rule: str, line: str, place: str) -> None:
    text = {
        "start": f"{line}\n清河镇2022年工作总结\n{BODY}",
        "middle": f"清河镇2022年工作总结\n{BODY}\n{line}\n{BODY[5:]}",
        "end": f"清河镇2022年工作总结\n{BODY}\n{line}",
    }[place]
    assert found(rules, text) == [(rule, line)]


BLOCKS = [
    "小刀笔记\n仅供学习 禁止外传\n每天上新、及时更新\n会员群：   免费QQ群：",
    "本资料由清风文库整理\n天天有惊喜\n更多范文请加微信：bangzi66",
    "【打击倒卖】\n举报倒卖资料的人，赠送一年会员\n订阅即享全年素材\n根据会员反馈不断完善",
    "扫码进群领取更多模板\n公众号：小刀笔记\n关注我们",
]


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("place", ["start", "end"])
def test_block_is_one_finding(rules: RuleSet, block: str, place: str) -> None:
    report = f"清河镇人民政府\n2022年工作总结\n{BODY}\n一、工作成效\n{BODY[5:]}"
    text = f"{block}\n\n{report}" if place == "start" else f"{report}\n\n{block}"
    assert found(rules, text) == [("ad-block", block)]


@pytest.mark.parametrize("block", BLOCKS)
def test_block_taken_out(rules: RuleSet, block: str) -> None:
    report = f"2022年工作总结\n{BODY}\n一、工作成效\n{BODY[5:]}"
    text = f"{block}\n{report}"
    choice = Choice([True] * len(rules.rules), [rule.severity for rule in rules.rules])
    findings, _ = lint(document_of(text), rules, choice)
    assert edited(text, chosen(findings)[0]) == text
    assert edited(text, chosen(findings, unsafe=True)[0]) == report


SILENT = [
    "用好微信公众号普法，建立网格微信群32个，微信群联络企业120家。",
    "吸收会员企业40家，走访会员单位12家，工会会员突破3万人。",
    "严格规范文明执法，《清河文库》编纂有序推进。",
    "注：快报数仅供参考",
    "内部资料 注意保存",
    "（此件主动公开）",
    "严禁外传涉密资料，严禁转载不实信息。",
    "收费项目全部公开，付费停车位200个。",
    "资金来源：财政拨款\n数据来源：统计局",
    "联系电话：010-12345678",
    "引导群众订阅惠农短信，订阅量达3万人。",
    "推广“扫码点餐”，群众扫码即可领取消费券。",
    "开展版权保护专项行动，查处侵权盗版案件12件。",
    "抄送：市委各部门",
    "来源：清河日报",
    "年份\n2023\n2024\n2025",
    "见附件第3页",
    "引进职业经理人，量身定制帮扶方案。",
]


@pytest.mark.parametrize("text", SILENT)
def test_silent(rules: RuleSet, text: str) -> None:
    assert found(rules, f"清河镇2022年工作总结\n{text}\n{BODY}") == []
