"""One story of a document (ECMA-376 Part 1, 17.2): the body, the notes, a header or a footer, walked in order."""

from __future__ import annotations

from ...ooxml.names import W
from ...ooxml.runs import paragraphs, texts
from .fields import Fields
from .flow import NOBODY, Paragraph
from .inline import ALTERNATE, Inline, chosen
from .styles import number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .flow import Flow
    from .numbering import Numbering
    from .styles import Style, Styles

_P, _TBL, _TR, _TC = (W + name for name in ("p", "tbl", "tr", "tc"))
_SDT, _CONTENT = W + "sdt", W + "sdtContent"
_PASSED = {W + name for name in ("customXml", "smartTag", "ins", "moveTo", "del", "moveFrom")}
_ASCII = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.")
_CHANGES = tuple(
    W + f"{name}Change" for name in ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "numbering")
)


class Story:
    """The walk through one part.

    ``label`` is the part's name in locations; ``kind`` the kind of blocks it
    makes, "" for paragraphs and headings as their styles have it.
    """

    def __init__(
        self,
        flow: Flow,
        styles: Styles,
        numbering: Numbering,
        part: str,
        root: Any,
        label: str,
        kind: str = "",
    ) -> None:
        self.flow = flow
        self.styles = styles
        self.numbering = numbering
        self.part = part
        self.label = label
        self.kind = kind
        #: Whether paragraphs become blocks; without, their text is there and is not linted.
        self.linted = True
        self._texts = texts(root)
        self._paragraphs = paragraphs(root)
        self._marks = {element: index for index, element in enumerate(self._paragraphs)}
        self._changed = _changed(root)
        self.inline = Inline(
            styles, {element: index for index, element in enumerate(self._texts)}, Fields(root), kind != ""
        )
        self._tables = 0
        self._boxes = 0
        self._where: dict[str, object] = {"part": label}
        self._count = 0
        self._contents = False
        # A paragraph whose mark is deleted goes on in the next one.
        self._carried: Paragraph | None = None

    def walk(self, container: Any) -> None:
        """Read a container of blocks: ``w:body``, ``w:hdr``, ``w:footnote``."""
        self._blocks(container)
        self._close()

    def _blocks(self, container: Any) -> None:
        for element in container:
            tag = element.tag
            if tag == _P:
                self._paragraph(element)
            elif tag == _TBL:
                self._table(element)
            elif tag == _SDT:
                self._control(element, self._blocks)
            elif tag in _PASSED:
                self._blocks(element)
            elif tag == ALTERNATE:
                branch = chosen(element)
                if branch is not None:
                    self._blocks(branch)
            elif tag in (W + "commentRangeStart", W + "commentRangeEnd"):
                end = "start" if tag.endswith("Start") else "end"
                self.flow.anchor(element.get(W + "id") or "", end)

    def _control(self, element: Any, read: Any) -> None:
        """Read a content control; one that holds a table of contents says so."""
        content = element.find(_CONTENT)
        if content is None:
            return
        gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        outer = self._contents
        self._contents = outer or (gallery is not None and gallery.get(W + "val") == "Table of Contents")
        read(content)
        self._contents = outer

    def _table(self, table: Any) -> None:
        self._close()
        outer = self._where, self._count
        self._tables += 1
        where = {"part": self.label, "table": self._tables}
        for row, line in enumerate(_found(table, _TR), 1):
            for column, cell in enumerate(_found(line, _TC), 1):
                self._where = {**where, "row": row, "column": column}
                self._count = 0
                self._blocks(cell)
                self._close()
        self._where, self._count = outer

    def _paragraph(self, element: Any) -> None:
        self._count += 1
        properties = element.find(W + "pPr")
        name, style = self._style(properties)
        inline = self.inline
        paragraph = self._carried
        if paragraph is None or not paragraph.atoms:
            earlier = paragraph
            paragraph = Paragraph()
            if earlier is not None:
                paragraph.notes, paragraph.anchors = earlier.notes, earlier.anchors
            self._describe(paragraph, properties, style)
        self._carried = None
        inline.read(element, paragraph, style.hidden)
        paragraph.mark = self._marks[element]
        deleted = hidden = False
        if properties is not None:
            mark = properties.find(W + "rPr")
            if mark is not None:
                deleted = any(mark.find(W + each) is not None for each in ("del", "moveFrom"))
                hidden = mark.find(W + "vanish") is not None
        gone = deleted or hidden and (inline.removed or not paragraph.size and inline.concealed)
        if not (gone and not paragraph.size):
            self._number(paragraph, properties, name, style)
        if element in self._changed:
            paragraph.notes.append(("unresolved-revision", 0, paragraph.size, dict(_FORMATTED)))
        boxes, inline.boxes = inline.boxes, []
        if deleted and not boxes:
            self._carried = paragraph
            return
        self.flow.add(self.part, paragraph, self.linted)
        for box in boxes:
            self._box(box)

    def _style(self, properties: Any) -> tuple[str, Style]:
        named = None if properties is None else properties.find(W + "pStyle")
        name = self.styles.default if named is None else named.get(W + "val") or ""
        return name, self.styles.style(name)

    def _describe(self, paragraph: Paragraph, properties: Any, style: Style) -> None:
        paragraph.location = {**self._where, "paragraph": self._count}
        level, centred = style.level, style.centred
        if properties is not None:
            outline = number(properties.find(W + "outlineLvl"))
            if outline >= 0:
                level = outline + 1 if outline < 9 else -1
            justified = properties.find(W + "jc")
            if justified is not None:
                centred = justified.get(W + "val") == "center"
        paragraph.centred = centred
        if "table" in self._where:
            paragraph.kind = "cell"
        elif self.kind:
            paragraph.kind = self.kind
        elif style.contents or self._contents:
            # Entries of a table of contents repeat the headings; they are cells of a list and no headings.
            paragraph.kind = "cell"
        elif level >= 0:
            paragraph.kind, paragraph.level = "heading", level

    def _number(self, paragraph: Paragraph, properties: Any, name: str, style: Style) -> None:
        """Put the list number before a paragraph, if it has one."""
        if paragraph.label:
            return
        num_id, level = style.num_id, style.num_level
        numbering = None if properties is None else properties.find(W + "numPr")
        if numbering is not None:
            own = number(numbering.find(W + "numId"))
            if own >= 0:
                num_id = own
            level = number(numbering.find(W + "ilvl"), level if own < 0 else 0)
            name = "" if own >= 0 else name
        found = self.numbering.label(num_id, level, name)
        if found is None:
            return
        label, apart = found
        if label:
            first = next((atom[0][:1] for atom in paragraph.atoms if atom[0]), "")
            # 1. and 2024年 stand apart on the page and must not read as a decimal.
            paragraph.label = f"{label} " if apart and label[-1] in _ASCII and first in _ASCII and first else label
        if paragraph.kind == "paragraph":
            paragraph.kind = "item"

    def _box(self, content: Any) -> None:
        """Read a text box after the paragraph that it is anchored in."""
        self._boxes += 1
        outer = self._where, self._count, self._carried
        fields = self.inline.fields.suspended()
        part = "textbox" if self.label == "body" else self.label
        self._where = {"part": part, "textbox": self._boxes}
        self._count = 0
        self._carried = None
        self._blocks(content)
        self._close()
        self._where, self._count, self._carried = outer
        self.inline.fields.resume(fields)

    def _close(self) -> None:
        """End a paragraph that had no next one to go on in."""
        carried, self._carried = self._carried, None
        if carried is not None and (carried.atoms or carried.notes):
            self.flow.add(self.part, carried, self.linted)


_FORMATTED: dict[str, object] = {"change": "改格式", "author": NOBODY, "content": ""}


def _changed(root: Any) -> set[Any]:
    """The paragraphs with tracked changes of formatting."""
    found = set()
    for element in root.iter(*_CHANGES):
        above = next(element.iterancestors(_P), None)
        if above is not None:
            found.add(above)
    return found


def _found(container: Any, tag: str) -> list[Any]:
    """The rows of a table or the cells of a row, those inside content controls too."""
    found: list[Any] = []
    for element in container:
        if element.tag == tag:
            found.append(element)
        elif element.tag in _PASSED:
            found += _found(element, tag)
        elif element.tag == _SDT:
            content = element.find(_CONTENT)
            if content is not None:
                found += _found(content, tag)
        elif element.tag == ALTERNATE:
            branch = chosen(element)
            if branch is not None:
                found += _found(branch, tag)
    return found
