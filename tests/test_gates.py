"""Gates lose nothing: what is found around required strings is what a pattern finds in the whole text."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from building import rule, rule_set, spans
from reportlint.catalog.load import load_rules
from reportlint.catalog.table import RuleSet, rules_dir
from reportlint.core.rule import Choice
from reportlint.engine import lint
from reportlint.examples import document_of
from reportlint.matchers import matcher_class
from reportlint.text.guards import Guards
from reportlint.text.patterns import Search
from reportlint.text.searches import Searches

RULES = load_rules([rules_dir()])


def texts_of(examples: dict[str, Any]) -> Iterator[str]:
    for example in (*examples.get("bad", ()), *examples.get("good", ())):
        text = example["text"] if isinstance(example, dict) else example
        yield from text.replace("⟦", "").replace("⟧", "").splitlines()


TEXTS = sorted({text for one in RULES.values() for text in texts_of(one.examples)})
SEEDS = [
    line
    for path in sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
    for line in path.read_text("utf-8").splitlines()
]


def searches(value: Any) -> Iterator[Search]:
    """The searches that a matcher is made of."""
    for part in vars(value).values():
        if isinstance(part, Searches):
            part = list(part.searches)
        for one in part if isinstance(part, list) else (part,):
            if isinstance(one, Search):
                yield one


SEARCHES = {
    f"{name} {number}": search
    for name, one in RULES.items()
    for number, search in enumerate(searches(matcher_class(one.kind)(**one.options)))
    if search.needs is not None
}


def hits_of(search: Search, text: str) -> list[tuple[int, int]]:
    """Where the strings of a search stand in a text, found without an automaton."""
    return sorted(
        (at, index)
        for index, string in enumerate(search.needs or ())
        if string in text
        for at in range(len(text))
        if text.startswith(string, at)
    )


@pytest.mark.parametrize("name", SEARCHES)
def test_a_search_finds_what_its_pattern_finds(name: str) -> None:
    search = SEARCHES[name]
    chance = random.Random(1)
    own = list(texts_of(RULES[name.split(maxsplit=1)[0]].examples))
    for text in (*own, *chance.sample(TEXTS, 300), *SEEDS):
        whole = [found.span() for found in search.regex.finditer(text)]
        hits = hits_of(search, text)
        assert ([found.span() for found in search.matches(text, hits)] if hits else []) == whole, text
        # Several sentences in one: strings stand side by side.
    for _ in range(40):
        text = "".join(chance.choices([*own, *chance.sample(TEXTS, 5)], k=6))
        whole = [found.span() for found in search.regex.finditer(text)]
        hits = hits_of(search, text)
        assert ([found.span() for found in search.matches(text, hits)] if hits else []) == whole, text


@pytest.fixture(scope="module")
def both() -> tuple[RuleSet, RuleSet]:
    """All rules that run on plain text, with their guards and without."""
    ordered = RULES.values()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Guards, "number", lambda self, guard: 0)
        free = rule_set(*ordered)
    return rule_set(*ordered), free


def told(ready: RuleSet, text: str) -> list[tuple[str, tuple[int, int], str]]:
    choice = Choice([rule.kind != "statistical" for rule in ready.rules], [rule.severity for rule in ready.rules])
    findings, failures = lint(document_of(text, "txt"), ready, choice)
    assert not failures
    return [(finding.rule, finding.span, finding.message) for finding in findings]


@pytest.mark.parametrize("name", RULES)
def test_guards_lose_nothing(name: str, both: tuple[RuleSet, RuleSet]) -> None:
    """With guards and without the same is found, in a rule's examples alone and among those of others."""
    own = [text for text in texts_of(RULES[name].examples) if text]
    chance = random.Random(name)
    mixed = ["\n".join(chance.choices([*own, *chance.sample(TEXTS, 20)], k=30)) for _ in range(4)]
    for text in ("\n".join(own), "".join(own), *mixed):
        guarded, free = both
        assert told(guarded, text) == told(free, text)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=repr)
def test_blocks_have_no_seams(end: str) -> None:
    """However many paragraphs are searched in one go, a string is found once, where it stands."""
    lines = ["坏" + "好" * (number % 90) + "坏" for number in range(1500)]
    text = end.join(lines)
    ready = rule_set(rule(), rule("other", "坏\n?好"))
    choice = Choice([True, True], ["warning", "warning"])
    findings, _ = lint(document_of(text, "txt"), ready, choice)
    found = [finding.span.start for finding in findings if finding.rule == "found"]
    assert found == [at for at, char in enumerate(text) if char == "坏"]


def test_a_long_line_is_read_in_parts_and_whole() -> None:
    text = "好，坏。" * 9000
    findings, _ = lint(document_of(text, "txt"), rule_set(rule()), Choice([True], ["warning"]))
    assert spans(findings) == [(at, at + 1) for at in range(2, len(text), 4)]
