"""Documents reviewed with few rules, whose findings are known."""

from __future__ import annotations

from reportlint.api import Linter, Options, View
from reportlint.review.marking import Plan, Review, reviewed

RULES = ("wrong-word", "mask-asterisk", "confused-word")
DATE = "2026-03-01T09:30:00Z"


class Done(Review):
    """A review that wrote a document."""

    data: bytes


def review(
    data: bytes, select: tuple[str, ...] = RULES, path: str = "a.docx", date: str = DATE, **plan: bool
) -> Done:
    """The review of a file's bytes; other arguments as for ``Plan``."""
    linter = Linter(Options(use_config=False, select=select))
    made = reviewed(linter, data, path, path, Plan(date, **plan), View(selected=frozenset(select)))
    assert made.report.failures == []
    assert made.data is not None
    return made  # type: ignore[return-value]
