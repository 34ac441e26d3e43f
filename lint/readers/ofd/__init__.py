"""OFD files (GB/T 33190-2016): the text of their pages, lines joined to paragraphs.

A segment of the map has as its part the number of a page, from 1 on, and leads
to characters of the page's text codes in the order of the file, those of its
templates first.
"""

from __future__ import annotations

import posixpath

from ...archive import Archive, foreign
from ...core.document import Document
from ...text.layout import Page, composed, sketched
from .page import Reader, local

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SUFFIXES = (".ofd",)
MOST_PAGES = 3000
MOST_CHARACTERS = 5_000_000


class _Package(Archive):
    kind = "OFD 文件"
    programs = "OFD 阅读器"

    def followed(self, base: str, target: str) -> str:
        """The name of the part that a location in the part ``base`` leads to (7.2)."""
        target = target.strip().replace("\\", "/")
        return posixpath.normpath(posixpath.join("/", posixpath.dirname(base), target)).lstrip("/")

    def part(self, name: str) -> Any:
        """The root of a part; ValueError where there is none."""
        if name not in self:
            raise ValueError(f"缺少部件 {name or '（没有名称）'}，文件不完整")
        return self.xml(name)


def read(data: bytes, path: str, encoding: str = "") -> Document:
    """The document in ``data``; ``encoding`` means nothing here.

    Raises ValueError, with a message for the user, where the bytes are no OFD
    file, are damaged, hold no text, or take too much.
    """
    said = foreign(data, ".ofd", _Package.kind)
    if said:
        raise ValueError(said)
    package = _Package(data)
    if "OFD.xml" not in package:
        other = "Word 文档" if "word/document.xml" in package else "别的压缩包"
        raise ValueError(f"是{other}，不是 OFD（没有 OFD.xml）；请确认扩展名")
    pages: list[Page | None] = []
    left = MOST_CHARACTERS
    for body in package.xml("OFD.xml"):
        root = next((child for child in body if local(child) == "DocRoot"), None)
        if local(body) != "DocBody" or root is None:
            continue
        for page in _document(package, package.followed("OFD.xml", root.text or ""), len(pages)):
            pages.append(page)
            left -= sum(len(line.text) for line in page.lines) if page is not None else 0
            if left < 0:
                raise ValueError("文字超过 500 万字，未检查；请把文件拆开")
    if not pages:
        raise ValueError("OFD 文件里没有页面，文件可能不完整")
    return composed(path, "ofd", pages)


def document_of(text: str, path: str, encoding: str = "utf-8", bom: bool = False) -> Document:
    """The document that a text sketches: a line is a paragraph, and U+FFFC alone on a line a page without text."""
    return sketched(text, path, "ofd")


def _document(package: _Package, name: str, before: int) -> list[Page | None]:
    """The pages of one document in the file, ``before`` pages already read."""
    root = package.part(name)
    common = next((child for child in root if local(child) == "CommonData"), None)
    listed = next((child for child in root if local(child) == "Pages"), ())
    found = [child for child in listed if local(child) == "Page"]
    if before + len(found) > MOST_PAGES:
        raise ValueError(f"共 {before + len(found)} 页，超过 {MOST_PAGES} 页，未检查；请把文件拆开")
    templates = {}
    for child in common if common is not None else ():
        if local(child) == "TemplatePage":
            templates[child.get("ID")] = package.followed(name, child.get("BaseLoc") or "")
    reader = Reader(_area(common))
    loaded: dict[str, Any] = {}
    pages: list[Page | None] = []
    for number, element in enumerate(found, before + 1):
        place = package.followed(name, element.get("BaseLoc") or "")
        if place not in package:
            pages.append(None)
            continue
        page = package.xml(place)
        under = []
        for child in page:
            template = templates.get(child.get("TemplateID")) if local(child) == "Template" else None
            if template is not None and template in package:
                if template not in loaded:
                    loaded[template] = package.xml(template)
                under.append(loaded[template])
        pages.append(reader.page(number, [*under, page]))
    return pages


def _area(common: Any) -> tuple[float, float]:
    """The size of pages that state none, in millimetres."""
    from .page import size_of

    return size_of(common, "PageArea") or (210.0, 297.0)
