"""Plain text: a line is a paragraph, unless the file is hard-wrapped."""

from __future__ import annotations

from ..core.document import Block, Document, LineBlocks
from ..text.decoding import decode
from ..text.wrapping import joined, wrap_width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

# Up to so many characters all lines are cut out at once, and paragraphs made of them: together another copy of the text.
_SHORT = 1 << 19
SUFFIXES = (".txt", ".text")


def read(data: bytes, path: str, encoding: str = "") -> Document:
    """The document in ``data``. Raises UndecidableEncoding."""
    text, name, bom = decode(data, encoding)
    return document_of(text, path, name, bom)


def document_of(text: str, path: str, encoding: str = "utf-8", bom: bool = False) -> Document:
    """The document of a text that is already decoded."""
    spans, lines = _cut(text)
    width = wrap_width(text, spans)
    if not width:
        # As much of a sequence as is asked for.
        plain: Sequence[Block] = LineBlocks(spans, lines)  # type: ignore[assignment]
        return Document(path, "txt", text, plain, encoding=encoding, bom=bom)
    blocks = [
        Block("paragraph", run[0][0], run[-1][1], pieces=tuple(run) if len(run) > 1 else None)
        for run in joined(text, spans, width)
    ]
    notes = (("hard-wrapped", spans[0][0], spans[0][1]),)
    return Document(path, "txt", text, blocks, encoding=encoding, bom=bom, notes=notes, wrapped=True)


def _cut(text: str) -> tuple[list[tuple[int, int]], list[str] | None]:
    """``(start, end)`` of every line that is not blank, its end mark left out, and the lines where the text is short."""
    if "\r" in text:
        # Every end mark keeps its length: the line of CRLF behind the CR is blank.
        text = text.replace("\r", "\n")
    spans = []
    start = 0
    length = len(text)
    if length <= _SHORT:
        lines = []
        for line in text.split("\n"):
            end = start + len(line)
            if line and not line.isspace():
                spans.append((start, end))
                lines.append(line)
            start = end + 1
        return spans, lines
    while start < length:
        end = text.find("\n", start)
        if end < 0:
            end = length
        if end > start and not (text[start].isspace() and text[start:end].isspace()):
            spans.append((start, end))
        start = end + 1
    return spans, None
