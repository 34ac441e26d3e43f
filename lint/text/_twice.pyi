"""The extension that twice/*.c are compiled into; ``repeats`` says when it is used."""

from collections.abc import Iterable

EDITION: int

# Region, unit, likeness, whether equal, text, and the characters around both places: as passages.Repeat has them.
Row = tuple[tuple[int, int, int, int], str, float, bool, str, str]

def repeats(paragraphs: Iterable[str], count: int = -1, most: int = -1, /) -> tuple[bytes, list[Row]] | None:
    """Where each paragraph starts in the text without blanks, and one past its end, in four bytes each, and what repeats.

    There are ``count`` paragraphs and ``most`` characters in them, at most; a list needs neither.
    None where the text has thousands of different characters beyond the basic plane.
    """

def doubled(text: str, least: int, most: int, /) -> list[tuple[int, int]]:
    """Offset and length of each string of hanzi that is followed by itself and repeats nothing, longest first."""

def distinct(text: str, /) -> str:
    """The characters of a text, each once, in the order in which they come first."""

def kept(text: str, marks: str, /) -> str:
    """A text without any characters but these, all of the basic plane."""
