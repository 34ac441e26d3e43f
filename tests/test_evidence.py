"""The evidence behind severities: its statistics, its tables, and what it says of the rules."""

from __future__ import annotations

import pathlib
import re

import pytest

import evidence as commands
from generate import precision
from generate.evidence import (
    Corpus,
    Count,
    Evidence,
    digest,
    load,
    number,
    order,
    save,
    shared,
    summary,
)
from reportlint.catalog.load import load_rules
from reportlint.catalog.table import rules_dir

ROOT = pathlib.Path(__file__).parent.parent
RULES = load_rules([rules_dir()])
EVIDENCE = load()


def made(hits: int = 3, true: int = 0, false: int = 0, characters: int = 1_000_000) -> Evidence:
    """Evidence on one rule with so many hits and verdicts."""
    found = Evidence(
        {"reports": Corpus("reports", "报告", 10, characters)},
        {("reports", "sample-rule"): Count(hits, hits)},
        {},
        {},
        {},
    )
    hit = [
        commands.Hit("reports", "sample-rule", "a.txt", at, f"错{at}", "前", "后", "说明")
        for at in range(hits)
    ]
    rows = [
        f"sample-rule\ta.txt\t{at}\t错{at}\t{'true' if at < true else 'false'}\t读过"
        for at in range(true + false)
    ]
    assert list(commands.record(found, hit, rows)) == []
    return found


# Poisson: Garwood 1936, table for 95 %. Binomial: Clopper and Pearson 1934.
@pytest.mark.parametrize(
    ("hits", "true", "false", "rate", "low", "high"),
    [
        (0, 0, 0, "0.00", "0.00", "3.69"),
        (3, 3, 0, "0.00", "0.00", "3.69"),
        (1, 0, 1, "1.00", "0.03", "5.57"),
        (10, 0, 10, "10", "4.80", "18"),
        (100, 30, 0, "0.00", "0.00", "12"),
        (100, 20, 10, "33", "17", "53"),
        (100, 0, 30, "100", "88", "100"),
        (100, 0, 0, "100", "0.00", "100"),
    ],
)
def test_interval(hits: int, true: int, false: int, rate: str, low: str, high: str) -> None:
    share = shared(hits, 1_000_000, true, false)
    assert [number(value) for value in (share.rate, share.low, share.high)] == [rate, low, high]


@pytest.mark.parametrize(
    ("hits", "true", "false", "severity"),
    [
        (0, 0, 0, "error"),
        (1, 0, 1, "error"),
        (2, 0, 2, "warning"),
        (29, 28, 1, "error"),
        (29, 28, 0, "info"),
        (300, 29, 1, "warning"),
        (300, 20, 10, "info"),
        (300, 29, 0, "info"),
    ],
)
def test_severity_earned(hits: int, true: int, false: int, severity: str) -> None:
    found = made(hits, true, false)
    assert found.earned("sample-rule") == severity
    assert not found.overrated("sample-rule", severity)
    assert found.overrated("sample-rule", "error") == (severity != "error")


def test_a_rule_that_was_not_run_has_earned_nothing() -> None:
    found = made()
    assert found.earned("other-rule") is None
    assert found.overrated("other-rule", "warning")
    assert not found.overrated("other-rule", "info")


