"""Required strings and bounded searches of patterns."""

from __future__ import annotations

import marshal
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.text import patterns
from reportlint.text.patterns import Search, compile_pattern, required, width

REQUIRED = [
    ("微信", ["微信"]),
    ("加?微信号?", ["微信"]),
    ("微信|公众号", ["公众号", "微信"]),
    ("(?:微信|群)[:：]", ["微信:", "微信：", "群:", "群："]),
    ("[抓做]的不够", ["做的不够", "抓的不够"]),
    ("[甲乙]", ["乙", "甲"]),
    ("(?<=第)[0-9]{1,2}页", ["页"]),
    ("[0-9]+(?=亿元)", ["亿"]),
    ("(?:微信)+", ["微信"]),
    ("(?:微信)*", None),
    ("[0-9]+", ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]),
    ("[一-鿿]+", None),
    ("微信|[一-鿿]+", None),
    (r"\w+", None),
    ("(?i)qq群", ["群"]),
    ("(?i)qq", None),
    ("(?i)[qv]", None),
    ("[^甲]", None),
    ("(?>微信)号", ["微信"]),
    ("", None),
]


@pytest.mark.parametrize(("source", "strings"), REQUIRED, ids=[c[0] for c in REQUIRED])
def test_required(source: str, strings: list[str] | None) -> None:
    assert required(source) == strings


@pytest.mark.parametrize(
    ("source", "reach"),
    [("微信", 3), ("微信.{0,5}号", 9), ("微信.*号", None), ("(?<!甲)微信(?=乙丙)", 9), ("微信{2,}", None)],
)
def test_width(source: str, reach: int | None) -> None:
    assert width(source) == reach


PATTERNS = ["甲乙?丙", "甲.{0,3}丙", "(?<=乙)甲", "甲(?=丙丁)", "(?<!乙)甲(?!丙)", "^甲", "甲$", "[甲乙]丙|丁甲"]


@pytest.mark.parametrize("source", PATTERNS)
@given(st.text("甲乙丙丁戊", max_size=120))
def test_a_bounded_search_finds_what_a_whole_one_finds(source: str, text: str) -> None:
    search = Search(source)
    places = sorted(
        {found.start() for needed in search.needs or () for found in re.finditer(f"(?={needed})", text)}
    )
    if not places and search.needs:
        assert not search.regex.search(text)
        return
    bounded = [found.span() for found in search.finditer(text, places)]
    assert bounded == [found.span() for found in re.finditer(source, text)]


def test_regex_takes_what_re_cannot() -> None:
    assert compile_pattern("(?<=甲+)乙").search("甲甲乙")
    with pytest.raises(ValueError, match="正则表达式有误"):
        compile_pattern("(甲")


FLAGGED = [*PATTERNS, "(?x) 甲 # 注", "(?i)Vx号?", "(?P<at>甲)(?P<rest>乙*)", "[一-鿿]{2,4}[镇乡]", "(?<![0-9])[0-9]{2}年"]


@pytest.mark.parametrize("source", FLAGGED)
def test_a_stored_pattern_is_the_pattern(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_index", {})
    monkeypatch.setattr(patterns, "_known", b"")
    monkeypatch.setattr(patterns, "_measured", {})
    monkeypatch.setattr(patterns, "_asked", {})
    monkeypatch.setattr(patterns, "_lazy", [])
    made = compile_pattern(source)
    assert list(patterns.codes()) == [(source, 0)]
    patterns.restore(*patterns.stored())
    monkeypatch.setattr(re, "compile", None)  # what is stored is not compiled again
    again = compile_pattern(source)
    text = "甲乙乙丙，VX号甲镇乡2023年99年，甲 # 注，青禾镇"
    assert (again.pattern, again.flags, again.groupindex) == (made.pattern, made.flags, made.groupindex)
    assert [m.groupdict() for m in again.finditer(text)] == [m.groupdict() for m in made.finditer(text)]
    assert [m.span() for m in again.finditer(text)] == [m.span() for m in made.finditer(text)]


def test_what_another_python_stored_is_compiled_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    known = marshal.dumps((("甲", 0), (32, b"\1\0\0\0", 0, {})))
    monkeypatch.setattr(patterns, "_index", {patterns._name(("甲", 0)): (0,)})
    monkeypatch.setattr(patterns, "_known", known)
    assert compile_pattern("甲").search("乙甲")


def test_a_lazy_pattern_compiles_when_used() -> None:
    lazy = patterns.Lazy("甲(乙)")
    assert "search" not in vars(lazy)
    assert lazy.search("甲乙")[1] == "乙"
    assert lazy.groups == 1
    assert "search" in vars(lazy)
