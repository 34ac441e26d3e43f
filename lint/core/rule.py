"""A rule: what is wrong, how bad it is, and what to tell the user."""

from __future__ import annotations

from marshal import dumps, loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SEVERITIES = ("info", "warning", "error")
CATEGORIES = (
    "placeholder",
    "duplicate",
    "numbering",
    "typo",
    "ad",
    "punctuation",
    "spacing",
    "number",
    "consistency",
    "term",
    "privacy",
    "residue",
    "style",
)
APPLICABILITY = ("safe", "unsafe", "display")
#: Zones that a rule may keep out of.
ZONES = ("quotation", "title", "url", "code", "mask")

# What the compiled table keeps of a rule, in three parts that are unpacked when they are first asked for:
# by no run of most rules, to build the matcher, and by almost no run.
_STATED = (
    "category", "enabled", "fix", "formerly", "message", "name", "path", "quoted", "scope", "severity", "skip", "view",
    "when", "yields_to",
)  # fmt: skip
_TOLD = ("rationale", "references")


def rank(severity: str) -> int:
    """0 for info, 1 for warning, 2 for error; ValueError for anything else."""
    return SEVERITIES.index(severity)


class Rule:
    """One rule as its YAML file states it.

    ``options`` are the keys under ``matcher:`` beside ``kind``. ``skip`` names
    zones; ``quoted`` is ``lower`` where a match inside quotation marks is one
    level less severe; ``when`` holds conditions on the document's facts;
    ``yields_to`` names rules whose findings take the place of this rule's
    where both overlap. ``path`` is the file it was loaded from.
    """

    __slots__ = (
        "_home",
        "_parts",
        "category",
        "enabled",
        "examples",
        "fix",
        "formerly",
        "id",
        "kind",
        "message",
        "name",
        "options",
        "path",
        "quoted",
        "rationale",
        "references",
        "scope",
        "severity",
        "skip",
        "view",
        "when",
        "yields_to",
    )

    _home: str
    _parts: tuple[memoryview, memoryview, memoryview]

    def __init__(
        self,
        id: str,
        name: str,
        category: str,
        severity: str,
        message: str,
        kind: str,
        options: dict[str, Any],
        rationale: str = "",
        references: tuple[str, ...] = (),
        scope: tuple[str, ...] = (),
        fix: dict[str, str] | None = None,
        examples: dict[str, Any] | None = None,
        formerly: tuple[str, ...] = (),
        enabled: bool = True,
        skip: tuple[str, ...] = (),
        quoted: str = "",
        when: dict[str, Any] | None = None,
        view: str = "",
        yields_to: tuple[str, ...] = (),
        path: str = "",
    ) -> None:
        self.id = id
        self.name = name
        self.category = category
        self.severity = severity
        self.message = message
        self.kind = kind
        self.options = options
        self.rationale = rationale
        self.references = references
        self.scope = scope
        self.fix = fix
        self.examples = examples or {}
        self.formerly = formerly
        self.enabled = enabled
        self.skip = skip
        self.quoted = quoted
        self.when = when or {}
        self.view = view
        self.yields_to = yields_to
        self.path = path

    def packed(self, home: str) -> tuple[bytes, bytes, bytes]:
        """What ``unpacked`` takes beside id and kind; a path below the folder ``home`` moves with it. Examples are left out."""
        stated = {name: getattr(self, name) for name in _STATED}
        if self.path.startswith(home):
            stated["path"] = f"\0{self.path[len(home) :]}"
        return dumps(tuple(stated.values())), dumps(self.options), dumps(tuple(getattr(self, name) for name in _TOLD))

    @classmethod
    def unpacked(cls, id: str, kind: str, home: str, parts: tuple[memoryview, memoryview, memoryview]) -> Rule:
        """The rule of which ``packed`` gave these parts."""
        rule = cls.__new__(cls)
        rule.id = id
        rule.kind = kind
        rule._home = home
        rule._parts = parts
        return rule

    def __getattr__(self, name: str) -> Any:
        """What was not asked for before of a rule that comes from the compiled table."""
        if name == "options":
            self.options = loads(self._parts[1])
        elif name in _STATED:
            # All at once: a loop over the names takes three times as long.
            (
                self.category, self.enabled, self.fix, self.formerly, self.message, self.name, self.path, self.quoted,
                self.scope, self.severity, self.skip, self.view, self.when, self.yields_to,
            ) = loads(self._parts[0])  # fmt: skip
            if self.path[:1] == "\0":
                self.path = self._home + self.path[1:]
        elif name in _TOLD:
            self.rationale, self.references = loads(self._parts[2])
        elif name == "examples":
            self.examples = {}
        else:
            raise AttributeError(name)
        return object.__getattribute__(self, name)


class Choice:
    """Which rules run, and how severe each is: the outcome of all configuration."""

    __slots__ = ("active", "severities")

    def __init__(self, active: list[bool], severities: list[str]) -> None:
        self.active = active
        self.severities = severities
