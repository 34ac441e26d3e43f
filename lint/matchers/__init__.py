"""Matchers: one module a kind of rule, holding one subclass of ``Matcher``; there is no registry."""

from __future__ import annotations

from ..core.matcher import Matcher
from ..modules import imported

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

ENTRY_POINTS = "reportlint.matchers"


def matcher_class(kind: str) -> type[Matcher]:
    """The class of a kind of rule; KeyError where there is none.

    Kinds of other packages are found by entry point, looked up only where the
    kind is not one of ours.
    """
    found = _classes.get(kind)
    if found is None:
        found = _classes[kind] = _found(kind)
    return found


_classes: dict[str, type[Matcher]] = {}


def _found(kind: str) -> type[Matcher]:
    if kind.isidentifier():
        try:
            module = imported(f"{__name__}.{kind}")
        except ModuleNotFoundError as error:
            if error.name != f"{__name__}.{kind}":
                raise
        else:
            for value in vars(module).values():
                if (
                    isinstance(value, type)
                    and issubclass(value, Matcher)
                    and value.__module__ == module.__name__
                    and not value.__name__.startswith("_")
                ):
                    return value
            raise KeyError(kind)
    from importlib.metadata import entry_points

    for point in entry_points(group=ENTRY_POINTS, name=kind):
        found: Any = point.load()
        return found  # type: ignore[no-any-return]
    raise KeyError(kind)


def kinds() -> list[str]:
    """The names of our own kinds, sorted."""
    import os

    names = []
    for entry in os.listdir(os.path.dirname(__file__)):
        stem, suffix = os.path.splitext(entry)
        if suffix != ".py" or stem.startswith("_"):
            continue
        try:
            matcher_class(stem)
        except KeyError:
            continue
        names.append(stem)
    return sorted(names)
