"""Files that can always be made again, in the user's own cache folder.

Never in the shared temporary folder, where anybody could have put a file of
that name. What cannot be kept is made anew next time; nothing is lost.
"""

from __future__ import annotations

import mmap
import os
import sys


def place(name: str) -> str:
    """The path of a cache file; "" where nothing may be kept."""
    if os.environ.get("REPORTLINT_NO_CACHE"):
        return ""
    base = os.environ.get("REPORTLINT_CACHE_DIR")
    if not base:
        if sys.platform == "win32":
            root = os.environ.get("LOCALAPPDATA", "")
        else:
            root = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
        if not root or root.startswith("~"):
            return ""
        base = os.path.join(root, "reportlint")
    return os.path.join(base, name)


def load(path: str, head: bytes = b"") -> bytes | None:
    """What ``store`` kept at a path under the same head; None where it is absent, other or damaged."""
    if not path:
        return None
    try:
        with open(path, "rb") as file:
            found, body = file.read(len(head) + 4), file.read()
    except OSError:
        return None
    return body if found == head + _sum(body) else None


def store(path: str, body: bytes, head: bytes = b"") -> bool:
    """Keep bytes at a path under a head; whether that could be done."""
    return write(path, head + _sum(body) + body)


def mapped(path: str) -> memoryview | None:
    """A file as it is, mapped into memory, nothing of it checked; None where there is none."""
    if not path:
        return None
    try:
        with open(path, "rb") as file:
            return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError):
        return None


def unread(data: mmap.mmap | memoryview) -> None:
    """Give back the memory that holds what was read of a mapped file, or a view of one; it is there again where it is needed."""
    advice = getattr(mmap, "MADV_DONTNEED", None)
    file = data.obj if isinstance(data, memoryview) else data
    if advice is not None and isinstance(file, mmap.mmap):
        file.madvise(advice)


def write(path: str, data: bytes) -> bool:
    """Write a file under another name and rename it; whether that could be done."""
    if not path:
        return False
    temporary = f"{path}.{os.getpid()}"
    try:
        try:
            _put(temporary, data)
        except FileNotFoundError:
            # Asking for the folder first would cost as much as the rest wherever it is there.
            os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
            _put(temporary, data)
        os.replace(temporary, path)
    except OSError:
        try:
            os.unlink(temporary)
        except OSError:
            pass
        return False
    return True


def _put(path: str, data: bytes) -> None:
    with open(path, "wb") as file:
        file.write(data)


def _sum(body: bytes) -> bytes:
    """A check sum against damage.

    A cryptographic digest of megabytes would cost more than reading them; who
    can write into the cache folder could write that as well.
    """
    from zlib import crc32

    return crc32(body).to_bytes(4, "big")
