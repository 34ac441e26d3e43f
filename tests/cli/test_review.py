"""``reportlint review``: arguments, files and exit status."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from command import run
from drafting import comments, docx, p, revisions

if TYPE_CHECKING:
    from pathlib import Path

FAULTY = docx(p("青禾县认真布署工作，违规现象扔有发生") + "<w:sectPr/>")
WARNED = docx(p("违规现象扔有发生") + "<w:sectPr/>")
CLEAN = docx(p("青禾县认真部署工作") + "<w:sectPr/>")


def reviewed(folder: Path, data: bytes, *options: str, name: str = "报告.docx") -> tuple[int, bytes, str, str]:
    """Status, bytes written (b"" for none) and what was printed."""
    (folder / name).write_bytes(data)
    done = run(["review", name, "-o", "审.docx", *options], folder)
    out = folder / "审.docx"
    return done.status, out.read_bytes() if out.exists() else b"", done.out, done.err


@pytest.mark.parametrize(
    ("data", "options", "status"),
    [
        (FAULTY, (), 1),
        (FAULTY, ("--fail-on", "never"), 0),
        (FAULTY, ("--accept-safe",), 0),
        (WARNED, (), 0),
        (WARNED, ("--fail-on", "warning"), 1),
        (CLEAN, (), 0),
    ],
)
def test_status_is_that_of_check(tmp_path: Path, data: bytes, options: tuple[str, ...], status: int) -> None:
    found, written, _, _ = reviewed(tmp_path, data, *options)
    assert found == status
    assert written


@pytest.mark.parametrize(
    ("options", "rules", "changes"),
    [
        ((), ["wrong-word", "confused-word"], 2),
        (("--comments-only",), ["wrong-word", "confused-word"], 0),
        (("--accept-safe",), ["confused-word"], 0),
        (("--select", "wrong-word"), ["wrong-word"], 2),
        (("--ignore", "typo"), [], 0),
        (("--min-severity", "error"), ["wrong-word"], 2),
    ],
)
def test_options(tmp_path: Path, options: tuple[str, ...], rules: list[str], changes: int) -> None:
    _, data, _, _ = reviewed(tmp_path, FAULTY, *options)
    assert [one.rule for one in comments(data)] == rules
    assert len(revisions(data)) == changes


def test_what_was_done_is_said(tmp_path: Path) -> None:
    assert reviewed(tmp_path, FAULTY)[2] == "审.docx：问题2处，批注2条，修订1处\n"
    assert reviewed(tmp_path, CLEAN)[2] == "审.docx：没有要批注的问题\n"
    assert reviewed(tmp_path, FAULTY, "-q")[2] == ""


def test_the_input_stays_as_it_is(tmp_path: Path) -> None:
    reviewed(tmp_path, FAULTY)
    assert (tmp_path / "报告.docx").read_bytes() == FAULTY


def test_the_input_is_replaced_where_that_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "报告.docx").write_bytes(FAULTY)
    assert run(["review", "报告.docx", "-o", "报告.docx"], tmp_path).status == 1
    assert len(comments((tmp_path / "报告.docx").read_bytes())) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["报告.docx"]


def test_configuration_is_that_of_check(tmp_path: Path) -> None:
    (tmp_path / ".reportlint.yaml").write_text("ignore: [confused-word, statistical-typo]\nseverity: {wrong-word: warning}\n", "utf-8")
    status, data, _, _ = reviewed(tmp_path, FAULTY)
    assert (status, [one.rule for one in comments(data)]) == (0, ["wrong-word"])
    status, data, _, _ = reviewed(tmp_path, FAULTY, "--no-config")
    assert (status, len(comments(data))) == (1, 2)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("报告.docx", b"", "文件是空的"),
        ("报告.docx", b"PK\x03\x04 broken", "文件已损坏"),
        ("报告.docx", FAULTY[:-400], "文件已损坏"),
        ("报告.docx", "这是文本".encode(), "内容是纯文本"),
        ("报告.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧版 Office"),
        ("报告.docx", b"{\\rtf1 a}", "RTF"),
        ("报告.txt", bytes(range(256)) * 4, ""),
    ],
)
def test_what_cannot_be_read_leaves_no_file(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    status, written, _, err = reviewed(tmp_path, data, name=name)
    assert (status, written) == (2, b"")
    assert name in err
    assert message in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["无.docx", "-o", "a.docx"], "没有这个文件"),
        (["文件夹", "-o", "a.docx"], "是文件夹"),
        (["报告.docx"], "-o"),
        (["报告.docx", "-o", "a.txt"], "应以 .docx 结尾"),
        (["报告.docx", "-o", "无/a.docx"], "写不进去"),
        (["报告.docx", "-o", "夹.docx"], "是文件夹"),
        (["报告.docx", "-o", "a.docx", "--comments-only", "--accept-safe"], "只能用一个"),
        (["报告.docx", "-o", "a.docx", "--select", "no-such-rule"], "no-such-rule"),
        (["报告.docm", "-o", "a.docx"], "应以 .docm 结尾"),
        (["报告.docx", "-o", "a.docx", "--encoding", "utf-99"], "utf-99"),
    ],
)
def test_wrong_usage(tmp_path: Path, arguments: list[str], message: str) -> None:
    (tmp_path / "报告.docx").write_bytes(FAULTY)
    (tmp_path / "报告.docm").write_bytes(FAULTY)
    (tmp_path / "文件夹").mkdir()
    (tmp_path / "夹.docx").mkdir()
    done = run(["review", *arguments], tmp_path)
    assert done.status == 2
    assert message in done.err
    assert not (tmp_path / "a.docx").exists()


@pytest.mark.parametrize(("name", "text"), [("报告.txt", "认真布署。\n"), ("报告.md", "# 题\n\n认真**布署**。\n")])
def test_text_becomes_a_document(tmp_path: Path, name: str, text: str) -> None:
    status, data, _, _ = reviewed(tmp_path, text.encode(), name=name)
    assert status == 1
    assert [one.range for one in comments(data)] == ["布署"]


def test_an_old_encoding(tmp_path: Path) -> None:
    status, data, _, _ = reviewed(tmp_path, "全县认真布署各项工作，取得明显成效。\n".encode("gb18030"), name="报告.txt")
    assert (status, [one.range for one in comments(data)]) == (1, ["布署"])


def test_the_date_can_be_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772357400")
    one, *_ = comments(reviewed(tmp_path, FAULTY)[1])
    assert one.date == "2026-03-01T09:30:00Z"
