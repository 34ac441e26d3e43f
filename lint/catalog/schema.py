"""What may stand in a rule file: models made from ``Rule`` and the matchers' own options.

Imported only where something must be checked; pydantic takes longer to import
than a report takes to lint.
"""

from __future__ import annotations

import builtins
import difflib
import typing
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model, field_validator

from ..core.matcher import Matcher
from ..core.rule import APPLICABILITY, CATEGORIES, SEVERITIES, ZONES
from ..matchers import kinds, matcher_class
from .source import Source, SourceError

_STRICT = ConfigDict(extra="forbid", strict=True)
SCOPES = ("heading", "paragraph", "item", "cell", "code", "quote", "footnote")
GENRE = "文种，如 工作总结、政府工作报告"


class FixModel(BaseModel):
    """How a finding may be mended."""

    model_config = _STRICT
    applicability: Literal[APPLICABILITY]  # type: ignore[valid-type]
    replacement: str | None = Field(None, description="改成什么；可用 {name}")
    title: str = Field("", description="一句话说明怎么改")


class BadModel(BaseModel):
    """A text that the rule must report at the marked places."""

    model_config = _STRICT
    text: str = Field(description="⟦⟧ 标出应当报告的位置；可以有几处")
    fixed: str | None = Field(None, description="自动修改之后的文本；fix 为 safe 时必填")
    message: str | None = Field(None, description="第一处应当给出的说明")


class ExamplesModel(BaseModel):
    """The rule's own tests."""

    model_config = _STRICT
    bad: list[BadModel | str] = Field(min_length=1)
    good: list[str] = Field(min_length=1)


class WhenModel(BaseModel):
    """Conditions on the document's facts; all that are given must hold."""

    model_config = _STRICT
    since: int | None = Field(None, description="文稿年份不早于")
    until: int | None = Field(None, description="文稿年份不晚于")
    genre: list[str] | None = Field(None, description=GENRE)
    masked: int | None = Field(None, description="全文掩码不少于几处")
    format: list[str] | None = Field(None, description="只用于这些格式，如 txt、docx")


class RuleModel(BaseModel):
    """One rule file."""

    model_config = _STRICT
    id: str = Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")
    name: str
    category: Literal[CATEGORIES]  # type: ignore[valid-type]
    severity: Literal[SEVERITIES]  # type: ignore[valid-type]
    message: str
    rationale: str
    references: list[str] = []
    scope: list[Literal[SCOPES]] = []  # type: ignore[valid-type]
    matcher: dict[str, Any]
    fix: FixModel | None = None
    examples: ExamplesModel
    formerly: list[str] = []
    enabled: bool = True
    skip: list[Literal[ZONES]] = []  # type: ignore[valid-type]
    quoted: Literal["", "lower"] = ""
    when: WhenModel | None = None
    view: Literal["", "compact"] = ""
    yields_to: list[str] = []
    replaces: str | None = Field(None, description="取代哪一条已有的规则")

    @field_validator("matcher")
    @classmethod
    def _has_kind(cls, value: dict[str, Any]) -> dict[str, Any]:
        if not isinstance(value.get("kind"), str):
            raise ValueError("matcher 需要 kind")
        return value


def option_model(kind: str) -> builtins.type[BaseModel]:
    """The model of a matcher kind's options; KeyError where there is no such kind."""
    matcher = matcher_class(kind)
    hints: dict[str, Any] = {}
    for base in reversed(matcher.__mro__):
        if issubclass(base, Matcher):
            hints.update(typing.get_type_hints(base, localns=vars(typing)))
    fields: dict[str, Any] = {}
    for name in matcher.options():
        fields[name] = (hints[name], getattr(matcher, name, ...))
    return create_model(
        matcher.__name__, __config__=_STRICT, __doc__=matcher.__doc__, **fields
    )


def nearest(word: str, known: list[str]) -> str:
    """“，是否想写 X” for the known word that is closest, "" where none is close."""
    close = difflib.get_close_matches(word, known, 1, 0.6)
    return f"，是否想写 {close[0]}？" if close else ""


def checked(source: Source) -> RuleModel:
    """The rule in a file, checked. Raises SourceError at the first fault's place."""
    if not isinstance(source.data, dict):
        raise source.error((), "规则文件应当是一个映射（键: 值）")
    try:
        model = RuleModel.model_validate(source.data)
    except ValidationError as error:
        raise located(source, error, (), list(RuleModel.model_fields)) from None
    options = {key: value for key, value in model.matcher.items() if key != "kind"}
    kind = model.matcher["kind"]
    try:
        shape = option_model(kind)
    except KeyError:
        raise source.error(
            ("matcher", "kind"), f"没有名为“{kind}”的匹配器{nearest(kind, kinds())}"
        ) from None
    try:
        shape.model_validate(options)
    except ValidationError as error:
        raise located(source, error, ("matcher",), list(shape.model_fields)) from None
    return model


def located(
    source: Source, error: ValidationError, at: tuple[str, ...], known: list[str]
) -> SourceError:
    """The first fault that pydantic found, at its place; ``known`` are the keys that may stand at the top."""
    fault = error.errors(include_url=False)[0]
    where = (*at, *fault["loc"])
    name = str(fault["loc"][-1]) if fault["loc"] else ""
    kind = fault["type"]
    if kind == "missing":
        return source.error(where, f"缺少键“{name}”")
    if kind == "extra_forbidden":
        known = known if len(fault["loc"]) == 1 else []
        return source.error(where, f"没有名为“{name}”的键{nearest(name, known)}")
    return source.error(where, f"“{name}”的值不对：{fault['msg']}")
