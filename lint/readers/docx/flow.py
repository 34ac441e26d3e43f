"""The text under construction: paragraphs in, text with its map, blocks and notes out."""

from __future__ import annotations

import re

from ...core.document import Block
from ...core.textmap import Segment
from ...ooxml.runs import MARK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    # A piece of a paragraph: its text, the number of its w:t (-1 where it is computed), its first character
    # there, and how many characters of the w:t it stands for (-1: as many as it has, one for one).
    Atom = tuple[str, int, int, int]
    Noted = tuple[str, int, int, dict[str, object]]

# A heading goes on with a sentence of text after its first full stop; a style may be wrong about longer ones.
_STOP = re.compile("[。！？]")
_LONGEST_HEADING = 100
_LONGEST_TITLE = 45
_PRIVATE = re.compile(r"[0-9０-９]{6,}[0-9０-９Xx]")
_SHOWN = 40
#: The author of what names none.
NOBODY = "未署名"


def quoted(text: str) -> str:
    """Text that is not linted, as a message may name it: one line, not long, long numbers masked."""
    text = " ".join(text.split())
    text = _PRIVATE.sub(lambda match: "█" * len(match.group()), text)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


class Paragraph:
    """One paragraph as it is read: its pieces, and what a style says of it.

    Positions of ``notes`` and ``anchors`` (a comment's id, which end of its
    range) count characters of the paragraph without its list number.
    """

    __slots__ = (
        "anchors", "atoms", "centred", "computed", "kind", "label", "level", "location", "mark", "notes", "size"
    )  # fmt: skip

    def __init__(self) -> None:
        self.atoms: list[Atom] = []
        self.size = 0
        self.notes: list[Noted] = []
        self.anchors: list[tuple[str, str, int]] = []
        self.kind = "paragraph"
        self.level = 0
        self.label = ""
        self.centred = False
        #: Whether it holds a number of a page, which is not text of the report.
        self.computed = False
        self.location: dict[str, object] = {}
        self.mark = 0

    def add(self, text: str, index: int = -1, origin: int = 0, length: int = -1) -> None:
        """Append a piece."""
        self.atoms.append((text, index, origin, length))
        self.size += len(text)

    def note(self, kind: str, start: int, end: int, **values: object) -> None:
        """Leave a note on characters of this paragraph; one that touches the last of its sort joins it."""
        if self.notes:
            last = self.notes[-1]
            if last[0] == kind and last[2] == start and last[3].keys() == values.keys() and "author" in values:
                if last[3]["author"] == values["author"] and last[3]["change"] == values["change"]:
                    values["content"] = f"{last[3]['content']}{values['content']}"
                    self.notes[-1] = (kind, last[1], end, values)
                    return
        self.notes.append((kind, start, end, values))


class Flow:
    """The text of a document as it grows, story after story."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.at = 0
        self.segments: list[Segment] = []
        self.blocks: list[Block] = []
        self.notes: list[Noted] = []
        #: The document offsets of both ends of each comment's range, by its id.
        self.ranges: dict[str, dict[str, int]] = {}
        # The mark of the last paragraph stands before the next one.
        self._mark: tuple[str, int] | None = None

    def add(self, part: str, paragraph: Paragraph, linted: bool = True) -> None:
        """Append a paragraph of a part; one that is not ``linted`` is text without a block."""
        if self._mark is not None:
            self._computed("\n", self._mark[0], self._mark[1])
        self._mark = (part, paragraph.mark)
        start = self.at
        if paragraph.label:
            self._computed(paragraph.label)
        base = self.at
        for text, index, origin, length in paragraph.atoms:
            if index < 0:
                self._computed(text)
                continue
            place = (part, index)
            size = len(text)
            exact = length < 0
            self.segments.append(Segment(self.at, size, origin, size if exact else length, exact, place))
            self.pieces.append(text)
            self.at += size
        if paragraph.notes:
            text = "".join([atom[0] for atom in paragraph.atoms])
            for kind, low, high, values in paragraph.notes:
                values["content"] = quoted(str(values["content"]) or text[low:high])
                self.notes.append((kind, base + low, base + high, values))
        for comment, end, low in paragraph.anchors:
            self.ranges.setdefault(comment, {}).setdefault(end, base + low)
        if linted and not paragraph.computed:
            self._blocks(paragraph, start)

    def anchor(self, id: str, end: str) -> None:
        """An end of a comment's range that stands between paragraphs: where the next one begins, or the last ends."""
        between = end == "start" and self._mark is not None
        self.ranges.setdefault(id, {}).setdefault(end, self.at + 1 if between else self.at)

    def _computed(self, text: str, part: str = "", mark: int = 0) -> None:
        size = len(text)
        if part:
            self.segments.append(Segment(self.at, size, mark, 1, False, (part, MARK)))
        else:
            self.segments.append(Segment(self.at, size, 0, 0, False))
        self.pieces.append(text)
        self.at += size

    def _blocks(self, paragraph: Paragraph, start: int) -> None:
        """Blocks for the lines of the paragraph that ends here: a line break ends one, but not in titles."""
        text = paragraph.label + "".join([atom[0] for atom in paragraph.atoms])
        kind, level, location = paragraph.kind, paragraph.level, paragraph.location
        if "\n" not in text:
            if text and not text.isspace():
                self._block(kind, level, start, text, location)
            return
        lines = []
        at = 0
        for line in text.split("\n"):
            if line and not line.isspace():
                lines.append((start + at, start + at + len(line)))
            at += len(line) + 1
        title = kind == "heading" or paragraph.centred and kind == "paragraph"
        if len(lines) > 1 and title and len(text) <= 2 * _LONGEST_TITLE and not _STOP.search(text):
            self.blocks.append(Block(kind, lines[0][0], lines[-1][1], level, tuple(lines), location))
            return
        for low, high in lines:
            self._block(kind, level, low, text[low - start : high - start], location)
            if kind == "item":
                kind = "paragraph"

    def _block(self, kind: str, level: int, start: int, text: str, location: Any) -> None:
        end = start + len(text)
        if kind == "heading":
            stop = _STOP.search(text)
            if stop is not None and text[stop.end() :].strip():
                self.blocks.append(Block("heading", start, start + stop.end(), level, None, location))
                self.blocks.append(Block("paragraph", start + stop.end(), end, 0, None, location))
                return
            if len(text) > _LONGEST_HEADING:
                kind, level = "paragraph", 0
        self.blocks.append(Block(kind, start, end, level, None, location))
