"""Text back to bytes, in the encoding in which its document came."""

from __future__ import annotations

import codecs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..core.document import Document

_BOMS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
    "gb18030": b"\x84\x31\x95\x33",
}


def encoded(text: str, document: Document, errors: str = "strict") -> bytes:
    """The text in the document's encoding, with its byte order mark where it had one.

    Raises UnicodeEncodeError where the encoding cannot hold a character and
    ``errors`` does not say what stands for it.
    """
    mark = _BOMS.get(document.encoding, b"") if document.bom else b""
    return mark + text.encode(document.encoding, errors)
