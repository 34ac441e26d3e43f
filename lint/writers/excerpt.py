"""Text of a document on a terminal: what is invisible made visible, the fault marked in its line."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Sequence

# Controls (a terminal obeys them), format and bidirectional controls, lone
# surrogates, private use: nothing of this may reach a terminal as it is.
_HIDDEN = (
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\ufffe\uffff\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e00ff\U000f0000-\U0010ffff]"
)
# Those of them that str.isprintable() holds to be letters or marks.
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")
# Blanks that look like a space and are none.
_BLANKS = (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F)
_AS_SPACE = dict.fromkeys((9, *_BLANKS), " ")
_AS_SYMBOL = {code: f"⟨U+{code:04X}⟩" for code in _BLANKS}
_MARKS = (("〖", "〗"), ("⟦", "⟧"), (">>", "<<"))
_CUT = "…"
_LEFT_OUT = 16  # columns of “…（略1234字）…”
#: Columns of an excerpt where lines may be of any length: a paragraph without
#: line ends can be megabytes long.
UNLIMITED = 1000


_KEPT = 8192
# Columns of characters as they are, and as they are shown beside a fault.
_columns: dict[str, int] = {}
_beside: dict[str, int] = {}
# Marks of nearly every report that take two columns.
_WIDE = frozenset("　、。《》〈〉【】〔〕！（），－．：；？％～“”‘’…—·")


def visible(text: str) -> str:
    """The text with line ends, controls and invisible characters shown as symbols."""
    # Compiling the pattern takes longer than a run on most reports needs it.
    if text.isprintable() and _UNSEEN.isdisjoint(text):
        return text
    import re

    return re.sub(_HIDDEN, _symbol, text.replace("\r\n", "\n"))


def _symbol(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"


def _plain(text: str) -> str:
    """What stands beside a fault on its line, where blanks are plain spaces."""
    if text.isprintable() and _UNSEEN.isdisjoint(text):
        return text
    return visible(text.translate(_AS_SPACE))


def _widths(text: str, known: dict[str, int], width: Callable[[str], int]) -> list[int]:
    """The columns of each character, which are worked out once for most of them."""
    try:
        return list(map(known.__getitem__, text))
    except KeyError:
        if len(known) >= _KEPT:
            known.clear()
        for char in text:
            if char not in known:
                known[char] = width(char)
        return list(map(known.__getitem__, text))


def _marked(text: str) -> str:
    """The fault itself: odd blanks are shown, they may be the fault."""
    return visible(text).translate(_AS_SYMBOL)


def columns(text: str) -> int:
    """Terminal columns of a visible text, ambiguous characters (“ ” — …) taken as two.

    East Asian Width (UAX #11) by the standard library: importing wcwidth takes
    longer than linting a report.
    """
    return sum(_widths(text, _columns, _column))


def _column(char: str) -> int:
    if char < "\x7f":
        return 1
    if "一" <= char <= "鿿":
        return 2
    if char in _WIDE:
        return 2
    # Half a megabyte that few reports need.
    import unicodedata

    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1


def clipped(text: str, limit: int) -> str:
    """A visible text of at most about ``limit`` columns, its middle left out where it is longer."""
    if len(text) * 2 <= limit or columns(text) <= limit:
        return text
    room = max(4, (limit - _LEFT_OUT) // 2)
    head = _head(text, room)
    tail = _head(text[::-1], room)[::-1]
    return f"{head}…（略{len(text) - len(head) - len(tail)}字）…{tail}"


def _head(text: str, room: int) -> str:
    used = 0
    for index, char in enumerate(text):
        used += _column(char)
        if used > room:
            return text[:index]
    return text


def excerpt(
    text: str,
    spans: Sequence[tuple[int, int]],
    width: int,
    paint: Callable[[str], str] | None = None,
) -> tuple[str, int]:
    """The line around ``spans[0]`` with the fault marked, and how many of the spans it shows.

    ``spans`` are offsets into ``text``, sorted; those after the first are
    marked too where they fit into the line's piece. ``width`` is the number of
    columns, 0 for as many as are useful. ``paint`` colours a fault; without it
    the fault stands between marks that the piece does not hold otherwise.
    """
    width = max(width, 30) if width else UNLIMITED
    start, end = spans[0]
    body = _body(text, start, end, width)
    room = width - columns(body) - 8
    left, low = _leftwards(text, start, room // 2)
    room -= columns(left)
    right, high, count, room = _rightwards(text, spans, width, room)
    if room > 4 and low < start:
        left, low = _leftwards(text, start, columns(left) + room)
    if low == 0 or text[low - 1] in "\r\n":
        left = left.lstrip()
    else:
        left = _CUT + left
    if high < len(text) and text[high] not in "\r\n":
        right.append((_CUT, False))
    pieces = [(left, False), (body, True), *right]
    if paint is None:
        opened, closed = _marks("".join(piece for piece, _ in pieces))

        def paint(fault: str) -> str:
            return f"{opened}{fault}{closed}"

    return "".join(paint(piece) if fault else piece for piece, fault in pieces).rstrip(), count


def _marks(text: str) -> tuple[str, str]:
    for pair in _MARKS:
        if not any(mark in text for mark in pair):
            return pair
    return _MARKS[0]


def _body(text: str, start: int, end: int, width: int) -> str:
    """The fault itself, the middle of a long one left out."""
    limit = width * 2 // 3
    if end - start <= 4 * width:
        return clipped(_marked(text[start:end]), limit)
    # Far more than fits: only its ends are looked at.
    room = max(4, (limit - _LEFT_OUT) // 2)
    head = _head(_marked(text[start : start + width]), room)
    tail = _head(_marked(text[end - width : end])[::-1], room)[::-1]
    return f"{head}…（略{end - start - len(head) - len(tail)}字）…{tail}"


def _leftwards(text: str, start: int, room: int) -> tuple[str, int]:
    """What fits into ``room`` columns before ``start`` on its line, and where that begins."""
    low = start
    while low > 0:
        # Hardly a character takes no column, so that this is most often all of it.
        piece = text[max(0, low - max(room, 0) - 1) : low]
        own = piece[max(piece.rfind("\n"), piece.rfind("\r")) + 1 :]
        fitting, used = _fitting(own[::-1], room)
        low -= fitting
        room -= used
        if fitting < len(piece):
            break
    return _plain(text[low:start]), low


def _width_beside(char: str) -> int:
    """The columns of what is shown for a character beside a fault."""
    return columns(_plain(char))


def _fitting(text: str, room: int) -> tuple[int, int]:
    """How many of the first characters fit into ``room`` columns beside a fault, and the columns that they take."""
    sums = list(accumulate(_widths(text, _beside, _width_beside)))
    count = bisect_right(sums, room)
    return count, sums[count - 1] if count else 0


def _rightwards(
    text: str, spans: Sequence[tuple[int, int]], width: int, room: int
) -> tuple[list[tuple[str, bool]], int, int, int]:
    """What fits into ``room`` columns behind the first span on its line, as (text, is a fault).

    With the offset where it ends, the number of spans shown (the first
    included), and the columns that are left.
    """
    high = spans[0][1]
    pieces: list[tuple[str, bool]] = []
    count = 1
    marking = True
    while high < len(text) and text[high] not in "\r\n":
        if marking and count < len(spans) and spans[count][0] <= high:
            start, end = spans[count]
            if start < high or not {"\r", "\n"}.isdisjoint(text[start:end]):
                marking = False
                continue
            piece = _body(text, start, end, width)
            used = columns(piece) + 4
            if used > room:
                break
            pieces.append((piece, True))
            count += 1
            high = end
            room -= used
        else:
            stop = spans[count][0] if marking and count < len(spans) else len(text)
            piece = text[high : min(stop, high + max(room, 0) + 1)]
            line = piece.partition("\n")[0].partition("\r")[0]
            fitting, used = _fitting(line, room)
            pieces.append((_plain(line[:fitting]), False))
            high += fitting
            room -= used
            if fitting < len(line):
                break
    return pieces, high, count, room
