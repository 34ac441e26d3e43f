"""YAML with the place of every value, duplicate keys refused, and only true and false as booleans."""

from __future__ import annotations

import re
from typing import Any

import yaml

from ..core.files import shown

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?[0-9]+\.[0-9]+")

Path = tuple[str | int, ...]


class SourceError(ValueError):
    """Something wrong in a YAML file; ``line`` and ``column`` are 1-based."""

    def __init__(self, path: str, line: int, column: int, message: str) -> None:
        super().__init__(f"{shown(path)}:{line}:{column}: {message}")
        self.path = path
        self.line = line
        self.column = column
        self.message = message


class Source:
    """One YAML file: its data, and where each key and value stands in it."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self._marks: dict[Path, tuple[int, int]] = {(): (1, 1)}
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            node = yaml.compose(text, Loader=loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            raise SourceError(path, line, column, f"不是合法的 YAML：{error.problem}") from None
        except yaml.YAMLError as error:
            raise SourceError(path, 1, 1, f"不是合法的 YAML：{error}") from None
        self.data: Any = None if node is None else self._value(node, ())

    def error(self, where: Path, message: str) -> SourceError:
        """An error at the nearest place in the file that ``where`` leads to."""
        while where not in self._marks:
            where = where[:-1]
        line, column = self._marks[where]
        return SourceError(self.path, line, column, message)

    def _value(self, node: Any, where: Path) -> Any:
        self._marks.setdefault(where, (node.start_mark.line + 1, node.start_mark.column + 1))
        if isinstance(node, yaml.MappingNode):
            mapping: dict[str, Any] = {}
            for key_node, value_node in node.value:
                key = str(key_node.value)
                place = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
                if key in mapping:
                    raise SourceError(self.path, *place, f"键“{key}”写了两次")
                self._marks[(*where, key)] = place
                mapping[key] = self._value(value_node, (*where, key))
            return mapping
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, (*where, index)) for index, item in enumerate(node.value)]
        return _scalar(node)


def _scalar(node: Any) -> Any:
    """The scalar as YAML 1.2 reads it: ``no``, ``on`` and dates stay text."""
    text = node.value
    if node.style:  # the C loader says "" for a plain scalar, the other None
        return text
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
