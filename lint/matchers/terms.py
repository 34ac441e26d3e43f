"""``terms``: a table of wrong and right wordings, each with the contexts that excuse or require it."""

from __future__ import annotations

import os

from ..core.matcher import Match, Matcher

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, ClassVar

    from ..core.matcher import Guard

COLUMNS = ("wrong", "right", "after", "before", "excuse", "near", "words")
# Guards look this far to either side of a suspect.
_REACH = 12
# Strings of up to this length are checked for words that run across their edges.
_SHORT = 3


class Terms(Matcher):
    """Finds the wrong wordings of ``table``, a TSV file beside the rule, or of ``rows``.

    Columns: ``wrong``; ``right`` (empty where only a person can say); ``after``
    and ``before``, patterns that must match right before and right after it;
    ``excuse``, strings one of which overlapping it makes it right (``自己经营``
    for 己经); ``near``, strings one of which must stand within twelve
    characters; ``words``: ``yes`` or ``no``, whether words that run across its
    edges excuse it, by default for up to three characters. Lists are separated
    by ``|``. Empty lines and lines that start with ``#`` are left out.

    ``rows`` holds such lines without a heading, in the order above. A table is
    kept as one string until a document first calls for it.
    """

    declares: ClassVar[tuple[str, ...]] = ("wrong", "right", "found")

    table: str = ""
    rows: str = ""

    @classmethod
    def load(cls, options: dict[str, Any], folder: str) -> dict[str, Any]:
        lines = [_packed(cells, "rows", number) for number, cells in _lines(options.get("rows", ""), 1)]
        if options.get("table"):
            lines += read_table(os.path.join(folder, options["table"]))
        seen: set[str] = set()
        for line in lines:
            wrong = line[: line.index("\t")]
            if wrong in seen:
                raise ValueError(f"“{wrong}”列了两次")
            seen.add(wrong)
        return {**options, "rows": "\n".join(lines)}

    def prepare(self) -> None:
        self._rows = [line for line in self.rows.split("\n") if line]
        self._guards: dict[int, _Guard] = {}

    def gate(self) -> Sequence[str]:
        return [row.partition("\t")[0] for row in self._rows]

    def guards(self) -> Sequence[Guard | None]:
        found = [_guard(*(*row.split("\t"), "", "", "", "", "")[:6]) for row in self._rows]
        return [(pattern, 0, 0) if pattern else None for pattern in found]

    def find(self, text: str, hits: list[tuple[int, int]], here: Any, page: Any) -> Iterator[Match]:
        if len(hits) > 1:
            # Of those that start at one place the longest comes first.
            hits = sorted(hits, key=lambda hit: (hit[0], -self._rows[hit[1]].index("\t")))
        last = 0
        for start, index in hits:
            wrong, right = self._rows[index].split("\t", 2)[:2]
            end = start + len(wrong)
            if start < last or not self._holds(text, start, end, index, page.vocabulary):
                continue
            last = end
            values: dict[str, object] = {"wrong": wrong, "right": right, "found": wrong}
            yield Match(start, end, values, right or None)

    def _holds(self, text: str, start: int, end: int, index: int, vocabulary: frozenset[str]) -> bool:
        guard = self._guards.get(index)
        if guard is None:
            guard = self._guards[index] = _Guard(self._rows[index].split("\t"))
        if not guard.admits(text, start, end):
            return False
        if not (vocabulary or guard.words):
            return True
        from ..text.words import cuts_word, protected

        if vocabulary and protected(text, start, end, vocabulary):
            return False
        return not (guard.words and cuts_word(text, start, end))


class _Guard:
    """The contexts of one row, compiled when its wrong wording first turns up."""

    __slots__ = ("after", "before", "excuse", "near", "words")

    def __init__(self, row: list[str]) -> None:
        from ..text.patterns import compile_pattern

        after, before, excuse, near, words = (*row[2:], "", "", "", "", "")[:5]
        self.after = compile_pattern(f"(?:{after})$") if after else None
        self.before = compile_pattern(before) if before else None
        self.excuse = excuse.split("|") if excuse else []
        self.near = near.split("|") if near else []
        self.words = words == "yes" or (not words and len(row[0]) <= _SHORT)

    def admits(self, text: str, start: int, end: int) -> bool:
        """Whether the wrong wording at ``[start, end)`` stands where it is wrong."""
        low = max(0, start - _REACH)
        if self.after is not None and not self.after.search(text[low:start]):
            return False
        if self.before is not None and not self.before.match(text, end):
            return False
        around = text[low : end + _REACH]
        if self.near and not any(word in around for word in self.near):
            return False
        if not self.excuse:
            return True
        from ..text.words import overlaps

        return not any(overlaps(word, around, start - low, end - low) for word in self.excuse)


