"""Long runs of digits: where numbers stand that may name a person, a telephone or an account."""

from __future__ import annotations

from .patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .reading import Reading

    Groups = list[tuple[int, int]]

#: What may stand between the groups of one number, once.
BLANKS = " \u00a0\u2002-－—–‐‑"
_WIDE = dict(zip("０１２３４５６７８９", "0123456789", strict=True))
_DIGITS = bytes.maketrans(b"123456789-", b"000000000 ")
# A telephone number in groups holds the second, every other number in use holds one of them.
_SIGNS = (b"00000", b"0000 0000", b"0000?0000")
_RUN = Lazy(r"[0-9](?:[ \u00a0\u2002\-－—–‐‑]?[0-9]){10,79}")
_GROUP = Lazy("[0-9]+")
#: The longest run that is looked at, in characters to either side of the first sign of it.
_REACH = 80
#: The digits of the shortest number that is looked for.
LEAST = 11


def plain(page: Reading) -> str:
    """The document's text with fullwidth digits as ASCII digits; as long as the text itself."""
    known: str | None = page.shelf.get("digits plain")
    if known is None:
        known = page.text
        for wide, digit in _WIDE.items():
            if wide in known:
                known = known.replace(wide, digit)
        page.shelf["digits plain"] = known
    return known


def runs(page: Reading) -> list[Groups]:
    """The runs of eleven digits and more, each as its groups ``(start, end)``, in document offsets.

    Groups of one run stand one blank or dash apart. One pass over the text as
    ASCII, where every digit is a zero: most documents hold no such run, and a
    pattern takes five times as long to say so.
    """
    known: list[Groups] | None = page.shelf.get("digits runs")
    if known is None:
        known = page.shelf["digits runs"] = _runs(plain(page))
    return known


def _runs(text: str) -> list[Groups]:
    shape = text.encode("ascii", "replace").translate(_DIGITS)
    spans: dict[int, int] = {}
    for sign in _SIGNS:
        at = shape.find(sign)
        while at >= 0:
            low = max(0, at - _REACH)
            head = shape[low:at]
            tail = shape[at : at + _REACH]
            after = at + len(sign)
            if sign == b"0000?0000":
                if text[at + 4] in BLANKS:
                    # Hanzi are question marks too: only the text itself tells where the run ends.
                    for match in _RUN.finditer(text, low, at + _REACH):
                        spans[match.start()] = max(match.end(), spans.get(match.start(), 0))
                after = at + 4
            else:
                start = low + len(head.rstrip(b"0 "))
                end = at + len(tail) - len(tail.lstrip(b"0 "))
                if shape.count(b"0", start, end) >= LEAST:
                    spans[start] = max(end, spans.get(start, 0))
                after = max(end, after)
            at = shape.find(sign, after)
    found: list[Groups] = []
    last = 0
    for start, end in sorted(spans.items()):
        if end <= last:
            continue
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
