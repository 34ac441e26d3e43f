"""A rule: what is wrong, how bad it is, and what to tell the user."""

from __future__ import annotations

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

#: What most runs do not ask of most rules.
PACKED = ("options", "rationale", "references", "examples")


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
        "packed",
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

    def __getattr__(self, name: str) -> Any:
        """What a run seldom needs of a rule that comes from the compiled table: unpacked when it is asked for.

        ``packed`` is ``marshal`` data: the values of ``PACKED``.
        """
        if name not in PACKED:
            raise AttributeError(name)
        from marshal import loads

        for field, value in zip(PACKED, loads(self.packed), strict=True):
            setattr(self, field, value)
        return object.__getattribute__(self, name)


class Choice:
    """Which rules run, and how severe each is: the outcome of all configuration."""

    __slots__ = ("active", "severities")

    def __init__(self, active: list[bool], severities: list[str]) -> None:
        self.active = active
        self.severities = severities
