"""How alike two stretches of text are, whatever their marks, blanks and masks."""

from __future__ import annotations

from .patterns import Lazy

# Marks, blanks and masks; what is left are hanzi, letters and digits.
_MARKS = Lazy(r"[^\w]+|_+|(?<![A-Za-z])[xX]+(?![A-Za-z])")
_WIDE = Lazy("[０-９．％]")
_FOLDED = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_NUMBER = Lazy(r"[0-9]+(?:\.[0-9]+)?|[一二三四五六七八九十百千两]{2,}")


def bare(text: str) -> str:
    """The text without marks, blanks and masks (``*`` ``×`` ``X``), full-width digits folded."""
    left: str = _MARKS.sub("", text.translate(_FOLDED) if _WIDE.search(text) else text)
    return left


def numbers(text: str) -> list[str]:
    """The numbers of a text in order."""
    found: list[str] = _NUMBER.findall(text.translate(_FOLDED))
    return found


def likeness(one: str, other: str) -> float:
    """From 0 to 1: the share of pairs of neighbouring characters that two bare texts have in common.

    The coefficient of Dice over the multisets of character bigrams. ``k``
    scattered changes in ``n`` characters give about ``1 - 2k/n``.
    """
    if one == other:
        return 1.0
    if len(one) < 2 or len(other) < 2:
        return 0.0
    counts: dict[str, int] = {}
    for at in range(len(one) - 1):
        pair = one[at : at + 2]
        counts[pair] = counts.get(pair, 0) + 1
    shared = 0
    for at in range(len(other) - 1):
        pair = other[at : at + 2]
        left = counts.get(pair, 0)
        if left:
            counts[pair] = left - 1
            shared += 1
    return 2 * shared / (len(one) + len(other) - 2)
