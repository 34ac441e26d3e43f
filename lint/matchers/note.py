"""``note``: what the reader of a format found worth saying about a document."""

from __future__ import annotations

from ..core.matcher import Match, Matcher

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


class Note(Matcher):
    """Reports the notes of one sort that the reader left on the document.

    ``note`` is the sort, such as ``hard-wrapped``: lines broken at a fixed
    width and joined again, with the place of the first of them. ``values``
    names what the reader says of each beside its place.
    """

    note: str
    values: list[str] = []

    reach = "document"

    def survey(self, page: Any) -> Iterator[Match]:
        for sort, start, end, *values in page.document.notes:
            if sort == self.note:
                yield Match(start, end, values[0] if values else None)

    def names(self) -> tuple[str, ...]:
        return tuple(self.values)
