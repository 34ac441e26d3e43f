"""What the parse tree of a pattern tells: strings that it cannot match without, and its reach."""

from __future__ import annotations

import re
from re import _parser  # type: ignore[attr-defined]  # private, but stable since 3.11

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# More strings than this make a poor gate: the automaton grows and hits are frequent.
_MOST = 80
# What one occurrence of a string costs, by how often such strings stand in reports.
_ONE_COMMON, _ONE_RARE, _ONE_HANZI, _TWO, _MORE = 20000, 300, 1500, 30, 5
_COMMON = frozenset("0123456789，。、；：的一是在和年“”（） \u3000\n")




def measure(source: str) -> tuple[list[str] | None, int | None]:
    """Strings one of which stands in every match, and how far from one a match can reach.

    Of the runs that every match holds, the rarest is taken; None where none can
    be told. The reach, in characters, is the longest match plus the longest look
    ahead of it and behind it; None where it has no bound worth the name.
    """
    try:
        tree = _parser.parse(source)
    except re.error:
        return None, None
    found = _of_sequence(tree, bool(tree.state.flags & re.IGNORECASE))
    total = int(tree.getwidth()[1]) + 2 * _look(tree) + 1
    return sorted(found) if found else None, total if total <= _FARTHEST else None


def _cost(strings: frozenset[str]) -> int:
    total = 0
    for string in strings:
        if len(string) == 1:
            hanzi = "一" <= string <= "鿿"
            total += _ONE_COMMON if string in _COMMON else _ONE_HANZI if hanzi else _ONE_RARE
        else:
            total += _TWO if len(string) == 2 else _MORE
    return total


def _of_sequence(items: Any, folded: bool) -> frozenset[str] | None:
    candidates: list[frozenset[str]] = []
    run = ""
    for operation, argument in items:
        name = str(operation)
        if name == "LITERAL" and not (folded and chr(argument).isascii() and chr(argument).isalpha()):
            run += chr(argument)
            continue
        if run:
            candidates.append(frozenset([run]))
            run = ""
        inner = _of_item(name, argument, folded)
        if inner:
            candidates.append(inner)
    if run:
        candidates.append(frozenset([run]))
    candidates = [strings for strings in candidates if len(strings) <= _MOST]
    return min(candidates, key=_cost) if candidates else None


def _of_item(name: str, argument: Any, folded: bool) -> frozenset[str] | None:
    if name == "SUBPATTERN":
        return _of_sequence(argument[3], folded or bool(argument[1] & re.IGNORECASE))
    if name == "ATOMIC_GROUP":
        return _of_sequence(argument, folded)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _of_sequence(argument[2], folded) if argument[0] else None
    if name == "ASSERT":
        return _of_sequence(argument[1], folded)
    if name == "BRANCH":
        union: frozenset[str] = frozenset()
        for branch in argument[1]:
            strings = _of_sequence(branch, folded)
            if strings is None:
                return None
            union |= strings
        return union
    if name == "IN":
        chars: set[str] = set()
        for kind, value in argument:
            if str(kind) == "LITERAL":
                chars.add(chr(value))
            elif str(kind) == "RANGE" and value[1] - value[0] < 16:
                chars.update(map(chr, range(value[0], value[1] + 1)))
            else:
                return None
        if folded and any(char.isascii() and char.isalpha() for char in chars):
            return None
        return frozenset(chars)
    return None


# Past this a window is about a paragraph, and cutting it out gains nothing.
_FARTHEST = 400


def _look(items: Any) -> int:
    """The sum of what all looks ahead and behind in a pattern can see."""
    total = 0
    for operation, argument in items:
        name = str(operation)
        if name in ("ASSERT", "ASSERT_NOT"):
            total += min(int(argument[1].getwidth()[1]), _FARTHEST + 1)
            total += _look(argument[1])
        elif name == "SUBPATTERN":
            total += _look(argument[3])
        elif name == "BRANCH":
            total += sum(_look(branch) for branch in argument[1])
        elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            total += _look(argument[2])
        elif name == "ATOMIC_GROUP":
            total += _look(argument)
        elif name == "GROUPREF_EXISTS":
            total += sum(_look(branch) for branch in argument[1:] if branch)
    return total
