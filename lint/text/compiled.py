"""What of the search in texts is compiled, where it was built and the text is long enough to pay for loading it."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

#: That of twice/twice.h: another one finds something else.
EDITION = 1
#: Set to anything, this environment variable has texts read by Python and numpy though what is compiled is there.
PURE = "REPORTLINT_PURE"
# Loading it takes as long as Python takes over two reports.
_WORTH = 20_000
_read = 0
# None before it is known whether it is there, False where it is not.
_twice: Any = None


def twice(size: int) -> Any:
    """The extension ``_twice`` for a text of so many characters; False or None where Python is to do its work.

    It finds what stands in a text twice. The first texts of a process are not
    worth loading it, unless they are long.
    """
    global _read, _twice  # noqa: PLW0603  # threads that count or load at the same time come to the same
    if _twice is None:
        _read += size
        if _read >= _WORTH:
            _twice = load() or False
    return _twice


def load() -> Any:
    """The extension; None where it is missing, of another edition, or not wanted."""
    if os.environ.get(PURE):
        return None
    try:
        from . import _twice as found
    except ImportError:
        return None
    return found if found.EDITION == EDITION else None
