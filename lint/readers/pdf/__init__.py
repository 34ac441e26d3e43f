"""PDF files: the text of their pages, lines joined to paragraphs; the file itself is read by another process.

A segment of the map has as its part the number of a page, from 1 on, and leads
to characters of the page in the order in which pdfium counts them.
"""

from __future__ import annotations

from ...core.document import Document
from ...text.layout import Page, composed, sketched

SUFFIXES = (".pdf",)


def read(data: bytes, path: str, encoding: str = "") -> Document:
    """The document in ``data``; ``encoding`` means nothing here.

    Raises ValueError, with a message for the user, where the bytes are no PDF
    file, are damaged or protected, hold no text, or take too much.
    """
    # Some programs write a line before the header; readers look that far.
    if b"%PDF-" not in data[:1024]:
        if not data:
            raise ValueError("文件是空的")
        other = "压缩包（可能是 .docx 或 .ofd）" if data.startswith(b"PK") else "PDF 以外的内容"
        raise ValueError(f"是{other}，不是 PDF；请确认扩展名")
    from .process import pages

    found = [
        None if page is None else Page(number, *page) for number, page in enumerate(pages(data), 1)
    ]
    return composed(path, "pdf", found)


def document_of(text: str, path: str, encoding: str = "utf-8", bom: bool = False) -> Document:
    """The document that a text sketches: a line is a paragraph, and U+FFFC alone on a line a page without text."""
    return sketched(text, path, "pdf")
