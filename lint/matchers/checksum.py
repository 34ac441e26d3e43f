"""``checksum``: numbers that name a person, a telephone or an account, told by their own digits."""

from __future__ import annotations

from bisect import bisect_left

from ..core.matcher import Match, Matcher
from ..text.digits import digits_of, plain, runs
from ..text.identity import (
    has_identity_check,
    has_luhn_check,
    is_card,
    is_identity_form,
    is_mobile,
)
from ..text.patterns import Lazy, compile_pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, ClassVar, Literal

    from ..text.digits import Groups

#: How many characters before a number may hold its label.
_BEFORE = 36
_AFTER = 12
# Beside the groups of a number, its check character and a plus sign are looked for.
_BESIDE = 4
# A longer number, a code or an address that the digits are only part of.
_JOINED_BEFORE = Lazy(
    r"(?:[A-Za-z0-9_=&?%#*＊@]|[0-9][.,-]|[A-Za-z][/-]|(?<![0-9]{7})[0-9]/|://[!-~]{0,30})$"
)
_PREFIX = Lazy("(?:[+＋]|00)86[ -]?$")
_CALLED = Lazy(r"(?i:tel|mobile|phone|no)\.?[:：-]?$")
_JOINED_AFTER = Lazy(r"[A-Za-z0-9_&%*＊@]|[.,][0-9]|[-/][A-Za-z]|/[0-9]{1,9}(?![0-9])")
# The heading of a column: short, and on its own.
_HEADING = Lazy("电话|手机|联系方式|热线|号码?$|账户|身份证|编号|单号")
_LONGEST_HEADING = 14
_MOST_GROUPS = 6


