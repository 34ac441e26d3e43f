"""Zones: runs of a paragraph that rules may have to leave alone.

quotation “…” ‘…’ 「…」, title 《…》 〈…〉, url, code, and mask: characters masked as the
law asks (``138****5678``).
"""

from __future__ import annotations

from .patterns import Lazy

_PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "「": "」", "『": "』"}
_KIND = {"“": "quotation", "‘": "quotation", "「": "quotation", "『": "quotation"}
_MARKS = Lazy("[“”‘’《》〈〉「」『』]")
_URL = Lazy(r"(?:https?://|www\.)[!-~]+|[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,64}\.[a-z]{2,6}")
# Telephone, identity, account and credit numbers, number plates.
_MASK = Lazy(
    r"(?<![0-9*])1[3-9][0-9][*＊xX×]{4}[0-9]{4}(?![0-9*])"
    r"|(?<![0-9*])[1-9][0-9]{2,5}[*＊xX×]{6,12}[0-9]{2,4}[0-9Xx]?(?![0-9*])"
    r"|(?<![0-9A-Za-z*])[0-9A-Z][0-9A-Z-]{1,16}[*＊]{3,14}[0-9A-Z]{2,6}(?![0-9*])"
    r"|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·•.]?"
    r"(?:[A-Z0-9]{0,3}[*＊]{1,4}[A-Z0-9]{1,3}|[A-Z0-9]{2,3}[*＊]{2,4})(?![0-9*])"
)
# Without one of them there is no address and no mask.
_ADDRESS_SIGNS, _MASK_SIGNS = ("@", "://", "www."), ("*", "＊", "x", "X", "×")
_SIGNS = (*_ADDRESS_SIGNS, *_MASK_SIGNS)


class Zone:
    """``[start, end)`` of a paragraph's text, marks included, of one kind."""

    __slots__ = ("end", "kind", "start")

    def __init__(self, start: int, end: int, kind: str) -> None:
        self.start = start
        self.end = end
        self.kind = kind


def zones_of(text: str) -> list[Zone]:
    """The zones of a paragraph's text, sorted by start; they may nest.

    A quotation that is opened and never closed in the paragraph is none, but
    where a paragraph only opens one it runs to its end, as quotations over
    several paragraphs do (GB/T 15834-2011, 4.8.3.5).
    """
    zones: list[Zone] = []
    stack: list[tuple[str, int]] = []
    for match in _MARKS.finditer(text):
        mark = match.group()
        if mark in _PAIRS:
            stack.append((mark, match.start()))
            continue
        if stack and _PAIRS[stack[-1][0]] == mark:
            opener, start = stack.pop()
            zones.append(Zone(start, match.end(), _KIND.get(opener, "title")))
            continue
        for depth in range(len(stack) - 1, -1, -1):
            opener, start = stack[depth]
            if _PAIRS[opener] == mark:
                del stack[depth:]
                zones.append(Zone(start, match.end(), _KIND.get(opener, "title")))
                break
    if len(stack) == 1 and stack[0] == ("“", 0):
        zones.append(Zone(0, len(text), "quotation"))
    if any(map(text.__contains__, _ADDRESS_SIGNS)):
        zones.extend(Zone(match.start(), match.end(), "url") for match in _URL.finditer(text))
    if any(map(text.__contains__, _MASK_SIGNS)):
        zones.extend(Zone(match.start(), match.end(), "mask") for match in _MASK.finditer(text))
    zones.sort(key=lambda zone: (zone.start, -zone.end))
    return zones


def may_cover(text: str, start: int) -> bool:
    """Whether a quotation or title of a paragraph's text could hold what starts at ``start``: none else opens before it.

    Most paragraphs have none there, and zones need not be looked for.
    """
    for mark in _PAIRS:  # noqa: SIM110 (a generator costs more than what it looks for)
        if text.find(mark, 0, start + 1) >= 0:
            return True
    return False


def may_stand(text: str, start: int) -> bool:
    """Whether a zone of any kind of a paragraph's text could hold what starts at ``start``: as ``may_cover``, or its signs are there."""
    return may_cover(text, start) or any(map(text.__contains__, _SIGNS))


def covers(zones: list[Zone], start: int, end: int, kinds: tuple[str, ...]) -> bool:
    """Whether ``[start, end)`` lies within one zone of one of the kinds."""
    for zone in zones:
        if zone.start > start:
            break
        if zone.end >= end and zone.kind in kinds:
            return True
    return False
