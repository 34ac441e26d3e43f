"""The compiled table: everything a run needs of the rules, read in half a millisecond; ``compiling`` makes it.

Kept in the user's cache folder under a name made of the rule files' paths,
sizes and times; written by rename, checked by sum, rebuilt whenever
anything differs, and held in memory where nothing can be written. Never
pickle: a table is ``marshal`` data of plain values and the automaton's bytes.
"""

from __future__ import annotations

import marshal
import os
import sys

from ..core import cache
from ..core.finding import LintError
from ..core.rule import Choice, Rule
from ..matchers import matcher_class
from ..text import patterns
from ..text.automaton import Automaton
from .gates import Gates, Owners

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..core.matcher import Matcher

    # Rules that run: those that ask for a view, those without a gate, and as bytes which the former are and the modes of all.
    Plan = tuple[list[int], list[int], bytes, bytes]

_FORMAT = 12
#: The table of the built-in rules that a wheel holds, beside them.
SHIPPED = "rules.table"


class RuleSet:
    """Rules ready to run.

    ``gates`` tell which strings call for which rule; ``always`` are paragraph
    rules without a gate; ``surveys`` are document rules, ``gated`` those of them
    that have a gate; ``pairs`` are rules that need two hits in a paragraph,
    ``viewed`` those that ask for a view, ``conditional`` those with conditions
    on the document. So many of the first surveys come before all else as ``early``
    says. ``usual`` says which run, and how severe each is, where no
    settings say anything. Matchers are built when they are first needed.
    """

    def __init__(
        self,
        rules: list[Rule],
        gates: Gates,
        always: list[int],
        surveys: list[int],
        gated: list[int],
        pairs: list[int],
        viewed: list[int],
        conditional: list[int],
        early: int,
        usual: tuple[list[bool], list[str]],
    ) -> None:
        self.rules = rules
        self.gates = gates
        self.always = always
        self.surveys = surveys
        self.gated = frozenset(gated)
        self.pairs = frozenset(pairs)
        self.viewed = viewed
        self.conditional = conditional
        self.early = early
        self.usual = Choice(*usual)
        #: What the rules and the program were when they were compiled; "" where that is not known.
        self.digest = ""
        #: The file that they come from, where that is mapped into memory.
        self.mapped: memoryview | None = None
        self._matchers: list[Matcher | None] = [None] * len(rules)
        self._plans: dict[bytes, Plan] = {}
        self._by_id = {rule.id: rule for rule in rules}

    def matcher(self, number: int) -> Matcher:
        """The matcher of rule ``number``."""
        matcher = self._matchers[number]
        if matcher is None:
            rule = self.rules[number]
            matcher = self._matchers[number] = matcher_class(rule.kind).restored(rule.options)
        return matcher

    def plan(self, active: bytes) -> Plan:
        """What of the rules that run (a byte each, 1 where it does) a document is asked for; the same for nearly all documents."""
        plan = self._plans.get(active)
        if plan is None:
            viewed = [number for number in self.viewed if active[number]]
            always = [number for number in self.always if active[number]]
            asked = bytes([number in viewed for number in range(len(active))])
            modes = bytes([runs and 1 + (number in self.pairs) for number, runs in enumerate(active)])
            plan = self._plans[active] = viewed, always, asked, modes
        return plan

    def rest(self) -> None:
        """Give back the memory that holds what was read of the table."""
        if self.mapped is not None:
            cache.unread(self.mapped)

    def by_id(self) -> dict[str, Rule]:
        """The rules by id, the same mapping every time."""
        return self._by_id


def rules_dir() -> str:
    """The folder of the rules that come with the package."""
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    inside = os.path.join(root, "rules")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(root), "rules")


def rule_set(folders: list[str]) -> RuleSet:
    """The rules of all folders, from a compiled table where it is still right.

    The built-in rules alone come from the table in the wheel where that was
    made for this interpreter. Raises LintError where a rule file is wrong.
    """
    built_in = rules_dir()
    if folders == [built_in]:
        found = _shipped(os.path.join(built_in, SHIPPED))
        if found is not None:
            return found
    stamp = _stamp(folders)
    digest = _digest(stamp)
    path = cache.place(f"rules-{digest.hex()[:24]}.table")
    body = cache.load(path, digest)
    found = _unpacked(memoryview(body)) if body is not None else None
    if found is not None:
        found.digest = digest.hex()
        return found
    # YAML and what checks it are imported only where the table must be made.
    from .compiling import compiled

    built, table = compiled(folders)
    built.digest = digest.hex()
    if cache.store(path, table, digest):
        _prune(os.path.dirname(path))
    return built


