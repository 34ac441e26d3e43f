"""Many strings found in one pass, by whatever is there for it.

The search in C where it was compiled (its table is used where it lies), then
daachorse where it has a wheel (its automaton can be stored), then
ahocorasick_rs, then the standard library; all give the same hits.
"""

from __future__ import annotations

from .extensions import extension

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from ._strings import Strings


#: Of the table that ``strings/*.c`` read.
EDITION = 4


class Automaton:
    """Finds all occurrences, overlapping ones too, of ``strings``.

    ``find(text)`` gives ``(start, end, index of the string)`` in code points.
    """

    __slots__ = ("_engine", "_table", "compiled", "find", "strings")

    def __init__(self, strings: list[str], engine: Any, table: bytes | memoryview | None = None) -> None:
        self.strings = strings
        self._engine = engine
        self._table = table
        #: The search in C where that is the engine.
        self.compiled: Strings | None = None if table is None else engine
        self.find: Callable[[str], list[tuple[int, int, int]]] = _finder(strings, engine)

    @staticmethod
    def engine() -> str:
        """The name of the engine in use."""
        if extension(f"{__package__}._strings", EDITION) is not None:
            return "compiled"
        try:
            import daachorse

            del daachorse
            return "daachorse"
        except ImportError:
            pass
        try:
            import ahocorasick_rs

            del ahocorasick_rs
            return "ahocorasick_rs"
        except ImportError:
            return "re"

    @classmethod
    def build(
        cls,
        strings: list[str],
        engine: str = "",
        owners: Sequence[Iterable[tuple[int, int, int]]] | None = None,
        guards: Iterable[int] = (0,),
    ) -> Automaton:
        """An automaton for non-empty strings, by the named engine or the best there is.

        ``owners`` and ``guards`` are what the search in C tells of each string, and when, see ``stringtable``.
        """
        engine = engine or cls.engine()
        if not strings:
            return cls(strings, None)
        if engine == "compiled":
            from .stringtable import packed

            return cls(strings, *_opened(packed(strings, owners, guards)))
        if engine == "daachorse":
            import daachorse

            return cls(strings, daachorse.CharwiseDoubleArrayAhoCorasick(strings))
        if engine == "ahocorasick_rs":
            import ahocorasick_rs

            return cls(strings, ahocorasick_rs.AhoCorasick(strings))
        return cls(strings, None)

    def stored(self) -> bytes:
        """The automaton as bytes, empty where its engine cannot store it."""
        if self._table is not None:
            return bytes(self._table)
        if hasattr(self._engine, "serialize"):
            return bytes(self._engine.serialize())
        return b""

    @classmethod
    def restore(cls, joined: bytes | memoryview, stored: bytes | memoryview, engine: str = "") -> Automaton:
        """The automaton that ``stored`` holds; the caller has checked that the bytes are ours, and of the same engine.

        ``joined`` are its strings in UTF-8 with U+0000 between them; they are
        needed only where the automaton has to be built again.
        """
        if not stored:
            text = str(joined, "utf-8")
            return cls.build(text.split("\0") if text else [], engine)
        if (engine or cls.engine()) == "compiled":
            return cls([""], *_opened(stored))
        import daachorse

        return cls([""], daachorse.CharwiseDoubleArrayAhoCorasick.deserialize(bytes(stored)))


def _opened(table: bytes | memoryview) -> tuple[Strings, bytes | memoryview]:
    """The search in C over a table, and the table."""
    from ._strings import Strings

    return Strings(table), table


def _finder(
    strings: list[str], engine: Any
) -> Callable[[str], list[tuple[int, int, int]]]:
    if not strings:
        return lambda text: []
    if hasattr(engine, "called"):
        compiled: Callable[[str], list[tuple[int, int, int]]] = engine.find
        return compiled
    if hasattr(engine, "find_overlapping"):
        found: Callable[[str], list[tuple[int, int, int]]] = engine.find_overlapping
        return found
    if engine is not None:
        indexes = engine.find_matches_as_indexes

        def by_rust(text: str) -> list[tuple[int, int, int]]:
            return [(start, end, index) for index, start, end in indexes(text, overlapping=True)]

        return by_rust
    return _by_heads(strings)


def _by_heads(strings: list[str]) -> Callable[[str], list[tuple[int, int, int]]]:
    """Without any package: one class of first characters, then the strings that begin there."""
    import re

    heads: dict[str, list[tuple[str, int]]] = {}
    for index, string in enumerate(strings):
        heads.setdefault(string[0], []).append((string, index))
    first = re.compile("[" + re.escape("".join(heads)) + "]")

    def find(text: str) -> list[tuple[int, int, int]]:
        return [
            (at.start(), at.start() + len(string), index)
            for at in first.finditer(text)
            for string, index in heads[at.group()]
            if text.startswith(string, at.start())
        ]

    return find
