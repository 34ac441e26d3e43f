"""One look at the whole text of a document, compiled: the few places that passes over it need to look at.

Where it is not compiled there is no glance, and they read the text themselves.
"""

from __future__ import annotations

from .extensions import extension
from .flat import flat_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from .reading import Reading

#: That of glance/glance.h: another one tells other places.
EDITION = 1
#: What the lines begin with whose ``openings`` are told: marks that no sentence begins with.
OPENINGS = "，。；：、！？”’"
#: What lines begin and end with that may be the number of a page.
PAGE_BEGINS, PAGE_ENDS = "—–―－─·•~～第共0-9０-９Pp-", "—–―－─·•~～0-9０-９页)）-"
#: How many numbers there are in ``rows`` for a line.
ROW = 10
# The extension; None before it was looked for, False where it is not there.
_glance: Any = None


class Glance:
    """What one look at a text tells, offsets in it.

    ``gaps`` are the blanks behind another character than a blank, and the characters of no width; ``items`` where ``一是``
    ``第一，`` end, and ``brackets`` where （1） and ① stand behind a mark. Of the lines that begin so, blanks left out, the heads
    are told: ``openings`` (with a mark of ``OPENINGS``), ``titles`` (with a numeral and a mark that it should not have) and ``pages`` (as
    ``PAGE_BEGINS``, and end as ``PAGE_ENDS``). ``rows`` tell of the lines that may begin with an ordinal, None where that is not
    known; see glance/glance.h. ``lines`` are those that are not blank. ``marks``: those that come in pairs, and the ends of the
    lines, "" where nothing is wrong with any of them. ``odd``: there are characters that should stand in no text. ``numbers``: eleven digits in
    a row, at most one character apart. ``finals``: the last characters of the lines, each once. ``nested``: two ： may stand in one sentence, 7 to 57 characters
    apart. ``seconds``: how often 其次 stands in it. All places but ``rows`` may be some more than that, and none less.
    """

    __slots__ = (
        "brackets", "finals", "gaps", "items", "lines", "marks", "nested", "numbers", "odd", "openings", "pages", "rows", "seconds", "titles",
    )  # fmt: skip

    def __init__(self, text: str, look: Any) -> None:
        gaps, items, brackets, openings, titles, pages, rows, self.lines, self.marks, self.finals, odd, numbers, nested, self.seconds = look(text)
        self.gaps = _unpacked(gaps)
        self.items = _unpacked(items)
        self.brackets = _unpacked(brackets)
        self.openings = _unpacked(openings)
        self.titles = _unpacked(titles)
        self.pages = _unpacked(pages)
        self.rows: Sequence[int] | None = None if rows is None else _unpacked(rows)
        self.odd = bool(odd)
        self.numbers = bool(numbers)
        self.nested = bool(nested)


def _unpacked(places: bytes) -> Sequence[int]:
    # Not a list: a text of blanks and letters has as many places as characters.
    return memoryview(places).cast("I") if places else ()


def glance_of(page: Reading) -> Glance | None:
    """The glance at the text of a document; made once and kept on its shelf."""
    found: Glance | None = page.shelf.get("glance")
    if found is None:
        look = _look()
        if look:
            found = page.shelf["glance"] = Glance(page.text, look)
    return found


def flat_glance_of(page: Reading) -> Glance | None:
    """The glance at the flat text of a document, which is often its text."""
    found: Glance | None = page.shelf.get("flat glance")
    if found is None:
        look = _look()
        if look:
            text = flat_of(page).text
            same = page.text.startswith(text) and len(page.text) - len(text) < 2
            found = page.shelf["flat glance"] = (glance_of(page) if same else None) or Glance(text, look)
    return found


def plain_glance_of(page: Reading) -> Glance | None:
    """The glance at the text of a document whose paragraphs are its lines; None for any other."""
    return glance_of(page) if page.plain else None


def line_matches(pattern: Any, text: str, heads: Iterable[int]) -> Iterator[tuple[int, Any]]:
    """The matches of a pattern that begins with a line end on the lines of a glance's heads, and where those would start in the text."""
    last = -1
    for head in heads:
        low = text.rfind("\n", 0, head) + 1
        if low == last:
            continue
        last = low
        high = text.find("\n", head)
        match = pattern.match("\n" + text[low : high if high >= 0 else len(text)])
        if match is not None:
            yield low - 1, match


def _look() -> Any:
    """What looks at a text; false where that is not compiled."""
    global _glance  # noqa: PLW0603  # threads that look for it at the same time come to the same
    if _glance is None:
        found = extension(f"{__package__}._glance", EDITION)
        _glance = found.glance if found is not None else False
    return _glance
