"""Patterns: which engine compiles one, and which strings it cannot match without."""

from __future__ import annotations

from marshal import dumps, loads

try:
    from _sre import compile as _build  # type: ignore[import-not-found]
except ImportError:
    _build = None

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    Key = tuple[str, int]
    Code = tuple[int, bytes, int, dict[str, int]]
    # Several starts only where several have one name.
    Index = dict[int, int | tuple[int, ...]]
    Measure = tuple[list[str] | None, int | None, list[tuple[int, int] | None]]

# Where what compiling a pattern gave, and its measure, lie in ``_known``: starts by ``_name``.
# Kept with the rule table, because compiling the patterns of a run takes longer than the run.
_index: Index = {}
_known: bytes | memoryview = b""
#: Flags, as ``re`` has them: importing it takes longer than restoring all the patterns of a run.
MULTILINE, DOTALL = 8, 16
_asked: dict[Key, None] = {}
_lazy: list[Lazy] = []
# Required strings, reach and leads of each pattern that was asked about, and what else is kept.
_measured: dict[str, Any] = {}


def compile_pattern(source: str, flags: int = 0) -> Any:
    """The compiled pattern: by ``re`` where it can, else by ``regex``.

    ``re`` is already loaded in every run; ``regex`` has what it lacks
    (lookbehinds of variable width, properties). Raises ValueError with the
    engine's own words where neither compiles it.
    """
    key = (source, int(flags))
    _asked[key] = None
    if _name(key) in _index:
        # What is kept compiled was right when it was compiled, and waits until it is called.
        return Waiting(*key)
    return _compiled(*key)


def _compiled(source: str, flags: int) -> Any:
    """The pattern as ``compile_pattern`` promises it, from what is kept where it is."""
    stored = _lookup((source, flags))
    if stored is not None:
        found = _restored(source, stored)
        if found is not None:
            return found
    import re

    try:
        return re.compile(source, flags)
    except re.error:
        import regex

        try:
            return regex.compile(source, regex.V0 | flags)
        except regex.error as error:
            raise ValueError(f"正则表达式有误：{error}") from None


def _restored(source: str, stored: Code) -> Any:
    """The pattern that ``re`` would compile, from its code; None where this Python reads it otherwise."""
    if _build is None:
        return None
    try:
        flags, code, groups, names = stored
        by_number: list[str | None] = [None] * (groups + 1)
        for name, number in names.items():
            by_number[number] = name
        return _build(source, flags, memoryview(code).cast("I").tolist(), groups, names, tuple(by_number))
    except (TypeError, ValueError, RuntimeError):
        return None


def restore(index: Index, known: bytes | memoryview) -> None:
    """Use what ``stored`` gave in an earlier run of the same Python."""
    global _index, _known  # the patterns of a process, read where they lie
    _index, _known = index, known


def stored() -> tuple[Index, bytes]:
    """What is worth keeping of every pattern that was asked for, or that a loaded module holds."""
    index: Index = {}
    parts: list[bytes] = []
    at = 0
    values: dict[Key, Any] = {**codes()}
    values |= {(source, _MEASURE): measure for source, measure in _measured.items()}
    for key, value in values.items():
        parts.append(dumps((key, value)))
        index[_name(key)] = (*_starts(key, index), at) if _name(key) in index else at
        at += len(parts[-1])
    return index, b"".join(parts)


# In place of a pattern's flags, for what was measured of it.
_MEASURE = -1


