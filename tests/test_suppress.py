"""Suppression in the document and by accepted findings, and entries that silence nothing."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from building import rule, rule_set, run
from reportlint import config
from reportlint.core.accept import Accept
from reportlint.core.files import shown
from reportlint.core.globs import Glob
from reportlint.examples import document_of
from reportlint.suppress import apply, misnamed, unused
from reportlint.text.directives import directive

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BAD = rule("bad-word", "坏", category="typo", formerly=("old-word",))
WORSE = rule("worse-word", "差", category="style")
PRIVATE = rule("id-number", "[0-9]{8}", category="privacy", options={"needs": ["0", "1", "2"]})
RULES = rule_set(BAD, WORSE, PRIVATE).by_id()


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    config.forget()
    yield
    config.forget()


def silenced(text: str, *accept: Accept, format: str = "md") -> str:
    """The text with every silenced finding in 〔〕."""
    findings, _ = run(text, BAD, WORSE, PRIVATE, format=format)
    marked, _ = apply(findings, document_of(text, format), SimpleNamespace(accept=accept), RULES)
    assert [finding.span for finding in marked] == [finding.span for finding in findings]
    for finding in reversed(marked):
        if finding.suppressed:
            start, end = finding.span
            text = f"{text[:start]}〔{text[start:end]}〕{text[end:]}"
    return text


OFF, ON = "<!-- reportlint off -->", "<!-- reportlint on -->"


@pytest.mark.parametrize(
    "text",
    [
        f"坏\n\n{OFF}\n\n〔坏〕〔差〕\n\n{ON}\n\n坏差",
        f"坏{OFF}〔坏〕{ON}坏",
        "<!-- reportlint off bad-word -->\n\n〔坏〕差\n\n<!-- reportlint on -->\n\n坏",
        "<!-- reportlint off old-word -->\n\n〔坏〕差",
        "<!-- reportlint off typo -->\n\n〔坏〕差",
        "<!-- reportlint off bad-word, worse-word -- 引文 -->\n\n〔坏〕〔差〕",
        "<!-- reportlint off bad-word worse-word -->\n\n<!-- reportlint on bad-word -->\n\n坏〔差〕",
        f"{OFF}\n\n<!-- reportlint on bad-word -->\n\n坏〔差〕",
        "<!-- reportlint off other -->\n\n坏",
        "<!-- reportlint next -->\n\n〔坏〕\n\n坏",
        "<!-- reportlint next bad-word -->\n〔坏〕差\n\n坏",
        "<!-- reportlint next bad-word -->\n<!-- reportlint next worse-word -->\n〔坏〕〔差〕\n\n坏差",
        "<!-- reportlint next -->\n- 〔坏〕\n- 坏",
        "〔坏〕\n\n差\n\n<!-- reportlint file bad-word -->",
        f"```\n{OFF}\n```\n\n坏",
        f"{ON}\n\n坏",
        "<!-- reportlint next -->",
        "<!-- 坏 -->",
    ],
)
def test_instructions_in_the_document(text: str) -> None:
    assert silenced(text.replace("〔", "").replace("〕", "")) == text


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        (" reportlint off ", ("off", (), "")),
        ("reportlint off a-b，c-d -- 两处 原文", ("off", ("a-b", "c-d"), "两处 原文")),
        ("reportlint: next a", ("next", ("a",), "")),
        ("reportlint on", ("on", (), "")),
        ("reportlint file a; b -- x -- y", ("file", ("a", "b"), "x -- y")),
        ("reportlint off\n  a\n  -- 换行", ("off", ("a",), "换行")),
        ("reportlint off —— 理由", ("off", (), "理由")),
        ("reportlint office", None),
        ("reportlint", None),
        ("see reportlint off", None),
    ],
)
def test_instructions(comment: str, expected: tuple[str, tuple[str, ...], str] | None) -> None:
    found = directive(comment, 3, 9)
    assert (found and (found.action, found.rules, found.reason)) == expected


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("〔坏〕，〔坏〕", "坏"),
        ("甲〔坏〕乙坏", "甲坏"),
        ("甲〔坏〕乙坏", "甲 坏乙"),
        ("甲  〔坏〕\t乙坏", "甲坏乙"),
        ("坏，坏", "坏坏"),
        ("坏", "好坏"),
        ("坏。坏乙", "坏甲"),
        ("电话〔12345678〕，20000000", "12345678"),
        ("电话〔12345678〕，20000000", "电话12345678，"),
        ("电话12345678", "████████"),
        ("电话〔12345678〕。", "电话████████"),
    ],
)
def test_accepted_texts(text: str, wanted: str) -> None:
    plain = text.replace("〔", "").replace("〕", "")
    entries = [Accept(name, wanted) for name in ("typo", "id-number")]
    assert silenced(plain, *entries, format="txt") == text


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (Accept("bad-word", "坏"), True),
        (Accept("old-word", "坏"), True),
        (Accept("typo", "坏"), True),
        (Accept("style", "坏"), False),
        (Accept("bad-word", "坏", expires="2999-01-01"), True),
        (Accept("bad-word", "坏", expires=time.strftime("%Y-%m-%d")), True),
        (Accept("bad-word", "坏", expires="2020-01-01"), False),
    ],
    ids=["id", "old id", "category", "other category", "not expired", "last day", "expired"],
)
def test_which_entries_apply(entry: Accept, expected: bool) -> None:
    assert (silenced("坏", entry, format="txt") == "〔坏〕") is expected


def test_an_entry_may_be_for_some_files_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    entry = Accept("typo", "坏", Glob("草稿/*.txt", str(tmp_path)), "看过", place="x:1:1")
    findings, _ = run("坏", BAD)
    for path, by in (("草稿/甲.txt", ["accept"]), ("甲.txt", [])):
        document = document_of("坏")
        document.path = path
        marked, used = apply(findings, document, SimpleNamespace(accept=[entry]))
        assert [one.suppressed.by for one in marked if one.suppressed] == by
        assert used == ({"x:1:1"} if by else set())


def test_the_reason_is_kept() -> None:
    findings, _ = run("坏", BAD)
    (marked,), _ = apply(
        findings, document_of("坏"), SimpleNamespace(accept=[Accept("typo", "坏", reason="引文")])
    )
    assert marked.suppressed is not None
    assert (marked.suppressed.by, marked.suppressed.reason) == ("accept", "引文")


@pytest.mark.parametrize(
    ("entry", "covered", "expected"),
    [
        ("{rule: typo, text: 坏}", ["."], "没有用上"),
        ("{rule: typo, text: 坏}", [".."], "没有用上"),
        ("{rule: typo, text: 坏}", ["甲.txt"], ""),
        ("{rule: typo, text: 坏}", ["子"], ""),
        ("{rule: typo, text: 坏, path: 子/乙.txt}", ["子/乙.txt"], "没有用上"),
        ("{rule: typo, text: 坏, path: 子/乙.txt}", ["子"], "没有用上"),
        ("{rule: typo, text: 坏, path: 子/乙.txt}", ["甲.txt"], ""),
        ("{rule: typo, text: 坏, path: '子/*.txt'}", ["子/乙.txt"], ""),
        ("{rule: typo, text: 坏, path: 乙.txt}", ["子/乙.txt"], ""),
        ("{rule: typo, text: 坏, expires: 2020-01-01}", ["甲.txt"], "2020-01-01"),
        ("{rule: typo, text: 用过}", ["."], ""),
    ],
)
def test_entries_without_effect_are_told(
    entry: str, covered: list[str], expected: str, tmp_path: Path
) -> None:
    root = tmp_path / "项目"
    (root / "子").mkdir(parents=True)
    for name in ("甲.txt", "子/乙.txt"):
        (root / name).write_text("文", encoding="utf-8")
    (root / ".reportlint.yaml").write_text(f"accept:\n- {entry}\n", encoding="utf-8")
    found = config.load(str(root))
    used = {one.place for one in found.accept if one.text == "用过"}
    messages = unused(found, used, [str(root / path) for path in covered])
    assert len(messages) == bool(expected)
    if expected:
        assert expected in messages[0]
        assert messages[0].startswith(f"{shown(str(root / '.reportlint.yaml'))}:2:3: ")


@pytest.mark.parametrize(("ran", "expected"), [(None, 1), ({"typo"}, 1), ({"style"}, 0), (set(), 0)])
def test_entries_of_rules_that_did_not_run_are_not_told(
    ran: set[str] | None, expected: int, tmp_path: Path
) -> None:
    (tmp_path / ".reportlint.yaml").write_text("accept:\n- {rule: typo, text: 坏}\n", encoding="utf-8")
    assert len(unused(config.load(str(tmp_path)), set(), [str(tmp_path)], ran)) == expected


def test_instructions_that_name_no_rule_are_told() -> None:
    document = document_of("甲\n\n<!-- reportlint off bad-word, bad-wrod, typo -->", "md")
    document.path = "甲.md"
    (message,) = misnamed(document, {"bad-word", "typo"})
    assert message.startswith("甲.md:3:1: 没有名为“bad-wrod”")
