"""Files of accepted findings, added to by tools."""

from __future__ import annotations

import re

from ..catalog.source import Source, SourceError
from ..core.files import replace, shown
from ..core.finding import LintError


def append_accept(path: str, rule: str, text: str, reason: str = "") -> bool:
    """Add an entry to a file of accepted findings, which need not exist; False where it is there already.

    What stands in the file stays as it is, comments too; it is replaced whole
    or not at all. Raises LintError where it cannot be read or extended.
    """
    try:
        with open(path, encoding="utf-8", newline="") as file:
            before = file.read()
    except FileNotFoundError:
        before = ""
    except (OSError, UnicodeDecodeError) as error:
        raise LintError(f"{shown(path)}: 读不出来：{error}") from None
    entry = {"rule": rule, "text": text, **({"reason": reason} if reason else {})}
    try:
        entries = Source(path, before).data or []
        if not isinstance(entries, list):
            raise LintError(f"{shown(path)}: 应当是一个列表（每条以 - 开头）")
        if any({**old, "reason": ""} == {**entry, "reason": ""} for old in entries if isinstance(old, dict)):
            return False
        if before.strip() == "[]":
            before = ""
        elif before and not before.endswith(("\n", "\r")):
            before += "\n"
        first = re.search(r"^ *(?=- )", before, re.MULTILINE) if entries else None
        indent = first.group() if first else ""
        lines = [f"{key}: {_quoted(value)}" for key, value in entry.items()]
        after = f"{before}{indent}- " + f"\n{indent}  ".join(lines) + "\n"
        if Source(path, after).data != [*entries, entry]:
            raise LintError(f"{shown(path)}: 请改成每条以 - 开头的列表")
    except SourceError as error:
        raise LintError(str(error)) from None
    replace(path, after.encode("utf-8"))
    return True


def _quoted(text: str) -> str:
    """A text as a double-quoted YAML scalar."""
    out = []
    for char in text:
        if char in '"\\':
            out.append(f"\\{char}")
        elif char.isprintable() or char in " \u3000":
            out.append(char)
        else:
            code = ord(char)
            out.append(f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}")
    return f'"{"".join(out)}"'
