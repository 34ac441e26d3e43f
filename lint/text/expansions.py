"""Where the members of a fixed group can be written out: guards of its name and of its members, see ``core/matcher``.

They follow from what ``series`` reads: the members stand in one stretch of text, joined, and all but one of them are there where
the name is not.
"""

from __future__ import annotations

from .patterns import escape
from .series import BREAKS, LEAD, VERB, Clauses, Series

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_JOINT = "(?:[、，,；;/和及与并]|以及)"
# What lists are written with, beside hanzi and what members hold.
_LISTED = "一-鿿、，,；;/“”‘’ \u3000\n0-9①-⑨.．"
# So far back the members before a name are looked for, and before a member.
_BEFORE, _BACK = 90, 90
# No pattern looks back further.
_FAR = 250


def named(reader: Series | Clauses, names: Sequence[str]) -> str:
    """What matches where a name stands that its members follow or come before."""
    name = f"(?:{_either(names)})"
    behind = f"{name}{LEAD.key[0]}"
    if isinstance(reader, Clauses):
        return behind
    rest = f"[^{escape(BREAKS)}]"
    joined = f"(?:[”’]?[ \u3000]{{0,2}}{_JOINT}|[”’]?[ \u3000]{{3}})"
    return f"(?:{behind}|(?<={_known(reader)}{joined}{rest}{{1,{_BEFORE}}}){name})"


def listed(reader: Series | Clauses, whole: bool) -> str:
    """What matches where a member stands in a list of all members or all but one.

    ``whole``: each of them is called for wherever it stands, so that those behind the first are enough.
    """
    known = _known(reader)
    longest = max(map(len, reader.forms))
    if isinstance(reader, Clauses):
        return f"[^。！？\n]{{0,12}}{known}(?:[^。！？\n]{{0,{12 + longest}}}{known}){{{reader.size - 1}}}"
    stretch = f"[{_LISTED}{escape(''.join(sorted(set(''.join(reader.forms)))))}]"
    others = max(2, reader.size - 1) - 1
    joint = f"[”’\n]?(?:坚定|增强|坚持)*[ \u3000]*{_JOINT}"
    if whole:
        return f"{known}{joint}(?:{stretch}*?{known}){{{others}}}"
    # One of few characters may begin another item.
    item = f"(?:{VERB}{known}|{known}[一-鿿]{{1,{longest + 8}}})"
    # Half of the others stand behind it, or before it.
    others = (others + 1) // 2
    gap = min(_BACK, _FAR // others - longest)
    joined = "(?:(?<=[、，,和与及])|(?<=[、，,和与及][“‘ ])|(?<=[、，,和与及][“‘ ]{2})|(?<=(?:坚定|增强|坚持))|(?<=(?:坚定|增强|坚持)[“‘ ]{1,2}))"
    before = f"{joined}(?:(?<=(?:{known}{stretch}{{1,{gap}}}){{{others}}})|(?<={stretch}{{{gap + 1}}}))"
    return f"(?:{item}{joint}(?:{stretch}*?{known}){{{others}}}|{before})"


def _known(reader: Series | Clauses) -> str:
    """Any of the members; most places are told by the first character not to be one."""
    first = "".join(sorted({form[0] for form in reader.forms}))
    return f"(?:(?=[{escape(first)}])(?:{_either(reader.forms)}))"


def _either(strings: Sequence[str]) -> str:
    return "|".join(map(escape, sorted(strings, key=len, reverse=True)))
