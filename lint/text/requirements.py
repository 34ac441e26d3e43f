"""What the parse tree of a pattern tells: strings that it cannot match without, and its reach."""

from __future__ import annotations

import re
from functools import cache
from re import _parser  # type: ignore[attr-defined]  # private, but stable since 3.11

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    # For each string how many characters of the match stand before it, at least and at most.
    Strings = dict[str, tuple[int, int]]

# More strings than this make a poor gate: the automaton grows and hits are frequent.
_MOST = 128
# How often what is not listed in ``frequency`` stands in a million characters, one or two characters long.
_RARE, _RARE_PAIR = 60, 4
# A longer string is rarer than the rarest pair in it.
_LONGER = 3
_DIGITS = re.compile("[0-9]")
# Matches are tried at so many places before a string at most; further away a window is searched.
_NEAR = 40
_FAR = 1 << 20
# What searching a window costs, against trying one place.
_SEARCHED = 4


def measure(source: str) -> tuple[list[str] | None, int | None, list[tuple[int, int] | None]]:
    """Strings one of which stands in every match, how far from one a match can reach, and where it begins.

    Of the runs that every match holds, the rarest is taken; None where none can
    be told. The reach, in characters, is the longest match plus the longest look
    ahead of it and behind it; None where it has no bound worth the name. For
    each string follows how many characters of the match stand before it, at
    least and at most; None where these are many or the match may be empty.
    """
    try:
        tree = _parser.parse(source)
    except re.error:
        return None, None, []
    found = _of_choices(tree, bool(tree.state.flags & re.IGNORECASE))
    least, most = tree.getwidth()
    total = int(most) + 2 * _look(tree) + 1
    if not found:
        return None, total if total <= _FARTHEST else None, []
    strings = sorted(found)
    leads = [found[string] if least and found[string][1] <= _NEAR else None for string in strings]
    return strings, total if total <= _FARTHEST else None, leads


def cost(strings: Iterable[str]) -> float:
    """About how often one of the strings is met in a million characters."""
    characters, pairs = _frequencies()
    total = 0.0
    for string in strings:
        folded = _DIGITS.sub("0", string)
        if len(string) == 1:
            often = float(characters.get(folded, _RARE))
        else:
            often = min(pairs.get(folded[at : at + 2], _RARE_PAIR) for at in range(len(string) - 1))
            often /= _LONGER ** (len(string) - 2)
        # 0, 1 and 2 are digits of years.
        total += often / 10 ** folded.count("0") * 2 ** sum(map(string.count, "012"))
    return total


@cache
def _frequencies() -> tuple[dict[str, int], dict[str, int]]:
    """How often characters, and pairs of them, stand in a million characters, digits folded."""
    from .frequency import CHARACTERS, PAIRS

    return tuple(  # type: ignore[return-value]
        {
            # The middle of those that are listed together.
            units[at : at + size]: round(often * 1.35)
            for often, units in table.items()
            for at in range(0, len(units), size)
        }
        for size, table in ((1, CHARACTERS), (2, PAIRS))
    )


def _of_choices(tree: Any, folded: bool) -> Strings | None:
    """As for a sequence; a choice between whole patterns may have many more strings than a part of one."""
    if len(tree) == 1 and str(tree[0][0]) == "BRANCH":
        return _of_branches(tree[0][1][1], folded)
    return _of_sequence(tree, folded)


def _of_branches(branches: Any, folded: bool) -> Strings | None:
    union: Strings = {}
    for branch in branches:
        strings = _of_sequence(branch, folded)
        if strings is None:
            return None
        for string, (low, high) in strings.items():
            known = union.get(string, (low, high))
            union[string] = min(low, known[0]), max(high, known[1])
    return _shortest(union)


