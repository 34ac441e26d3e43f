"""Memory that is given back while a long document is read."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# What mallopt calls them: from which size on a piece of memory is the system's own, and how much may lie unused.
_MMAP_THRESHOLD, _TRIM_THRESHOLD = -3, -1
_LARGE, _MOST = 1 << 18, 1 << 21


def spare() -> None:
    """Have large pieces of memory go back to the system as soon as they are free.

    The C library of Linux keeps them else, the larger ones the more were freed,
    and a long document is read by making and freeing copies of it.
    """
    library = _library()
    if library is not None:
        library.mallopt(_MMAP_THRESHOLD, _LARGE)
        library.mallopt(_TRIM_THRESHOLD, _MOST)


def trim() -> None:
    """Give back what lies free between pieces of memory in use."""
    library = _library()
    if library is not None:
        library.malloc_trim(0)


def _library() -> Any:
    """The C library where it is glibc; else None."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        from ctypes import CDLL

        library = CDLL(None)
        return library if hasattr(library, "malloc_trim") and hasattr(library, "mallopt") else None
    except (ImportError, OSError):
        return None
