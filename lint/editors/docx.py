"""Word documents, mended in place: only the characters concerned change, formatting and all other parts stay."""

from __future__ import annotations

import re
from bisect import bisect_right

from ..ooxml.names import MC, STRICT, W
from ..ooxml.package import Package, serialized
from ..ooxml.runs import MARK, lead, paragraphs, put, shown, texts
from . import makeable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from ..core.document import Document
    from ..core.span import Span

    Edit = tuple[int, int, str]

# Neither line ends nor tabs are characters of a run, and controls may not stand in XML at all.
_IMPOSSIBLE = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")
# What a paragraph may hold and still be taken out with its text.
_PLAIN = frozenset(("pPr", "r", "rPr", "t", "proofErr", "lastRenderedPageBreak", "hyperlink", "smartTag"))
# Properties of a paragraph that mean more than its own look.
_HOLDING = ("sectPr", "pPrChange", "framePr")


class _Change:
    """What one edit comes to: ``[start, end)`` of a ``w:t`` replaced, or a paragraph taken out."""

    __slots__ = ("end", "index", "old", "part", "removed", "start", "text")

    def __init__(
        self, part: str, index: int, start: int, end: int, old: str, text: str, removed: bool = False
    ) -> None:
        self.part = part
        self.index = index
        self.start = start
        self.end = end
        self.old = old
        self.text = text
        self.removed = removed


def accepts(document: Document, edits: Iterable[Edit]) -> bool:
    """Whether edits can be made: each within the typed text of one paragraph, or a whole paragraph's deletion."""
    return makeable(_changes, document, edits)


def apply(document: Document, data: bytes, edits: Iterable[Edit]) -> bytes:
    """The file after edits of its document's text, sorted and not overlapping.

    A replacement takes the formatting of the first character that it changes,
    an insertion that of the character before it. A paragraph deleted with its
    mark goes whole where nothing else hangs on it, and stays as an empty one
    otherwise. All parts that no edit concerns keep their bytes. ValueError
    where an edit would change computed text (list numbers, symbols, tabs),
    would touch two paragraphs, or the file is signed.
    """
    package = Package(data)
    if any(name.lower().startswith("_xmlsignatures/") for name in package.names):
        raise ValueError("文件带有数字签名，修改会使签名失效，文件未改动")
    by_part: dict[str, list[_Change]] = {}
    for edit in edits:
        for change in _changes(document, edit):
            by_part.setdefault(change.part, []).append(change)
    changed = {}
    for part, changes in by_part.items():
        root = package.xml(part, raw=True)
        _mend(root, changes)
        changed[part] = serialized(root)
    return package.written(changed) if changed else data


def _changes(document: Document, edit: Edit) -> list[_Change]:
    """What an edit comes to, in the order of the text; ValueError where it cannot be made."""
    start, end, replacement = _least(document.text, *edit)
    if document.map is None:
        raise ValueError("文稿不是从文件读入的")
    if _IMPOSSIBLE.search(replacement):
        raise ValueError("替换文字含有换行、制表符或控制字符，Word 文档不能就地修改")
    if start == end:
        if not replacement:
            return []
        return _insertion(document, start, replacement)
    pieces = _pieces(document, start, end)
    removed = _removed(document, start, end) if not replacement else None
    found = []
    text = replacement
    at = start
    for part, span, exact, size in pieces:
        if exact and isinstance(part, tuple):
            found.append(_Change(part[0], part[1], span[0], span[1], document.text[at : at + size], text))
            text = ""
        elif removed is None or not (isinstance(part, tuple) and part[1] == MARK):
            raise ValueError("修改处含有自动编号、符号、制表符或段落标记，不能就地修改")
        at += size
    if removed is not None:
        found.append(_Change(*removed, 0, 0, "", "", removed=True))
    return found


def _least(text: str, start: int, end: int, replacement: str) -> Edit:
    """The edit without what it leaves as it is at either end: that keeps its formatting."""
    while start < end and replacement and text[start] == replacement[0]:
        start += 1
        replacement = replacement[1:]
    while start < end and replacement and text[end - 1] == replacement[-1]:
        end -= 1
        replacement = replacement[:-1]
    return start, end, replacement


def _insertion(document: Document, at: int, text: str) -> list[_Change]:
    for low, high, side in ((at - 1, at, 1), (at, at + 1, 0)):
        if low < 0 or high > len(document.text):
            continue
        ((part, span, exact, _),) = _pieces(document, low, high)
        if exact and isinstance(part, tuple):
            return [_Change(part[0], part[1], span[side], span[side], "", text)]
    raise ValueError("插入处没有可以跟随的文字，不能就地修改")