def _of_sequence(items: Any, folded: bool) -> Strings | None:
    state = items.state
    candidates: list[Strings] = []
    before, ahead = 0, 0  # how many characters stand before an item, at least and at most
    run, start = [""], (0, 0)
    for item in _opened(items):
        exact = _exact((item,), folded)
        if exact is not None and len(run) * len(exact) <= _MOST:
            run = [head + tail for head in run for tail in exact]
        elif exact is not None:
            run, start = exact, (before, ahead)
        else:
            run = [""]
            inner = _of_item(str(item[0]), item[1], folded)
            if inner:
                candidates.append({s: (low + before, high + ahead) for s, (low, high) in inner.items()})
        least, most = _parser.SubPattern(state, [item]).getwidth()
        before, ahead = before + int(least), min(_FAR, ahead + int(most))
        if exact is None:
            start = (before, ahead)
        elif "" not in run:
            candidates.append(_shortest(dict.fromkeys(run, start)))
    candidates = [strings for strings in candidates if len(strings) <= _MOST]

    def price(strings: Strings) -> tuple[float, int]:
        farthest = max(high for _, high in strings.values())
        return cost(strings) * (1 if farthest <= _NEAR else _SEARCHED), farthest

    return min(candidates, key=price) if candidates else None


def _opened(items: Any) -> Iterator[Any]:
    """The items with what stands in groups in their place: a string may run over the edge of a group."""
    for item in items:
        if str(item[0]) == "SUBPATTERN" and not item[1][1] and not item[1][2]:
            yield from _opened(item[1][3])
        else:
            yield item


def _shortest(strings: Strings) -> Strings:
    """The strings without those that hold another one."""
    found: Strings = {}
    for string in sorted(strings, key=len):
        low, high = strings[string]
        inner = next((short for short in found if short in string), None)
        if inner is None:
            found[string] = low, high
        else:
            at = string.index(inner)
            found[inner] = min(found[inner][0], low + at), max(found[inner][1], high + at)
    return found


def _exact(items: Any, folded: bool) -> list[str] | None:
    """All strings that the items can match where these are few, looks around left out of account."""
    found = [""]
    for operation, argument in items:
        name = str(operation)
        one: list[str] | None = None
        if name == "LITERAL":
            one = [chr(argument)]
        elif name == "IN":
            one = _members(argument)
        elif name == "SUBPATTERN" and not argument[1] and not argument[2]:
            one = _exact(argument[3], folded)
        elif name == "BRANCH":
            inner = [_exact(branch, folded) for branch in argument[1]]
            one = None if None in inner else [string for strings in inner for string in strings or ()]
        elif name in ("MAX_REPEAT", "MIN_REPEAT") and argument[:2] == (0, 1):
            repeated = _exact(argument[2], folded)
            one = None if repeated is None else ["", *repeated]
        elif name in ("ASSERT_NOT", "AT"):
            one = [""]
        if one is None or len(found) * len(one) > _MOST:
            return None
        if folded and any(char.isascii() and char.isalpha() for string in one for char in string):
            return None
        found = list(dict.fromkeys(head + tail for head in found for tail in one))
    return found


def _members(argument: Any) -> list[str] | None:
    """The characters of a class that lists a few."""
    chars: list[str] = []
    for kind, value in argument:
        if str(kind) == "LITERAL":
            chars.append(chr(value))
        elif str(kind) == "RANGE" and value[1] - value[0] < 16:
            chars.extend(map(chr, range(value[0], value[1] + 1)))
        else:
            return None
    return chars


def _of_item(name: str, argument: Any, folded: bool) -> Strings | None:
    if name == "SUBPATTERN":
        return _of_sequence(argument[3], folded or bool(argument[1] & re.IGNORECASE))
    if name == "ATOMIC_GROUP":
        return _of_sequence(argument, folded)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _of_sequence(argument[2], folded) if argument[0] else None
    if name == "IN":
        members = _members(argument)
        many = members is None or (folded and any(char.isascii() and char.isalpha() for char in members))
        return None if many or members is None else dict.fromkeys(members, (0, 0))
    if name == "ASSERT":
        inner = _of_sequence(argument[1], folded)
        if inner and argument[0] < 0:
            # It stands before the match.
            return dict.fromkeys(inner, (0, _FAR))
        return inner
    if name == "BRANCH":
        return _of_branches(argument[1], folded)
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
