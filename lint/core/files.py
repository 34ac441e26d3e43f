"""Files: how they are named to users, how they are read, and how they are replaced whole or not at all."""

from __future__ import annotations

import os

_LARGEST = 512 * 1024 * 1024


def replace(path: str, data: bytes) -> None:
    """Write ``data`` in place of the file at ``path``, keeping its permissions.

    The bytes go to a temporary file in the same folder, which then takes the
    old one's name, so that a reader or a crash never meets half a file. A link
    is followed: what it points to is replaced. Raises OSError, with the
    original as it was.
    """
    target = os.path.realpath(path)
    temporary = os.path.join(os.path.dirname(target), f".{os.path.basename(target)}.{os.getpid()}.tmp")
    try:
        with open(temporary, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if os.path.exists(target):
            os.chmod(temporary, os.stat(target).st_mode & 0o7777)
        os.replace(temporary, target)
    except BaseException:
        try:
            os.unlink(temporary)
        except OSError:
            pass
        raise


# How the folders of paths are shown, by working directory and folder: a run asks for many files of few folders.
_prefixes: dict[tuple[str, str], str] = {}
_MOST_PREFIXES = 4096


def shown(path: str) -> str:
    """A path as users see it: relative to the working directory, with ``/``."""
    folder, name = os.path.split(path)
    here = os.getcwd(), folder
    prefix = _prefixes.get(here)
    if prefix is not None and name not in ("", ".", ".."):
        return prefix + name
    try:
        above = os.path.relpath(folder or os.curdir)
        whole = os.path.relpath(path)
    except ValueError:  # another drive, or nothing
        return path.replace(os.sep, "/")
    # What lies in a folder above the working directory may be the working directory, or lead to it.
    if not above.endswith(os.pardir):
        if len(_prefixes) >= _MOST_PREFIXES:
            _prefixes.clear()
        _prefixes[here] = "" if above == os.curdir else above.replace(os.sep, "/") + "/"
    return whole.replace(os.sep, "/")


def load(path: str) -> bytes:
    """The bytes of a file; OSError where it cannot be read or is over 512 MB."""
    # A file object asks the system for more, and costs as much as all else that is done to read a short file.
    file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        size = os.fstat(file).st_size
        if size > _LARGEST:
            raise OSError(f"文件大于 {_LARGEST >> 20} MB；请拆开后再检查")
        data = os.read(file, size + 1)
        if len(data) == size:
            return data
        # A pipe, or a file that is being written.
        pieces = [data]
        while data:
            data = os.read(file, 1 << 20)
            pieces.append(data)
        return b"".join(pieces)
    finally:
        os.close(file)


def reason(error: OSError) -> str:
    """Why a file could not be read or written, in Chinese."""
    if isinstance(error, PermissionError):
        return "没有读写权限"
    if isinstance(error, FileNotFoundError):
        return "没有这个文件；请检查路径"
    if isinstance(error, IsADirectoryError):
        return "是文件夹，不是文件"
    return error.strerror or str(error)
