"""All duplicate rules together: what they report in reports with something pasted, and what they leave alone."""

from __future__ import annotations

import os
import random

import pytest

from reportlint.catalog.compiling import compile_rules
from reportlint.catalog.load import load_rules
from reportlint.catalog.table import RuleSet, rules_dir
from reportlint.core.finding import Finding
from reportlint.engine import Choice, lint
from reportlint.examples import document_of

PARAGRAPHS = [
    "一年来，清河镇聚焦产业提质，推广稻虾综合种养三千亩，建成冷库两座，带动一百三十户困难群众就业增收，村集体经济收入全部超过十万元。",
    "基础设施不断完善。修通村道十二公里，改造农房八十六户，三个村的污水管网建成投用，群众出行和居住条件明显改善。",
    "各村建立网格员包片联户制度，及时收集群众诉求，做到小事不出村、矛盾不上交，全年办结群众诉求一千二百件。",
    "镇机关开展窗口服务提升行动，推行一次告知、帮办代办，群众办事平均等候时间缩短到十分钟以内，企业好评率位居全县前列。",
    "下一步，我们将紧盯短板，补齐民生弱项，新建两所村级幼儿园，改扩建镇卫生院，让老百姓就近上学、就近看病。",
]
REPORT = "\n".join(PARAGRAPHS)


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return compile_rules(load_rules([os.path.join(rules_dir(), "duplicate")]))


def findings_of(rules: RuleSet, text: str) -> list[Finding]:
    choice = Choice([True] * len(rules.rules), [rule.severity for rule in rules.rules])
    findings, failures = lint(document_of(text), rules, choice)
    assert not failures, [failure.message for failure in failures]
    return findings


def found(rules: RuleSet, text: str) -> list[tuple[str, str]]:
    return [(finding.rule, text[slice(*finding.span)]) for finding in findings_of(rules, text)]


def test_nothing_pasted(rules: RuleSet) -> None:
    assert found(rules, REPORT) == []


@pytest.mark.parametrize("pasted", PARAGRAPHS)
@pytest.mark.parametrize("place", [1, 3, 5])
def test_paragraph_pasted(rules: RuleSet, pasted: str, place: int) -> None:
    text = "\n".join([*PARAGRAPHS[:place], pasted, *PARAGRAPHS[place:]])
    (finding,) = findings_of(rules, text)
    assert finding.rule == "duplicate-paragraph"
    assert text[slice(*finding.span)] == pasted == text[slice(*finding.related[0].span)]
    assert finding.span.start > finding.related[0].span.start
    assert finding.data["similarity"] == "100%"


@pytest.mark.parametrize("seed", range(12))
def test_paragraph_pasted_and_edited(rules: RuleSet, seed: int) -> None:
    chance = random.Random(seed)
    pasted = list(chance.choice(PARAGRAPHS))
    for _ in range(3):
        at = chance.randrange(len(pasted))
        pasted[at] = chance.choice(["", "的", "，", "和", pasted[at] + "了"])
    edited = "".join(pasted)
    text = f"{REPORT}\n{edited}"
    assert found(rules, text) == [("duplicate-paragraph", edited)]


@pytest.mark.parametrize("pasted", PARAGRAPHS)
def test_punctuation_and_blanks_do_not_hide_it(rules: RuleSet, pasted: str) -> None:
    changed = pasted.replace("，", ", ", 1).replace("、", "，").replace("。", "；", 1)
    assert [rule for rule, _ in found(rules, f"{REPORT}\n{changed}")] == ["duplicate-paragraph"]


SENTENCES = [
    "推行一次告知、帮办代办，让群众少跑腿、好办事。",
    "新建两所村级幼儿园并改扩建镇卫生院门诊楼。",
    "网格员每月入户走访辖区困难群众两次以上；",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentence_pasted(rules: RuleSet, sentence: str) -> None:
    text = f"{PARAGRAPHS[0]}{sentence}\n{PARAGRAPHS[1]}\n{sentence}{PARAGRAPHS[2]}"
    assert found(rules, text) == [("duplicate-sentence", sentence)]


FRAGMENTS = [
    ("度，及时收集群众诉求，做到小事不出", "推行一次告", "知、帮办代办"),
    ("补齐民生弱项，新建两所村级幼儿园", "修通村道十二公", "里，改造农房"),
]


@pytest.mark.parametrize(("fragment", "before", "after"), FRAGMENTS, ids=[f for f, *_ in FRAGMENTS])
def test_fragment_pasted(rules: RuleSet, fragment: str, before: str, after: str) -> None:
    text = REPORT.replace(before + after, before + fragment + after)
    assert text != REPORT
    assert found(rules, text) == [("duplicate-fragment", fragment)]


SILENT = [
    "坚持以习近平新时代中国特色社会主义思想为指导，增强“四个意识”、坚定“四个自信”、做到“两个维护”。",
    "自觉接受人大法律监督和政协民主监督，认真办理人大代表建议和政协提案。",
    "（牵头单位：镇农业农村办，配合单位：镇财政所、各村民委员会）",
    "《清河镇网格化服务管理工作实施方案（试行）》",
    "清河镇网格化服务管理工作领导小组办公室",
    "一、持续推进网格化服务管理工作走深走实",
    "各位代表！",
]


@pytest.mark.parametrize("text", SILENT)
def test_lawful_twice(rules: RuleSet, text: str) -> None:
    assert found(rules, f"{text}\n{PARAGRAPHS[0]}\n{text}\n{PARAGRAPHS[1]}\n{text}\n{PARAGRAPHS[2]}") == []


def test_parallel_years(rules: RuleSet) -> None:
    text = (
        "2021年，清河镇新建村道12公里，改造农房86户，帮助130户困难群众就业增收，群众满意率明显提高。\n"
        "2022年，清河镇新建村道15公里，改造农房63户，帮助97户困难群众就业增收，群众满意率明显提高。"
    )
    assert found(rules, text) == []


def test_annexes_restate(rules: RuleSet) -> None:
    assert found(rules, f"{REPORT}\n附件1\n{PARAGRAPHS[2]}\n{PARAGRAPHS[3]}") == []


def test_masked_templates(rules: RuleSet) -> None:
    text = "今年共立案X件，结案X件，处分X人。\n去年共立案XX件，结案XX件，处分XX人。\n全镇共立案*件，结案*件，处分*人。"
    assert found(rules, text) == []
