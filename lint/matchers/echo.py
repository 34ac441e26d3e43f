"""``echo``: a heading that says again what the heading above it says."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.patterns import Lazy
from ..text.similarity import bare, likeness

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, ClassVar

    from ..text.heading import Heading


_OF_STATUTES = ("part", "chapter", "section", "article")
_CLAUSE = Lazy("[，,；;：:]")


class Echo(Matcher):
    """Finds headings whose title stands in the title of the heading that they belong to.

    The title, at least ``length`` characters without marks, equals the upper
    one or one or more whole clauses of it, or is alike to at least ``alike``.
    Chapters and articles of statutes are left alone, and so are titles below a
    heading that goes on in the same line.
    """

    reach = "document"
    declares: ClassVar[tuple[str, ...]] = ("title",)

    length: int = 6
    alike: float = 0.92

    def survey(self, page: Any) -> Iterator[Match]:
        # Level and title of what stands above; no title where text follows it, for then nothing echoes it.
        above: list[tuple[int, str, Heading]] = []
        for heading in page.headings:
            if heading.style in _OF_STATUTES:
                above = []
                continue
            level = heading.level
            while above and above[-1][0] >= level:
                above.pop()
            start, end = heading.title_start, heading.title_end
            title = ""
            if not heading.run_in or (above and above[-1][1] and end - start >= self.length):
                title = heading.paragraph.text[start:end].rstrip()
                if above and self._echoes(title, above[-1][1]):
                    _, over, upper = above[-1]
                    first = upper.paragraph.at(upper.title_start, upper.title_end)
                    shown = over if len(over) <= 40 else f"{over[:39]}…"
                    low, high = heading.paragraph.at(start, end)
                    yield Match(low, high, {"title": shown}, related=[(*first, "上级标题")])
            above.append((level, "" if heading.run_in else title, heading))

    def _echoes(self, title: str, upper: str) -> bool:
        if not self.length <= len(title) <= 60 or not 0 < len(upper) <= 80 or self._differs(title, upper):
            return False
        own = bare(title)
        if len(own) < self.length:
            return False
        parts = [bare(part) for part in _CLAUSE.split(upper)]
        if any(
            own == "".join(parts[low:high])
            for low in range(len(parts))
            for high in range(low + 1, len(parts) + 1)
        ):
            return True
        return likeness(own, "".join(parts), self.alike) >= self.alike

    def _differs(self, title: str, upper: str) -> bool:
        """Whether so many different hanzi of a title are lacking in the upper one that it cannot be alike.

        Each takes a pair of neighbours with it at least; so many pairs may differ where
        the upper title is as short as it can be.
        """
        most = len(title) * (1 - self.alike) / (1 - self.alike / 2)
        lacking = ""
        for char in title:
            if char not in upper and "一" <= char <= "鿿" and char not in lacking:
                lacking += char
                if len(lacking) > most:
                    return True
        return False
