"""Rule files to rules."""

from __future__ import annotations

import os
import string
from typing import TYPE_CHECKING

from ..core.finding import LintError
from ..core.rule import Rule
from ..matchers import matcher_class
from .data import is_data, with_data
from .source import Source, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..core.matcher import Matcher


def rule_files(folder: str) -> list[str]:
    """The rule files below a folder, or the file itself, sorted. LintError where there is none."""
    if os.path.isfile(folder):
        return [folder]
    if not os.path.isdir(folder):
        raise LintError(f"{folder}: 没有这个规则文件夹")
    found = []
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [
            os.path.join(parent, name)
            for name in sorted(names)
            if name.endswith((".yaml", ".yml")) and not name.startswith(".") and not is_data(name)
        ]
    return found


def load_rule(path: str) -> tuple[Rule, str | None]:
    """The rule in a file, and the id that it replaces. Raises SourceError with line and column."""
    from .schema import checked

    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(path, 1, 1, f"读不出来：{error}") from None
    source = Source(path, text)
    model = checked(source)
    if model.id != os.path.splitext(os.path.basename(path))[0]:
        raise source.error(("id",), f"id“{model.id}”应与文件名相同")
    options = {key: value for key, value in model.matcher.items() if key != "kind"}
    kind = model.matcher["kind"]
    examples = model.examples.model_dump(exclude_none=True)
    try:
        options = with_data(matcher_class(kind), options, source, examples)
        options = matcher_class(kind).load(options, os.path.dirname(path))
        matcher = matcher_class(kind)(**options)
    except SourceError:
        raise
    except (ValueError, TypeError, OSError) as error:
        raise source.error(("matcher",), str(error)) from None
    if model.view and matcher.reach != "paragraph":
        raise source.error(("view",), f"{kind} 类的规则读整篇文稿，不能写 view")
    names = {"text", *matcher.names()}
    _check_template(source, ("message",), model.message, names)
    if model.fix and model.fix.replacement is not None:
        _check_template(source, ("fix", "replacement"), model.fix.replacement, names)
    if model.fix and model.fix.applicability == "safe":
        for index, bad in enumerate(model.examples.bad):
            if isinstance(bad, str) or bad.fixed is None:
                raise source.error(("examples", "bad", index), "safe 的修改需要写出 fixed")
    rule = Rule(
        model.id,
        model.name,
        model.category,
        model.severity,
        model.message,
        kind,
        options,
        model.rationale.strip(),
        tuple(model.references),
        tuple(model.scope),
        model.fix.model_dump(exclude_none=True) if model.fix else None,
        examples,
        tuple(model.formerly),
        model.enabled,
        tuple(model.skip),
        model.quoted,
        model.when.model_dump(exclude_none=True) if model.when else None,
        model.view,
        tuple(model.yields_to),
        path,
    )
    return rule, model.replaces


def _check_template(
    source: Source, where: tuple[str, ...], template: str, names: set[str]
) -> None:
    try:
        used = [name for _, name, _, _ in string.Formatter().parse(template) if name is not None]
    except ValueError as error:
        raise source.error(where, f"花括号不成对：{error}") from None
    for name in used:
        if name not in names:
            raise source.error(
                where, f"没有名为 {{{name}}} 的值；可用：{'、'.join(sorted(names))}"
            )


def load_rules(folders: Iterable[str]) -> dict[str, Rule]:
    """The rules of all folders, sorted by id; later folders come on top.

    Raises LintError naming every fault of every file, with line and column.
    """
    rules: dict[str, Rule] = {}
    faults: list[str] = []
    for folder in folders:
        for path in rule_files(folder):
            try:
                rule, replaces = load_rule(path)
            except SourceError as error:
                faults.append(str(error))
                continue
            if replaces is not None:
                if replaces not in rules:
                    faults.append(f"{path}: replaces 的“{replaces}”不存在")
                    continue
                del rules[replaces]
            if rule.id in rules:
                faults.append(
                    f"{path}: 规则“{rule.id}”已在 {rules[rule.id].path} 中；要取代它，写 replaces: {rule.id}"
                )
                continue
            rules[rule.id] = rule
    if faults:
        raise LintError("\n".join(faults))
    return dict(sorted(rules.items()))


def matcher_of(rule: Rule) -> Matcher:
    """A new matcher for a rule that was checked when it was loaded."""
    return matcher_class(rule.kind)(**rule.options)
