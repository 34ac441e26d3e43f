"""Characters of another script form: runs, what should stand there, and tables that are wrong."""

from __future__ import annotations

import pathlib
from typing import Any

import pytest

from reportlint.matchers.script import Script

LETTERS = {"黨": "党", "設": "设", "國": "国", "務": "务"}


def found(text: str, **options: Any) -> list[tuple[str, str]]:
    matcher = Script(letters=LETTERS, **options)
    hits = [(at, 0) for at, char in enumerate(text) if char in LETTERS]
    matches = matcher.find(text, hits, None, None)
    return [(text[match.start : match.end], (match.values or {})["expected"]) for match in matches]  # type: ignore[misc]


CASES: list[tuple[str, list[tuple[str, str]]]] = [
    ("加强黨的建設工作", [("黨的建設", "党的建设")]),
    ("黨委全面领导國企", [("黨", "党"), ("國", "国")]),
    ("黨，國", [("黨", "党"), ("國", "国")]),
    ("加强党的建设", []),
    ("黨國設務" * 12, []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_runs(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_what_stands_near_may_excuse() -> None:
    assert found("香港商務机构", unless="香港") == []
    assert found("香港商务机构与内地的多个城市签订合作协议，國内", unless="香港") == [("國", "国")]


FAULTS = ["黨", "黨\t党\t党", "黨\t黨", "黨國\t党国", "黨\t党\n黨\t党"]


@pytest.mark.parametrize("table", FAULTS)
def test_tables_that_are_wrong(table: str, tmp_path: pathlib.Path) -> None:
    (tmp_path / "a.tsv").write_text(f"# 表\n{table}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.tsv:[23]: "):
        Script.load({"table": "a.tsv"}, str(tmp_path))
