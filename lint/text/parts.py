"""What must match around the words of a total for the parts of a whole to be told there: guards, see ``core/matcher``.

They are what ``matchers/sum`` asks of clauses and quantities, no more: a quantity is less exactly told here than by ``quantities``.
"""

from __future__ import annotations

from .patterns import escape
from .quantities import UNITS

TYPE_CHECKING = False
if TYPE_CHECKING:
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
