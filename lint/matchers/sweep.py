"""``sweep``: as ``mixed``, for forms whose strings stand in almost every paragraph."""

from __future__ import annotations

from .mixed import Mixed as _Mixed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from ..core.matcher import Match


class Sweep(_Mixed):
    """Finds ``forms`` in one sweep over the document, with the options of ``mixed``.

    A string that is met a thousand times in a report costs more to gate by than
    the search for a literal; every form must begin with one.
    """

    reach = "document"
    turn = 1

    def gate(self) -> Sequence[str] | None:
        return None

    def survey(self, page: Any) -> Iterator[Match]:
        for _start, _end, match in self.places(page):
            yield match
