"""Data files beside rules: what is read from them, and how a fault in them is told."""

from __future__ import annotations

import pathlib

import pytest

from reportlint.catalog.compiling import compile_rules
from reportlint.catalog.load import load_rule, load_rules, rule_files
from reportlint.catalog.source import SourceError
from reportlint.core.finding import LintError
from reportlint.engine import Choice, lint
from reportlint.examples import document_of, run_path

RULE = """\
id: local-set
name: 本地提法
category: term
severity: error
message: “{name}”{fault}，应为{expected}
rationale: 本地文件规定的次序。
matcher: {kind: KIND, data: own.data.yaml}
fix: {applicability: display}
examples:
  bad: [BAD]
  good: [今天晴。]
"""
SETS = """\
sets:
  - name: 三个一
    members: [一条路, 一座桥, 一片林]
    source: 县委一号文件
"""
BAD = "“三个一”：⟦一座桥、一条路、一片林⟧。"


def written(folder: pathlib.Path, data: str, kind: str = "sets", bad: str = BAD) -> str:
    message = RULE if kind == "sets" else RULE.replace("“{name}”{fault}，应为{expected}", "“{text}”有误")
    (folder / "local-set.yaml").write_text(message.replace("KIND", kind).replace("BAD", bad), "utf-8")
    (folder / "own.data.yaml").write_text(data, "utf-8")
    return str(folder / "local-set.yaml")


def test_a_data_file_is_no_rule(tmp_path: pathlib.Path) -> None:
    path = written(tmp_path, SETS)
    assert rule_files(str(tmp_path)) == [path]


def test_records_come_with_defaults(tmp_path: pathlib.Path) -> None:
    rule, _ = load_rule(written(tmp_path, SETS))
    (record,) = rule.options["data"]["sets"]
    assert (record["name"], record["tail"], record["run"], record["since"]) == ("三个一", "", True, "")


def test_a_changed_record_changes_what_is_found(tmp_path: pathlib.Path) -> None:
    text = "“三个一”：一条路、一座桥、一片湖。"
    for data, wanted in ((SETS, ["一条路、一座桥、一片湖"]), (SETS.replace("一片林", "一片湖"), [])):
        written(tmp_path, data)
        rules = compile_rules(load_rules([str(tmp_path)]))
        found, failures = lint(document_of(text), rules, Choice([True], ["error"]))
        assert ([finding.text for finding in found], failures) == (wanted, [])


def test_examples_of_a_data_file_are_run(tmp_path: pathlib.Path) -> None:
    more = "examples:\n  bad: ['一座桥、一条路、一片林']\n  good: ['“三个一”：一座桥、一片林。']\n"
    outcomes = list(run_path(written(tmp_path, SETS + more)))
    assert len(outcomes) == 4
    assert [bool(outcome.fault) for outcome in outcomes] == [False, True, False, True]


@pytest.mark.parametrize(
    ("data", "place", "told"),
    [
        ("sets: [", "own.data.yaml:2:1", "不是合法的 YAML"),
        ("- 三个一\n", "own.data.yaml:1:1", "应当是一个映射"),
        ("", "own.data.yaml:1:1", "应当是一个映射"),
        ("sets: []\n", "own.data.yaml:1:1", "没有数据；这里可以写：sets"),
        ("groups: []\n", "own.data.yaml:1:1", "没有名为“groups”的键"),
        (SETS.replace("source: 县委一号文件", "origin: 县委"), "own.data.yaml:", "键“"),
        (SETS + SETS.replace("sets:\n", ""), "", ""),
        (SETS.replace("[一条路, 一座桥, 一片林]", "[一条路]"), "own.data.yaml:2:5", "至少要有两个成员"),
        (SETS.replace("一座桥", "一条路"), "own.data.yaml:2:5", "成员有重复"),
        (SETS + "    since: 去年\n", "own.data.yaml:2:5", "since“去年”应写成"),
        (SETS + "    since: 2020-13\n", "own.data.yaml:2:5", "since“2020-13”应写成"),
        (SETS + "    since: 2020\n    until: 2019\n", "own.data.yaml:2:5", "until“2019”早于"),
        (SETS + "    variants: [[一条路]]\n", "own.data.yaml:2:5", "variants"),
        (SETS + "    run: sometimes\n", "own.data.yaml:5:5", "“run”的值不对"),
        (SETS + "    name: 两个一\n", "own.data.yaml:5:5", "写了两次"),
    ],
)
def test_faults_of_sets(data: str, place: str, told: str, tmp_path: pathlib.Path) -> None:
    path = written(tmp_path, data)
    if not told:
        load_rule(path)
        return
    with pytest.raises(SourceError, match=told) as fault:
        load_rule(path)
    assert place in str(fault.value)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("wordings:\n  - wrong: '(旧称'\n    source: 甲\n", "正则表达式有误"),
        ("wordings:\n  - wrong: '[一-鿿]+'\n    source: 甲\n", "没有必定出现的字"),
        ("wordings:\n  - wrong: 旧称\n", "缺少键“source”"),
        ("orders:\n  - name: 甲\n    members: [乙]\n    source: 丙\n", "至少要有两个名称"),
    ],
)
def test_faults_of_wordings(data: str, told: str, tmp_path: pathlib.Path) -> None:
    with pytest.raises(SourceError, match=told):
        load_rule(written(tmp_path, data, "wording"))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("congresses: [{number: 19, held: 2017, plenums: [], source: 甲}]\n", "“number”|number"),
        ("congresses: [{number: 甲, held: 2017, plenums: [], source: 甲}]\n", "应写成汉字数字"),
        ("congresses: [{number: 十九, held: 2017, plenums: [2016], source: 甲}]\n", "由先到后"),
        ("congresses: [{number: 十九, held: 去年, plenums: [], source: 甲}]\n", "时间“去年”应写成"),
    ],
)
def test_faults_of_meetings(data: str, told: str, tmp_path: pathlib.Path) -> None:
    with pytest.raises(SourceError, match=told):
        load_rule(written(tmp_path, data, "meeting"))


def test_a_missing_file_is_told_with_the_rule(tmp_path: pathlib.Path) -> None:
    path = written(tmp_path, SETS)
    (tmp_path / "own.data.yaml").unlink()
    with pytest.raises(LintError, match=r"local-set.yaml:7:.*own.data.yaml”读不出来"):
        load_rules([path])


def test_data_must_be_a_data_file(tmp_path: pathlib.Path) -> None:
    path = written(tmp_path, SETS)
    text = pathlib.Path(path).read_text("utf-8").replace("own.data.yaml", "own.yaml")
    pathlib.Path(path).write_text(text, "utf-8")
    with pytest.raises(SourceError, match=r"应当是规则旁边一个 \.data\.yaml 文件"):
        load_rule(path)
