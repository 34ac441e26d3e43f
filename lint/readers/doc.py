"""Documents of older formats (doc, wps, rtf): LibreOffice makes Word documents of them, which are read.

The map leads to the Word document that was made, not to the file.
"""

from __future__ import annotations

import os

from ..archive import OLE
from ..core.document import Document
from ..core.files import load
from . import reader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SUFFIXES = (".doc", ".dot", ".wps", ".wpt", ".rtf")

_ZIP = b"PK\x03\x04"
_WORD = "WordDocument".encode("utf-16-le")
_ROOT = "Root Entry".encode("utf-16-le")
_WORKS = "MatOST".encode("utf-16-le")


def read(data: bytes, path: str, encoding: str = "") -> Document:
    """The document in ``data``; ``encoding`` means nothing here.

    Raises ValueError, with a message for the user, where LibreOffice is
    missing, or cannot read the file.
    """
    from .docx import read as read_docx

    document = read_docx(docx(data), path)
    if data[:4] != _ZIP:
        document.format = format_of(path)
    return document


def document_of(text: str, path: str, encoding: str = "utf-8", bom: bool = False) -> Document:
    """The document that a text sketches, as for Word documents."""
    from .docx.sketch import document_of as sketched

    return sketched(text, path, encoding, bom, format_of(path))


def docx(data: bytes) -> bytes:
    """The bytes of the Word document that a file comes to; ValueError as for ``read``."""
    from ..office import conversions

    if data[:4] == _ZIP:
        return data  # a Word document under an older name, or something that its reader refuses
    return conversions.docx(data, suffix(data))


def as_docx(data: bytes, path: str) -> bytes:
    """A document that LibreOffice can save as a Word document, as one; other bytes as they are.

    ``path`` decides the format. ValueError, with a message for the user, where
    LibreOffice is missing or fails.
    """
    ending = os.path.splitext(path)[1].lower()
    if ending in SUFFIXES:
        return docx(data)
    if ending in (".odt", ".ott"):
        document = reader(ending).read(data, path)
        if document.format == "odt":
            from ..office import conversions

            return conversions.docx(data, ending)
    return data


def prepare(paths: Iterable[str]) -> str:
    """Have LibreOffice convert files with few starts; the folder that keeps what was made.

    What fails is said when the file is read.
    """
    from ..office import conversions

    conversions.convert(_convertible(paths))
    return conversions.folder


def _convertible(paths: Iterable[str]) -> Iterator[tuple[bytes, str]]:
    """The bytes of files, with the suffix that says what they are, where that is one that LibreOffice reads."""
    for path in paths:
        try:
            data = load(path)
            if data[:2] != b"PK":
                yield data, suffix(data)
        except (OSError, ValueError):
            continue  # said when the file is read


def suffix(data: bytes) -> str:
    """The suffix that tells LibreOffice what the bytes are; ValueError where they are none of these formats."""
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise ValueError("文件有密码保护，读不出来；请先在 Word 或 WPS 中取消密码")
        if _ROOT not in data:
            # LibreOffice would take it for text.
            raise ValueError("文件已损坏或不完整，打不开；请用 Word 或 WPS 打开并另存一次")
        if _WORD in data or _WORKS in data:
            return ".doc"
        raise ValueError("是 Office 文件，不是文字文稿（可能是表格或演示文稿）；请确认扩展名")
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"{\\rtf"):
        return ".rtf"
    if not data:
        raise ValueError("文件是空的")
    if head.startswith(b"%pdf"):
        raise ValueError("内容是 PDF；请把扩展名改为 .pdf")
    if head.startswith((b"<!doctype html", b"<html", b"mime-version")):
        raise ValueError("内容是网页，不是 Word 文档；请把扩展名改为 .html，或另存为 .docx")
    if b"\0" not in data[:4096]:
        raise ValueError("内容是纯文本，不是 Word 文档；请把扩展名改为 .txt")
    raise ValueError("不是 Word、WPS 或 RTF 文档；请确认扩展名，或另存为 .docx")


def format_of(path: str) -> str:
    """The name of the format, by the suffix of a path."""
    name = os.path.splitext(path)[1].lower()
    return {".wps": "wps", ".wpt": "wps", ".rtf": "rtf"}.get(name, "doc")
