"""Web pages, mended in place: only the characters concerned change, tags and everything else stay."""

from __future__ import annotations

import re
from bisect import bisect_right

from ..text.bytes import encoded
from . import makeable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..core.document import Document

    Edit = tuple[int, int, str]

_IMPOSSIBLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff\n]")
_SPECIAL = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\xa0": "&nbsp;"}
_SPECIALS = re.compile("[&<>\xa0]")


def accepts(document: Document, edits: Iterable[Edit]) -> bool:
    """Whether edits can be made: of characters that stand in the source, not of the ends of elements."""
    return makeable(_changes, document, edits)


def apply(document: Document, data: bytes, edits: Iterable[Edit]) -> bytes:
    """The page after edits of its document's text, sorted and not overlapping, in its own encoding.

    A replacement stands where the first character that it changes stood, tags
    inside of what is replaced stay, and characters that the encoding lacks are
    written as references. ``data`` is not looked at: the document holds all of
    it. ValueError where an edit would join elements or cut a reference.
    """
    source = document.source
    assert source is not None
    pieces: list[str] = []
    last = 0
    for edit in edits:
        for start, end, text in _changes(document, edit):
            pieces += [source[last:start], text]
            last = end
    pieces.append(source[last:])
    return encoded("".join(pieces), document, "xmlcharrefreplace")


def _changes(document: Document, edit: Edit) -> list[Edit]:
    """What an edit comes to in the source, in order; ValueError where it cannot be made."""
    start, end, replacement = edit
    text = document.text
    while start < end and replacement and text[start] == replacement[0]:
        start, replacement = start + 1, replacement[1:]
    while start < end and replacement and text[end - 1] == replacement[-1]:
        end, replacement = end - 1, replacement[:-1]
    if document.map is None:
        raise ValueError("文稿不是从文件读入的")
    if _IMPOSSIBLE.search(replacement):
        raise ValueError("替换文字含有换行或控制字符，网页不能就地修改")
    replacement = _SPECIALS.sub(lambda found: _SPECIAL[found[0]], replacement)
    if start == end:
        return [_insertion(document, start, replacement)] if replacement else []
    found: list[Edit] = []
    removed = not replacement and _is_paragraph(text, start, end)
    segments = document.map.segments
    index = bisect_right(segments, start, key=lambda segment: segment.at) - 1
    while index < len(segments) and segments[index].at < end:
        segment = segments[index]
        index += 1
        low, high = max(start, segment.at) - segment.at, min(end, segment.at + segment.length) - segment.at
        if not segment.origin_length:
            if not removed:
                raise ValueError("修改处跨了段落，不能就地修改")
            continue
        if segment.exact:
            low, high = segment.origin + low, segment.origin + high
        elif high - low < segment.length:
            raise ValueError("修改处只是一个字符引用的一部分，不能就地修改")
        else:
            low, high = segment.origin, segment.origin + segment.origin_length
        found.append((low, high, replacement))
        replacement = ""
    return found


def _is_paragraph(text: str, start: int, end: int) -> bool:
    """Whether a range is a paragraph, or several, with one end: their elements stay, empty."""
    begins = start == 0 or text[start - 1] == "\n"
    ends = end == len(text) or text[end] == "\n"
    return (begins and text[end - 1] == "\n" or ends and text[start] == "\n") and bool(text[start:end].strip())


def _insertion(document: Document, at: int, text: str) -> Edit:
    assert document.map is not None
    for low, high, side in ((at - 1, at, 1), (at, at + 1, 0)):
        if low < 0 or high > len(document.text):
            continue
        ((_, span, whole),) = document.map.pieces(low, high)
        if whole and span.start < span.end:
            return span[side], span[side], text
    raise ValueError("插入处没有可以跟随的文字，不能就地修改")
