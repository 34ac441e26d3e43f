"""The HTTP API, described for programs (OpenAPI 3.1)."""

from __future__ import annotations

from typing import Any

from ..api import FORMATS
from ..core.rule import CATEGORIES, SEVERITIES
from .jobs import WORD

_NUMBER = {"type": "integer", "minimum": 0}
_STRING = {"type": "string"}
_PLACE = {
    name: {"type": "integer", "minimum": 1, "description": "从 1 起，按字符计，结尾不含在内"}
    for name in ("line", "column", "end_line", "end_column")
} | {name: {**_NUMBER, "description": "在文本里的位置，从 0 起，按 Unicode 字符计"} for name in ("start", "end")}


def _object(properties: dict[str, Any], required: tuple[str, ...] | None = None, **more: Any) -> dict[str, Any]:
    found = {"type": "object", "properties": properties, **more}
    names = list(properties if required is None else required)
    return {**found, "required": names} if names else found


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


def _list(schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": schema}


_EDIT = _object({"start": _NUMBER, "end": _NUMBER, "replacement": _STRING})
_SEVERITY = {"enum": list(SEVERITIES)}
_FINDING = _object(
    {
        "path": _STRING,
        "rule": _STRING,
        "category": {"enum": list(CATEGORIES)},
        "severity": _SEVERITY,
        "message": _STRING,
        "data": {"type": "object"},
        **_PLACE,
        "text": {**_STRING, "description": "该处文字；个人信息以 █ 遮住"},
        "location": _nullable({"type": "object"}),
        "related": _nullable(_list(_object({"path": _STRING, **_PLACE, "message": _STRING}))),
        "fix": _nullable(
            _object(
                {"applicability": {"enum": ["safe", "unsafe", "display"]}, "title": _STRING, "edits": _list(_EDIT)}
            )
        ),
        "fingerprint": _STRING,
        "redacted": {"type": "boolean"},
    },
    (
        *("path", "rule", "category", "severity", "message", "data", *_PLACE),
        *("text", "location", "related", "fix", "fingerprint"),
    ),
)
_RESULT = _object(
    {
        "version": {"const": 1},
        "tool": _object({"name": _STRING, "version": _STRING}),
        "findings": _list(_FINDING),
        "failures": _list(_object({"path": _STRING, "stage": _STRING, "message": _STRING})),
        "summary": _object(
            {
                "files": _NUMBER,
                "findings": _NUMBER,
                "by_severity": {"type": "object", "additionalProperties": _NUMBER},
                "by_rule": {"type": "object", "additionalProperties": _NUMBER},
                "suppressed": _NUMBER,
            }
        ),
        "document": {
            **_object(
                {
                    "path": _STRING,
                    "format": _STRING,
                    "encoding": _STRING,
                    "text": _STRING,
                    "unmakeable": _list(_NUMBER),
                    "editable": {"type": "boolean"},
                    "refused": _list(_NUMBER),
                },
                ("path", "format", "encoding", "text", "unmakeable"),
            ),
            "description": "要了 document 才有：读出的全文（个人信息不遮），以及本格式里改不了的问题的序号（unmakeable）",
        },
    },
    ("version", "tool", "findings", "failures", "summary"),
    description="与 reportlint -f json 相同；今后只会增加键",
)
_OPTIONS: dict[str, dict[str, Any]] = {
    "name": {**_STRING, "description": "文件名，后缀决定格式；不写当作纯文本", "examples": ["总结.docx"]},
    "select": {"description": "只用这些规则或类别", "oneOf": [_STRING, _list(_STRING)]},
    "ignore": {"description": "不用这些规则或类别", "oneOf": [_STRING, _list(_STRING)]},
    "min_severity": {**_SEVERITY, "description": "报告到哪一级；默认 warning"},
}
_BODY = _object(
    {
        "text": {**_STRING, "description": "文本"},
        "data": {**_STRING, "contentEncoding": "base64", "description": "文件内容，代替 text"},
        **_OPTIONS,
        "document": {"type": "boolean", "description": "回答里附上读出的全文"},
        "format": {"enum": list(FORMATS), "description": "只用于 /api/report"},
        "edits": {**_list(_EDIT), "description": "先做这些改动（按位置排好，互不重叠）"},
    },
    (),
)


def description(version: str, largest: int) -> dict[str, Any]:
    """The description; ``largest`` is the size of the largest request in bytes."""
    query = [
        {"name": name, "in": "query", "description": value["description"], "schema": _STRING}
        for name, value in _OPTIONS.items()
    ]
    body = {
        "required": True,
        "description": f"JSON，或者直接是文件内容（这时选项写在地址里）；不超过 {largest >> 20} MB",
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/Request"}},
            "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
        },
    }

    def post(operation: str, summary: str, content: dict[str, Any], *more: dict[str, Any]) -> dict[str, Any]:
        return {
            "post": {
                "operationId": operation,
                "summary": summary,
                "parameters": [*query, *more],
                "requestBody": body,
                "responses": {"200": {"description": "结果", "content": content}, **_errors()},
            }
        }

    def get(operation: str, summary: str, schema: dict[str, Any]) -> dict[str, Any]:
        found = {"description": "结果", "content": {"application/json": {"schema": schema}}}
        return {"get": {"operationId": operation, "summary": summary, "responses": {"200": found}}}

    result = {"application/json": {"schema": {"$ref": "#/components/schemas/Result"}}}
    binary = {"schema": {"type": "string", "format": "binary"}}
    form = {"name": "format", "in": "query", "description": "格式", "schema": {"enum": list(FORMATS)}}
    document = {"name": "document", "in": "query", "description": "1：附上读出的全文", "schema": _STRING}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "reportlint",
            "version": version,
            "description": "检查公文和工作报告。请求的内容只在内存里，回答之后不留。",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "paths": {
            "/api/check": post("check", "检查一份文稿", result, document),
            "/api/apply": post("apply", "把 edits 写进文件，返回改好的文件", {"application/octet-stream": binary}),
            "/api/review": post("review", "返回带批注和修订的 Word 文件", {WORD: binary}),
            "/api/report": post("report", "以别的格式返回检查结果", {"application/octet-stream": binary}, form),
            "/api/rules": get("rules", "所有规则", {"type": "object"}),
            "/api/info": get("info", "版本、能读的后缀、能写的格式", {"type": "object"}),
        },
        "components": {
            "schemas": {
                "Request": _BODY,
                "Result": _RESULT,
                "Error": _object({"error": {**_STRING, "description": "哪里不对，怎么办"}}),
            }
        },
    }


def _errors() -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    return {
        status: {"description": words, "content": content}
        for status, words in {
            "400": "请求不对",
            "403": "主机名或来源不被接受",
            "408": "没有按时传完",
            "409": "有的改动写不进这种文件",
            "413": "太大",
            "422": "文件读不出来（/api/check 这时仍答 200，原因在 failures 里）",
            "503": "太忙，或这份文稿检查太久；稍后再试（Retry-After）",
        }.items()
    }
