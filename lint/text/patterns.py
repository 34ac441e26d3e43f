"""Patterns: which engine compiles one, and which strings it cannot match without."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

# More strings than this make a poor gate: the automaton grows and hits are frequent.
_MOST = 80
# What one occurrence of a string costs, by how often such strings stand in reports.
_ONE_COMMON, _ONE_RARE, _ONE_HANZI, _TWO, _MORE = 20000, 300, 1500, 30, 5
_COMMON = frozenset("0123456789，。、；：的一是在和年“”（） \u3000\n")


# What compiling each pattern gave, by source and flags: (flags, code, groups, names).
# Kept with the rule table, because compiling the patterns of a run takes longer than the run.
_stored: dict[tuple[str, int], tuple[int, bytes, int, dict[str, int]]] = {}
_asked: dict[tuple[str, int], None] = {}
_lazy: list[Lazy] = []


def compile_pattern(source: str, flags: int = 0) -> Any:
    """The compiled pattern: by ``re`` where it can, else by ``regex``.

    ``re`` is already loaded in every run; ``regex`` has what it lacks
    (lookbehinds of variable width, properties). Raises ValueError with the
    engine's own words where neither compiles it.
    """
    key = (source, int(flags))
    stored = _stored.get(key)
    if stored is not None:
        found = _restored(source, stored)
        if found is not None:
            return found
    _asked[key] = None
    try:
        return re.compile(source, flags)
    except re.error:
        import regex

        try:
            return regex.compile(source, regex.V0 | flags)
        except regex.error as error:
            raise ValueError(f"正则表达式有误：{error}") from None


def _restored(source: str, stored: tuple[int, bytes, int, dict[str, int]]) -> Any:
    """The pattern that ``re`` would compile, from its code; None where this Python reads it otherwise."""
    try:
        from _sre import compile as build  # type: ignore[import-not-found]

        flags, code, groups, names = stored
        by_number: list[str | None] = [None] * (groups + 1)
        for name, number in names.items():
            by_number[number] = name
        return build(source, flags, memoryview(code).cast("I").tolist(), groups, names, tuple(by_number))
    except (ImportError, TypeError, ValueError, RuntimeError):
        return None


def restore(codes: dict[tuple[str, int], tuple[int, bytes, int, dict[str, int]]]) -> None:
    """Use what ``codes`` gave in an earlier run of the same Python."""
    _stored.update(codes)


def codes() -> dict[tuple[str, int], tuple[int, bytes, int, dict[str, int]]]:
    """The codes of every pattern that was asked for, or that a loaded module holds.

    Empty where this Python keeps them elsewhere; only ``re``'s own patterns are among them.
    """
    for lazy in _lazy:
        _asked[lazy.key] = None
    found = {}
    try:
        from array import array
        from re import _compiler, _parser  # type: ignore[attr-defined]

        for source, flags in _asked:
            try:
                tree = _parser.parse(source, flags)
                code = _compiler._code(tree, flags)
            except re.error:
                continue
            packed = array("I", code)
            if packed.itemsize != 4:
                return {}
            state = tree.state
            key = (source, flags)
            found[key] = (flags | state.flags, packed.tobytes(), state.groups - 1, dict(state.groupdict))
    except (ImportError, AttributeError, TypeError):
        return {}
    return found


class Lazy:
    """A pattern of a module, compiled when it is first used; otherwise as compiled by ``re``."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self.key = (source, int(flags))
        _lazy.append(self)

    def __getattr__(self, name: str) -> Any:
        pattern = compile_pattern(*self.key)
        # From now on the methods are found here without coming through this one.
        for method in ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split"):
            setattr(self, method, getattr(pattern, method))
        return getattr(pattern, name)


def group_names(source: str) -> tuple[str, ...]:
    """The names of a pattern's groups, in order."""
    return tuple(compile_pattern(source).groupindex)


def required(source: str) -> list[str] | None:
    """Strings one of which stands in every match, or None where none can be told.

    Worked out from the parse tree of ``re``; of the runs that every match
    holds, the rarest is taken.
    """
    from re import _parser  # type: ignore[attr-defined]  # private, but stable since 3.11

    try:
        tree = _parser.parse(source)
    except re.error:
        return None
    found = _of_sequence(tree, bool(tree.state.flags & re.IGNORECASE))
    return sorted(found) if found else None


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


def width(source: str) -> int | None:
    """How far from a required string a match can reach, in characters; None where without bound.

    The longest match, plus the longest look ahead of it and behind it.
    """
    from re import _parser  # type: ignore[attr-defined]

    try:
        tree = _parser.parse(source)
    except re.error:
        return None
    longest = int(tree.getwidth()[1])
    look = _look(tree)
    total = longest + 2 * look + 1
    return total if total <= _FARTHEST else None


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


class Search:
    """A pattern that looks only around the strings without which it cannot match.

    ``needs`` are those strings (None where there are none). ``finditer`` gives
    what ``re`` would give on the whole text, but reads only as far as a match
    can reach from the places where the strings stand.
    """

    __slots__ = ("_reach", "needs", "regex")

    def __init__(self, source: str, needs: list[str] | None = None) -> None:
        self.regex = compile_pattern(source)
        self.needs = needs if needs is not None else required(source)
        self._reach = width(source) if self.needs else None

    def finditer(self, text: str, places: list[int]) -> Iterator[Any]:
        """The matches in ``text``; ``places`` are where ``needs`` start in it, sorted."""
        reach = self._reach
        if reach is None or not places or len(text) <= 2 * reach:
            yield from self.regex.finditer(text)
            return
        low = max(0, places[0] - reach)
        high = low
        longest = max(map(len, self.needs or ("",)))
        for place in places:
            if place - reach <= high:
                high = place + longest + reach
                continue
            yield from self.regex.finditer(text, low, high)
            low, high = max(0, place - reach, high), place + longest + reach
        yield from self.regex.finditer(text, low, high)
