"""The extension that strings/*.c are compiled into; ``automaton`` says what for."""

from typing import TypeVar

Part = TypeVar("Part")

EDITION: int

class Strings:
    """A table of strings, and where they stand in texts."""

    def __init__(self, data: bytes | memoryview) -> None: ...
    def find(self, text: str, /) -> list[tuple[int, int, int]]:
        """``(start, end, number of the string)`` of every string that stands in a text, overlapping ones too."""
    def called(
        self, text: str, block: list[Part], starts: list[int], modes: bytes, /
    ) -> dict[int, list[tuple[Part, list[tuple[int, int]]]]]:
        """For each rule its strings in the joined text of a block, paragraph by paragraph."""
