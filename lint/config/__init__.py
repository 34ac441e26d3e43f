"""Configuration: what applies to a file, from profile, configuration file, overrides and command line.

The last layer wins. Single values replace what came before; ``severity`` is
merged name by name; ``ignore``, ``accept``, ``vocabulary`` and ``rules`` add
up; a ``select`` starts anew and forgets what earlier layers ignored or
switched off. Without a configuration file neither YAML nor TOML is imported.
"""

from __future__ import annotations

import os

from ..core.finding import LintError
from .choice import resolve as resolve

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..core.accept import Accept
    from ..core.globs import Glob
    from .layer import Layer

__all__ = [
    "ACCEPT_FILE",
    "NAMES",
    "Config",
    "Settings",
    "accept_path",
    "append_accept",
    "forget",
    "load",
    "resolve",
]

NAMES = (".reportlint.yaml", ".reportlint.yml")
ACCEPT_FILE = ".reportlint-accept.yaml"


class Settings:
    """What applies to one file; empty values where nothing was said.

    ``select`` and ``ignore`` hold rule ids and categories, ``severity`` maps
    them to a severity or ``off``. ``baseline`` is an absolute path.
    """

    __slots__ = (
        "_places",
        "accept",
        "baseline",
        "encoding",
        "exclude",
        "fail_on",
        "ignore",
        "include",
        "min_severity",
        "select",
        "severity",
        "vocabulary",
    )

    def __init__(self) -> None:
        self.select: tuple[str, ...] = ()
        self.ignore: tuple[str, ...] = ()
        self.severity: dict[str, str] = {}
        self.fail_on = ""
        self.min_severity = ""
        self.include: tuple[Glob, ...] = ()
        self.exclude: tuple[Glob, ...] = ()
        self.accept: tuple[Accept, ...] = ()
        self.baseline = ""
        self.vocabulary: frozenset[str] = frozenset()
        self.encoding = ""
        self._places: dict[str, str] = {}

    def names(self) -> list[tuple[str, str]]:
        """The rule ids and categories that are named, each with its place (``file:line:column``)."""
        named = [*self.select, *self.ignore, *self.severity]
        found = [(name, self._places.get(name, "")) for name in dict.fromkeys(named)]
        return found + [(entry.rule, entry.place) for entry in self.accept]

    def changed(self, values: dict[str, Any], places: dict[str, str] | None = None) -> Settings:
        """These settings with one more layer on top; ``values`` are checked already."""
        new = Settings()
        for name in Settings.__slots__:
            setattr(new, name, getattr(self, name))
        if values.get("select"):
            new.select = tuple(values["select"])
            new.ignore = ()
            new.severity = {name: level for name, level in new.severity.items() if level != "off"}
        severity = values.get("severity") or {}
        # To give a rule a severity is to want it again.
        wanted = {name for name, level in severity.items() if level != "off"}
        new.ignore = tuple(name for name in new.ignore if name not in wanted)
        new.ignore += tuple(name for name in values.get("ignore") or () if name not in new.ignore)
        new.severity = {**new.severity, **severity}
        new.accept += tuple(values.get("accept") or ())
        new.vocabulary |= frozenset(values.get("vocabulary") or ())
        for name in ("fail_on", "min_severity", "include", "exclude", "baseline", "encoding"):
            if values.get(name):
                setattr(new, name, values[name])
        new._places = {**self._places, **(places or {})}
        return new

    def over(self, options: Any) -> Settings:
        """These settings with what a caller's options (attributes of these names) say on top."""
        names = ("select", "ignore", "fail_on", "min_severity", "baseline", "encoding")
        values = {name: getattr(options, name, None) for name in names}
        if values["baseline"]:
            values["baseline"] = os.path.abspath(values["baseline"])
        return self.changed(values)


