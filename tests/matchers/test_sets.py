"""Fixed groups: beside their name, without it, by the year of the text."""

from __future__ import annotations

from typing import Any

import pytest

from reportlint.matchers.sets import Record, Sets
from reportlint.readers.txt import document_of
from reportlint.text.automaton import Automaton
from reportlint.text.reading import Reading

DEFAULTS: dict[str, Any] = {
    name: getattr(Record, name, None) for name in Record.__annotations__
}


def found(groups: list[dict[str, Any]], text: str) -> list[tuple[str, str]]:
    """The text and the fault of each match in the last paragraph of a text."""
    records = [{**DEFAULTS, "source": "甲", **group} for group in groups]
    assert not [flaw for record in records if (flaw := Sets.flaw("sets", record))]
    matcher = Sets(data={"sets": records})
    page = Reading(document_of(text, "<text>"))
    here = page.paragraphs[-1]
    hits = sorted((start, at) for start, _, at in Automaton.build(list(matcher.gate())).find(here.text))
    return [
        (here.text[match.start : match.end], str((match.values or {})["fault"]))
        for match in matcher.find(here.text, hits, here, page)
    ]


FOUR = {"name": "四个好", "members": ["学风", "作风", "文风", "会风"], "tail": "好"}


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("学风好、作风好、文风好、会风好。", []),
        ("学风、作风、文风、会风好。", []),
        ("学风好、文风好、作风好、会风好。", [("学风好、文风好、作风好、会风好", "顺序有误")]),
        ("学风、文风、作风、会风好。", [("学风、文风、作风、会风好", "顺序有误")]),
        ("学风好、作风好、文风好。", [("学风好、作风好、文风好", "缺少成员")]),
        ("学风好、作风好、文风好等。", []),
        ("学风好、作风好。", []),
        ("学风好、作风好、文风好、党风好。", [("学风好、作风好、文风好、党风好", "换了成员")]),
        ("党风好、作风好、文风好、会风好。", [("党风好、作风好、文风好、会风好", "换了成员")]),
        ("四个好：学风好、作风好、文风好、会风好、党风好。", [("学风好、作风好、文风好、会风好、党风好", "多出成员")]),
        ("“四个好”，即学风好、作风好，推动工作。", [("学风好、作风好", "缺少成员")]),
        ("学风好、作风好的“四个好”。", []),
        ("做到学风好、作风好、会风好的“四个好”。", [("学风好、作风好、会风好", "缺少成员")]),
        ("本校“四个好”：校园好、教师好、食堂好。", []),
        ("四个好（学风好、作风好、文风好、会风好）。", []),
        ("坚持学风好，坚持文风好。", []),
    ],
)
def test_a_group_with_a_tail(text: str, spans: list[tuple[str, str]]) -> None:
    assert found([FOUR], text) == spans


PERIODS: list[dict[str, Any]] = [
    {"name": "三保", "members": ["路", "桥", "渠"], "head": "保", "until": "2020-06"},
    {"name": "三保", "members": ["路", "桥", "田"], "head": "保", "since": "2020-06"},
]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("2018年工作总结\n三保：保路、保桥、保渠。", []),
        ("2018年工作总结\n三保：保路、保桥、保田。", ["保路、保桥、保田"]),
        ("2020年工作总结\n三保：保路、保桥、保渠。", []),
        ("2022年工作总结\n三保：保路、保桥、保田。", []),
        ("2022年工作总结\n三保：保路、保桥、保渠。", ["保路、保桥、保渠"]),
        ("三保：保路、保桥、保田。", []),
    ],
)
def test_the_year_chooses(text: str, spans: list[str]) -> None:
    assert [span for span, _ in found(PERIODS, text)] == spans


OTHERS: list[dict[str, Any]] = [
    {"name": "两个坚决", "members": ["中央的权威", "人民的利益"], "clauses": True},
    {"name": "四快两慢", "members": ["修路", "架桥"], "misnomers": ["两慢四快"]},
    {"name": "三先", "members": ["先人", "先事|先办事", "先物"], "variants": [["先物", "先人", "先事"]]},
    {"name": "双减", "members": ["减时", "减量"], "run": False},
]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("坚决维护中央的权威，坚决维护人民的利益。", []),
        ("坚决维护人民的利益，坚决维护中央的权威。", [("人民的利益，坚决维护中央的权威", "顺序有误")]),
        ("“两个坚决”：坚决维护中央的权威。", [("中央的权威", "缺少成员")]),
        ("落实两慢四快。", [("两慢四快", "名称有误")]),
        ("三先：先物、先人、先事。", []),
        ("三先：先人、先办事、先物。", []),
        ("三先：先事、先人、先物。", [("先事、先人、先物", "顺序有误")]),
        ("减量、减时。", []),
        ("双减：减量、减时。", [("减量、减时", "顺序有误")]),
    ],
)
def test_other_forms(text: str, spans: list[tuple[str, str]]) -> None:
    assert found(OTHERS, text) == spans
