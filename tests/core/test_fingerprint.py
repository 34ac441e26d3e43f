"""Fingerprints survive moved paragraphs and changed blanks, and nothing else."""

from __future__ import annotations

import pytest

from reportlint.core.fingerprint import fingerprint

KNOWN = ("a-rule", "甲", "甲 乙。", 1)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (("a-rule", "甲", "甲\u3000乙。\n", 1), True),
        (("b-rule", "甲", "甲乙。", 1), False),
        (("a-rule", "乙", "甲乙。", 1), False),
        (("a-rule", "甲", "甲丙。", 1), False),
        (("a-rule", "甲", "甲乙。", 2), False),
        (("a-rule", "甲\x1f甲", "乙。", 1), False),
    ],
    ids=["blanks", "rule", "excerpt", "sentence", "occurrence", "separator"],
)
def test_what_tells_findings_apart(other: tuple[str, str, str, int], same: bool) -> None:
    assert (fingerprint(*KNOWN) == fingerprint(*other)) is same


def test_a_fingerprint_is_the_same_on_every_machine() -> None:
    assert fingerprint(*KNOWN) == "6f19c591159f5a43"


def test_broken_characters_have_one_too() -> None:
    assert len(fingerprint("a-rule", "\ud800", "\ud800", 1)) == 16
