"""``initials``: words of which some characters are written as the initials of their pinyin."""

from __future__ import annotations

import os

from ..core.matcher import Match, Matcher
from ..text.patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, ClassVar

# A single letter with one of these behind it is a grade, a share or a part of a building.
_LETTERED = Lazy(r"[级类型股区座栋段轮照楼档班厅站口栏列卷+＋—-]|[证组线](?![据织索])")


class Initials(Matcher):
    """Finds the phrases of ``table`` with at least one character, not all, given as its initial.

    ``table`` names a file beside the rule: ``phrase<TAB>INITIALS`` a line, one
    letter a character. ``word`` is the phrase in full; it is the replacement.
    Phrases of two characters are looked for with capitals only.
    """

    declares: ClassVar[tuple[str, ...]] = ("found", "word")

    table: str
    phrases: list[str] | None = None

    @classmethod
    def load(cls, options: dict[str, Any], folder: str) -> dict[str, Any]:
        path = os.path.join(folder, options["table"])
        phrases = []
        with open(path, encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                line = line.strip()
                if not line or line.startswith("#"):
                    continue
                phrase, _, initials = line.partition("\t")
                if len(phrase) != len(initials) or not initials.isascii() or not initials.isupper():
                    raise ValueError(f"{options['table']} 第 {number} 行：每个字对应一个大写字母")
                phrases.append(line)
        return {**options, "phrases": phrases}

    def prepare(self) -> None:
        self._forms: list[tuple[str, str]] = []
        for line in self.phrases or ():
            phrase, initials = line.split("\t")
            spellings = (initials,) if len(phrase) == 2 else (initials, initials.lower())
            for letters in spellings:
                self._forms += [(form, phrase) for form in _forms(phrase, letters)]

    def gate(self) -> Sequence[str]:
        return [form for form, _ in self._forms]

    def find(
        self, text: str, hits: list[tuple[int, int]], here: Any, page: Any
    ) -> Iterator[Match]:
        last = 0
        # Of the forms that start at one place the longest stands for all.
        for start, index in sorted(hits, key=lambda hit: (hit[0], -len(self._forms[hit[1]][0]))):
            form, phrase = self._forms[index]
            end = start + len(form)
            if start < last or _joined(text, start, end):
                continue
            last = end
            yield Match(start, end, {"found": form, "word": phrase}, phrase)


def _forms(phrase: str, letters: str) -> list[str]:
    """The phrase with every choice of characters, but for none and all, given as letters.

    Forms that have no letter but x are left out: x masks.
    """
    forms = []
    for mask in range(1, 2 ** len(phrase) - 1):
        taken = {at for at in range(len(phrase)) if mask >> at & 1}
        if any(letters[at] not in "xX" for at in taken):
            forms.append("".join(letters[i] if i in taken else c for i, c in enumerate(phrase)))
    return forms


def _joined(text: str, start: int, end: int) -> bool:
    """Whether a letter at the edge belongs to a longer word, or grades what follows."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if text[start].isascii() and before.isascii() and before.isalnum():
        return True
    return text[end - 1].isascii() and (
        (after.isascii() and after.isalnum()) or (end - start == 2 and bool(_LETTERED.match(text, end)))
    )
