"""Markdown: what a reader of the page sees, with the exact place of every character.

Soft breaks join. Reports are also saved as ``.md`` that were never written as
Markdown: where nearly all lines end like paragraphs, lines are paragraphs.
"""

from __future__ import annotations

import re

from ..core.document import Block, Document
from ..text.decoding import decode
from ..text.directives import directive
from ..text.emphasis import is_masked
from ..text.inline import inline, seen
from ..text.markdown import Structure
from ..text.wrapping import FINAL, OPENS, joined, wrap_width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..core.document import Directive

    Spans = list[tuple[int, int]]

SUFFIXES = (".md", ".markdown")
# Longer lines are hardly ever titles.
_TITLE = 45
# What opens the next point of an enumeration, where the last one has ended.
_POINT = re.compile("第?[一二三四五六七八九十]{1,3}(?:是|[，,])|首先|其次|再次|最后[，,]")


def read(data: bytes, path: str, encoding: str = "") -> Document:
    """The document in ``data``. Raises UndecidableEncoding."""
    text, name, bom = decode(data, encoding)
    return document_of(text, path, name, bom)


def document_of(text: str, path: str, encoding: str = "utf-8", bom: bool = False) -> Document:
    """The document of a text that is already decoded."""
    blocks, directives = _Emitter(Structure(text)).emitted()
    return Document(path, "md", text, blocks, None, directives, encoding, bom)


class _Emitter:
    """From runs of lines to blocks: soft breaks joined, markup left out."""

    def __init__(self, parser: Structure) -> None:
        text = self.text = parser.text
        self.runs = parser.runs
        self.labels = frozenset(parser.labels)
        self.masked = "*" in text and is_masked(text)
        self.comments = [(start, end, text[start + 4 : end - 3]) for start, end in parser.comments]
        self.blocks: list[Block] = []
        prose = [span for run in self.runs if run.kind in ("paragraph", "item") for span in run.spans]
        self.width = wrap_width(text, prose)
        self.lined = not self.width and self._is_lined()

    def emitted(self) -> tuple[list[Block], tuple[Directive, ...]]:
        """Blocks and directives, in order."""
        for run in self.runs:
            if run.kind == "code":
                self.blocks.append(Block("code", *run.spans[0]))
                continue
            kind = run.kind
            for group in self._groups(run.spans):
                self._emit(kind, run.level, group)
                if kind == "item":
                    kind = "paragraph"
        found = [directive(text, start, end) for start, end, text in sorted(self.comments)]
        return self.blocks, tuple(each for each in found if each is not None)

    def _is_lined(self) -> bool:
        """Whether lines are paragraphs: most of those that another follows end like one."""
        breaks = ends = 0
        for run in self.runs:
            if run.kind in ("paragraph", "item"):
                for one, other in zip(run.spans, run.spans[1:], strict=False):
                    breaks += 1
                    ends += (
                        self._stops(one)
                        and (2 * (one[1] - one[0]) < other[1] - other[0] or self._ends(one))
                        or self._parts(one, other)
                    )
        return breaks >= 3 and ends >= 0.8 * breaks

    def _ends(self, line: tuple[int, int]) -> bool:
        """Whether a line ends with a final mark."""
        return self.text[line[0] : line[1]].rstrip()[-1:] in FINAL

    def _stops(self, line: tuple[int, int]) -> bool:
        """Whether a line ends like a paragraph or a title, where lines are paragraphs."""
        text = self.text[line[0] : line[1]].strip()
        return text[-1:] in FINAL or (len(text) <= _TITLE and text[-1:] not in "，、；,;")

    def _parts(self, one: tuple[int, int], other: tuple[int, int]) -> bool:
        """Whether a paragraph ends between two lines although no blank line says so."""
        text = self.text
        line, following = text[one[0] : one[1]], text[other[0] : other[1]]
        if line.endswith(("  ", "\\")) or OPENS.match(following.lstrip(" \t")):
            return True
        if self._ends(one) and _POINT.match(following.lstrip(" \t*")):
            return True
        line = line.strip(" \t\u3000*")
        # A heading that stands on a line of its own is shorter than the text below it.
        return (
            len(line) <= 25
            and len(line) < len(following)
            and OPENS.match(line) is not None
            and not any(mark in line for mark in "，。；：")
        )

    def _groups(self, spans: Spans) -> list[Spans]:
        """The lines of a run, by paragraph."""
        if self.width:
            # A line that stops short of the width at which all others break ends a paragraph.
            return joined(self.text, spans, self.width)
        groups = [[spans[0]]]
        for one, other in zip(spans, spans[1:], strict=False):
            if self._parts(one, other) or (self.lined and self._stops(one)):
                groups.append([other])
            else:
                groups[-1].append(other)
        return groups

    def _emit(self, kind: str, level: int, spans: Spans) -> None:
        text = self.text
        pieces = []
        for number, (start, end) in enumerate(spans):
            line = text[start:end]
            kept = line.rstrip(" \t\u3000")
            if kept.endswith("\\") and not kept.endswith("\\\\"):
                kept = kept[:-1]  # a hard break
            # The indent of a paragraph is text; that of the lines it goes on in is layout.
            lead = len(kept) - len(kept.lstrip(" \t\u3000" if number else " \t"))
            if len(kept) > lead:
                pieces.append((start + lead, start + len(kept)))
        if not pieces:
            return
        joined = "".join(text[start:end] for start, end in pieces)
        markup = inline(joined, self.labels, self.masked)
        if markup is None:
            self._block(kind, level, pieces)
            return
        for start, end, comment in markup.comments:
            low = _source(pieces, start)
            self.comments.append((low, low + end - start, comment))
        for run in seen(pieces, markup.cuts):
            self._block(kind, level, run)

    def _block(self, kind: str, level: int, pieces: Spans) -> None:
        # Blanks beside what was left out are layout.
        while pieces and not (last := self.text[slice(*pieces[-1])].rstrip(" \t")):
            pieces = pieces[:-1]
        if not pieces or all(self.text[start:end].isspace() for start, end in pieces):
            return
        pieces = [*pieces[:-1], (pieces[-1][0], pieces[-1][0] + len(last))]
        whole = tuple(pieces) if len(pieces) > 1 else None
        self.blocks.append(Block(kind, pieces[0][0], pieces[-1][1], level, whole))


def _source(pieces: Spans, offset: int) -> int:
    """The document offset of an offset in the joined text of pieces."""
    for start, end in pieces:
        if offset < end - start:
            return start + offset
        offset -= end - start
    return pieces[-1][1]
