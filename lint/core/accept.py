"""Accepted findings, as configuration files list them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .globs import Glob


class Accept:
    """A finding that someone looked at and accepted.

    ``rule`` is a rule id or category; ``text`` the excerpt, or a longer run of
    text around it; ``path`` limits it to some files; ``expires`` is the last
    day (ISO) on which it applies, or "". ``place`` is ``file:line:column``, and
    ``base`` the folder of that file.
    """

    __slots__ = ("base", "expires", "path", "place", "reason", "rule", "text")

    def __init__(
        self,
        rule: str,
        text: str,
        path: Glob | None = None,
        reason: str = "",
        expires: str = "",
        place: str = "",
        base: str = "",
    ) -> None:
        self.rule = rule
        self.text = text
        self.path = path
        self.reason = reason
        self.expires = expires
        self.place = place
        self.base = base
