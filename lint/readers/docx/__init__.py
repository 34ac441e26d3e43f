"""Word documents (Office Open XML, ECMA-376): what a reader of the page sees, and the place of every character.

The map of a document leads to the ``w:t`` elements of its parts; see
``ooxml.runs`` for the way from a span to runs.
"""

from __future__ import annotations

import re

from ...core.document import Document
from ...core.textmap import TextMap
from ...ooxml.names import W
from ...ooxml.package import Package
from .comments import conclude
from .flow import Flow
from .numbering import Numbering
from .sketch import document_of as document_of
from .story import Story
from .styles import Styles

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")

_OTHERS = {"workbook": "Excel 工作簿", "presentation": "PowerPoint 演示文稿"}


def read(data: bytes, path: str, encoding: str = "") -> Document:
    """The document in ``data``; ``encoding`` means nothing here.

    Raises ValueError, with a message for the user, where the bytes are no Word
    document, are damaged or protected, or would take too much to unpack.
    """
    package = Package(data)
    main, body = _main(package)
    relations = package.relations(main)
    parts: dict[str, str] = {}
    for relation in relations:
        parts.setdefault(relation.kind, relation.target)
    styles = Styles(package.xml(parts["styles"]) if "styles" in parts else None)
    numbering = Numbering(package.xml(parts["numbering"]) if "numbering" in parts else None, styles)
    flow = Flow()
    Story(flow, styles, numbering, main, body, "body").walk(body.find(W + "body"))
    for kind in ("footnote", "endnote"):
        name = parts.get(f"{kind}s")
        if name is not None:
            root = package.xml(name)
            story = Story(flow, styles, numbering, name, root, f"{kind}s", "footnote")
            for note in root.iterchildren(W + kind):
                # Separators are notes too.
                if note.get(W + "type", "normal") == "normal":
                    story.walk(note)
    _margins(flow, package, [(r.id, r.kind, r.target) for r in relations], body, styles, numbering)
    directives = conclude(flow, package, parts)
    text = "".join(flow.pieces)
    notes = tuple(sorted(flow.notes, key=lambda note: note[1:3]))
    document_map = TextMap(flow.segments)
    return Document(path, "docx", text, flow.blocks, document_map, directives, notes=notes)


def _main(package: Package) -> tuple[str, Any]:
    """The main part and its root element."""
    name = next((r.target for r in package.relations() if r.kind == "officeDocument"), "word/document.xml")
    if name not in package:
        if "mimetype" in package and b"opendocument" in package.read("mimetype"):
            raise ValueError("内容是 OpenDocument（.odt），不是 .docx；请先另存为 .docx")
        raise ValueError("压缩包里没有 Word 文档的正文（word/document.xml）；请确认扩展名")
    root = package.xml(name)
    if root.tag != W + "document" or root.find(W + "body") is None:
        other = _OTHERS.get(str(root.tag).rpartition("}")[2])
        raise ValueError(f"内容是 {other}，不是 Word 文档" if other else f"{name} 不是 Word 文档的正文")
    return name, root


def _margins(
    flow: Flow,
    package: Package,
    relations: list[tuple[str, str, str]],
    body: Any,
    styles: Styles,
    numbering: Numbering,
) -> None:
    """Read the headers and footers that sections use; each text once, for sections often share one."""
    from ...ooxml.names import R

    used = {
        element.get(R + "id")
        for section in body.iter(W + "sectPr")
        for element in section.iterchildren(W + "headerReference", W + "footerReference")
    }
    seen: set[str] = set()
    for wanted in ("header", "footer"):
        for count, (used_as, kind, name) in enumerate([r for r in relations if r[1] == wanted], 1):
            if used_as not in used:
                continue
            root = package.xml(name)
            named = re.search(rf"{kind}[0-9]{{1,4}}(?=\.xml$)", name)
            label = named.group() if named else f"{kind}{count}"
            blocks, pieces = len(flow.blocks), len(flow.pieces)
            Story(flow, styles, numbering, name, root, label, "footnote").walk(root)
            text = "".join(flow.pieces[pieces:]).strip() if len(flow.blocks) > blocks else ""
            if text in seen:
                del flow.blocks[blocks:]
            seen.add(text)
