"""Private data is masked in a report's text and in whatever quotes it."""

from __future__ import annotations

import pytest

from reportlint.core.redaction import concealed, redacted
from writing import found, private, report, silenced

CASES = [
    ("甲乙丙丁", [], "甲乙丙丁"),
    ("甲乙丙丁", [(1, 3)], "甲██丁"),
    ("甲乙丙丁", [(2, 4), (0, 1)], "█乙██"),
    ("甲乙丙丁", [(0, 3), (1, 2), (2, 4)], "████"),
    ("甲乙丙丁", [(1, 1)], "甲乙丙丁"),
]


@pytest.mark.parametrize(("text", "spans", "expected"), CASES, ids=[str(case[1]) for case in CASES])
def test_spans_are_masked(text: str, spans: list[tuple[int, int]], expected: str) -> None:
    assert redacted(text, spans) == expected


def test_longer_secrets_go_first() -> None:
    assert concealed("电话12345678，尾号5678", ["12345678", "5678"]) == "电话████████，尾号████"


def test_a_report_masks_its_text_and_what_quotes_it() -> None:
    text = "联系人身份证号110101199001011237，扔有问题。"
    made = report(text, private(text, "110101199001011237"), found(text, "扔有"))
    assert made.text == "联系人身份证号██████████████████，扔有问题。"
    assert made.conceal("前文“110101199001011237”") == "前文“██████████████████”"
    assert made.private == [(7, 25)]


def test_a_suppressed_finding_is_masked_too() -> None:
    text = "号码110101199001011237。"
    assert "1101" not in report(text, silenced(private(text, "110101199001011237"))).text


def test_without_private_data_the_text_is_the_document_s() -> None:
    made = report("扔有问题", found("扔有问题", "扔有"))
    assert made.document is not None
    assert made.text is made.document.text
    assert made.conceal("扔有") == "扔有"


def test_without_a_document_there_is_no_text() -> None:
    made = report(None, failures=[("read", "没有这个文件")])
    assert made.text == ""
    assert made.lines.place(0) == (1, 1)
