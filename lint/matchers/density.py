"""``density``: words that are harmless one by one and too many together."""

from __future__ import annotations

from ..core.matcher import Match, Matcher

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

_SHOWN = 20


class Density(Matcher):
    """Reports a document once where ``terms`` stand more than ``most`` times in 1,000 characters.

    The span is the first of them, the next ones are related. Documents shorter
    than ``least`` characters, blanks left out, are passed over. ``{count}`` is
    how many there are, ``{rate}`` how many in 1,000 characters.
    """

    declares = ("count", "rate")

    terms: list[str]
    most: float
    least: int = 1000

    def gate(self) -> Sequence[str]:
        return self.terms

    def find(self, text: str, hits: list[tuple[int, int]], here: Any, page: Any) -> Iterator[Match]:
        shelf = f"density {id(self)}"
        if shelf in page.shelf:
            return
        page.shelf[shelf] = True
        places = sorted((at, at + len(term)) for term in self.terms for at in _places(page.text, term))
        length = sum(map(len, page.text.split()))
        rate = len(places) * 1000 / max(1, length)
        if length < self.least or rate <= self.most:
            return
        start, index = min(hits)
        related = [(*place, f"第{order}处") for order, place in enumerate(places[1:_SHOWN], 2)]
        values: dict[str, object] = {"count": len(places), "rate": f"{rate:.1f}"}
        yield Match(start, start + len(self.terms[index]), values, related=related)


def _places(text: str, term: str) -> Iterator[int]:
    at = text.find(term)
    while at >= 0:
        yield at
        at = text.find(term, at + len(term))
