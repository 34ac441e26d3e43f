"""Configuration files, read and checked; imported only where there is such a file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from ..catalog.source import Source, SourceError
from ..core.finding import LintError
from ..core.keys import KEYS
from .checks import Check, nearest

if TYPE_CHECKING:
    from ..core.globs import Glob
    from .toml import TomlSource

_PROFILES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "profiles")


class Layer:
    """What one configuration file says, its paths made absolute.

    ``values`` are the settings; ``places`` says where each rule or category is
    named; ``extends`` lists what it builds on, each with its place.
    """

    __slots__ = ("extends", "overrides", "path", "places", "rules", "values")

    def __init__(self, path: str) -> None:
        self.path = path
        self.values: dict[str, Any] = {}
        self.places: dict[str, str] = {}
        self.extends: list[tuple[str, SourceError]] = []
        self.rules: tuple[str, ...] = ()
        self.overrides: list[tuple[tuple[Glob, ...], dict[str, Any], dict[str, str]]] = []


def layers(path: str) -> list[Layer]:
    """The layers that end with the file at ``path``, what it extends first. Raises LintError."""
    try:
        return _chain(path, ())
    except SourceError as error:
        raise LintError(str(error)) from None


def read_accept(path: str) -> Layer:
    """The entries of a file of accepted findings, as a layer. Raises LintError."""
    layer = Layer(path)
    try:
        source = _source(path)
        if source.data is not None:
            layer.values["accept"] = Check(source, path).accept(source.data, ())
    except SourceError as error:
        raise LintError(str(error)) from None
    return layer


def _chain(path: str, seen: tuple[str, ...]) -> list[Layer]:
    layer = _read(path)
    found: list[Layer] = []
    for base, place in layer.extends:
        target = _target(base, place, os.path.dirname(path))
        if target == path or target in seen:
            names = " → ".join(map(os.path.basename, (*seen, path, target)))
            raise SourceError(place.path, place.line, place.column, f"extends 成了一个环：{names}")
        found += _chain(target, (*seen, path))
    return [*found, layer]


def _target(base: str, place: SourceError, folder: str) -> str:
    """The file that an entry of ``extends`` means."""
    if "/" not in base and not base.endswith((".yaml", ".yml", ".toml")):
        profile = os.path.join(_PROFILES, f"{base}.yaml")
        if os.path.isfile(profile):
            return profile
        known = sorted(os.path.splitext(name)[0] for name in os.listdir(_PROFILES))
        message = (
            f"没有名为“{base}”的方案{nearest(base, known)}；可用：{'、'.join(known)}，或写配置文件的路径"
        )
        raise SourceError(place.path, place.line, place.column, message)
    path = os.path.normpath(os.path.join(folder, base))
    if not os.path.isfile(path):
        raise SourceError(place.path, place.line, place.column, f"没有这个配置文件：{base}")
    return path


def _source(path: str) -> Source | TomlSource:
    try:
        with open(path, encoding="utf-8-sig") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(path, 1, 1, f"读不出来：{error}") from None
    if not path.endswith(".toml"):
        return Source(path, text)
    from .toml import TomlSource

    return TomlSource(path, text)


def _read(path: str) -> Layer:
    """The layer of one file. Raises SourceError at the first fault."""
    source = _source(path)
    layer = Layer(path)
    data = source.data
    if data is None:
        return layer
    check = Check(source, path)
    check.mapping(data, (), tuple(KEYS))
    for key, value in data.items():
        where = (key,)
        if key == "extends":
            layer.extends = [
                (text, source.error((key, index) if isinstance(value, list) else where, ""))
                for index, text in enumerate(check.texts(value, where))
            ]
        elif key == "rules":
            layer.rules = tuple(check.folders(value, where))
        elif key == "overrides":
            layer.overrides = [check.override(entry, (key, n)) for n, entry in check.entries(value, where)]
        else:
            layer.values[key] = check.value(key, value, where, layer.places)
    return layer
