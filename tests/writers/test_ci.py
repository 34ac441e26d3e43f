"""The formats of continuous integration: github, gitlab and junit."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ET

from reportlint.writers import writer
from reportlint.writers.view import View
from writing import found, report, silenced, written

TEXT = "一、总体情况\n现象扔有发生，\n布署工作。"


def test_github_commands() -> None:
    made = report(
        TEXT,
        found(TEXT, "扔有", replacement="仍有"),
        found(TEXT, "情况\n现象", rule="two-lines", severity="warning"),
        found(TEXT, "布署", rule="noted", severity="info"),
        path="总结,1:2/100%.txt",
    )
    assert written("github", made, min_severity="info") == (
        "::warning file=总结%2C1%3A2/100%25.txt,line=1,endLine=2,title=two-lines::“情况␊现象”有误\n"
        "::error file=总结%2C1%3A2/100%25.txt,line=2,col=3,endLine=2,endColumn=5,"
        "title=错字 (word-wrong)::“扔有”有误；建议：扔有→仍有\n"
        "::notice file=总结%2C1%3A2/100%25.txt,line=3,col=1,endLine=3,endColumn=3,title=noted::“布署”有误\n"
    )


def test_github_has_one_annotation_a_rule_and_file() -> None:
    text = "*\n" * 280 + "扔有，布署"
    made = report(
        text,
        *(found(text, "*", n, rule="mask", message="占位") for n in range(1, 281)),
        found(text, "扔有", severity="warning"),
        found(text, "布署"),
    )
    assert written("github", made) == (
        "::error file=a.txt,line=1,col=1,endLine=1,endColumn=2,title=mask::"
        "占位%0A本文件共 280 处，其余在第2—280行\n"
        "::error file=a.txt,line=281,col=1,endLine=281,endColumn=3,title=错字 (word-wrong)::"
        "“扔有”有误%0A第281行：“布署”有误\n"
    )


def test_github_failures_are_errors() -> None:
    made = report(None, path="b.docx", failures=[("read", "读不出来：\r\n100%")])
    assert written("github", made) == "::error file=b.docx,title=读取失败::读不出来：%0D%0A100%25\n"


def test_github_and_gitlab_leave_suppressed_findings_out() -> None:
    made = report(TEXT, silenced(found(TEXT, "扔有")))
    assert written("github", made, show_suppressed=True) == ""
    assert written("gitlab", made, show_suppressed=True) == "[]\n"


def test_gitlab_issues() -> None:
    made = report(TEXT, found(TEXT, "扔有发生，\n布署", replacement="仍有"), path="总结/a.txt")
    (issue,) = json.loads(written("gitlab", made))
    assert issue.pop("fingerprint")
    assert issue == {
        "description": "“扔有发生，\n布署”有误；建议：扔有发生，␊布署→仍有",
        "check_name": "word-wrong",
        "severity": "major",
        "location": {"path": "总结/a.txt", "lines": {"begin": 2, "end": 3}},
    }


def test_gitlab_severities() -> None:
    made = report(
        TEXT,
        found(TEXT, "情况", severity="info"),
        found(TEXT, "扔有", severity="warning"),
        found(TEXT, "布署"),
        failures=[("rule", "规则出错")],
    )
    issues = json.loads(written("gitlab", made, min_severity="info"))
    assert [issue["severity"] for issue in issues] == ["critical", "info", "minor", "major"]


def test_gitlab_fingerprints_are_unique_and_depend_on_nothing_else() -> None:
    text = "扔有扔有扔有"
    first = report(text, *(found(text, "扔有", n) for n in (1, 2, 3)), path="a.txt")
    second = report(text, found(text, "扔有"), path="b.txt")
    prints = [issue["fingerprint"] for issue in json.loads(written("gitlab", first, second))]
    assert len(set(prints)) == 4
    assert [issue["fingerprint"] for issue in json.loads(written("gitlab", second))] == prints[3:]


def test_gitlab_without_findings() -> None:
    assert written("gitlab", report("没有问题。")) == "[]\n"


def test_junit_suites() -> None:
    made = [
        report(TEXT, found(TEXT, "扔有", message='<扔有>&“有误”"', replacement="仍有"), path="总结/<a>.txt"),
        report("没有问题。", path="b.txt"),
        report(None, path="c.docx", failures=[("read", "没有这个文件")]),
    ]
    root = ET.fromstring(written("junit", *made))
    first, second, third = root
    assert [suite.attrib for suite in root] == [
        {"name": "总结/<a>.txt", "tests": "1", "failures": "1", "errors": "0", "skipped": "0"},
        {"name": "b.txt", "tests": "1", "failures": "0", "errors": "0", "skipped": "0"},
        {"name": "c.docx", "tests": "1", "failures": "0", "errors": "1", "skipped": "0"},
    ]
    assert first[0].attrib == {
        "name": "word-wrong 第2行第3列",
        "classname": "总结/<a>.txt",
        "file": "总结/<a>.txt",
        "line": "2",
    }
    assert first[0][0].attrib == {"type": "error", "message": '<扔有>&“有误”"'}
    assert first[0][0].text == ('总结/<a>.txt:2:3: 错误 <扔有>&“有误”"\n现象〖扔有〗发生，\n建议：扔有→仍有')
    assert len(second[0]) == 0
    assert (third[0][0].tag, third[0][0].attrib["message"]) == ("error", "没有这个文件")


def test_junit_holds_nothing_that_xml_forbids() -> None:
    text = "".join(map(chr, range(0x20))) + "\x7f\x85\ufffe\uffff\ud800]]>扔有"
    made = report(text, found(text, text), path="\x01\ud800.txt", failures=[("rule", "\x02")])
    root = ET.fromstring(written("junit", made).encode("utf-8"))
    assert root[0].attrib["name"] == "␁⟨U+D800⟩.txt"
    assert "]]>" in str(root[0][1][0].text)


def test_junit_skips_suppressed_findings() -> None:
    root = ET.fromstring(written("junit", report(TEXT, silenced(found(TEXT, "扔有"))), show_suppressed=True))
    assert root[0].attrib["skipped"] == "1"
    assert root[0].attrib["failures"] == "0"
    assert root[0][0][0].attrib == {"message": "原文如此"}


def test_junit_in_an_encoding_that_lacks_the_characters() -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="gbk", errors="backslashreplace")
    writer("junit").write([report("𠮷扔有", found("𠮷扔有", "𠮷扔有"))], out, View())
    out.flush()
    (suite,) = ET.fromstring(raw.getvalue())
    assert suite[0][0].attrib["message"] == "“𠮷扔有”有误"
