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
        runs = [
            repeat
            for repeat in repeats_of(page)
            if repeat.unit == "run" and len(bare(repeat.text)) >= self.length
        ]
        if not runs or is_statute(page, self.articles):
            return
        behind = notes_at(page)
        for run in runs:
            here = self._signs(run.text, run.before, run.after, run.first_before, run.first_after)
            there = self._signs(run.text, run.first_before, run.first_after, run.before, run.after)
            signs = max(here, there)
            if not signs or (signs == 1 and (run.span[0] > behind or not self._cuts(run.text))):
                continue
            place, other = (run.span, run.first) if here >= there else (run.first, run.span)
            note = "这段文字也在这里"
            yield Match(place[0], place[1], {"start": run.text[:12]}, related=[(*other, note)])

    def _signs(self, text: str, before: str, after: str, own_before: str, own_after: str) -> int:
        """How many words were torn at the place between ``before`` and ``after``."""
        if self._words is None:
            self._words = frozenset(self.words[at : at + 2] for at in range(0, len(self.words), 2))
        words = self._words
        left, right = before[-1:], after[:1]
        return (
            (own_before[-1:] + text[0] in words and left + text[0] not in words)
            + (text[-1] + own_after[:1] in words and text[-1] + right not in words)
            + (left + right in words and text[0] not in _MARKS and text[-1] not in _MARKS)
        )

    def _cuts(self, text: str) -> bool:
        if self._lawful is not None and self._lawful.search(text):
            return False
        return any(2 <= mark.start() <= len(text) - 3 for mark in _CLAUSE_END.finditer(text))
