"""Guards: patterns made into programs that are tried beside the search for strings.

A guard says what must match around a string for a rule to find anything there. Its program is what
``strings/guard.c`` runs: a backtracking machine (R. Cox, Regular Expression Matching: the Virtual Machine Approach, 2009)
that only tells whether the pattern matches at a place. Whatever it cannot tell exactly it lets pass.
"""

from __future__ import annotations

import re
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]  # private, but stable since 3.11

from .ranges import characters, firsts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from ..core.matcher import Guard
    from .patterns import Search
    from .ranges import Ranges

# Operations of the machine, as in strings/strings.h.
MATCH, CHAR, SET, SPLIT, JUMP, RUN, LOOK, AT, SAVE, BACK, FAIL = range(11)
# Where a program can ask to be.
_AT = {
    constants.AT_BEGINNING: 0,
    constants.AT_BEGINNING_STRING: 0,
    constants.AT_END: 1,
    constants.AT_END_STRING: 2,
    constants.AT_BEGINNING_LINE: 3,
    constants.AT_END_LINE: 4,
}
_UNBOUND = 0xFFFFFFFF
# A repetition is written out so often; longer ones become a loop, which matches more.
_COPIES, _WORDS = 12, 600
# The machine keeps the ends of so many groups.
_GROUPS = 16
# What looks back further is let pass, as is what may begin further from its string.
_FAR = 255
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
        self._programs: dict[str, int] = {}
        self._code: list[tuple[list[int], int | None]] = []
        self._sets: dict[Ranges, int] = {}

    def number(self, guard: Guard | None) -> int:
        """The number of a guard, 0 where it is none or a pattern that no program can be made of."""
        if guard is None:
            return 0
        source, least, most = guard
        if source not in self._programs:
            self._programs[source] = self._add(source)
        program = self._programs[source]
        if program < 0 or least > most or (most != ANYWHERE and max(-least, most) > FARTHEST):
            return 0
        return self._numbers.setdefault((program, least, most), len(self._numbers) + 1)

    def _add(self, source: str) -> int:
        try:
            tree = _parser.parse(source)
            program = _Program(tree, self._sets)
        except (re.error, _UnknownError):
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
        for ranges in self._sets:
            classes.append(start)
            start += 1 + 2 * len(ranges)
        for program, least, most in self._numbers:
            first = self._code[program][1]
            words += places[program], 0 if first is None else classes[first], least & _UNBOUND, most & _UNBOUND
        for place, (code, _) in zip(places, self._code, strict=True):
            words += _placed(code, place, classes)
        for ranges in self._sets:
            words.append(len(ranges))
            for ends in ranges:
                words += ends
        # The machine reads an operation whole, whatever its length.
        return words + [0] * max(length for length, _, _ in _SHAPES.values()) + [0]


def around(search: Search) -> list[Guard | None]:
    """The guards of the strings that a search needs: it matches where its pattern does."""
    return [_around(search, number) for number in range(len(search.needs or ()))]


def _around(search: Search, number: int) -> Guard | None:
    lead = search.leads[number] if search.leads else None
    if lead is not None:
        return search.source, *lead
    # It may begin anywhere from which it reaches the string, behind it too where it looks back.
    reach = search.reach
    return (search.source, 0, ANYWHERE) if reach is None or reach > _SEARCHED else (search.source, -reach, reach)


# How many numbers follow each operation, which of them are places in the program, and which one a class.
_SHAPES: dict[int, tuple[int, tuple[int, ...], int | None]] = {
    MATCH: (0, (), None), CHAR: (1, (), None), SET: (1, (), 1), SPLIT: (2, (1, 2), None), JUMP: (1, (1,), None),
    RUN: (3, (), 1), LOOK: (4, (4,), None), AT: (1, (), None), SAVE: (1, (), None), BACK: (1, (), None), FAIL: (0, (), None),
}  # fmt: skip


def _placed(code: list[int], place: int, classes: list[int]) -> list[int]:
    """A program with its places and classes where they lie."""
    words = list(code)
    at = 0
    while at < len(words):
        length, places, chars = _SHAPES[words[at]]
        for one in places:
            words[at + one] += place
        if chars is not None:
            words[at + chars] = classes[words[at + chars]]
        at += 1 + length
    return words


class _UnknownError(Exception):
    """A pattern holds what no program can be made of."""


