"""Classes of characters that patterns share: ``re`` goes through 20,000 characters for each ``[一-鿿]`` that it meets."""

from __future__ import annotations

from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


@contextmanager
def shared() -> Iterator[None]:
    """While it lasts, ``re`` compiles each class of characters once; where this Python does that elsewhere, nothing changes."""
    try:
        from re import _compiler  # type: ignore[attr-defined]  # private, but stable since 3.11

        optimize = _compiler._optimize_charset
    except (ImportError, AttributeError):
        yield
        return
    known: dict[tuple[object, ...], Any] = {}

    def once(charset: Any, *rest: Any) -> Any:
        key = (repr(charset), *map(id, rest))
        found = known.get(key)
        if found is None:
            found = known[key] = optimize(charset, *rest)
        return found

    _compiler._optimize_charset = once
    try:
        yield
    finally:
        _compiler._optimize_charset = optimize
