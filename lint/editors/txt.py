"""Plain text and Markdown: the file is its text, so edits fall where they say."""

from __future__ import annotations

from ..text.bytes import encoded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..core.document import Document


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
    return encoded("".join(pieces), document)
