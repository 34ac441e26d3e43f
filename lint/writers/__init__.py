"""Writers: one module a format. Each has ``write(reports, out, view)``."""

from __future__ import annotations

from ..modules import imported

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType

FORMATS: tuple[str, ...] = (
    "full",
    "concise",
    "json",
    "jsonl",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "csv",
    "html",
)


def writer(name: str) -> ModuleType:
    """The module that writes a format; KeyError where there is none of that name."""
    if name not in FORMATS:
        raise KeyError(name)
    return imported(f"{__name__}.{name}")
