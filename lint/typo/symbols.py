"""Texts as small numbers: one symbol a hanzi or mark, one for a whole run of digits or Latin letters.

Numpy is imported where arrays are asked for, not before: the compiled kernel needs the alphabet alone.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    Array = NDArray[Any]

#: Symbols fit into 12 bits, so that three of them make one key of a table.
SIZE = 3584
EDGE, OTHER, DIGITS, LATIN = 0, 1, 2, 3
FIRST = 4
MARKS = "，。、；：？！“”‘’《》（）％…—〈〉【】·〔〕／－～＋"
_DROPPED = 65535
# Half-width marks count as the full-width ones that stand between hanzi.
_FOLDED = {
    ",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）", "%": "％",
    "/": "／", "-": "－", "~": "～", "+": "＋", "－": "－", "―": "—", "–": "—", "．": "·", "•": "·",
    "[": "【", "]": "】", "「": "“", "」": "”", "『": "“", "』": "”",
}
# What the two symbols that stand for whole classes are written as.
SHOWN = {EDGE: "\n", OTHER: "\ufffd", DIGITS: "0", LATIN: "A"}


class Alphabet:
    """Which characters have symbols of their own; ``hanzi`` lists those in order, after the marks."""

    def __init__(self, hanzi: str) -> None:
        self.hanzi = hanzi
        self.characters = "".join(SHOWN[symbol] for symbol in range(FIRST)) + MARKS + SHOWN[OTHER] + hanzi
        if len(self.characters) > SIZE:
            raise ValueError(f"an alphabet has at most {SIZE} symbols, not {len(self.characters)}")
        #: The symbol of the first hanzi: that of all which have none of their own.
        self.first = FIRST + len(MARKS)
        # Not array("H"): importing that module takes as long as making the table.
        table = memoryview(bytearray(OTHER.to_bytes(2, sys.byteorder) * 65536)).cast("H")
        for low, high, symbol in (
            (0x3400, 0xA000, self.first),
            *((low, high, DIGITS) for low, high in ((48, 58), (0xFF10, 0xFF1A), (0x2460, 0x249C))),
            *((low, high, LATIN) for low, high in ((65, 91), (97, 123), (0xFF21, 0xFF3B), (0xFF41, 0xFF5B), (0xC0, 0x250))),
        ):
            table[low:high] = memoryview(symbol.to_bytes(2, sys.byteorder) * (high - low)).cast("H")
        for symbol in range(FIRST, self.first):
            table[ord(self.characters[symbol])] = symbol
        # Thousands of them: this takes half as long as going by their numbers.
        for symbol, point in enumerate(map(ord, hanzi), self.first + 1):
            table[point] = symbol
        for narrow, wide in _FOLDED.items():
            table[ord(narrow)] = table[ord(wide)]
        for dropped in " \t\u00a0\u3000\u200b\u200c\u200d\u2060\ufeff\u00ad":
            table[ord(dropped)] = _DROPPED
        for edge in "\n\r\x0b\x0c\u2028\u2029":
            table[ord(edge)] = EDGE
        #: The symbol of each character below 65536, in 16 bits each.
        self.table = table

    def symbol(self, character: str) -> int:
        """The symbol of one character."""
        return self.table[ord(character)] if ord(character) < 65536 else OTHER

    def encode(self, text: str) -> tuple[Array, Array]:
        """The symbols of a text and, for each, the offset of its first character.

        Blanks are left out; runs of digits (with the points in them), of Latin
        letters and of line ends are one symbol each.
        """
        import numpy as np

        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        codes = np.frombuffer(self.table, np.uint16)[np.minimum(points, 65535)]
        # 1.5 and 1,500 are one number.
        if len(codes) > 2:
            inner = (codes[1:-1] != DIGITS) & (codes[:-2] == DIGITS) & (codes[2:] == DIGITS)
            at = np.flatnonzero(inner) + 1
            if len(at):
                at = at[np.isin(points[at], (46, 44, 0xFF0E))]
                codes[at] = DIGITS
        keep = codes != _DROPPED
        offsets = np.flatnonzero(keep)
        codes = codes[offsets]
        if len(codes):
            keep = np.ones(len(codes), bool)
            keep[1:] = (codes[1:] != codes[:-1]) | (codes[1:] >= FIRST) | (codes[1:] == OTHER)
            codes, offsets = codes[keep], offsets[keep]
        return codes, offsets

    def decode(self, symbols: Any) -> str:
        """The characters of symbols; whole classes as one character each."""
        characters = self.characters
        return "".join([characters[symbol] for symbol in symbols])


def padded(codes: Array, margin: int = 8) -> Array:
    """The symbols between edges, so that windows may reach beyond the ends."""
    import numpy as np

    edge = np.zeros(margin, codes.dtype)
    return np.concatenate((edge, codes, edge))