def _guard(wrong: str, _right: str, after: str, before: str, excuse: str, near: str) -> str:
    """What must match where a wrong wording is wrong, as ``_Guard`` has it; "" where anything may."""
    from ..text.patterns import escape

    parts = []
    excused = [pattern for word in excuse.split("|") if 0 < len(word) <= _REACH for pattern in _over(word, wrong)]
    if excused:
        parts.append(f"(?!{'|'.join(excused)})")
    # What looks around itself could see more here than the few characters before a suspect.
    if after and "^" not in after and "(?" not in after.replace("(?:", ""):
        parts.append(f"(?<={after})")
    if near:
        words = f"(?:{'|'.join(map(escape, near.split('|')))})"
        parts.append(f"(?:(?=[\\s\\S]{{0,{len(wrong) + _REACH - 1}}}{words})|(?<=(?={words})[\\s\\S]{{1,{_REACH}}}))")
    if before:
        parts.append(f"{escape(wrong)}(?:{before})")
    return "".join(parts)


def _over(word: str, wrong: str) -> Iterator[str]:
    """What matches at a wrong wording over which a word stands, for each way in which it can."""
    from ..text.patterns import escape

    for at in range(1 - len(word), len(wrong)):
        low, high = max(0, at), min(len(wrong), at + len(word))
        if wrong[low:high] == word[low - at : high - at]:
            before, behind = word[: max(0, -at)], word[len(wrong) - at :]
            yield (f"(?<={escape(before)})" if before else "") + escape(wrong + behind)


def read_table(path: str) -> list[str]:
    """The rows of a table file, cells in the order of ``COLUMNS``, separated by tabs.

    Raises OSError where it cannot be read, ValueError naming file and line
    where a line is wrong.
    """
    name = os.path.basename(path)
    with open(path, encoding="utf-8") as file:
        head, _, body = file.read().partition("\n")
    header = head.strip().split("\t")
    if header[0] != "wrong" or any(column not in COLUMNS for column in header):
        raise ValueError(f"{name}:1: 表头应为 {'、'.join(COLUMNS)} 中的列，wrong 在前")
    packed = []
    for number, cells in _lines(body, 2):
        if len(cells) > len(header):
            raise ValueError(f"{name}:{number}: 列数多于表头")
        named = dict(zip(header, cells, strict=False))
        packed.append(_packed([named.get(column, "") for column in COLUMNS], name, number))
    return packed


def _lines(text: str, first: int) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(text.split("\n"), first):
        if line.strip() and not line.startswith("#"):
            yield number, [cell.strip() for cell in line.split("\t")]


def _packed(cells: list[str], name: str, number: int) -> str:
    """A row as one string, trailing empty cells left out. ValueError where it cannot be used."""
    while len(cells) > 2 and not cells[-1]:
        cells = cells[:-1]
    fault = _fault(cells)
    if fault:
        raise ValueError(f"{name}:{number}: {fault}")
    return "\t".join(cells)


def _fault(row: list[str]) -> str:
    """What is wrong with a row, empty where nothing is."""
    if not 2 <= len(row) <= len(COLUMNS) or not row[0]:
        return "每行至少有 wrong 和 right 两列"
    wrong, right, _, _, excuse, _, words = (*row, "", "", "", "", "")[:7]
    if wrong == right:
        return f"“{wrong}”的 wrong 与 right 相同"
    if words not in ("", "yes", "no"):
        return f"“{wrong}”的 words 应为 yes 或 no"
    if wrong in right and not any(word and word in right for word in excuse.split("|")):
        return f"“{wrong}”改成“{right}”后还会再报；请在 excuse 中写上它"
    try:
        _Guard(row)
    except ValueError as error:
        return f"“{wrong}”：{error}"
    return ""