def _shipped(path: str) -> RuleSet | None:
    """The rules of the table in the wheel, most of which no run looks at; None where it is not there, damaged, or not for this interpreter."""
    head = engine()
    view = cache.mapped(path)
    if view is None or view[: len(head)] != head:
        return None
    found = _unpacked(view[len(head) :])
    if found is not None:
        found.mapped = view
        stat = os.stat(path)
        found.digest = f"{head!r} {stat.st_size} {stat.st_mtime_ns}"
    return found


def engine() -> bytes:
    """What a table depends on beside the rules: its format, the interpreter, and what finds strings."""
    engine = Automaton.engine()
    version = f"{_FORMAT} {sys.implementation.cache_tag} {sys.hexversion >> 16:x} {sys.byteorder} {engine}\n"
    return version.encode()


def _stamp(folders: list[str]) -> bytes:
    """What the table depends on: program, interpreter, and every file of the rules."""
    parts = [f"{engine()!r} {sys.hexversion:x}"]
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    # The program's own modules decide how rules are compiled, so they count as well.
    watched = [
        os.path.join(package, name)
        for name in (
            "matchers", "catalog", "text", "core", "typo", "readers", "editors", "ooxml",
            "archive.py", "office.py", "engine.py", "linter.py", "outcome.py", "results.py",
        )
    ]  # fmt: skip
    for folder in (*watched, *folders):
        if not os.path.exists(folder):
            raise LintError(f"{folder}: 没有这个规则文件夹")
        stack = [os.path.abspath(folder)]
        while stack:
            current = stack.pop()
            if os.path.isfile(current):
                parts.append(_line(current, os.stat(current)))
                continue
            with os.scandir(current) as entries:
                for entry in sorted(entries, key=lambda entry: entry.name):
                    if entry.name.startswith((".", "__pycache__")) or entry.name == SHIPPED:
                        continue
                    if entry.is_dir():
                        stack.append(entry.path)
                    else:
                        parts.append(_line(entry.path, entry.stat()))
    return "\n".join(parts).encode("utf-8", "surrogateescape")


def _line(path: str, stat: os.stat_result) -> str:
    return f"{path}\t{stat.st_size}\t{stat.st_mtime_ns}"


def _digest(data: bytes) -> bytes:
    from _blake2 import blake2b  # what hashlib wraps; hashlib itself costs 2 ms

    return bytes(blake2b(data, digest_size=16).digest())


def _unpacked(view: memoryview) -> RuleSet | None:
    try:
        head = 4 + int.from_bytes(view[:4], "little")
        numbers, sizes, index, ids, kinds, ends = marshal.loads(view[4:head])
        parts = []
        for size in sizes:
            parts.append(view[head : head + size])
            head += size
        rows, strings, engine, starts, flat, known = parts
        if head != len(view):
            return None
        gates = Gates(Automaton.restore(strings, engine), Owners(starts, flat))
    except (ValueError, EOFError, TypeError):
        return None
    patterns.restore(index, known)
    here = rules_dir()
    rules = []
    start = 0
    for number, (name, kind) in enumerate(zip(ids, kinds, strict=True)):
        middle, last, end = ends[3 * number : 3 * number + 3]
        rules.append(Rule.unpacked(name, kind, here, (rows[start:middle], rows[middle:last], rows[last:end])))
        start = end
    return RuleSet(rules, gates, *numbers)


# Several versions and several sets of own rules may be in use at a time.
_KEPT = 12


def _prune(folder: str) -> None:
    """Remove the oldest tables where more than a dozen have gathered."""
    with os.scandir(folder) as entries:
        tables = [
            (entry.stat().st_mtime_ns, entry.path)
            for entry in entries
            if entry.name.startswith("rules-") and entry.name.endswith(".table")
        ]
    for _, path in sorted(tables, reverse=True)[_KEPT:]:
        try:
            os.unlink(path)
        except OSError:
            pass  # another run was faster
