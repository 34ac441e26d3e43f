"""``signature``: the date under an official document (GB/T 9704-2012, 7.3.5.4)."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.letter import is_body, letter_of
from ..text.numerals import hanzi_value
from ..text.patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, ClassVar

_BODY = "(?P<body>[ \u3000]*[一-鿿（）() \u3000]{3,40}?[ \u3000\t]+)?"
_ZERO = "〇○零OＯ0０Ｏo"
_DIGITS = str.maketrans({**dict.fromkeys(_ZERO, "0"), **dict(zip("一二三四五六七八九", "123456789", strict=True))})
_HANZI = Lazy(
    f"{_BODY}[ \u3000]*(?P<at>(?P<year>[一二][{_ZERO}一二三四五六七八九]{{3}})[ ]?年[ ]?"
    "(?P<month>[一二三四五六七八九十]{1,2})[ ]?月[ ]?(?P<day>[一二三四五六七八九十]{1,3})[ ]?日)[ \u3000]*$"
)
_ARABIC = Lazy(
    f"{_BODY}[ \u3000]*(?P<at>(?:(?P<year>(?:[0-9]{{2}})?[0-9]{{2}})[ ]?(?P<mark>[年./-])[ ]?)?"
    "(?P<month>[0-9]{1,2})[ ]?[月./-][ ]?(?P<day>[0-9]{1,2})[ ]?(?P<end>日?))[ \u3000]*$"
)
_MONTH = Lazy(f"{_BODY}[ \u3000]*(?P<at>(?P<year>[0-9]{{4}})年(?P<month>[0-9]{{1,2}})月)[ \u3000]*$")
# What such a line ends in.
_FINAL = frozenset("日月0123456789")
# The standard came into force on 1 July 2012.
_FORCE = (2012, 7)
_COURT = ("判决书", "裁定书", "决定书", "调解书", "起诉书", "命令", "决议")


class Signature(Matcher):
    """Finds a date in the last lines that is not written ``2023年5月3日``.

    Only in documents to which the standard applies: those with a document
    number of 2012 or later, and those whose date of July 2012 or later stands
    right under the name of a body.
    """

    declares: ClassVar[tuple[str, ...]] = ("expected", "fault")
    reach = "document"

    def survey(self, page: Any) -> Iterator[Match]:
        letter = letter_of(page)
        before = ""
        if letter.genre in _COURT or any(name in page.facts.title for name in _COURT):
            return
        for text, start, _ in letter.last:
            if len(text) <= 60 and text.rstrip(" \u3000\n")[-1:] in _FINAL:
                found = self._date(text)
                if found is not None:
                    match, fault, (year, month, day) = found
                    body = bool(match["body"] and is_body(match["body"])) or is_body(before)
                    known = year or letter.number_year or page.facts.year
                    applies = letter.number_year >= _FORCE[0] or body
                    if applies and (known, month or 12) >= _FORCE:
                        expected = f"{known}年{month}月{day}日" if year and day else ""
                        values: dict[str, object] = {"expected": expected, "fault": fault}
                        low, high = match.span("at")
                        yield Match(start + low, start + high, values, expected or None)
            before = text

    def _date(self, text: str) -> tuple[Any, str, tuple[int, int, int]] | None:
        """The match, what is wrong with it, and year (0 where it is missing), month and day."""
        found = _HANZI.match(text)
        if found is not None:
            year = int(found["year"].translate(_DIGITS))
            date = (year, hanzi_value(found["month"]) or 0, hanzi_value(found["day"]) or 0)
            return found, "成文日期应用阿拉伯数字", date
        found = _ARABIC.match(text)
        if found is not None:
            year = int(found["year"] or 0)
            month, day = int(found["month"]), int(found["day"])
            if not (1 <= month <= 12 and 1 <= day <= 31):
                return None
            if found["year"] is None:
                whole = "月" in found["at"] and found["end"]
                return (found, "成文日期缺年份", (0, month, day)) if whole else None
            date = (year if year > 99 else 2000 + year, month, day)
            if found["mark"] != "年":
                if year <= 99:
                    return None
                return found, "成文日期应写出年、月、日", date
            if "月" not in found["at"] or not found["end"]:
                return found, "成文日期应写出年、月、日", date
            if year <= 99:
                return found, "年份应写全四位", date
            if found["month"][0] == "0" or found["day"][0] == "0":
                return found, "月、日不编虚位（1不写作01）", date
            return None
        found = _MONTH.match(text)
        if found is not None and 1 <= int(found["month"]) <= 12:
            return found, "成文日期缺日", (int(found["year"]), int(found["month"]), 0)
        return None
