"""One story of an OpenDocument text: the body, a note, a header or a footer, walked in order."""

from __future__ import annotations

import re

from ...text.directives import directive
from ..docx.flow import NOBODY, Paragraph, quoted
from .names import DC, DRAW, OFFICE, TABLE, TEXT, XML
from .styles import Counters

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ...core.document import Directive
    from ..docx.flow import Flow
    from .styles import Styles

_P, _H, _LIST, _TABLE = f"{TEXT}p", f"{TEXT}h", f"{TEXT}list", f"{TABLE}table"
_BLANK = re.compile("[ \t\r\n]+")
_ROWS = frozenset(f"{TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group"))
# Elements whose text is none of the document's.
_PASSED = frozenset(
    f"{TEXT}{name}"
    for name in (
        "tracked-changes",
        "variable-decls",
        "sequence-decls",
        "user-field-decls",
        "dde-connection-decls",
        "alphabetical-index-auto-mark-file",
        "script",
        "ruby-text",
        "note-citation",
        "bibliography-configuration",
    )
) | {f"{OFFICE}forms", f"{OFFICE}event-listeners", f"{OFFICE}binary-data"}
_PAGE = (f"{TEXT}page-number", f"{TEXT}page-count")
_CONTENTS = (f"{TEXT}table-of-content", f"{TEXT}illustration-index", f"{TEXT}table-index", f"{TEXT}alphabetical-index")
_CHANGES = {"insertion": "插入", "deletion": "删除", "format-change": "改格式"}
_ASCII = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.")
#: More blanks in a row than a line holds are an attack.
_MOST_BLANKS = 1000


class _Change:
    __slots__ = ("author", "content", "kind")

    def __init__(self, element: Any) -> None:
        kind = next((child for child in element if str(child.tag).rpartition("}")[2] in _CHANGES), None)
        self.kind = "" if kind is None else _CHANGES[str(kind.tag).rpartition("}")[2]]
        self.author = element.findtext(f".//{DC}creator") or NOBODY
        self.content = "" if kind is None else "".join("".join(p.itertext()) for p in kind.iterchildren(_P, _H))


