"""``value``: how its lists are read."""

from __future__ import annotations

import pytest

from reportlint.matchers.value import Value


@pytest.mark.parametrize("entry", ["增长%", "增长/", "/%", " / "], ids=repr)
def test_an_entry_without_words_and_units_is_refused(entry: str) -> None:
    with pytest.raises(ValueError, match="应写成“词 词/单位 单位”"):
        Value(bare=[entry])


def test_the_gate_holds_every_pair_of_word_and_unit() -> None:
    gate = Value(bare=["增长 下降/% ‰"], rest="次")
    assert gate.gate()[:5] == ["增长%", "增长‰", "下降%", "下降‰", "余次"]
