"""Hard-wrapped text: lines broken at a fixed width by a terminal, a mail program or a PDF."""

from __future__ import annotations

import re
from collections import Counter

FINAL = "。！？!?；;：:…”’）)》】.—"
#: What a new paragraph starts with, and a line that goes on hardly ever: an indent or an ordinal.
OPENS = re.compile(
    r"[ \t\u3000]|[（(]?[一二三四五六七八九十百0-9]{1,3}(?:[、)）]|[.．](?![0-9]))"
    r"|第[一二三四五六七八九十百]{1,4}[章节条]|[#>*-]"
)
_LEAST_LINES = 12


def wrap_width(text: str, spans: list[tuple[int, int]]) -> int:
    """The width in characters at which the lines were broken, 0 where they were not.

    A text counts as wrapped where nearly all lines that stop without a final
    mark are as long as the longest lines are, give or take three characters:
    a half-width mark or a mark kept off the line start shifts the break.
    """
    if len(spans) < _LEAST_LINES:
        return 0
    unfinished = [end - start for start, end in spans if end - start >= 12 and text[end - 1] not in FINAL]
    if len(unfinished) < 0.5 * len(spans):
        return 0
    width, _ = Counter(unfinished).most_common(1)[0]
    if width > 80:
        return 0
    near = sum(1 for length in unfinished if abs(length - width) <= 3)
    longer = sum(1 for start, end in spans if end - start > width + 3)
    if near < 0.8 * len(unfinished) or longer > 0.02 * len(spans):
        return 0
    return width


def joined(text: str, spans: list[tuple[int, int]], width: int) -> list[list[tuple[int, int]]]:
    """The lines grouped into paragraphs.

    A line goes on in the next one where it is as long as the wrap and ends
    without a full stop, or is as long as the wrap and the next one does not
    open with an indent or an ordinal.
    """
    groups: list[list[tuple[int, int]]] = []
    open_ = False
    for start, end in spans:
        if open_ and not OPENS.match(text, start):
            groups[-1].append((start, end))
        else:
            groups.append([(start, end)])
        open_ = end - start >= width - 3
    return groups
