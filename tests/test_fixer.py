"""Fixes: which go together, and that fixing twice changes nothing."""

from __future__ import annotations

import codecs
import pathlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reportlint
from building import rule, run
from command import run as command
from reportlint.core.finding import Finding, Fix
from reportlint.core.span import Span
from reportlint.fixer import NotConverging, chosen, edited, settle

WRONG, RIGHT = "会议布署了工作。", "会议部署了工作。"


def finding(*edits: tuple[int, int, str], applicability: str = "safe") -> Finding:
    span = Span(edits[0][0], edits[0][1])
    return Finding("a", "r", "typo", "error", "", span, "", fix=Fix(edits, applicability))


@pytest.mark.parametrize(
    ("findings", "unsafe", "expected"),
    [
        ([finding((0, 1, "a")), finding((2, 3, "b"))], False, [(0, 1, "a"), (2, 3, "b")]),
        ([finding((0, 2, "a")), finding((1, 3, "b"))], False, [(0, 2, "a")]),
        ([finding((0, 2, "a")), finding((2, 3, "b"))], False, [(0, 2, "a"), (2, 3, "b")]),
        ([finding((2, 2, "a")), finding((2, 2, "b"))], False, [(2, 2, "a")]),
        ([finding((0, 1, "a"), (5, 6, "")), finding((4, 6, "b"))], False, [(0, 1, "a"), (5, 6, "")]),
        ([finding((0, 1, "a"), applicability="unsafe")], False, []),
        ([finding((0, 1, "a"), applicability="unsafe")], True, [(0, 1, "a")]),
        ([finding((0, 1, "a"), applicability="display")], True, []),
    ],
)
def test_edits_that_touch_wait(
    findings: list[Finding], unsafe: bool, expected: list[tuple[int, int, str]]
) -> None:
    assert chosen(findings, unsafe)[0] == expected


@given(st.text(max_size=30), st.data())
def test_edits_fall_where_they_say(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    edits = [(a, b, "·") for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    kept = "".join(
        text[a:b] for a, b in zip([0, *(e[1] for e in edits)], [*(e[0] for e in edits), len(text)], strict=True)
    )
    assert edited(text, edits).replace("·", "") == kept.replace("·", "")


def test_fixes_that_undo_each_other_are_refused() -> None:
    there = rule("there", "甲", fix={"applicability": "safe", "replacement": "乙"})
    back = rule("back", "乙", fix={"applicability": "safe", "replacement": "甲"})
    with pytest.raises(NotConverging) as error:
        settle("甲", lambda text: run(text, there, back)[0], edited)
    assert error.value.rules


@pytest.mark.parametrize(
    ("encoding", "bom"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("gb18030", b""),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", ""], ids=ascii)
def test_a_file_keeps_its_encoding_bom_and_line_ends(
    tmp_path: pathlib.Path, encoding: str, bom: bytes, end: str
) -> None:
    path = tmp_path / "报告.txt"
    text = f"一、总体情况{end or ' '}{WRONG}各部门分工负责，取得了明显成效{end}"
    path.write_bytes(bom + text.encode(encoding))
    path.chmod(0o640)
    report = reportlint.fix(path)
    assert not report.failures
    assert path.read_bytes() == bom + text.replace(WRONG, RIGHT).encode(encoding)
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_fixing_twice_changes_nothing(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(WRONG * 3, "utf-8")
    assert command(["--fix", "a.txt"], tmp_path).status == 0
    once = path.read_bytes()
    assert once.decode() == RIGHT * 3
    command(["--fix", "a.txt"], tmp_path)
    assert path.read_bytes() == once


def test_a_clean_file_is_not_written(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(RIGHT, "utf-8")
    before = path.stat().st_mtime_ns, path.stat().st_ino
    command(["--fix", "a.txt"], tmp_path)
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before


def test_a_link_stays_a_link(tmp_path: pathlib.Path) -> None:
    target, link = tmp_path / "a.txt", tmp_path / "b.txt"
    target.write_text(WRONG, "utf-8")
    link.symlink_to(target)
    command(["--fix", "b.txt"], tmp_path)
    assert link.is_symlink()
    assert target.read_text("utf-8") == RIGHT


def test_the_status_of_fix_is_what_remains(tmp_path: pathlib.Path) -> None:
    (tmp_path / "a.txt").write_text(WRONG, "utf-8")
    (tmp_path / "b.txt").write_text(WRONG + "全年培训**人次。", "utf-8")
    assert command(["--fix", "a.txt"], tmp_path).status == 0
    assert command(["--fix", "b.txt"], tmp_path).status == 1


def test_diff_writes_nothing_and_fails_where_it_is_not_empty(tmp_path: pathlib.Path) -> None:
    (tmp_path / "a.txt").write_text(WRONG, "utf-8")
    result = command(["--diff", "a.txt"], tmp_path)
    assert result.status == 1
    assert f"-{WRONG}\n" in result.out
    assert f"+{RIGHT}\n" in result.out
    assert (tmp_path / "a.txt").read_text("utf-8") == WRONG
    (tmp_path / "b.txt").write_text("全年培训**人次。", "utf-8")
    result = command(["--diff", "b.txt"], tmp_path)
    assert (result.status, result.out) == (0, "")


def test_standard_input_is_mended_to_standard_output(tmp_path: pathlib.Path) -> None:
    result = command(["--fix", "-"], tmp_path, (WRONG + "\r\n").encode("gb18030"))
    assert result.data == (RIGHT + "\r\n").encode("gb18030")
    assert result.status == 0


def test_what_is_not_shown_is_not_changed(tmp_path: pathlib.Path) -> None:
    text = "1、加强领导\n2、压实责任\n"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    command(["--fix", "a.txt"], tmp_path)
    assert (tmp_path / "a.txt").read_text("utf-8") == text
    command(["--fix", "--min-severity", "info", "a.txt"], tmp_path)
    assert (tmp_path / "a.txt").read_text("utf-8") == "1.加强领导\n2.压实责任\n"


def test_a_diff_of_empty_standard_input_is_empty(tmp_path: pathlib.Path) -> None:
    result = command(["--diff", "-"], tmp_path, b"")
    assert (result.status, result.out, result.err) == (0, "", "")
