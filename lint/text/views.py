"""Views: a paragraph read with something left out or folded, and the way back.

Only paragraphs that hold something to change get a view; a whole document is
never normalised.
"""

from __future__ import annotations

from ..core.textmap import TextMap
from .patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# What a view leaves out: blanks between these, and zero-width characters anywhere.
_WIDE = Lazy("[\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e]")
_LETTER = Lazy("[A-Za-z0-9]")
_GAP = Lazy("[ \t\u00a0\u3000]+|[\u200b-\u200d\u2060\ufeff\u00ad]+")
# A single class is searched several times as fast.
_GAPS = Lazy("[ \t\u00a0\u3000\u200b-\u200d\u2060\ufeff\u00ad]+")
#: What a view may change; a paragraph without any of it is its own view.
UNEVEN = " \t\u00a0\u3000\u200b\u200c\u200d\u2060\ufeff\u00ad"
_BLANKS = " \t\u00a0\u3000"


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
    for start, end in _gaps(text):
        if text[start] in _BLANKS and not _parts(text, start, end):
            continue
        if start > last:
            pieces.append((last, start))
        last = end
    if not last:
        return None
    if last < len(text):
        pieces.append((last, len(text)))
    joined = "".join(text[start:end] for start, end in pieces)
    return View(joined, TextMap.of_pieces(pieces))


def _gaps(text: str) -> Iterator[tuple[int, int]]:
    """The runs of blanks and those of zero-width characters."""
    for gaps in _GAPS.finditer(text):
        start, end = gaps.span()
        if end - start == 1:
            yield start, end
        else:
            for gap in _GAP.finditer(text, start, end):
                yield gap.span()


def _parts(text: str, start: int, end: int) -> bool:
    """Whether the blanks at ``[start, end)`` stand beside hanzi or marks, with a letter or digit on one side at most."""
    if start == 0 or end == len(text):
        return False
    if _WIDE.match(text, start - 1):
        return bool(_WIDE.match(text, end) or _LETTER.match(text, end))
    return bool(_LETTER.match(text, start - 1) and _WIDE.match(text, end))


VIEWS = {"compact": compact}
