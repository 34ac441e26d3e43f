"""A heading: an ordinal at the start of a paragraph, or what markup or a style declares to be one."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self

    from .reading import Paragraph

#: Styles of ordinals from the outermost to the innermost level, as documents usually nest them.
STYLES = (
    "part",
    "chapter",
    "section",
    "article",
    "hanzi",
    "hanzi-bracket",
    "arabic",
    "arabic-bracket",
    "arabic-paren",
    "circled",
)
RANKS = {style: rank for rank, style in enumerate(STYLES)}
_IN_BRACKETS = frozenset((RANKS["hanzi-bracket"], RANKS["arabic-bracket"]))
BLANK = " \t\u00a0\u3000\u200b\ufeff"
BLANKS = frozenset(BLANK)
_STOPS = "。！？"


class Heading:
    """An ordinal or heading at the start of a paragraph.

    ``style`` is one of ``STYLES``, or "" for a heading without an ordinal that
    markup or a style declares; ``number`` its number (0 without one);
    ``numeral`` the numeral as written; ``mark`` what follows it (``、`` ``.``),
    after a bracketed one usually "". ``start`` and ``end`` span the ordinal with
    its mark, ``title_start`` and ``title_end`` the title without final 。, all
    in offsets of the paragraph's text. ``run_in`` says that text follows the
    title on the same line. ``level`` counts the levels in use around it, from 1.
    """

    __slots__ = (
        "end",
        "last",
        "level",
        "mark",
        "number",
        "numeral",
        "paragraph",
        "place",
        "rank",
        "run_in",
        "sure",
        "start",
        "style",
        "title_end",
        "title_start",
    )

    def __init__(
        self, paragraph: Paragraph, style: str, number: int, numeral: str, mark: str, start: int, end: int
    ) -> None:
        self.paragraph = paragraph
        self.style = style
        #: The place of the style in ``STYLES``, -1 without an ordinal.
        self.rank = RANKS.get(style, -1)
        self.number = number
        self.numeral = numeral
        self.mark = mark
        self.start = start
        self.end = end
        #: False where the characters might be something else and only their place speaks for them.
        self.sure = True
        self.level = 0
        #: Its index among the headings of the document.
        self.place = -1
        text = paragraph.text
        stop = len(text.rstrip())
        #: The last character of the paragraph that is no blank.
        self.last = text[stop - 1 : stop]
        at = end
        while at < stop and text[at] in BLANKS:
            at += 1
        self.title_start = at = min(at, stop)
        final = stop
        for mark in _STOPS:
            place = text.find(mark, at, final)
            if place >= 0:
                final = place
        self.run_in = final + 1 < stop
        self.title_end = final

    @classmethod
    def told(cls, paragraph: Paragraph, row: Sequence[int]) -> Self:
        """The heading that a row of a glance tells of."""
        heading = cls.__new__(cls)
        _, rank, heading.number, start, length, end, heading.title_start, heading.title_end, last, run_in = row
        heading.paragraph = paragraph
        heading.rank = rank
        heading.style = STYLES[rank]
        heading.start = start
        heading.end = end
        text = paragraph.text
        # A bracket stands on either side of the numeral.
        bracket = rank in _IN_BRACKETS
        low = start + bracket
        heading.numeral = text[low : low + length]
        heading.mark = text[low + length + bracket : end]
        heading.last = chr(last)
        heading.run_in = run_in > 0
        heading.sure = True
        heading.level = 0
        heading.place = -1
        return heading

    @property
    def title(self) -> str:
        """The title without the ordinal and without the full stop behind it."""
        return self.paragraph.text[self.title_start : self.title_end].rstrip()

    @property
    def ordinal(self) -> str:
        """The ordinal as it stands, its mark included."""
        return self.paragraph.text[self.start : self.end]

    def at(self) -> tuple[int, int]:
        """Document offsets of the ordinal."""
        return self.paragraph.at(self.start, self.end)

    def at_title(self) -> tuple[int, int]:
        """Document offsets of the ordinal with its title."""
        return self.paragraph.at(self.start, self.title_end)
