"""JSON Schemas: in sync with what is checked, and in agreement with it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from reportlint import config
from reportlint.catalog.jsonschema import main, outdated, written
from reportlint.catalog.load import load_rule, rule_files
from reportlint.catalog.source import Source, SourceError
from reportlint.catalog.table import rules_dir
from reportlint.core.finding import LintError
from sandbox import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

SCHEMAS = PROJECT / "schemas"
RULES = rule_files(rules_dir())

RULE = """
id: a-rule
name: 示例
category: typo
severity: error
message: “{text}”
rationale: 示例
matcher: {kind: pattern, regex: 坏}
examples: {bad: [⟦坏⟧], good: [好]}
"""


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(written()[name]))


@pytest.fixture(scope="module")
def rule_schema() -> Draft202012Validator:
    return validator("rule.schema.json")


@pytest.fixture(scope="module")
def config_schema() -> Draft202012Validator:
    return validator("config.schema.json")


def test_the_schemas_are_in_sync() -> None:
    assert outdated(str(SCHEMAS)) == [], "run make generate"
    assert sorted(path.name for path in SCHEMAS.iterdir()) == sorted(written())


@pytest.mark.parametrize("name", sorted(written()))
def test_the_schemas_are_schemas(name: str) -> None:
    Draft202012Validator.check_schema(json.loads(written()[name]))


def test_every_rule_fits_the_schema(rule_schema: Draft202012Validator) -> None:
    faults = []
    for path in RULES:
        with open(path, encoding="utf-8") as file:
            data = Source(path, file.read()).data
        faults += [f"{path}: {error.json_path}: {error.message}" for error in rule_schema.iter_errors(data)]
    assert faults == []


def changed(text: str) -> Any:
    """The example rule with one line more, or in place of the line with the same key."""
    key = text.partition(":")[0]
    lines = [line for line in RULE.splitlines() if line.partition(":")[0] != key]
    return "\n".join([*lines, text])


@pytest.mark.parametrize(
    ("line", "sound"),
    [
        ("enabled: false", True),
        ("skip: [title]", True),
        ("fix: {applicability: display}", True),
        ("matcher: {kind: pattern, regex: 坏, unless: 好, around: 3}", True),
        ("matcher: {kind: pattern, regex: 坏, around: 三}", False),
        ("matcher: {kind: pattern, regex: 坏, aruond: 3}", False),
        ("matcher: {kind: pattern}", False),
        ("matcher: {kind: patern, regex: 坏}", False),
        ("matcher: {regex: 坏}", False),
        ("severity: fatal", False),
        ("category: other", False),
        ("id: A_Rule", False),
        ("skip: [titel]", False),
        ("enabled: yes", False),
        ("examples: {bad: [], good: [好]}", False),
        ("fix: {applicability: maybe}", False),
        ("unknown: 1", False),
    ],
)
def test_schema_and_checks_agree_on_rules(
    line: str, sound: bool, rule_schema: Draft202012Validator, tmp_path: Path
) -> None:
    text = changed(line)
    path = tmp_path / "a-rule.yaml"
    path.write_text(text, encoding="utf-8")
    assert rule_schema.is_valid(Source("x", text).data) is sound
    if sound:
        load_rule(str(path))
    else:
        with pytest.raises(SourceError):
            load_rule(str(path))


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("", True),
        ("extends: draft", True),
        ("select: [a]\nignore: b", True),
        ("severity: {typo: off, a-rule: error}", True),
        ("severity: {typo: warn}", False),
        ("fail_on: never\nmin_severity: info", True),
        ("min_severity: never", False),
        ("fail-on: never", False),
        ("overrides: [{files: '*.md', ignore: [a]}]", True),
        ("overrides: [{ignore: [a]}]", False),
        ("overrides: [{files: a, baseline: b}]", False),
        ("accept: [{rule: a, text: b, reason: c, path: d, expires: 2026-12-31}]", True),
        ("accept: [{rule: a}]", False),
        ("accept: {rule: a, text: b}", False),
        ("vocabulary: [河西]", True),
        ("encoding: 5", False),
        ("include: ['*.txt']\nexclude: 旧", True),
        ("exclude: [5]", False),
        ("select: ''", False),
        ("- select", False),
    ],
)
def test_schema_and_checks_agree_on_configuration(
    text: str, sound: bool, config_schema: Draft202012Validator, tmp_path: Path
) -> None:
    assert config_schema.is_valid(Source("x", text).data) is sound
    (tmp_path / ".reportlint.yaml").write_text(text, encoding="utf-8")
    config.forget()
    if sound:
        config.load(str(tmp_path))
    else:
        with pytest.raises(LintError):
            config.load(str(tmp_path))


def test_the_profiles_fit_the_schema(config_schema: Draft202012Validator) -> None:
    profiles = sorted((PROJECT / "lint" / "profiles").glob("*.yaml"))
    assert [path.stem for path in profiles] == ["corpus", "draft", "publication", "template"]
    for path in profiles:
        assert config_schema.is_valid(Source(str(path), path.read_text("utf-8")).data), path


def test_check_tells_what_is_out_of_date(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 0
    assert main(["--check", str(tmp_path)]) == 0
    (tmp_path / "rule.schema.json").write_text("{}", encoding="utf-8")
    assert main(["--check", str(tmp_path)]) == 1
    assert "rule.schema.json" in capsys.readouterr().err
