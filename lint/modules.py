"""The code of the package's modules in one file, for a quicker start.

A run imports a hundred small modules, and finding, opening and checking their
files takes longer than linting a report. A wheel brings the code of those that
a run may need in one file beside them, made for the interpreter that built it;
what every run needs lies in it as one piece. Beside each module's code stand
the modules that it imports at its top: they are made first, without the
import system, which would take longer over each than its code does.
A module whose own file was changed later is imported from that file as ever.
"""

from __future__ import annotations

import os
import sys
from marshal import dumps, loads
from mmap import ACCESS_READ, mmap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType, ModuleType
    from typing import Any

    # Whether it is a package, where its code starts and ends, and which modules it imports at its top.
    Entry = tuple[bool, int, int, tuple[str, ...]]

#: The name of the file, in the package's own folder.
NAME = "modules.table"
# What only commands with a longer start import stays outside.
_LEFT_OUT = ("corpus", "lsp", "review", "rules", "web")
#: What every run over a plain text imports first, beside what these import themselves.
FIRST = (
    "cli.arguments",
    "cli.checking",
    "cli.jobs",
    "core.document",
    "linter",
    "readers.txt",
    "text.decoding",
    "text.headings",
    "text.wrapping",
    "writers.full",
    "writers.tally",
)
#: Kinds of rules that nearly every report has run, and what they import at first use: their code is read in one go, too.
LIKELY = (
    *("attachment", "block", "breaks", "character", "checksum", "claim", "collocation", "count", "doubled", "echo", "enclosed"),
    *("ending", "forms", "formula", "fragment", "growth", "items", "line", "note", "ordinal", "outline", "pair", "pattern"),
    *("period", "remark", "repeat", "separator", "sequence", "signature", "space", "statistical", "sum", "sweep", "titlebreak"),
    *("torn", "trailing", "value", "wording"),
)
LATER = ("core.fingerprint", "typo.compiled", "typo.loading", *(f"matchers.{kind}" for kind in LIKELY))
# A package's files are written one after the other.
_GRACE = 60
# The table in use.
_table: Any = None


def _head() -> bytes:
    """What the code depends on: code objects differ from one version of Python to the next."""
    flags = sys.flags
    return f"{sys.implementation.cache_tag} {sys.hexversion:x} {flags.optimize}\n".encode()


def pack(folder: str) -> bytes:
    """The file for the package in a folder."""
    codes: dict[str, tuple[bool, CodeType]] = {}
    imports: dict[str, list[str]] = {}
    base = os.path.basename(folder)
    for current, names, files in os.walk(folder):
        names[:] = sorted(name for name in names if name not in (*_LEFT_OUT, "__pycache__"))
        for file in sorted(files):
            if not file.endswith(".py"):
                continue
            path = os.path.relpath(os.path.join(current, file), folder).replace(os.sep, "/")
            package = file == "__init__.py"
            module = ".".join((base, *path.removesuffix(".py").removesuffix("__init__").strip("/").split("/"))).strip(".")
            with open(os.path.join(current, file), "rb") as opened:
                source = opened.read()
            # A tenth of all code is docstrings, which nobody reads here but the help of commands.
            spoken = path.startswith("cli/")
            codes[module] = package, compile(source, path, "exec", dont_inherit=True, optimize=-1 if spoken else 2)
            imports[module] = _imports(source, module if package else module.rpartition(".")[0])
    needs = {module: tuple(name for name in found if name in codes and name != module) for module, found in imports.items()}
    parts: list[bytes] = []
    index: dict[str, Entry] = {}
    at = 0
    for module, (package, code) in codes.items():
        parts.append(dumps(code))
        index[module] = package, at, at + len(parts[-1]), needs[module]
        at += len(parts[-1])
    first = _ordered([f"{base}.{name}" for name in FIRST], needs)
    likely = _ordered([f"{base}.{name}" for name in (*FIRST, *LATER)], needs)
    # Together they take two thirds of the time: names are read once.
    together = dumps({module: codes[module][1] for module in likely})
    table = dumps((index, first))
    sizes = b"".join(len(part).to_bytes(4, "little") for part in (table, together))
    return b"".join((_head(), sizes, table, together, *parts))


def _imports(source: bytes, package: str) -> list[str]:
    """What a module of a package imports from its own package when it is imported, in order."""
    import ast

    found: list[str] = []
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.ImportFrom) and statement.level:
            parts = package.split(".")
            origin = ".".join([*parts[: len(parts) - statement.level + 1], *filter(None, [statement.module])])
            found += [origin, *(f"{origin}.{alias.name}" for alias in statement.names)]
    return found


def _ordered(names: list[str], needs: dict[str, tuple[str, ...]]) -> list[str]:
    """The modules and all that they need, each after what it needs."""
    found: dict[str, None] = {}
    entered: set[str] = set()

    def enter(name: str) -> None:
        if name in entered or name not in needs:
            return
        entered.add(name)
        for needed in (name.rpartition(".")[0], *needs[name]):
            enter(needed)
        found[name] = None

    for name in names:
        enter(name)
    return list(found)


def use() -> None:
    """From now on import the package's modules from the file, where it is there and made for this Python."""
    global _table  # noqa: PLW0603  # the one table of a process
    folder = os.path.dirname(os.path.abspath(__file__))
    try:
        with open(os.path.join(folder, NAME), "rb") as file:
            written = os.fstat(file.fileno()).st_mtime
            view = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
        head = _head()
        if view[: len(head)] != head:
            return
        sizes = [int.from_bytes(view[len(head) + at : len(head) + at + 4], "little") for at in (0, 4)]
        start = len(head) + 8
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


def imported(name: str) -> ModuleType:
    """A module of the package by its full name; ModuleNotFoundError where there is none."""
    found = sys.modules.get(name)
    # Only the import system keeps two threads from making one module twice.
    if found is None and _table is not None and "threading" not in sys.modules:
        found = _table.load(name)
    if found is None:
        __import__(name)
        found = sys.modules[name]
    return found


def _made(folder: str, index: dict[str, Entry], body: memoryview, codes: dict[str, CodeType], written: float) -> Any:
    """What imports the modules that the index names; ``codes`` are those of some that were read already."""
    # Already there whenever Python runs, under these names only.
    from _frozen_importlib import ModuleSpec
    from _frozen_importlib_external import SourceFileLoader
    from _imp import _fix_co_filename  # type: ignore[attr-defined]

    modules = sys.modules
    module_type = type(sys)

    class Loader(SourceFileLoader):
        """Reads code where it lies in the file, and everything else as ever."""

        def get_code(self, fullname: str) -> CodeType:
            return code_of(fullname, self.path)

    def code_of(name: str, origin: str) -> CodeType:
        code = codes.pop(name, None)
        if code is None:
            _, start, end, _ = index[name]
            code = loads(body[start:end])
        _fix_co_filename(code, origin)
        # Only the import system keeps two threads from making one module twice.
        if "threading" not in modules:
            for needed in index[name][3]:
                if needed not in modules:
                    Table.load(needed)
        return code

    class Table:
        """Knows the modules that are in the file and were not changed since."""

        @staticmethod
        def find_spec(name: str, path: object = None, target: object = None) -> ModuleSpec | None:
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
            if package:
                spec.submodule_search_locations = [place]
            return spec

        @staticmethod
        def load(name: str) -> ModuleType | None:
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
