"""Views: a paragraph read with something left out or folded, and the way back.

Only paragraphs that hold something to change get a view; a whole document is
never normalised.
"""

from __future__ import annotations

from ..core.textmap import TextMap
from .patterns import Lazy

# The ideographic space is left out: a run of blanks must have one beginning only.
_WIDE = "\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e"
_INSIDE = Lazy(
    rf"(?<=[{_WIDE}])[ \t\u00a0\u3000]+(?=[{_WIDE}A-Za-z0-9])|(?<=[A-Za-z0-9])[ \t\u00a0\u3000]+(?=[{_WIDE}])"
    r"|[\u200b-\u200d\u2060\ufeff\u00ad]+"
)


class View:
    """A text derived from a paragraph; ``map`` leads back to the paragraph's offsets."""

    __slots__ = ("map", "text")

    def __init__(self, text: str, map: TextMap) -> None:
        self.text = text
        self.map = map


def compact(text: str) -> View | None:
    """Without zero-width characters and without blanks beside hanzi; None where there are none.

    ``更多公 文素材，微信： abc`` reads ``更多公文素材，微信：abc``.
    """
    pieces: list[tuple[int, int]] = []
    last = 0
    for gap in _INSIDE.finditer(text):
        if gap.start() > last:
            pieces.append((last, gap.start()))
        last = gap.end()
    if not last:
        return None
    if last < len(text):
        pieces.append((last, len(text)))
    joined = "".join(text[start:end] for start, end in pieces)
    return View(joined, TextMap.of_pieces(pieces))


VIEWS = {"compact": compact}
