"""Exit statuses, as a table."""

from __future__ import annotations

import pathlib

import pytest

from command import run

CLEAN = "一季度全县完成投资3.2亿元，同比增长5%。\n"
MASKED = "全年培训**人次。\n"
WARNING = "对群众反映的问题抓的不够紧。\n"

CASES = [
    ("clean file", ["clean.txt"], 0),
    ("error found", ["masked.txt"], 1),
    ("clean and faulty", ["clean.txt", "masked.txt"], 1),
    ("check by name", ["check", "masked.txt"], 1),
    ("missing path", ["nowhere.txt"], 2),
    ("missing path beside a fault", ["nowhere.txt", "masked.txt"], 2),
    ("folder without texts", ["empty"], 2),
    ("folder", ["texts"], 1),
    ("binary file", ["binary.txt"], 2),
    ("never fails", ["--fail-on", "never", "masked.txt"], 0),
    ("never fails, but unreadable", ["--fail-on", "never", "binary.txt"], 2),
    ("ignored rule", ["--ignore", "mask-asterisk", "masked.txt"], 0),
    ("ignored category", ["--ignore", "placeholder", "masked.txt"], 0),
    ("ignore wins over select", ["--select", "placeholder", "--ignore", "mask-asterisk", "masked.txt"], 0),
    ("other category selected", ["--select", "numbering", "masked.txt"], 0),
    ("comma-separated", ["--select", "numbering,placeholder", "masked.txt"], 1),
    ("unknown rule selected", ["--select", "mask-asterix", "masked.txt"], 2),
    ("unknown rule ignored", ["--ignore", "mask-asterix", "masked.txt"], 2),
    ("unknown option", ["--colour", "masked.txt"], 2),
    ("unknown format", ["-f", "yaml", "masked.txt"], 2),
    ("no path", ["check"], 2),
    ("nothing at all", [], 2),
    ("unknown encoding", ["--encoding", "utf-9", "clean.txt"], 2),
    ("wrong encoding", ["--encoding", "ascii", "clean.txt"], 2),
    ("fix and diff", ["--fix", "--diff", "clean.txt"], 0),
    ("unsafe without fix", ["--unsafe-fixes", "clean.txt"], 0),
    ("update without baseline", ["--update-baseline", "clean.txt"], 2),
    ("missing configuration", ["--config", "nowhere.yaml", "clean.txt"], 2),
    ("quiet clean", ["-q", "clean.txt"], 0),
    ("quiet error", ["-q", "masked.txt"], 1),
    ("path named like a command", ["./test"], 0),
    ("version", ["--version"], 0),
    ("help", ["--help"], 0),
    ("help of check", ["check", "--help"], 0),
    ("rules", ["rules"], 0),
    ("rules as json", ["rules", "-f", "json"], 0),
    ("explain", ["explain", "mask-asterisk"], 0),
    ("explain unknown", ["explain", "mask-asterix"], 2),
    ("test of missing rules", ["test", "nowhere"], 2),
    ("mixed case suffix", ["texts/UPPER.TXT"], 1),
    ("unsupported suffix is text", ["report.dat"], 1),
    ("empty file", ["blank.txt"], 0),
    ("unwritable output", ["-o", "nowhere/out.txt", "clean.txt"], 2),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    root = tmp_path_factory.mktemp("status")
    (root / "clean.txt").write_text(CLEAN, "utf-8")
    (root / "test").write_text(CLEAN, "utf-8")
    (root / "masked.txt").write_text(MASKED, "utf-8")
    (root / "report.dat").write_text(MASKED, "utf-8")
    (root / "blank.txt").write_bytes(b"")
    (root / "binary.txt").write_bytes(bytes(range(256)) * 4)
    (root / "empty").mkdir()
    (root / "texts").mkdir()
    (root / "texts" / "UPPER.TXT").write_text(MASKED, "utf-8")
    (root / "texts" / ".hidden.txt").write_bytes(b"\0\1")
    (root / "texts" / "~$lock.txt").write_bytes(b"\0\1")
    return root


@pytest.mark.parametrize(("arguments", "status"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_status(folder: pathlib.Path, arguments: list[str], status: int) -> None:
    result = run(arguments, folder)
    assert result.status == status, result.err or result.out


@pytest.mark.parametrize(
    ("options", "status"),
    [([], 0), (["--fail-on", "warning"], 1), (["--min-severity", "info"], 0), (["--fail-on", "info"], 1)],
    ids=str,
)
def test_a_warning_fails_only_where_asked(tmp_path: pathlib.Path, options: list[str], status: int) -> None:
    (tmp_path / "a.txt").write_text(WARNING, "utf-8")
    result = run([*options, "a.txt"], tmp_path)
    assert result.status == status
    assert "de-complement" in result.out


def test_what_cannot_be_read_is_told_and_the_rest_is_linted(folder: pathlib.Path) -> None:
    result = run(["-f", "concise", "nowhere.txt", "binary.txt", "masked.txt"], folder)
    assert "nowhere.txt: 没有这个文件" in result.err
    assert "binary.txt: " in result.err
    assert "masked.txt:1:5: " in result.out


def test_unknown_rule_names_the_nearest(folder: pathlib.Path) -> None:
    assert "mask-asterisk" in run(["--select", "mask-asterix", "clean.txt"], folder).err
