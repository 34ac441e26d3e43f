"""Passages of a text that was freed of blanks, and where they stand in the document."""

from __future__ import annotations

from bisect import bisect_right

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from .alignment import Region
    from .reading import Paragraph

_BLANKS = " \t\u3000\u00a0\r"
# Of so many paragraphs it is kept where their characters stand.
_MOST_KEPT = 64
class Places:
    """The lines of a text without blanks, and the way back from its offsets to those of the document."""

    __slots__ = ("_kept", "_paragraphs", "starts")

    def __init__(self, paragraphs: list[Paragraph], starts: Sequence[int]) -> None:
        self._paragraphs = paragraphs
        #: Where the lines start, and one past where the last one ends.
        self.starts = starts
        # For some paragraphs where in them the characters stand that are no blanks.
        self._kept: dict[int, Sequence[int]] = {}

    def paragraph(self, offset: int) -> int:
        """Which paragraph holds an offset."""
        return bisect_right(self.starts, offset) - 1

    def line(self, number: int) -> tuple[int, int]:
        """Where a paragraph starts and ends."""
        return self.starts[number], self.starts[number + 1] - 1

    def at(self, start: int, end: int) -> tuple[int, int]:
        """Document offsets of a stretch of the text within one paragraph."""
        number = self.paragraph(start)
        paragraph = self._paragraphs[number]
        kept = self._kept.get(number)
        if kept is None:
            text = paragraph.text
            lead = len(text) - len(text.lstrip())
            if len(self._kept) > _MOST_KEPT:
                self._kept.clear()
            places = range(lead, len(text))
            plain = not any(text.find(blank, lead) >= 0 for blank in _BLANKS)
            # As most have no blanks.
            kept = self._kept[number] = places if plain else [at for at in places if text[at] not in _BLANKS]
        first = self.starts[number]
        return paragraph.at(kept[start - first], kept[end - 1 - first] + 1)


class Repeat:
    """A later place that repeats an earlier one.

    ``unit`` is ``paragraph``, ``sentence``, ``clause`` or ``run``; ``span`` and
    ``first`` are document offsets of the later and the earlier place; ``text``
    is the later one without blanks, ``around`` the characters before and behind
    it, and before and behind the earlier one, a line end for those beyond the text.
    ``alike`` is from 0 to 1, ``exact`` says that both are equal but for marks and blanks.
    """

    __slots__ = ("_places", "_region", "alike", "around", "exact", "text", "unit")

    def __init__(self, places: Places, region: Region, unit: str, alike: float, exact: bool, text: str, around: str) -> None:
        self.unit = unit
        self.alike = alike
        self.exact = exact
        self.text = text
        self.around = around
        # Most are of no use to any rule; so where they stand in the document is worked out when it is asked for.
        self._places = places
        self._region = region

    @classmethod
    def of(cls, text: str, places: Places, region: Region, unit: str, alike: float, exact: bool) -> Repeat:
        """The repeat in a text without blanks."""
        start, end, later, later_end = region
        sides = ((later - 1, later), (later_end, later_end + 1), (start - 1, start), (end, end + 1))
        around = "".join([text[max(0, low) : high] or "\n" for low, high in sides])
        return cls(places, region, unit, alike, exact, text[later:later_end], around)

    @property
    def span(self) -> tuple[int, int]:
        """Document offsets of the later place."""
        return self._places.at(*self._region[2:])

    @property
    def first(self) -> tuple[int, int]:
        """Document offsets of the earlier place."""
        return self._places.at(*self._region[:2])


def without_blanks(text: str) -> str:
    """The text without blanks of every width."""
    for blank in _BLANKS:
        text = text.replace(blank, "")
    return text
