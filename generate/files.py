"""Generated files on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pathlib


def differing(folder: pathlib.Path, pages: dict[str, str], names: str = "*") -> dict[pathlib.Path, str | None]:
    """What must change for a folder to hold these pages and no other named like ``names``.

    ``pages`` gives texts by file name. The text is None for a file that no
    page stands for and that must go.
    """
    changed: dict[pathlib.Path, str | None] = {}
    for name, text in pages.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != text.encode():
            changed[path] = text
    for path in folder.glob(names):
        if path.name not in pages:
            changed[path] = None
    return dict(sorted(changed.items()))


def write(path: pathlib.Path, text: str | None) -> None:
    """Write a file with the line ends that it has everywhere, or remove it."""
    if text is None:
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
