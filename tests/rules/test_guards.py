"""Guards lose nothing: where a rule finds something in an example, one of its strings passes its guard there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import pytest

from reportlint.catalog.load import load_rules
from reportlint.catalog.table import rules_dir
from reportlint.core.matcher import Matcher
from reportlint.examples import document_of, expected
from reportlint.matchers import matcher_class
from reportlint.text.automaton import Automaton
from reportlint.text.patterns import compile_pattern
from reportlint.text.reading import Reading
from reportlint.text.views import VIEWS

if TYPE_CHECKING:
    from reportlint.core.matcher import Guard

RULES = load_rules([rules_dir()])
MADE: dict[str, Matcher] = {name: matcher_class(one.kind)(**one.options) for name, one in RULES.items()}
GUARDS = {name: made.guards() for name, made in MADE.items() if made.reach == "paragraph"}
# Guards of these kinds are the patterns that they search for.
SEARCHED = ("enclosed", "forms", "markup", "pattern", "wording")
GUARDED = [name for name, guards in GUARDS.items() if guards is not None and RULES[name].kind not in SEARCHED]


# What ``re`` refuses is not kept by it, and some of these take long.
compiled = cache(compile_pattern)


def passes(guard: Guard | None, text: str, start: int) -> bool:
    """Whether a guard matches around a string that starts at a place, as ``re`` or ``regex`` tell."""
    if guard is None:
        return True
    source, least, most = guard
    pattern = compiled(source)
    return any(pattern.match(text, start - lead) for lead in range(least, most + 1) if 0 <= start - lead <= len(text))


def texts_of(name: str) -> Iterator[str]:
    for bad in RULES[name].examples["bad"]:
        text, _ = expected(bad["text"] if isinstance(bad, dict) else bad)
        # Neither at its beginning nor at its end, too.
        yield from (text, f"甲{text}甲")


def yielding(name: str) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """The paragraphs of a rule's bad examples in which it finds something, with where its strings stand."""
    made, rule = MADE[name], RULES[name]
    gate = list(made.gate() or ())
    find = Automaton.build([string for string in gate if string]).find
    numbers: dict[str, list[int]] = {}
    for index, string in enumerate(gate):
        numbers.setdefault(string, []).append(index)
    for text in texts_of(name):
        page = Reading(document_of(text))
        for here in page.paragraphs:
            seen = VIEWS[rule.view].sub("", here.text) if rule.view else here.text
            hits = sorted({(start, index) for start, end, _ in find(seen) for index in numbers[seen[start:end]]})
            if hits and any(True for _ in made.find(seen, hits, here, page)):
                yield seen, hits


@pytest.mark.parametrize("name", GUARDED)
def test_each_string_has_a_guard_or_none(name: str) -> None:
    assert len(GUARDS[name] or ()) == len(MADE[name].gate() or ())


@pytest.mark.parametrize("name", GUARDED)
def test_what_is_found_passes(name: str) -> None:
    guards = GUARDS[name] or ()
    found = 0
    for text, hits in yielding(name):
        found += 1
        assert any(passes(guards[index], text, start) for start, index in hits), text
    assert found, "no example finds anything in a single paragraph"


def test_a_guard_that_does_not_match_is_told() -> None:
    assert not passes(("[0-9]%", 0, 0), "增长5个", 2)
    assert passes(("增长", 2, 2), "增长5%", 2)
