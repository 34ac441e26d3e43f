"""``fragment``: words of one sentence pasted into the middle of another."""

from __future__ import annotations

import os

from ..core.matcher import Match, Matcher
from ..text.patterns import Lazy, compile_pattern
from ..text.repeats import repeats_of
from ..text.similarity import bare
from .repeat import is_statute, notes_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, ClassVar

    from ..text.passages import Repeat

_MARKS = "，。；：！？、,;:“”‘’（）()《》"
_CLAUSE_END = Lazy("[，。；！？]")


class Fragment(Matcher):
    """Finds runs of text that stand elsewhere in the document and were torn out of words there.

    A repeated name or formula begins and ends between words at both places. A
    fragment that was cut and pasted anywhere does not: its first or its last
    character makes a word with its neighbour at the one place and none at the
    other, or the characters around the paste make a word without it. Two such
    signs tell, and one where the run goes on over the end of a clause and does
    not match ``lawful``. Without marks and masks it has at least ``length``
    characters. ``words`` names the file of common words beside the rule.
    """

    reach = "document"
    declares: ClassVar[tuple[str, ...]] = ("start",)

    words: str
    lawful: str = ""
    length: int = 13
    articles: int = 5

    @classmethod
    def load(cls, options: dict[str, Any], folder: str) -> dict[str, Any]:
        name = options.get("words")
        if not isinstance(name, str):
            raise ValueError("words 应当是一个文件名")
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            found = [word for line in file if not line.startswith("#") for word in line.split()]
        wrong = [word for word in found if len(word) != 2]
        if wrong:
            raise ValueError(f"{name} 里的“{wrong[0]}”不是两个字")
        return {**options, "words": "".join(found)}

    def prepare(self) -> None:
        self._lawful = compile_pattern(self.lawful) if self.lawful else None
        self._words: frozenset[str] | None = None

    def survey(self, page: Any) -> Iterator[Match]:
        for run in repeats_of(page):
            if run.unit != "run":
                continue
            here, there = self._signs(run)
            signs = max(here, there)
            # Most are torn nowhere; what is to be known of the document is asked for the others.
            if not signs or len(bare(run.text)) < self.length:
                continue
            if is_statute(page, self.articles):
                return
            if signs == 1 and (run.span[0] > notes_at(page) or not self._cuts(run.text)):
                continue
            place, other = (run.span, run.first) if here >= there else (run.first, run.span)
            note = "这段文字也在这里"
            yield Match(place[0], place[1], {"start": run.text[:12]}, related=[(*other, note)])

    def _signs(self, run: Repeat) -> tuple[int, int]:
        """How many words were torn at the later and at the earlier place."""
        words = self._words
        if words is None:
            words = self._words = frozenset(self.words[at : at + 2] for at in range(0, len(self.words), 2))
        start, end = run.text[0], run.text[-1]
        left, right, first_left, first_right = run.before[-1:], run.after[:1], run.first_before[-1:], run.first_after[:1]
        begins, first_begins = left + start in words, first_left + start in words
        ends, first_ends = end + right in words, end + first_right in words
        meets, first_meets = left + right in words, first_left + first_right in words
        if (meets or first_meets) and (start in _MARKS or end in _MARKS):
            meets = first_meets = False
        return (
            (first_begins and not begins) + (first_ends and not ends) + meets,
            (begins and not first_begins) + (ends and not first_ends) + first_meets,
        )

    def _cuts(self, text: str) -> bool:
        if self._lawful is not None and self._lawful.search(text):
            return False
        return any(2 <= mark.start() <= len(text) - 3 for mark in _CLAUSE_END.finditer(text))
