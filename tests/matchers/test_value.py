"""``value``: how its table is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportlint.matchers.value import Value

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("line", ["%", "%\t增长", "%\t\tbare", "%\t增长\talways"], ids=repr)
def test_a_line_without_its_three_fields_is_refused(line: str, tmp_path: Path) -> None:
    (tmp_path / "units.tsv").write_text(f"# 单位\n{line}\n", "utf-8")
    with pytest.raises(ValueError, match="第 2 行"):
        Value.load({"table": "units.tsv"}, str(tmp_path))


def test_the_gate_holds_every_pair_of_word_and_unit(tmp_path: Path) -> None:
    (tmp_path / "units.tsv").write_text("%\t长 降\tbare\n公里\t路\tended\n", "utf-8")
    options = Value.load({"table": "units.tsv", "counted": ["共有"], "units": ["人"]}, str(tmp_path))
    assert Value(**options).gate()[:5] == ["长%", "降%", "路公里", "共有人", "*"]
