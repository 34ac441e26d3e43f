"""What the shipped model finds, what it leaves alone, and where it says things stand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportlint.api import Linter, Options
from reportlint.matchers.statistical import lawful
from reportlint.typo.loading import detector
from reportlint.typo.sighting import Alarm

RULES = ("statistical-typo", "statistical-typo-faint")
LINTER = Linter(Options(use_config=False, select=RULES))


def mended(text: str) -> list[tuple[str, str, str]]:
    """(rule, what stands there, what should) of every finding."""
    found = []
    for finding in LINTER.check_text(text).findings:
        assert finding.fix is not None
        ((start, end, new),) = finding.fix.edits
        found.append((finding.rule, text[start:end], new))
    return found


CASES = [
    ("推动经济社会高治量发展，保障和改善民生。", "治", "质"),
    ("坚决打赢脱贫攻坚战，全面建成小康社会，深入推进乡村振行战略。", "行", "兴"),
    ("各级各部门要认真贯彻落实党中央决策部署，加快构健新发展格局。", "健", "建"),
    ("我们要进一步优化营商环境，激发市场主体活力力，推动高质量发展。", "力", ""),
    ("全面加强生态环境护保，打好污染防治攻坚战。", "护保", "保护"),
    ("深入推近农村人居环境整治，建设宜居宜业和美乡村。", "近", "进"),
    ("完善设区服务，健全基层治理体系，解决群众急难愁盼问题。", "设", "社"),
    ("大力发展清洁能源，加快建设国家国家级产业基地。", "国家", ""),
    ("深化要宿市场化配置改革，激发各类经营主体活力。", "宿", "素"),
    ("全面建设社会义现代化国家，推动高质量发展。", "", "主"),
]


@pytest.mark.parametrize(("text", "wrong", "right"), CASES, ids=[case[0] for case in CASES])
def test_a_typo_is_found_and_mended(text: str, wrong: str, right: str) -> None:
    assert (wrong, right) in [finding[1:] for finding in mended(text)]


CLEAN = [
    "以科技创新为目的的服务体系，合同目的的实现，保险标的的损失。",
    "所在地地方人民政府依法管理农用地地块，脚踏实地地向前走。",
    "委员会会议审议法律法规规定的事项，法院院长列席会议议程。",
    "饮用水水源地得到保护，农民工工资按时发放，关税税则调整。",
    "小微企业创业创新活跃，生产调度、调度优化、设备融资、融资租赁有序开展。",
    "户户通公路，人人有事干，一件事一件事抓，一茬一茬接着干。",
    "自己经营、可以经营、再接再厉，在次干道及其两侧植树。",
    "不乱扔垃圾，随地乱扔果皮的现象少了。",
    "持续精文减会，幼有善育，双奥之城，提质增效，铸牢中华民族共同体意识。",
    "市长殷勇到罗泾港、雁栖湖、麻栗坝调研，奔子栏镇代表发言。",
    "实施“百箱千排万笼”工程，推广“555X”产业格局，实施“双尖双领+X”项目。",
    "依法行政能力有待提升，等等。",
    "依法保障民事权利，国务院法制机构依法制定办法，生活必需品供应充足。",
    "向大会报告工作，推进正规化建设。",
]


@pytest.mark.parametrize("text", CLEAN)
def test_lawful_wording_is_left_alone(text: str) -> None:
    assert [finding for finding in mended(text) if finding[0] == "statistical-typo"] == []


NAMES = [
    ("青禾县建成投产", 0, 2, "清河", True),
    ("沙青湾镇建成投产", 0, 1, "河", False),
    ("湾头镇建成投产", 0, 1, "街", True),
    ("宿市场化配置", 0, 1, "素", False),
    ("宿市建成投产", 0, 1, "素", True),
    ("嘉市级孵化器", 0, 1, "家", False),
    ("电点区域开发", 0, 1, "重", False),
    ("互区危旧房改造", 0, 1, "户", False),
    ("性行区建设", 0, 1, "先", False),
    ("展示犯县创建", 0, 3, "示范", False),
    ("农材县域经济", 0, 2, "农村", False),
    ("健康乡镇创建", 0, 1, "安", False),
]


@pytest.mark.parametrize(("text", "start", "end", "right", "let"), NAMES, ids=[f"{name[0]} {name[3]}" for name in NAMES])
def test_what_may_be_the_name_of_a_place_is_let_pass(text: str, start: int, end: int, right: str, let: bool) -> None:
    assert lawful(text, Alarm(start, end, right, 0.0, 0, start, end - start, [], [])) is let


def test_a_text_unlike_official_documents_is_doubted() -> None:
    wrong = "推动经济社会高治量发展，加快推近乡村振兴。全面建设社会义现代化国家。"
    foreign = "枯藤缠石老鸦眠，孤雁啼霜瘦马嘶。竹影摇窗蛩语碎，松涛卷雪鹤翎低。" * 8
    alone = {s.right: s.score for _, s in detector().read([wrong])}
    among = {s.right: s.score for _, s in detector().read([wrong, foreign])}
    lost = {right: alone[right] - among[right] for right in ("高质量", "推进乡", "会主义")}
    assert all(loss > 0.5 for loss in lost.values())
    # That something is missing is doubted most.
    assert lost["会主义"] > 2 * lost["高质量"]


def test_a_fixed_text_has_fixed_scores() -> None:
    found = detector().read(["推动经济社会高治量发展，加快构健新发展格局。"])
    assert [(sighting.wrong, sighting.right) for _, sighting in found][:2] == [("高治量", "高质量"), ("构健新", "构建新")]
    again = detector().read(["推动经济社会高治量发展，加快构健新发展格局。"])
    assert [s.score for _, s in found] == [s.score for _, s in again]


def test_the_evidence_names_both_spellings() -> None:
    (finding, *_) = LINTER.check_text(CASES[0][0]).findings
    assert "在公文语料中从未出现" in finding.message
    assert "出现约" in finding.message
    assert 0.5 < float(str(finding.data["confidence"])) <= 1


def test_the_vocabulary_protects(tmp_path: object) -> None:
    from reportlint.core.document import Document
    from reportlint.engine import Choice, lint
    from reportlint.readers.txt import document_of

    rules = LINTER.rules()
    choice = Choice([rule.id in RULES for rule in rules.rules], [rule.severity for rule in rules.rules])
    document: Document = document_of("推动经济社会高治量发展，保障和改善民生。", "a.txt")
    assert lint(document, rules, choice)[0]
    assert not lint(document, rules, choice, frozenset({"高治量"}))[0]


def test_no_finding_in_quotations_and_titles() -> None:
    assert mended("文件说“推动经济社会高治量发展”，又见《关于推动高治量发展的意见》。") == []


@given(st.lists(st.sampled_from(["推动高治量发展，", "加快构健新发展格局。\n", "12.5%", " ", "\u3000", "GDP", "😀", "营商环境护保", "\u200b", "。"]), max_size=12))
@settings(max_examples=40, deadline=None)
def test_places_are_those_of_the_text(parts: list[str]) -> None:
    text = "".join(parts)
    for _, sighting in detector().read([text]):
        alarm = sighting.alarm
        assert 0 <= alarm.start <= alarm.end <= len(text)
        if len(text[alarm.start : alarm.end]) == alarm.size:
            assert all(mark not in " \u3000\u200b" for mark in text[alarm.start : alarm.end])


def test_paragraphs_count_as_one_text_and_keep_their_own_offsets() -> None:
    texts = ["一切正常。", "推动经济社会高治量发展。", "", "加快构健新发展格局。"]
    found = detector().read(texts)
    assert [(number, texts[number][s.alarm.start : s.alarm.end]) for number, s in found] == [(1, "治"), (3, "健")]
