"""A model as arrays of numpy."""

from __future__ import annotations

import json
import os

import numpy as np

from .contents import HEAD, MAGIC, VERSION, BrokenModel, broken, opened, shipped
from .symbols import Alphabet
from .table import Both, Layout, Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    Array = NDArray[Any]

class Model:
    """Arrays by name, and ``card``: plain values about them (sizes, thresholds, sources)."""

    def __init__(self, card: dict[str, Any], arrays: dict[str, Array]) -> None:
        self.card = card
        self.arrays = arrays
        self.alphabet = Alphabet(card["hanzi"])
        self.grams = self._both("grams", packed=True)
        self.words = self._both("words", packed=False)

    def _both(self, name: str, packed: bool) -> Table | Both:
        own = self._table(f"own.{name}", packed) if f"own.{name}" in self.card else None
        return self._table(name, packed).joined(own)

    def _table(self, name: str, packed: bool) -> Table:
        layout = Layout(*self.card[name])
        return Table(layout, self.arrays[f"{name}.marks"], self.arrays[f"{name}.values"], packed)


def write(path: str, card: dict[str, Any], arrays: dict[str, Array]) -> int:
    """Write a model's file under another name and rename it; its size in bytes.

    The same content gives the same bytes.
    """
    from hashlib import sha256

    contents: dict[str, Any] = {}
    body = bytearray()
    for name in sorted(arrays):
        array = np.ascontiguousarray(arrays[name])
        body += bytes(-len(body) % 64)
        contents[name] = [array.dtype.str, list(array.shape), len(body)]
        body += array.tobytes()
    table = json.dumps({"card": card, "arrays": contents}, ensure_ascii=False, sort_keys=True).encode()
    table += b" " * (-(HEAD + len(table)) % 64)
    rest = table + bytes(body)
    head = MAGIC + VERSION.to_bytes(2, "little") + len(table).to_bytes(4, "little")
    temporary = f"{path}.{os.getpid()}"
    with open(temporary, "wb") as file:
        file.write(head + sha256(rest).digest() + rest)
    os.replace(temporary, path)
    return HEAD + len(rest)


def read(path: str, check: bool = False) -> Model:
    """The model of a file; with ``check`` its digest is compared first. BrokenModel where it cannot serve."""
    contents = opened(path, check)
    try:
        arrays = {}
        for key, (kind, shape, offset) in contents.sections.items():
            count = 1
            for extent in shape:
                count *= extent
            arrays[key] = np.frombuffer(contents.data, np.dtype(kind), count, offset).reshape(shape)
        return Model(contents.card, arrays)
    except (ValueError, LookupError, TypeError) as error:
        raise broken(contents.name) from error


__all__ = ["BrokenModel", "Model", "read", "shipped", "write"]
