"""``rivals``: two spellings of one word in one document."""

from __future__ import annotations

from .terms import Terms as _Terms

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ..core.matcher import Match


class Rivals(_Terms):
    """As ``terms``, where the right wording stands in the document too.

    The first place of the right wording is related.
    """

    def find(self, text: str, hits: list[tuple[int, int]], here: Any, page: Any) -> Iterator[Match]:
        places: dict[str, int] = page.shelf.setdefault(f"rivals {id(self)}", {})
        for match in super().find(text, hits, here, page):
            right = match.replacement
            if not right:
                continue
            if right not in places:
                places[right] = page.text.find(right)
            at = places[right]
            if at >= 0:
                match.related = ((at, at + len(right), f"这里写作“{right}”"),)
                yield match
