"""Makes the file of code that ``modules`` uses; for whoever builds a wheel."""

from __future__ import annotations
import __future__

import ast
import os
from importlib import import_module
from marshal import dumps
from typing import TYPE_CHECKING

from .modules import MODULES, head

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import CodeType

    from .modules import Entry

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
    *("attachment", "block", "breaks", "character", "checksum", "claim", "count", "doubled", "echo", "ending", "formula", "fragment", "items"),
    *("line", "note", "ordinal", "outline", "pair", "period", "repeat", "separator", "sequence", "signature", "space", "statistical"),
    *("sweep", "titlebreak", "torn", "trailing"),
)
# The module in C of which one of the standard library hands on most of what is asked of it.
_DIRECT = {"bisect": "_bisect"}
LATER = ("typo.compiled", "typo.loading", *(f"matchers.{kind}" for kind in LIKELY))


class _Plain(ast.NodeTransformer):
    """Leaves out what is for readers and type checkers: nobody asks for it in a run, and reading it takes time.

    What a module imports of the package at its top is taken from the modules that were made before it:
    the import system would look twice in each for a path, and make an error of either, before it is told a name.
    """

    def __init__(self, package: str, known: dict[str, set[str] | None]) -> None:
        self.package = package
        self.known = known

    def visit_Module(self, node: ast.Module) -> ast.AST:
        """Without what is imported for annotations, and without those of a module's own names."""
        body: list[ast.stmt] = []
        for statement in node.body:
            if isinstance(statement, ast.If) and isinstance(statement.test, ast.Name) and statement.test.id == _FLAG:
                body += statement.orelse
            elif isinstance(statement, ast.AnnAssign):
                if statement.value is not None:
                    body.append(ast.copy_location(ast.Assign([statement.target], statement.value), statement))
            elif isinstance(statement, ast.ImportFrom) and (statement.level or _is_direct(statement)):
                body += self._taken(statement)
            elif not (isinstance(statement, ast.ImportFrom) and statement.module == "__future__") and not _is_flag(statement):
                body.append(statement)
        node.body = body
        return self.generic_visit(node)

    def _taken(self, statement: ast.ImportFrom) -> list[ast.stmt]:
        """Assignments that do what an import does, where all that it names is surely there."""
        origin = _origin(statement, self.package)
        names = None if not statement.level else self.known.get(origin, set())
        if names is not None and any(alias.name not in names for alias in statement.names):
            return [statement]
        return [
            ast.copy_location(ast.parse(f"{alias.asname or alias.name} = {MODULES}[{origin!r}].{alias.name}").body[0], statement)
            for alias in statement.names
        ]

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Without the annotation of what comes out."""
        node.returns = None
        return self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        """Without its annotation."""
        node.annotation = None
        return node


# Every module's name for whether a type checker reads it.
_FLAG = "TYPE_CHECKING"


def _is_flag(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name) and statement.targets[0].id == _FLAG


def _is_direct(statement: ast.ImportFrom) -> bool:
    """Whether all that an import names is in the module in C that this interpreter has."""
    try:
        found = import_module(_DIRECT.get(statement.module or "", ""))
    except (ImportError, ValueError):
        return False
    return all(hasattr(found, alias.name) for alias in statement.names)


def pack(folder: str) -> bytes:
    """The file for the package in a folder."""
    sources: dict[str, tuple[bool, str, ast.Module]] = {}
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
            sources[module] = package, path, ast.parse(source, path)
    known = {module: _names(module, tree, sources) if package else None for module, (package, _, tree) in sources.items()}
    codes: dict[str, tuple[bool, CodeType]] = {}
    made = {*sources, *_DIRECT.values()}
    needs: dict[str, tuple[str, ...]] = {}
    # Annotations stay texts, without the import that says so in the source.
    flags = __future__.annotations.compiler_flag
    for module, (package, path, tree) in sources.items():
        inside = module if package else module.rpartition(".")[0]
        needs[module] = tuple(name for name in _imports(tree, inside) if name in made and name != module)
        # A tenth of all code is docstrings, which nobody reads here but the help of commands.
        spoken = path.startswith("cli/")
        plain = _Plain(inside, known).visit(tree)
        codes[module] = package, compile(plain, path, "exec", flags, dont_inherit=True, optimize=-1 if spoken else 2)
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
    return b"".join((head(), sizes, table, together, *parts))


def _origin(statement: ast.ImportFrom, package: str) -> str:
    """The full name of the module that an import in a package names, or that of its module in C."""
    if not statement.level:
        return _DIRECT[statement.module or ""]
    parts = package.split(".")
    return ".".join([*parts[: len(parts) - statement.level + 1], *filter(None, [statement.module])])


def _names(package: str, tree: ast.Module, modules: Iterable[str]) -> set[str]:
    """What can be taken from a package: its modules that are packed, and the names that its own code makes."""
    found = {name.rpartition(".")[2] for name in modules if name.rpartition(".")[0] == package}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and node.value is not None and isinstance(node.target, ast.Name):
            found.add(node.target.id)
        elif isinstance(node, ast.ImportFrom):
            found |= {alias.asname or alias.name for alias in node.names}
    return found


def _imports(tree: ast.Module, package: str) -> list[str]:
    """What a module of a package imports from its own package when it is imported, and from modules in C, in order."""
    found: list[str] = []
    for statement in tree.body:
        if isinstance(statement, ast.ImportFrom) and (statement.level or _is_direct(statement)):
            origin = _origin(statement, package)
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
