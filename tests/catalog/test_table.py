"""The compiled table: rebuilt when anything differs, and never trusted when damaged."""

from __future__ import annotations

import pathlib
import shutil

import pytest

from reportlint.catalog import compiling, table
from reportlint.catalog.table import RuleSet, rule_set, rules_dir
from reportlint.core.rule import Rule
from reportlint.text.automaton import Automaton

RULE = """\
id: {id}
name: 示例
category: typo
severity: error
message: “{{text}}”有误
rationale: 例子。
matcher: {{kind: pattern, regex: {regex}}}
examples: {{bad: [⟦河掌制⟧], good: [河长制]}}
"""


@pytest.fixture
def cache(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    monkeypatch.setenv("REPORTLINT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.delenv("REPORTLINT_NO_CACHE", raising=False)
    return tmp_path / "cache"


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> pathlib.Path:
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "one.yaml").write_text(RULE.format(id="one", regex="河掌制"), "utf-8")
    return folder


def built(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A list that grows by one each time rules are compiled."""
    calls: list[int] = []
    compile_rules = compiling.compile_rules

    def counted(rules: dict[str, Rule]) -> RuleSet:
        calls.append(1)
        return compile_rules(rules)

    monkeypatch.setattr(compiling, "compile_rules", counted)
    return calls


def test_the_second_time_it_is_read(
    cache: pathlib.Path, folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = built(monkeypatch)
    first, second = rule_set([str(folder)]), rule_set([str(folder)])
    assert len(calls) == 1
    assert [rule.message for rule in first.rules] == [rule.message for rule in second.rules]
    assert second.gates.automaton.find("河掌制") == first.gates.automaton.find("河掌制") != []


def test_the_built_in_rules_survive_the_table(cache: pathlib.Path) -> None:
    first, second = rule_set([rules_dir()]), rule_set([rules_dir()])
    assert [(r.id, r.options, r.fix, r.when) for r in first.rules] == [
        (r.id, r.options, r.fix, r.when) for r in second.rules
    ]
    assert [*map(bytes, first.gates.owners.packed)] == [*map(bytes, second.gates.owners.packed)]
    assert (first.always, first.surveys) == (second.always, second.surveys)


@pytest.mark.parametrize("change", ["edit", "add", "remove"])
def test_any_change_makes_it_anew(cache: pathlib.Path, folder: pathlib.Path, change: str) -> None:
    (folder / "two.yaml").write_text(RULE.format(id="two", regex="河掌制度"), "utf-8")
    assert len(rule_set([str(folder)]).rules) == 2
    if change == "edit":
        (folder / "one.yaml").write_text(RULE.format(id="one", regex="湖掌制"), "utf-8")
        assert rule_set([str(folder)]).gates.automaton.find("湖掌制")
    elif change == "add":
        (folder / "three.yaml").write_text(RULE.format(id="three", regex="路掌制"), "utf-8")
        assert len(rule_set([str(folder)]).rules) == 3
    else:
        (folder / "two.yaml").unlink()
        assert len(rule_set([str(folder)]).rules) == 1


@pytest.mark.parametrize("damage", [b"", b"x" * 100, None], ids=["empty", "rubbish", "one byte"])
def test_a_damaged_table_is_made_anew(
    cache: pathlib.Path, folder: pathlib.Path, damage: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule_set([str(folder)])
    (path,) = cache.glob("rules-*.table")
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]) if damage is None else damage)
    calls = built(monkeypatch)
    assert [rule.id for rule in rule_set([str(folder)]).rules] == ["one"]
    assert calls
    assert path.read_bytes() == data


@pytest.mark.skipif(Automaton.engine() != "compiled", reason="only the compiled search checks what it is given")
def test_the_shipped_table_is_not_used_where_its_strings_are_damaged(
    folder: pathlib.Path, cache: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiling.ship(str(folder))
    monkeypatch.setattr(table, "rules_dir", lambda: str(folder))
    calls = built(monkeypatch)
    shipped = rule_set([str(folder)])
    assert not calls
    path = folder / table.SHIPPED
    data, strings = path.read_bytes(), shipped.gates.automaton.stored()
    assert [rule.id for rule in shipped.rules] == ["one"]
    assert data.count(strings) == 1
    # A number of the head is another, such as the edition.
    damaged = bytes([strings[0] ^ 0x40]) + strings[1:]
    path.write_bytes(data.replace(strings, damaged))
    assert [rule.id for rule in rule_set([str(folder)]).rules] == ["one"]
    assert calls


@pytest.mark.parametrize("place", ["/dev/null/cache", "/proc/nowhere"])
def test_without_a_place_it_is_held_in_memory(
    folder: pathlib.Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPORTLINT_CACHE_DIR", place)
    assert [rule.id for rule in rule_set([str(folder)]).rules] == ["one"]


def test_old_tables_do_not_gather(cache: pathlib.Path, folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "_KEPT", 3)
    for number in range(5):
        (folder / "one.yaml").write_text(RULE.format(id="one", regex="河掌制" + "度" * number), "utf-8")
        rule_set([str(folder)])
    assert len(list(cache.iterdir())) == 3
    shutil.rmtree(cache)
