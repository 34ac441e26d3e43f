"""The page on corpora lists the columns that the tables have."""

from __future__ import annotations

import re

import pyarrow as pa
import pytest

from reportlint.corpus.tables import TABLES
from sandbox import PROJECT

_NAMES = {pa.bool_(): "bool", pa.list_(pa.string()): "list of string", pa.float64(): "double"}


@pytest.mark.parametrize("table", TABLES)
def test_columns_and_types(table: str) -> None:
    page = (PROJECT / "docs" / "corpus.md").read_text("utf-8")
    section = page.split(f"\n### {table}\n")[1].split("\n#")[0]
    listed = re.findall(r"^\| `(\w+)` \| ([\w ]+) \|", section, re.MULTILINE)
    assert listed == [(field.name, _NAMES.get(field.type, str(field.type))) for field in TABLES[table]]
