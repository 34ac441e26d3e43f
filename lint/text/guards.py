"""Guards: patterns that are tried beside the search for strings, as programs.

A guard says what must match around a string for a rule to find anything there.
"""

from __future__ import annotations

import re
from re import _constants as constants  # type: ignore[attr-defined]  # private, but stable since 3.11
from re import _parser  # type: ignore[attr-defined]

from .programs import REFERS, SHAPES, UNBOUND, Program, UnknownPatternError, placed
from .ranges import firsts, others

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ..core.matcher import Guard
    from .patterns import Search
    from .ranges import Ranges

# How far from its string a guard may be tried, and one of which it is not known where it begins; beyond that it is searched
# for in the whole paragraph.
FARTHEST = 400
_SEARCHED = 60
#: In place of the most characters before a string: the pattern may match anywhere in the paragraph.
ANYWHERE = 0x7FFFFFFF


class Guards:
    """The guards of many strings, each program kept once. Number 0 lets everything pass."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[int, int, int], int] = {}
        self._programs: dict[tuple[str, bool], int] = {}
        self._code: list[tuple[list[int], int | None]] = []
        self._sets: dict[Ranges, int] = {}

    def number(self, guard: Guard | None) -> int:
        """The number of a guard, 0 where it is none or a pattern that no program can be made of."""
        if guard is None:
            return 0
        source, least, most = guard
        key = source, most == ANYWHERE
        if key not in self._programs:
            self._programs[key] = self._add(*key)
        program = self._programs[key]
        if program < 0 or least > most or (most != ANYWHERE and max(-least, most) > FARTHEST):
            return 0
        return self._numbers.setdefault((program, least, most), len(self._numbers) + 1)

    def _add(self, source: str, anywhere: bool) -> int:
        try:
            tree = _parser.parse(source)
            if anywhere and not REFERS.search(source):
                tree = _without_head(tree)
            program = Program(source, tree, self._sets)
        except (re.error, UnknownPatternError):
            return -1
        first, empty = firsts(tree, tree.state.flags)
        # Nothing is said of one that may match no character, or may begin with any.
        known = not empty and (first[0][0] > 0 if first else True)
        self._code.append((program.code, self._sets.setdefault(first, len(self._sets)) if known else None))
        return len(self._code) - 1

    def packed(self) -> list[int]:
        """All guards as numbers of 32 bits: how many, four for each, then programs and classes of characters.

        The four are where the program lies and the class of characters that a match begins with, 0 where it may be
        any, and how far before a string to try it, at least and at most.
        """
        words: list[int] = [len(self._numbers)]
        start = 1 + 4 * len(self._numbers)
        places = []
        for code, _ in self._code:
            places.append(start)
            start += len(code)
        classes = []
        filed = [_filed(ranges) for ranges in self._sets]
        for numbers in filed:
            classes.append(start)
            start += len(numbers)
        for program, least, most in self._numbers:
            first = self._code[program][1]
            words += places[program], 0 if first is None else classes[first], least & UNBOUND, most & UNBOUND
        for place, (code, _) in zip(places, self._code, strict=True):
            words += placed(code, place, classes)
        for numbers in filed:
            words += numbers
        # The machine reads an operation whole, whatever its length.
        return words + [0] * max(length for length, _, _ in SHAPES.values()) + [0]


def _without_head(tree: Any) -> Any:
    """A parse tree without what may be left out at its beginning: it matches somewhere wherever that of the whole does.

    Of a list that ends in a name only the name is asked for, which few places begin with.
    """
    items = list(tree)
    while items:
        operation, argument = items[0]
        if operation in (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT) and not argument[0]:
            del items[0]
            continue
        if operation is constants.SUBPATTERN:
            items[0] = operation, (*argument[:3], _without_head(argument[3]))
        elif operation is constants.BRANCH:
            items[0] = operation, (argument[0], [_without_head(branch) for branch in argument[1]])
        break
    return _parser.SubPattern(tree.state, items)


def _filed(ranges: Ranges) -> list[int]:
    """A class of characters as the machine asks for it.

    Twice how many ranges follow, and one more where they are of all other characters; a bit for each of the last eight
    binary digits that those in the ranges have; the ranges.
    """
    rest = others(ranges)
    negated = sum(high - low for low, high in rest) < sum(high - low for low, high in ranges)
    if negated:
        ranges = rest
    bits = [0] * 8
    for low, high in ranges:
        for code in range(low, min(high, low + 255) + 1):
            bits[code >> 5 & 7] |= 1 << (code & 31)
    return [2 * len(ranges) + negated, *bits, *(end for ends in ranges for end in ends)]


def around(search: Search) -> list[Guard | None]:
    """The guards of the strings that a search needs: it matches where its pattern does."""
    return [_around(search, number) for number in range(len(search.needs or ()))]


def either(guards: Sequence[Guard | None]) -> Guard | None:
    """A guard that passes where one of several does; None where one of them is."""
    if len(guards) == 1:
        return guards[0]
    known = [guard for guard in guards if guard is not None]
    if len(known) < len(guards) or any(re.search(r"\(\?P=|\(\?x|\\[1-9]", source) for source, _, _ in known):
        return None
    # Names of groups stand in a pattern once.
    sources = [re.sub(r"\(\?P<\w+>", "(", source) for source, _, _ in known]
    return "|".join(f"(?:{source})" for source in sources), min(least for _, least, _ in known), max(most for _, _, most in known)


def _around(search: Search, number: int) -> Guard | None:
    lead = search.leads[number] if search.leads else None
    if lead is not None:
        return search.source, *lead
    # It may begin anywhere from which it reaches the string, behind it too where it looks back.
    reach = search.reach
    return (search.source, 0, ANYWHERE) if reach is None or reach > _SEARCHED else (search.source, -reach, reach)
