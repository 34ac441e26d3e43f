"""Which characters an item of a pattern's parse tree matches, as ranges of code points."""

from __future__ import annotations

import re
import sys
from functools import cache
from re import _constants as constants  # type: ignore[attr-defined]  # private, but stable since 3.11

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    # Characters as sorted, separate ranges of code points, both ends included.
    Ranges = tuple[tuple[int, int], ...]

_LAST = sys.maxunicode
#: Flags as numbers: as members of ``re``'s enumeration they are slow.
IGNORECASE, MULTILINE = int(re.IGNORECASE), int(re.MULTILINE)
_DOTALL, _ASCII = int(re.DOTALL), int(re.ASCII)


def characters(operation: Any, argument: Any, flags: int) -> Ranges | None:
    """The characters that an item matches one of; None where it is no such item, or of an unknown kind."""
    folded = bool(flags & IGNORECASE)
    if operation is constants.LITERAL:
        return _joined(_cases(argument)) if folded else ((argument, argument),)
    if operation is constants.NOT_LITERAL:
        return others(_joined(_cases(argument) if folded else [(argument, argument)]))
    if operation is constants.ANY:
        return ((0, _LAST),) if flags & _DOTALL else others(((10, 10),))
    if operation is not constants.IN:
        return None
    found: list[tuple[int, int]] = []
    negated = False
    for kind, value in argument:
        if kind is constants.NEGATE:
            negated = True
        elif kind is constants.LITERAL:
            found += _cases(value) if folded else [(value, value)]
        elif kind is constants.RANGE:
            found.append(tuple(value))
            if folded and value[1] - value[0] < 1024:
                found += [ends for code in range(value[0], value[1] + 1) for ends in _cases(code)]
        elif kind is constants.CATEGORY:
            found += _category(value, bool(flags & _ASCII))
        else:
            return None
    return others(_joined(found)) if negated else _joined(found)


def firsts(items: Any, flags: int) -> tuple[Ranges, bool]:
    """The characters that a match can begin with, more where that is not known, and whether it may match none."""
    found: list[tuple[int, int]] = []
    for operation, argument in items:
        ranges, empty = _firsts(operation, argument, flags)
        found += ranges
        if not empty:
            return _joined(found), False
    return _joined(found), True


def _firsts(operation: Any, argument: Any, flags: int) -> tuple[Ranges, bool]:
    ranges = characters(operation, argument, flags)
    if ranges is not None:
        return ranges, False
    if operation is constants.SUBPATTERN:
        _, on, off, inner = argument
        return firsts(inner, (flags | on) & ~off)
    if operation is constants.ATOMIC_GROUP:
        return firsts(argument, flags)
    if operation is constants.BRANCH:
        parts = [firsts(branch, flags) for branch in argument[1]]
        return _joined([ends for found, _ in parts for ends in found]), any(empty for _, empty in parts)
    if operation in (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT):
        found, empty = firsts(argument[2], flags)
        return found, empty or argument[0] == 0
    # What looks around or stands at an edge takes no character; of anything else nothing is known.
    known = operation in (constants.ASSERT, constants.ASSERT_NOT, constants.AT, constants.FAILURE)
    return () if known else ((0, _LAST),), known


def _cases(code: int) -> list[tuple[int, int]]:
    """A character in all its cases."""
    character = chr(code)
    same = {character, character.lower(), character.upper()} | {"k": {"\u212a"}, "s": {"\u017f"}}.get(character.lower(), set())
    return [(ord(one), ord(one)) for one in same if len(one) == 1]


def _joined(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """Ranges in order, those that touch made one."""
    found: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if found and low <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(high, found[-1][1])
        else:
            found.append((low, high))
    return tuple(found)


def others(ranges: Ranges) -> Ranges:
    """All characters but these."""
    found = []
    start = 0
    for low, high in ranges:
        if low > start:
            found.append((start, low - 1))
        start = high + 1
    if start <= _LAST:
        found.append((start, _LAST))
    return tuple(found)


_KINDS: dict[Any, tuple[str, bool]] = {
    constants.CATEGORY_DIGIT: ("d", False), constants.CATEGORY_NOT_DIGIT: ("d", True),
    constants.CATEGORY_SPACE: ("s", False), constants.CATEGORY_NOT_SPACE: ("s", True),
    constants.CATEGORY_WORD: ("w", False), constants.CATEGORY_NOT_WORD: ("w", True),
}  # fmt: skip


def _category(kind: Any, ascii_only: bool) -> Ranges:
    letter, negated = _KINDS[kind]
    ranges = _of_kind(letter, ascii_only)
    return others(ranges) if negated else ranges


@cache
def _everything() -> str:
    return "".join(map(chr, range(_LAST + 1)))


@cache
def _of_kind(letter: str, ascii_only: bool) -> Ranges:
    """The characters that ``re`` takes for digits, blanks or parts of words, as itself says."""
    found = re.compile(rf"\{letter}+", re.ASCII if ascii_only else 0).finditer(_everything())
    return tuple((at.start(), at.end() - 1) for at in found)
