"""The specimen reports: every labelled fault is found, and nothing else is reported."""

from __future__ import annotations

import functools
import pathlib

import pytest

import labels

FOLDER = pathlib.Path(__file__).parent.parent / "seeds"
#: Categories whose every labelled fault must be found.
CATEGORIES = ("placeholder", "duplicate", "numbering", "typo", "ad")
FILES = sorted(path.stem for path in FOLDER.glob("*.txt"))
CLEAN = "06-clean-report"


@functools.cache
def outcomes() -> dict[str, labels.Outcome]:
    return {outcome.path.stem: outcome for outcome in labels.outcomes(FOLDER)}


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("category", CATEGORIES)
def test_labelled_faults_are_found(file: str, category: str) -> None:
    assert [label.context for label in outcomes()[file].missed(category)] == []


@pytest.mark.parametrize("file", FILES)
def test_nothing_else_is_reported(file: str) -> None:
    outcome = outcomes()[file]
    assert [outcome.shown(finding) for finding in outcome.unlabelled("warning")] == []


@pytest.mark.parametrize("file", FILES)
def test_only_the_clean_report_has_no_label(file: str) -> None:
    assert (file == CLEAN) == (outcomes()[file].labels == [])


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_category_is_labelled(category: str) -> None:
    assert sum(label.category == category for file in outcomes().values() for label in file.labels) >= 5


def test_line_ends_of_both_kinds_occur() -> None:
    kinds = {"\r\n" in outcome.text for outcome in outcomes().values()}
    assert kinds == {True, False}


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("9\ttypo\t⟦甲⟧", "0 files start with 9"),
        ("1\ttypo\t⟦丁⟧", "stands 0 times"),
        ("1\ttypo\t⟦甲⟧", "stands 2 times"),
    ],
)
def test_a_wrong_label_is_refused(line: str, fault: str, tmp_path: pathlib.Path) -> None:
    (tmp_path / "1.txt").write_text("甲乙\n甲丙", "utf-8")
    (tmp_path / "labels.tsv").write_text(line, "utf-8")
    with pytest.raises(ValueError, match=fault):
        labels.load(tmp_path)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_label_may_span_a_line_end_of_any_kind(end: str, tmp_path: pathlib.Path) -> None:
    (tmp_path / "1.txt").write_bytes(f"甲乙{end}甲丙".encode())
    (tmp_path / "labels.tsv").write_text("1\tspacing\t乙⟦⏎⟧甲", "utf-8")
    ((label,),) = labels.load(tmp_path).values()
    assert (label.start, label.end) == (2, 2 + len(end))


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("**区xx镇增长X%", ["**", "xx", "X"]),
        ("20xx年完成3×4米", []),
        ("“1+X”证书、X射线、X光", []),
        ("创新HX宣传页、PX项目", []),
        ("××县", ["××"]),
    ],
)
def test_runs_of_masks(text: str, runs: list[str]) -> None:
    assert labels.MASKS.findall(text) == runs
