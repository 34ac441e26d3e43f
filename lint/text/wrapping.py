"""Hard-wrapped text: lines broken at a fixed width by a terminal, a mail program or a PDF.

Widths are in columns: what is not ASCII takes two.
"""

from __future__ import annotations

from .counts import Counts
from .patterns import Lazy

FINAL = "。！？!?；;：:…”’）)》】.—"
#: What a new paragraph starts with, and a line that goes on hardly ever: an indent or an ordinal.
OPENS = Lazy(
    r"[ \t\u3000]|[（(]?[一二三四五六七八九十百0-9]{1,3}(?:[、)）]|[.．](?![0-9]))"
    r"|第[一二三四五六七八九十百]{1,4}[章节条]|[#>*-]"
)
_PAGE = Lazy(r"[ \t—–-]*[0-9]{1,4}[ \t—–-]*")
_LEAST_LINES = 12
_SLACK = 4  # a mark kept off the line start, or a number kept whole, shifts the break
_WIDEST = 160


def columns(line: str) -> int:
    """The width of a line: two for each character that is not ASCII."""
    return 2 * len(line) - len(line.encode("ascii", "ignore"))


def wrap_width(text: str, spans: list[tuple[int, int]]) -> int:
    """The width in columns at which the lines were broken, 0 where they were not.

    ``spans`` are the ``(start, end)`` of the lines that are not blank. A text
    counts as wrapped where most lines stop without a final mark, nearly all of
    these are equally wide, hardly any line is wider, and it is prose: mostly
    full-width characters, and sentences that end.
    """
    if len(spans) < _LEAST_LINES:
        return 0
    lines = [
        line
        for start, end in spans
        # Most lines of most texts end a sentence, and these need not be cut out.
        if end - start >= 12
        and text[end - 1] not in FINAL
        and (line := text[start:end].rstrip())
        and line[-1] not in FINAL
    ]
    if len(lines) < 0.5 * len(spans) or len(lines) > 0.97 * len(spans):
        return 0
    widths = Counts(map(columns, lines))
    width = max(widths, key=lambda value: (sum(widths[value + by] for by in (-2, -1, 0, 1, 2)), value))
    if not 32 <= width <= _WIDEST:
        return 0
    near = sum(count for value, count in widths.items() if abs(value - width) <= _SLACK)
    wider = sum(1 for start, end in spans if columns(text[start:end].rstrip()) > width + _SLACK)
    if near < 0.7 * len(lines) or wider > 0.12 * len(spans):
        return 0
    if sum(value * count for value, count in widths.items()) < 1.5 * sum(map(len, lines)):
        return 0
    return width


def joined(text: str, spans: list[tuple[int, int]], width: int) -> list[list[tuple[int, int]]]:
    """The lines grouped into paragraphs, blanks at the ends of broken lines left out.

    A line goes on in the next one where it is as wide as the wrap and the next
    one neither opens with an indent or an ordinal nor is a page number.
    """
    groups: list[list[tuple[int, int]]] = []
    full = False
    for start, end in spans:
        if full and not OPENS.match(text, start) and not _PAGE.fullmatch(text, start, end):
            low, high = groups[-1][-1]
            groups[-1][-1] = (low, low + len(text[low:high].rstrip()))
            groups[-1].append((start, end))
        else:
            groups.append([(start, end)])
        full = columns(text[start:end].rstrip()) >= width - _SLACK
    return groups
