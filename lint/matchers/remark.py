"""``remark``: what stands in a pair of brackets, judged as a whole."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.patterns import compile_pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

_PAIRS = {"（": "）)", "(": "）)", "【": "】", "[": "]］", "［": "]］", "〔": "〕"}


class Remark(Matcher):
    """Finds pairs of brackets whose content one of ``forms`` matches; the span is the pair.

    The content has 1 to ``length`` characters and no bracket of the same sort in
    it; spaces at its edges are left out. ``{name}`` in a form stands for the
    pattern of that name in ``parts``. ``unless`` excuses a content in which it
    is found.
    """

    forms: list[str]
    parts: dict[str, str] = {}
    unless: str = ""
    length: int = 40

    def prepare(self) -> None:
        self._forms = [compile_pattern(self._whole(form)) for form in self.forms]
        self._unless = compile_pattern(self._whole(self.unless)) if self.unless else None

    def gate(self) -> Sequence[str] | None:
        return tuple(_PAIRS)

    def find(self, text: str, hits: list[tuple[int, int]], here: Any, page: Any) -> Iterator[Match]:
        for start, _ in hits:
            end = self._closed(text, start)
            if end < 0:
                continue
            content = text[start + 1 : end].strip()
            if not any(form.search(content) for form in self._forms):
                continue
            if self._unless is None or self._unless.search(content) is None:
                yield Match(start, end + 1)

    def _whole(self, form: str) -> str:
        """A form with its parts filled in; a part may be made of earlier ones."""
        # Last ones first: a part may be made of those above it.
        for name, part in reversed(self.parts.items()):
            form = form.replace(f"{{{name}}}", f"(?:{part})")
        return form

    def _closed(self, text: str, start: int) -> int:
        """Where the pair that opens at ``start`` ends, or -1."""
        opener = text[start]
        closers = _PAIRS[opener]
        for at in range(start + 1, min(len(text), start + self.length + 2)):
            mark = text[at]
            if mark in closers:
                return at if at > start + 1 else -1
            if mark == opener:
                return -1
        return -1
