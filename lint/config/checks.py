"""Checks of the values in a configuration file, with the place of what is wrong."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from ..core.accept import Accept
from ..core.files import shown
from ..core.globs import Glob
from ..core.keys import ACCEPT_KEYS, FAIL_ON, FILES, KEYS, LEVELS, OVERRIDE_KEYS, SEVERITY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..catalog.source import Path, Source
    from .toml import TomlSource


class Check:
    """Checks of the values of one file; SourceError at the place of what is wrong."""

    def __init__(self, source: Source | TomlSource, path: str) -> None:
        self.source = source
        self.path = path
        self.folder = os.path.dirname(path)

    def value(self, key: str, value: Any, where: Path, places: dict[str, str]) -> Any:
        """A setting in the form that Settings holds."""
        shape = KEYS[key][0]
        if key in ("select", "ignore"):
            names = self.texts(value, where)
            for index, name in enumerate(names):
                places[name] = self.place((*where, index) if isinstance(value, list) else where)
            return tuple(names)
        if key in ("include", "exclude"):
            return tuple(Glob(text, self.folder) for text in self.texts(value, where))
        if shape == "severity":
            return self.severity(value, where, places)
        if shape in ("level", "fail_on"):
            return self.one_of(value, where, LEVELS if shape == "level" else FAIL_ON)
        if shape == "accept":
            return self.accept(value, where)
        if key == "vocabulary":
            return self.vocabulary(value, where)
        text = self.text(value, where)
        if key == "baseline":
            return os.path.normpath(os.path.join(self.folder, text))
        import codecs

        try:
            codecs.lookup(text)
        except LookupError:
            raise self.source.error(where, f"没有名为“{text}”的编码") from None
        return text

    def place(self, where: Path) -> str:
        """``file:line:column`` of a value."""
        error = self.source.error(where, "")
        return f"{shown(error.path)}:{error.line}:{error.column}"

    def mapping(self, value: Any, where: Path, known: tuple[str, ...]) -> None:
        """Refuse what is no mapping or holds unknown keys."""
        if not isinstance(value, dict):
            raise self.source.error(where, "应当是一个映射（键: 值）")
        for key in value:
            if key not in known:
                raise self.source.error((*where, key), f"没有名为“{key}”的键{nearest(key, known)}")

    def text(self, value: Any, where: Path) -> str:
        """A text that is not empty."""
        if not isinstance(value, str) or not value:
            hint = "；数字和 true、false 请加引号" if isinstance(value, int | float) else ""
            raise self.source.error(where, f"应当是一段文字，写的是 {_shown(value)}{hint}")
        return value

    def texts(self, value: Any, where: Path) -> list[str]:
        """One text or a list of them."""
        if isinstance(value, str) and value:
            return [value]
        if not isinstance(value, list):
            raise self.source.error(where, f"应当是一个列表，写的是 {_shown(value)}")
        return [self.text(entry, (*where, index)) for index, entry in enumerate(value)]

    def entries(self, value: Any, where: Path) -> Iterable[tuple[int, Any]]:
        """The entries of a list, numbered."""
        if not isinstance(value, list):
            raise self.source.error(where, f"应当是一个列表（每条以 - 开头），写的是 {_shown(value)}")
        return enumerate(value)

    def one_of(self, value: Any, where: Path, known: tuple[str, ...]) -> str:
        """One of a few words."""
        if value not in known:
            hint = nearest(value, known) if isinstance(value, str) else ""
            raise self.source.error(where, f"应当是 {'、'.join(known)} 之一，写的是 {_shown(value)}{hint}")
        return str(value)

    def severity(self, value: Any, where: Path, places: dict[str, str]) -> dict[str, str]:
        """Rule or category to severity."""
        if not isinstance(value, dict):
            raise self.source.error(where, "应当是一个映射（规则或类别: 级别）")
        for name in value:
            places[name] = self.place((*where, name))
        return {name: self.one_of(level, (*where, name), SEVERITY) for name, level in value.items()}

    def folders(self, value: Any, where: Path) -> Iterable[str]:
        """The absolute paths of rule folders, which must exist."""
        for index, text in enumerate(self.texts(value, where)):
            folder = os.path.normpath(os.path.join(self.folder, text))
            if not os.path.exists(folder):
                at = (*where, index) if isinstance(value, list) else where
                raise self.source.error(at, f"没有这个规则文件夹：{text}")
            yield folder

    def vocabulary(self, value: Any, where: Path) -> frozenset[str]:
        """A list of words, or a file with one word a line (``#`` starts a remark)."""
        if isinstance(value, list):
            return frozenset(self.texts(value, where))
        path = os.path.join(self.folder, self.text(value, where))
        try:
            with open(path, encoding="utf-8-sig") as file:
                return frozenset(word for line in file if (word := line.strip()) and not word.startswith("#"))
        except (OSError, UnicodeDecodeError):
            raise self.source.error(where, f"词表读不出来：{value}；要直接写词，请写成列表") from None

    def override(self, value: Any, where: Path) -> tuple[tuple[Glob, ...], dict[str, Any], dict[str, str]]:
        """One entry of ``overrides``: its patterns, its settings, and where they name rules."""
        self.mapping(value, where, ("files", *OVERRIDE_KEYS))
        if "files" not in value:
            raise self.source.error(where, f"缺少键“files”：{FILES[1]}")
        globs = tuple(Glob(text, self.folder) for text in self.texts(value["files"], (*where, "files")))
        places: dict[str, str] = {}
        values = {
            key: self.value(key, entry, (*where, key), places)
            for key, entry in value.items()
            if key != "files"
        }
        return globs, values, places

    def accept(self, value: Any, where: Path) -> tuple[Accept, ...]:
        """The entries of ``accept``."""
        return tuple(self.accepted(entry, (*where, n)) for n, entry in self.entries(value, where))

    def accepted(self, value: Any, where: Path) -> Accept:
        """One entry of ``accept``."""
        self.mapping(value, where, tuple(ACCEPT_KEYS))
        for key in ("rule", "text"):
            if key not in value:
                raise self.source.error(where, f"缺少键“{key}”：{ACCEPT_KEYS[key]}")
        given = {
            # TOML has dates of its own.
            key: self.text(str(entry) if key == "expires" else entry, (*where, key))
            for key, entry in value.items()
            if entry is not None
        }
        expires = given.get("expires", "")
        if expires and not _is_date(expires):
            raise self.source.error((*where, "expires"), f"应当是日期（如 2026-12-31），写的是 {expires}")
        path = Glob(given["path"], self.folder) if "path" in given else None
        reason = given.get("reason", "")
        place = self.place(where)
        return Accept(given["rule"], given["text"], path, reason, expires, place, self.folder)


def _is_date(text: str) -> bool:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _shown(value: Any) -> str:
    if value is None:
        return "空值"
    if isinstance(value, bool):
        return "true" if value else "false"
    return "一个映射" if isinstance(value, dict) else "一个列表" if isinstance(value, list) else f"“{value}”"


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint at the known word that is closest, "" where none is close."""
    import difflib

    close = difflib.get_close_matches(word, list(known), 1, 0.6)
    return f"，是否想写 {close[0]}？" if close else ""
