"""Views: a paragraph read with something left out, and the way back.

Only paragraphs that hold something to leave out get a view; a whole document is
never normalised.
"""

from __future__ import annotations

from ..core.textmap import TextMap
from .glances import plain_glance_of
from .patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .reading import Reading

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
#: The characters that views may leave out.
UNEVEN = " \t\u00a0\u3000\u200b\u200c\u200d\u2060\ufeff\u00ad"


def uneven_of(page: Reading) -> set[int] | None:
    """The indexes of the paragraphs of which a view may leave something out; None where they must be looked through.

    Blanks are left out only behind another character.
    """
    found: set[int] | None = page.shelf.get("uneven")
    if found is None:
        glance = plain_glance_of(page)
        if glance is not None:
            found = page.shelf["uneven"] = {here.index for at in glance.gaps if (here := page.paragraph_at(at)) is not None}
    return found


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
            pieces = []
            last = 0
            for gap in self._left_out.finditer(self._whole):
                pieces.append((last, gap.start()))
                last = gap.end()
            pieces.append((last, len(self._whole)))
            self._map = TextMap.of_pieces(pieces)
        return self._map
