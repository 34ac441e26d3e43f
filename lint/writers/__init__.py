"""Writers: one module a format. Each has ``write(reports, out, view)``."""

from __future__ import annotations

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
    from importlib import import_module

    return import_module(f".{name}", __name__)
