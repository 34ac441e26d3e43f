"""The extension that twice/*.c are compiled into; ``repeats`` says when it is used."""

EDITION: int

# Region, unit, likeness, whether equal, text, before, after, before and after the first: as passages.Repeat has them.
Row = tuple[tuple[int, int, int, int], str, float, bool, str, str, str, str, str]

def repeats(paragraphs: list[str], /) -> tuple[list[int], list[Row]] | None:
    """Where each paragraph starts in the text without blanks, one past its end, and what repeats.

    None where the text has thousands of different characters beyond the basic plane.
    """

def doubled(text: str, least: int, most: int, /) -> list[tuple[int, int]]:
    """Offset and length of each string of hanzi that is followed by itself and repeats nothing, longest first."""
