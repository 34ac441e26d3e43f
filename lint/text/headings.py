"""The headings of a document: the ordinals at the start of paragraphs, and headings that markup or styles declare.

GB/T 9704-2012, 7.3.3 names the order of the levels: ``一、`` ``（一）`` ``1.`` ``（1）``.
"""

from __future__ import annotations

from .glances import ROW, plain_glance_of
from .heading import BLANK, BLANKS, Heading
from .numerals import HANZI, SINGLE, arabic_value, hanzi_value
from .patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .reading import Paragraph, Reading

# Kinds of paragraphs that are left out.
_WITHOUT = frozenset(("cell", "footnote", "code"))
# In a row, that of a line which must be read here.
_UNKNOWN = 15
_FAMILIES = {
    "circled": "circled",
    "black-circled": "circled",
    "parenthesized": "arabic-bracket",
    "parenthesized-hanzi": "hanzi-bracket",
    "full-stop": "arabic",
}
_DIVISIONS = {"编": "part", "篇": "part", "部分": "part", "章": "chapter", "节": "section", "条": "article"}

_OPENING = frozenset("一二三四五六七八九十（(第0123456789０１２３４５６７８９") | {
    char for char, (family, _) in SINGLE.items() if family in _FAMILIES
}
_LEFT = frozenset(BLANK + "#>*＊·•-_【[<")
# What a paragraph begins with that may begin with an ordinal.
_CONCERNED = _OPENING | _LEFT
# So many of them are passed over.
_MOST_LEFT = 60
# What may be left before an ordinal: blanks, list and heading marks, pay-wall tokens, bracketed notes.
_LEFTOVER = Lazy(
    rf"(?:##?[A-Za-z]{{1,20}}##?|【[^】]{{0,40}}】|\[[^\]]{{0,40}}\]|<[^>]{{0,40}}>|[{BLANK}#>*＊·•_-]){{0,{_MOST_LEFT}}}"
)
_FIRST = "一二三四五六七八九十"
_VALUES = {numeral: number for number, numeral in enumerate(_FIRST, 1)}
_MARKS = "、.．,，:："
# What a reference may begin with, and what may follow the first character of an ordinal.
_REFERS = frozenset("、，和及与至或到—-第（(项款规")
_AFTER = frozenset(f"{_FIRST}百零〇{BLANK}{_MARKS}")
_NUMERAL = "[一二三四五六七八九十百][一二三四五六七八九十百零〇]{0,5}"
_DIGITS = "[0-9０-９]{1,3}"
_HANZI = Lazy(rf"({_NUMERAL})[ \u3000]?([、.．,，:：]|[ \t\u00a0\u3000]+(?=[^ \t\u00a0\u3000]))")
_BRACKET = Lazy(rf"[（(][ \u3000]?(?:({_NUMERAL})|({_DIGITS}))[ \u3000]?[)）]([、.．,，:：]?)")
_ARABIC = Lazy(rf"({_DIGITS})[ \u3000]?([、.．,，:：)）])")
_DIVISION = Lazy(rf"第[ \u3000]?({_NUMERAL}|{_DIGITS})[ \u3000]?(编|篇|部分|章|节|条)(?!之)")
# （一）、（二）项规定的…: a reference that a line begins with.
_REFERENCE = Lazy(
    r"[、，和及与至或到—-]{0,2}第?[（(][一二三四五六七八九十0-9]{1,3}[)）]|项(?!目)|款(?!项|物|待)|规定的"
)
# What may follow 1. and still leave it an ordinal although it begins with digits.
_YEAR = Lazy(r"(?:19|20)[0-9]{2}[^0-9.]")


def headings_of(page: Reading) -> list[Heading]:
    """Every ordinal at the start of a paragraph and every declared heading, in document order.

    Table cells, footnotes and code are left out, and so are references
    (``（三）、（四）项``), decimals, dates, and characters that only look like an
    ordinal and do not continue a list (``二、三季度``).
    """
    found = _told(page)
    if found is None:
        found = [heading for paragraph in page.paragraphs if (heading := _heading_of(paragraph)) is not None]
    if any(not heading.sure for heading in found):
        found = _confirmed(found)
    _nest(found)
    return found


def _told(page: Reading) -> list[Heading] | None:
    """The headings by the glance at a document of lines; None where that does not tell."""
    glance = plain_glance_of(page)
    if glance is None or glance.rows is None or glance.lines != len(page.paragraphs):
        return None
    found = []
    paragraphs, rows, told = page.paragraphs, glance.rows, Heading.told
    numbers = iter(rows)
    for row in zip(*[numbers] * ROW, strict=True):
        paragraph = paragraphs[row[0]]
        heading = told(paragraph, row) if row[1] != _UNKNOWN else _heading_of(paragraph)
        if heading is not None:
            found.append(heading)
    return found


def _heading_of(paragraph: Paragraph) -> Heading | None:
    """The heading that a paragraph is or begins with, None where it is none."""
    text = paragraph.text
    if text and text[0] in _CONCERNED:
        if paragraph.kind in _WITHOUT:
            return None
        at = 0
        if text[0] in _LEFT:
            at = _blanks(text)
            if at > _MOST_LEFT or text[at : at + 1] in _LEFT:
                # Something else than blanks, as few paragraphs have it.
                leftover = _LEFTOVER.match(text)
                at = leftover.end() if leftover else 0
        heading = None
        if at < len(text) and text[at] in _OPENING:
            heading = _parsed(paragraph, at)
        if heading is not None:
            return heading
    return Heading(paragraph, "", 0, "", "", 0, 0) if paragraph.kind == "heading" and text else None


