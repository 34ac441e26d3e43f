"""Masking what must not be shown: identity numbers, telephone numbers, names."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MASK = "█"


def redacted(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with every character of the spans masked; offsets stay what they are."""
    if not spans:
        return text
    pieces = []
    last = 0
    for start, end in sorted(spans):
        if end <= last:
            continue
        start = max(start, last)
        pieces += [text[last:start], MASK * (end - start)]
        last = end
    pieces.append(text[last:])
    return "".join(pieces)


def concealed(string: str, secrets: Iterable[str]) -> str:
    """A string that may quote the text, with every secret in it masked."""
    for secret in secrets:
        if secret in string:
            string = string.replace(secret, MASK * len(secret))
    return string
