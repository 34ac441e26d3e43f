"""Views: what they leave out, and that every character of one is found where it stands."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.text.views import VIEWS, View

COMPACT = VIEWS["compact"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("更多公 文素材，微信： abc", "更多公文素材，微信：abc"), ("微\u200b信", "微信"), ("加 微 信", "加微信"), ("2013 年", "2013年"), ("第 3 次", "第3次"),
        ("a b", "a b"), ("国产 Word 软件", "国产Word软件"), (" 微信 ", " 微信 "), ("\u200b 微信", " 微信"), ("微\u3000\t 信", "微信"), ("微 \u200b 信", "微  信"),
        ("微信\n 号", "微信\n 号"), ("微信", "微信"), ("“ 微信 ”", "“ 微信 ”"), ("微 - 信", "微 - 信"),
    ],
)  # fmt: skip
def test_compact(text: str, expected: str) -> None:
    assert COMPACT.sub("", text) == expected


@given(st.text("微信，a1 \t\u3000\u200b\ufeff\n。-", max_size=30))
def test_every_character_is_where_it_came_from(text: str) -> None:
    view = View(COMPACT.sub("", text), text, COMPACT)
    assert "".join(text[slice(*view.map.hull(at, at + 1))] for at in range(len(view.text))) == view.text


@given(st.text("微信，a1 \t\u3000\u200b\ufeff。-", max_size=30))
def test_blanks_by_the_word(text: str) -> None:
    """As said in words: runs of one sort, between a hanzi or mark and another or a letter or digit."""
    wide, letter = "[\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e]", "[A-Za-z0-9]"

    def kept(run: re.Match[str]) -> str:
        if run[0][0] not in " \t\u00a0\u3000":
            return ""
        before, after = text[: run.start()][-1:], text[run.end() : run.end() + 1]
        sides = bool(re.match(wide, before)), bool(re.match(wide, after))
        letters = bool(re.match(letter, before)), bool(re.match(letter, after))
        return "" if all(sides) or (sides[0] and letters[1]) or (letters[0] and sides[1]) else run[0]

    assert COMPACT.sub("", text) == re.sub("[ \t\u00a0\u3000]+|[\u200b-\u200d\u2060\ufeff\u00ad]+", kept, text)
