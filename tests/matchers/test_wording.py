"""Wordings by period, with their excuses, and names in order."""

from __future__ import annotations

from typing import Any

import pytest

from reportlint.matchers.wording import Wording, Wrong
from reportlint.readers.txt import document_of
from reportlint.text.automaton import Automaton
from reportlint.text.reading import Reading

DEFAULTS: dict[str, Any] = {name: getattr(Wrong, name, None) for name in Wrong.__annotations__}
ORDER = {"name": "次序", "members": ["甲论", "乙论|新乙论", "丙论"], "source": "章程"}


def found(wordings: list[dict[str, Any]], text: str) -> list[tuple[str, str | None]]:
    """The text and the replacement of each match in the last paragraph of a text."""
    records = [{**DEFAULTS, "source": "甲", **wording} for wording in wordings]
    matcher = Wording(data={"wordings": records, "orders": [ORDER]})
    page = Reading(document_of(text, "<text>"))
    here = page.paragraphs[-1]
    hits = sorted((start, at) for start, _, at in Automaton.build(list(matcher.gate())).find(here.text))
    return [
        (here.text[match.start : match.end], match.replacement)
        for match in matcher.find(here.text, hits, here, page)
    ]


OLD = {"wrong": "(?P<at>旧局)长?", "right": "新局", "since": "2018-10", "unless": "原|改称"}


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("2019年工作总结\n旧局牵头。", [("旧局", "新局")]),
        ("2018年工作总结\n旧局牵头。", []),
        ("2019年工作总结\n2016年旧局牵头。", []),
        ("2016年工作总结\n2020年旧局牵头。", [("旧局", "新局")]),
        ("2019年工作总结\n2016年建局。旧局牵头。", [("旧局", "新局")]),
        ("2019年工作总结\n原旧局牵头。", []),
        ("旧局牵头。", []),
    ],
)
def test_periods(text: str, spans: list[tuple[str, str | None]]) -> None:
    assert found([OLD], text) == spans


@pytest.mark.parametrize(
    ("wording", "text", "spans"),
    [
        ({"wrong": "(?P<head>青)禾线", "right": r"\g<head>禾县"}, "青禾线", [("青禾线", "青禾县")]),
        ({"wrong": "青禾线", "note": "请核对"}, "青禾线", [("青禾线", None)]),
        ({"wrong": "青禾线", "right": "青禾县", "until": "2010"}, "2009年\n青禾线", [("青禾线", "青禾县")]),
        ({"wrong": "青禾线", "right": "青禾县", "until": "2010"}, "2012年\n青禾线", []),
        ({"wrong": "青禾线", "right": "青禾县", "until": "2010"}, "青禾线", []),
    ],
)
def test_wordings(wording: dict[str, Any], text: str, spans: list[tuple[str, str | None]]) -> None:
    assert found([wording], text) == spans


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("甲论、乙论、丙论", []),
        ("甲论、丙论", []),
        ("乙论。甲论", []),
        ("丙论、甲论", [("丙论、甲论", "甲论、丙论")]),
        ("甲论、“丙论”和新乙论", [("“丙论”和新乙论", "新乙论、“丙论”")]),
        ("乙论、甲论、丙论", [("乙论、甲论", "甲论、乙论")]),
    ],
)
def test_orders(text: str, spans: list[tuple[str, str | None]]) -> None:
    assert found([], text) == spans
