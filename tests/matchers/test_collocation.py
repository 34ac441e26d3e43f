"""Fixed expressions with something pasted into them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportlint.matchers.collocation import Collocation
from reportlint.text.automaton import Automaton

TABLE = ["关进制度的|笼子", "不敢腐、|不能腐、|不想腐", "扎紧制度的|笼子\t铁打的"]


def found(text: str) -> list[str]:
    matcher = Collocation(table=TABLE)
    hits = sorted((start, index) for start, _, index in Automaton.build(list(matcher.gate())).find(text))
    return [text[match.start : match.end] for match in matcher.find(text, hits, None, None)]


BAD = [
    ("把权力关进制度的认真落实全会部署“笼子”", ["认真落实全会部署"]),
    ("把权力关进制度的认真落实全会部署笼子", ["认真落实全会部署"]),
    ("一体推进不敢腐、各村广泛宣传不能腐、不想腐", ["各村广泛宣传"]),
    ("一体推进不敢腐、不能腐、各村广泛宣传不想腐", ["各村广泛宣传"]),
]


@pytest.mark.parametrize(("text", "expected"), BAD, ids=[text for text, _ in BAD])
def test_broken(text: str, expected: list[str]) -> None:
    assert found(text) == expected


GOOD = [
    "把权力关进制度的笼子",
    "把权力关进制度的“笼子”",
    "把权力关进制度的铁笼子",
    "把权力关进制度的范围。建好笼子",
    "把权力关进制度的，还有笼子",
    "扎紧制度的铁打的笼子",
    "关进制度的框里，不把权力关进制度的笼子",
]


@pytest.mark.parametrize("text", GOOD)
def test_whole(text: str) -> None:
    assert found(text) == []


def test_table_needs_a_cut(tmp_path: Path) -> None:
    (tmp_path / "table.tsv").write_text("关进制度的笼子\n", "utf-8")
    with pytest.raises(ValueError, match="第 1 行"):
        Collocation.load({"table": "table.tsv"}, str(tmp_path))