class Config:
    """One configuration: ``rules`` are absolute folders, ``path`` its file or ""."""

    __slots__ = ("_made", "base", "folder", "overrides", "path", "rules")

    def __init__(self, path: str = "", layers: tuple[Layer, ...] = (), accepted: Layer | None = None) -> None:
        self.path = path
        self.folder = os.path.dirname(path)
        self.rules: tuple[str, ...] = ()
        self.base = Settings()
        self.overrides: list[tuple[tuple[Glob, ...], dict[str, Any], dict[str, str]]] = []
        for layer in layers:
            self.rules += tuple(folder for folder in layer.rules if folder not in self.rules)
            self.base = self.base.changed(layer.values, layer.places)
            self.overrides += layer.overrides
        if accepted is not None:
            self.base = self.base.changed(accepted.values)
        self._made: dict[tuple[int, ...], Settings] = {(): self.base}

    def settings(self, path: str) -> Settings:
        """What applies to a file; the same object for all files with the same overrides."""
        if not self.overrides:
            return self.base
        from ..core.globs import matches_any

        path = os.path.abspath(path)
        numbers = tuple(
            number for number, (globs, _, _) in enumerate(self.overrides) if matches_any(globs, path)
        )
        made = self._made.get(numbers)
        if made is None:
            made = self.base
            for number in numbers:
                _, values, places = self.overrides[number]
                made = made.changed(values, places)
            self._made[numbers] = made
        return made

    def covers(self, path: str) -> bool:
        """Whether ``include`` and ``exclude`` let a file be linted."""
        base = self.base
        if not base.include and not base.exclude:
            return True
        from ..core.globs import matches_any

        path = os.path.abspath(path)
        return (not base.include or matches_any(base.include, path)) and not matches_any(base.exclude, path)

    @property
    def accept(self) -> list[Accept]:
        """Every accepted finding, of the overrides too."""
        return [*self.base.accept, *(e for _, values, _ in self.overrides for e in values.get("accept", ()))]


_folders: dict[str, tuple[str, str]] = {}
# The configuration for the files of a folder, by working directory, folder and what ``load`` was given.
_of_files: dict[tuple[str, str, str | None], Config] = {}
_configs: dict[tuple[str, str], Config] = {}


def forget() -> None:
    """Read configuration files anew from now on; for programs that run on while files change."""
    _folders.clear()
    _of_files.clear()
    _configs.clear()


def of_file(path: str, explicit: str | None = None, use: bool = True) -> Config:
    """The configuration for the file at ``path``, as ``load`` gives it; quick for the second file of a folder."""
    if not use:
        return _config("", "")
    key = (os.getcwd(), os.path.dirname(path), explicit)
    found = _of_files.get(key)
    if found is None:
        found = _of_files[key] = _applying(os.path.dirname(os.path.abspath(path)), explicit)
    return found


def load(start: str, explicit: str | None = None, use: bool = True) -> Config:
    """The configuration for the file or folder ``start``.

    The nearest ``.reportlint.yaml``, or pyproject.toml with a table
    ``[tool.reportlint]``, in the folder of ``start`` or above it; ``explicit``
    names a file instead; ``use`` false ignores all files. The nearest
    ``.reportlint-accept.yaml`` counts as part of it. Equal files give the same
    object. Raises LintError that names file, line and column.
    """
    if not use:
        return _config("", "")
    start = os.path.abspath(start)
    return _applying(start if os.path.isdir(start) else os.path.dirname(start), explicit)


def _applying(folder: str, explicit: str | None) -> Config:
    path, accepted = _nearest(folder)
    if explicit:
        path = os.path.abspath(explicit)
        if not os.path.isfile(path):
            raise LintError(f"{explicit}: 没有这个配置文件")
        beside = os.path.join(os.path.dirname(path), ACCEPT_FILE)
        accepted = beside if os.path.isfile(beside) else accepted
    return _config(path, accepted)


def accept_path(path: str, root: str = "") -> str:
    """The file of accepted findings for the file ``path``, which need not exist; see ``api.accept``."""
    folder = os.path.dirname(os.path.abspath(path))
    config, accepted = _nearest(folder)
    return accepted or os.path.join(os.path.dirname(config) or root or folder, ACCEPT_FILE)


def append_accept(path: str, rule: str, text: str, reason: str = "") -> bool:
    """Add an entry to a file of accepted findings; see ``accepting.append_accept``."""
    from .accepting import append_accept

    return append_accept(path, rule, text, reason)


def _nearest(folder: str) -> tuple[str, str]:
    """The nearest configuration file and the nearest file of accepted findings, "" where none is."""
    found = _folders.get(folder)
    if found is None:
        parent = os.path.dirname(folder)
        above = _nearest(parent) if parent != folder else ("", "")
        accepted = os.path.join(folder, ACCEPT_FILE)
        found = (_here(folder) or above[0], accepted if os.path.isfile(accepted) else above[1])
        _folders[folder] = found
    return found


def _here(folder: str) -> str:
    for name in NAMES:
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            return path
    path = os.path.join(folder, "pyproject.toml")
    try:
        with open(path, "rb") as file:
            named = b"reportlint" in file.read()
    except OSError:
        return ""
    if named:
        from .toml import has_table

        if has_table(path):
            return path
    return ""


def _config(path: str, accepted: str) -> Config:
    key = (path, accepted)
    found = _configs.get(key)
    if found is None:
        if not path and not accepted:
            found = Config()
        else:
            from .layer import layers, read_accept

            entries = read_accept(accepted) if accepted else None
            found = Config(path, tuple(layers(path)) if path else (), entries)
        _configs[key] = found
    return found
