"""File patterns of configuration files: ``*`` within a name, ``**`` across folders."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class Glob:
    """A pattern as it stands in a file, relative to the folder ``base``.

    A pattern without a slash matches a file or folder name at any depth; one
    with a slash matches from ``base`` on; a folder matches all that is in it.
    """

    __slots__ = ("_regex", "base", "text")

    def __init__(self, text: str, base: str) -> None:
        self.text = text
        self.base = base
        import re

        self._regex = re.compile(_translated(text))

    def matches(self, path: str) -> bool:
        """Whether the absolute ``path`` lies in ``base`` and fits the pattern."""
        below = relative(path, self.base)
        return below is not None and self._regex.match(below) is not None

    @property
    def plain(self) -> str:
        """The one absolute path that the pattern names; "" where it has wildcards or no slash."""
        if any(mark in self.text for mark in "*?[") or "/" not in self.text.rstrip("/"):
            return ""
        return os.path.normpath(os.path.join(self.base, self.text))


def relative(path: str, base: str) -> str | None:
    """``path`` below ``base`` with ``/``, "" for ``base`` itself, None where it lies elsewhere."""
    if path == base:
        return ""
    root = base if base.endswith(os.sep) else base + os.sep
    if not path.startswith(root):
        return None
    below = path[len(root) :]
    return below.replace(os.sep, "/") if os.sep != "/" else below


def matches_any(globs: Iterable[Glob], path: str) -> bool:
    """Whether one of the patterns matches the absolute ``path``."""
    return any(glob.matches(path) for glob in globs)


def _translated(pattern: str) -> str:
    """The pattern as a regular expression, to be matched at the start of a relative path."""
    import re

    pattern = pattern.replace("\\", "/")
    anchored = "/" in pattern.rstrip("/")
    pattern = pattern.removeprefix("./").removeprefix("/").rstrip("/")
    out = "" if anchored else "(?:.*/)?"
    at = 0
    while at < len(pattern):
        if pattern.startswith("**/", at):
            out += "(?:.*/)?"
            at += 3
        elif pattern.startswith("**", at):
            out += ".*"
            at += 2
        elif pattern[at] == "*":
            out += "[^/]*"
            at += 1
        elif pattern[at] == "?":
            out += "[^/]"
            at += 1
        elif pattern[at] == "[" and (close := pattern.find("]", at + 2)) > 0:
            inside = pattern[at + 1 : close]
            negated = inside[:1] in ("!", "^")
            body = re.sub(r"([\\^\[\]])", r"\\\1", inside[negated:])
            out += f"(?!/)[{'^' if negated else ''}{body}]"
            at = close + 1
        else:
            out += re.escape(pattern[at])
            at += 1
    return out + "(?:/.*)?\\Z"
