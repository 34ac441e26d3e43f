"""The code of the package's modules in one file, for a quicker start.

A run imports a hundred small modules, and finding, opening and checking their
files takes longer than linting a report. A wheel brings the code of those that
a run may need in one file beside them, made for the interpreter that built it.
A module whose own file was changed later is imported from that file as ever.
"""

from __future__ import annotations

import os
import sys
from marshal import dumps, loads
from mmap import ACCESS_READ, mmap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType
    from typing import Any

#: The name of the file, in the package's own folder.
NAME = "modules.table"
# What only commands with a longer start import stays outside.
_LEFT_OUT = ("corpus", "lsp", "review", "rules", "web")
# A package's files are written one after the other.
_GRACE = 60


def _head() -> bytes:
    """What the code depends on: code objects differ from one version of Python to the next."""
    flags = sys.flags
    return f"{sys.implementation.cache_tag} {sys.hexversion:x} {flags.optimize}\n".encode()


def pack(folder: str) -> bytes:
    """The file for the package in a folder."""
    index: dict[str, tuple[str, int, int]] = {}
    parts: list[bytes] = []
    at = 0
    base = os.path.basename(folder)
    for current, names, files in os.walk(folder):
        names[:] = sorted(name for name in names if name not in (*_LEFT_OUT, "__pycache__"))
        for file in sorted(files):
            if not file.endswith(".py"):
                continue
            path = os.path.relpath(os.path.join(current, file), folder).replace(os.sep, "/")
            module = ".".join((base, *path.removesuffix(".py").removesuffix("__init__").strip("/").split("/"))).strip(".")
            with open(os.path.join(current, file), "rb") as source:
                code = dumps(compile(source.read(), path, "exec", dont_inherit=True))
            index[module] = path, at, at + len(code)
            parts.append(code)
            at += len(code)
    table = dumps(index)
    return b"".join((_head(), len(table).to_bytes(4, "little"), table, *parts))


def use() -> None:
    """From now on import the package's modules from the file, where it is there and made for this Python."""
    folder = os.path.dirname(os.path.abspath(__file__))
    try:
        with open(os.path.join(folder, NAME), "rb") as file:
            written = os.fstat(file.fileno()).st_mtime
            view = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
        head = _head()
        if view[: len(head)] != head:
            return
        start = len(head) + 4
        end = start + int.from_bytes(view[len(head) : start], "little")
        index = loads(view[start:end])
    except (OSError, ValueError, EOFError, TypeError):
        return
    sys.meta_path.insert(0, _finder(folder, index, view[end:], written + _GRACE))


def _finder(folder: str, index: dict[str, tuple[str, int, int]], body: memoryview, written: float) -> Any:
    """What imports the modules that the index names."""
    # Already there whenever Python runs, under these names only.
    from _frozen_importlib import ModuleSpec
    from _frozen_importlib_external import SourceFileLoader
    from _imp import _fix_co_filename  # type: ignore[attr-defined]

    class Loader(SourceFileLoader):
        """Reads code where it lies in the file, and everything else as ever."""

        def get_code(self, fullname: str) -> CodeType:
            _, start, end = index[fullname]
            code: CodeType = loads(body[start:end])
            _fix_co_filename(code, self.path)
            return code

    class Finder:
        """Knows the modules that are in the file and were not changed since."""

        @staticmethod
        def find_spec(name: str, path: object = None, target: object = None) -> ModuleSpec | None:
            """The place of a module, None where it is not one of these."""
            entry = index.get(name)
            if entry is None:
                return None
            origin = os.path.join(folder, entry[0])
            try:
                if os.stat(origin).st_mtime > written:
                    return None
            except OSError:
                return None
            package = origin.endswith("__init__.py")
            spec = ModuleSpec(name, Loader(name, origin), origin=origin, is_package=package)
            spec.has_location = True
            if package:
                spec.submodule_search_locations = [os.path.dirname(origin)]
            return spec

    return Finder
