"""Paired marks: what is out of order, and what only looks so."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.matchers.pair import Pair
from reportlint.readers.md import document_of as markdown
from reportlint.readers.txt import document_of
from reportlint.text.reading import Reading

SORTS: tuple[Any, ...] = ("balance", "direction", "nesting", "title")


def found(text: str, **options: Any) -> str:
    """The text with what is found between ⟦ and ⟧."""
    page = Reading(document_of(text, "<text>"))
    spans = sorted((m.start, m.end) for m in Pair(**options).survey(page))
    for start, end in reversed(spans):
        text = text[:start] + "⟦" + text[start:end] + "⟧" + text[end:]
    return text


@pytest.mark.parametrize(
    "marked",
    [
        "加强⟦“⟧双招双引工作，引进项目。",
        "深化放管服⟦”⟧改革。",
        "落实⟦《⟧关于加强管理的通知要求。",
        "加大投入⟦（⟧含专项资金，完善设施。",
        "加大投入含专项资金⟦）⟧，完善设施。",
        "建立⟦【⟧重点项目库，动态管理。",
        "贯彻《河西县管理办法⟦）⟧，规范秩序。",
        "贯彻《河西县管理办法⟦>⟧，规范秩序。",
        "河政发〔2023⟦）⟧12号，河政发〔2023⟦]⟧13号。",
        "牢记“三个务必⟦’⟧，推进改革。",
        "落实（《办法⟦）⟧》的要求。",
        "落实《转发〈办法⟦》⟧的函〉。",
        "“甲”“乙”⟦“⟧丙、“丁”。",
        "完成任务。⟦）⟧\n继续推进。",
        "继续推进“甲⟦”⟧”乙。".replace("“甲⟦”⟧”", "“甲”⟦”⟧"),
    ],
)
def test_unbalanced(marked: str) -> None:
    assert found(re.sub("[⟦⟧]", "", marked), of="balance") == marked


@pytest.mark.parametrize(
    "text",
    [
        "",
        "没有标号。",
        "1）修路；2）架桥；（3）植树；a）其他。",
        "采用以下方式：一）修路。",
        "会议强调：“要抓春耕。\n“要抓防汛。\n“要抓安全。”",
        "会议强调：“要抓春耕。\n要抓防汛。\n要抓安全。”会议要求抓落实。",
        "第三条修改为：“县政府负责管理。\n（一）制定规划；\n（二）组织实施。”",
        "按照《河西县国民经济和社会发展\n第十四个五年规划纲要》部署推进。",
        "（2001年5月1日通过\n2010年6月1日修正）",
        "（见《办法》（试行）第三条（一）项）",
        "it’s, don’t, the ’90s",
        "’99河西投资贸易洽谈会",
        "“让‘马上办’成常态”",
        "（一）“双招双引”。引进项目12个（含续建）。",
        "《关于转发〈省政府关于印发《规划》的通知〉的通知》",
    ],
)
def test_lawful(text: str) -> None:
    assert {sort: found(text, of=sort) for sort in SORTS} == dict.fromkeys(SORTS, text)


@pytest.mark.parametrize(
    ("of", "marked"),
    [
        ("direction", "落实⟦\"一岗双责\"⟧，坚决做到⟦”两个维护“⟧。"),
        ("direction", "深化“放管服⟦“⟧改革，推进“一网通办”。"),
        ("direction", "推行“一网通办⟦\"⟧改革。"),
        ("direction", "推行⟦\"⟧一网通办”改革。"),
        ("direction", "打造⟦″双一流″⟧高校。"),
        ("direction", "实施教育⟦”⟧9+3”计划。"),
        ("direction", "落实⟦'一岗双责'⟧制度。"),
        ("nesting", "让“让⟦“马上办”⟧成常态”成为共识。"),
        ("nesting", "实施⟦‘三大工程’⟧，补齐短板。"),
        ("title", "《关于印发⟦《甲》⟧和⟦《乙》⟧的通知》"),
    ],
)
def test_sorts(of: str, marked: str) -> None:
    assert found(re.sub("[⟦⟧]", "", marked), of=of) == marked


@pytest.mark.parametrize("text", ["配备12\"显示器20台", "class=\"标题\"", "The \"Belt and Road\" forum", "5'30\""])
def test_straight_marks_that_are_right(text: str) -> None:
    assert found(text, of="direction") == text


def test_one_fault_is_reported_once() -> None:
    text = "落实《关于加强管理的通知要求，按照《纲要》部署推进。"
    assert [found(text, of=sort) == text for sort in SORTS] == [False, True, True, True]


def test_habit_is_reported_once() -> None:
    text = "\n".join(f'落实"制度{number}"，抓好工作。' for number in range(12))
    page = Reading(document_of(text, "<text>"))
    (match,) = Pair(of="direction").survey(page)
    assert (match.start, match.values) == (
        2,
        {"found": '"制度0"', "reason": "直引号应当改为“…”；全文有12处，只在此提示", "count": 12},
    )
    assert len(list(Pair(of="direction", habit=20).survey(page))) == 12


def test_edits() -> None:
    page = Reading(document_of('甲\n落实"一岗"。', "<text>"))
    (match,) = Pair(of="direction").survey(page)
    assert match.edits == [(4, 5, "“"), (7, 8, "”")]


def test_joined_lines_and_code() -> None:
    text = "落实“一岗\n双责”制度\n\n```\n“\n```\n\n加强“双招工作"
    page = Reading(markdown(text, "<text>"))
    assert [text[m.start : m.end + 2] for m in Pair(of="balance").survey(page)] == ["“双招"]


@given(st.text(alphabet="“”‘’（）《》〈〉\"' 甲，。\n1)", max_size=60))
def test_any_text(text: str) -> None:
    page = Reading(document_of(text, "<text>"))
    for sort in SORTS:
        for match in Pair(of=sort).survey(page):
            assert 0 <= match.start < match.end <= len(text)
            for start, end, _ in match.edits or ():
                assert match.start <= start < end <= match.end


@given(st.recursive(st.sampled_from(["甲", "乙，", "丙。"]), lambda inner: st.lists(inner, max_size=3).map(lambda parts: "（" + "".join(parts) + "）")))
def test_balanced_brackets(text: str) -> None:
    assert found(text, of="balance") == text
