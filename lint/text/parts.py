"""Parts and their whole at first sight, so that ``matchers/sum`` reads only what may be wrong.

Guards (see ``core/matcher``) say what must match around the words of a total: what ``matchers/sum`` asks of clauses and
quantities, with these less exactly told than by ``quantities``.
"""

from __future__ import annotations

from .patterns import Lazy, escape
from .quantities import UNITS

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

    from ..core.matcher import Guard

# What ends a sentence, a clause in it, and the clause that a whole stands in.
_ENDS, _MARKS, _STOPS = "。；;！？", "，、,：:", "，,：:"
_CLAUSE, _WIDE, _PIECE = f"[^{_MARKS}{_ENDS}]", f"[^{_STOPS}{_ENDS}]", f"[^、，,{_ENDS}]"
# The last numeral of a number but one or two, and what may stand between it and the unit.
_FIGURES = "[0-9０-９一二三四五六七八九十百千两零〇][0-9０-９一二三四五六七八九十百千两零〇万亿点余多几来.,． ]{0,8}"
# A unit begins or ends with one of these, and has so many characters before its last one at most.
_FIRST, _LAST = ("".join(sorted({unit[end] for unit in UNITS})) for end in (0, -1))
_LONGEST = max(map(len, UNITS)) - 1
_QUANTITY = f"(?:{_FIGURES}[{_FIRST}]|半)"
# So far back is looked; where a clause goes on beyond, nothing can be said.
_BACK = 30


def rest(word: str) -> Guard:
    """Around a word for what is left: a part in its clause, behind another figure, in a clause of three at least."""
    word = escape(word)
    near, far, marks = f"{_CLAUSE}{{0,{_BACK}}}", f"{_CLAUSE}{{{_BACK + 1}}}", f"[{_MARKS}]{{1,3}}"
    before, behind = f"(?<={_QUANTITY}{near})", f"(?={word}{_CLAUSE}*?{_QUANTITY})"
    earlier = f"(?:(?<={_QUANTITY}{near}{marks}{near})|(?<={far}{marks}{near})|(?<=[{_MARKS}]{{4}}{near}))"
    # 38项任务还有27项，: the whole and its part in one clause, and a second part in the next.
    both = f"(?:{before}{behind}|(?<={_QUANTITY}{near}{_QUANTITY}{near})|(?={word}{_CLAUSE}*?{_QUANTITY}{_CLAUSE}*?{_QUANTITY}))"
    following = f"(?={word}{_CLAUSE}*[{_MARKS}]+{_CLAUSE}*?{_QUANTITY})"
    return f"(?:(?<={far})|(?:{before}|{behind}){earlier}|{following}{both})", 0, 0


def included(word: str) -> Guard:
    """Around 其中: a unit before it in whose quantities the first two parts behind it end."""
    part = rf"{_PIECE}*?{_FIGURES}{_PIECE}{{0,{_LONGEST}}}?\1"
    return _whole(word, rf"{part}\s*[、，,]{part}")


def largest(word: str) -> Guard:
    """Around 其中: a unit before it that one of the quantities behind it has."""
    return _whole(word, rf"{_WIDE}*?{_FIGURES}{_WIDE}{{0,{_LONGEST}}}?\1")


def _whole(word: str, parts: str) -> Guard:
    """The end of a whole's unit, a word right behind that clause or in it, and what follows both."""
    # The mark before the word belongs to the clause, and so does one right behind it.
    word = f".?{escape(word)}"
    return f"(?:([{_LAST}]){_WIDE}{{0,{_BACK}}}{word}.?{parts}|{_WIDE}{{{_BACK + 1}}}{word})", 0, _BACK + 3


def behind(text: str, marks: str, low: int, high: int) -> int:
    """Where what stands behind the last of some marks in ``text[low:high]`` begins, ``low`` where there is none."""
    for mark in marks:
        low = max(low, text.rfind(mark, low, high) + 1)
    return low


# Behind such a character a figure is not all of a quantity, or may be none, or is one of a range.
_JOINED = "一二三四五六七八九十百千两零〇半万亿点余多几来数某第之至到足于过少低高约概近接下逾超"
_OTHER = "[^0-9０-９一二三四五六七八九十百千两零〇半，,：:。；;！？*＊×xX]*"
_PLAIN = (
    f"(?<=[一-鿿])(?<![{_JOINED}])(?P<value>[0-9]+(?:[.][0-9]+)?)(?P<scale>[万亿]?)"
    f"(?P<unit>{'|'.join(sorted(map(escape, UNITS), key=len, reverse=True))})"
)
_LAST_WHOLE = Lazy(f"{_PLAIN}{_OTHER}[，,：:]?$")
_FIRST_PART = Lazy(f"[，,：:]?{_OTHER}{_PLAIN}(?=[、，,。；;）)]|$)")
_SCALES = {"": 1.0, "万": 1e4, "亿": 1e8}


def fits_plainly(text: str, start: int, end: int) -> bool:
    """Whether the first part behind the word ``text[start:end]`` is a plain count and no larger than the last one before it, its whole."""
    part = _FIRST_PART.match(text, end)
    if part is None or part["unit"] == "年":
        return False
    whole = _LAST_WHOLE.search(text, max(0, start - _BACK - 10), start)
    return whole is not None and whole["unit"] == part["unit"] and _value(part) <= _value(whole)


def _value(count: re.Match[str]) -> float:
    return float(count["value"]) * _SCALES[count["scale"]]
