"""A new Word document for a report in plain text or Markdown, every character's place known."""

from __future__ import annotations

import io
import re

from ..core.document import Document
from ..core.textmap import Segment, TextMap
from ..ooxml.names import SPACE, W
from ..text.reading import Reading
from .stationery import DOCUMENT_RELATIONS, NUMBERING, RELATIONS, SECTION, STYLES, TABLE, TYPES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ..core.document import Block

PART = "word/document.xml"
# Characters that XML cannot hold; each keeps its place as a sign that can be seen.
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE = re.compile("\r\n|\n|\r")
_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)([^`\r\n]{1,200})\1(?!`)")
_LEVELS = {"part": 1, "chapter": 1, "section": 2, "hanzi": 1, "hanzi-bracket": 2, "arabic": 3, "arabic-bracket": 4}
_LONGEST_TITLE = 60
_INDENT = " \t\u3000"


def built(document: Document) -> tuple[bytes, Document]:
    """The bytes of a new docx file with the text of a document, and the document as it stands there.

    The second has the same text and offsets and a map into the file. Markup,
    line ends inside of paragraphs and tabs have no characters there.
    """
    builder = _Builder(document)
    builder.build()
    return _packed(builder.root), Document(
        document.path,
        document.format,
        document.text,
        document.blocks,
        TextMap(builder.segments()),
        encoding=document.encoding,
    )


class _Builder:
    def __init__(self, document: Document) -> None:
        from lxml import etree

        self.document = document
        self.text = document.text
        self.root = etree.Element(W + "document", nsmap={"w": W[1:-1]})
        self.body = etree.SubElement(self.root, W + "body")
        self._texts = 0
        self._pieces: list[Segment] = []
        self._styles = _styles(document)

    def build(self) -> None:
        """Fill the body, block by block; blank lines between them stay as empty paragraphs."""
        from lxml import etree

        blocks = self.document.blocks
        at = number = 0
        while number < len(blocks):
            block = blocks[number]
            self._gap(at, block.start)
            end = number + 1
            if block.kind == "cell":
                while end < len(blocks) and blocks[end].kind == "cell" and self._adjoin(blocks[end - 1], blocks[end]):
                    end += 1
                self._table(blocks[number:end])
            else:
                self._paragraph(self.body, block, self._styles.get(number, ""))
            at = max(at, *(each.end for each in blocks[number:end]))
            number = end
        self._gap(at, len(self.text))
        if not len(self.body):
            etree.SubElement(self.body, W + "p")
        self.body.append(_fragment(SECTION))

    def segments(self) -> list[Segment]:
        """The map's segments: what the file holds, and between them what it does not."""
        found: list[Segment] = []
        at = 0
        for segment in sorted(self._pieces, key=lambda each: each.at):
            if segment.at > at:
                found.append(Segment(at, segment.at - at, 0, 0, False))
            found.append(segment)
            at = segment.at + segment.length
        if at < len(self.text):
            found.append(Segment(at, len(self.text) - at, 0, 0, False))
        return found

    def _gap(self, start: int, end: int) -> None:
        """Empty paragraphs for blank lines: line ends beyond the one that ends the paragraph before."""
        if self.document.format == "txt":
            between = self.text[start:end]
            lines = len(_LINE.findall(between))
            for _ in range(min(lines - 1 if start else lines, 20)):
                self._element(self.body, "p")

    def _adjoin(self, one: Block, other: Block) -> bool:
        """Whether two cells stand in the same table: no blank line between them."""
        return len(_LINE.findall(self.text, one.end, other.start)) <= 2

    def _table(self, cells: Sequence[Block]) -> None:
        table = self._element(self.body, "tbl")
        table.append(_fragment(TABLE))
        rows: list[list[Block]] = [[]]
        for number, cell in enumerate(cells):
            if number and _LINE.search(self.text, cells[number - 1].end, cell.start):
                rows.append([])
            rows[-1].append(cell)
        columns = max(map(len, rows))
        grid = self._element(table, "tblGrid")
        for _ in range(columns):
            self._element(grid, "gridCol")
        for row in rows:
            line = self._element(table, "tr")
            for number in range(columns):
                cell_element = self._element(line, "tc")
                if number < len(row):
                    self._paragraph(cell_element, row[number], "Cell")
                else:
                    self._element(cell_element, "p")
        # Tables that meet would become one, and Word wants a paragraph behind a table.
        self._element(self.body, "p")

    def _paragraph(self, parent: Any, block: Block, style: str) -> None:
        paragraph = self._element(parent, "p")
        pieces = block.pieces or ((block.start, block.end),)
        if not style:
            first = self.text[pieces[0][0] : pieces[0][0] + 1]
            style = "Normal" if first in _INDENT or block.kind == "item" else "BodyText"
        properties = self._element(paragraph, "pPr")
        self._element(properties, "pStyle").set(W + "val", style)
        run = self._element(paragraph, "r")
        last = pieces[0][0]
        for start, end in pieces:
            # Code inside a sentence is no prose to be linted, but the sentence needs it.
            for code in _CODE.finditer(self.text, last, start):
                self._run(run, *code.span(2))
            self._run(run, start, end)
            last = end

    def _run(self, run: Any, start: int, end: int) -> None:
        """Append ``[start, end)`` to a run; tabs and line ends become elements."""
        at = start
        for stop in re.finditer("\t|\r\n|\n|\r", self.text[start:end]):
            self._text(run, at, start + stop.start())
            self._element(run, "tab" if stop.group() == "\t" else "br")
            at = start + stop.end()
        self._text(run, at, end)

    def _text(self, run: Any, start: int, end: int) -> None:
        if start >= end:
            return
        element = self._element(run, "t")
        element.text = _IMPOSSIBLE.sub(_sign, self.text[start:end])
        element.set(SPACE, "preserve")
        self._pieces.append(Segment(start, end - start, 0, part=(PART, self._texts)))
        self._texts += 1

    def _element(self, parent: Any, name: str) -> Any:
        element = parent.makeelement(W + name)
        parent.append(element)
        return element


def _sign(match: re.Match[str]) -> str:
    code = ord(match.group())
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"


def _styles(document: Document) -> dict[int, str]:
    """The style of each block that is no plain paragraph, by its number."""
    found: dict[int, str] = {}
    others = {"quote": "Quote", "code": "Code"}
    for number, block in enumerate(document.blocks):
        if block.kind == "heading":
            found[number] = f"Heading{min(max(block.level, 1), 9)}"
        elif block.kind in others:
            found[number] = others[block.kind]
        elif block.kind == "item" and document.text[block.start - 2 : block.start].strip() in ("-", "*", "+"):
            found[number] = "ListBullet"
    reading = Reading(document)
    starts = {block.start: number for number, block in enumerate(document.blocks)}
    declared = any(block.kind == "heading" for block in document.blocks)
    for heading in reading.headings:
        paragraph = heading.paragraph
        level = _LEVELS.get(heading.style, 0)
        ends = paragraph.text.rstrip()[-1:]
        alone = not heading.run_in and len(paragraph.text) <= _LONGEST_TITLE and ends not in "，；、："
        if paragraph.kind == "paragraph" and level and alone and not declared:
            found[starts[paragraph.start]] = f"Heading{level}"
    title, (start, _) = reading.facts.title, reading.facts.title_span
    number = starts.get(start, -1)
    if title and number in (0, 1) and found.get(number, "Heading1") == "Heading1":
        if not any(heading.paragraph.start == start and heading.style for heading in reading.headings):
            found[number] = "Title"
    return found


def _fragment(source: str) -> Any:
    from lxml import etree

    (found,) = etree.fromstring(f'<w:body xmlns:w="{W[1:-1]}">{source}</w:body>')
    return found


def _packed(root: Any) -> bytes:
    import zipfile

    from ..ooxml.package import serialized

    out = io.BytesIO()
    parts = {
        "[Content_Types].xml": TYPES.encode(),
        "_rels/.rels": RELATIONS.encode(),
        PART: serialized(root),
        "word/_rels/document.xml.rels": DOCUMENT_RELATIONS.encode(),
        "word/styles.xml": STYLES.encode(),
        "word/numbering.xml": NUMBERING.encode(),
    }
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
