"""Views: a paragraph read with something left out, and the way back.

Only paragraphs that hold something to leave out get a view; a whole document is
never normalised.
"""

from __future__ import annotations

from bisect import bisect_right

from .glances import plain_glance_of
from .patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..core.textmap import TextMap
    from .reading import Paragraph, Reading

_BLANKS = " \\t\u00a0\u3000"
_ZERO_WIDTH = "\u200b-\u200d\u2060\ufeff\u00ad"
_WIDE = "\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e"
_LETTERS = "A-Za-z0-9"
# It begins with a class, for which a text is searched several times as fast; what stands before is asked for after it.
_COMPACT = Lazy(
    f"[{_BLANKS}{_ZERO_WIDTH}](?:(?<=[{_WIDE}][{_BLANKS}])[{_BLANKS}]*(?=[{_WIDE}{_LETTERS}])"
    f"|(?<=[{_LETTERS}][{_BLANKS}])[{_BLANKS}]*(?=[{_WIDE}])|(?<=[{_ZERO_WIDTH}])[{_ZERO_WIDTH}]*)"
)
#: What views leave out, by their names. ``compact`` is without zero-width characters, and without blanks between hanzi or
#: marks, or one and a letter or digit: ``更多公 文素材，微信： abc`` reads ``更多公文素材，微信：abc``. Line ends stay.
VIEWS = {"compact": _COMPACT}
# The characters that views may leave out.
_UNEVEN = " \t\u00a0\u3000\u200b\u200c\u200d\u2060\ufeff\u00ad"


def uneven_of(page: Reading) -> dict[int, list[int]] | None:
    """Where in which paragraphs, by index, a view may begin to leave something out; None where they must be looked through.

    Blanks are left out only behind another character.
    """
    found: dict[int, list[int]] | None = page.shelf.get("uneven")
    if found is None:
        glance = plain_glance_of(page)
        if glance is not None:
            found = page.shelf["uneven"] = {}
            for at in glance.gaps:
                here = page.paragraph_at(at)
                if here is not None:
                    found.setdefault(here.index, []).append(at - here.start)
    return found


def holding(block: list[Paragraph], text: str, starts: list[int]) -> list[Paragraph]:
    """The paragraphs that hold something that a view may leave out; ``text`` is theirs, joined, and ``starts`` where each starts."""
    found = set()
    # Looking for single characters one after the other is faster than for any of them.
    for mark in _UNEVEN:
        at = text.find(mark)
        while at >= 0:
            number = bisect_right(starts, at) - 1
            found.add(number)
            at = text.find(mark, starts[number + 1])
    return [block[number] for number in sorted(found)]


def without(left_out: Any, paragraphs: list[Paragraph], known: dict[int, list[int]] | None) -> list[str]:
    """The texts of paragraphs without what a view leaves out; ``known`` as ``uneven_of`` gives it."""
    if known is not None:
        return [_cut(left_out, here.text, known[here.index]) for here in paragraphs]
    parts: list[str] = left_out.sub("", "\n".join([here.text for here in paragraphs])).split("\n")
    # A paragraph may have lines of its own.
    return parts if len(parts) == len(paragraphs) else [left_out.sub("", here.text) for here in paragraphs]


def _cut(left_out: Any, text: str, places: list[int]) -> str:
    """A text without what is left out, which begins at some of the places."""
    pieces = []
    last = 0
    for at in places:
        gap = left_out.match(text, at) if at >= last else None
        if gap is not None:
            pieces.append(text[last:at])
            last = gap.end()
    pieces.append(text[last:])
    return "".join(pieces)


class View:
    """A text derived from a paragraph's by leaving something out; ``map`` leads back to the paragraph's offsets."""

    __slots__ = ("_left_out", "_map", "_whole", "text")

    def __init__(self, text: str, whole: str, left_out: Any) -> None:
        self.text = text
        self._whole = whole
        self._left_out = left_out
        self._map: TextMap | None = None

    @property
    def map(self) -> TextMap:
        """From offsets in the view to those in the paragraph's text."""
        if self._map is None:
            from ..core.textmap import TextMap

            pieces = []
            last = 0
            for gap in self._left_out.finditer(self._whole):
                pieces.append((last, gap.start()))
                last = gap.end()
            pieces.append((last, len(self._whole)))
            self._map = TextMap.of_pieces(pieces)
        return self._map
