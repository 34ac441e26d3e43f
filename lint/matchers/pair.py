"""``pair``: quotation marks, brackets and marks of titles that are not in order."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.flat import flat_of
from ..text.pairs import faults_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Literal


class Pair(Matcher):
    """Finds what is wrong with paired marks, one sort of fault a rule.

    ``of`` is the sort: ``balance`` (a mark without its partner, or pairs that
    cross), ``direction`` (straight marks, or marks that face the wrong way),
    ``nesting`` (quotations within quotations) or ``title`` (titles within titles).
    More than ``habit`` faults of straight marks in one document are its habit
    and reported once.
    """

    declares = ("found", "reason", "count")
    reach = "document"
    turn = 1

    of: Literal["balance", "direction", "nesting", "title"]
    habit: int = 9

    def survey(self, page: Any) -> Iterator[Match]:
        flat = flat_of(page)
        faults = [fault for fault in faults_of(page) if fault.kind == self.of]
        habit = [fault for fault in faults if fault.straight]
        if len(habit) <= self.habit:
            habit = []
        for fault in faults:
            if fault.straight and habit and fault is not habit[0]:
                continue
            start, end = flat.at(fault.start, fault.end)
            count = len(habit) if fault.straight and habit else 1
            reason = f"{fault.reason}；全文有{count}处，只在此提示" if count > 1 else fault.reason
            values = {"found": flat.text[fault.start : fault.end], "reason": reason, "count": count}
            edits = [(*flat.at(low, high), text) for low, high, text in fault.edits]
            yield Match(start, end, values, edits=edits or None)
