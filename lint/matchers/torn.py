"""``torn``: names with a blank or a line end inside."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.flat import characters_of
from ..text.glances import glance_of
from ..text.patterns import compile_pattern, escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, ClassVar

    from ..text.glances import Glance

_GAP = "(?:[ \u00a0\u3000\t]*(?:\r\n|\n|\r)[ \u00a0\u3000\t]*|[ \u00a0\u3000\t]+)"


class Torn(Matcher):
    """Finds ``words`` with blanks or line ends between their characters.

    A name at the end of a line that is set with blanks between its characters,
    as under a document, and a name of two characters in a column of names are
    whole: with ``followed``, a pattern, what comes behind the name decides.
    """

    declares: ClassVar[tuple[str, ...]] = ("name",)
    reach = "document"

    words: list[str]
    followed: str = ""

    def prepare(self) -> None:
        alternatives = []
        for name in self.words:
            cuts = []
            for cut in range(1, len(name)):
                rest = f"{_GAP}?".join(map(escape, name[cut:]))
                cuts.append(escape(name[:cut]) + _GAP + rest)
            alternatives.append(f"(?:{'|'.join(cuts)})")
        after = f"(?={self.followed})" if self.followed else ""
        self._within = frozenset("".join([name[:-1] for name in self.words]))
        # One search a name: each begins with a literal, and is fast where it never stands.
        self._patterns = [compile_pattern(source + after) for source in alternatives]

    def survey(self, page: Any) -> Iterator[Match]:
        glance = glance_of(page)
        text = page.text
        if glance is not None and not self._parted(text, glance):
            return
        held = characters_of(page)
        for name, pattern in zip(self.words, self._patterns, strict=True):
            if any(char not in held for char in name):
                continue
            for found in pattern.finditer(text):
                yield Match(found.start(), found.end(), {"name": name}, name)

    def _parted(self, text: str, glance: Glance) -> bool:
        """Whether a blank or the end of a line stands behind a character that goes on in a name; in most documents none does."""
        within = self._within
        for at in glance.gaps:
            if text[at - 1] in within:
                return True
        return not within.isdisjoint(glance.finals)
