"""From tokens to blocks of text, every character with its place in the page's source."""

from __future__ import annotations

import re

from ...core.document import Block
from ...core.textmap import Segment

TYPE_CHECKING = False
if TYPE_CHECKING:
    # Text, its place in the source, how many characters it stands for there (-1: as many as
    # it has, one for one), and whether it is code.
    Atom = tuple[str, int, int, bool]

_BLANK = re.compile("[ \t\n\r\f]+")
_PIECE = re.compile("[ \t\n\r\f]+|&(?:#[xX]?[0-9a-fA-F]{1,10};?|[A-Za-z][A-Za-z0-9]{0,40};?)")
_LINE = re.compile("\r\n|\n|\r")
_STOP = re.compile("[。！？]")
_LONGEST_HEADING = 100
#: A cell that holds more is a page laid out as a table.
_LONGEST_CELL = 200
DEEPEST = 512

BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
        "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1",
        "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "ol",
        "optgroup", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
        "thead", "tr", "ul",
    )
)  # fmt: skip
# Elements that say what a paragraph in them is, or end the say of those outside.
_TELLING = frozenset(
    (
        "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "blockquote", "pre", "code", "kbd", "samp",
        "ul", "ol", "table",
    )
)  # fmt: skip
# What a start tag ends that no end tag ended, and what it does not look beyond.
_ENDS = {
    "li": (("li",), ("ul", "ol")),
    "td": (("td", "th"), ("table",)),
    "th": (("td", "th"), ("table",)),
    "tr": (("td", "th"), ("table",)),
    **{f"h{level}": (tuple(f"h{each}" for each in range(1, 7)), ("td", "th", "li", "table")) for level in range(1, 7)},
}


