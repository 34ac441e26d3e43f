"""What of a report is shown, and what of a run is counted."""

from __future__ import annotations

import io

import pytest

from reportlint.core.finding import Finding, Fix
from reportlint.writers import FORMATS, writer
from reportlint.writers.tally import Tally
from reportlint.writers.view import View, fix_of, shown
from writing import found, private, report, silenced, written

TEXT = "错误、警告、提示、忽略"
FINDINGS = [
    found(TEXT, "错误", severity="error", rule="rule-e"),
    found(TEXT, "警告", severity="warning", rule="rule-w"),
    found(TEXT, "提示", severity="info", rule="rule-i"),
    silenced(found(TEXT, "忽略", severity="error", rule="rule-s")),
]

SHOWN = [
    ({}, ["错误", "警告"]),
    ({"min_severity": "error"}, ["错误"]),
    ({"min_severity": "info"}, ["错误", "警告", "提示"]),
    ({"selected": frozenset({"rule-i"})}, ["错误", "警告", "提示"]),
    ({"show_suppressed": True}, ["错误", "警告", "忽略"]),
]


@pytest.mark.parametrize(("view", "expected"), SHOWN, ids=[str(case[0]) for case in SHOWN])
def test_shown(view: dict[str, str], expected: list[str]) -> None:
    assert [f.text for f in shown(report(TEXT, *FINDINGS), View(**view))] == expected  # type: ignore[arg-type]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_has_a_writer(form: str) -> None:
    assert callable(writer(form).write)


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(KeyError):
        writer("view")


@pytest.mark.parametrize("form", FORMATS)
def test_every_writer_needs_no_more_of_a_stream_than_write(form: str) -> None:
    class Stream:
        def __init__(self) -> None:
            self.text = io.StringIO()

        def write(self, text: str) -> int:
            return self.text.write(text)

    stream = Stream()
    made = report(TEXT, *FINDINGS)
    writer(form).write(iter([made]), stream, View(version="1.2.3"))
    assert stream.text.getvalue() == written(form, made)


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_shows_private_data(form: str) -> None:
    number = "110101199001011237"
    text = f"经办人身份证号{number}，扔有问题，{number}。\n见前文"
    findings = [
        private(text, number),
        found(text, number, 2, category="privacy", rule="id-card", text="█" * 18, redacted=True),
        found(
            text, "扔有", message=f"{number}之后的“扔有”有误", data={"before": number, "number": int(number)}
        ),
        found(text, "见前文", message="见前文", replacement=f"见{number}", rule="other"),
        found(text, f"{number}，", message="全角", replacement="１１０１０１", text=f"{'█' * 18}，"),
    ]
    for view in ({}, {"show_suppressed": True}):
        made = report(text, silenced(findings[0]), *findings[1:])
        output = written(form, made, **view)
        assert number not in output
        assert "１１０１" not in output
        assert number[:8] not in output
        assert "扔有" in output


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_passes_controls_to_a_terminal(form: str) -> None:
    text = "前\x1b[31m\x9b2J\x07后\u202e文\ud800"
    finding = found(text, text[1:], message=f"“{text}”有误", replacement="\x1b[0m后")
    made = report(text, finding, path="目\x1b录\x9d/\udcff.txt", failures=[("rule", "出错\x1b[2J")])
    output = written(form, made)
    assert not any(char < " " and char not in "\r\n" or "\x7f" <= char <= "\x9f" for char in output)
    output.encode("utf-8")


FIXES: list[tuple[Finding, bool]] = [
    (found("号码12345678，完", "，完", replacement="。完"), True),
    (found("号码12345678，完", "8，", replacement=""), True),
    (found("号码12345678，完", "8，", replacement="８，"), False),
    (found("号码12345678，完", "完", replacement="见12345678"), False),
    (found("号码12345678，完", "完"), False),
]


@pytest.mark.parametrize(("finding", "kept"), FIXES, ids=[str(case[0].span) for case in FIXES])
def test_a_fix_that_spells_private_data_out_is_withheld(finding: Finding, kept: bool) -> None:
    text = "号码12345678，完"
    assert (fix_of(report(text, private(text, "12345678"), finding), finding) is not None) is kept


def test_a_fix_stays_where_nothing_is_private() -> None:
    finding = found("扔有", "扔有", fix=Fix(((0, 1, "仍"),), "safe"))
    assert fix_of(report("扔有", finding), finding) is finding.fix


def tally(*findings: Finding, **view: str) -> Tally:
    counted = Tally()
    counted.add(report(TEXT, *findings), View(**view))  # type: ignore[arg-type]
    return counted


def test_a_tally_counts_what_is_shown() -> None:
    counted = tally(*FINDINGS)
    assert counted.summary() == {
        "files": 1,
        "findings": 2,
        "by_severity": {"error": 1, "warning": 1, "info": 0},
        "by_rule": {"rule-e": 1, "rule-w": 1},
        "suppressed": 1,
    }
    assert counted.hidden == {"error": 0, "warning": 0, "info": 1}


SENTENCES = [
    (tally(), "共检查 1 个文件，没有发现问题。"),
    (tally(*FINDINGS[:2]), "共检查 1 个文件，发现 1 处错误、1 处警告。"),
    (
        tally(FINDINGS[2]),
        "共检查 1 个文件，没有发现问题。另有 1 处提示，用 --min-severity info 查看。",
    ),
    (
        tally(*FINDINGS, min_severity="error"),
        "共检查 1 个文件，发现 1 处错误，已忽略 1 处。另有 1 处警告、1 处提示，用 --min-severity info 查看。",
    ),
    (
        tally(
            found(TEXT, "错误", replacement="对"), found(TEXT, "警告", replacement="", applicability="unsafe")
        ),
        "共检查 1 个文件，发现 2 处错误（其中 1 处可用 --fix 自动修改）。",
    ),
]


@pytest.mark.parametrize(("counted", "expected"), SENTENCES, ids=[case[1] for case in SENTENCES])
def test_a_run_in_a_sentence(counted: Tally, expected: str) -> None:
    assert counted.sentence() == expected


def test_what_could_not_be_read_is_not_called_clean() -> None:
    counted = Tally()
    counted.add(report(None, failures=[("read", "没有这个文件")]), View())
    assert counted.sentence() == "共检查 0 个文件，另有 1 个文件读不出来。"
    counted.add(report("甲", failures=[("rule", "规则出错")]), View())
    assert counted.sentence() == "共检查 1 个文件，没有发现问题，另有 1 个文件读不出来，1 项没有完成。"


def test_statistics_by_rule() -> None:
    counted = tally(
        found(TEXT, "错误", replacement="对"), found(TEXT, "警告", rule="other", severity="warning")
    )
    assert counted.statistics() == {
        "characters": 11,
        "per_10000": 1818.18,
        "rules": [
            {
                "rule": "other",
                "count": 1,
                "per_10000": 909.09,
                "name": "",
                "severity": "warning",
                "category": "typo",
                "fix": "",
            },
            {
                "rule": "word-wrong",
                "count": 1,
                "per_10000": 909.09,
                "name": "错字",
                "severity": "error",
                "category": "typo",
                "fix": "safe",
            },
        ],
    }
    assert counted.table() == (
        "次数  每万字  规则        名称  级别  类别  修改\n"
        "   1  909.09  other             警告  typo  —\n"
        "   1  909.09  word-wrong  错字  错误  typo  可自动修改\n"
        "合计 2 处，11 字，每万字 1818.18 处\n"
    )
