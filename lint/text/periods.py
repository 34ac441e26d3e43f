"""Periods of validity: since when and until when a wording holds, against the year of a text."""

from __future__ import annotations

from .patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_WRITTEN = Lazy(r"(19[0-9]{2}|20[0-9]{2})(?:-(0[1-9]|1[0-2]))?")
_YEAR = Lazy(r"(?<![0-9到至—－～~-])(19[4-9][0-9]|20[0-9]{2})[ \u3000]?年")
_STOPS = "。；！？\n"


def years(since: Any, until: Any) -> tuple[int, int]:
    """The first and the last whole year of a period written ``2020`` or ``2020-10``; 0 and 9999 where open.

    A period that begins within a year counts from the next one, because a text
    of that year may have been written before. ValueError where it is written
    otherwise or ends before it begins.
    """
    low, high = 0, 9999
    if since not in (None, ""):
        found = _WRITTEN.fullmatch(str(since))
        if found is None:
            raise ValueError(f"since“{since}”应写成 2020 或 2020-10")
        low = int(found.group(1)) + (found.group(2) not in (None, "01"))
    if until not in (None, ""):
        found = _WRITTEN.fullmatch(str(until))
        if found is None:
            raise ValueError(f"until“{until}”应写成 2020 或 2020-10")
        high = int(found.group(1))
        if str(until) < str(since or ""):
            raise ValueError(f"until“{until}”早于 since“{since}”")
    return low, high


def year_at(text: str, at: int, otherwise: int) -> int:
    """The year that the sentence names last before ``at``, else the document's."""
    low = max(text.rfind(stop, max(0, at - 120), at) for stop in _STOPS)
    found = _YEAR.findall(text, max(low + 1, at - 120), at)
    return int(found[-1]) if found else otherwise
