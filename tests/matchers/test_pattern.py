"""``pattern``: one regular expression, several, and where they are tried."""

from __future__ import annotations

import pytest

from building import rule, run
from reportlint.catalog.load import load_rules
from reportlint.core.finding import LintError


def told(text: str, message: str = "{text}", **options: object) -> list[str]:
    findings, failures = run(text, rule(message=message, options=options))
    assert not failures
    return [finding.message for finding in findings]


@pytest.mark.parametrize(
    ("regex", "text", "found"),
    [
        (["河掌制", "湖掌制"], "推行河掌制、湖掌制，落实河掌制。", ["河掌制", "湖掌制", "河掌制"]),
        (["河掌", "河掌制"], "推行河掌制。", ["河掌"]),
        (["河掌制", "河掌"], "推行河掌制，河掌尽责。", ["河掌制", "河掌"]),
        (["掌制度", "河掌制"], "推行河掌制度。", ["河掌制"]),
        (["[甲乙丙]组长", "组长名单"], "附乙组长名单、组长名单。", ["乙组长", "组长名单"]),
        (["[0-9]{1,3}万", "约[0-9]{1,3}万元"], "投入约30万元，另有5万。", ["约30万元", "5万"]),
    ],
    ids=str,
)  # fmt: skip
def test_of_several_patterns_the_first_place_counts_then_the_first_pattern(regex: list[str], text: str, found: list[str]) -> None:
    assert told(text, regex=regex) == found


def test_a_message_may_use_names_of_any_pattern() -> None:
    found = told("河掌制与林掌制。", "{text}:{river}:{wood}", regex=["(?P<river>河)掌制", "(?P<wood>林)掌制"])
    assert found == ["河掌制:河:", "林掌制::林"]


@pytest.mark.parametrize(
    ("text", "found"),
    [("抓的紧，落实的好。", ["抓的紧", "落实的好"]), ("抓的紧抓的紧", ["抓的紧", "抓的紧"]), ("的紧。", []), ("落实抓的紧", ["抓的紧"])],
)  # fmt: skip
def test_a_pattern_is_tried_as_far_before_its_strings_as_is_said(text: str, found: list[str]) -> None:
    regex = "(?:落实|抓)的[紧好]"
    assert told(text, regex=regex, needs=["的紧", "的好"], lead=[1, 2]) == found
    assert told(text, regex=regex) == found


WRONG = {
    "a list of none": "regex: []",
    "strings of a list": "regex: [河掌制], needs: [掌]",
    "lead without strings": "regex: 河掌制, lead: [1, 1]",
    "lead of one number": "regex: 河掌制, needs: [掌], lead: [1]",
    "lead upside down": "regex: 河掌制, needs: [掌], lead: [2, 1]",
    "a pattern of a list that does not compile": "regex: [河掌制, '(']",
}


@pytest.mark.parametrize("options", WRONG.values(), ids=WRONG)
def test_wrong_options_are_named(options: str, tmp_path: object) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    (folder / "own.yaml").write_text(
        "id: own\nname: 示例\ncategory: style\nseverity: info\nmessage: “{text}”\nrationale: 示例\nreferences: [实务]\n"
        f"matcher: {{kind: pattern, {options}}}\nexamples: {{bad: [推行⟦河掌制⟧。], good: [推行河长制。]}}\n",
        "utf-8",
    )
    with pytest.raises(LintError, match=r"own\.yaml"):
        load_rules([str(folder)])
