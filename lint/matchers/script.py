"""``script``: characters of another script form, such as traditional ones in a simplified text."""

from __future__ import annotations

import os

from ..core.matcher import Match, Matcher
from ..text.patterns import compile_pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

# So many hanzi between two such characters still make one finding.
_GAP = 2
# A paragraph of this length with this share of them is written that way on purpose.
_LONG, _SHARE = 40, 0.25


class Script(Matcher):
    """Finds the characters of ``table``; the fix exchanges them.

    ``table`` is a TSV file beside the rule: the character and the one that
    should stand there. The span is a run with at most two other hanzi between
    them. ``unless`` is a pattern that excuses a run: it is searched in the run
    with ``around`` characters on each side.
    """

    declares = ("expected",)

    table: str = ""
    letters: dict[str, str] = {}
    unless: str = ""
    around: int = 12

    @classmethod
    def load(cls, options: dict[str, Any], folder: str) -> dict[str, Any]:
        if not options.get("table"):
            return options
        letters = dict(options.get("letters", {}))
        with open(os.path.join(folder, options["table"]), encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                cells = line.split()
                if not cells or line.startswith("#"):
                    continue
                if len(cells) != 2 or len(cells[0]) != 1 or len(cells[1]) != 1 or cells[0] == cells[1]:
                    raise ValueError(f"{options['table']}:{number}: 每行应为两个不同的字")
                if cells[0] in letters:
                    raise ValueError(f"{options['table']}:{number}: “{cells[0]}”列了两次")
                letters[cells[0]] = cells[1]
        return {**options, "letters": letters}

    def prepare(self) -> None:
        self._exchange = str.maketrans(self.letters)
        self._unless = compile_pattern(self.unless) if self.unless else None

    def gate(self) -> Sequence[str]:
        return list(self.letters)

    def find(self, text: str, hits: list[tuple[int, int]], here: Any, page: Any) -> Iterator[Match]:
        if len(text) >= _LONG and len(hits) >= _SHARE * len(text):
            return
        start = end = -1
        for at, _ in hits:
            if start >= 0 and at - end <= _GAP and all("一" <= char <= "鿿" for char in text[end:at]):
                end = at + 1
                continue
            if start >= 0:
                yield from self._match(text, start, end)
            start, end = at, at + 1
        if start >= 0:
            yield from self._match(text, start, end)

    def _match(self, text: str, start: int, end: int) -> Iterator[Match]:
        if self._unless is not None:
            low = max(0, start - self.around)
            if self._unless.search(text[low : end + self.around]):
                return
        right = text[start:end].translate(self._exchange)
        yield Match(start, end, {"expected": right}, right)
