"""Documents written down as text, for the examples inside rules: lines are paragraphs.

What only Word documents have is marked as in CriticMarkup: ``{++inserted++}``,
``{--deleted--}``, ``{==commented==}{>>comment<<}``, and ``{%%hidden%%}``. The
marks are text of the document that no paragraph holds.
"""

from __future__ import annotations

import re

from ...core.document import Block, Document
from ...text.directives import directive
from .flow import NOBODY, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...core.document import Directive
    from .flow import Noted

_MARK = re.compile(
    r"\{\+\+(?P<inserted>[^\n]{0,2000}?)\+\+\}|\{--(?P<deleted>[^\n]{0,2000}?)--\}"
    r"|\{%%(?P<hidden>[^\n]{0,2000}?)%%\}"
    r"|(?:\{==(?P<commented>[^\n]{0,2000}?)==\})?\{>>(?P<comment>[^\n]{0,2000}?)<<\}"
)


def document_of(
    text: str, path: str, encoding: str = "utf-8", bom: bool = False, format: str = "docx"
) -> Document:
    """The document that a text sketches."""
    blocks: list[Block] = []
    notes: list[Noted] = []
    directives: list[Directive] = []
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line.rstrip("\r\n"))
        pieces = _pieces(text, start, end, notes, directives)
        if "".join(text[low:high] for low, high in pieces).strip():
            whole = tuple(pieces) if pieces != [(start, end)] else None
            blocks.append(Block("paragraph", pieces[0][0], pieces[-1][1], 0, whole))
        start += len(line)
    return Document(path, format, text, blocks, None, tuple(directives), notes=tuple(notes))


def _pieces(
    text: str, start: int, end: int, notes: list[Noted], directives: list[Directive]
) -> list[tuple[int, int]]:
    """What a reader sees of a line; its notes and instructions are added to the lists."""
    pieces = []
    last = start
    for mark in _MARK.finditer(text, start, end):
        if mark.start() > last:
            pieces.append((last, mark.start()))
        last = mark.end()
        for name in ("inserted", "commented"):
            low, high = mark.span(name)
            if low < high:
                pieces.append((low, high))
        if mark["inserted"] is not None:
            notes.append(("unresolved-revision", *mark.span("inserted"), _revision("插入", mark["inserted"])))
        elif mark["deleted"] is not None:
            notes.append(("unresolved-revision", *mark.span("deleted"), _revision("删除", mark["deleted"])))
        elif mark["hidden"] is not None:
            notes.append(("hidden-text", *mark.span("hidden"), {"content": quoted(mark["hidden"])}))
        else:
            low, high = mark.span("commented") if mark["commented"] is not None else (mark.start(), mark.start())
            found = directive(mark["comment"], low, high)
            if found is not None:
                directives.append(found)
            else:
                values: dict[str, object] = {"author": NOBODY, "content": quoted(mark["comment"])}
                notes.append(("unresolved-comment", low, high, values))
    if last < end:
        pieces.append((last, end))
    return pieces


def _revision(change: str, content: str) -> dict[str, object]:
    return {"change": change, "author": NOBODY, "content": quoted(content)}