def _pieces(document: Document, start: int, end: int) -> list[tuple[object, Span, bool, int]]:
    """The map's runs behind a range, each with the number of characters of the text that it stands for."""
    assert document.map is not None
    segments = document.map.segments
    index = bisect_right(segments, start, key=lambda segment: segment.at) - 1
    found = []
    while index < len(segments) and segments[index].at < end:
        segment = segments[index]
        low, high = max(start, segment.at), min(end, segment.at + segment.length)
        ((part, span, exact),) = document.map.pieces(low, high)
        found.append((part, span, exact and segment.exact, high - low))
        index += 1
    return found


def _removed(document: Document, start: int, end: int) -> tuple[str, int] | None:
    """The paragraph whose whole text and mark a range is: its part and number, or -1 less a number of its ``w:t``.

    None where the range is anything else.
    """
    text = document.text
    if text.count("\n", start, end) != 1:
        return None
    if text[end - 1] == "\n" and (start == 0 or text[start - 1] == "\n"):
        mark = end - 1
    elif text[start] == "\n" and (end == len(text) or text[end] == "\n"):
        # The mark before goes and the paragraph's own stays, which comes to the same.
        mark = end
    else:
        return None
    for at in (mark, start - 1 if mark == end - 1 else start):
        if 0 <= at < len(text):
            ((part, _, _, _),) = _pieces(document, at, at + 1)
            if not (isinstance(part, tuple) and part[1] == MARK):
                return None  # a line break within a paragraph
    if mark < len(text):
        ((part, span, _, _),) = _pieces(document, mark, mark + 1)
        return (part[0], span[0]) if isinstance(part, tuple) else None
    # The last paragraph of all has no mark in the text; its own text leads to it.
    ((part, _, _, _),) = _pieces(document, mark - 1, mark)
    return (part[0], -1 - part[1]) if isinstance(part, tuple) and part[1] != MARK else None


def _mend(root: Any, changes: list[_Change]) -> None:
    elements = texts(root)
    marks = paragraphs(root)
    by_text: dict[int, list[_Change]] = {}
    for change in changes:
        if not change.removed:
            by_text.setdefault(change.index, []).append(change)
    for index, group in by_text.items():
        element = elements[index]
        skipped = lead(element)
        text = shown(element)
        # From the back, so that offsets before a change stay what they are.
        for change in reversed(group):
            low, high = change.start - skipped, change.end - skipped
            if not 0 <= low <= high <= len(text) or text[low:high] != change.old:
                raise ValueError("文件与读入时不同，文件未改动")
            text = text[:low] + change.text + text[high:]
        twin = _twin(element)
        put(element, text)
        if twin is not None:
            put(twin, text)
    for change in changes:
        if change.removed:
            if change.index >= 0:
                paragraph = marks[change.index]
            else:
                paragraph = next(elements[-1 - change.index].iterancestors(W + "p", STRICT + "p"))
            if _is_removable(paragraph):
                paragraph.getparent().remove(paragraph)


def _twin(element: Any) -> Any:
    """The ``w:t`` that says the same in the branch for older programs, where a text box stands twice; else None."""
    choice = next(element.iterancestors(f"{MC}Choice"), None)
    fallback = None if choice is None else choice.getparent().find(f"{MC}Fallback")
    if fallback is None:
        return None
    mine, others = texts(choice), texts(fallback)
    if [t.text for t in mine] != [t.text for t in others]:
        return None
    return others[next(index for index, t in enumerate(mine) if t is element)]


def _is_removable(paragraph: Any) -> bool:
    """Whether a paragraph holds nothing but text and its container does without it."""
    for element in paragraph.iterdescendants():
        name = _local(element)
        if name in _HOLDING:
            return False
    stack = [child for child in paragraph if _local(child) != "pPr"]
    while stack:
        element = stack.pop()
        name = _local(element)
        if name not in _PLAIN:
            return False
        if name == "t" and element.text:
            return False
        if name != "rPr":
            stack.extend(element)
    container = paragraph.getparent()
    if container is None or _local(container) not in ("body", "tc", "hdr", "ftr", "txbxContent"):
        return False
    # A cell must end with a paragraph, and tables that meet would become one.
    before, behind = paragraph.getprevious(), paragraph.getnext()
    if behind is None or _local(behind) not in ("p", "sectPr"):
        return False
    return _local(behind) == "p" or before is not None and _local(before) == "p"


def _local(element: Any) -> str:
    tag = str(element.tag)
    for space in (W, STRICT):
        if tag.startswith(space):
            return tag[len(space) :]
    return tag
