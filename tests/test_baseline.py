"""The baseline: what it knows, what it takes up, and what it refuses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from building import rule, run
from reportlint import baseline
from reportlint.core.files import shown
from reportlint.core.finding import Finding, LintError, Report, Suppression
from reportlint.examples import document_of

if TYPE_CHECKING:
    from pathlib import Path

BAD = rule("bad-word", "坏")
PRIVATE = rule("id-number", "[0-9]{8}", category="privacy", options={"needs": ["1", "2"]})


def report(path: Path, text: str) -> Report:
    findings, failures = run(text, BAD, PRIVATE)
    document = document_of(text)
    document.path = str(path)
    return Report(str(path), document, findings, failures, {})


def update(file: Path, *reports: Report) -> int:
    return baseline.update(str(file), reports)


def new(file: Path, one: Report) -> str:
    """The document's text with every finding that the baseline does not know in 〔〕."""
    assert one.document is not None
    text = one.document.text
    findings = baseline.apply(baseline.load(str(file)), one.findings, one.path)
    for finding in reversed(findings):
        if finding.suppressed is None:
            start, end = finding.span
            text = f"{text[:start]}〔{text[start:end]}〕{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("甲坏。", "甲坏。"),
        ("甲坏。", "甲坏。乙〔坏〕。"),
        ("甲坏。", "乙〔坏〕。甲坏。"),
        ("甲坏。乙坏。", "乙坏。\n甲坏。"),
        ("甲坏。乙坏。", "乙坏。"),
        ("甲坏。", "先写一句。\n\n甲坏。"),
        ("甲坏了好。", "甲坏了。"),
        ("甲坏坏。", "甲坏。乙坏。"),
        ("甲坏。", "丁坏。丙〔坏〕。"),
        ("甲坏。甲坏。", "甲坏。甲坏。甲〔坏〕。"),
        ("甲 坏。", "甲坏。"),
        ("好。", "〔坏〕"),
        ("电话12345678。", "电话12345678。"),
    ],
)
def test_old_findings_do_not_come_back(before: str, after: str, tmp_path: Path) -> None:
    file, path = tmp_path / "基线.json", tmp_path / "甲.txt"
    update(file, report(path, before))
    assert new(file, report(path, after.replace("〔", "").replace("〕", ""))) == after


def test_another_file_is_another_matter(tmp_path: Path) -> None:
    file = tmp_path / "基线.json"
    update(file, report(tmp_path / "甲.txt", "坏"))
    assert new(file, report(tmp_path / "乙.txt", "坏")) == "〔坏〕"


def test_entries_of_files_that_were_not_linted_stay(tmp_path: Path) -> None:
    file = tmp_path / "基线.json"
    one, other, gone = (tmp_path / name for name in ("甲.txt", "子/乙.txt", "丙.txt"))
    assert update(file, report(one, "坏坏"), report(other, "坏"), report(gone, "坏")) == 4
    unread = Report(str(gone), None, [], [], {})
    assert update(file, report(one, "好"), unread) == 2
    assert [entry["path"] for entry in json.loads(file.read_text("utf-8"))["entries"]] == [
        "丙.txt",
        "子/乙.txt",
    ]


def test_what_the_baseline_knew_stays_in_it_and_what_others_silenced_does_not(tmp_path: Path) -> None:
    file, path = tmp_path / "基线.json", tmp_path / "甲.txt"
    one = report(path, "坏一。坏二。坏三。")
    marks = ("baseline", "inline", "accept")
    one.findings[:] = [
        finding.marked(Suppression(by)) for finding, by in zip(one.findings, marks, strict=True)
    ]
    assert update(file, one) == 1
    assert new(file, report(path, "坏一。坏二。坏三。")).count("〔") == 2


def test_suppressed_findings_use_up_no_entry(tmp_path: Path) -> None:
    file, path = tmp_path / "基线.json", tmp_path / "甲.txt"
    update(file, report(path, "坏"))
    one = report(path, "坏坏")
    one.findings[0] = one.findings[0].marked(Suppression("inline", "引文"))
    found = baseline.apply(baseline.load(str(file)), one.findings, one.path)
    assert [finding.suppressed and finding.suppressed.by for finding in found] == ["inline", "baseline"]


def test_the_file_is_stable_and_holds_no_private_data(tmp_path: Path) -> None:
    file = tmp_path / "基线.json"
    reports = [report(tmp_path / name, "电话12345678，坏。坏。") for name in ("乙.txt", "甲.txt")]
    update(file, *reports)
    first = file.read_bytes()
    update(file, *reversed(reports))
    assert file.read_bytes() == first
    assert b"12345678" not in first
    assert json.loads(first)["version"] == 1
    assert len(first.decode().splitlines()) == 9
    assert [path.name for path in tmp_path.iterdir()] == ["基线.json"]


def test_paths_are_relative_to_the_baseline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "ci" / "基线.json"
    file.parent.mkdir()
    update(file, report(tmp_path / "甲.txt", "坏"))
    assert json.loads(file.read_text("utf-8"))["entries"][0]["path"] == "../甲.txt"
    monkeypatch.chdir(tmp_path)
    one = report(tmp_path / "甲.txt", "坏")
    one.path = "甲.txt"
    assert new(file, one) == "坏"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", ":1:1: 基线文件坏了"),
        ('{"version": 1', ":1:14: 基线文件坏了"),
        ("[]", "缺少 entries"),
        ('{"version": 2, "entries": []}', "版本 2"),
        ('{"version": 1, "entries": [{"path": "a"}]}', "第 1 条"),
        (
            '{"version": 1, "entries": [{"path": "a", "rule": "b", "text": "c", "sentence": "d", "count": 0}]}',
            "第 1 条",
        ),
        ('{"version": 1, "entries": [5]}', "第 1 条"),
    ],
)
def test_a_broken_baseline_is_refused(text: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "基线.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(LintError) as caught:
        baseline.load(str(file))
    assert str(caught.value).startswith(shown(str(file)))
    assert message in str(caught.value)
    with pytest.raises(LintError):
        update(file, report(tmp_path / "甲.txt", "坏"))
    assert file.read_text("utf-8") == text


def test_a_missing_baseline_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LintError, match="--update-baseline"):
        baseline.load(str(tmp_path / "没有.json"))


def test_an_empty_baseline_knows_nothing(tmp_path: Path) -> None:
    file = tmp_path / "基线.json"
    assert update(file, report(tmp_path / "甲.txt", "好")) == 0
    findings: list[Finding] = report(tmp_path / "甲.txt", "坏").findings
    assert baseline.apply(baseline.load(str(file)), findings, str(tmp_path / "甲.txt")) == findings
