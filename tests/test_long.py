"""A long document is read a part at a time, and nothing else is found in it than in a short one."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from reportlint.api import Linter
from reportlint.cli import jobs, run
from reportlint.core import document, lines
from reportlint.readers import txt
from reportlint.text import alignment, flat, reading
from sandbox import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

SEEDS = sorted((PROJECT / "seeds").glob("*.txt"))


def told(text: str) -> list[tuple[object, ...]]:
    report = Linter().check_text(text, "稿.txt", "稿.txt")
    assert report.failures == []
    return [(one.rule, *one.span, one.message, one.sentence, one.fingerprint) for one in report.findings]


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_LARGE", 0)
    monkeypatch.setattr(alignment, "_LARGE", 0)
    monkeypatch.setattr(flat, "_PART", 150)
    monkeypatch.setattr(flat, "_FAR", 150)
    monkeypatch.setattr(document, "_MANY", 0)
    monkeypatch.setattr(lines, "_LONG", 0)
    monkeypatch.setattr(txt, "_SHORT", 0)
    monkeypatch.setattr(jobs, "_LARGE", 0)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\n\n　\n"], ids=ascii)
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: str(path.name))
def test_the_same_is_found(path: Path, ending: str, request: pytest.FixtureRequest) -> None:
    text = path.read_text("utf-8").replace("\n", ending) + "𠮷某县（𠮷）扔有问题，，"
    short = told(text)
    assert short
    request.getfixturevalue("long")
    assert told(text) == short


def test_the_same_is_found_in_one_line(request: pytest.FixtureRequest) -> None:
    text = "".join(path.read_text("utf-8") for path in SEEDS).replace("\n", "")
    short = told(text)
    request.getfixturevalue("long")
    assert told(text) == short


@pytest.mark.parametrize("size", ["short", "long"])
def test_lines_are_blocks_when_they_are_asked_for(size: str, request: pytest.FixtureRequest) -> None:
    if size == "long":
        request.getfixturevalue("long")
    blocks = txt.document_of("一\n\n二二\n三", "稿.txt").blocks
    assert [(block.kind, block.start, block.end) for block in blocks] == [("paragraph", 0, 1), ("paragraph", 3, 5), ("paragraph", 6, 7)]
    assert (len(blocks), blocks[-1].start, [block.start for block in blocks[1:]]) == (3, 6, [3, 6])
    with pytest.raises(IndexError):
        blocks[3]


def test_nothing_of_a_document_waits_for_the_collector() -> None:
    linter = Linter()
    for path in SEEDS[:2]:
        linter.check_file(str(path))

    def held() -> list[object]:
        return [one for one in gc.get_objects() if isinstance(one, (reading.Reading, document.Document))]

    gc.collect()
    # Other tests may hold some.
    before = {id(one) for one in held()}
    gc.disable()
    try:
        linter.check_file(str(SEEDS[0]))
        left = [one for one in held() if id(one) not in before]
    finally:
        gc.enable()
    assert left == []


def test_a_run_over_a_large_file(long: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "稿.txt"
    file.write_text(SEEDS[0].read_text("utf-8"), "utf-8")
    run(["--no-config", "--no-cache", "--fail-on", "never", str(file)])
    assert capsys.readouterr().out
