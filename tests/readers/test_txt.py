"""Plain text: lines are paragraphs, unless the file is hard-wrapped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.readers import reader, supported
from reportlint.readers.txt import document_of, read
from reportlint.text.reading import Reading


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\n\r\n \u3000\t\n", []),
        ("甲", ["甲"]),
        ("甲\n", ["甲"]),
        ("甲\n乙", ["甲", "乙"]),
        ("甲\r\n\r\n乙\r\n", ["甲", "乙"]),
        ("甲\r乙\r\r丙", ["甲", "乙", "丙"]),
        ("甲\n\r乙", ["甲", "乙"]),
        ("\u3000\u3000甲 \n乙", ["\u3000\u3000甲 ", "乙"]),
        ("甲\u2028乙\x0b丙\x0c丁\x85戊", ["甲\u2028乙\x0b丙\x0c丁\x85戊"]),
    ],
)
def test_lines(text: str, expected: list[str]) -> None:
    document = document_of(text, "甲.txt")
    assert [text[block.start : block.end] for block in document.blocks] == expected
    assert not document.wrapped


@given(st.text(alphabet="甲乙。 \u3000\r\n\tab"))
def test_blocks_hold_all_that_is_not_blank(text: str) -> None:
    document = document_of(text, "甲.txt")
    held = "".join(text[block.start : block.end] for block in document.blocks)
    assert "".join(held.split()) == "".join(text.split())
    spans = [(block.start, block.end) for block in document.blocks]
    assert spans == sorted(spans)


@pytest.mark.parametrize(
    ("data", "text", "encoding", "bom"),
    [
        ("甲\r\n".encode(), "甲\r\n", "utf-8", False),
        ("甲".encode("utf-8-sig"), "甲", "utf-8", True),
        ("全县经济运行平稳".encode("gbk"), "全县经济运行平稳", "gb18030", False),
    ],
    ids=["utf-8", "utf-8 with a mark", "gbk"],
)
def test_bytes(data: bytes, text: str, encoding: str, bom: bool) -> None:
    document = read(data, "甲.txt")
    assert (document.text, document.encoding, document.bom) == (text, encoding, bom)


SENTENCES = (
    "今年以来，河西县坚持稳中求进工作总基调，统筹推进稳增长、促改革、惠民生各项工作，全县经济运行总体平稳。",
    "一是产业发展提质增效，新引进亿元以上项目28个，建成标准化厂房12万平方米，工业园区路网、管网、电网全面贯通。",
    "二是乡村振兴扎实推进，新建高标准农田3.2万亩，改造提升老旧灌区六处，发展设施蔬菜一万二千亩。",
    "三是民生保障持续改善，新改扩建中小学校十四所，新增公办学前学位1800个，群众获得感不断增强。",
)


def broken(paragraph: str, width: int, indent: str = "\u3000\u3000") -> str:
    """The paragraph as a program breaks it at a width in columns, no mark at the start of a line."""
    lines = [""]
    columns = 0
    for char in indent + paragraph:
        wide = 1 if char.isascii() else 2
        if columns + wide > width and char not in "，。、":
            lines.append("")
            columns = 0
        lines[-1] += char
        columns += wide
    return "\n".join(lines)


@pytest.mark.parametrize("width", [36, 40, 56, 78])
@pytest.mark.parametrize("indent", ["\u3000\u3000", "    "])
def test_hard_wrapped_lines_are_joined(width: int, indent: str) -> None:
    paragraphs = [indent + sentence for sentence in SENTENCES * 3]
    text = "河西县2025年工作总结\n\n" + "\n".join(broken(one, width, indent) for one in SENTENCES * 3)
    document = document_of(text, "甲.txt")
    assert document.wrapped
    assert [one.text for one in Reading(document).paragraphs] == ["河西县2025年工作总结", *paragraphs]
    assert [note[0] for note in document.notes] == ["hard-wrapped"]


def test_headings_and_page_numbers_stay_apart() -> None:
    body = "\n".join(broken(one, 40) for one in SENTENCES * 2)
    text = f"{body}\n一、下一步工作打算\n（一）加强组织领导\n{body}\n— 12 —\n{body}"
    texts = [one.text for one in Reading(document_of(text, "甲.txt")).paragraphs]
    assert len(texts) == 3 * 8 + 3
    assert {"一、下一步工作打算", "（一）加强组织领导", "— 12 —"} < set(texts)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(SENTENCES * 5),
        "\n".join(f"{number}月份全县规模以上工业企业主要经济指标完成情况表" for number in range(1, 30)),
        "\n".join("2025-01\t12.5\t13.8\t100.2\t98.7\t15.4" for _ in range(40)),
        "\n".join(broken(SENTENCES[0], 40).splitlines()[:2] * 3),
        "\n".join(one[: 12 + 7 * number % 29] for number in range(40) for one in SENTENCES),
        "甲乙丙丁\n" * 50,
    ],
    ids=["paragraphs", "titles", "table", "too short", "uneven", "names"],
)
def test_what_is_not_hard_wrapped(text: str) -> None:
    document = document_of(text, "甲.txt")
    assert not document.wrapped
    assert len(document.blocks) == len(text.splitlines())


@pytest.mark.parametrize(
    ("suffix", "name"),
    [
        (".txt", "txt"),
        (".TXT", "txt"),
        (".text", "txt"),
        (".md", "md"),
        (".Markdown", "md"),
        (".unknown", "txt"),
    ],
)
def test_readers_by_suffix(suffix: str, name: str) -> None:
    assert reader(suffix).__name__.rpartition(".")[2] == name
    assert supported(suffix) == (suffix != ".unknown")
