"""Programs: what the machine beside the search for strings runs in place of patterns.

It is a backtracking machine (R. Cox, Regular Expression Matching: the Virtual Machine Approach, 2009) in
``strings/guard.c`` that only tells whether a pattern matches at a place. What a program cannot tell exactly it lets pass.
"""

from __future__ import annotations

import re
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]  # private, but stable since 3.11

from .ranges import IGNORECASE, MULTILINE, characters, firsts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from .ranges import Ranges

# Operations of the machine, as in strings/guard.c.
MATCH, CHAR, SET, SPLIT, JUMP, RUN, LOOK, AT, SAVE, BACK, FAIL, FORK = range(12)
# Where a program can ask to be.
_AT = {
    constants.AT_BEGINNING: 0,
    constants.AT_BEGINNING_STRING: 0,
    constants.AT_END: 1,
    constants.AT_END_STRING: 2,
    constants.AT_BEGINNING_LINE: 3,
    constants.AT_END_LINE: 4,
}
UNBOUND = 0xFFFFFFFF
# A repetition is written out so often; longer ones become a loop, which matches more.
_COPIES, _WORDS = 12, 600
# The machine keeps the ends of so many groups.
_GROUPS = 16
# A look further back is left out: more is let pass.
_FAR = 255
# So many branches are told by their first characters, where these are so many at most.
_BRANCHES, _FIRSTS = 5, 500
# What refers to a group.
REFERS = re.compile(r"\\[1-9]|\(\?P=|\(\?\(")
# How many numbers follow each operation, which of them are places in the program, and which one a class.
SHAPES: dict[int, tuple[int, tuple[int, ...], int | None]] = {
    MATCH: (0, (), None), CHAR: (1, (), None), SET: (1, (), 1), SPLIT: (2, (1, 2), None), JUMP: (1, (1,), None),
    RUN: (3, (), 1), LOOK: (4, (4,), None), AT: (1, (), None), SAVE: (1, (), None), BACK: (1, (), None), FAIL: (0, (), None),
}  # fmt: skip


def placed(code: list[int], place: int, classes: list[int]) -> list[int]:
    """A program with its places and classes where they lie."""
    words = list(code)
    at = 0
    while at < len(words):
        if words[at] == FORK:
            count = words[at + 1]
            for one in range(at + 3, at + 2 + 2 * count, 2):
                words[one] += place
            at += 2 + 2 * count
            continue
        length, places, chars = SHAPES[words[at]]
        for one in places:
            words[at + one] += place
        if chars is not None:
            words[at + chars] = classes[words[at + chars]]
        at += 1 + length
    return words


class UnknownPatternError(Exception):
    """A pattern holds what no program can be made of."""


class Program:
    """The program of one parse tree. ``exact`` tells whether it matches nothing but what the pattern does."""

    def __init__(self, source: str, tree: Any, sets: dict[Ranges, int]) -> None:
        self._sets = sets
        self.code: list[int] = []
        self.exact = True
        # Few patterns refer to groups; looking through trees takes longer than all else.
        self._asked = set(_asked(tree)) if REFERS.search(source) else set()
        if any(group >= _GROUPS for group in self._asked):
            raise UnknownPatternError
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
            elif operation is constants.GROUPREF and not flags & IGNORECASE:
                self._emit(BACK, argument)
            elif operation is constants.FAILURE:
                self._emit(FAIL)
            else:
                raise UnknownPatternError

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
        if self._fork(branches, flags):
            return
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

    def _fork(self, branches: Sequence[Any], flags: int) -> bool:
        """Whether the branches could be written so that the next character tells which of them are tried."""
        if len(branches) < _BRANCHES:
            return False
        ways: list[tuple[int, int]] = []
        for number, branch in enumerate(branches):
            first, empty = firsts(branch, flags)
            if empty or sum(high - low + 1 for low, high in first) > _FIRSTS - len(ways):
                return False
            ways += [(code, number) for low, high in first for code in range(low, high + 1)]
        ways.sort()
        fork = self._emit(FORK, len(ways), *(0 for _ in ways for _ in range(2)))
        starts, ends = [], []
        for branch in branches:
            starts.append(len(self.code))
            self._items(branch, flags)
            ends.append(self._emit(JUMP, 0))
        for at, (code, number) in enumerate(ways):
            self.code[fork + 1 + 2 * at : fork + 3 + 2 * at] = code, starts[number]
        for end in ends:
            self.code[end] = len(self.code)
        return True

    def _repeat(self, least: int, most: Any, items: Any, flags: int) -> None:
        most = UNBOUND if most is constants.MAXREPEAT else int(most)
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
        self.exact &= most == UNBOUND and least <= _COPIES
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
        groups = set(_groups(items)) & self._asked if negated and self._asked else set()
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
        if argument is constants.AT_BEGINNING and flags & MULTILINE:
            argument = constants.AT_BEGINNING_LINE
        elif argument is constants.AT_END and flags & MULTILINE:
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
