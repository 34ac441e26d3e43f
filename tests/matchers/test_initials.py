"""``initials``: its table, and which spellings it makes of a phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportlint.matchers.initials import Initials

if TYPE_CHECKING:
    from pathlib import Path


def test_every_mixture_but_the_word_and_the_letters_is_looked_for() -> None:
    assert set(Initials(table="", phrases=["维稳\tWW"]).gate()) == {"W稳", "维W"}
    assert len(Initials(table="", phrases=["扫黑除恶\tSHCE"]).gate()) == 2 * (2**4 - 2)


def test_a_form_whose_only_letter_is_x_is_left_to_the_masks() -> None:
    assert list(Initials(table="", phrases=["新冠\tXG"]).gate()) == ["新G"]


@pytest.mark.parametrize("line", ["扫黑\tSHC", "扫黑\tsh", "扫黑", "扫黑\t扫黑"], ids=repr)
def test_a_line_without_one_capital_a_character_is_refused(line: str, tmp_path: Path) -> None:
    (tmp_path / "words.tsv").write_text(f"# 词\n{line}\n", "utf-8")
    with pytest.raises(ValueError, match="第 2 行"):
        Initials.load({"table": "words.tsv"}, str(tmp_path))
