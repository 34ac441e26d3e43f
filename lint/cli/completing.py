"""Completion in shells: the script that switches it on, and the names of rules."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_REPORTLINT_COMPLETE"


def script(shell: str, command: click.Command) -> int:
    """Print the script by which a shell completes the command; the exit status."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    sys.stdout.write(kind(command, {}, "reportlint", VARIABLE).source())
    sys.stdout.write("\n")
    return 0


def rules(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The rules and categories that begin like what was typed; behind a comma, that go on from there."""
    from click.shell_completion import CompletionItem

    from ..api import Linter, LintError, category_names

    before, comma, begun = incomplete.rpartition(",")
    try:
        known = Linter().setup(".").rules.by_id()
    except LintError:
        return []
    names = {**category_names(), **{rule.id: rule.name for rule in known.values()}}
    return [
        CompletionItem(f"{before}{comma}{name}", help=words) for name, words in names.items() if name.startswith(begun)
    ]
