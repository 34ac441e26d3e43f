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
    found: list[str] = _NUMBER.findall(text.translate(_FOLDED) if _WIDE.search(text) else text)
    return found


def likeness(one: str, other: str, least: float = 0.0) -> float:
    """From 0 to 1: the share of pairs of neighbouring characters that two bare texts have in common.

    The coefficient of Dice over the multisets of character bigrams. ``k``
    scattered changes in ``n`` characters give about ``1 - 2k/n``. Where it must
    be below ``least``, some number below ``least`` is returned.
    """
    if one == other:
        return 1.0
    if len(one) < 2 or len(other) < 2:
        return 0.0
    length = len(one) + len(other) - 2
    chars, others = set(one), set(other)
    common = len(chars & others)
    # A character that the other text lacks takes at least one pair with it.
    most = min(len(one) - 1 - (len(chars) - common), len(other) - 1 - (len(others) - common))
    if 2 * most < least * length:
        return max(0.0, 2 * most / length)
    pairs, others = set(map(str.__add__, one, one[1:])), set(map(str.__add__, other, other[1:]))
    if len(pairs) == len(one) - 1 or len(others) == len(other) - 1:
        # Where one of them has every pair once, so many of the others' count.
        return 2 * len(pairs & others) / length
    from collections import Counter

    counts, more = Counter(map(str.__add__, one, one[1:])), Counter(map(str.__add__, other, other[1:]))
    shared = sum(min(counts[pair], more[pair]) for pair in pairs & others)
    return 2 * shared / length
