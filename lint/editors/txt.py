"""Plain text and Markdown: the file is its text, so edits fall where they say."""

from __future__ import annotations

import codecs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..core.document import Document

_BOMS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
    "gb18030": b"\x84\x31\x95\x33",
}


def accepts(document: Document, edits: Iterable[tuple[int, int, str]]) -> bool:
    """Plain text takes every edit."""
    return True


def apply(document: Document, data: bytes, edits: Iterable[tuple[int, int, str]]) -> bytes:
    """The text after the edits, in the document's own encoding, with its BOM where it had one.

    ``edits`` are sorted and do not overlap. ``data`` is not looked at: the
    document holds all of it. Raises UnicodeEncodeError where the encoding
    cannot hold a replacement.
    """
    pieces = []
    last = 0
    for start, end, replacement in edits:
        pieces += [document.text[last:start], replacement]
        last = end
    pieces.append(document.text[last:])
    mark = _BOMS.get(document.encoding, b"") if document.bom else b""
    return mark + "".join(pieces).encode(document.encoding)
