"""The engine: gates, zones, views, conditions, precedence, and rules that fail."""

from __future__ import annotations

import pytest

from building import rule, run, spans
from reportlint.core.rule import Rule
from reportlint.matchers import pattern

TEXT = "这是坏的。引用“坏话”，见《坏书》。"


def test_spans_are_document_offsets() -> None:
    findings, _ = run("好\n好坏\r\n坏坏", rule())
    assert spans(findings) == [(3, 4), (6, 7), (7, 8)]


@pytest.mark.parametrize(
    ("skip", "expected"),
    [
        ((), [2, 8, 14]),
        (("quotation",), [2, 14]),
        (("title",), [2, 8]),
        (("quotation", "title"), [2]),
    ],
    ids=str,
)
def test_zones_are_left_alone(skip: tuple[str, ...], expected: list[int]) -> None:
    findings, _ = run(TEXT, rule(skip=skip))
    assert [finding.span.start for finding in findings] == expected


def test_quoted_is_one_level_lower() -> None:
    findings, _ = run(TEXT, rule(severity="error", quoted="lower"))
    assert [finding.severity for finding in findings] == ["error", "warning", "error"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("加微 信群", [(1, 4)]),
        ("加微信群", [(1, 3)]),
        ("加微\u200b信 群", [(1, 4)]),
        ("加微　　信", [(1, 5)]),
        ("微 信，微信", [(0, 3), (4, 6)]),
    ],
    ids=ascii,
)
def test_a_view_leaves_blanks_out_and_leads_back(text: str, expected: list[tuple[int, int]]) -> None:
    findings, _ = run(text, rule(regex="微信", view="compact"))
    assert spans(findings) == expected


def test_a_fix_over_left_out_text_is_only_shown() -> None:
    fix = {"applicability": "safe", "replacement": "邮件"}
    findings, _ = run("加微 信，加微信", rule(regex="微信", view="compact", fix=fix))
    assert [finding.fix and finding.fix.applicability for finding in findings] == ["display", "safe"]


@pytest.mark.parametrize("text", ["“坏”话", "《坏》书"])
def test_nothing_quoted_is_changed(text: str) -> None:
    findings, _ = run(text, rule(fix={"applicability": "safe", "replacement": "好"}))
    assert [finding.fix and finding.fix.applicability for finding in findings] == ["display"]


def test_a_rule_yields_to_a_rule_or_a_category() -> None:
    narrow = rule("narrow", "坏", yields_to=("wide",))
    wide = rule("wide", "坏话")
    other = rule("other", "话", yields_to=("typo",))
    typo = rule("typo-rule", "坏话", category="typo")
    found, _ = run("坏话，坏", narrow, wide)
    assert [(f.rule, f.span.start) for f in found] == [("wide", 0), ("narrow", 3)]
    found, _ = run("坏话，话", other, typo)
    assert [(f.rule, f.span.start) for f in found] == [("typo-rule", 0), ("other", 3)]


@pytest.mark.parametrize(
    ("when", "text", "fires"),
    [
        ({"since": 2020}, "2021年工作总结\n坏", True),
        ({"since": 2022}, "2021年工作总结\n坏", False),
        ({"until": 2020}, "2021年工作总结\n坏", False),
        ({"genre": ["工作总结"]}, "2021年工作总结\n坏", True),
        ({"genre": ["通知"]}, "2021年工作总结\n坏", False),
        ({"masked": 2}, "坏**镇，**村", True),
        ({"masked": 3}, "坏**镇，**村", False),
        ({"format": ["md"]}, "坏", False),
        ({"format": ["txt", "md"]}, "坏", True),
    ],
    ids=str,
)
def test_conditions_on_the_document(when: dict[str, object], text: str, fires: bool) -> None:
    from building import rule_set
    from reportlint.engine import Choice, lint
    from reportlint.examples import document_of

    ready = rule_set(rule(when=when))
    findings, _ = lint(document_of(text), ready, Choice([True], ["warning"]))
    assert bool(findings) is fires


def test_a_failing_rule_is_told_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: pattern.Pattern, text: str, *_: object) -> object:
        if self.regex == "坏":
            raise RuntimeError("boom")
        return found(self, text, *_)  # type: ignore[arg-type]

    found = pattern.Pattern.find
    monkeypatch.setattr(pattern.Pattern, "find", broken)
    findings, failures = run("坏话", rule("one", "坏"), rule("two", "话"))
    assert [finding.rule for finding in findings] == ["two"]
    assert [(failure.stage, "one" in failure.message) for failure in failures] == [("rule", True)]


def test_private_text_is_masked_in_every_excerpt() -> None:
    private = rule("private", "[0-9]{6}", category="privacy", options={"needs": None})
    findings, _ = run("号码123456坏。", private, rule("bad", "6坏"))
    assert [f.text for f in findings] == ["██████", "█坏"]
    assert all(f.redacted for f in findings)
    assert all("123" not in f.message + f.sentence + str(f.data) for f in findings)


def test_same_fault_same_fingerprint_wherever_it_moves() -> None:
    before, _ = run("甲坏。\n乙坏。", rule())
    after, _ = run("开头。\n乙坏。\n\n甲坏。", rule())
    assert {f.fingerprint for f in before} == {f.fingerprint for f in after}
    twice, _ = run("甲坏坏。", rule())
    assert len({f.fingerprint for f in twice}) == 2


def test_one_long_line_is_read_in_parts_with_right_places() -> None:
    text = "好" * 20_000 + "。" + "坏" + "好" * 20_000
    findings, _ = run(text, rule())
    assert spans(findings) == [(20_001, 20_002)]


def test_a_rule_without_a_gate_reads_every_paragraph() -> None:
    findings, _ = run("甲\n乙", rule(regex="[一-鿿]", options={"needs": None}))
    assert len(findings) == 2


def test_order_is_by_place_then_rule() -> None:
    rules: list[Rule] = [rule("b", "坏"), rule("a", "坏"), rule("c", "好")]
    findings, _ = run("坏好", *rules)
    assert [f.rule for f in findings] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Redistributions of source code must retain the above copyright notice. 坏\n" * 20, False),
        ("1,234.5\t6,789\n" * 60 + "坏", False),
        ("English title\n" * 80 + "今年以来，全县各项工作取得了新的进展。坏\n" * 40, True),
        ("坏 X%", True),
        ("Report 坏", True),
    ],
)
def test_what_is_not_chinese_is_left_alone(text: str, found: bool) -> None:
    assert bool(run(text, rule())[0]) is found