class Story:
    """The walk through a part; ``label`` names it in locations, ``kind`` is that of its blocks ("": as they are)."""

    def __init__(self, flow: Flow, styles: Styles, part: str, root: Any, label: str, kind: str = "") -> None:
        self.flow = flow
        self.styles = styles
        self.part = part
        self.label = label
        self.kind = kind
        self.directives: list[Directive] = []
        self._numbers = {element: number for number, element in enumerate(root.iter())}
        self._changes = {
            region.get(f"{XML}id") or region.get(f"{TEXT}id"): _Change(region)
            for region in root.iter(f"{TEXT}changed-region")
        }
        self._open: dict[str, int] = {}
        self._where: dict[str, object] = {"part": label}
        self._count = self._tables = self._boxes = 0
        self._contents = 0
        self._outline = Counters()
        self._lists: dict[str, Counters] = {}
        self._by_id: dict[str, Counters] = {}
        # What stands beside the text and is read after the body, or after the paragraph.
        self._notes: list[Any] = []
        self._frames: list[Any] = []
        self._blank = True

    def walk(self, container: Any) -> None:
        """Read a container of blocks, then the notes in it."""
        self._blocks(container)
        for number, note in enumerate(self._notes, 1):
            kind = "endnotes" if note.get(f"{TEXT}note-class") == "endnote" else "footnotes"
            self.label, self.kind = kind, "footnote"
            self._where, self._count = {"part": kind, "note": number}, 0
            body = note.find(f"{TEXT}note-body")
            if body is not None:
                self._blocks(body)

    def _blocks(self, container: Any) -> None:
        for element in container:
            tag = element.tag
            if tag in (_P, _H):
                self._paragraph(element)
            elif tag == _LIST:
                self._list(element, 1, "", None)
            elif tag == _TABLE:
                self._table(element)
            elif tag in _CONTENTS:
                self._contents += 1
                self._blocks(element)
                self._contents -= 1
            elif tag in _PASSED or str(tag).startswith(f"{TEXT}change"):
                continue
            elif str(tag).startswith(DRAW):
                self._frames.append(element)
                self._framed()
            elif str(tag).startswith((TEXT, OFFICE)) and not str(tag).endswith("-source"):
                self._blocks(element)

    def _list(self, element: Any, level: int, style: str, counters: Counters | None) -> None:
        style = element.get(f"{TEXT}style-name") or style
        if counters is None:
            follows = element.get(f"{TEXT}continue-list") or ""
            if follows and follows in self._by_id:
                counters = self._by_id[follows]
            elif element.get(f"{TEXT}continue-numbering") == "true" and style in self._lists:
                counters = self._lists[style]
            else:
                counters = Counters()
            self._lists[style] = counters
            self._by_id[element.get(f"{XML}id") or ""] = counters
        levels = self.styles.lists.get(style, {})
        for item in element:
            if item.tag not in (f"{TEXT}list-item", f"{TEXT}list-header"):
                continue
            start = item.get(f"{TEXT}start-value") or ""
            first = item.tag == f"{TEXT}list-item"
            for child in item:
                if child.tag in (_P, _H):
                    own = levels or self.styles.lists.get(self._style(child).list, {})
                    begin = int(start) if start.isascii() and start.isdigit() and len(start) < 7 else None
                    label = counters.label(own, level, begin) if first else None
                    first = False
                    self._paragraph(child, label)
                elif child.tag == _LIST:
                    self._list(child, level + 1, style, counters)
                else:
                    self._blocks([child])

    def _table(self, table: Any) -> None:
        outer = self._where, self._count
        self._tables += 1
        where = {"part": self.label, "table": self._tables}
        for row, line in enumerate(_rows(table), 1):
            cells = line.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
            for column, cell in enumerate(cells, 1):
                if cell.tag.endswith("}table-cell"):
                    self._where, self._count = {**where, "row": row, "column": column}, 0
                    self._blocks(cell)
        self._where, self._count = outer

    def _style(self, element: Any) -> Any:
        return self.styles.style("paragraph", element.get(f"{TEXT}style-name") or "")

    def _paragraph(self, element: Any, label: tuple[str, bool] | None = None) -> None:
        self._count += 1
        style = self._style(element)
        paragraph = Paragraph()
        paragraph.mark = self._numbers[element]
        paragraph.location = {**self._where, "paragraph": self._count}
        paragraph.centred = style.centred
        if "table" in self._where or self._contents:
            paragraph.kind = "cell"
        elif self.kind:
            paragraph.kind = self.kind
        elif element.tag == _H:
            level = element.get(f"{TEXT}outline-level") or "1"
            paragraph.kind, paragraph.level = "heading", int(level) if level in "123456789" else 1
            if label is None and element.get(f"{TEXT}is-list-header") != "true":
                label = self._outline.label(self.styles.outline, paragraph.level)
        elif style.title:
            paragraph.kind = "heading"
        self._blank = True
        frames, self._frames = self._frames, []
        for change in self._open:
            self._open[change] = 0
        if style.hidden:
            content = "".join(element.itertext())
            if content.strip():
                paragraph.note("hidden-text", 0, 0, content=content)
        else:
            self._inline(element, paragraph)
        for change in self._open:
            self._inserted(paragraph, change)
        self._label(paragraph, label)
        self.flow.add(self.part, paragraph)
        self._framed()
        self._frames = frames

    def _label(self, paragraph: Paragraph, label: tuple[str, bool] | None) -> None:
        if label is None:
            return
        text, apart = label
        if text:
            first = next((atom[0][:1] for atom in paragraph.atoms if atom[0]), "")
            tight = apart and text[-1] in _ASCII and first and first in _ASCII
            paragraph.label = f"{text} " if tight else text
        if paragraph.kind == "paragraph":
            paragraph.kind = "item"

    def _inline(self, element: Any, paragraph: Paragraph) -> None:
        """Read what stands in a paragraph or a part of one."""
        number = self._numbers[element]
        self._text(element.text, 2 * number, paragraph)
        for child in element:
            self._child(child, paragraph)
            self._text(child.tail, 2 * self._numbers[child] + 1, paragraph)

    def _child(self, child: Any, paragraph: Paragraph) -> None:
        tag = child.tag
        name = str(tag).rpartition("}")[2]
        if tag == f"{TEXT}s":
            count = child.get(f"{TEXT}c") or "1"
            size = int(count) if count.isascii() and count.isdigit() and len(count) < 6 else 1
            paragraph.add(" " * min(size, _MOST_BLANKS))
            self._blank = False
        elif tag == f"{TEXT}tab":
            paragraph.add("\t")
            self._blank = False
        elif tag == f"{TEXT}line-break":
            paragraph.add("\n")
            self._blank = True
        elif tag == f"{TEXT}note":
            self._notes.append(child)
        elif tag == f"{OFFICE}annotation":
            self._annotation(child, paragraph)
        elif str(tag).startswith(DRAW):
            self._frames.append(child)
        elif name.startswith("change") and str(tag).startswith(TEXT):
            self._change(name, child.get(f"{TEXT}change-id") or "", paragraph)
        elif tag in _PASSED or name == "annotation-end":
            return
        elif tag == f"{TEXT}span" and self.styles.style("text", child.get(f"{TEXT}style-name") or "").hidden:
            content = "".join(child.itertext())
            if content:
                paragraph.note("hidden-text", paragraph.size, paragraph.size, content=content)
        else:
            if tag in _PAGE and self.kind == "footnote":
                paragraph.computed = True
            self._inline(child, paragraph)

    def _text(self, text: str | None, node: int, paragraph: Paragraph) -> None:
        """Add a node's text; blanks in a row are one, and none at the start of a line (ISO/IEC 26300-3, 6.1.2)."""
        if not text:
            return
        last = 0
        for blank in _BLANK.finditer(text):
            low, high = blank.span()
            if low > last:
                paragraph.add(text[last:low], node, last)
                self._blank = False
            if not self._blank:
                paragraph.add(" ", node, low, -1 if blank[0] == " " else high - low)
                self._blank = True
            last = high
        if last < len(text):
            paragraph.add(text[last:], node, last)
            self._blank = False

    def _annotation(self, element: Any, paragraph: Paragraph) -> None:
        text = "\n".join("".join(p.itertext()) for p in element.iter(_P))
        place = self._place(paragraph)
        found = directive(text, place, place)
        if found is not None:
            self.directives.append(found)
            return
        author = element.findtext(f"{DC}creator") or NOBODY
        resolved = any(str(name).endswith("}resolved") and value == "true" for name, value in element.attrib.items())
        if not resolved:
            paragraph.notes.append(
                ("unresolved-comment", paragraph.size, paragraph.size, {"author": author, "content": quoted(text)})
            )

    def _place(self, paragraph: Paragraph) -> int:
        """Where the document's text stands in the middle of a paragraph."""
        return self.flow.at + (1 if self.flow.pieces else 0) + paragraph.size

    def _change(self, name: str, id: str, paragraph: Paragraph) -> None:
        if name == "change-start":
            self._open[id] = paragraph.size
        elif name == "change-end":
            self._inserted(paragraph, id)
            self._open.pop(id, None)
        elif name == "change" and id in self._changes:
            change = self._changes[id]
            at = paragraph.size
            paragraph.notes.append(
                ("unresolved-revision", at, at, {"change": change.kind, "author": change.author, "content": change.content})
            )

    def _inserted(self, paragraph: Paragraph, id: str) -> None:
        change = self._changes.get(id)
        start = self._open.get(id, paragraph.size)
        if change is not None and change.kind and start < paragraph.size:
            values: dict[str, object] = {"change": change.kind, "author": change.author, "content": ""}
            paragraph.notes.append(("unresolved-revision", start, paragraph.size, values))

    def _framed(self) -> None:
        """Read the text boxes of the paragraph that has just been added."""
        frames, self._frames = self._frames, []
        for frame in frames:
            for box in _boxes(frame):
                self._boxes += 1
                outer = self._where, self._count
                self._where = {"part": "textbox" if self.label == "body" else self.label, "textbox": self._boxes}
                self._count = 0
                self._blocks(box)
                self._where, self._count = outer


def _rows(table: Any) -> list[Any]:
    found: list[Any] = []
    for element in table:
        if element.tag == f"{TABLE}table-row":
            found.append(element)
        elif element.tag in _ROWS:
            found += _rows(element)
    return found


def _boxes(frame: Any) -> list[Any]:
    """The elements in a drawing that hold paragraphs, outermost ones."""
    if frame.tag == f"{DRAW}object" or frame.tag == f"{DRAW}image":
        return []
    if any(child.tag in (_P, _H, _LIST) for child in frame):
        return [frame]
    return [box for child in frame for box in _boxes(child)]
