"""The model's file: a few arrays behind a short table of contents, opened by mapping it into memory.

8 bytes   "RLTYPO" and the version, little-endian
4 bytes   length of the table of contents, which is JSON
32 bytes  SHA-256 of all that follows
…         the table of contents, then the arrays, each at a multiple of 64
"""

from __future__ import annotations

import hashlib
import json
import mmap
import os
import struct

import numpy as np

from .symbols import Alphabet
from .table import Both, Layout, Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    Array = NDArray[Any]

MAGIC = b"RLTYPO"
VERSION = 1
_HEAD = struct.Struct("<6sHI32s")


class BrokenModel(Exception):
    """The model's file is missing, damaged or of another version; the text says which and what to do."""


def shipped() -> str:
    """The path of the model that comes with the package."""
    return os.path.join(os.path.dirname(__file__), "official.model")


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
    contents: dict[str, Any] = {}
    body = bytearray()
    for name in sorted(arrays):
        array = np.ascontiguousarray(arrays[name])
        body += bytes(-len(body) % 64)
        contents[name] = [array.dtype.str, list(array.shape), len(body)]
        body += array.tobytes()
    table = json.dumps({"card": card, "arrays": contents}, ensure_ascii=False, sort_keys=True).encode()
    table += b" " * (-(_HEAD.size + len(table)) % 64)
    rest = table + bytes(body)
    temporary = f"{path}.{os.getpid()}"
    with open(temporary, "wb") as file:
        file.write(_HEAD.pack(MAGIC, VERSION, len(table), hashlib.sha256(rest).digest()) + rest)
    os.replace(temporary, path)
    return _HEAD.size + len(rest)


def read(path: str, check: bool = False) -> Model:
    """The model of a file; with ``check`` its digest is compared first. BrokenModel where it cannot serve."""
    # A message names the file, not the machine's folders.
    name = os.path.basename(path)
    try:
        with open(path, "rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise BrokenModel(f"错字模型 {name} 打不开（{reason}）；请重新安装 reportlint") from error
    if len(data) < _HEAD.size:
        raise BrokenModel(f"错字模型 {name} 不完整；请重新安装 reportlint")
    magic, version, length, digest = _HEAD.unpack_from(data)
    if magic != MAGIC:
        raise BrokenModel(f"{name} 不是错字模型")
    if version != VERSION:
        raise BrokenModel(f"错字模型 {name} 是第 {version} 版的格式，本程序需要第 {VERSION} 版；请用 reportlint model build 重新生成")
    broken = BrokenModel(f"错字模型 {name} 已损坏；请重新安装 reportlint")
    if check and hashlib.sha256(memoryview(data)[_HEAD.size :]).digest() != digest:
        raise broken
    try:
        contents = json.loads(data[_HEAD.size : _HEAD.size + length])
        start = _HEAD.size + length
        arrays = {}
        for key, (kind, shape, offset) in contents["arrays"].items():
            count = 1
            for extent in shape:
                count *= extent
            arrays[key] = np.frombuffer(data, np.dtype(kind), count, start + offset).reshape(shape)
        return Model(contents["card"], arrays)
    except (ValueError, KeyError, TypeError) as error:
        raise broken from error
