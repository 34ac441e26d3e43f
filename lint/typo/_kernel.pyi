"""The extension that kernel/*.c are compiled into; ``compiled`` says what for."""

from collections.abc import Iterable
from mmap import mmap

EDITION: int
FEATURES: tuple[str, ...]

class Kernel:
    """One model's arrays, and what they find in texts."""

    def __new__(
        cls,
        data: mmap | bytes,
        sections: dict[str, tuple[str, int, int]],
        layouts: dict[str, tuple[int, ...]],
        table: memoryview[int],
        first: int,
        marks: tuple[int, ...],
        named: bytes,
        levels: tuple[float, ...],
        tokens: float,
        limits: tuple[float, ...],
        least: tuple[float, ...],
    ) -> Kernel:
        """Check the arrays; ValueError where they do not fit together."""

    def find(
        self, text: str | Iterable[str], lowest: float, /
    ) -> tuple[list[tuple[int, int, float, int, int, int, tuple[int, ...], tuple[int, ...], int]], float, int]:
        """What is found in a string or in strings that follow each other, the share of triples never seen, and the number of symbols.

        An alarm is (start, end, score, kind, at, size, new symbols, symbols around, longer word)
        """

    def rest(self) -> None:
        """Forget what was made of the model while texts were read: megabytes, and soon made again."""

    def level(self, *symbols: int) -> int:
        """How usual a pair or triple of symbols is, 0 for one never seen."""
