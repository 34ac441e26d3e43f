"""No rule takes more than linear time on hostile text: long runs of one thing, twice as long.

Steps are counted and no time is taken: calls of Python functions, and the
characters that are handed to patterns. What goes on inside a pattern is left
to the timeout of the engine that has one: a rule reads at most 8,192 characters
in one piece, so that is bounded unless it is exponential.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import regex

from building import rule_set
from reportlint import engine
from reportlint.catalog.load import load_rules
from reportlint.catalog.table import rules_dir
from reportlint.core.rule import Choice
from reportlint.readers.txt import document_of
from reportlint.text import patterns, repeats
from reportlint.text.guards import Guards

UNITS = [
    *"xX*（）　 一，。\n…-【《十第、a：%\"('）”》的1“〔○_#@",
    "**区", "（）", "12**", "一是", "“”", "1.\n", "（一）\n", "一、\n", "同比增长", "微信", "__", "加强",
    "加强加强管理，", "甲乙丙丁戊己", "xx年", "2023年", "1至", "亿元", "进一步", "3—5", "各位代表：\n",
    "的问题", "不够", "增长X%，", "全县共有人，", "其中3项，", "由5亿元增至", "（以下简称“甲”）", "见附件1，",
    "创新、协调、", "已完成3项，", "完成率120%，", "请批示，", "第一，", "深入贯彻落实", "13800138000，",
    "河西县人民政府\n", "2023年5月6日\n", "占比为30%；", "习近平新时代", "抢抓机遇，",
]  # fmt: skip
LENGTH = 1500
# Below so many steps a constant part may be more than half of them.
FLOOR = 300
# A pattern's work is not steps of Python; so many of its characters count as one.
CHARACTERS = 100


class Counted:
    """A compiled pattern that counts the characters it is given."""

    steps = 0.0

    def __init__(self, pattern: Any) -> None:
        self._pattern = pattern

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._pattern, name)
        if name not in ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split"):
            return method

        def counting(*arguments: Any) -> Any:
            text = next((one for one in arguments if isinstance(one, str)), "")
            if name in ("sub", "subn"):
                text = arguments[1]
            low, high = 0, len(text)
            if name in ("search", "match", "fullmatch", "finditer", "findall"):
                low = arguments[1] if len(arguments) > 1 else 0
                high = min(high, arguments[2]) if len(arguments) > 2 else high
            if name in ("match", "fullmatch"):
                # They begin at one place; what they may read from there is bounded by the pattern.
                high = min(high, low + 200)
            Counted.steps += max(0, high - low) / CHARACTERS
            return method(*arguments)

        return counting


def forget() -> None:
    """Let the patterns of modules be compiled anew."""
    for lazy in patterns._lazy:
        for name in [name for name in vars(lazy) if name != "key"]:
            del lazy.__dict__[name]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The rules, with every pattern counting."""
    plain = patterns._compiled
    monkeypatch.setattr(patterns, "_compiled", lambda *key: Counted(plain(*key)))
    # Guards keep most of these texts from the rules, and let longer ones pass.
    monkeypatch.setattr(Guards, "number", lambda self, guard: 0)
    # What is compiled takes no steps.
    monkeypatch.setattr(repeats, "_twice", False)
    forget()
    yield rule_set(*load_rules([rules_dir()]).values())
    forget()


def steps(rules: Any, text: str) -> Counter[str]:
    """The steps of each rule on a text."""
    found: Counter[str] = Counter()
    calls = 0

    def count(frame: Any, event: str, argument: Any) -> None:
        nonlocal calls
        if event in ("call", "c_call"):
            calls += 1

    def total() -> float:
        return calls + Counted.steps

    scan_read, scan_matcher = engine.Scan._read, type(rules).matcher
    current = ""

    def read(self: Any, number: int, called: Any, view: Any = None) -> None:
        before = total()
        scan_read(self, number, called, view)
        found[rules.rules[number].id] += int(total() - before)

    def matcher(self: Any, number: int) -> Any:
        nonlocal current
        one = scan_matcher(self, number)
        if one.reach == "document" and "tallied" not in vars(one):
            survey = one.survey

            def counting(page: Any) -> Iterator[Any]:
                before = total()
                matches = list(survey(page))
                found[rules.rules[number].id] += int(total() - before)
                return iter(matches)

            one.survey, one.tallied = counting, True
        return one

    engine.Scan._read, type(rules).matcher = read, matcher  # type: ignore[method-assign]
    choice = Choice([rule.category != "typo" or rule.enabled for rule in rules.rules], [rule.severity for rule in rules.rules])
    try:
        sys.setprofile(count)
        engine.lint(document_of(text, "x.txt"), rules, choice)
    finally:
        sys.setprofile(None)
        engine.Scan._read, type(rules).matcher = scan_read, scan_matcher  # type: ignore[method-assign]
        for one in rules._matchers:
            if one is not None and "tallied" in vars(one):
                del one.survey, one.tallied
    return found


def test_twice_the_text_takes_at_most_about_twice_the_steps(counted: Any) -> None:
    steps(counted, "预热。")
    slow = {}
    most = 0
    for unit in UNITS:
        short, long = (steps(counted, unit * (length // len(unit))) for length in (LENGTH, 2 * LENGTH))
        for rule, count in long.items():
            most = max(most, count)
            if count > 2.5 * max(short[rule], FLOOR):
                slow[unit, rule] = short[rule], count
    assert not slow
    assert most > 10 * FLOOR


class Timed:
    """A pattern of the engine that has a timeout."""

    def __init__(self, source: str, flags: int) -> None:
        self._pattern = regex.compile(source, regex.V0 | (flags & (re.I | re.M | re.S | re.X)))

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._pattern, name)
        if name not in ("search", "match", "fullmatch", "finditer", "findall"):
            return method
        return lambda *arguments: method(*arguments, timeout=SECONDS)


# What is exponential takes years on a line as long as rules read in one piece; nothing else takes so long.
SECONDS, LINE = 5, 8000


def test_no_pattern_runs_into_the_timeout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_compiled", Timed)
    forget()
    rules = rule_set(*load_rules([rules_dir()]).values())
    choice = Choice([rule.enabled for rule in rules.rules], [rule.severity for rule in rules.rules])
    failed = []
    for unit in UNITS:
        document = document_of(unit * (LINE // len(unit)), "x.txt")
        failed += [(unit, failure.message) for failure in engine.lint(document, rules, choice)[1]]
    forget()
    assert not failed
