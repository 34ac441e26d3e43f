"""Readers: one module a format. Each has ``SUFFIXES`` and ``read``; there is no registry."""

from __future__ import annotations

from ..modules import imported

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType

# The suffixes of each reader beside its own name, so that a walk imports no reader.
_MODULES = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".dotm": "docx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".odt": "odt",
    ".ott": "odt",
    ".pdf": "pdf",
    ".ofd": "ofd",
    ".doc": "doc",
    ".dot": "doc",
    ".wps": "doc",
    ".wpt": "doc",
    ".rtf": "doc",
}


def supported(suffix: str) -> bool:
    """Whether some reader takes files with this suffix, dot included, in any case."""
    return suffix.lower() in _MODULES


def reader(suffix: str) -> ModuleType:
    """The reader module for a suffix; plain text for any that is unknown."""
    return imported(f"{__name__}.{_MODULES.get(suffix.lower(), 'txt')}")


def is_converted(suffix: str) -> bool:
    """Whether LibreOffice reads files with this suffix for us, best many at once."""
    return _MODULES.get(suffix.lower()) == "doc"