class Checksum(Matcher):
    """Finds numbers of one kind, in one piece or in groups one blank or dash apart.

    ``number`` is ``identity`` (18 characters whose check character fits, GB
    11643-1999; behind a label also those of 15 digits and those that do not
    fit), ``mobile`` or ``card`` (16 to 19 digits whose check digit fits, ISO/IEC
    7812-1). ``label`` is a pattern searched in the characters before the
    number, or in the heading of its column where it stands alone;
    ``labelled`` says whether all numbers need one (``always``), or must have
    none (``never``). ``unless`` is searched there too, ``followed`` is matched
    behind the number, and ``around`` is searched on both sides: each excuses.
    The replacement is the number with its middle masked.
    """

    reach: ClassVar[str] = "document"

    number: Literal["identity", "mobile", "card"]
    label: str = ""
    labelled: Literal["", "always", "never"] = ""
    unless: str = ""
    followed: str = ""
    around: str = ""

    def prepare(self) -> None:
        for source in (self.label, self.unless, self.followed, self.around):
            if source:
                compile_pattern(source)

    def survey(self, page: Any) -> Iterator[Match]:
        for groups in runs(page):
            first = max(0, groups[0][0] - _BESIDE)
            text = plain(page.text[first : groups[-1][1] + _BESIDE])
            moved = [(start - first, end - first) for start, end in groups]
            for at, stop, number, sure in self._numbers(text, moved):
                start, end = first + at, first + stop
                if self._stands(page, start, end, sure):
                    yield Match(start, end, None, self._masked(number))

    def _numbers(self, text: str, groups: Groups) -> Iterator[tuple[int, int, str, bool]]:
        """The numbers of this kind in one run: start, end, digits, and whether they prove themselves."""
        first = 0
        while first < len(groups):
            for last in range(min(len(groups), first + _MOST_GROUPS), first, -1):
                part = groups[first:last]
                found = getattr(self, f"_{self.number}")(text, part)
                if found is not None:
                    yield found
                    first = last - 1
                    break
            first += 1

    def _identity(self, text: str, groups: Groups) -> tuple[int, int, str, bool] | None:
        digits = digits_of(text, groups)
        start, end = groups[0][0], groups[-1][1]
        if len(digits) == 17:
            if text[end : end + 1] in (" ", "-") and text[end + 1 : end + 2] in tuple("XxＸｘ×"):
                end += 1
            if text[end : end + 1] not in tuple("XxＸｘ×"):
                return None
            digits += "X"
            end += 1
        if not is_identity_form(digits) or (len(groups) > 1 and not _even(groups, len(digits))):
            return None
        return start, end, digits, has_identity_check(digits)

    def _mobile(self, text: str, groups: Groups) -> tuple[int, int, str, bool] | None:
        digits = digits_of(text, groups)
        start, end = groups[0][0], groups[-1][1]
        prefix = 0
        if len(digits) == 13 and digits[:2] == "86" and text[start - 1 : start] in ("+", "＋"):
            prefix = 2
        elif len(digits) == 15 and digits[:4] == "0086":
            prefix = 4
        if not is_mobile(digits[prefix:]):
            return None
        sizes = [high - low for low, high in groups]
        if prefix and sizes[0] == prefix:
            start, sizes = groups[1][0], sizes[1:]
        elif prefix:
            start, sizes[0] = start + prefix, sizes[0] - prefix
        if sizes not in ([11], [3, 4, 4], [3, 8], [7, 4], [4, 4, 3], [3, 3, 5], [5, 6]):
            return None
        return start, end, digits[prefix:], True

    def _card(self, text: str, groups: Groups) -> tuple[int, int, str, bool] | None:
        digits = digits_of(text, groups)
        if not is_card(digits):
            return None
        sizes = [high - low for low, high in groups]
        if len(sizes) > 1 and (any(size != 4 for size in sizes[:-1]) or sizes[-1] > 4) and sizes[0] != 6:
            return None
        if is_identity_form(digits) and has_identity_check(digits):
            return None
        return groups[0][0], groups[-1][1], digits, has_luhn_check(digits)

    def _stands(self, page: Any, start: int, end: int, sure: bool) -> bool:
        """Whether nothing around a number speaks against it, and its label for it where it needs one."""
        here = page.paragraph_at(start)
        if here is None or here.kind == "code" or end > here.end:
            return False
        before = _PREFIX.sub("", page.text[max(here.start, start - _BEFORE) : start])
        after = page.text[end : min(here.end, end + _AFTER)]
        if _JOINED_AFTER.match(after):
            return False
        if _JOINED_BEFORE.search(before) and not _CALLED.search(before):
            return False
        if not before.strip(" \u3000\t|（）()"):
            before = _column(page, here) + before
        labelled = bool(self.label) and compile_pattern(self.label).search(before) is not None
        if self.labelled:
            if labelled != (self.labelled == "always") or not sure:
                return False
        elif not (sure or labelled):
            return False
        if self.unless and compile_pattern(self.unless).search(before):
            return False
        if self.followed and compile_pattern(self.followed).match(after):
            return False
        return not (self.around and compile_pattern(self.around).search(before + "\n" + after))

    def _masked(self, number: str) -> str:
        head = {"identity": 6, "mobile": 3, "card": 4}[self.number]
        return number[:head] + "*" * (len(number) - head - 4) + number[-4:]


def _even(groups: Groups, size: int) -> bool:
    """Whether groups are those in which people write identity numbers, region, day and order apart."""
    edges = {6, 14, size - 4, size - 3, size - 1} | ({10} if size == 18 else {8})
    edges |= {10, 12} | set(range(4, size, 4)) if size == 18 else set(range(3, size, 3))
    at = 0
    for low, high in groups[:-1]:
        at += high - low
        if at not in edges:
            return False
    return True


def _column(page: Any, here: Any) -> str:
    """The heading of the column that a paragraph stands in, or the last heading on a line of its own."""
    headings: dict[Any, Any] | None = page.shelf.get("columns")
    if headings is None:
        headings = {}
        page.shelf["columns"] = headings
        for other in page.paragraphs:
            if len(other.text) <= _LONGEST_HEADING and _HEADING.search(other.text.strip()):
                indexes, texts = headings.setdefault(_place(other), ([], []))
                indexes.append(other.index)
                texts.append(other.text.strip())
    indexes, texts = headings.get(_place(here), ([], []))
    at = bisect_left(indexes, here.index)
    return f"{texts[at - 1]}：" if at else ""


def _place(here: Any) -> object:
    """The table and column of a cell; None outside of tables."""
    where = here.location or {}
    return (where.get("table"), where["column"]) if "column" in where else None
