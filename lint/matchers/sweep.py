"""``sweep``: as ``mixed``, for forms whose strings stand in almost every paragraph."""

from __future__ import annotations

from ..text.glances import OPENINGS, flat_glance_of
from .mixed import Mixed as _Mixed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, Literal

    from ..core.matcher import Match


class Sweep(_Mixed):
    """Finds ``forms`` in one sweep over the document, with the options of ``mixed``.

    A string that is met a thousand times in a report costs more to gate by than
    the search for a literal; every form must begin with one. ``begins`` are the characters one of which begins the
    line on which a form matches, where that is so, and ``nests`` is a mark of which two stand in one sentence wherever
    one does, 7 to 57 characters apart; of some of them a glance tells that they stand nowhere.
    """

    reach = "document"
    turn = 1

    begins: str = ""
    nests: Literal["", "："] = ""

    def gate(self) -> Sequence[str] | None:
        return None

    def survey(self, page: Any) -> Iterator[Match]:
        glance = flat_glance_of(page)
        if glance is not None and ((self.begins == OPENINGS and not glance.openings) or (self.nests and not glance.nested)):
            # As in most documents.
            return
        for _start, _end, match in self.places(page):
            yield match
