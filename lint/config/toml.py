"""The TOML of a pyproject.toml, with the places of its keys."""

from __future__ import annotations

import os
import re
import tomllib
from typing import TYPE_CHECKING, Any

from ..catalog.source import SourceError

if TYPE_CHECKING:
    from ..catalog.source import Path


class TomlSource:
    """TOML with the interface of Source; places are those of keys, found by their names."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self._lines = text.splitlines()
        self._first = 0
        try:
            self.data: Any = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            at = re.search(r"line ([0-9]+), column ([0-9]+)", str(error))
            place = (int(at.group(1)), int(at.group(2))) if at else (len(self._lines) or 1, 1)
            raise SourceError(path, *place, f"不是合法的 TOML：{error}") from None
        if os.path.basename(path) == "pyproject.toml":
            tool = self.data.get("tool")
            self.data = tool.get("reportlint", {}) if isinstance(tool, dict) else {}
            table = re.compile(r"\s*\[+\s*tool\s*\.\s*reportlint\b")
            self._first = next((n for n, line in enumerate(self._lines) if table.match(line)), 0)

    def error(self, where: Path, message: str) -> SourceError:
        """An error at the last key of ``where`` that stands below the table's head."""
        line = self._first
        column = 1
        for key in where:
            if isinstance(key, int):
                continue
            word = re.compile(rf"(?:^\s*|[.\[{{,]\s*)[\"']?({re.escape(key)})[\"']?\s*[=\].]")
            for number in range(line, len(self._lines)):
                found = word.search(self._lines[number])
                if found:
                    line, column = number, found.start(1) + 1
                    break
        return SourceError(self.path, line + 1, column, message)


def has_table(path: str) -> bool:
    """Whether a pyproject.toml has the table ``[tool.reportlint]``; a broken one without the name has not."""
    with open(path, "rb") as file:
        data = file.read()
    if not re.search(rb"^\s*\[+\s*tool\s*(?:\.\s*[\"']?reportlint\b|\])", data, re.MULTILINE):
        return False
    try:
        tool = tomllib.loads(data.decode("utf-8")).get("tool")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return True  # reading it will say where it is broken
    return isinstance(tool, dict) and "reportlint" in tool