def _name(key: Key) -> int:
    """A number of 30 bits for a pattern; several may have the same. Not its hash, which differs from run to run."""
    source, flags = key
    length = len(source)
    if not length:
        return flags
    at = ord(source[0]) ^ ord(source[length // 2]) << 8 ^ ord(source[length // 3]) << 4 ^ ord(source[-1]) << 2
    # By the greatest prime of 30 bits.
    return (at << 14 ^ length << 3 ^ flags) % 1073741789


def _starts(key: Key, index: Index) -> tuple[int, ...]:
    """Where what is kept of patterns with the name of this one starts."""
    starts = index.get(_name(key), ())
    return (starts,) if isinstance(starts, int) else starts


def _lookup(key: Key) -> Any:
    """What is kept of a pattern; None where nothing is."""
    for start in _starts(key, _index):
        found, value = loads(_known[start:])
        if found == key:
            return value
    return None


def codes() -> dict[Key, Code]:
    """The codes of those patterns that ``re`` compiles; none where this Python keeps them elsewhere."""
    for lazy in _lazy:
        _asked[lazy.key] = None
    found = {}
    try:
        import re
        from array import array
        from re import _parser  # type: ignore[attr-defined]

        from .anchoring import anchored, code_of

        for source, flags in _asked:
            try:
                tree = anchored(_parser.parse(source, flags))
                code = code_of(tree, flags)
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


class Waiting:
    """A pattern that is compiled when it is first used; otherwise as compiled by ``re``."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self.key = (source, int(flags))

    def __getattr__(self, name: str) -> Any:
        # From now on it is found here without coming through this one; few patterns are asked for more than one thing.
        found = _compiled(*self.key) if name == "_found" else getattr(self._found, name)
        setattr(self, name, found)
        return found


class Lazy(Waiting):
    """A pattern of a module, kept compiled with the rule table."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self.key = (source, int(flags))
        _lazy.append(self)


_SPECIAL = str.maketrans({character: f"\\{character}" for character in "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"})


def escape(text: str) -> str:
    """The pattern of a text, as ``re.escape`` writes it."""
    return text.translate(_SPECIAL)


def group_names(source: str) -> tuple[str, ...]:
    """The names of a pattern's groups, in order."""
    return tuple(kept(f"{source}\0names", lambda: list(compile_pattern(source).groupindex)))


def required(source: str) -> list[str] | None:
    """Strings one of which stands in every match, or None where none can be told."""
    return _measure(source)[0]


def width(source: str) -> int | None:
    """How far from a required string a match can reach, in characters; None where without bound."""
    return _measure(source)[1]


def _rarer(source: str, needs: list[str]) -> bool:
    """Whether the strings that a pattern tells are no more frequent than these, and found more exactly."""
    def better() -> bool:
        from .requirements import cost

        strings, _, leads = _measure(source)
        return strings is not None and None not in leads and cost(strings) <= cost(needs)

    return bool(kept(f"{source}\0{chr(0).join(needs)}", better))


def kept(key: str, make: Callable[[], Any]) -> Any:
    """What ``make`` gives, plain values, under a key: worked out once and kept with the rule table."""
    found = _measured.get(key)
    if found is None:
        found = _lookup((key, _MEASURE))
        if found is None:
            found = make()
        _measured[key] = found
    return found


def _measure(source: str) -> Measure:
    def measured() -> Measure:
        from .requirements import measure

        return measure(source)

    found: Measure = kept(source, measured)
    return found


class Search:
    """A pattern that looks only around the strings without which it cannot match.

    ``needs`` are those strings (None where there are none); of those given and
    those that the pattern tells, the rarer are taken. ``finditer`` gives what
    ``re`` would give on the whole text, but reads only as far as a match can
    reach from the places where the strings stand; ``matches`` does so, too, and
    where it is known how far into a match each string stands, it only tries
    where a match can begin. ``lead`` tells that, at least and at most, of all
    ``needs``, ``leads`` of each. ``reach`` is how far from a string a match can lie.
    """

    __slots__ = ("_beyond", "leads", "needs", "reach", "regex", "source")

    regex: Any

    def __init__(self, source: str, needs: list[str] | None = None, lead: tuple[int, int] | None = None) -> None:
        self.source = source
        self.regex = compile_pattern(source)
        found, reach, leads = _measure(source)
        if needs is not None and not (found and _rarer(source, needs)):
            found, leads = needs, [lead] * len(needs) if lead else []
        self.needs = found
        self.leads = leads
        self.reach = reach if found else None
        # From the start of a needed string to the end of what a match can see.
        self._beyond = (self.reach or 0) + max(map(len, found or ("",)))

    def matches(self, text: str, hits: list[tuple[int, int]]) -> Iterator[Any]:
        """The matches in ``text``; ``hits`` say where which of ``needs`` stands in it, sorted."""
        leads = self.leads
        if not hits or not leads:
            return self.finditer(text, [start for start, _ in hits])
        if len(hits) == 1:
            start, index = hits[0]
            lead = leads[index]
            if lead is not None and lead[0] == lead[1]:
                found = self.regex.match(text, start - lead[1]) if start >= lead[1] else None
                return iter((found,) if found is not None else ())
        starts: set[int] = set()
        for start, index in hits:
            lead = leads[index]
            if lead is None:
                return self.finditer(text, [start for start, _ in hits])
            starts.update(range(max(0, start - lead[1]), start - lead[0] + 1))
        return self._tried(text, sorted(starts))

    def _tried(self, text: str, starts: list[int]) -> Iterator[Any]:
        last = 0
        match = self.regex.match
        for start in starts:
            if start >= last:
                found = match(text, start)
                if found is not None:
                    yield found
                    last = found.end()

    def finditer(self, text: str, places: list[int]) -> Iterator[Any]:
        """The matches in ``text``; ``places`` are where ``needs`` start in it, sorted."""
        reach = self.reach
        if reach is None or not places or len(text) <= reach + self._beyond:
            low, high = 0, len(text)
        elif len(places) == 1 or places[-1] - places[0] <= reach:
            # One window: most paragraphs hold a string once.
            low, high = max(0, places[0] - reach), places[-1] + self._beyond
        else:
            return self._windows(text, places, reach)
        found: Iterator[Any] = self.regex.finditer(text, low, high)
        return found

    def _windows(self, text: str, places: list[int], reach: int) -> Iterator[Any]:
        low = max(0, places[0] - reach)
        high = low
        for place in places:
            if place - reach > high:
                yield from self.regex.finditer(text, low, high)
                low = place - reach
            high = place + self._beyond
        yield from self.regex.finditer(text, low, high)
