"""``markup``: tags, entities and marks of a markup language left in plain text."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.patterns import Search

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from ..core.matcher import Guard


class Markup(Matcher):
    """Finds ``regex``; the fix leaves the group ``inner`` where there is one, and nothing else.

    Entities (the group ``entity``) are exchanged for the characters they stand
    for, however often they were escaped. The group ``bold`` counts only where
    the document does not mask with its asterisks. The group ``at``, where it matches, is
    the span. ``needs`` lists strings one of which stands wherever the pattern
    matches.
    """

    declares = ("sort",)

    regex: str
    needs: list[str]

    def prepare(self) -> None:
        self._search = Search(self.regex, self.needs)

    def gate(self) -> Sequence[str]:
        return self.needs

    def guards(self) -> Sequence[Guard | None] | None:
        from ..text.guards import around

        # Of those given and those that the pattern tells the search may have taken the latter.
        return around(self._search) if self._search.needs == self.needs else None

    def find(self, text: str, hits: list[tuple[int, int]], here: Any, page: Any) -> Iterator[Match]:
        for found in self._search.finditer(text, [start for start, _ in hits]):
            groups = found.groupdict()
            start, end = found.span("at") if groups.get("at") else found.span()
            if groups.get("entity"):
                yield Match(start, end, {"sort": "HTML 转义符"}, _plain(found["entity"]))
                continue
            if groups.get("bold") and not _leftover(page, here, start):
                continue
            sort = "HTML 标签" if text[start] == "<" else "排版标记"
            yield Match(start, end, {"sort": sort}, groups.get("inner") or "")


def _leftover(page: Any, here: Any, start: int) -> bool:
    """Whether the ``**`` at ``start`` is a mark of bold type and no mask."""
    from ..text.masking import markup_in

    return here.at(start, start + 2)[0] in markup_in(page)


def _plain(entity: str) -> str:
    """The character that an entity stands for; ``&amp;amp;`` is unescaped as often as it was escaped."""
    from html import unescape

    text = unescape(entity)
    for _ in range(4):
        further = unescape(text)
        if further == text:
            break
        text = further
    return text
