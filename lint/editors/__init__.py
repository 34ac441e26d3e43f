"""Editors: one module a format: edits in document offsets into new bytes.

Each has ``apply(document, data, edits)``, the bytes after edits that are
sorted and do not overlap, and ``accepts(document, edits)``, whether the format
lets them be made.
"""

from __future__ import annotations

from ..modules import imported

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import ModuleType

    from ..core.document import Document

    Edit = tuple[int, int, str]

_MODULES = {
    "docx": "docx",
    "html": "html",
    "pdf": "locked",
    "ofd": "locked",
    "odt": "locked",
    "doc": "locked",
    "wps": "locked",
    "rtf": "locked",
}


def editor(format: str) -> ModuleType:
    """The editor of a document's format; that of plain text for formats whose file is their text."""
    return imported(f"{__name__}.{_MODULES.get(format, 'txt')}")


def makeable(changes: Callable[[Document, Edit], object], document: Document, edits: Iterable[Edit]) -> bool:
    """Whether ``changes``, which works out what an edit does to a file, raises ValueError for none of the edits."""
    try:
        for edit in edits:
            changes(document, edit)
    except ValueError:
        return False
    return True


def refusal(format: str) -> str:
    """Why files of a format cannot be mended in place, and how to go on; "" where they can."""
    if _MODULES.get(format) != "locked":
        return ""
    from .locked import refusal as reason

    return reason(format)
