"""Plain arguments of ``check``, read without click.

Importing click takes twice as long as linting a report. What is read here is a
strict part of what click reads, in the same way; whatever else stands on the
command line is left to click, with its messages.
"""

from __future__ import annotations

from ..core.rule import SEVERITIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

FORMATS = ("full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "csv", "html")
LEVELS = (*SEVERITIES, "never")
#: The options of ``check`` and what they are where they are not given.
DEFAULTS: dict[str, Any] = {
    "paths": (),
    "form": "full",
    "output": None,
    "min_severity": None,
    "fail_on": None,
    "select": (),
    "ignore": (),
    "fix": False,
    "unsafe_fixes": False,
    "diff": False,
    "config": None,
    "no_config": False,
    "no_cache": False,
    "encoding": "",
    "jobs": 1,
    "statistics": False,
    "quiet": False,
    "show_suppressed": False,
    "baseline": None,
    "update_baseline": False,
    "stdin_filename": "",
}
_FLAGS = {
    "--fix": "fix",
    "--unsafe-fixes": "unsafe_fixes",
    "--diff": "diff",
    "--no-config": "no_config",
    "--no-cache": "no_cache",
    "--statistics": "statistics",
    "-q": "quiet",
    "--quiet": "quiet",
    "--show-suppressed": "show_suppressed",
    "--update-baseline": "update_baseline",
}
_CHOICES = {
    "-f": ("form", FORMATS),
    "--format": ("form", FORMATS),
    "--min-severity": ("min_severity", SEVERITIES),
    "--fail-on": ("fail_on", LEVELS),
}
_LISTS = {"--select": "select", "--ignore": "ignore"}


def plain(arguments: list[str]) -> dict[str, Any] | None:
    """The options that the arguments of ``check`` give, or None where click should read them."""
    options = dict(DEFAULTS)
    paths: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        if not argument.startswith("-") or argument == "-":
            paths.append(argument)
            continue
        name, equals, value = argument.partition("=")
        if argument in _FLAGS:
            options[_FLAGS[argument]] = True
            continue
        if name not in _CHOICES and name not in _LISTS or (equals and not name.startswith("--")):
            return None
        if not equals:
            value = next(rest, "")
            if not value or value.startswith("-"):
                return None
        if name in _LISTS:
            options[_LISTS[name]] += listed(value)
            continue
        key, allowed = _CHOICES[name]
        if value not in allowed:
            return None
        options[key] = value
    if not paths or "" in paths:
        return None
    options["paths"] = tuple(paths)
    return options


def listed(value: str) -> tuple[str, ...]:
    """The names in a comma-separated list."""
    return tuple(name.strip() for name in value.split(",") if name.strip())
