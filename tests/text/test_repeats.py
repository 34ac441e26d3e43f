"""What stands in a document twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.examples import document_of
from reportlint.text import alignment, comparison, flat, repeats
from reportlint.text.reading import Reading
from reportlint.text.repeats import repeats_of

GRID = (
    "各村建立网格员包片联户制度，及时收集群众诉求，做到小事不出村、矛盾不上交，全年办结群众诉求一千二百件。"
)
ROAD = "全镇修通村道十二公里，改造农房八十六户，完成三个村的污水管网建设，群众出行和居住条件明显改善。"
FARM = "推广稻虾综合种养三千亩，带动一百三十户困难群众就业增收，村集体经济收入全部超过十万元。"


@pytest.fixture(autouse=True, params=["Python", "C"])
def read_by(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways to search a text."""
    found = repeats.twice()
    if request.param == "C" and not found:
        pytest.skip("it was not compiled")
    monkeypatch.setattr(repeats, "_twice", found if request.param == "C" else False)


def found(text: str) -> list[tuple[str, str, str, bool]]:
    """Unit, later place, earlier place and whether they are equal."""
    return [
        (repeat.unit, text[slice(*repeat.span)], text[slice(*repeat.first)], repeat.exact)
        for repeat in repeats_of(Reading(document_of(text)))
    ]


def test_nothing_twice() -> None:
    assert found(f"{GRID}\n{ROAD}\n{FARM}") == []


PASTED = [
    (f"{GRID}\n{GRID}\n{ROAD}", GRID, True),
    (f"{GRID}\n{ROAD}\n　　{FARM}\n　　{GRID}", GRID, True),
    (f"{GRID}\r\n{ROAD}\r\n{GRID}\r\n", GRID, True),
    (f"{GRID}\n{ROAD}\n{GRID.replace('，', '、 ')}", GRID.replace("，", "、 "), True),
    (f"{GRID}\n{ROAD}\n{GRID.replace('联户', '到户')}", GRID.replace("联户", "到户"), False),
    (f"{GRID}\n{ROAD}\n{GRID.replace('及时', '')}", GRID.replace("及时", ""), False),
]


@pytest.mark.parametrize(("text", "later", "exact"), PASTED, ids=[text for text, *_ in PASTED])
def test_paragraph(text: str, later: str, exact: bool) -> None:
    assert found(text) == [("paragraph", later, GRID, exact)]


def test_third_paragraph_leads_to_the_first() -> None:
    listed = repeats_of(Reading(document_of(f"{GRID}\n{ROAD}\n{GRID}\n{FARM}\n{GRID}")))
    assert [repeat.first for repeat in listed] == [(0, len(GRID))] * 2


def test_sentence() -> None:
    sentence = "及时收集群众诉求并限时办结回复各村各组。"
    text = f"一、治理\n网格员包片联户。{sentence}矛盾明显减少。\n二、服务\n窗口服务改善。{sentence}群众满意。"
    assert found(text) == [("sentence", sentence, sentence, True)]


def test_neighbouring_sentences_are_one() -> None:
    pair = "及时收集群众诉求并限时办结回复各村各组。网格员每月入户走访困难群众两次以上。"
    text = f"{GRID}{pair}\n{ROAD}{pair}{FARM}"
    assert found(text) == [("sentence", pair, pair, True)]


def test_long_clause_of_one_paragraph() -> None:
    text = (
        "清河村、石桥村正在建设文化广场、便民中心、日间照料等一批惠民设施，服务能力增强，"
        "群众就近办事、就近休闲、就近就医更加方便；全镇修通村道十二公里；"
        "清河村、石桥村正在建设文化广场、便民中心、日间照料等一批惠民基础设施。"
    )
    assert [unit for unit, *_ in found(text)] == ["clause"]


LAWFUL = [
    f"{ROAD}\n{ROAD.replace('十二公里', '十五公里').replace('八十六户', '七十一户')}",
    "目录\n一、扎实推进网格化服务管理工作\n一、扎实推进网格化服务管理工作\n正文。",
    "全镇粮食产量增长3.2%，达到12.5万吨。\n全镇粮食产量增长4.1%，达到13.8万吨。",
]


@pytest.mark.parametrize("text", LAWFUL)
def test_counterparts_are_no_repeats(text: str) -> None:
    assert [unit for unit, *_ in found(text) if unit != "run"] == []


def test_text_that_repeats_itself_all_along() -> None:
    text = GRID * 40
    listed = repeats_of(Reading(document_of(text)))
    assert listed
    assert all(repeat.first[1] <= repeat.span[0] for repeat in listed)


@pytest.mark.parametrize("text", [text for text, *_ in PASTED] + LAWFUL + [f"{ROAD}{FARM}\n{GRID}\n" * 3], ids=str)
def test_a_large_text_is_read_as_a_small_one_is(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    small = found(text)
    monkeypatch.setattr(alignment, "_LARGE", 0)
    monkeypatch.setattr(flat, "_PART", 30)
    monkeypatch.setattr(comparison, "_PART", 2)
    assert found(text) == small


@given(st.text("，乙切墝增抉把琅理鿿龦", min_size=8, max_size=8))
def test_every_key_is_of_one_part(key: str) -> None:
    assert [bool(head.match("，" + key)) for head in alignment._HEADS].count(True) == ("，" not in key)


def test_places_among_blanks_and_breaks() -> None:
    spaced = " ".join(GRID)
    text = f"　　{spaced}\n{ROAD}\n　{GRID} "
    assert found(text) == [("paragraph", GRID, spaced, True)]
    pages = Reading(document_of(f"{ROAD}\n{GRID}\n{FARM} \n{GRID}"))
    # As a line of a Word document may be broken by hand.
    pages.paragraphs[0].text = ROAD.replace("，", "\n ", 1)
    (repeat,) = repeats_of(pages)
    assert (pages.text[slice(*repeat.span)], pages.text[slice(*repeat.first)]) == (GRID, GRID)


def test_cells_are_left_out() -> None:
    document = document_of(f"| 内容 |\n|---|\n| {GRID} |\n| {GRID} |\n", "md")
    assert [block.kind for block in document.blocks].count("cell") >= 2
    assert repeats_of(Reading(document)) == []
