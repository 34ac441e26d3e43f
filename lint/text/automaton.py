"""Many strings found in one pass, whatever package is installed for it.

daachorse where it has a wheel (its automaton can be stored), then
ahocorasick_rs, then the standard library; all give the same hits.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

Hits = "list[tuple[int, int, int]]"


class Automaton:
    """Finds all occurrences, overlapping ones too, of ``strings``.

    ``find(text)`` gives ``(start, end, index of the string)`` in code points.
    """

    __slots__ = ("_engine", "find", "strings")

    def __init__(self, strings: list[str], engine: Any) -> None:
        self.strings = strings
        self._engine = engine
        self.find: Callable[[str], list[tuple[int, int, int]]] = _finder(strings, engine)

    @staticmethod
    def engine() -> str:
        """The name of the engine in use."""
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
    def build(cls, strings: list[str], engine: str = "") -> Automaton:
        """An automaton for non-empty strings, by the named engine or the best there is."""
        engine = engine or cls.engine()
        if not strings:
            return cls(strings, None)
        if engine == "daachorse":
            import daachorse

            return cls(strings, daachorse.CharwiseDoubleArrayAhoCorasick(strings))
        if engine == "ahocorasick_rs":
            import ahocorasick_rs

            return cls(strings, ahocorasick_rs.AhoCorasick(strings))
        return cls(strings, None)

    def stored(self) -> bytes:
        """The automaton as bytes, empty where its engine cannot store it."""
        if hasattr(self._engine, "serialize"):
            return bytes(self._engine.serialize())
        return b""

    @classmethod
    def restore(cls, joined: bytes | memoryview, stored: bytes) -> Automaton:
        """The automaton that ``stored`` holds; the caller has checked that the bytes are ours.

        ``joined`` are its strings in UTF-8 with U+0000 between them; they are
        needed only where the automaton has to be built again.
        """
        if not stored:
            text = str(joined, "utf-8")
            return cls.build(text.split("\0") if text else [])
        import daachorse

        return cls([""], daachorse.CharwiseDoubleArrayAhoCorasick.deserialize(stored))


def _finder(
    strings: list[str], engine: Any
) -> Callable[[str], list[tuple[int, int, int]]]:
    if not strings:
        return lambda text: []
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
