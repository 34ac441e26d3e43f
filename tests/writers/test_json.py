"""The JSON contract, version 1, and JSON lines."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from reportlint.core.finding import Fix
from reportlint.writers import writer
from reportlint.writers.view import View
from writing import found, private, report, silenced, written

TEXT = "一、总体情况\r\n现象扔有𠮷发生。\r\n扔有"


def test_one_object_with_every_key_of_the_contract() -> None:
    finding = found(
        TEXT,
        "扔有𠮷",
        data={"found": "扔有"},
        fix=Fix(((10, 12, "仍有"),), "safe", "改为“仍有”"),
        related="总体",
    )
    output = written(
        "json",
        report(TEXT, finding, path="总结/a.txt"),
        report(None, path="b.docx", failures=[("read", "没有这个文件")]),
    )
    assert json.loads(output) == {
        "version": 1,
        "tool": {"name": "reportlint", "version": "1.2.3"},
        "findings": [
            {
                "path": "总结/a.txt",
                "rule": "word-wrong",
                "category": "typo",
                "severity": "error",
                "message": "“扔有𠮷”有误",
                "data": {"found": "扔有"},
                "line": 2,
                "column": 3,
                "end_line": 2,
                "end_column": 6,
                "start": 10,
                "end": 13,
                "text": "扔有𠮷",
                "location": None,
                "related": [
                    {
                        "path": "总结/a.txt",
                        "line": 1,
                        "column": 3,
                        "end_line": 1,
                        "end_column": 5,
                        "start": 2,
                        "end": 4,
                        "message": "首次出现",
                    }
                ],
                "fix": {
                    "applicability": "safe",
                    "title": "改为“仍有”",
                    "edits": [{"start": 10, "end": 12, "replacement": "仍有"}],
                },
                "fingerprint": "0123456789abcdef",
            }
        ],
        "failures": [{"path": "b.docx", "stage": "read", "message": "没有这个文件"}],
        "summary": {
            "files": 2,
            "findings": 1,
            "by_severity": {"error": 1, "warning": 0, "info": 0},
            "by_rule": {"word-wrong": 1},
            "suppressed": 0,
        },
    }


def test_no_report_is_an_object_too() -> None:
    assert json.loads(written("json"))["findings"] == []


def test_what_a_finding_lacks_is_null() -> None:
    (finding,) = json.loads(written("json", report(TEXT, found(TEXT, "扔有"))))["findings"]
    assert (finding["location"], finding["related"], finding["fix"]) == (None, None, None)
    assert "suppressed" not in finding
    assert "redacted" not in finding


def test_a_location_is_given_as_it_is() -> None:
    made = report(TEXT, found(TEXT, "扔有", location={"part": "body", "paragraph": 12}))
    assert json.loads(written("json", made))["findings"][0]["location"] == {"part": "body", "paragraph": 12}


def test_many_findings_are_not_folded() -> None:
    text = "*" * 280
    made = report(text, *(found(text, "*", n) for n in range(1, 281)))
    assert [f["start"] for f in json.loads(written("json", made))["findings"]] == list(range(280))
    assert written("jsonl", made).count("\n") == 280


def test_suppressed_findings_appear_only_when_asked_for() -> None:
    made = report(TEXT, silenced(found(TEXT, "扔有")), found(TEXT, "情况"))
    plain = json.loads(written("json", made))
    assert [f["text"] for f in plain["findings"]] == ["情况"]
    assert plain["summary"]["suppressed"] == 1
    everything = json.loads(written("json", made, show_suppressed=True))
    assert [f.get("suppressed") for f in everything["findings"]] == [
        None,
        {"by": "accept", "reason": "原文如此"},
    ]
    assert everything["summary"] == plain["summary"]


def test_redacted_findings_say_so() -> None:
    text = "号码110101199001011237"
    (finding,) = json.loads(written("json", report(text, private(text, text[2:]))))["findings"]
    assert finding["redacted"] is True
    assert finding["text"] == "█" * 18


def test_statistics_are_one_more_key() -> None:
    output = json.loads(written("json", report(TEXT, found(TEXT, "扔有")), statistics=True))
    assert output["statistics"]["characters"] == len(TEXT)
    assert output["statistics"]["rules"][0]["rule"] == "word-wrong"


def test_lines_hold_the_same_findings() -> None:
    reports = [
        report(TEXT, found(TEXT, "扔有", 1), found(TEXT, "扔有", 2)),
        report(TEXT, found(TEXT, "情况")),
    ]
    lines = written("jsonl", *reports).splitlines()
    assert [json.loads(line) for line in lines] == json.loads(written("json", *reports))["findings"]


def test_failures_are_no_findings() -> None:
    assert written("jsonl", report(None, failures=[("read", "没有这个文件")])) == ""


ODD: list[Any] = ["\x7f\x9b", "\u2028\u2029", "\ud800", "\x00\x1f", "𠮷", "\udcff"]


@pytest.mark.parametrize("odd", ODD, ids=ascii)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "ascii", "latin-1"])
@pytest.mark.parametrize("form", ["json", "sarif", "gitlab"])
def test_any_text_is_valid_json_in_any_encoding(odd: str, encoding: str, form: str) -> None:
    text = f"甲{odd}乙"
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding=encoding, errors="backslashreplace", newline="\n")
    made = report(text, found(text, text), path=f"{odd}.txt")
    writer(form).write([made], out, View())
    out.flush()
    output = raw.getvalue().decode(encoding)
    assert text in _strings(json.loads(output))


def _strings(value: object) -> str:
    if isinstance(value, dict):
        return "\n".join(map(_strings, value.values()))
    if isinstance(value, list):
        return "\n".join(map(_strings, value))
    return value if isinstance(value, str) else ""
