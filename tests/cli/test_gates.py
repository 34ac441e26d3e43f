"""Suppression and baselines, as a repository uses them."""

from __future__ import annotations

import json
import pathlib

import pytest

from command import run

MASKED = "全年培训**人次。\n"


def write(folder: pathlib.Path, **files: str) -> None:
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, "utf-8")


def test_an_accepted_finding_does_not_fail(tmp_path: pathlib.Path) -> None:
    write(tmp_path, a__txt=MASKED)
    accept = "accept:\n  - {rule: mask-asterisk, text: '**', reason: 待统计局确认}\n"
    (tmp_path / ".reportlint.yaml").write_text(accept, "utf-8")
    assert run(["a.txt"], tmp_path).status == 0
    shown = json.loads(run(["-f", "json", "--show-suppressed", "a.txt"], tmp_path).out)
    assert shown["findings"][0]["suppressed"] == {"by": "accept", "reason": "待统计局确认"}
    assert shown["summary"]["suppressed"] == 1
    assert json.loads(run(["-f", "json", "a.txt"], tmp_path).out)["findings"] == []
    assert run(["--no-config", "a.txt"], tmp_path).status == 1


def test_an_entry_that_silences_nothing_is_told(tmp_path: pathlib.Path) -> None:
    write(tmp_path, a__txt="好。\n")
    accept = "accept:\n  - {rule: mask-asterisk, text: '**', path: a.txt}\n"
    (tmp_path / ".reportlint.yaml").write_text(accept, "utf-8")
    result = run(["."], tmp_path)
    assert result.status == 0
    assert ".reportlint.yaml:2" in result.err


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("<!-- reportlint off mask-asterisk -->\n\n全年培训**人次。\n", 0),
        ("<!-- reportlint off placeholder -->\n\n全年培训**人次。\n\n<!-- reportlint on -->\n\n培训**人次。\n", 1),
        ("<!-- reportlint next mask-asterisk -->\n\n全年培训**人次。\n\n好。\n", 0),
        ("<!-- reportlint next -->\n\n好。\n\n全年培训**人次。\n", 1),
        ("全年培训**人次。\n\n<!-- reportlint file -->\n", 0),
        ("<!-- reportlint off mask-letter -->\n\n全年培训**人次。\n", 1),
    ],
)
def test_inline_in_markdown(tmp_path: pathlib.Path, text: str, status: int) -> None:
    write(tmp_path, a__md=text)
    assert run(["a.md"], tmp_path).status == status


def test_a_baseline_lets_old_findings_pass_and_new_ones_not(tmp_path: pathlib.Path) -> None:
    write(tmp_path, a__txt=MASKED, b__txt=MASKED)
    baseline = ["--baseline", "known.json"]
    assert run([*baseline, "a.txt"], tmp_path).status == 2  # there is none yet
    assert run([*baseline, "--update-baseline", "a.txt", "b.txt"], tmp_path).status == 0
    assert run([*baseline, "a.txt", "b.txt"], tmp_path).status == 0
    write(tmp_path, a__txt="新的开头。\n\n" + MASKED)
    assert run([*baseline, "a.txt"], tmp_path).status == 0
    write(tmp_path, a__txt=MASKED + "全年检查**次。\n")
    assert run([*baseline, "a.txt"], tmp_path).status == 1
    # Files that were not linted keep their entries.
    write(tmp_path, a__txt="好。\n")
    run([*baseline, "--update-baseline", "a.txt"], tmp_path)
    assert run([*baseline, "b.txt"], tmp_path).status == 0


def test_the_configuration_names_the_baseline(tmp_path: pathlib.Path) -> None:
    write(tmp_path, a__txt=MASKED)
    (tmp_path / ".reportlint.yaml").write_text("baseline: known.json\n", "utf-8")
    assert run(["--update-baseline", "a.txt"], tmp_path).status == 0
    assert run(["a.txt"], tmp_path).status == 0


def test_overrides_decide_by_file(tmp_path: pathlib.Path) -> None:
    (tmp_path / "drafts").mkdir()
    write(tmp_path, a__txt=MASKED)
    (tmp_path / "drafts" / "b.txt").write_text(MASKED, "utf-8")
    config = "overrides:\n  - {files: 'drafts/**', severity: {placeholder: info}}\n"
    (tmp_path / ".reportlint.yaml").write_text(config, "utf-8")
    assert run(["drafts"], tmp_path).status == 0
    assert run(["a.txt"], tmp_path).status == 1
    assert run(["."], tmp_path).status == 1


def test_own_rules_layer_on_top(tmp_path: pathlib.Path) -> None:
    write(tmp_path, a__txt="由青禾县大数据办牵头。\n")
    rules = tmp_path / "my-rules"
    rules.mkdir()
    (rules / "old-name.yaml").write_text(
        "id: old-name\nname: 单位旧称\ncategory: term\nseverity: error\nmessage: “{text}”已更名\n"
        "rationale: 机构改革。\nmatcher: {kind: pattern, regex: 大数据办}\n"
        "examples:\n  bad: [由⟦大数据办⟧牵头]\n  good: [由数据局牵头]\n",
        "utf-8",
    )
    (tmp_path / ".reportlint.yaml").write_text("rules: [./my-rules]\n", "utf-8")
    result = run(["-f", "concise", "a.txt"], tmp_path)
    assert result.status == 1
    assert "old-name" in result.out
    assert "old-name" in run(["rules"], tmp_path).out
    assert run(["test", "my-rules"], tmp_path).status == 0


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        (".reportlint.yaml", "ignore: [mask-asterix]\n", ".reportlint.yaml:1"),
        (".reportlint.yaml", "ignore:\n  - placeholder\nfailon: error\n", ".reportlint.yaml:3:1"),
        (".reportlint.yaml", "fail_on: [error\n", ".reportlint.yaml:"),
        ("my-rules/x.yaml", "id: x\nname: 甲\n", "x.yaml:1:1"),
        ("my-rules/x.yaml", "id: x\nname: 甲\nnane: 乙\n", "x.yaml:"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    tmp_path: pathlib.Path, name: str, text: str, place: str
) -> None:
    write(tmp_path, a__txt="好。\n")
    (tmp_path / "my-rules").mkdir()
    (tmp_path / ".reportlint.yaml").write_text("rules: [./my-rules]\n", "utf-8")
    (tmp_path / name).write_text(text, "utf-8")
    result = run(["a.txt"], tmp_path)
    assert result.status == 2
    assert place in result.err
