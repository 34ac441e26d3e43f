"""``echo``: a heading that says again what the heading above it says."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.patterns import Lazy
from ..text.similarity import bare, likeness

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, ClassVar

    from ..text.headings import Heading


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
        above: list[Heading] = []
        for heading in page.headings:
            if heading.style in _OF_STATUTES:
                above = []
                continue
            while above and above[-1].level >= heading.level:
                above.pop()
            if above and self._echoes(heading, above[-1]):
                upper = above[-1]
                start, end = heading.paragraph.at(heading.title_start, heading.title_end)
                first = upper.paragraph.at(upper.title_start, upper.title_end)
                title = upper.title if len(upper.title) <= 40 else f"{upper.title[:39]}…"
                yield Match(start, end, {"title": title}, related=[(*first, "上级标题")])
            above.append(heading)

    def _echoes(self, heading: Heading, upper: Heading) -> bool:
        if upper.run_in:
            return False
        title = heading.title
        if not self.length <= len(title) <= 60 or len(upper.title) > 80:
            return False
        if self._differs(title, upper.title):
            return False
        own = bare(title)
        if len(own) < self.length:
            return False
        parts = [bare(part) for part in _CLAUSE.split(upper.title)]
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
