"""OpenDocument texts (ISO/IEC 26300): read without LibreOffice, every character with its place.

A segment of the map has as its part the part's name and the number of a node
of text: twice the number of an element in document order for the text it
begins with, one more for the text behind it.
"""

from __future__ import annotations

from ...archive import Archive, foreign
from ...core.document import Document
from ...core.textmap import TextMap
from ..docx.flow import Flow
from ..docx.sketch import document_of as sketched
from .names import MANIFEST, OFFICE, STYLE
from .story import Story
from .styles import Styles

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SUFFIXES = (".odt", ".ott")

_OTHERS = {"spreadsheet": "电子表格（.ods）", "presentation": "演示文稿（.odp）", "graphics": "绘图（.odg）"}
_MARGINS = ("header", "header-first", "header-left", "footer", "footer-first", "footer-left")


class _Package(Archive):
    kind = "OpenDocument 文本"
    programs = "LibreOffice 或 WPS"


def read(data: bytes, path: str, encoding: str = "") -> Document:
    """The document in ``data``; ``encoding`` means nothing here.

    Raises ValueError, with a message for the user, where the bytes are no
    OpenDocument text, are damaged or protected, or would take too much to unpack.
    """
    said = foreign(data, ".odt", _Package.kind)
    if said:
        raise ValueError(said)
    package = _Package(data)
    if "content.xml" not in package and "word/document.xml" in package:
        # A Word document under another name.
        from ..docx import read as read_docx

        return read_docx(data, path)
    root = _content(package)
    common = package.xml("styles.xml") if "styles.xml" in package else None
    styles = Styles([each for each in (common, root) if each is not None])
    flow = Flow()
    story = Story(flow, styles, "content.xml", root, "body")
    story.walk(root.find(f"{OFFICE}body/{OFFICE}text"))
    if common is not None:
        _margins(flow, styles, common)
    text = "".join(flow.pieces)
    notes = tuple(sorted(flow.notes, key=lambda note: note[1:3]))
    directives = tuple(sorted(story.directives, key=lambda each: each.start))
    return Document(path, "odt", text, flow.blocks, TextMap(flow.segments), directives, notes=notes)


def document_of(text: str, path: str, encoding: str = "utf-8", bom: bool = False) -> Document:
    """The document that a text sketches, as for Word documents."""
    return sketched(text, path, encoding, bom, "odt")


def _content(package: Archive) -> Any:
    if "META-INF/manifest.xml" in package:
        manifest = package.xml("META-INF/manifest.xml")
        if next(manifest.iter(f"{MANIFEST}encryption-data"), None) is not None:
            raise ValueError("文件有密码保护，读不出来；请先在 LibreOffice 或 WPS 中取消密码")
    if "content.xml" not in package:
        raise ValueError("压缩包里没有 OpenDocument 文本的正文（content.xml）；请确认扩展名")
    root = package.xml("content.xml")
    body = root.find(f"{OFFICE}body")
    if root.tag != f"{OFFICE}document-content" or body is None or body.find(f"{OFFICE}text") is None:
        kinds = [] if body is None else [str(child.tag).rpartition("}")[2] for child in body]
        other = next((_OTHERS[kind] for kind in kinds if kind in _OTHERS), "")
        raise ValueError(f"内容是 OpenDocument {other}，不是文本" if other else "content.xml 不是 OpenDocument 文本的正文")
    return root


def _margins(flow: Flow, styles: Styles, root: Any) -> None:
    """Read the headers and footers; each text once, for styles of pages often share one."""
    seen: set[str] = set()
    counts: dict[str, int] = {}
    for page in root.iter(f"{STYLE}master-page"):
        for name in _MARGINS:
            element = page.find(f"{STYLE}{name}")
            if element is None or element.get(f"{STYLE}display") == "false":
                continue
            kind = name.partition("-")[0]
            counts[kind] = counts.get(kind, 0) + 1
            blocks, pieces = len(flow.blocks), len(flow.pieces)
            Story(flow, styles, "styles.xml", root, f"{kind}{counts[kind]}", "footnote").walk(element)
            text = "".join(flow.pieces[pieces:]).strip() if len(flow.blocks) > blocks else ""
            if text in seen:
                del flow.blocks[blocks:]
            seen.add(text)
