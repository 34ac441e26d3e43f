"""Marks at the end of headings that stand on a line of their own."""

from __future__ import annotations

import pytest

from reportlint.core.document import Block, Document
from reportlint.matchers.trailing import Trailing
from reportlint.readers.txt import document_of
from reportlint.text.reading import Reading

BODY = "全年完成投资12亿元，新建项目8个。"


def found(text: str, usual: bool = False) -> list[str]:
    text = text.replace("{}", BODY)
    matches = Trailing(usual=usual).survey(Reading(document_of(text, "a.txt")))
    return [text[text.rfind("\n", 0, match.start) + 1 : match.end] for match in matches]


CASES: list[tuple[str, list[str], list[str]]] = [
    ("一、甲类工作\n{}\n二、乙类工作。\n{}\n三、丙类工作\n{}", ["二、乙类工作。"], []),
    ("（一）甲类工作，\n{}\n（二）乙类工作\n{}", ["（一）甲类工作，"], []),
    ("一、存在问题：\n（一）资金不足。{}\n（二）人手不足。{}", ["一、存在问题："], []),
    ("（一）甲类工作。\n{}\n（二）乙类工作。\n{}", [], ["（一）甲类工作。", "（二）乙类工作。"]),
    ("（一）甲类工作。{}\n（二）乙类工作。{}", [], []),
    ("1.新建公路12公里；\n2.改造危桥3座；\n3.硬化道路8公里。\n{}", [], []),
    ("1.新建公路12公里。\n2.改造危桥3座。\n3.硬化道路8公里。\n{}", [], []),
    ("一、路在何方？\n{}\n二、怎么办！\n{}", [], []),
    ("一、重点任务包括：\n（一）修路\n（二）架桥", [], []),
    ("一、明确任务、扎实工作，\n推动全县经济较快增长\n{}", [], []),
    ("一、甲类工作。\n{}\n二、乙类工作\n{}\n（一）子项工作\n{}\n（二）丑项工作\n{}", ["一、甲类工作。"], []),
]


@pytest.mark.parametrize(("text", "odd", "usual"), CASES, ids=[case[0] for case in CASES])
def test_trailing(text: str, odd: list[str], usual: list[str]) -> None:
    assert found(text) == odd
    assert found(text, usual=True) == usual


def test_declared_headings() -> None:
    text = f"工作成效\n{BODY}\n存在问题。\n{BODY}\n下步打算\n{BODY}"
    blocks = []
    at = 0
    for number, line in enumerate(text.split("\n")):
        blocks.append(Block("paragraph" if number % 2 else "heading", at, at + len(line), level=1))
        at += len(line) + 1
    matches = list(Trailing().survey(Reading(Document("a.docx", "docx", text, blocks))))
    assert [text[match.start - 4 : match.end] for match in matches] == ["存在问题。"]
