"""Which rules need which strings, and which rules a text calls for with the strings that stand in it."""

from __future__ import annotations

from bisect import bisect_right

from ..text.automaton import Automaton

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeVar

    Part = TypeVar("Part")
    # A part of a text, and where in it which strings of a rule start.
    Called = tuple[Part, list[tuple[int, int]]]


class Owners(dict[int, tuple[tuple[int, int], ...]]):
    """For each string of the automaton, ``(rule index, index in its gate)`` of whoever needs it.

    Kept as bytes, four numbers of four bytes an entry at most, and unpacked
    string by string, as they are found: thousands of strings, a few hundred of
    which stand in any text.
    """

    __slots__ = ("_flat", "_starts", "packed")

    def __init__(self, starts: bytes | memoryview, flat: bytes | memoryview) -> None:
        super().__init__()
        self.packed = (starts, flat)
        self._starts = memoryview(starts).cast("I")
        self._flat = memoryview(flat).cast("I")

    @classmethod
    def pack(cls, owners: Iterable[Iterable[tuple[int, int]]]) -> Owners:
        """The owners of string 0, 1, 2 …"""
        from array import array

        starts, flat = array("I", [0]), array("I")
        for pairs in owners:
            for pair in pairs:
                flat.extend(pair)
            starts.append(len(flat))
        return cls(starts.tobytes(), flat.tobytes())

    def __missing__(self, string: int) -> tuple[tuple[int, int], ...]:
        flat = self._flat[self._starts[string] : self._starts[string + 1]].tolist()
        found = self[string] = tuple(zip(flat[::2], flat[1::2], strict=True))
        return found


class Gates:
    """The strings of all rules, and who owns each."""

    def __init__(self, automaton: Automaton, owners: Owners) -> None:
        self.automaton = automaton
        self.owners = owners

    def called(self, text: str, block: list[Part], starts: list[int], modes: bytes) -> dict[int, list[Called[Part]]]:
        """For each rule the parts of a text in which its strings stand, and where in them.

        ``block`` are the parts, ``starts`` where they start in the text, a line end
        between each two. Parts are left out where no string's guard passes, if the
        search is compiled. ``modes`` has for each rule 0 where it is left out, 1,
        or 2 where it needs two strings in a part.
        """
        compiled = self.automaton.compiled
        if compiled is not None:
            return compiled.called(text, block, starts, modes)
        found: dict[int, list[tuple[int, int]]] = {}
        owners = self.owners
        for start, _, string in self.automaton.find(text):
            # Most strings belong to one rule.
            for number, index in owners[string]:
                if number in found:
                    found[number].append((start, index))
                elif modes[number]:
                    found[number] = [(start, index)]
        called = {}
        for number, hits in found.items():
            parts = _grouped(hits, starts, block)
            if modes[number] > 1:
                parts = [part for part in parts if len(part[1]) > 1]
            if parts:
                called[number] = parts
        return called

    @classmethod
    def of(cls, owned: dict[str, list[tuple[int, int, int]]], guards: Iterable[int] = (0,)) -> Gates:
        """The gates of strings, each with its owners: rule, index in its gate, and number of its guard in ``guards``."""
        owners = list(owned.values())
        pairs = [[(number, index) for number, index, _ in own] for own in owners]
        return cls(Automaton.build(list(owned), owners=owners, guards=guards), Owners.pack(pairs))


def _grouped(hits: list[tuple[int, int]], starts: list[int], block: list[Part]) -> list[Called[Part]]:
    """Where a rule's strings stand, by part; ``starts`` are where the parts of the block start."""
    # They are found in the order of their ends.
    hits.sort()
    called: list[Called[Part]] = []
    limit = base = -1
    for start, index in hits:
        if start >= limit:
            at = bisect_right(starts, start) - 1
            base, limit = starts[at], starts[at + 1]
            own: list[tuple[int, int]] = []
            called.append((block[at], own))
        own.append((start - base, index))
    return called
