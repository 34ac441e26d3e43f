"""Tables beside rules: one row a line, cells between tabs."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def rows(folder: str, name: str) -> Iterator[tuple[int, str]]:
    """Number and text of each row; empty lines and lines that start with ``#`` are left out.

    OSError where the file is missing.
    """
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            row = line.rstrip("\r\n")
            if row and not row.startswith("#"):
                yield number, row
