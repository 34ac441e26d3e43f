"""Data files beside rules: wordings in YAML, each with a source and the time for which it holds.

A file ``NAME.data.yaml`` is no rule. A rule names it in an option of its
matcher; its sections and their keys are what the matcher's ``records`` say,
and ``examples`` in it count with the rule's own.
"""

from __future__ import annotations

import os
import typing
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from .schema import BadModel, located
from .source import Source

if TYPE_CHECKING:
    from ..core.matcher import Matcher

SUFFIX = ".data.yaml"
_STRICT = ConfigDict(extra="forbid", strict=True)


def is_data(name: str) -> bool:
    """Whether a file's name is that of a data file."""
    return name.endswith(SUFFIX)


class _MoreExamples(BaseModel):
    """Examples of a data file; one kind of them is enough."""

    model_config = _STRICT
    bad: list[BadModel | str] = []
    good: list[str] = []


def with_data(
    kind: type[Matcher], options: dict[str, Any], rule: Source, examples: dict[str, Any]
) -> dict[str, Any]:
    """The options with what stands in the data file they name; its examples are added to ``examples``.

    Raises SourceError with line and column in the file that is wrong.
    """
    if not kind.records:
        return options
    read = {}
    for key, value in options.items():
        if not isinstance(value, str) or not is_data(value):
            continue
        path = os.path.join(os.path.dirname(rule.path), value)
        try:
            with open(path, encoding="utf-8") as file:
                text = file.read()
        except (OSError, UnicodeDecodeError) as error:
            raise rule.error(("matcher", key), f"数据文件“{value}”读不出来：{error}") from None
        data = _checked(Source(path, text), kind)
        for name, more in data.pop("examples").items():
            examples[name] = [*examples[name], *more]
        read[key] = data
    missing = [key for key in options if key == "data" and key not in read]
    if missing:
        raise rule.error(("matcher", "data"), f"data 应当是规则旁边一个 {SUFFIX} 文件的名字")
    return {**options, **read}


def _checked(source: Source, kind: type[Matcher]) -> dict[str, Any]:
    """The records of a data file, with the defaults filled in."""
    if not isinstance(source.data, dict):
        raise source.error((), "数据文件应当是一个映射（键: 值）")
    fields: dict[str, Any] = {}
    for section, record in kind.records.items():
        fields[section] = (list[record_model(record)], Field(default=[]))  # type: ignore[misc]
    shape = create_model("Data", __config__=_STRICT, examples=(_MoreExamples, _MoreExamples()), **fields)
    try:
        model = shape.model_validate(source.data)
        data: dict[str, Any] = model.model_dump()
        data["examples"] = model.examples.model_dump(exclude_none=True)
    except ValidationError as error:
        raise located(source, error, (), list(shape.model_fields)) from None
    if not any(data[section] for section in kind.records):
        raise source.error((), f"没有数据；这里可以写：{'、'.join(kind.records)}")
    for section in kind.records:
        for number, record in enumerate(data[section]):
            flaw = kind.flaw(section, record)
            if flaw:
                raise source.error((section, number), flaw)
    return data


def record_model(record: type) -> type[BaseModel]:
    """The model of a record class: its annotations, with its attributes as defaults."""
    hints = typing.get_type_hints(record)
    fields: dict[str, Any] = {name: (hint, getattr(record, name, ...)) for name, hint in hints.items()}
    return create_model(record.__name__, __config__=_STRICT, __doc__=record.__doc__, **fields)


__all__ = ["SUFFIX", "is_data", "record_model", "with_data"]
