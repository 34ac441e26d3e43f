"""What ``reportlint rules``, ``explain`` and ``test`` print."""

from __future__ import annotations

import sys

from ..api import Linter, Options, rule_record, severity_names, with_examples
from ..core.finding import LintError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..core.rule import Rule

FIX_NAMES = {"safe": "可自动修改（--fix）", "unsafe": "可自动修改（--fix --unsafe-fixes）", "display": "只给出建议"}


def _rules(config: str | None, no_config: bool) -> dict[str, Rule]:
    linter = Linter(Options(config, not no_config))
    return linter.setup(".").rules.by_id()


def listed(form: str, config: str | None, no_config: bool) -> int:
    """Print all rules, as a table or as JSON."""
    rules = _rules(config, no_config)
    if form == "json":
        import json

        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        rows = [rule_record(rule) for rule in rules.values()]
        json.dump({"version": 1, "rules": rows}, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
        return 0
    from .terminal import output

    width = max((len(name) for name in rules), default=0)
    with output(None, False) as out:
        for rule in rules.values():
            state = "" if rule.enabled else "（默认关闭）"
            severity = severity_names()[rule.severity]
            out.write(f"{rule.id:{width}}  {severity}  {rule.category:<12} {rule.name}{state}\n")
        out.write(f"共 {len(rules)} 条规则；reportlint explain 规则名 看说明\n")
    return 0


def explained(name: str, config: str | None, no_config: bool) -> int:
    """Print why a rule is there, where it comes from, and its examples."""
    from .terminal import output

    rules = _rules(config, no_config)
    rule = rules.get(name) or next((r for r in rules.values() if name in r.formerly), None)
    if rule is None:
        import difflib

        close = difflib.get_close_matches(name, rules, 3, 0.5)
        hint = f"；是否想看 {'、'.join(close)}？" if close else "；用 reportlint rules 列出全部"
        raise LintError(f"没有名为“{name}”的规则{hint}")
    full = with_examples(rule)
    with output(None, False) as out:
        out.write(f"{rule.id}  {rule.name}\n")
        out.write(f"类别 {rule.category}，级别 {severity_names()[rule.severity]}")
        out.write("" if rule.enabled else "，默认关闭")
        out.write(f"，{FIX_NAMES[rule.fix['applicability']]}\n\n" if rule.fix else "\n\n")
        out.write(f"{rule.rationale}\n")
        if rule.references:
            out.write(f"\n依据：{'；'.join(rule.references)}\n")
        out.write("\n应当报告（⟦⟧ 标出位置）：\n")
        for bad in full.examples["bad"]:
            text = bad if isinstance(bad, str) else bad["text"]
            out.write(_indented("✗", text))
            if not isinstance(bad, str) and "fixed" in bad:
                out.write(_indented("→", bad["fixed"]))
        out.write("不应报告：\n")
        for good in full.examples["good"]:
            out.write(_indented("✓", good))
    return 0


def _indented(mark: str, text: str) -> str:
    return f"  {mark} " + "\n    ".join(text.split("\n")) + "\n"


def tested(paths: tuple[str, ...]) -> int:
    """Run the examples of rule files; status 1 where one fails."""
    from ..examples import relative, run_path
    from .terminal import output

    count = faults = 0
    with output(None, False) as out:
        for path in paths:
            for outcome in run_path(path):
                count += 1
                if outcome.fault:
                    faults += 1
                    where = relative(outcome.path)
                    out.write(f"{where}: {outcome.text}\n    {outcome.fault}\n" if outcome.text else f"{outcome.fault}\n")
        out.write(f"{count} 个例子，{faults} 个不合\n")
    return 1 if faults else 0
