"""SARIF 2.1.0: by its schema's names and kinds, and by Microsoft's validator."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from reportlint.core.finding import Fix
from writing import RULE, found, private, report, silenced, written

TEXT = "一、总体情况\r\n现象扔有𠮷发生。\r身份证号110101199001011237"
TOOL = "node_modules/.bin/sarif-multitool"


def everything(**view: Any) -> str:
    first = report(
        TEXT,
        found(TEXT, "扔有𠮷", data={"found": "扔有"}, replacement="仍有", related="总体"),
        found(TEXT, "情况\r\n现象", rule="unknown", severity="info", location={"page": 4}),
        private(TEXT, "110101199001011237"),
        silenced(found(TEXT, "发生", severity="warning")),
        found(TEXT, "一", fix=Fix(((0, 1, ""), (2, 2, "（")), "display", "改写")),
        path="总结/甲 县#1.txt",
    )
    second = report(None, path="/绝对/b.docx", failures=[("read", "没有这个文件"), ("decode", "编码不明")])
    return written("sarif", first, report("没有问题。", path="c.txt"), second, min_severity="info", **view)


def test_a_result() -> None:
    run = json.loads(everything())["runs"][0]
    result = next(r for r in run["results"] if r["message"]["text"] == "“扔有𠮷”有误")
    artifact = {"uri": "%E6%80%BB%E7%BB%93/%E7%94%B2%20%E5%8E%BF%231.txt", "uriBaseId": "SRCROOT"}
    region = {
        "startLine": 2,
        "startColumn": 3,
        "endLine": 2,
        "endColumn": 6,
        "charOffset": 10,
        "charLength": 3,
    }
    assert result == {
        "ruleId": "word-wrong",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "“扔有𠮷”有误"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": artifact,
                    "region": {**region, "snippet": {"text": "扔有𠮷"}},
                }
            }
        ],
        "partialFingerprints": {"reportlint/v1": "0123456789abcdef"},
        "properties": {"category": "typo", "data": {"found": "扔有"}},
        "relatedLocations": [
            {
                "id": 0,
                "physicalLocation": {
                    "artifactLocation": artifact,
                    "region": {
                        "startLine": 1,
                        "startColumn": 3,
                        "endLine": 1,
                        "endColumn": 5,
                        "charOffset": 2,
                        "charLength": 2,
                    },
                },
                "message": {"text": "首次出现"},
            }
        ],
        "fixes": [
            {
                "description": {"text": "扔有𠮷→仍有"},
                "artifactChanges": [
                    {
                        "artifactLocation": artifact,
                        "replacements": [{"deletedRegion": region, "insertedContent": {"text": "仍有"}}],
                    }
                ],
                "properties": {"applicability": "safe"},
            }
        ],
    }


def test_rules_are_listed_in_the_order_of_their_indexes() -> None:
    run = json.loads(everything())["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert rules[0] == {
        "id": "word-wrong",
        "name": "WordWrong",
        "shortDescription": {"text": "错字"},
        "fullDescription": {"text": "写错的词。 第二行。"},
        "help": {
            "text": "写错的词。 第二行。\n依据：实务、GB/T 15834—2011",
            "markdown": "**错字**（`word-wrong`）\n\n写错的词。\n第二行。\n\n依据：实务、GB/T 15834—2011",
        },
        "defaultConfiguration": {"level": "error"},
        "properties": {
            "category": "typo",
            "tags": ["typo"],
            "precision": "very-high",
            "problem.severity": "error",
        },
    }
    assert rules[1] == {"id": "unknown"}
    assert RULE.id == "word-wrong"


def test_failures_are_notifications() -> None:
    (run,) = json.loads(everything())["runs"][0]["invocations"]
    assert run["executionSuccessful"] is False
    assert [note["descriptor"]["id"] for note in run["toolExecutionNotifications"]] == ["read", "decode"]
    assert run["toolExecutionNotifications"][0]["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "file:///%E7%BB%9D%E5%AF%B9/b.docx"}}}
    ]
    (clean,) = json.loads(written("sarif", report("没有问题。")))["runs"][0]["invocations"]
    assert clean == {"executionSuccessful": True, "toolExecutionNotifications": []}


URIS = [
    ("a b.txt", {"uri": "a%20b.txt", "uriBaseId": "SRCROOT"}),
    ("../甲.txt", {"uri": "../%E7%94%B2.txt", "uriBaseId": "SRCROOT"}),
    ("<stdin>", {"uri": "%3Cstdin%3E", "uriBaseId": "SRCROOT"}),
    ("a:b.txt", {"uri": "a%3Ab.txt", "uriBaseId": "SRCROOT"}),
    ("D:/甲.txt", {"uri": "file:///D:/%E7%94%B2.txt"}),
    ("//服务器/a.txt", {"uri": "file://%E6%9C%8D%E5%8A%A1%E5%99%A8/a.txt"}),
    ("\udcff.txt", {"uri": "%FF.txt", "uriBaseId": "SRCROOT"}),
    ("\ud800.txt", {"uri": "%3F.txt", "uriBaseId": "SRCROOT"}),
]


@pytest.mark.parametrize(("path", "expected"), URIS, ids=[ascii(case[0]) for case in URIS])
def test_paths_become_uris(path: str, expected: dict[str, str]) -> None:
    output = json.loads(written("sarif", report("扔有", found("扔有", "扔有"), path=path)))
    (result,) = output["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == expected


def test_suppressions_stand_on_all_results_or_on_none() -> None:
    assert all("suppressions" not in result for result in json.loads(everything())["runs"][0]["results"])
    results = json.loads(everything(show_suppressed=True))["runs"][0]["results"]
    assert {result["message"]["text"]: result["suppressions"] for result in results} == {
        "“一”有误": [],
        "“情况\r\n现象”有误": [],
        "“扔有𠮷”有误": [],
        "“发生”有误": [{"kind": "external", "status": "accepted", "justification": "原文如此"}],
        f"“{'█' * 18}”是身份证号": [],
    }
    inline = report("扔有", silenced(found("扔有", "扔有"), "inline", ""))
    (result,) = json.loads(written("sarif", inline, show_suppressed=True))["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "inSource", "status": "accepted"}]


# What the schema of SARIF 2.1.0 allows, for the objects that are written: the
# properties by name, those required with "!", and the kind of each.
MESSAGE = {"text": str}
MARKDOWN = {"text!": str, "markdown": str}
ARTIFACT = {"uri": str, "uriBaseId": str, "description": MESSAGE}
REGION = {
    "startLine": int,
    "startColumn": int,
    "endLine": int,
    "endColumn": int,
    "charOffset": int,
    "charLength": int,
    "snippet": {"text": str},
}
PLACE = {"artifactLocation": ARTIFACT, "region": REGION}
LOCATION = {"id": int, "physicalLocation": PLACE, "message": MESSAGE}
DESCRIPTOR = {
    "id!": str,
    "name": str,
    "deprecatedIds": [str],
    "shortDescription": MARKDOWN,
    "fullDescription": MARKDOWN,
    "help": MARKDOWN,
    "defaultConfiguration": {"level": ("none", "note", "warning", "error")},
    "properties": dict,
}
LOG = {
    "$schema": str,
    "version!": ("2.1.0",),
    "runs!": [
        {
            "columnKind": ("utf16CodeUnits", "unicodeCodePoints"),
            "newlineSequences": [str],
            "originalUriBaseIds": dict,
            "results": [
                {
                    "ruleId": str,
                    "ruleIndex": int,
                    "level": ("none", "note", "warning", "error"),
                    "message!": MESSAGE,
                    "locations": [LOCATION],
                    "relatedLocations": [LOCATION],
                    "partialFingerprints": dict,
                    "suppressions": [
                        {
                            "kind!": ("inSource", "external"),
                            "status": ("accepted", "underReview", "rejected"),
                            "justification": str,
                        }
                    ],
                    "fixes": [
                        {
                            "description": MESSAGE,
                            "artifactChanges!": [
                                {
                                    "artifactLocation!": ARTIFACT,
                                    "replacements!": [
                                        {"deletedRegion!": REGION, "insertedContent": {"text": str}}
                                    ],
                                }
                            ],
                            "properties": dict,
                        }
                    ],
                    "properties": dict,
                }
            ],
            "invocations": [
                {
                    "executionSuccessful!": bool,
                    "toolExecutionNotifications": [
                        {
                            "level": ("none", "note", "warning", "error"),
                            "message!": MESSAGE,
                            "descriptor": {"id": str},
                            "locations": [LOCATION],
                        }
                    ],
                }
            ],
            "tool!": {
                "driver!": {
                    "name!": str,
                    "version": str,
                    "semanticVersion": str,
                    "language": str,
                    "rules": [DESCRIPTOR],
                }
            },
        }
    ],
}


def faults(value: object, shape: Any, at: str = "$") -> list[str]:
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return [f"{at} is no object"]
        known = {name.rstrip("!"): kind for name, kind in shape.items()}
        missing = [name[:-1] for name in shape if name.endswith("!") and name[:-1] not in value]
        return [
            *(f"{at} lacks {name}" for name in missing),
            *(f"{at} has {name}" for name in value if name not in known),
            *(f for name in value if name in known for f in faults(value[name], known[name], f"{at}.{name}")),
        ]
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{at} is no array"]
        return [f for index, item in enumerate(value) for f in faults(item, shape[0], f"{at}[{index}]")]
    if isinstance(shape, tuple):
        return [] if value in shape else [f"{at} is {value!r}"]
    return [] if type(value) is shape else [f"{at} is {value!r}"]


LOGS = {
    "everything": everything(),
    "suppressed too": everything(show_suppressed=True),
    "nothing": written("sarif"),
    "nothing found": written("sarif", report("没有问题。")),
}


@pytest.mark.parametrize("name", LOGS)
def test_the_log_has_the_shape_of_the_schema(name: str) -> None:
    assert faults(json.loads(LOGS[name]), LOG) == []


def multitool() -> Path:
    named = os.environ.get("REPORTLINT_SARIF_MULTITOOL")
    return Path(named) if named else Path(__file__).resolve().parent.parent / TOOL


@pytest.mark.slow
@pytest.mark.skipif(not multitool().exists(), reason="no sarif-multitool; npm ci --prefix tests installs it")
@pytest.mark.skipif(shutil.which("node") is None, reason="no node")
@pytest.mark.parametrize("name", LOGS)
def test_the_log_is_valid(name: str, tmp_path: Path) -> None:
    log = tmp_path / "log.sarif"
    log.write_text(LOGS[name], encoding="utf-8")
    # It exits with 0 whatever it finds.
    done = subprocess.run(
        ["node", multitool(), "validate", log], capture_output=True, text=True, check=False, timeout=120
    )
    assert "Analysis completed successfully" in done.stdout, done.stdout + done.stderr
    assert [line for line in done.stdout.splitlines() if _complains(line)] == []


def _complains(line: str) -> bool:
    # SARIF2005 asks for an address of the tool on the web.
    return (": error " in line or ": warning " in line) and "SARIF2005" not in line