def _blanks(text: str) -> int:
    """How many blanks a text begins with, more than are passed over not counted."""
    at = 0
    for char in text[: _MOST_LEFT + 1]:
        if char not in BLANKS:
            break
        at += 1
    return at


def _parsed(paragraph: Paragraph, at: int) -> Heading | None:
    """The heading whose ordinal stands at an offset, None where none does."""
    text = paragraph.text
    first = text[at]
    if first in "（(":
        return _bracketed(paragraph, at)
    if first == "第":
        return _division(paragraph, at)
    if first in SINGLE:
        family, number = SINGLE[first]
        marked = text[at + 1 : at + 2]
        mark = marked if marked and marked in _MARKS else ""
        return Heading(paragraph, _FAMILIES[family], number, first, mark, at, at + 1 + len(mark))
    hanzi = first in _VALUES
    after = text[at + 1 : at + 2]
    if hanzi and after == "、":
        # As nearly all are: 一、
        after = text[at + 2 : at + 7]
        if not after:
            return None
        heading = Heading(paragraph, "hanzi", _VALUES[first], first, "、", at, at + 2)
        heading.sure = not _continues(after, heading.number)
        return heading
    if hanzi and after not in _AFTER:
        return None
    match = (_HANZI if hanzi else _ARABIC).match(text, at)
    if match is None:
        return None
    numeral, mark = match.groups()
    value = hanzi_value(numeral) if hanzi else arabic_value(numeral)
    if not value:
        return None
    style = "hanzi" if hanzi else "arabic-paren" if mark in ")）" else "arabic"
    heading = Heading(paragraph, style, value, numeral, mark.strip(BLANK), at, match.end())
    if not mark.strip(BLANK):
        heading.end = at + len(numeral)
    after = text[match.end() : match.end() + 5]
    if not after:
        return None
    if hanzi:
        heading.sure = mark == "、" and not _continues(after, value)
    elif after[0].isdecimal():
        heading.sure = mark in "、.．" and _YEAR.match(after) is not None
        if not heading.sure and mark not in ".．、":
            return None
    else:
        heading.sure = mark in "、.．)）"
    return heading


def _continues(after: str, number: int) -> bool:
    """Whether what follows ``一、`` goes on counting, as in ``一、二产业``."""
    length = 0
    if after[0] not in HANZI:
        return False
    while length < len(after) and hanzi_value(after[length]) is not None:
        length += 1
    return length > 0 and (hanzi_value(after[:length]) or 0) in range(number + 1, number + 4)


def _bracketed(paragraph: Paragraph, at: int) -> Heading | None:
    text = paragraph.text
    numeral, follows = text[at + 1 : at + 2], text[at + 3 : at + 4]
    if numeral in _VALUES and text[at + 2 : at + 3] in ("）", ")"):
        # As nearly all are: （一）
        if follows in _REFERS and _REFERENCE.match(text, at + 3):
            return None
        mark = follows if follows and follows in _MARKS else ""
        return Heading(paragraph, "hanzi-bracket", _VALUES[numeral], numeral, mark, at, at + 3 + len(mark))
    match = _BRACKET.match(text, at)
    if match is None:
        return None
    hanzi, digits, mark = match.groups()
    number = hanzi_value(hanzi) if hanzi else arabic_value(digits)
    end = match.end(3)
    if not number or _REFERENCE.match(text, match.start(3)):
        return None
    style = "hanzi-bracket" if hanzi else "arabic-bracket"
    return Heading(paragraph, style, number, hanzi or digits, mark, at, end)


def _division(paragraph: Paragraph, at: int) -> Heading | None:
    text = paragraph.text
    match = _DIVISION.match(text, at)
    if match is None:
        return None
    numeral, unit = match.groups()
    number = arabic_value(numeral) or hanzi_value(numeral)
    again = _DIVISION.search(text, match.end()) if unit != "条" else None
    if not number or (again is not None and again.group(2) == unit):
        # Several chapters on one line: a table of contents.
        return None
    heading = Heading(paragraph, _DIVISIONS[unit], number, numeral, "", at, match.end())
    after = text[match.end() : match.end() + 1]
    if unit == "条":
        heading.sure = not after or after.isspace() or after in "：:【"
    else:
        short = len(text) - at <= 40 and text.rstrip()[-1] not in "。；，"
        heading.sure = not after or after.isspace() or after in "：:—【" or short
    return heading


def _confirmed(found: list[Heading]) -> list[Heading]:
    """The sure headings, and of the others those that continue a list of their style."""
    following: dict[str, int] = {}
    any_: dict[str, int] = {}
    coming = [0] * len(found)
    opening = [False] * len(found)
    for index in range(len(found) - 1, -1, -1):
        heading = found[index]
        style = heading.style
        coming[index] = following.get(style, 0)
        opening[index] = 2 in (coming[index], any_.get(style) if style == "hanzi" and heading.mark else 0)
        if heading.sure:
            following[style] = heading.number
        any_[style] = heading.number
    last: dict[str, int] = {}
    kept = []
    for heading, later, second in zip(found, coming, opening, strict=True):
        if not heading.sure:
            fits = last.get(heading.style) == heading.number - 1 and later != heading.number
            opens = heading.number == 1 and second and last.get(heading.style) != 1
            if not (fits or opens):
                continue
        last[heading.style] = heading.number
        kept.append(heading)
    return kept


def _nest(headings: list[Heading]) -> None:
    """Give every heading its level, how many levels are open around it, itself included, and its place."""
    open_: list[int] = []
    for place, heading in enumerate(headings):
        heading.place = place
        if not heading.style:
            heading.level = max(1, heading.paragraph.level)
            open_.clear()
            continue
        rank = heading.rank
        while open_ and open_[-1] >= rank:
            open_.pop()
        open_.append(rank)
        heading.level = len(open_)
