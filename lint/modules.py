"""The code of the package's modules in one file, for a quicker start.

A run imports a hundred small modules, and finding, opening and checking their
files takes longer than linting a report. A wheel brings the code of those that
a run may need in one file beside them, made by ``packing`` for the interpreter that
built it; what every run needs lies in it as one piece. Beside each module's code stand
the modules that it imports at its top: they are made first, without the
import system, which would take longer over each than its code does.
A module whose own file was changed later is imported from that file as ever.
"""

import os
import sys
from marshal import loads
from mmap import ACCESS_READ, mmap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType, ModuleType
    from typing import Any

    # Whether it is a package, where its code starts and ends, and which modules it imports at its top.
    Entry = tuple[bool, int, int, tuple[str, ...]]

#: The name of the file, in the package's own folder.
NAME = "modules.table"
#: The name under which the code of a module finds all modules that were made.
MODULES = "__modules__"
# A package's files are written one after the other.
_GRACE = 60
# The table in use.
_table: "Any" = None


def head() -> bytes:
    """What the code depends on: code objects differ from one version of Python to the next."""
    flags = sys.flags
    return f"{sys.implementation.cache_tag} {sys.hexversion:x} {flags.optimize}\n".encode()


def use() -> None:
    """From now on import the package's modules from the file, where it is there and made for this Python."""
    global _table  # noqa: PLW0603  # the one table of a process
    folder = os.path.dirname(os.path.abspath(__file__))
    try:
        with open(os.path.join(folder, NAME), "rb") as file:
            written = os.fstat(file.fileno()).st_mtime
            view = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
        own = head()
        if view[: len(own)] != own:
            return
        sizes = [int.from_bytes(view[len(own) + at : len(own) + at + 4], "little") for at in (0, 4)]
        start = len(own) + 8
        index, first = loads(view[start : start + sizes[0]])
        start += sizes[0]
        codes = loads(view[start : start + sizes[1]])
        _table = _made(folder, index, view[start + sizes[1] :], codes, written + _GRACE)
    except (OSError, ValueError, EOFError, TypeError):
        return
    sys.meta_path.insert(0, _table)
    for name in first:
        if name not in sys.modules:
            _table.load(name)


def imported(name: str) -> "ModuleType":
    """A module of the package by its full name; ModuleNotFoundError where there is none."""
    found = sys.modules.get(name)
    # Only the import system keeps two threads from making one module twice.
    if found is None and _table is not None and "threading" not in sys.modules:
        found = _table.load(name)
    if found is None:
        __import__(name)
        found = sys.modules[name]
    return found


def _made(folder: str, index: "dict[str, Entry]", body: memoryview, codes: "dict[str, CodeType]", written: float) -> "Any":
    """What imports the modules that the index names; ``codes`` are those of some that were read already."""
    # Already there whenever Python runs, under these names only.
    from _frozen_importlib import ModuleSpec
    from _frozen_importlib_external import SourceFileLoader
    from _imp import _fix_co_filename  # type: ignore[attr-defined]

    modules = sys.modules
    module_type = type(sys)

    class Loader(SourceFileLoader):
        """Reads code where it lies in the file, and everything else as ever."""

        def get_code(self, fullname: str) -> "CodeType":
            return code_of(fullname, self.path)

        def exec_module(self, module: "ModuleType") -> None:
            module.__dict__[MODULES] = modules
            super().exec_module(module)

    def code_of(name: str, origin: str) -> "CodeType":
        code = codes.pop(name, None)
        if code is None:
            _, start, end, _ = index[name]
            code = loads(body[start:end])
        _fix_co_filename(code, origin)
        # Only the import system keeps two threads from making one module twice, and waits for one that another makes.
        threaded = "threading" in modules
        for needed in index[name][3]:
            if threaded or (needed not in modules and (needed not in index or Table.load(needed) is None)):
                __import__(needed)
        return code

    class Table:
        """Knows the modules that are in the file and were not changed since."""

        @staticmethod
        def find_spec(name: str, path: object = None, target: object = None) -> "ModuleSpec | None":
            """The place of a module, None where it is not one of these."""
            entry = index.get(name)
            if entry is None:
                return None
            package = entry[0]
            inner = name.partition(".")[2].replace(".", os.sep)
            place = f"{folder}{os.sep}{inner}" if inner else folder
            origin = f"{place}{os.sep}__init__.py" if package else f"{place}.py"
            try:
                if os.stat(origin).st_mtime > written:
                    return None
            except OSError:
                return None
            spec = ModuleSpec(name, Loader(name, origin), origin=origin, is_package=package)
            spec.has_location = True
            # Every import asks for it, and where it is missing an error is made and thrown away.
            spec._initializing = False  # type: ignore[attr-defined]
            if package:
                spec.submodule_search_locations = [place]
            return spec

        @staticmethod
        def load(name: str) -> "ModuleType | None":
            """A module made as the import system makes it; None where it is not one of these."""
            parent, _, last = name.rpartition(".")
            if parent not in modules and Table.load(parent) is None:
                return None
            spec = Table.find_spec(name)
            if spec is None:
                return None
            module = module_type(name)
            space = module.__dict__
            space["__file__"] = spec.origin
            space["__loader__"] = spec.loader
            space["__package__"] = spec.parent
            space["__spec__"] = spec
            space[MODULES] = modules
            if spec.submodule_search_locations is not None:
                space["__path__"] = spec.submodule_search_locations
            modules[name] = module
            try:
                exec(code_of(name, spec.origin or ""), space)  # noqa: S102 (the code of a module of ours)
            except BaseException:
                modules.pop(name, None)
                raise
            found = modules[name]
            setattr(modules[parent], last, found)
            return found

    return Table
