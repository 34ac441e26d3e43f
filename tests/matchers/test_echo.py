"""Headings that say again what the heading above says."""

from __future__ import annotations

import pytest

from reportlint.examples import document_of
from reportlint.matchers.echo import Echo
from reportlint.text.reading import Reading


def found(text: str) -> list[tuple[str, str]]:
    return [
        (text[match.start : match.end], text[slice(*match.related[0][:2])])
        for match in Echo().survey(Reading(document_of(text)))
    ]


BAD = [
    ("一、加强制度建设，压实各方责任\n（一）加强制度建设\n甲。\n（二）加强队伍建设\n乙。", "加强制度建设"),
    ("一、加强制度建设，压实各方责任\n（一）健全机制\n甲。\n（二）压实各方责任\n乙。", "压实各方责任"),
    ("一、加强制度建设\n（一）加强 制度建设\n甲。\n（二）加强队伍建设\n乙。", "加强 制度建设"),
    ("一、加强制度建设\n（一）加强制度建设。全面清理现有制度。\n（二）加强队伍建设。乙。", "加强制度建设"),
    ("一、总体\n（一）加强队伍建设\n1.加强队伍建设\n甲。\n2.配强干部\n乙。", "加强队伍建设"),
]


@pytest.mark.parametrize(("text", "title"), BAD, ids=[text for text, _ in BAD])
def test_echo(text: str, title: str) -> None:
    assert [echo for echo, _ in found(text)] == [title]


GOOD = [
    "一、加强制度建设\n（一）加强制度建设的做法\n甲。\n（二）成效\n乙。",
    "一、加强制度建设\n甲。\n二、加强制度建设\n乙。",
    "一、制度\n（一）制度\n甲。\n（二）队伍\n乙。",
    "第一章 加强制度建设\n第一节 加强制度建设\n第一条 甲。",
]


@pytest.mark.parametrize("text", GOOD)
def test_no_echo(text: str) -> None:
    assert found(text) == []
