"""From settings to the rules that run, and how severe each is."""

from __future__ import annotations

from ..core.finding import LintError
from ..core.rule import CATEGORIES, Choice

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    from ..core.rule import Rule
    from . import Settings

    class Rules(Protocol):
        """Anything with rules in order."""

        rules: list[Rule]
        usual: Choice


def resolve(settings: Settings, rules: Rules) -> Choice:
    """Which rules are active and how severe.

    A rule's own ``enabled``, then ``select`` in place of the default set (a
    rule named by its id runs even if it is off by default), then ``ignore``,
    then ``severity``, where an id goes before a category, ``off`` switches off,
    and an id without any ``select`` switches on. Old ids of renamed rules
    work. Raises LintError naming every unknown id with its place and the
    nearest name.
    """
    if not (settings.select or settings.ignore or settings.severity or settings.accept):
        return rules.usual
    renamed = {old: rule.id for rule in rules.rules for old in rule.formerly}
    ids = {rule.id for rule in rules.rules}
    faults = [
        f"{place}: {fault}" if place else fault
        for name, place in settings.names()
        if (fault := unknown(name, ids, renamed))
    ]
    if faults:
        raise LintError("\n".join(faults))

    def current(name: str) -> str:
        return name if name in ids else renamed.get(name, name)

    select = {current(name) for name in settings.select}
    ignore = {current(name) for name in settings.ignore}
    severity = {current(name): level for name, level in settings.severity.items()}
    active = []
    severities = []
    for rule in rules.rules:
        level = severity.get(rule.id) or severity.get(rule.category, "")
        if select:
            on = rule.id in select or (rule.enabled and rule.category in select)
        else:
            on = rule.enabled or severity.get(rule.id, "off") != "off"
        active.append(on and not ignore & {rule.id, rule.category} and level != "off")
        severities.append(level if level and level != "off" else rule.severity)
    return Choice(active, severities)


def unknown(name: str, ids: set[str], renamed: dict[str, str]) -> str:
    """What is wrong with a name that should be a rule or a category; "" where nothing is."""
    if name in ids or name in renamed or name in CATEGORIES:
        return ""
    import difflib

    close = difflib.get_close_matches(name, [*ids, *CATEGORIES, *renamed], 1, 0.6)
    hint = f"，是否想写 {close[0]}？" if close else "；用 reportlint rules 查看全部规则"
    return f"没有名为“{name}”的规则或类别{hint}"
