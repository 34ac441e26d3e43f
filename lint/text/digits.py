"""Long runs of digits: where numbers stand that may name a person, a telephone or an account."""

from __future__ import annotations

from .flat import characters_of, stretches
from .glances import glance_of
from .patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from .reading import Reading

    Groups = list[tuple[int, int]]

# What may stand between the groups of one number, once, beside a blank and a hyphen.
_DASHES = "－—–‐‑\u00a0\u2002"
_WIDE = dict(zip("０１２３４５６７８９", "0123456789", strict=True))
# Every digit a zero, every blank and hyphen a blank.
_SHAPE = bytes.maketrans(b"123456789-", b"000000000 ")
# Every number in use holds one of them: 138-0013-8000 the second.
_SIGNS = (b"00000", b"0000 0000")
# As many digits as a number has, each a zero and one character apart at most. What is not ASCII
# reads as a question mark, and a dash may be one.
_LONG = Lazy("0(?:[ ?]?0){10}")
# The second sign there.
_PARTED = Lazy("0000[ ?]0000")
_GROUP = Lazy("[0-9]+")
#: How far to either side of its first sign a run is followed, in characters.
_REACH = 80
#: The digits of the shortest number that is looked for.
_LEAST = 11


def plain(text: str, digits: bool = True) -> str:
    """A text with ASCII hyphens and, with ``digits``, ASCII digits for all others; as long as the text itself."""
    if digits:
        for wide, digit in _WIDE.items():
            text = text.replace(wide, digit)
    for dash in _DASHES:
        text = text.replace(dash, "-")
    return text


def runs(page: Reading) -> list[Groups]:
    """The runs of eleven digits and more, each as its groups ``(start, end)``, in document offsets.

    Groups of one run stand one blank or dash apart. One pass over the text as
    ASCII: most documents hold no such run, and a pattern takes several times as
    long to say so.
    """
    known: list[Groups] | None = page.shelf.get("digits runs")
    if known is None:
        known = page.shelf["digits runs"] = []
        glance = glance_of(page)
        if glance is not None and not glance.numbers:
            return known
        text = page.text
        # A mobile number begins with 1, a month with 0 or 1.
        held = characters_of(page)
        wide = "０" in held or "１" in held
        for low, high in stretches(text):
            part = text[low:high]
            if not wide and not _has_long(part.encode("ascii", "replace").translate(_SHAPE).decode("ascii")):
                # Most documents hold no such number.
                continue
            known += [[(low + start, low + end) for start, end in groups] for groups in _runs(plain(part, wide))]
    return known


def _has_long(shape: str) -> bool:
    """Whether a text's shape has as many digits in a row as a number, near a sign of one.

    There are hundreds of digits for each sign, so the pattern is kept to what surrounds one.
    """
    done = 0
    for at in sorted([*_places(shape, "00000"), *(found.start() for found in _PARTED.finditer(shape))]):
        if at < done:
            continue
        # What is beyond is looked at beside the next sign.
        if _LONG.search(shape, max(0, at - _REACH), at + 2 * _REACH):
            return True
        done = at + _REACH
    return False


def _places(text: str, sign: str) -> Iterator[int]:
    """The offsets of a sign, of those that touch the first."""
    at = text.find(sign)
    while at >= 0:
        yield at
        at = text.find(sign, at + len(sign))


def _runs(text: str) -> list[Groups]:
    shape = text.encode("ascii", "replace").translate(_SHAPE)
    spans = []
    for sign in _SIGNS:
        at = shape.find(sign)
        while at >= 0:
            low = max(0, at - _REACH)
            tail = shape[at : at + _REACH]
            start = low + len(shape[low:at].rstrip(b"0 "))
            end = at + len(tail) - len(tail.lstrip(b"0 "))
            if shape.count(b"0", start, end) >= _LEAST:
                spans.append((start, end))
            at = shape.find(sign, end)
    found: list[Groups] = []
    last = 0
    for start, end in sorted(spans):
        if end > last:
            found += _parted(text, max(start, last), end)
            last = end
    return found


def _parted(text: str, start: int, end: int) -> list[Groups]:
    """The groups of a run; where two stand further apart than one character it is parted."""
    found: list[Groups] = []
    for match in _GROUP.finditer(text, start, end):
        group = match.span()
        if found and group[0] - found[-1][-1][1] == 1:
            found[-1].append(group)
        else:
            found.append([group])
    return found


def digits_of(text: str, groups: Groups) -> str:
    """The digits of groups without what stands between them."""
    return "".join([text[start:end] for start, end in groups])