class Flow:
    """The text of a page as it grows."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.pieces: list[str] = []
        self.at = 0
        self.segments: list[Segment] = []
        self.blocks: list[Block] = []
        self._stack: list[str] = []
        self._counts: dict[str, int] = {}
        self._atoms: list[Atom] = []
        self._size = 0
        # White space that counts only where text follows: where it starts and ends in the source.
        self._blank: tuple[int, int] | None = None
        # How the last block ends, once another follows: place and length in the source.
        self._end: tuple[int, int] | None = None
        # Of each cell that is open: its depth, and how many blocks and pieces came before it.
        self._cells: list[tuple[int, int, int]] = []
        # Cells of a row are parted by tabs, as in a line of text.
        self._row = 0
        self._between = "\n"
        #: Whether the item that is open has had its first paragraph.
        self._begun = False

    @property
    def place(self) -> int:
        """The offset in the text at which the next character will stand, about."""
        return self.at + self._size + (self._end is not None)

    def start(self, name: str) -> None:
        """A start tag of an element that is seen."""
        if name in BLOCKS:
            self.close()
        if name in _ENDS:
            self._imply(*_ENDS[name])
        if name == "tr":
            self._row, self._between = len(self.blocks), "\n"
        if name not in _TELLING:
            return
        if len(self._stack) >= DEEPEST:
            raise ValueError("网页嵌套过深，未检查")
        self._stack.append(name)
        self._counts[name] = self._counts.get(name, 0) + 1
        if name in ("td", "th"):
            self._cells.append((len(self._stack), len(self.blocks), len(self.pieces)))
            self._between = "\t" if len(self.blocks) > self._row else "\n"
        elif name == "li":
            self._begun = False

    def stop(self, name: str) -> None:
        """An end tag."""
        if name in BLOCKS:
            self.close()
            if name in ("tr", "table"):
                self._row, self._between = len(self.blocks), "\n"
        if not self._counts.get(name):
            return
        while self._pop() != name:
            pass

    def finish(self) -> None:
        """The page ends."""
        self.close()
        while self._stack:
            self._pop()

    def line(self, start: int, end: int) -> None:
        """A line break, the tag ``[start, end)``."""
        if self._atoms:
            self.close((start, end - start))

    def text(self, start: int, end: int, raw: bool = False) -> None:
        """Text of the page; ``raw`` text has no character references."""
        source = self.source
        kept = "pre" in self._counts and self._counts["pre"] > 0
        code = any(self._counts.get(name) for name in ("code", "kbd", "samp"))
        last = start
        for found in (_BLANK if raw else _PIECE).finditer(source, start, end):
            low, high = found.span()
            if low > last:
                self._add(source[last:low], last, -1, code)
            last = high
            if source[low] == "&":
                self._reference(low, high, code)
            elif not kept:
                self._space(low, high)
            else:
                self._kept(low, high, code)
        if last < end:
            self._add(source[last:end], last, -1, code)

    def _reference(self, low: int, high: int, code: bool) -> None:
        from html import unescape

        written = self.source[low:high]
        text = unescape(written)
        if text == written:
            self._add(text, low, -1, code)
        elif text in ("\n", "\r", "\t", " "):
            self._space(low, high)
        elif text:
            self._add(text, low, high - low, code)

    def _kept(self, low: int, high: int, code: bool) -> None:
        """White space in preformatted text: line ends end a block, unless it is code."""
        at = low
        for end in _LINE.finditer(self.source, low, high):
            if end.start() > at:
                self._add(self.source[at : end.start()], at, -1, code)
            self.close((end.start(), end.end() - end.start()))
            at = end.end()
        if at < high:
            self._add(self.source[at:high].replace("\f", " "), at, -1, code)

    def _space(self, low: int, high: int) -> None:
        if self._atoms:
            self._blank = (self._blank[0] if self._blank else low, high)

    def _add(self, text: str, origin: int, length: int, code: bool) -> None:
        if self._blank is not None:
            low, high = self._blank
            self._blank = None
            before = self._atoms[-1][0][-1:]
            # A line end between characters of full width is none of the text (CSS Text 4, 4.1.3).
            broken = any(mark in self.source[low:high] for mark in "\n\r")
            if not (broken and _is_wide(before) and _is_wide(text[0])) and before not in (" ", "\n"):
                size = -1 if self.source[low:high] == " " else high - low
                self._atoms.append((" ", low, size, code))
                self._size += 1
        self._atoms.append((text, origin, length, code))
        self._size += len(text)

    def close(self, end: tuple[int, int] | None = None) -> None:
        """The paragraph ends, at a line break of the source where ``end`` gives one."""
        atoms, self._atoms = self._atoms, []
        self._blank, self._size = None, 0
        if not any(atom[0].strip("\xa0\u3000 ") for atom in atoms):
            return
        if self._end is not None:
            self._append(self._between, *self._end, exact=False)
            self._between = "\n"
        start = self.at
        pieces: list[tuple[int, int]] = []
        for text, origin, length, code in atoms:
            if not code:
                if pieces and pieces[-1][1] == self.at:
                    pieces[-1] = (pieces[-1][0], self.at + len(text))
                else:
                    pieces.append((self.at, self.at + len(text)))
            self._append(text, origin, len(text) if length < 0 else length, exact=length < 0)
        last = atoms[-1]
        self._end = end or (last[1] + (len(last[0]) if last[2] < 0 else last[2]), 0)
        self._block(start, pieces)

    def _append(self, text: str, origin: int, length: int, exact: bool) -> None:
        self.segments.append(Segment(self.at, len(text), origin, length, exact))
        self.pieces.append(text)
        self.at += len(text)

    def _block(self, start: int, pieces: list[tuple[int, int]]) -> None:
        kind, level = self._kind()
        if not pieces:
            self.blocks.append(Block("code", start, self.at))
            return
        whole = None if pieces == [(start, self.at)] else tuple(pieces)
        if kind == "heading" and whole is None:
            text = self._tail(start)
            stop = _STOP.search(text)
            if stop is not None and text[stop.end() :].strip():
                self.blocks.append(Block("heading", start, start + stop.end(), level))
                self.blocks.append(Block("paragraph", start + stop.end(), self.at))
                return
            if len(text) > _LONGEST_HEADING:
                kind, level = "paragraph", 0
        self.blocks.append(Block(kind, pieces[0][0], pieces[-1][1], level, whole))

    def _tail(self, start: int) -> str:
        """The text from ``start`` on."""
        found: list[str] = []
        at = self.at
        for piece in reversed(self.pieces):
            if at <= start:
                break
            found.append(piece)
            at -= len(piece)
        return "".join(reversed(found))

    def _kind(self) -> tuple[str, int]:
        for name in reversed(self._stack):
            if name[0] == "h" and name[1:].isdecimal():
                return "heading", int(name[1:])
            if name == "li":
                kind = "paragraph" if self._begun else "item"
                self._begun = True
                return kind, 0
            if name == "blockquote":
                return "quote", 0
            if name in ("td", "th"):
                return "cell", 0
        return "paragraph", 0

    def _imply(self, names: tuple[str, ...], barriers: tuple[str, ...]) -> None:
        """End the innermost of some elements that is open, unless it lies outside of a barrier."""
        if not any(self._counts.get(name) for name in names):
            return
        for name in reversed(self._stack):
            if name in names:
                while self._pop() not in names:
                    pass
                return
            if name in barriers:
                return

    def _pop(self) -> str:
        name = self._stack.pop()
        self._counts[name] -= 1
        if name in ("td", "th") and self._cells and self._cells[-1][0] > len(self._stack):
            _, first, piece = self._cells.pop()
            inside = self.blocks[first:]
            if len(inside) > 1 or any(block.end - block.start > _LONGEST_CELL for block in inside):
                for block in inside:
                    if block.kind == "cell":
                        block.kind = "paragraph"
                if piece < len(self.pieces) and self.pieces[piece] == "\t":
                    self.pieces[piece] = "\n"
                self._row = len(self.blocks)
        return name


def _is_wide(char: str) -> bool:
    """Whether a character is a hanzi or of full width."""
    return "\u2e80" <= char <= "\uffef" or char in "“”‘’…—·" or char >= "\U00020000"
