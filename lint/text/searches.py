"""Several searches behind one gate: which of them a string calls, and for which of its own strings."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate, islice

from .patterns import Search, kept, required

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from ..core.matcher import Guard

    # Where strings start, and which of the needed strings they are.
    Hits = list[tuple[int, int]]


def strings_of(sources: Iterable[str]) -> list[str] | None:
    """Strings one of which stands wherever one of the patterns matches; None where one tells none."""
    strings = [required(source) for source in sources]
    return None if None in strings else sorted({string for found in strings for string in found or ()})


def outweighs(count: int, share: float, pattern: Any, text: str) -> bool:
    """Whether so many places are at least a share of themselves and a pattern's matches in a text together."""
    if share <= 0:
        return True
    # Where there are more matches than this, they are less whatever comes.
    most = int(count / share) + 1
    return count >= share * (count + sum(1 for _ in islice(pattern.finditer(text), most + 1)))


class Searches:
    """Searches for ``sources`` in order, each made when it is first called.

    ``needs`` are strings one of which stands wherever a pattern matches; they
    are worked out where they are left out.
    """

    __slots__ = ("_made", "_needs", "_sources", "_starts")

    def __init__(self, sources: Sequence[str], needs: list[str] | None = None) -> None:
        self._sources = sources
        self._needs = needs
        self._made: dict[int, Search] = {}
        self._starts: list[int] | None = None

    @property
    def searches(self) -> list[Search]:
        """All of them."""
        return [self._search(number) for number in range(len(self._sources))]

    @property
    def gate(self) -> list[str] | None:
        """The strings of all searches, one after the other; None where one needs none."""
        self._places()
        needs = [search.needs for search in self.searches]
        return [string for strings in needs for string in strings or ()] if all(needs) else None

    def guards(self) -> list[Guard | None] | None:
        """The guards of the gate's strings."""
        from .guards import around

        return [guard for search in self.searches for guard in around(search)]

    def called(self, hits: Hits) -> list[tuple[int, Search, Hits]]:
        """The searches that hits of the gate call, in order, each with its own hits; all of them without hits."""
        if not hits:
            return [(number, search, []) for number, search in enumerate(self.searches)]
        starts = self._places()
        own: dict[int, Hits] = {}
        for place, index in hits:
            number = bisect_right(starts, index) - 1
            own.setdefault(number, []).append((place, index - starts[number]))
        return [(number, self._search(number), own[number]) for number in sorted(own)]

    def _search(self, number: int) -> Search:
        found = self._made.get(number)
        if found is None:
            found = self._made[number] = Search(self._sources[number], self._needs)
        return found

    def _places(self) -> list[int]:
        """Where in the gate the strings of each search begin."""
        if self._starts is None:
            key = "\0".join(("places", *self._sources, *(self._needs or ())))
            self._starts = kept(key, self._counted)
        return self._starts

    def _counted(self) -> list[int]:
        return list(accumulate((len(search.needs or ()) for search in self.searches), initial=0))[:-1]
