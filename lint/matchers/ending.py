"""``ending``: items of one list that end in different marks."""

from __future__ import annotations

from collections import Counter

from ..core.matcher import Match, Matcher
from ..text.flat import flat_of
from ..text.patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_LIST = Lazy(
    "(?:\n[ \u3000]{0,4}[0-9]{1,2}[.．、](?![0-9])[^\n。]{2,80}+。?){3,40}"
    "|(?:\n[ \u3000]{0,4}[（(][0-9一二三四五六七八九十]{1,3}[)）][^\n。]{2,80}+。?){3,40}"
)
# The last item ends the sentence, the others do not.
_SHARE = 2 / 3


class Ending(Matcher):
    """Finds items that end otherwise than most of their list, the last one left out.

    A list is three items or more, a line each, numbered in one way and without
    a full stop inside (GB/T 15834-2011, A.5: then ``；`` throughout).
    """

    declares = ("found", "usual")
    reach = "document"

    def survey(self, page: Any) -> Iterator[Match]:
        flat = flat_of(page)
        for block in _LIST.finditer(flat.text):
            at = block.start()
            ends: list[tuple[int, str]] = []
            for line in block.group().split("\n")[1:]:
                at += 1 + len(line)
                mark = line.rstrip()[-1:]
                ends.append((at - (len(line) - len(line.rstrip())), mark if mark in "；。，、" else ""))
            marks = Counter(mark for _, mark in ends[:-1])
            usual, count = marks.most_common(1)[0]
            if len(marks) < 2 or count < _SHARE * (len(ends) - 1) or usual == "":
                continue
            for end, mark in ends[:-1]:
                if mark != usual:
                    yield Match(*flat.at(end - 1, end), {"found": mark or "没有标点", "usual": usual})
