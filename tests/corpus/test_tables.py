"""What stands in the tables: findings, scores, cleaned text, near-duplicates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from corpora import ADVERT, CLEAN, MASKED, PRIVATE, linted, rows, write_parquet
from reportlint.api import Linter, Options
from reportlint.corpus.examination import without_lines
from reportlint.corpus.job import Job

if TYPE_CHECKING:
    from pathlib import Path


def run(folder: Path, texts: list[str], **more: Any) -> tuple[Path, dict[str, Any]]:
    """Lint texts as a corpus; the output folder, and counts of near-duplicates."""
    write_parquet(folder / "in.parquet", [{"id": f"r{at}", "text": text} for at, text in enumerate(texts)], 2)
    job = Job((str(folder / "in.parquet"),), str(folder / "out"), **more)
    return folder / "out", linted(job)


def row_of(folder: Path, name: str) -> dict[str, Any]:
    return next(row for row in rows(folder, "documents") if row["id"] == name)


def test_findings_are_those_of_check(tmp_path: Path) -> None:
    text = f"{CLEAN[0]}\n{MASKED}\n{ADVERT}\n违规现象扔有发生。\n"
    out, _ = run(tmp_path, [text, CLEAN[1]], min_severity="info")
    report = Linter(Options(None, False)).check_text(text)
    assert report.findings
    found = rows(out, "findings")
    columns = ("rule", "severity", "start", "end", "text", "message", "fingerprint")
    assert sorted(tuple(row[column] for column in columns) for row in found) == sorted(
        (f.rule, f.severity, *f.span, f.text, f.message, f.fingerprint) for f in report.shown
    )
    assert {row["id"] for row in found} == {"r0"}
    assert [text[row["start"] : row["end"]] for row in found] == [row["text"] for row in found]
    for row in found:
        assert text.split("\n")[row["line"] - 1][row["column"] - 1 :].startswith(row["text"].split("\n")[0])


@pytest.mark.parametrize(
    ("text", "column", "value"),
    [
        (MASKED, "placeholder_density", 2000 / len(MASKED)),
        (CLEAN[0], "placeholder_density", 0.0),
        (f"{CLEAN[0]}\n{ADVERT}", "ad_share", len(ADVERT) / (len(CLEAN[0]) + 1 + len(ADVERT))),
        (f"{CLEAN[0]}\n{CLEAN[1]}\n{CLEAN[0]}", "duplicate_share", len(CLEAN[0]) / (2 * len(CLEAN[0]) + len(CLEAN[1]) + 2)),
        ("", "error_density", 0.0),
        ("甲b乙。", "chinese_share", 0.5),
        ("甲\n\n乙\n", "paragraphs", 2),
        ("甲\n\n乙\n", "characters", 5),
        (PRIVATE, "private", 1),
    ],
)
def test_scores(text: str, column: str, value: float, tmp_path: Path) -> None:
    out, _ = run(tmp_path, [text], near="none")
    (row,) = rows(out, "documents")
    assert row[column] == pytest.approx(value)


def test_counts_by_severity_add_up(tmp_path: Path) -> None:
    out, _ = run(tmp_path, [f"{MASKED}\n{ADVERT}\n{PRIVATE}\n"], near="none", min_severity="info")
    (row,) = rows(out, "documents")
    assert row["findings"] == row["errors"] + row["warnings"] + row["infos"] == len(rows(out, "findings"))
    assert row["error_density"] == pytest.approx(row["errors"] * 1000 / row["characters"])


def test_private_data_is_masked_in_every_table_that_quotes(tmp_path: Path) -> None:
    out, _ = run(tmp_path, [f"{PRIVATE}\n{CLEAN[0]}", PRIVATE], min_severity="info", redact=True)
    found = rows(out, "findings")
    assert any(row["redacted"] for row in found)
    for name in ("findings", "documents", "errors", "cleaned", "pairs", "clusters"):
        assert "11010519491231002X" not in repr(rows(out, name)), name


@pytest.mark.parametrize(
    ("text", "options", "cleaned", "mended", "dropped"),
    [
        ("布署工作。", {"clean": "safe"}, "部署工作。", 1, 0),
        (f"{CLEAN[0]}\n{ADVERT}\n{CLEAN[1]}", {"drop": ("ad",)}, f"{CLEAN[0]}\n{CLEAN[1]}", 0, 1),
        (f"{CLEAN[0]}\n{MASKED}\r\n", {"drop": ("placeholder",)}, f"{CLEAN[0]}\n", 0, 1),
        (f"布署工作。\n{MASKED}\n", {"clean": "safe", "drop": ("placeholder",)}, "部署工作。\n", 1, 1),
        (CLEAN[0], {"clean": "safe", "drop": ("ad", "placeholder")}, CLEAN[0], 0, 0),
        ("违规现象扔有发生。", {"clean": "safe"}, "违规现象扔有发生。", 0, 0),
        ("违规现象扔有发生。", {"clean": "unsafe"}, "违规现象仍有发生。", 1, 0),
    ],
)
def test_cleaned_text(
    text: str, options: dict[str, Any], cleaned: str, mended: int, dropped: int, tmp_path: Path
) -> None:
    out, _ = run(tmp_path, [text], near="none", **options)
    (row,) = rows(out, "cleaned")
    assert (row["text"], row["mended"], row["dropped"]) == (cleaned, mended, dropped)


def test_no_cleaned_text_unless_asked_for(tmp_path: Path) -> None:
    out, _ = run(tmp_path, [CLEAN[0]])
    assert not (out / "cleaned").exists()


@pytest.mark.parametrize(
    ("text", "spans", "left", "count"),
    [
        ("甲\n乙\n丙", [(2, 3)], "甲\n丙", 1),
        ("甲\n乙\n丙", [(0, 3)], "丙", 2),
        ("甲\r\n乙", [(3, 4)], "甲\r\n", 1),
        ("甲", [(0, 1)], "", 1),
        ("甲\n乙", [], "甲\n乙", 0),
        ("甲\n乙", [(2, 2)], "甲\n", 1),
    ],
)
def test_without_lines(text: str, spans: list[tuple[int, int]], left: str, count: int) -> None:
    assert without_lines(text, spans) == (left, count)


BODY = "\n".join(CLEAN)
REUSED = BODY.replace("三十二个", "三十五个").replace("八十六公里", "九十公里")
CASES = [
    ("last year's report reused", [BODY, REUSED], {("document", "near")}),
    ("the same file twice", [BODY, BODY], {("document", "equal"), ("paragraph", "equal")}),
    ("layout alone differs", [BODY, BODY.replace("，", " ，").replace("\n", "\r\n\r\n")], {("document", "equal"), ("paragraph", "equal")}),
    ("paragraphs in another order", [BODY, "\n".join(reversed(CLEAN))], {("document", "near"), ("paragraph", "equal")}),
    ("one agency's text in another's", ["\n".join(CLEAN[:1]), BODY], {("document", "contained"), ("paragraph", "equal")}),
    ("nothing in common", ["\n".join(CLEAN[:2]), "\n".join(CLEAN[2:])], set()),
]


@pytest.mark.parametrize(("texts", "kinds"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_near_duplicates(texts: list[str], kinds: set[tuple[str, str]], tmp_path: Path) -> None:
    out, _ = run(tmp_path, texts, threshold=0.6)
    pairs = {(row["level"], row["kind"]) for row in rows(out, "pairs")}
    assert kinds <= pairs
    assert {kind for kind in pairs if kind[0] == "document"} == {kind for kind in kinds if kind[0] == "document"}


def test_numbers_may_be_left_out_of_the_comparison(tmp_path: Path) -> None:
    texts = [f"全县完成投资{n}亿元，新开工项目{n + 3}个，修路{n * 7}公里，植树{n * 91}亩，各项任务均按年初计划如期完成。" for n in (12, 35)]
    (tmp_path / "a").mkdir()
    out, _ = run(tmp_path, texts, fold_numbers=True)
    assert {row["kind"] for row in rows(out, "pairs")} == {"equal"}
    assert run(tmp_path / "a", texts)[1]["document"].get("equal_pairs", 0) == 0


def test_a_cluster_is_represented_by_its_longest_document_and_first_paragraph(tmp_path: Path) -> None:
    longer = f"{REUSED}\n会议结束。"
    out, counts = run(tmp_path, [BODY, REUSED, longer, "全然不同的一篇文稿，谈的是另一件事，与别的都没有关系，也不相像。"], threshold=0.6)
    marks = {row["id"]: (row["cluster"], row["copies"], row["representative"]) for row in rows(out, "documents")}
    first = marks["r0"][0]
    assert marks == {"r0": (first, 3, False), "r1": (first, 3, False), "r2": (first, 3, True), "r3": (None, 1, True)}
    assert counts["document"]["clusters"] == 1
    for row in rows(out, "clusters"):
        if row["level"] == "paragraph":
            assert row["representative"] == (row["doc"] == row_of(out, "r0")["doc"])


def test_shares_of_paragraphs_that_stand_elsewhere(tmp_path: Path) -> None:
    own = "这一段只在这里出现，说的是青禾县图书馆闭馆整修期间的读者服务安排与还书期限。"
    out, _ = run(tmp_path, [f"{CLEAN[0]}\n{CLEAN[1]}", f"{CLEAN[0]}\n{own}"])
    first, second = row_of(out, "r0"), row_of(out, "r1")
    bare = [len(text.replace("，", "").replace("。", "")) for text in (*CLEAN[:2], own)]
    assert first["shared_share"] == pytest.approx(bare[0] / (bare[0] + bare[1]))
    assert first["repeated_share"] == 0.0
    assert second["shared_share"] == second["repeated_share"] == pytest.approx(bare[0] / (bare[0] + bare[2]))


def test_a_formula_does_not_explode(tmp_path: Path) -> None:
    formula = "以习近平新时代中国特色社会主义思想为指导，全面贯彻党的二十大精神，坚持稳中求进工作总基调"
    texts = [f"{formula}，第{number}号乡镇扎实推进各项工作。" for number in range(120)]
    _, counts = run(tmp_path, texts, cap=8)
    assert counts["paragraph"]["capped"] > 0
    assert counts["paragraph"]["candidates"] < 120 * 8 * 24
    assert counts["paragraph"]["clusters"] == 1
    assert counts["paragraph"]["members"] == 120
