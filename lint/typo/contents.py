"""The model's file: a few arrays behind a short table of contents, opened by mapping it into memory.

8 bytes   "RLTYPO" and the version, little-endian
4 bytes   length of the table of contents, which is JSON
32 bytes  SHA-256 of all that follows
…         the table of contents, then the arrays, each at a multiple of 64
"""

from __future__ import annotations

import mmap
import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MAGIC = b"RLTYPO"
VERSION = 1
#: Bytes before the table of contents.
HEAD = 44


class BrokenModel(Exception):
    """The model's file is missing, damaged or of another version; the text says which and what to do."""


def shipped() -> str:
    """The path of the model that comes with the package."""
    return os.path.join(os.path.dirname(__file__), "official.model")


class Contents:
    """A file mapped into memory: its ``card`` (sizes, thresholds, sources), and where each array lies in ``data``.

    ``sections`` gives, by name, an array's type as numpy writes it (``<u2``),
    its shape, and the offset of its first byte.
    """

    __slots__ = ("card", "data", "name", "sections")

    def __init__(self, name: str, data: mmap.mmap, card: dict[str, Any], sections: dict[str, tuple[str, list[int], int]]) -> None:
        self.name = name
        self.data = data
        self.card = card
        self.sections = sections


def broken(name: str) -> BrokenModel:
    """What is said of a damaged file."""
    return BrokenModel(f"错字模型 {name} 已损坏；请重新安装 reportlint")


def opened(path: str, check: bool = False) -> Contents:
    """The contents of a file; with ``check`` its digest is compared first. BrokenModel where it cannot serve."""
    # A message names the file, not the machine's folders.
    name = os.path.basename(path)
    try:
        with open(path, "rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise BrokenModel(f"错字模型 {name} 打不开（{reason}）；请重新安装 reportlint") from error
    if len(data) < HEAD:
        raise BrokenModel(f"错字模型 {name} 不完整；请重新安装 reportlint")
    magic, digest = data[:6], data[12:HEAD]
    version, length = int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:12], "little")
    if magic != MAGIC:
        raise BrokenModel(f"{name} 不是错字模型")
    if version != VERSION:
        raise BrokenModel(f"错字模型 {name} 是第 {version} 版的格式，本程序需要第 {VERSION} 版；请用 reportlint model build 重新生成")
    if check:
        import hashlib

        if hashlib.sha256(memoryview(data)[HEAD:]).digest() != digest:
            raise broken(name)
    try:
        start = HEAD + length
        table = _parsed(data[HEAD:start].decode())
        sections = {key: (str(kind), list(shape), start + offset) for key, (kind, shape, offset) in table["arrays"].items()}
        card = table["card"]
        if not isinstance(card, dict) or not isinstance(card["hanzi"], str):
            raise TypeError("card")
        return Contents(name, data, card, sections)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, StopIteration) as error:
        raise broken(name) from error


class _Plain:
    """How JSON is read where nothing else is asked for: what the scanner wants to know of its decoder."""

    strict = True
    object_hook = None
    object_pairs_hook = None
    array_hook = None
    parse_float = float
    parse_int = int
    parse_constant = float


def _parsed(text: str) -> Any:
    """What a JSON text says, ``json`` itself left alone: importing it takes half as long as reading a report for typos.

    ValueError or StopIteration where it is wrong.
    """
    try:
        from _json import make_scanner
    except ImportError:
        from json import loads

        return loads(text)
    return make_scanner(_Plain)(text, 0)[0]  # type: ignore[arg-type]