class _Program:
    """The program of one parse tree. ``exact`` tells whether it matches nothing but what the pattern does."""

    def __init__(self, tree: Any, sets: dict[Ranges, int]) -> None:
        self._sets = sets
        self.code: list[int] = []
        self.exact = True
        self._asked = set(_asked(tree))
        if any(group >= _GROUPS for group in self._asked):
            raise _UnknownError
        self._items(tree, tree.state.flags)
        self.code.append(MATCH)

    def _emit(self, *words: int) -> int:
        """Append an operation; where its numbers begin."""
        self.code += words
        return len(self.code) - len(words) + 1

    def _items(self, items: Iterable[Any], flags: int) -> None:
        for operation, argument in items:
            ranges = characters(operation, argument, flags)
            if ranges is not None:
                self._one(ranges)
            elif operation is constants.SUBPATTERN:
                self._group(argument, flags)
            elif operation is constants.ATOMIC_GROUP:
                self.exact = False
                self._items(argument, flags)
            elif operation is constants.BRANCH:
                self._choice(argument[1], flags)
            elif operation in (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT):
                self.exact &= operation is not constants.POSSESSIVE_REPEAT
                least, most, inner = argument
                self._repeat(least, most, inner, flags)
            elif operation in (constants.ASSERT, constants.ASSERT_NOT):
                direction, inner = argument
                self._look(operation is constants.ASSERT_NOT, direction, inner, flags)
            elif operation is constants.AT:
                self._place(argument, flags)
            elif operation is constants.GROUPREF and not flags & re.IGNORECASE:
                self._emit(BACK, argument)
            elif operation is constants.FAILURE:
                self._emit(FAIL)
            else:
                raise _UnknownError

    def _one(self, ranges: Ranges) -> None:
        if len(ranges) == 1 and ranges[0][0] == ranges[0][1]:
            self._emit(CHAR, ranges[0][0])
        elif not ranges:
            self._emit(FAIL)
        else:
            self._emit(SET, self._class(ranges))

    def _class(self, ranges: Ranges) -> int:
        return self._sets.setdefault(ranges, len(self._sets))

    def _group(self, argument: Any, flags: int) -> None:
        group, on, off, items = argument
        if group in self._asked:
            self._emit(SAVE, 2 * group)
        self._items(items, (flags | on) & ~off)
        if group in self._asked:
            self._emit(SAVE, 2 * group + 1)

    def _choice(self, branches: Sequence[Any], flags: int) -> None:
        ends = []
        for branch in branches[:-1]:
            split = self._emit(SPLIT, 0, 0)
            self.code[split] = len(self.code)
            self._items(branch, flags)
            ends.append(self._emit(JUMP, 0))
            self.code[split + 1] = len(self.code)
        self._items(branches[-1], flags)
        for end in ends:
            self.code[end] = len(self.code)

    def _repeat(self, least: int, most: Any, items: Any, flags: int) -> None:
        most = _UNBOUND if most is constants.MAXREPEAT else int(most)
        ranges = characters(items[0][0], items[0][1], flags) if len(items) == 1 else None
        if ranges:
            self._emit(RUN, self._class(ranges), least, most)
            return
        start = len(self.code)
        for _ in range(min(least, _COPIES)):
            self._items(items, flags)
        size = (len(self.code) - start) // max(1, min(least, _COPIES))
        optional = most - least
        if least <= _COPIES and optional <= _COPIES and (size or 8) * optional <= _WORDS:
            splits = []
            for _ in range(optional):
                split = self._emit(SPLIT, 0, 0)
                self.code[split] = len(self.code)
                splits.append(split)
                self._items(items, flags)
            for split in splits:
                self.code[split + 1] = len(self.code)
            return
        self.exact &= most == _UNBOUND and least <= _COPIES
        loop = len(self.code)
        split = self._emit(SPLIT, 0, 0)
        self.code[split] = len(self.code)
        self._items(items, flags)
        self._emit(JUMP, loop)
        self.code[split + 1] = len(self.code)

    def _look(self, negated: bool, direction: int, items: Any, flags: int) -> None:
        least, most = map(int, items.getwidth())
        behind = direction < 0
        if behind and most > _FAR:
            self.exact = False
            return
        known, before = self.exact, len(self.code)
        self.exact = True
        # Groups that a negated look sets are forgotten after it; the machine would keep them.
        groups = set(_groups(items)) & self._asked if negated else set()
        look = self._emit(LOOK, int(negated) | int(behind) << 1, least if behind else 0, most if behind else 0, 0)
        self._items(items, flags)
        self.code.append(MATCH)
        self.code[look + 3] = len(self.code)
        if negated and (groups or not self.exact):
            # What matches more than it should may not forbid anything.
            del self.code[before:]
            known = self.exact = False
        self.exact &= known

    def _place(self, argument: Any, flags: int) -> None:
        if argument is constants.AT_BEGINNING and flags & re.MULTILINE:
            argument = constants.AT_BEGINNING_LINE
        elif argument is constants.AT_END and flags & re.MULTILINE:
            argument = constants.AT_END_LINE
        place = _AT.get(argument)
        if place is None:
            self.exact = False  # edges of words
        else:
            self._emit(AT, place)


def _asked(items: Any) -> list[int]:
    """The groups that are referred to."""
    return [argument for operation, argument in _all(items) if operation is constants.GROUPREF]


def _groups(items: Any) -> list[int]:
    return [argument[0] for operation, argument in _all(items) if operation is constants.SUBPATTERN and argument[0]]


def _all(items: Any) -> list[Any]:
    """All items of a tree, inner ones too."""
    found: list[Any] = []
    if isinstance(items, _parser.SubPattern):
        found += [item for item in items if isinstance(item, tuple)]
    if isinstance(items, (list, tuple, _parser.SubPattern)):
        for inner in items:
            found += _all(inner)
    return found
