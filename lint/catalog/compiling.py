"""Rules are compiled: checked ones into a rule set, files of them into the table that later runs read."""

from __future__ import annotations

import marshal
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from ..matchers import matcher_class
from ..text import patterns
from ..text.classes import shared
from ..text.guards import Guards
from .gates import Gates
from .load import load_rules
from .table import SHIPPED, RuleSet, engine, rules_dir

if TYPE_CHECKING:
    from ..core.rule import Rule


def compile_rules(rules: dict[str, Rule]) -> RuleSet:
    """The rule set of checked rules."""
    ordered = list(rules.values())
    strings: dict[str, list[tuple[int, int, int]]] = {}
    guards = Guards()
    always: list[int] = []
    surveys: list[int] = []
    gated: list[int] = []
    pairs: list[int] = []
    for number, rule in enumerate(ordered):
        matcher = matcher_class(rule.kind)(**rule.options)
        gate = matcher.gate()
        if matcher.reach == "document":
            surveys.append(number)
            if gate is None:
                continue
            gated.append(number)
        elif gate is None:
            always.append(number)
            continue
        if matcher.paired():
            pairs.append(number)
        for at, (needed, guard) in enumerate(zip(gate, matcher.guards() or [None] * len(gate), strict=True)):
            if needed:
                strings.setdefault(needed, []).append((number, at, guards.number(guard)))
    surveys.sort(key=lambda number: (matcher_class(ordered[number].kind).turn, number in gated))
    early = sum(not matcher_class(ordered[number].kind).turn for number in surveys if number not in gated)
    viewed = [number for number, rule in enumerate(ordered) if rule.view and number not in surveys]
    conditional = [number for number, rule in enumerate(ordered) if rule.when]
    usual = [rule.enabled for rule in ordered], [rule.severity for rule in ordered]
    return RuleSet(ordered, Gates.of(strings, guards.packed()), always, surveys, gated, pairs, viewed, conditional, early, usual)


def compiled(folders: list[str]) -> tuple[RuleSet, bytes]:
    """The rules of all folders, from their files, and the table of them."""
    with shared():
        built = compile_rules(load_rules(folders))
        return built, _packed(built)


def ship(folder: str) -> None:
    """Write the table of the built-in rules into their folder; for whoever builds a wheel."""
    _, table = compiled([folder])
    with open(os.path.join(folder, SHIPPED), "wb") as file:
        file.write(engine() + table)


def _packed(rules: RuleSet) -> bytes:
    here = rules_dir()
    rows: list[bytes] = []
    ends: list[int] = []
    for rule in rules.rules:
        for part in rule.packed(here):
            rows.append(part)
            ends.append((ends[-1] if ends else 0) + len(part))
    _load_patterns()
    # Parts of their own, taken where they lie: unpacking one large value takes as long as linting a report.
    index, known = patterns.stored()
    parts = (
        b"".join(rows),
        "\0".join(rules.gates.automaton.strings).encode(),
        rules.gates.automaton.stored(),
        *map(bytes, rules.gates.owners.packed),
        known,
    )
    usual = rules.usual.active, rules.usual.severities
    numbers = (
        rules.always, rules.surveys, list(rules.gated), list(rules.pairs), rules.viewed, rules.conditional, rules.early, usual,
    )  # fmt: skip
    ids = [rule.id for rule in rules.rules]
    # Each kind is written once.
    kinds = [sys.intern(rule.kind) for rule in rules.rules]
    head = marshal.dumps((numbers, tuple(map(len, parts)), index, ids, kinds, ends))
    return b"".join((len(head).to_bytes(4, "little"), head, *parts))


def _load_patterns() -> None:
    """Import the modules whose patterns a run may need, so that these are kept compiled."""
    folder = os.path.dirname(os.path.abspath(patterns.__file__))
    package = patterns.__name__.rpartition(".")[0]
    for name in sorted(os.listdir(folder)):
        if name.endswith(".py") and name != "__init__.py":
            import_module(f"{package}.{name[:-3]}")
