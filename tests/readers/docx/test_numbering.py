"""List numbers that Word counts and the file does not hold."""

from __future__ import annotations

import pytest

from drafting import docx, p
from reportlint.readers.docx import read
from reportlint.text.ordinals import written


def lvl(level: int, format: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def num(id: int, abstract: int, more: str = "") -> str:
    return f'<w:num w:numId="{id}"><w:abstractNumId w:val="{abstract}"/>{more}</w:num>'


OUTLINE = lvl(0, "chineseCounting", "%1、") + lvl(1, "chineseCounting", "（%2）") + lvl(2, "decimal", "%3.") + lvl(3, "decimal", "%1.%3.%4", "<w:isLgl/>")
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{OUTLINE}</w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF06C;"/></w:lvl></w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{lvl(0, "upperLetter", "%1.")}{lvl(1, "decimal", "%2)", "<w:lvlRestart w:val=&quot;0&quot;/>".replace("&quot;", chr(34)))}</w:abstractNum>'
    '<w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="listed"/></w:abstractNum>'
    + num(1, 0)
    + num(2, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
    + num(3, 1)
    + num(4, 2)
    + num(5, 0, f'<w:lvlOverride w:ilvl="0">{lvl(0, "decimal", "第%1条")}</w:lvlOverride>')
    + num(6, 3)
)
STYLES = (
    '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="numbering" w:styleId="listed"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="L"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)


def item(id: int, level: int = 0, text: str = "甲") -> str:
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{id}"/></w:numPr>')


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (item(1) + item(1), "一、甲\n二、甲"),
        (item(1) + item(1, 1) + item(1, 1) + item(1) + item(1, 1), "一、甲\n（一）甲\n（二）甲\n二、甲\n（一）甲"),
        (item(1) + item(1, 1) + item(1, 2) + item(1, 3, "乙"), "一、甲\n（一）甲\n1.甲\n1.1.1乙"),
        (item(1) + item(1) + item(2) + item(2), "一、甲\n二、甲\n一、甲\n二、甲"),
        (item(1) + item(5) + item(1), "一、甲\n第2条甲\n三、甲"),
        (item(3) + item(3), "甲\n甲"),
        (item(4) + item(4, 1) + item(4) + item(4, 1), "A.甲\n1)甲\nB.甲\n2)甲"),
        (item(6) + item(1), "一、甲\n二、甲"),
        (item(0) + item(99), "甲\n甲"),
        (item(1) + p("插") + item(1), "一、甲\n插\n二、甲"),
        (p("甲", properties='<w:pStyle w:val="H"/>') + p("乙", properties='<w:pStyle w:val="L"/>'), "一、甲\n（一）乙"),
        (p("甲", properties='<w:pStyle w:val="H"/><w:numPr><w:numId w:val="0"/></w:numPr>'), "甲"),
        (item(1, 2, "2024年"), "1. 2024年"),
        (item(1, 0, ""), "一、"),
        (
            item(1) + p('<w:del w:id="1"><w:r><w:delText>删</w:delText></w:r></w:del>', properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="2"/></w:rPr>') + item(1),
            "一、甲\n二、甲",
        ),
    ],
    ids=lambda value: value if "w:" not in value else "",
)
def test_numbers(body: str, text: str) -> None:
    assert read(docx(body, numbering=NUMBERING, styles=STYLES), "甲.docx").text == text


def test_numbers_have_no_place_in_the_file() -> None:
    document = read(docx(item(1, text="工作"), numbering=NUMBERING), "甲.docx")
    assert document.map is not None
    assert [(part, exact) for part, _, exact in document.map.pieces(0, 4)] == [
        (None, True),
        (("word/document.xml", 0), True),
    ]
    assert [segment.exact for segment in document.map.segments] == [False, True]
    assert document.blocks[0].kind == "item"


@pytest.mark.parametrize(
    ("format", "numbers"),
    [
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九"}),
        ("chineseCountingThousand", {21: "二十一", 101: "一百零一", 110: "一百一十"}),
        ("ideographDigital", {9: "九", 10: "一〇", 23: "二三"}),
        ("japaneseCounting", {12: "十二", 30: "三十"}),
        ("taiwaneseCountingThousand", {15: "十五"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 60: "60"}),
        ("decimalEnclosedCircleChinese", {10: "⑩"}),
        ("decimalEnclosedParen", {3: "⑶"}),
        ("decimalEnclosedFullstop", {3: "⒊"}),
        ("ideographEnclosedCircle", {3: "㊂", 11: "11"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalZero", {3: "03", 12: "12"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 12: "壹拾贰"}),
        ("upperRoman", {4: "IV", 400: "400"}),
        ("lowerRoman", {9: "ix"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 53: "AAA"}),
        ("lowerLetter", {2: "b"}),
        ("ordinal", {1: "1st", 2: "2nd", 11: "11th", 23: "23rd"}),
        ("numberInDash", {5: "- 5 -"}),
        ("decimal", {0: "0", 7: "7"}),
        ("none", {1: ""}),
        ("hebrew1", {7: "7"}),
    ],
)
def test_formats(format: str, numbers: dict[int, str]) -> None:
    assert {number: written(number, format) for number in numbers} == numbers
