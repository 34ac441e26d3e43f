"""Lines told by their whole text and their place."""

from __future__ import annotations

import pytest

from reportlint.examples import document_of
from reportlint.matchers.line import Line
from reportlint.text.reading import Reading

TEXT = "扎实推进各项重点工作落地见效。"


def found(matcher: Line, text: str) -> list[str]:
    page = Reading(document_of(text))
    gate = matcher.gate()
    page.called = [(here, []) for here in page.paragraphs if gate and any(string in here.text for string in gate)]
    return [text[match.start : match.end] for match in matcher.survey(page)]


HEADS = Line(patterns=["第?[0-9]+页?"], begins="第0-9", ends="页0-9")
PAGES = Line(patterns=["— [0-9]+ —"], inner=["[0-9]+/[0-9]+"], rising=["([0-9]{1,3})"])
CASES = [
    (f"{TEXT}\n  — 3 —  \n{TEXT}", ["— 3 —"]),
    (f"{TEXT}\r\n— 3 —\r\n{TEXT}", ["— 3 —"]),
    ("表\n— 3 —\n表", ["— 3 —"]),
    (f"{TEXT}— 3 —\n{TEXT}", []),
    (f"{TEXT}\n3/8\n{TEXT}", ["3/8"]),
    ("甲\n3/8\n乙", []),
    (f"{TEXT}\n1\n{TEXT}\n2\n{TEXT}\n3\n{TEXT}", ["1", "2", "3"]),
    (f"{TEXT}\n1\n{TEXT}\n2\n{TEXT}", []),
    (f"{TEXT}\n1\n{TEXT}\n3\n{TEXT}\n5\n{TEXT}", []),
    ("1\n2\n3", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_pages(text: str, expected: list[str]) -> None:
    assert found(PAGES, text) == expected


def test_begins_and_ends() -> None:
    assert found(HEADS, f"{TEXT}\n第3页\u3000\n{TEXT}\n 12\n{TEXT}\n3.") == ["第3页", "12"]


EDGES = Line(patterns=["打印"], kin=["来源：.*"], edge=2)
AT_EDGES = [
    (f"打印\n{TEXT}\n{TEXT}\n{TEXT}\n{TEXT}", ["打印"]),
    (f"{TEXT}\n{TEXT}\n打印\n{TEXT}\n{TEXT}", []),
    (f"来源：甲\n打印\n{TEXT}\n{TEXT}\n{TEXT}", ["来源：甲", "打印"]),
    (f"来源：甲\n{TEXT}\n{TEXT}\n{TEXT}\n打印", ["打印"]),
]


@pytest.mark.parametrize(("text", "expected"), AT_EDGES, ids=[text for text, _ in AT_EDGES])
def test_edges(text: str, expected: list[str]) -> None:
    assert found(EDGES, text) == expected
