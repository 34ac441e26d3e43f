"""What is compiled: each extension has a twin in Python, which does its work where it is missing."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

#: Set to anything, this environment variable has texts read by Python and numpy though what is compiled is there.
PURE = "REPORTLINT_PURE"


def extension(name: str, edition: int) -> Any:
    """The extension of a full name; None where it was not compiled, is of another edition, or not wanted."""
    if os.environ.get(PURE):
        return None
    try:
        found = __import__(name, fromlist=("EDITION",))
    except ImportError:
        return None
    return found if edition == found.EDITION else None
