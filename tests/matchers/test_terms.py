"""Tables of wrong wordings: what their columns mean, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportlint.matchers.terms import Terms
from reportlint.readers.txt import document_of
from reportlint.text.automaton import Automaton
from reportlint.text.reading import Reading

if TYPE_CHECKING:
    from pathlib import Path


def found(rows: str, text: str, vocabulary: frozenset[str] = frozenset()) -> list[tuple[str, str | None]]:
    """What a table finds in a paragraph: the text of each span, and what could replace it."""
    matcher = Terms(**Terms.load({"rows": rows}, ""))
    page = Reading(document_of(text, "<text>"), vocabulary)
    hits = sorted((start, index) for start, _end, index in Automaton.build(list(matcher.gate())).find(text))
    paragraph = page.paragraphs[0]
    return [
        (text[match.start : match.end], match.replacement)
        for match in matcher.find(text, hits, paragraph, page)
    ]


@pytest.mark.parametrize(
    ("rows", "text", "spans"),
    [
        ("布署\t部署", "决策布署到位", [("布署", "部署")]),
        ("布署\t部署", "决策部署到位", []),
        ("布署\t部署", "布署、布署", [("布署", "部署")] * 2),
        ("口径\t", "口径不一", [("口径", None)]),
        # words that run across the edges
        ("己经\t已经", "自己经营", []),
        ("己经\t已经", "己经完成", [("己经", "已经")]),
        ("己经\t已经\t\t\t\t\tno", "自己经营", [("己经", "已经")]),
        ("法制经济\t法治经济\t\t\t\t\tyes", "法制经济学", []),
        # contexts
        ("己经\t已经\t\t\t己经营\t\tno", "自己经营", []),
        ("己经\t已经\t\t\t自己|利己\t\tno", "利己经商", []),
        ("己经\t已经\t\t\t自己|利己\t\tno", "利己，己经过期", [("己经", "已经")]),
        ("截止\t截至\t\t[0-9]{4}年", "截止2023年底", [("截止", "截至")]),
        ("截止\t截至\t\t[0-9]{4}年", "报名截止日期", []),
        ("由其\t尤其\t[，。；]", "补短板，由其重要", [("由其", "尤其")]),
        ("由其\t尤其\t[，。；]", "补短板由其负责", []),
        ("由其\t尤其\t(?:^|，)", "由其重要", [("由其", "尤其")]),
        ("权利\t权力\t\t\t\t笼子|关进", "把权利关进制度的笼子", [("权利", "权力")]),
        ("权利\t权力\t\t\t\t笼子|关进", "保障群众权利", []),
        # the longest, and no second finding inside it
        ("攻艰\t攻坚\n攻艰克难\t攻坚克难", "敢于攻艰克难", [("攻艰克难", "攻坚克难")]),
        # comments and blanks
        ("# 说明\n\n布署 \t 部署", "布署", [("布署", "部署")]),
    ],
)
def test_finds(rows: str, text: str, spans: list[tuple[str, str | None]]) -> None:
    assert found(rows, text) == spans


def test_vocabulary_protects() -> None:
    assert found("竟拍\t竞拍", "竟拍网上线", frozenset(["竟拍网"])) == []
    assert found("竟拍\t竞拍", "竟拍网上线", frozenset(["别的"])) == [("竟拍", "竞拍")]


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ("布署", "每行至少有"),
        ("布署\t布署", "相同"),
        ("布署\t部署\n布署\t部属", "列了两次"),
        ("布署\t部署\t(", "布署"),
        ("布署\t部署\t\t\t\t\tmaybe", "yes 或 no"),
        ("落实\t严格落实", "还会再报"),
        ("甲\t乙\t\t\t\t\t\t多", "每行至少有"),
    ],
)
def test_refuses(rows: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        Terms.load({"rows": rows}, "")


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ("错\t对\n布署\t部署\n", "t.tsv:1: 表头"),
        ("wrong\tright\tcolour\n", "t.tsv:1: 表头"),
        ("wrong\tright\n布署\t部署\t多\n", "t.tsv:2: 列数"),
        ("wrong\tright\n# 说明\n布署\t布署\n", "t.tsv:3: “布署”的 wrong 与 right 相同"),
    ],
)
def test_refuses_a_table(tmp_path: Path, table: str, fault: str) -> None:
    (tmp_path / "t.tsv").write_text(table, "utf-8")
    with pytest.raises(ValueError, match=fault):
        Terms.load({"table": "t.tsv"}, str(tmp_path))


def test_a_missing_table(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"no\.tsv"):
        Terms.load({"table": "no.tsv"}, str(tmp_path))


def test_columns_in_any_order(tmp_path: Path) -> None:
    (tmp_path / "t.tsv").write_text("wrong\tnear\tright\r\n权利\t笼子\t权力\r\n", "utf-8")
    loaded = Terms.load({"table": "t.tsv"}, str(tmp_path))
    assert loaded["rows"] == "权利\t权力\t\t\t\t笼子"
