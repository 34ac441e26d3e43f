"""Plain text: a line is a paragraph, unless the file is hard-wrapped."""

from __future__ import annotations

from ..core.document import Block, Document
from ..core.lines import LINE_END
from ..text.decoding import decode
from ..text.wrapping import joined, wrap_width

SUFFIXES = (".txt", ".text")


def read(data: bytes, path: str, encoding: str = "") -> Document:
    """The document in ``data``. Raises UndecidableEncoding."""
    text, name, bom = decode(data, encoding)
    return document_of(text, path, name, bom)


def document_of(text: str, path: str, encoding: str = "utf-8", bom: bool = False) -> Document:
    """The document of a text that is already decoded."""
    spans = line_spans(text)
    width = wrap_width(text, spans)
    if not width:
        blocks = [Block("paragraph", start, end) for start, end in spans]
        return Document(path, "txt", text, blocks, encoding=encoding, bom=bom)
    blocks = [
        Block("paragraph", run[0][0], run[-1][1], pieces=tuple(run) if len(run) > 1 else None)
        for run in joined(text, spans, width)
    ]
    notes = (("hard-wrapped", spans[0][0], spans[0][1]),)
    return Document(path, "txt", text, blocks, encoding=encoding, bom=bom, notes=notes, wrapped=True)


def line_spans(text: str) -> list[tuple[int, int]]:
    """``(start, end)`` of every line that is not blank, its end mark left out."""
    spans = []
    start = 0
    for end in LINE_END.finditer(text):
        stop = end.start()
        if stop > start and not text[start:stop].isspace():
            spans.append((start, stop))
        start = end.end()
    if start < len(text) and not text[start:].isspace():
        spans.append((start, len(text)))
    return spans
