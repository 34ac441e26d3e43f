"""``value``: indicators that lost their number, or whose mask took the unit with it."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.masking import masks_in
from ..text.masks import SIGNS
from ..text.patterns import compile_pattern, required

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, ClassVar


class Value(Matcher):
    """Finds units without their number, and masks whose unit is gone.

    ``regex`` matches an indicator up to its unit; the span is its last group.
    ``{missing}`` says in Chinese what has to be filled in.
    """

    declares: ClassVar[tuple[str, ...]] = ("found", "missing")

    regex: str

    def prepare(self) -> None:
        self._regex = compile_pattern(self.regex)
        self._needed = required(self.regex)
        if self._needed is None or not self._regex.groups:
            raise ValueError("value 的 regex 需要固定的字词和一个组")

    def gate(self) -> Sequence[str]:
        return [*(self._needed or ()), *SIGNS]

    def find(
        self, text: str, hits: list[tuple[int, int]], here: Any, page: Any
    ) -> Iterator[Match]:
        first = len(self._needed or ())
        if any(index >= first for _, index in hits):
            for mask in masks_in(page, here):
                if mask.kind == "unit":
                    yield self._match(text, mask.start, mask.end, mask.missing)
        if any(index < first for _, index in hits):
            for found in self._regex.finditer(text):
                start, end = found.span(found.lastindex or 0)
                yield self._match(text, start, end, "数字")

    def _match(self, text: str, start: int, end: int, missing: str) -> Match:
        return Match(start, end, {"found": text[start:end], "missing": missing})
