"""The compiled search for what stands in a text twice: the same as Python finds, whatever the text."""

from __future__ import annotations

import random
import sys
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportlint.matchers import doubled
from reportlint.readers.txt import document_of
from reportlint.text import repeats
from reportlint.text.comparison import Search
from reportlint.text.extensions import PURE
from reportlint.text.passages import Repeat, without_blanks
from reportlint.text.reading import Reading
from reportlint.text.repeats import repeats_of
from sandbox import PROJECT

if not repeats.twice():
    pytest.skip("it was not compiled", allow_module_level=True)

from reportlint.text import _twice

SENTENCE = "全面落实各项工作任务，持续改善民生，不断提高群众满意程度。"
PARTS = [
    *"加强，。；：、,;！？\n \u3000_xXa“”1.是_", "（一）", "第一，", "二百三十", "２．５％", "aX", "XX", "推进项目建设", "办结群众诉求一千二百件",
    SENTENCE, SENTENCE[:-1], SENTENCE[:-1] + "，", "及时收集群众诉求，做到小事不出村、矛盾不上交；", "增长3.2%，达到12.5万吨，", "\u2028", "\x0b", "\x00",
    "\ud800", "\udfff", "😀", "𠮷", "ß", "Ⅳ", "½", "\u0301",
]  # fmt: skip


def rows(found: list[Repeat]) -> list[tuple[Any, ...]]:
    """All that is known of repeats."""
    return [
        (r._region, r.unit, r.alike, r.exact, r.text, r.around) for r in found
    ]


def both(paragraphs: list[str]) -> list[tuple[Any, ...]]:
    """What repeats in paragraphs, when both ways agree."""
    search: Any = Search([SimpleNamespace(text=text) for text in paragraphs])  # type: ignore[misc]
    expected = rows(search.run())
    starts, found = _twice.repeats(paragraphs) or (b"", [])
    assert list(memoryview(starts).cast("I")) == search.places.starts
    given = iter(paragraphs), len(paragraphs), sum(map(len, paragraphs))
    assert _twice.repeats(*given) == ((starts, found) if starts else None)
    assert list(map(tuple, found)) == expected
    return expected


def changed(text: str, generator: random.Random, every: int = 30) -> str:
    """A text with characters exchanged or left out."""
    return "".join(generator.choice([*PARTS, ""]) if generator.randrange(every) == 0 else char for char in text)


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PARTS), max_size=40), st.randoms(use_true_random=False), st.sampled_from(["\n", "。"]))
def test_parts_in_any_order(parts: list[str], generator: random.Random, between: str) -> None:
    text = "".join(parts)
    # Paragraphs that are split at full stops hold line ends.
    both((text + generator.choice(["", "\n", "。", "，"]) + changed(text, generator)).split(between))


@pytest.mark.parametrize("path", sorted((PROJECT / "seeds").glob("*.txt")), ids=lambda path: path.name)
def test_reports(path: Any) -> None:
    text = path.read_text(encoding="utf-8")
    again = changed(text, random.Random(path.name))
    assert both((text + again).split("\n"))


HOSTILE = {
    "nothing": "", "blanks": " \t\u3000" * 100, "line ends": "\n" * 300, "commas": "，" * 500, "stops": "。" * 500, "one": "加" * 900,
    "two": "加强" * 900, "two and a comma": "加强，" * 500, "clauses": "全面落实各项工作任务，" * 120, "sentences": SENTENCE * 60,
    "lines": "全面落实各项工作任务持续改善民生\n" * 90, "numbers": "增长1.5、2.5，全面落实各项工作任务3.5、" * 50, "masks": "xXxX全面落实各项工作，" * 60,
    "ordinals": "（一）全面落实各项工作任务；第三，全面落实各项工作任务；" * 40, "marks": "。；，、：！？;,\n" * 60,
    "surrogates": "".join(map(chr, range(0xD800, 0xDF00))) * 2, "characters": "".join(map(chr, range(0x3200))),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile(name: str) -> None:
    text = HOSTILE[name]
    for other in (text, text[1:], text[:-1], SENTENCE):
        both([text, other, text])
        both((text + other + text).split("\n"))
        assert _twice.doubled(text + other, 2, 12) == doubled.doubled(text + other, 2, 12)


@given(st.text("甲乙丙𠮷，1\n", max_size=80), st.integers(1, 5), st.integers(0, 14))
def test_doubled(text: str, least: int, more: int) -> None:
    assert _twice.doubled(text, least, least + more) == doubled.doubled(text, least, least + more)


def test_every_character_is_stripped_or_kept_as_python_does() -> None:
    # Of those beyond the basic plane and lone surrogates, none is a blank.
    texts = [f"{char}甲{char}{char}乙{char}" for char in map(chr, [*range(0xD800), *range(0xE000, 0x10000)])]
    places, _ = _twice.repeats(texts) or (b"", [])
    starts = memoryview(places).cast("I")
    assert [high - low - 1 for low, high in zip(starts, starts[1:], strict=False)] == [
        len(without_blanks(text.strip())) for text in texts
    ]
    assert not any(chr(code).isspace() for code in (*range(0xD800, 0xE000), *range(0x10000, sys.maxunicode + 1)))


def test_too_many_characters_beyond_the_basic_plane_are_left_to_python(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(map(chr, range(0x20000, 0x20000 + 2100)))
    assert _twice.repeats([text[:2000]]) is not None
    assert _twice.repeats([text]) is None
    monkeypatch.setattr(repeats, "_twice", _twice)
    assert [repeat.text for repeat in repeats_of(Reading(document_of(f"{text}\n{SENTENCE * 2}\n{SENTENCE * 2}", "x.txt")))]


@pytest.mark.parametrize("paragraphs", [[1], ["", None], [b""], ("",), "", None], ids=repr)
def test_only_lists_of_strings_are_taken(paragraphs: Any) -> None:
    with pytest.raises(TypeError):
        _twice.repeats(paragraphs)


@pytest.mark.parametrize(("count", "most"), [(1, 100), (2, 3), (2, -1), (0, 0)])
def test_there_is_no_more_than_was_said(count: int, most: int) -> None:
    paragraphs = ["一二", "三四"]
    if count and most >= 0:
        with pytest.raises(ValueError, match="more"):
            _twice.repeats(iter(paragraphs), count, most)
    else:
        assert _twice.repeats(iter(paragraphs), count, most) is None


def test_threads() -> None:
    texts = [[SENTENCE * number, *HOSTILE.values()] for number in range(1, 9)]
    alone = [_twice.repeats(paragraphs) for paragraphs in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(_twice.repeats, texts)) == alone


@pytest.mark.parametrize("name", ["edition", "environment"])
def test_it_is_not_taken(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if name == "edition":
        monkeypatch.setattr(repeats, "EDITION", -1)
    else:
        monkeypatch.setenv(PURE, "1")
    monkeypatch.setattr(repeats, "_twice", None)
    assert not repeats.twice()


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PARTS), max_size=400))
def test_characters_are_told_once(parts: list[str]) -> None:
    text = "".join(parts)
    assert _twice.distinct(text) == "".join(dict.fromkeys(text))


def test_characters_of_long_texts() -> None:
    text = "".join(map(chr, range(0, 0x20000, 3))) * 3
    assert _twice.distinct(text) == text[: len(text) // 3]


@pytest.mark.parametrize("wrong", [b"text", None, 1])
def test_characters_of_what_is_no_text(wrong: Any) -> None:
    with pytest.raises(TypeError):
        _twice.distinct(wrong)
