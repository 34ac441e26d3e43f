"""File patterns."""

from __future__ import annotations

import os

import pytest

from reportlint.core.globs import Glob

BASE = os.path.abspath(os.path.join(os.sep, "项目"))


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("*.txt", "甲.txt", True),
        ("*.txt", "深/甲.txt", True),
        ("*.txt", "甲.txt.md", False),
        ("甲.*", "甲.md", True),
        ("草稿", "草稿/甲.txt", True),
        ("草稿/", "深/草稿/甲.txt", True),
        ("草稿/*.txt", "草稿/甲.txt", True),
        ("草稿/*.txt", "草稿/深/甲.txt", False),
        ("草稿/*.txt", "深/草稿/甲.txt", False),
        ("./草稿/*.txt", "草稿/甲.txt", True),
        ("/草稿", "草稿/甲.txt", True),
        ("草稿/**", "草稿/深/更深/甲.txt", True),
        ("草稿/**/甲.txt", "草稿/甲.txt", True),
        ("草稿/**/甲.txt", "草稿/深/甲.txt", True),
        ("**/甲.txt", "甲.txt", True),
        ("**/甲.txt", "乙甲.txt", False),
        ("202[0-9].txt", "2025.txt", True),
        ("202[!0-4].txt", "2023.txt", False),
        ("?.txt", "甲.txt", True),
        ("?.txt", "甲乙.txt", False),
        ("a+b(1).txt", "a+b(1).txt", True),
        ("[.txt", "[.txt", True),
    ],
)
def test_matches(pattern: str, path: str, expected: bool) -> None:
    assert Glob(pattern, BASE).matches(os.path.join(BASE, *path.split("/"))) is expected


def test_what_lies_elsewhere_never_matches() -> None:
    assert not Glob("**", BASE).matches(BASE + "二" + os.sep + "甲.txt")


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [("草稿/甲.txt", True), ("./甲.txt", True), ("甲.txt", False), ("草稿/*.txt", False)],
)
def test_plain_paths(pattern: str, expected: bool) -> None:
    assert bool(Glob(pattern, BASE).plain) is expected
