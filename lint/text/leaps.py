"""Matches of patterns that may begin in many ways, found by the characters that they begin with.

``re`` leaps from one possible first character to the next only where a pattern begins with one character or class. Where it begins
with a choice of more it tries every place, which takes twenty times as long.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


def leap(first: Any, pattern: Any, text: str) -> Iterator[Any]:
    """What ``pattern.finditer(text)`` gives; every match begins, and is not empty, where ``first``, a class, matches."""
    at = 0
    search, match = first.search, pattern.match
    while (place := search(text, at)) is not None:
        at = place.start()
        found = match(text, at)
        if found is None:
            at += 1
        else:
            yield found
            at = found.end()
