"""Guards pass where their pattern matches, and where it can be told nowhere else."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportlint.catalog.gates import Gates
from reportlint.text.automaton import Automaton
from reportlint.text.guards import ANYWHERE, FARTHEST, Guards, around, either
from reportlint.text.patterns import Search
from reportlint.text.series import Order

if TYPE_CHECKING:
    from reportlint.core.matcher import Guard

pytestmark = pytest.mark.skipif(Automaton.engine() != "compiled", reason="there was no compiler to build the search")

#: Patterns of which programs are made that match just as they do.
EXACT = [
    "a", "ab", "[ab]c", "[^a]b", ".b", "(?s).b", "a*b", "a+?b", "a{2,3}b", "(?:ab){2}c", "(?:ab)*c", "(?:a|bc)+d?$", "(?:ab){0,3}c",
    "a|b|", "(?:a|ab)(?:c|bcd)", "(?i)aB", "(?i:a)b", "(?i)[a-b]c", "(?i)[^a]c", "(?<=a)b", "(?<!a)b", "(?<=ab|c)d", "(?<![ab]{1,3})c",
    "a(?=b)", "a(?!b)", "(?!.*d)a", "^a", "^.a", "a$", r"a\Z", r"\Ab", "(?m)^a", "(?m)b$", r"(a)\1", r"([ab]+)c\1", r"(?P<x>a|b)(?P=x)c",
    r"(?:(a)|b)\1", r"\d+a", r"\D", r"\s?a", r"[\d年]+", r"\w+c", r"[^\W\d_]b", "(?x) a  b # note", "(?!)", "a(?!)|b", "𠮷?a", "[𠮷a]b", r"(?=(a))\1b",
    "(?:a|b|c|d|ab|𠮷)b", "(?:ab|ac|[bc]d|d|年|a1|aa)+b", "(?i:A|B|C|D|AB)c", "(?:ab|ac|bd|d|aa|)b", "(?<=a)b|(?<=b)a|c",
    "(?:(?!ab).){2,4}d", "(?<=(?:^|c))a", "(?:[ab]{1,2}c){1,4}", "()a", "[一-鿿]a",
]  # fmt: skip
#: Patterns of which programs are made that may pass more.
LOOSE = [r"\ba", r"a\B", "(?>a+)b", "a++b", "(?:ab){15,40}", "(?:ab){3,40}c", "(?!(?>a+)b)a", r"(?!(a)b)a\1", "(?:a?)*b", "(?<!a*+)b"]
#: What no program is made of.
NONE = [r"(?i)(a)\1", "(a)?(?(1)b|c)", r"\p{Han}", "("]


@lru_cache(maxsize=1)
def gates_of(guard: Guard, gate: str) -> Gates:
    guards = Guards()
    number = guards.number(guard)
    return Gates.of({gate: [(0, 0, number)]}, guards.packed())


def passes(guard: Guard, text: str, *, gate: str = "§") -> bool:
    """Whether a rule that needs ``gate``, guarded so, is called for a paragraph."""
    return bool(gates_of(guard, gate).called(text, [text], [0], b"\1"))


def matched(pattern: str, text: str) -> bool:
    """Whether a pattern matches right after the sign."""
    try:
        return re.compile(pattern).match(text, text.index("§") + 1) is not None
    except re.error:
        import regex  # a look behind of variable width

        return regex.compile(pattern).match(text, text.index("§") + 1) is not None


PARTS = st.text("aabbcd𠮷年1 \n", max_size=8)


@pytest.mark.parametrize("pattern", EXACT)
@settings(max_examples=100, deadline=None)
@given(before=PARTS, after=PARTS)
def test_exact(pattern: str, before: str, after: str) -> None:
    text = f"{before}§{after}"
    assert passes((pattern, -1, -1), text) == matched(pattern, text)


@pytest.mark.parametrize("pattern", LOOSE)
@settings(max_examples=100, deadline=None)
@given(before=PARTS, after=PARTS)
def test_loose(pattern: str, before: str, after: str) -> None:
    text = f"{before}§{after}"
    assert passes((pattern, -1, -1), text) >= matched(pattern, text)


@pytest.mark.parametrize("pattern", NONE)
def test_everything_passes_where_no_program_is_made(pattern: str) -> None:
    assert Guards().number((pattern, 0, 0)) == 0
    assert passes((pattern, 0, 0), "§")


@pytest.mark.parametrize(
    ("guard", "text", "expected"),
    [
        (("ab", 2, 2), "ab§", True), (("ab", 2, 2), "cab§", True), (("ab", 2, 2), "ab c§", False), (("ab", 0, 4), "ab c§", True), (("ab", 5, 5), "§", False),
        (("§a", 0, 0), "§b §a", True), (("§a", 0, 0), "§b §c", False), (("ab", -3, -2), "§ ab", True), (("ab", -3, -2), "§   ab", False),
        (("ab", 0, ANYWHERE), "§ ab", True), (("ab", 0, ANYWHERE), "ab §", True), (("ab", 0, ANYWHERE), "§ ac§", False),
        # Beyond the paragraph nothing is seen; whoever is too far away passes.
        (("ab", FARTHEST + 1, FARTHEST + 1), "§", True), (("ab", 0, ANYWHERE), "§" + "c" * 5000, True),
        # After many steps everything passes.
        (("(?:a|aa|aaa|aaaa)*b", -1, -1), "§" + "a" * 60, True),
    ],
)  # fmt: skip
def test_where_it_is_tried(guard: Guard, text: str, expected: bool) -> None:
    assert passes(guard, text) == expected


HEADS = [
    "(?:[ab]c){0,3}(?:d)?(?:a|b)e", "(?P<at>(?:(?:(?!c)[abd]){2,3}c){0,4}(?:e)?(?:ab|ba)d)(?!c)", "(?:a*b|c?d|e)(?<!a)b", "(?:a*)?", "a{1,2}b",
    "(?=a)b?a", r"(a)?b\1c", "(?i:a?B)c", "(?:a++)?b?c",
]  # fmt: skip


@settings(max_examples=300)
@given(pattern=st.sampled_from(HEADS), text=st.text("abcde", max_size=12))
def test_anywhere_in_a_paragraph_is_where_it_is_found(pattern: str, text: str) -> None:
    """What may be left out at the beginning of a pattern makes no difference."""
    assert passes((pattern, 0, ANYWHERE), f"{text}§") == (re.search(pattern, f"{text}§") is not None)


@pytest.mark.parametrize("pattern", ["a$", "^b", "(?<!a)\n?b", "a\nb", ".*a"])
def test_paragraphs_do_not_see_each_other(pattern: str) -> None:
    guards = Guards()
    gates = Gates.of({"a": [(0, 0, guards.number((pattern, 0, 0)))], "b": [(1, 0, guards.number((pattern, 0, 0)))]}, guards.packed())
    called = gates.called("a\nb", ["a", "b"], [0, 2, 4], b"\1\1")
    alone = [number for number, text in enumerate("ab") if re.match(pattern, text)]
    assert sorted(called) == alone


@pytest.mark.parametrize(
    ("source", "needs", "text", "other"),
    [
        ("(?<!不)扔有", None, "违法现象扔有发生", "不扔有"), ("同比(?:增长|下降)[xX]+%", None, "收入同比增长xx%", "同比增长5%"),
        ("增长[0-9.]{1,4}倍以下", ["倍"], "增长3.5倍以下", "增长3.5倍"), ("(?<=，)使得?[^。]*(?:提高|改善)$", ["，"], "通过学习，使水平提高", "，使水平提高了"),
        ("甲.{0,200}乙", ["乙"], "甲和丙、丁、乙", "乙和丙、丁、甲"),
    ],
)  # fmt: skip
def test_guards_of_a_search(source: str, needs: list[str] | None, text: str, other: str) -> None:
    search = Search(source, needs)
    assert search.needs
    guards = around(search)
    assert len(guards) == len(search.needs)
    for part, expected in ((text, True), (other, False)):
        found = any(passes(guard, part, gate=string) for string, guard in zip(search.needs, guards, strict=True) if guard)
        assert found == expected == bool(re.search(source, part))


@pytest.mark.parametrize(
    ("guards", "text", "expected"),
    [
        ([("§a", 0, 0)], "§a", True), ([("§a", 0, 0), ("b§", 1, 1)], "b§c", True), ([("§a", 0, 0), ("b§", 1, 1)], "c§c", False),
        ([("(?P<x>§)a", 0, 0), ("(?P<x>§)b", 0, 0)], "§b", True), ([("(?P<x>§)a", 0, 0), ("(?P<x>§)b", 0, 0)], "§c", False),
        ([("§a", 0, 0), None], "§c", True), ([("§a", 0, 0), (r"(§)\1", 0, 0)], "§c", True),
    ],
)  # fmt: skip
def test_one_of_several(guards: list[Guard | None], text: str, expected: bool) -> None:
    guard = either(guards)
    assert (guard is None or passes(guard, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("丙、乙", True), ("甲、丙", False), ("“丙”和“甲”", True), ("丙、丁、乙", True), ("乙丙、甲", True), ("丙，甲", False)]
)
def test_names_out_of_order(text: str, expected: bool) -> None:
    order = Order(["甲", "乙", "丙", "丁"])
    assert any(passes(order.guard(name), text, gate=name) for name in order.names if name in text) == expected
    assert bool(order.breaks(text, sorted(text.index(name) for name in order.names if name in text))) <= expected
