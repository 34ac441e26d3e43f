"""Pages with characters at places, composed into paragraphs: running heads apart, broken lines joined.

Lengths are in points or millimetres, whichever the format has; only their
ratios count. Places are counted from the top left corner of a page.
"""

from __future__ import annotations

import array
import re
from collections import Counter

from ..core.document import Block, Document
from ..core.textmap import Segment, TextMap
from .patterns import Lazy
from .wrapping import FINAL, OPENS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Stands for a page without text.
NO_TEXT = "\ufffc"
WITHOUT = frozenset(("spacing",))

_NUMBER = re.compile("[0-9０-９]+")
_PAGE_NUMBER = Lazy(
    r"[\s—–―_.·•－-]*(?:第\s*)?(?:[0-9０-９]{1,4}|[ivxIVX]{1,6}|[一二三四五六七八九十百]{1,5})\s*页?"
    r"(?:\s*[/／,，]?\s*(?:共\s*)?[0-9０-９]{1,4}\s*页?)?[\s—–―_.·•－-]*"
)
_CLOSING = frozenset("，。、；：？！”’）》】〉」』〕…—％%,.;:?!)]}")
_OPENING = frozenset("“‘（《【〈「『〔([{")
_PRIVATE = Lazy("[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
_LEAST_LONG = 8


class Line:
    """One line: its characters, the number of each on its page, where it stands, and which line of the page it is."""

    __slots__ = ("bottom", "first", "left", "number", "origins", "page", "right", "text", "top")

    def __init__(self, page: int, text: str, origins: list[int], box: tuple[float, float, float, float], first: float) -> None:
        self.page = page
        self.text = text
        self.origins = origins
        self.left, self.top, self.right, self.bottom = box
        #: The width of what cannot be parted from the first character.
        self.first = first
        self.number = 0

    @property
    def size(self) -> float:
        """The height of the line's characters."""
        return self.bottom - self.top


class Page:
    """A page: its number from 1 on, its size, its lines, and whether it shows something that is no text.

    ``boxes`` are four floats for each character of ``text``: left, top, right,
    bottom. A line end ends a line, U+0000 stands for a gap. ``origins`` are the
    numbers of the characters on their page, where they are not their offsets
    in ``text``.
    """

    __slots__ = ("height", "lines", "number", "shows", "width")

    def __init__(
        self,
        number: int,
        width: float,
        height: float,
        text: str,
        boxes: bytes,
        shows: bool = False,
        origins: Sequence[int] | None = None,
    ) -> None:
        self.number = number
        self.width = width
        self.height = height
        self.shows = shows
        places = array.array("f")
        places.frombytes(boxes)
        self.lines: list[Line] = []
        start = 0
        for end in [*(at for at, char in enumerate(text) if char == "\n"), len(text)]:
            line = _line(number, text, range(start, end), places, origins or range(len(text)))
            if line is not None:
                line.number = len(self.lines) + 1
                self.lines.append(line)
            start = end + 1


def _line(
    page: int, text: str, span: range, places: array.array[float], numbers: Sequence[int]
) -> Line | None:
    chars: list[str] = []
    origins: list[int] = []
    left, top, right, bottom = 1e9, 1e9, -1e9, -1e9
    heights = []
    first = 0.0
    whole = True
    gap = False
    for at in span:
        char = text[at]
        if char == "\x00":
            gap = True
            continue
        if char < " " and char != "\t":
            continue
        low, high, far, deep = places[4 * at : 4 * at + 4]
        if gap and chars:
            size = max(1e-6, deep - high)
            # Beside a full-width character a gap is distance, and a wide one an empty place.
            if low - right > 0.7 * size or not (_is_wide(chars[-1]) or _is_wide(char)):
                chars.append(" ")
                origins.append(-1)
        gap = False
        chars.append(char)
        origins.append(numbers[at])
        if far > low or deep > high:
            if not char.isspace():
                heights.append((high, deep))
            left, right = min(left, low), max(right, far)
            if whole and len(chars) > 1 and char not in _CLOSING and chars[-2] not in _OPENING:
                # A word or a number is not parted, a hanzi is.
                whole = char.isascii() and chars[-2].isascii() and not char.isspace()
            if whole:
                first = right - left
    if not any(not char.isspace() for char in chars):
        return None
    if heights:
        top = sorted(high for high, _ in heights)[len(heights) // 2]
        bottom = sorted(deep for _, deep in heights)[len(heights) // 2]
    return Line(page, "".join(chars), origins, (left, top, right, bottom), first)


def _is_wide(char: str) -> bool:
    return "\u2e80" <= char <= "\uffef" or char in "“”‘’…—·" or char >= "\U00020000"


def composed(path: str, format: str, pages: list[Page | None]) -> Document:
    """The document of pages, None for one that could not be read.

    Raises ValueError where no page holds text that can be read.
    """
    _refuse_unreadable(pages)
    known = [page for page in pages if page is not None]
    running = _running(known)
    made = _Composer(path, format)
    body: list[Line] = []
    margins = _margins(line for page in known for line in page.lines if id(line) not in running)
    for number, page in enumerate(pages, 1):
        lines = [] if page is None else [line for line in page.lines if id(line) not in running]
        if not lines and (page is None or page.shows):
            made.paragraphs(body, margins)
            body = []
            made.without_text(number, "读不出来" if page is None else "是扫描图像或图形")
        body += lines
    made.paragraphs(body, margins)
    made.running(running.values())
    return made.document()


def sketched(text: str, path: str, format: str) -> Document:
    """The document that a text sketches: a line is a paragraph, U+FFFC alone on a line a page without text."""
    blocks: list[Block] = []
    notes: list[tuple[str, int, int, dict[str, object]]] = []
    start = 0
    page = 1
    for line in text.splitlines(keepends=True):
        end = start + len(line.rstrip("\r\n"))
        if text[start:end] == NO_TEXT:
            notes.append(("page-without-text", start, end, {"page": page, "reason": "是扫描图像或图形"}))
            page += 1
        elif text[start:end].strip():
            blocks.append(Block("paragraph", start, end))
        start += len(line)
    return Document(path, format, text, blocks, notes=tuple(notes), without=WITHOUT)


def _refuse_unreadable(pages: list[Page | None]) -> None:
    text = "".join(line.text for page in pages if page for line in page.lines)
    if not text.strip():
        if any(page is not None and page.shows for page in pages):
            raise ValueError(f"共 {len(pages)} 页，都是扫描图像或图形，没有文字，未检查；请先做文字识别（OCR），或用原稿检查")
        raise ValueError("文件里没有文字，未检查" if any(pages) or not pages else "各页都读不出来，文件可能已损坏")
    if len(_PRIVATE.findall(text)) > 0.3 * len(text):
        raise ValueError("文字的字体没有编码表，读出来是乱码，未检查；请用原稿检查，或重新导出")


def _running(pages: list[Page]) -> dict[int, Line]:
    """The lines that are running heads and feet, by their identity: what repeats at the edges of pages."""
    edges: list[list[Line]] = []
    counts: Counter[tuple[str, int]] = Counter()
    for page in pages:
        ordered = sorted(page.lines, key=lambda line: line.top)
        edge = ordered if len(ordered) <= 4 else [*ordered[:2], *ordered[-2:]]
        edges.append(edge)
        counts.update({_key(line) for line in edge})
    least = max(2, round(0.3 * len(pages)))
    found = {}
    for page, edge in zip(pages, edges, strict=True):
        for line in edge:
            outer = line.bottom < 0.12 * page.height or line.top > 0.88 * page.height
            numbered = outer and _PAGE_NUMBER.fullmatch(line.text)
            if numbered or (outer and counts[_key(line)] >= least and len(pages) > 1):
                found[id(line)] = line
    return found


def _key(line: Line) -> tuple[str, int]:
    """A line's text, whatever numbers stand in it, and about where it stands."""
    return _NUMBER.sub("#", "".join(line.text.split())), round(line.top / max(line.size, 1e-6))


class _Margins:
    """Where lines of text begin and end, and how far apart they are."""

    __slots__ = ("left", "pitch", "right")

    def __init__(self, left: float, right: float, pitch: float) -> None:
        self.left = left
        self.right = right
        self.pitch = pitch


def _margins(lines: Iterable[Line]) -> _Margins:
    found = list(lines)
    if not found:
        return _Margins(0.0, 0.0, 0.0)
    widest = max(line.right - line.left for line in found)
    long = [line for line in found if line.right - line.left > 0.6 * widest and len(line.text) >= _LEAST_LONG] or found
    size = sorted(line.size for line in long)[len(long) // 2] or 1.0
    lefts = Counter(round(line.left / size * 4) for line in long)
    left = min((at for at, count in lefts.items() if count >= 0.1 * len(long)), default=min(lefts)) * size / 4
    # The rightmost edge that several lines come near: a single one may stick out, and marks may hang over the edge.
    full = [line for line in long if line.text.rstrip()[-1:] not in _CLOSING] or long
    rights = sorted(line.right for line in full)
    right = next(
        (
            edge
            for edge in reversed(rights)
            if sum(edge - 2 * size <= other <= edge for other in rights[-200:]) >= min(3, len(rights))
        ),
        rights[-1],
    )
    pitches = [
        below.top - above.top
        for above, below in zip(found, found[1:], strict=False)
        if above.page == below.page and 0 < below.top - above.top < 4 * size
    ]
    pitch = sorted(pitches)[len(pitches) // 2] if pitches else 1.5 * size
    return _Margins(left, right, pitch)


def _goes_on(line: Line, following: Line, margins: _Margins) -> bool:
    """Whether a paragraph goes on in the next line."""
    size = max(line.size, 1e-6)
    if abs(following.size - line.size) > 0.2 * size:
        return False
    if line.page == following.page:
        if following.top - line.top > 1.5 * margins.pitch or following.top < line.top - 0.5 * size:
            return False
    elif following.page - line.page > 1:
        return False
    if following.left > margins.left + 0.8 * size or following.text[0] in " \t\u3000":
        return False
    if OPENS.match(following.text) and line.text.rstrip()[-1:] in FINAL:
        return False
    # Latin letters keep a distance from hanzi.
    apart = 0.25 * size if _is_wide(line.text[-1]) != _is_wide(following.text[0]) else 0.1 * size
    # What would have had room on the line was not broken off it.
    return margins.right - line.right < following.first + apart


class _Composer:
    """The text of a document as it grows from lines."""

    def __init__(self, path: str, format: str) -> None:
        self.path = path
        self.format = format
        self.pieces: list[str] = []
        self.segments: list[Segment] = []
        self.blocks: list[Block] = []
        self.places: list[tuple[int, dict[str, object]]] = []
        self.notes: list[tuple[str, int, int, dict[str, object]]] = []
        self.at = 0

    def paragraphs(self, lines: list[Line], margins: _Margins) -> None:
        """Append lines, those joined that are one paragraph."""
        last: Line | None = None
        for line in lines:
            if last is not None and _goes_on(last, line, margins):
                self._line(line, joins=True)
            else:
                self._line(line)
                self._block("paragraph", line)
            self.blocks[-1].end = self.at
            last = line

    def running(self, lines: Iterable[Line]) -> None:
        """Append the running heads and feet, each text once, numbers of pages not at all."""
        seen: set[str] = set()
        for line in lines:
            text = _NUMBER.sub("#", "".join(line.text.split()))
            if text in seen or _PAGE_NUMBER.fullmatch(line.text):
                continue
            seen.add(text)
            self._line(line)
            self._block("footnote", line)
            self.blocks[-1].end = self.at

    def without_text(self, page: int, reason: str) -> None:
        """Append a sign for a page that has no text, with a note that says so."""
        self._separate()
        self.places.append((self.at, {"page": page}))
        self.notes.append(("page-without-text", self.at, self.at + 1, {"page": page, "reason": reason}))
        self._computed(NO_TEXT)

    def document(self) -> Document:
        """The document."""
        return Document(
            self.path,
            self.format,
            "".join(self.pieces),
            self.blocks,
            TextMap(self.segments),
            notes=tuple(self.notes),
            places=tuple(self.places),
            without=WITHOUT,
        )

    def _separate(self) -> None:
        if self.pieces:
            self._computed("\n")

    def _block(self, kind: str, line: Line) -> None:
        start = self.at - len(line.text)
        self.blocks.append(Block(kind, start, self.at, location={"page": line.page, "line": line.number}))

    def _line(self, line: Line, joins: bool = False) -> None:
        text, origins = line.text, line.origins
        if not joins:
            self._separate()
        elif self.pieces[-1][-1:].isascii() and self.pieces[-1][-1:].isalpha() and text[0].isascii() and text[0].isalpha():
            self._computed(" ")
        self.places.append((self.at, {"page": line.page, "line": line.number}))
        start = 0
        for at in range(1, len(text) + 1):
            if at < len(text) and origins[start] >= 0 and origins[at] == origins[at - 1] + 1:
                continue
            piece = text[start:at]
            if origins[start] < 0:
                self._computed(piece)
            else:
                self.segments.append(Segment(self.at, len(piece), origins[start], part=line.page))
                self.pieces.append(piece)
                self.at += len(piece)
            start = at

    def _computed(self, text: str) -> None:
        self.segments.append(Segment(self.at, len(text), 0, 0, False))
        self.pieces.append(text)
        self.at += len(text)
