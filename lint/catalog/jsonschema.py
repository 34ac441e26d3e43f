"""JSON Schemas of rule files and configuration files, for editors.

python -m reportlint.catalog.jsonschema schemas           writes them
python -m reportlint.catalog.jsonschema --check schemas   status 1 where they are out of date
"""

from __future__ import annotations

import inspect
import json
import os
import sys
from typing import Any

from ..core.keys import ACCEPT_KEYS, FAIL_ON, FILES, KEYS, LEVELS, OVERRIDE_KEYS, SEVERITY
from ..core.rule import CATEGORIES
from ..matchers import kinds, matcher_class
from .schema import RuleModel, option_model

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = {"type": "string", "minLength": 1}


def rule_schema() -> dict[str, Any]:
    """The schema of a rule file; ``matcher`` is one of the kinds with its own keys."""
    schema = RuleModel.model_json_schema()
    shapes = []
    for kind in kinds():
        shape = option_model(kind).model_json_schema()
        schema["$defs"].update(shape.pop("$defs", {}))
        shape["description"] = inspect.cleandoc(matcher_class(kind).__doc__ or "")
        shape["properties"] = {"kind": {"const": kind}, **shape.get("properties", {})}
        shape["required"] = ["kind", *shape.get("required", [])]
        shapes.append(shape)
    schema["properties"]["matcher"] = {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"enum": kinds()}},
        "oneOf": shapes,
    }
    return {
        "$schema": _DRAFT,
        "title": "reportlint rule",
        **{key: value for key, value in _untitled(schema).items() if key != "title"},
    }


def config_schema() -> dict[str, Any]:
    """The schema of ``.reportlint.yaml``."""
    properties = {key: _described(_shape(shape), text) for key, (shape, text) in KEYS.items()}
    return {
        "$schema": _DRAFT,
        "title": "reportlint configuration",
        "type": ["object", "null"],
        "properties": properties,
        "additionalProperties": False,
    }


def _described(shape: dict[str, Any], text: str) -> dict[str, Any]:
    return {"description": text, **shape}


def _shape(name: str) -> dict[str, Any]:
    """The schema of one shape of ``KEYS``."""
    texts = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
    if name == "severity":
        known = {category: {"enum": list(SEVERITY)} for category in CATEGORIES}
        return {"type": "object", "properties": known, "additionalProperties": {"enum": list(SEVERITY)}}
    if name == "accept":
        entry = {key: _described(_TEXT, text) for key, text in ACCEPT_KEYS.items()}
        return {"type": "array", "items": _mapping(entry, ["rule", "text"])}
    if name == "overrides":
        entry = {"files": _described(_shape(FILES[0]), FILES[1])}
        for key in OVERRIDE_KEYS:
            entry[key] = _described(_shape(KEYS[key][0]), KEYS[key][1])
        return {"type": "array", "items": _mapping(entry, ["files"])}
    plain: dict[str, dict[str, Any]] = {
        "text": _TEXT,
        "texts": texts,
        "list": texts,
        "level": {"enum": list(LEVELS)},
        "fail_on": {"enum": list(FAIL_ON)},
    }
    return plain[name]


def _mapping(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _untitled(value: Any, names: bool = False) -> Any:
    """A schema without the titles that pydantic makes from names; ``names`` for a mapping of properties."""
    if isinstance(value, dict):
        return {
            key: _untitled(entry, key in ("properties", "$defs") and not names)
            for key, entry in value.items()
            if names or key != "title"
        }
    if isinstance(value, list):
        return [_untitled(entry) for entry in value]
    return value


SCHEMAS = {"rule.schema.json": rule_schema, "config.schema.json": config_schema}


def written() -> dict[str, str]:
    """The text of every schema file, by its name."""
    return {name: json.dumps(make(), ensure_ascii=False, indent=2) + "\n" for name, make in SCHEMAS.items()}


def write(folder: str) -> None:
    """Write all schemas into a folder."""
    os.makedirs(folder, exist_ok=True)
    for name, text in written().items():
        with open(os.path.join(folder, name), "w", encoding="utf-8", newline="\n") as file:
            file.write(text)


def outdated(folder: str) -> list[str]:
    """The names of the schema files in a folder that are missing or not what ``write`` would write."""
    names = []
    for name, text in written().items():
        try:
            with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
                same = file.read() == text
        except OSError:
            same = False
        if not same:
            names.append(name)
    return names


def main(arguments: list[str]) -> int:
    """Write the schemas, or with ``--check`` say which are out of date: status 0 or 1."""
    folders = [argument for argument in arguments if argument != "--check"] or ["schemas"]
    if "--check" not in arguments:
        write(folders[0])
        return 0
    stale = outdated(folders[0])
    for name in stale:
        sys.stderr.write(f"{os.path.join(folders[0], name)}: 已过期；请运行 make generate\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
