"""The compiled kernel: the alarms of one text in a hundredth of the time, without numpy."""

from __future__ import annotations

from ..core.cache import unread
from . import _kernel
from .contents import Contents, broken
from .levels import LEAST, LEVELS, NAMED
from .sighting import Alarm, Reader
from .symbols import SIZE, Alphabet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

#: The columns of features that the kernel fills, in order.
FEATURES: tuple[str, ...] = _kernel.FEATURES
_NO_LIMIT = -99.0


def _product(sizes: list[int]) -> int:
    product = 1
    for size in sizes:
        product *= size
    return product


class Kernel(Reader):
    """Finds typos by one model, by the compiled kernel. BrokenModel where the arrays do not fit together."""

    def __init__(self, contents: Contents) -> None:
        card = contents.card
        self._data = contents.data
        try:
            super().__init__(card, Alphabet(card["hanzi"]))
            symbol = self.alphabet.symbol
            self._kernel = _kernel.Kernel(
                data=contents.data,
                sections={name: (kind, _product(shape), offset) for name, (kind, shape, offset) in contents.sections.items()},
                layouts={name: tuple(card[name]) for name in ("grams", "words", "own.grams", "own.words") if name in card},
                table=self.alphabet.table,
                first=self.alphabet.first,
                marks=tuple(symbol(mark) for mark in "“”、《"),
                named=self._named(),
                levels=LEVELS,
                tokens=float(card["tokens"]),
                limits=tuple(card.get("early", [_NO_LIMIT] * 4)),
                least=LEAST,
            )
        except (ValueError, LookupError, TypeError, OverflowError) as error:
            raise broken(contents.name) from error

    def _named(self) -> bytes:
        """For each symbol whether names end in it."""
        marked = bytearray(SIZE)
        for character in NAMED:
            symbol = self.alphabet.symbol(character)
            marked[symbol] = symbol > self.alphabet.first
        return bytes(marked)

    def alarms(self, text: str | Iterable[str], least: float) -> tuple[list[Alarm], float, int]:
        """As of every reader."""
        found, domain, size = self._kernel.find(text, least)
        decode = self.alphabet.decode
        alarms = [
            Alarm(start, end, decode(new), score, kind, at, before, list(new), list(around), longer)
            for start, end, score, kind, at, before, new, around, longer in found
        ]
        return alarms, domain, size

    def rest(self) -> None:
        """As of every reader."""
        self._kernel.rest()
        unread(self._data)

    def level(self, symbols: list[int]) -> int:
        """As of every reader."""
        return self._kernel.level(*symbols)
