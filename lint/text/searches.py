"""Several searches behind one gate: which of them a string calls, and for which of its own strings."""

from __future__ import annotations

from .patterns import Search

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    # Where strings start, and which of the needed strings they are.
    Hits = list[tuple[int, int]]


class Searches:
    """Searches in order, and ``gate``: the strings of all of them, None where one needs none."""

    __slots__ = ("_owners", "gate", "searches")

    def __init__(self, searches: Sequence[Search]) -> None:
        self.searches = searches
        strings: list[str] = []
        #: For each string the searches that need it, and its index among theirs.
        self._owners: list[list[tuple[int, int]]] = []
        places: dict[str, int] = {}
        for number, search in enumerate(searches):
            for index, string in enumerate(search.needs or ()):
                at = places.setdefault(string, len(places))
                if at == len(strings):
                    strings.append(string)
                    self._owners.append([])
                self._owners[at].append((number, index))
        self.gate = strings if all(search.needs for search in searches) else None

    def called(self, hits: Hits) -> list[tuple[int, Search, Hits]]:
        """The searches that hits of the gate call, in order, each with its own hits; all of them without hits."""
        if not hits:
            return [(number, search, []) for number, search in enumerate(self.searches)]
        own: dict[int, Hits] = {}
        for start, index in hits:
            for number, at in self._owners[index]:
                own.setdefault(number, []).append((start, at))
        return [(number, self.searches[number], own[number]) for number in sorted(own)]
