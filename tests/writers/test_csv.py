"""The table for a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest

from reportlint.writers.csv import HEADER
from writing import found, private, report, silenced, written

TEXT = "一、总体情况\n现象扔有发生。"


def rows(output: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(output, newline="")))


def test_a_header_and_a_finding_a_row() -> None:
    made = report(TEXT, found(TEXT, "扔有", replacement="仍有", message='“扔有”,"误"'), path="总结/a.txt")
    assert written("csv", made) == (
        "path,line,column,end_line,end_column,severity,rule,category,message,text,suggestion,"
        "applicability,location,start,end,fingerprint,redacted,suppressed\r\n"
        '总结/a.txt,2,3,2,5,error,word-wrong,typo,"“扔有”,""误""",扔有,扔有→仍有,safe,,9,11,0123456789abcdef,,\r\n'
    )


def test_nothing_found_is_a_header() -> None:
    assert written("csv", report("没有问题。")) == ",".join(HEADER) + "\r\n"


def test_a_file_begins_with_a_byte_order_mark() -> None:
    assert written("csv", bom=True).startswith("\ufeffpath,")
    assert written("csv").startswith("path,")


FORMULAS = ["=1+1", "+86", "-1", "@SUM(A1)", "＝1", "－１"]


@pytest.mark.parametrize("words", FORMULAS)
def test_no_cell_is_a_formula(words: str) -> None:
    text = f"结果{words}。"
    made = report(text, found(text, words, message=words, replacement=""), path=words)
    (row,) = rows(written("csv", made))
    assert (row["path"], row["message"], row["text"]) == (f"'{words}",) * 3


def test_line_ends_and_controls_are_symbols() -> None:
    text = "甲\r\n乙\x1b[0m"
    (row,) = rows(written("csv", report(text, found(text, text, message=text))))
    assert row["text"] == row["message"] == "甲␊乙␛[0m"


def test_marks() -> None:
    text = "号码110101199001011237，扔有"
    made = report(
        text,
        private(text, text[2:20]),
        silenced(found(text, "扔有", location={"table": 1, "row": 2, "column": 3})),
    )
    first, second = rows(written("csv", made, show_suppressed=True))
    assert (first["redacted"], first["suppressed"], first["location"]) == ("true", "", "")
    assert (second["redacted"], second["suppressed"], second["location"]) == ("", "accept", "表1第2行第3列")
