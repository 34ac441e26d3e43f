"""The punctuation rules together: what they point at in invented sentences, and what they leave alone."""

from __future__ import annotations

import pytest

from reportlint.api import Linter, Options
from reportlint.catalog.table import rule_set, rules_dir
from reportlint.engine import Choice, lint
from reportlint.examples import expected
from reportlint.readers.txt import document_of

RULES = rule_set([rules_dir()])
IDS = frozenset(
    [
        "pair-unbalanced", "quote-nesting", "quote-straight", "halfwidth-mark",
        "bracket-width-mixed", "mark-doubled", "comma-between-titles",
        "comma-between-titles-mixed", "comma-between-quotes", "comma-between-quotes-mixed",
        "comma-before-etc", "comma-in-approximation", "ellipsis-form", "ellipsis-with-etc",
        "dash-form", "range-mark", "title-mark-misused", "title-mark-nesting", "middle-dot",
        "event-date-mark", "line-start-mark", "item-end-mixed", "fullwidth-digit",
        "fullwidth-percent", "colon-nested",
    ]
)
CHOICE = Choice([rule.id in IDS for rule in RULES.rules], [rule.severity for rule in RULES.rules])


def found(text: str) -> list[tuple[str, tuple[int, int]]]:
    findings, failures = lint(document_of(text, "<text>"), RULES, CHOICE)
    assert not failures, [failure.message for failure in failures]
    return [(finding.rule, (finding.span[0], finding.span[1])) for finding in findings]


@pytest.mark.parametrize(
    ("rule", "marked"),
    [
        ("pair-unbalanced", "开展⟦‘⟧双招双引工作，全力抓项目。"),
        ("pair-unbalanced", "印发河政发〔2023⟦]⟧12号文件。"),
        ("quote-straight", "打造⟦＂美丽河西＂⟧品牌。"),
        ("quote-straight", "深化⟦”放管服“⟧改革，推行⟦”一网通办“⟧。"),
        ("quote-nesting", "坚持“⟦“两手抓”⟧、两手硬”的方针。"),
        ("halfwidth-mark", "落实《办法》⟦,⟧规范管理⟦;⟧强化督查。"),
        ("halfwidth-mark", "这样做行不行呢⟦?⟧答案是肯定的。"),
        ("halfwidth-mark", "各镇⟦(街道)⟧要抓好落实。"),
        ("halfwidth-mark", "完成投资12亿元⟦,⟧增长5%。"),
        ("bracket-width-mixed", "加快县⟦（市)⟧城关改造。"),
        ("mark-doubled", "要做到⟦：：⟧一抓到底⟦。；⟧推动发展。"),
        ("mark-doubled", "健全机制⟦，，，⟧压实责任。"),
        ("comma-before-etc", "涉及农业、工业⟦、⟧等领域。"),
        ("comma-in-approximation", "走访十⟦七、八⟧户，大约需要⟦五、六⟧万元。"),
        ("ellipsis-form", "包括水、电、路⟦....⟧"),
        ("ellipsis-with-etc", "包括水、电、路⟦等……⟧"),
        ("title-mark-misused", "荣获⟦《先进集体》⟧称号。"),
        ("title-mark-nesting", "印发《关于转发⟦《甲办法》⟧的通知》。"),
        ("event-date-mark", "汲取⟦“3.21”⟧爆炸事故教训，纪念⟦“129”⟧运动。"),
        ("line-start-mark", "全县上下齐心协力\n⟦；⟧持续推进各项工作。"),
        ("fullwidth-digit", "完成⟦１００⟧套，惠及⟦２３⟧户。"),
        ("middle-dot", "唱响幸福⟦・⟧河西。"),
        ("dash-form", "弘扬老区精神⟦－－⟧新时代的答卷。"),
        ("range-mark", "实施2021⟦-⟧2025年规划。"),
    ],
)
def test_found(rule: str, marked: str) -> None:
    text, spans = expected(marked)
    assert found(text) == [(rule, span) for span in spans]


@pytest.mark.parametrize(
    "text",
    [
        "会议定于8:30召开，比分3:2，价值1,200万元，增长3.5%。",
        "地区生产总值(GDP)、细颗粒物（PM2.5）、人工智能（AI）。",
        "详见https://www.example.gov.cn/a,b;c.html网页。",
        "1.加强领导。2.压实责任。3.强化督查。",
        "附件：工作要点.docx，报表(2023).xlsx",
        "这件事行不行？！大家拭目以待……",
        "他说：“抓好落实。”会后，各单位迅速行动。",
        "中国—东盟博览会、1—7月、50～100元",
        "完善水、电、路等设施，力戒坐不住、等不起，建设和平路、和谐苑。",
        "推动第二、三产业融合，一、二年级学生，三、四线城市。",
        "印发《河西县专项行动方案》，举办“读书月”活动，收看《新闻联播》。",
        "办好“12345”热线，发布“2.0”版指南，实施“1+3”行动。",
        "出台《甲办法》（试行）、《乙细则》，反对“四风”、官僚习气、“四气”。",
        "——在河西县第十届人民代表大会上",
        "穆罕默德·阿里",
        "三次产业比重为12：40：48。",
        "The quick brown fox, jumps; over: the (lazy) dog!",
        "升级到v1.2.3版本，运行a.b.c模块。",
        "唱响“河西&middot;老区”品牌。",
    ],
)
def test_left_alone(text: str) -> None:
    assert found(text) == []


def test_halfwidth_habit_is_reported_once() -> None:
    text = "\n".join(f"({'一二三四五六七八'[number]})加强领导,压实责任;抓好落实." for number in range(8))
    assert [rule for rule, _ in found(text)] == ["halfwidth-mark"] * 4


def test_two_ways_between_quotes() -> None:
    text = "深化“甲”、“乙”、“丙”改革，推行“丁”“戊”。"
    assert [rule for rule, _ in found(text)].count("comma-between-quotes-mixed") == 1
    assert [rule for rule, _ in found(text)].count("comma-between-quotes") == 2


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("落实《办法》,规范管理;强化督查。", "落实《办法》，规范管理；强化督查。"),
        ("健全机制，，压实责任，；抓落实。", "健全机制，压实责任，；抓落实。"),
        ("各镇(街道)完成１２项（含续建)。", "各镇（街道）完成12项（含续建）。"),
        ("他说：“抓学习,抓管理。。”", "他说：“抓学习,抓管理。。”"),
        ("印发《甲,乙办法》。", "印发《甲,乙办法》。"),
        ("推行“一网通办\"改革。", "推行“一网通办\"改革。"),
    ],
)
def test_safe_fixes(text: str, mended: str) -> None:
    linter = Linter(Options(use_config=False, select=tuple(sorted(IDS))))
    assert linter.fix_text(text, "a.txt").text == mended
