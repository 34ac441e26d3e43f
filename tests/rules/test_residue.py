"""What editing, copying and drafting leave behind, as the rules report it together."""

from __future__ import annotations

import os

import pytest

from reportlint.catalog.compiling import compile_rules
from reportlint.catalog.load import load_rules
from reportlint.catalog.table import RuleSet, rules_dir
from reportlint.engine import Choice, lint
from reportlint.examples import document_of
from reportlint.fixer import chosen, edited

BODY = "今年以来，全镇上下齐心协力，扎实推进各项工作，群众的获得感、幸福感持续提升。"


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    folders = [os.path.join(rules_dir(), name) for name in ("residue", "placeholder")]
    return compile_rules(load_rules(folders))


def found(rules: RuleSet, text: str) -> list[tuple[str, str]]:
    choice = Choice([True] * len(rules.rules), [rule.severity for rule in rules.rules])
    findings, failures = lint(document_of(text), rules, choice)
    assert not failures
    return [(finding.rule, text[finding.span.start : finding.span.end]) for finding in findings]


BEHIND = [
    ("drafting-note", "典型案例。"),
    ("drafting-note", "相关数据或图片。"),
    ("drafting-note", "教师获奖，学生获奖或荣誉。"),
    ("drafting-note", "写两个典型例子。"),
    ("drafting-note", "（补一段表态）"),
    ("drafting-note", "【举例】"),
    ("drafting-note", "（再加几句话）"),
    ("drafting-note", "（数据再核）"),
    ("drafting-note", "（同去年）"),
    ("drafting-note", "(升华一下)"),
    ("review-comment", "批注[ZY12R11]：这里与前文不一致"),
    ("review-comment", "[批注：请农业农村局核实]"),
    ("review-comment", "（王主任：这段删掉）"),
    ("review-comment", "（刘局：请再核对数据）"),
    ("review-comment", "（李县长意见：改为“加快推进”）"),
    ("review-comment", "建议将此句改为“全面完成”"),
    ("review-comment", "（此段与上文重复，可删除）"),
    ("review-comment", "（黄色部分为新增）"),
    ("review-comment", "{++基本++}"),
    ("chatbot-phrase", "希望这份总结能对您有所帮助！"),
    ("chatbot-phrase", "如果您还需要调整语气或补充内容，请随时告诉我。"),
    ("chatbot-phrase", "（全文约1200字）"),
    ("chatbot-phrase", "需要我帮您再压缩到800字吗？"),
    ("chatbot-phrase", "您可以根据实际情况对以上内容进行修改。"),
    ("mojibake", "锟斤拷锟斤拷"),
    ("mojibake", "â€œ"),
    ("markup", "<br/>"),
    ("markup", "&nbsp;"),
    ("markup", '<span style="color:red">'),
    ("markup", "<!-- 题图 -->"),
    ("markup", "[原文链接](https://example.cn/1)"),
    ("markup", "\\n"),
    ("compatibility-char", "⽂⽬"),
    ("traditional-char", "黨"),
]


@pytest.mark.parametrize(("rule", "text"), BEHIND, ids=[text for _, text in BEHIND])
def test_behind_a_sentence(rules: RuleSet, rule: str, text: str) -> None:
    assert found(rules, f"一、工作成效\n{BODY}{text}\n二、下步打算") == [(rule, text)]


LINES = [
    ("chatbot-phrase", "好的，以下是根据您的要求撰写的工作总结："),
    ("chatbot-phrase", "当然，下面是优化后的版本："),
    ("chatbot-phrase", "以下是一份关于作风建设的述职报告，供您参考："),
    ("chatbot-phrase", "我是由某公司开发的人工智能助手"),
    ("chatbot-phrase", "</think>"),
    ("chatbot-phrase", "（字数：1500字）"),
    ("review-comment", "带格式的: 字体: 仿宋"),
    ("review-comment", "批注1：数字与附表不符"),
    ("markup", "```"),
]


@pytest.mark.parametrize(("rule", "text"), LINES, ids=[text for _, text in LINES])
def test_line(rules: RuleSet, rule: str, text: str) -> None:
    assert found(rules, f"一、工作成效\n{text}\n{BODY}") == [(rule, text)]


LAWFUL = [
    "形成调研报告12篇，总结推广典型案例8个。",
    "加强宣传引导。用好身边典型案例。",
    "（典型案例见附件）",
    "全面推行首席数据官制度。",
    "（本段全长12公里，设计时速80公里）",
    "代表们建议将该路段改为单行道，已经采纳。",
    "（牵头领导：王某某；责任单位：县水利局）",
    "将“应当”修改为“可以”，删除第三款。",
    "群众反映：请相关部门核实。",
    "希望全体干部再接再厉。",
    "如需修改申报信息，请联系县市场监管局。",
    "根据实际情况修改完善方案。",
    "推进“人工智能+”行动，建成行业大模型3个。",
    "用户可根据需要申请扩容。",
    "获奖论文应为原创，每篇3000字左右。",
    "增速<5%的县区有3个，>10%的有6个。",
    "3#泵站和#2机组、C#课程、AT&T公司",
    "村村通、屯屯通，口口相传",
    "①②③ ㎡ ℃ ％ ＃ №",
    "段首\u3000空格与\u00a0不间断空格、\t制表符",
    "\u200b",
    "点赞表情\U0001f468\u200d\U0001f4bb",
    "瞭望、乾坤、藉以、於潜镇、濛江、华昇公司",
    "《後漢書》点校本与“為人民服務”题词",
]


@pytest.mark.parametrize("text", LAWFUL, ids=[ascii(text) if "\u200b" in text else text for text in LAWFUL])
def test_lawful(rules: RuleSet, text: str) -> None:
    assert found(rules, f"{BODY}\n{text}\n{BODY}") == []


def test_a_paragraph_in_traditional_characters_is_left_alone(rules: RuleSet) -> None:
    text = (
        "為進一步加強兩岸經貿關係，雙方決定設立聯絡辦公室，負責資訊溝通與業務協調，並定期舉辦會議，總結經驗。"
    )
    assert found(rules, f"{BODY}\n{text}\n{BODY}") == []


FIXED = [
    ("党\u200b建引\ufeff领", "党建引领"),
    ("一是抓学习。\u2028二是抓落实。", "一是抓学习。\n二是抓落实。"),
    ("一是抓学习。\u2028\n二是抓落实。", "一是抓学习。\n二是抓落实。"),
    ("选派⼲部、培育⼈才", "选派干部、培育人才"),
    ("保障⺠⽣", "保障民生"),
    ("公司\ue123成立", "公司\ue123成立"),
    ("社区治理\u200d创新", "社区治理创新"),
]


@pytest.mark.parametrize(("text", "expected"), FIXED, ids=[ascii(text) for text, _ in FIXED])
def test_safe_fixes(rules: RuleSet, text: str, expected: str) -> None:
    choice = Choice([True] * len(rules.rules), [rule.severity for rule in rules.rules])
    findings, _ = lint(document_of(text), rules, choice)
    assert findings
    assert edited(text, chosen(findings)[0]) == expected


def test_entities_are_exchanged_however_often_they_were_escaped(rules: RuleSet) -> None:
    choice = Choice([True] * len(rules.rules), [rule.severity for rule in rules.rules])
    text = "落实&amp;amp;ldquo;双减&rdquo;政策，增长4.13&permil;"
    findings, _ = lint(document_of(text), rules, choice)
    replacements = [finding.fix.edits[0][2] for finding in findings if finding.fix]
    assert replacements == ["“", "”", "‰"]
