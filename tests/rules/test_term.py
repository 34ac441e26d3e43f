"""Fixed wording, titles and the form of official documents: what is reported, and what is lawful."""

from __future__ import annotations

import os
import pathlib

import pytest
import yaml

from reportlint.catalog.compiling import compile_rules
from reportlint.catalog.load import load_rules
from reportlint.catalog.table import RuleSet, rules_dir
from reportlint.engine import Choice, lint
from reportlint.examples import document_of

HERE = pathlib.Path(__file__).parent
FOLDER = pathlib.Path(rules_dir()) / "term"


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return compile_rules(load_rules([os.path.join(rules_dir(), "term")]))


def found(rules: RuleSet, text: str) -> list[tuple[str, str]]:
    choice = Choice([True] * len(rules.rules), [rule.severity for rule in rules.rules])
    findings, failures = lint(document_of(text), rules, choice)
    assert not failures
    return [(finding.rule, text[finding.span.start : finding.span.end]) for finding in findings]


def table(name: str) -> list[list[str]]:
    """The rows of a table of texts beside this file; ⏎ stands for a line end."""
    lines = (HERE / name).read_text("utf-8").split("\n")
    return [line.replace("⏎", "\n").split("\t") for line in lines if line and not line.startswith("#")]


BAD = table("term-bad.txt")
GOOD = [row[0] for row in table("term-good.txt")]


@pytest.mark.parametrize(("rule", "text"), BAD, ids=[text for _, text in BAD])
def test_reported(rules: RuleSet, rule: str, text: str) -> None:
    clean, spans = text.replace("⟦", "").replace("⟧", ""), []
    for number, piece in enumerate(text.replace("⟧", "⟦").split("⟦")):
        if number % 2:
            spans.append((rule, piece))
    assert found(rules, clean) == spans


@pytest.mark.parametrize("text", GOOD, ids=GOOD)
def test_lawful(rules: RuleSet, text: str) -> None:
    assert found(rules, text) == []


SETS = yaml.safe_load((FOLDER / "fixed-sets.data.yaml").read_text("utf-8"))["sets"]
LISTED = [group for group in SETS if not group.get("clauses") and not group.get("until")]


def written(group: dict[str, list[str]], order: list[int]) -> str:
    """A list of a set's members in full, in an order."""
    members = [member.split("|")[0] for member in group["members"]]
    return "、".join(f"{group.get('head', '')}{members[i]}{group.get('tail', '')}" for i in order)


@pytest.mark.parametrize("group", LISTED, ids=lambda group: group["name"])
def test_a_set_as_it_stands_is_right(rules: RuleSet, group: dict[str, list[str]]) -> None:
    order = list(range(len(group["members"])))
    right = written(group, order)
    assert found(rules, f"“{group['name']}”：{right}。") == []
    assert found(rules, f"{right}的“{group['name']}”。") == []
    assert found(rules, f"做到{right}。") == []


@pytest.mark.parametrize("group", LISTED, ids=lambda group: group["name"])
def test_a_set_out_of_order_or_cut_short_is_wrong(rules: RuleSet, group: dict[str, list[str]]) -> None:
    size = len(group["members"])
    order = list(range(size))
    if not group.get("variants"):
        turned = written(group, [1, 0, *order[2:]])
        assert found(rules, f"“{group['name']}”：{turned}。") == [("fixed-set-expansion", turned)]
    if size > 2:
        short = written(group, order[:-1])
        assert found(rules, f"“{group['name']}”：{short}。") == [("fixed-set-expansion", short)]


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.data.yaml")), ids=lambda file: file.name)
def test_every_record_names_its_source(file: pathlib.Path) -> None:
    for section, records in yaml.safe_load(file.read_text("utf-8")).items():
        assert section == "examples" or all(record["source"] for record in records)


def test_nothing_is_mended_by_itself(rules: RuleSet) -> None:
    assert {rule.fix["applicability"] for rule in rules.rules if rule.fix} == {"display"}
