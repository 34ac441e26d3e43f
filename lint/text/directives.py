"""Instructions to the linter in a document's comments: ``reportlint off RULE …``, ``on``, ``next``, ``file``.

Readers give the text of a comment, whatever marks it in their format.
"""

from __future__ import annotations

import re

from ..core.document import Directive
from .patterns import Lazy

_DIRECTIVE = Lazy(r"\s*reportlint[ \t]*[:：]?[ \t]*(off|on|next|file)(?![A-Za-z0-9-])(.*)", re.DOTALL)
_REASON = Lazy(r"(?:^|\s)(?:--|—+)\s*(.*)", re.DOTALL)
_APART = Lazy(r"[\s,，、;；]+")


def directive(comment: str, start: int, end: int) -> Directive | None:
    """The instruction in a comment that stands at ``[start, end)`` of the document; None where it holds none.

    ``reportlint off mask-letter, typo -- 模板留空``: action, then rule ids or
    categories (none: all), then a reason after two hyphens.
    """
    found = _DIRECTIVE.match(comment)
    if found is None:
        return None
    rest = found.group(2)
    reason = ""
    stated = _REASON.search(rest)
    if stated:
        reason = " ".join(stated.group(1).split())
        rest = rest[: stated.start()]
    rules = tuple(name for name in _APART.split(rest) if name)
    return Directive(found.group(1), rules, start, end, reason)
