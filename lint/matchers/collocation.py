"""``collocation``: a fixed expression with something foreign pasted into the middle of it."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.patterns import Lazy, Search, compile_pattern, escape
from ..text.tables import rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, ClassVar

    from ..core.matcher import Guard

_QUOTE = "[“‘「]?"
# What stands between a head and its tail begins with the one and goes on with the other.
_FIRST, _NEXT = r"[^，、；。！？\r\n]", r"[^。；！？\r\n]"
# The number of a note stands anywhere.
_NOTE = Lazy(r"[”’]?[\[（(【〔][0-9]{1,3}[\]）)】〕]")


class Collocation(Matcher):
    """Finds expressions of a table whose head is followed by its tail only after ``least`` to ``most`` characters.

    ``table`` names a file beside the rule: an expression a line with ``|``
    where it must not be broken (``关进制度的|笼子``), after a tab what may
    stand there all the same (a regular expression); what begins with a comma
    goes on with the sentence and is none. The span is what stands between; an
    opening quotation mark before the tail belongs to the tail. ``formulas`` are
    patterns of what is never said at such a place, the words themselves in the
    group named ``at``.
    """

    declares: ClassVar[tuple[str, ...]] = ("expression",)

    table: list[str] | str
    least: int = 4
    most: int = 40
    formulas: list[str] = []

    @classmethod
    def load(cls, options: dict[str, Any], folder: str) -> dict[str, Any]:
        name = options.get("table")
        if not isinstance(name, str):
            raise ValueError("table 应当是一个 .tsv 文件名")
        table = list(rows(folder, name))
        for number, row in table:
            if row.split("\t")[0].count("|") < 1:
                raise ValueError(f"{name} 第 {number} 行应有“|”标出不可断开的地方")
        return {**options, "table": [row for _, row in table]}

    def prepare(self) -> None:
        self._formulas = [Search(source) for source in self.formulas]
        self._heads: list[str] = []
        self._tails: list[tuple[str, str]] = []
        self._made: dict[int, tuple[Any, Any]] = {}
        for row in self.table if isinstance(self.table, list) else []:
            expression, _, allowed = row.partition("\t")
            parts = expression.split("|")
            for cut in range(1, len(parts)):
                head, tail = "".join(parts[:cut]), "".join(parts[cut:])
                self._heads.append(head)
                self._tails.append((tail, allowed))

    def foresee(self) -> None:
        for index in range(len(self._tails)):
            self._patterns(index)

    def _patterns(self, index: int) -> tuple[Any, Any]:
        """The pattern of what stands between a head and its tail, with the tail; that of what may stand there, or None."""
        made = self._made.get(index)
        if made is None:
            tail, allowed = self._tails[index]
            gap = f"({_FIRST}{_NEXT}{{{self.least - 1},{self.most - 1}}}?)"
            pattern = compile_pattern(f"(?!{_QUOTE}{escape(tail)}){gap}{_QUOTE}{escape(tail)}")
            made = self._made[index] = pattern, compile_pattern(allowed) if allowed else None
        return made

    def gate(self) -> Sequence[str]:
        strings = list(self._heads)
        for formula, source in zip(self._formulas, self.formulas, strict=True):
            if not formula.needs:
                raise ValueError(f"formulas 里的“{source}”没有必定出现的字")
            strings += formula.needs
        return strings

    def guards(self) -> Sequence[Guard | None]:
        from ..text.guards import around

        found: list[Guard | None] = []
        for head, (tail, _) in zip(self._heads, self._tails, strict=True):
            # A quotation mark before the tail is taken for the last character between the two.
            between = f"{_FIRST}{_NEXT}{{{self.least - 1},{self.most}}}"
            found.append((f"{escape(head)}(?!{_QUOTE}{escape(tail)}){between}{escape(tail)}", 0, 0))
        for formula in self._formulas:
            found += around(formula)
        return found

    def find(self, text: str, hits: list[tuple[int, int]], here: Any, page: Any) -> Iterator[Match]:
        first = len(self._heads)
        for formula in self._formulas:
            last = first + len(formula.needs or ())
            own = [(start, index - first) for start, index in hits if first <= index < last]
            first = last
            for found in formula.matches(text, own) if own else ():
                start, end = found.span("at")
                rest = found.group().replace(found.group("at"), "…")
                yield Match(start, end, {"expression": rest}, "")
        for start, index in hits:
            if index >= len(self._heads):
                continue
            tail = self._tails[index][0]
            at = start + len(self._heads[index])
            # The tail is looked for before the pattern is tried.
            low = at + self.least
            if text.find(tail, low, low + self.most + len(tail) + 1) < 0:
                continue
            pattern, allowed = self._patterns(index)
            found = pattern.match(text, at)
            if found is None or (allowed is not None and allowed.match(found.group(1))):
                continue
            if _NOTE.fullmatch(found.group(1)) or self._heads[index][-3:] in found.group(1):
                continue
            low, high = found.span(1)
            yield Match(low, high, {"expression": self._heads[index] + tail}, replacement="")