def test_excused_rules_may_have_any_severity() -> None:
    found = made()
    found.excused["other-rule"] = "只查 Word 文件"
    assert not found.overrated("other-rule", "error")


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (made(0), "已发布的报告 1.0 百万字中没有命中"),
        (made(3), "已发布的报告中每百万字命中 3.00 处，还没有人读过"),
        (made(3, 1), "已发布的报告中每百万字命中 3.00 处，读过 1 处，真错 100%；读得太少，不足以定级"),
        (made(4, 3, 1), "已发布的报告中每百万字命中 4.00 处，读过 4 处，真错 75%，误报每百万字 1.00 处"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_a_rule_page_says(found: Evidence, line: str) -> None:
    assert summary(found, "sample-rule") == line


def test_verdicts_hold_no_text(tmp_path: pathlib.Path) -> None:
    found = made(3, 2, 1)
    save(found, tmp_path)
    assert "错1" not in (tmp_path / "verdicts.tsv").read_text("utf-8")
    assert load(tmp_path) == found


def test_hits_to_be_read_are_drawn_by_their_places() -> None:
    hits = [commands.Hit("reports", "sample-rule", "a.txt", at, "错", "", "", "") for at in range(100)]
    drawn = [hit.offset for hit in commands.unread(made(0), hits, 30)]
    again = [hit.offset for hit in commands.unread(made(0), hits[:50] + hits[51:], 30)]
    assert len(drawn) == 30
    assert len(set(drawn) & set(again)) >= 29
    assert drawn == sorted(drawn, key=lambda at: order("sample-rule", "a.txt", at))


def test_hits_that_were_read_are_not_listed_again() -> None:
    hits = [commands.Hit("reports", "sample-rule", "a.txt", at, f"错{at}", "", "", "") for at in range(10)]
    assert [hit.offset for hit in commands.unread(made(10, 6, 1), hits, 30)] == sorted(
        (7, 8, 9), key=lambda at: order("sample-rule", "a.txt", at)
    )
    changed = [hit._replace(excerpt="别的") for hit in hits]
    assert len(list(commands.unread(made(10, 6, 1), changed, 30))) == 10


def test_verdicts_on_hits_that_are_gone_are_dropped() -> None:
    found = made(3, 3)
    hits = [commands.Hit("reports", "sample-rule", "a.txt", 1, "错1", "", "", "")]
    assert list(commands.record(found, hits, [])) == []
    assert list(found.verdicts) == [("sample-rule", "a.txt", 1)]
    assert found.verdicts["sample-rule", "a.txt", 1].digest == digest("错1")


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("sample-rule\ta.txt\t99\t错\ttrue\t", "no such hit: sample-rule a.txt:99"),
        ("sample-rule\ta.txt\t1\t错\tmaybe\t", "not a verdict: sample-rule\ta.txt\t1\t错\tmaybe\t"),
        ("sample-rule\ta.txt", "not a verdict: sample-rule\ta.txt"),
    ],
)
def test_rows_that_cannot_be_taken_are_named(row: str, complaint: str) -> None:
    hits = [commands.Hit("reports", "sample-rule", "a.txt", 1, "错1", "", "", "")]
    assert list(commands.record(made(3), hits, [row])) == [complaint]


@pytest.mark.parametrize("rule", RULES)
def test_the_severity_is_earned(rule: str) -> None:
    share = EVIDENCE.share(rule)
    assert not EVIDENCE.overrated(rule, RULES[rule].severity), (RULES[rule].severity, share)


def test_only_rules_that_are_there_are_excused_or_judged() -> None:
    named = {*EVIDENCE.excused, *(verdict.rule for verdict in EVIDENCE.verdicts.values())}
    assert named - RULES.keys() == set()


def test_the_tables_hold_hashes_and_short_reasons() -> None:
    wrong = [
        verdict
        for verdict in EVIDENCE.verdicts.values()
        if not re.fullmatch("[0-9a-f]{12}", verdict.digest) or len(verdict.reason) > 40
    ]
    assert wrong == []


def test_rules_that_nobody_read_say_so() -> None:
    unread = [rule for rule in RULES if (share := EVIDENCE.share(rule)) and share.hits and not share.read]
    assert [rule for rule in unread if RULES[rule].severity != "info"] == []
    for rule in unread:
        assert "还没有人读过" in (ROOT / "docs" / "rules" / f"{rule}.md").read_text("utf-8")


def test_the_page_is_in_sync() -> None:
    assert (ROOT / "docs" / "precision.md").read_text("utf-8") == precision.page(), "run: make generate"


def test_scanning_listing_and_recording(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    texts, tables, hits = tmp_path / "texts", tmp_path / "tables", tmp_path / "hits.jsonl"
    texts.mkdir()
    tables.mkdir()
    (texts / "甲.txt").write_text("全县共培训干部**人次，群众满意度较高。\n", "utf-8")
    monkeypatch.setattr(commands, "load", lambda: load(tables))
    monkeypatch.setattr(commands, "save", lambda found: save(found, tables))

    def run(*words: str) -> str:
        monkeypatch.setattr("sys.argv", ["evidence", *words])
        assert commands.main() == 0
        return capsys.readouterr().out

    run("scan", "--hits", str(hits), "--rules", "placeholder", f"reports={texts}")
    row = run("list", "--hits", str(hits)).rstrip("\n").split("\t")
    assert row[:6] == ["mask-asterisk", "甲.txt", "7", "**", "", ""]
    assert row[6] == "全县共培训干部⟦**⟧人次，群众满意度较高。⏎"
    read = tmp_path / "read.tsv"
    read.write_text("\t".join([*row[:4], "true", "掩码未填"]) + "\n", "utf-8")
    run("record", "--hits", str(hits), str(read))
    assert run("list", "--hits", str(hits)) == ""
    assert load(tables).earned("mask-asterisk") == "error"
