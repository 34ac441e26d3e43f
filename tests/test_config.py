"""Configuration: where it is found, how layers combine, what is refused and where."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from building import rule, rule_set
from reportlint import config
from reportlint.catalog.source import Source
from reportlint.core.files import shown
from reportlint.core.finding import LintError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RULES = rule_set(
    rule("a-one", category="typo", formerly=("old-one",)),
    rule("a-two", category="typo", enabled=False),
    rule("b-one", category="style", severity="info"),
)


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    config.forget()
    yield
    config.forget()


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def running(text: str, tmp_path: Path, name: str = "报告.txt") -> dict[str, str]:
    """The severities of the rules that run on a file beside a configuration with this text."""
    write(tmp_path / ".reportlint.yaml", text)
    settings = config.load(str(tmp_path / name)).settings(str(tmp_path / name))
    choice = config.resolve(settings, RULES)
    return {
        one.id: severity
        for one, on, severity in zip(RULES.rules, choice.active, choice.severities, strict=True)
        if on
    }


DEFAULT = {"a-one": "warning", "b-one": "info"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", DEFAULT),
        ("# 无内容", DEFAULT),
        ("select: [a-one]", {"a-one": "warning"}),
        ("select: a-one", {"a-one": "warning"}),
        ("select: [typo]", {"a-one": "warning"}),
        ("select: [a-two]", {"a-two": "warning"}),
        ("select: [old-one]", {"a-one": "warning"}),
        ("ignore: [style]", {"a-one": "warning"}),
        ("ignore: [old-one]", {"b-one": "info"}),
        ("select: [typo]\nignore: [a-one]", {}),
        ("severity: {typo: error}", {"a-one": "error", "b-one": "info"}),
        ("severity: {typo: error, a-one: info}", {"a-one": "info", "b-one": "info"}),
        ("severity: {a-one: info, typo: error}", {"a-one": "info", "b-one": "info"}),
        ("severity: {style: off}", {"a-one": "warning"}),
        ("severity: {a-two: error}", {**DEFAULT, "a-two": "error"}),
        ("severity: {a-two: error}\nselect: [style]", {"b-one": "info"}),
        ("severity: {typo: off, a-one: error}", {"a-one": "error", "b-one": "info"}),
        ("overrides:\n- {files: '*.txt', ignore: [style]}", {"a-one": "warning"}),
        ("overrides:\n- {files: '*.md', ignore: [style]}", DEFAULT),
        ("ignore: [a-one]\noverrides:\n- {files: '*', ignore: [b-one]}", {}),
        ("ignore: [a-one]\noverrides:\n- {files: '*', select: [a-one]}", {"a-one": "warning"}),
        (
            "ignore: [a-one]\noverrides:\n- {files: '*', severity: {a-one: error}}",
            {"a-one": "error", "b-one": "info"},
        ),
        (
            "overrides:\n- {files: '*', severity: {typo: error}}\n- {files: 报告.*, severity: {typo: info}}",
            {"a-one": "info", "b-one": "info"},
        ),
    ],
)
def test_rules_that_run(text: str, expected: dict[str, str], tmp_path: Path) -> None:
    assert running(text, tmp_path) == expected


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("selct: [a-one]", "1:1", "select"),
        ("fail_on: error\nseverity:\n  typo: warn", "3:3", "warning"),
        ("ignore:\n- typo\n- 5", "3:3", "加引号"),
        ("select: {a: b}", "1:1", "列表"),
        ("fail_on: sometimes", "1:1", "never"),
        ("min_severity: off", "1:1", "info、warning、error"),
        ("overrides:\n- ignore: [typo]", "2:3", "files"),
        ("overrides:\n- files: '*'\n  rules: x", "3:3", "rules"),
        ("accept:\n- rule: typo", "2:3", "text"),
        ("accept:\n- {rule: typo, text: 甲, expires: 明天}", "2:25", "日期"),
        ("accept:\n- {rule: typo, text: 甲, resaon: 乙}", "2:25", "reason"),
        ("extends: publicaton", "1:1", "publication"),
        ("extends: ./没有.yaml", "1:1", "没有.yaml"),
        ("rules: ./没有", "1:1", "没有"),
        ("rules: [.,  ./没有]", "1:13", "没有"),
        ("encoding: utf-9", "1:1", "utf-9"),
        ("vocabulary: 词表.txt", "1:1", "词表.txt"),
        ("select: [a-one", "2:1", "YAML"),
        ("select: [x]\nselect: [y]", "2:1", "两次"),
        ("- select", "1:1", "映射"),
        ("baseline: ''", "1:1", "文字"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(text: str, place: str, hint: str, tmp_path: Path) -> None:
    path = write(tmp_path / ".reportlint.yaml", text)
    with pytest.raises(LintError) as caught:
        config.load(str(tmp_path / "甲.txt"))
    assert str(caught.value).startswith(f"{shown(str(path))}:{place}")
    assert hint in str(caught.value)


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("[tool.reportlint]\nselct = ['a']", "2:1", "select"),
        ("[tool.reportlint]\nselect = 5", "2:1", "列表"),
        ("[tool.other]\nignore = 1\n\n[tool.reportlint]\nignore = [1]", "5:1", "文字"),
        ("[tool.reportlint.severity]\ntypo = 'warn'", "2:1", "warning"),
        ("[tool.reportlint]\nselect = [1 2]", "2:13", "TOML"),
    ],
)
def test_pyproject_errors(text: str, place: str, hint: str, tmp_path: Path) -> None:
    path = write(tmp_path / "pyproject.toml", text)
    with pytest.raises(LintError) as caught:
        config.load(str(tmp_path / "甲.txt"))
    assert str(caught.value).startswith(f"{shown(str(path))}:{place}")
    assert hint in str(caught.value)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("ignore: [a-onne]", "是否想写 a-one"),
        ("select: [stile]", "是否想写 style"),
        ("severity: {completely-other: off}", "reportlint rules"),
        ("accept:\n- {rule: a-onne, text: 甲}", "是否想写 a-one"),
    ],
)
def test_unknown_rules_are_named_with_their_place(settings: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(LintError) as caught:
        running(settings, tmp_path)
    assert message in str(caught.value)
    assert shown(str(tmp_path / ".reportlint.yaml")) in str(caught.value)


def test_unknown_rules_of_the_command_line_have_no_place() -> None:
    settings = config.Settings().over(SimpleNamespace(select=("nonsense",)))
    with pytest.raises(LintError, match=r"^没有名为“nonsense”"):
        config.resolve(settings, RULES)


@pytest.mark.parametrize(
    ("below", "options", "expected"),
    [
        ("ignore: [a-one]", {"select": ("a-one",)}, {"a-one"}),
        ("severity: {a-one: off}", {"select": ("a-one",)}, {"a-one"}),
        ("select: [a-one]", {"ignore": ("typo",)}, set()),
        ("ignore: [a-one]", {"ignore": ("b-one",)}, set()),
        ("select: [b-one]", {}, {"b-one"}),
    ],
)
def test_the_command_line_comes_last(
    below: str, options: dict[str, tuple[str, ...]], expected: set[str], tmp_path: Path
) -> None:
    write(tmp_path / ".reportlint.yaml", below)
    settings = config.load(str(tmp_path)).settings("甲.txt").over(SimpleNamespace(**options))
    active = config.resolve(settings, RULES).active
    assert {one.id for one, on in zip(RULES.rules, active, strict=True) if on} == expected


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    write(tmp_path / ".reportlint.yaml", "fail_on: never")
    near = write(tmp_path / "甲" / ".reportlint.yaml", "fail_on: info")
    assert config.load(str(tmp_path / "乙" / "丙" / "x.txt")).base.fail_on == "never"
    found = config.load(str(tmp_path / "甲" / "丙" / "x.txt"))
    assert (found.path, found.base.fail_on) == (str(near), "info")
    assert config.load(str(tmp_path / "甲"), use=False).base.fail_on == ""
    assert config.load(str(tmp_path / "甲"), str(tmp_path / ".reportlint.yaml")).base.fail_on == "never"


def test_one_configuration_is_one_object(tmp_path: Path) -> None:
    write(tmp_path / ".reportlint.yaml", "overrides:\n- {files: 草稿/**, fail_on: never}")
    one, other = (config.load(str(tmp_path / name / "x.txt")) for name in ("甲", "草稿"))
    assert one is other
    assert one.settings(str(tmp_path / "甲" / "x.txt")) is one.settings(str(tmp_path / "甲" / "y.txt"))
    assert one.settings(str(tmp_path / "草稿" / "x.txt")).fail_on == "never"


@pytest.mark.parametrize(
    "text",
    [
        "[tool.ruff]\nline-length = 1 # reportlint",
        "[project]\nname = 'reportlint'",
        "[tool]\nreportlints = 1",
    ],
)
def test_a_pyproject_without_the_table_is_passed_over(text: str, tmp_path: Path) -> None:
    above = write(tmp_path / ".reportlint.yaml", "fail_on: never")
    write(tmp_path / "甲" / "pyproject.toml", text)
    assert config.load(str(tmp_path / "甲" / "x.txt")).path == str(above)


def test_pyproject_says_what_yaml_says(tmp_path: Path) -> None:
    write(
        tmp_path / "pyproject.toml",
        "[tool.reportlint]\nextends = 'draft'\nignore = ['a-one']\nvocabulary = ['河西']\n"
        "[[tool.reportlint.accept]]\nrule = 'typo'\ntext = '甲'\nexpires = 2026-12-31\n",
    )
    base = config.load(str(tmp_path / "x.txt")).base
    assert base.ignore == ("a-one",)
    assert base.severity["placeholder"] == "info"
    assert base.vocabulary == {"河西"}
    assert base.accept[0].expires == "2026-12-31"


def test_files_build_on_others(tmp_path: Path) -> None:
    write(
        tmp_path / "共用" / "base.yaml",
        "severity: {typo: error, style: off}\nbaseline: 旧.json\nvocabulary: [河西]",
    )
    write(
        tmp_path / ".reportlint.yaml",
        "extends: [draft, 共用/base.yaml]\nseverity: {style: info}\nvocabulary: [河东]",
    )
    base = config.load(str(tmp_path / "x.txt")).base
    assert base.severity.items() >= {"placeholder": "info", "typo": "error", "style": "info"}.items()
    assert base.baseline == str(tmp_path / "共用" / "旧.json")
    assert base.vocabulary == {"河西", "河东"}


def test_a_circle_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "甲.yaml", "extends: ./.reportlint.yaml")
    write(tmp_path / ".reportlint.yaml", "fail_on: info\nextends: ./甲.yaml")
    with pytest.raises(LintError, match=r"甲.yaml:1:1: extends 成了一个环"):
        config.load(str(tmp_path / "x.txt"))


def test_paths_are_relative_to_the_file_they_stand_in(tmp_path: Path) -> None:
    write(tmp_path / "words.txt", "河西\n# 注\n\n河东\n")
    (tmp_path / "rules").mkdir()
    write(tmp_path / ".reportlint.yaml", "rules: rules\nbaseline: a/b.json\nvocabulary: words.txt")
    found = config.load(str(tmp_path / "深" / "x.txt"))
    assert found.rules == (str(tmp_path / "rules"),)
    assert found.base.baseline == str(tmp_path / "a" / "b.json")
    assert found.base.vocabulary == {"河西", "河东"}


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("", "甲.txt", True),
        ("exclude: ['*.md']", "甲.md", False),
        ("exclude: ['*.md']", "深/甲.md", False),
        ("exclude: [草稿/]", "草稿/甲.txt", False),
        ("include: ['终稿/**']", "终稿/深/甲.txt", True),
        ("include: ['终稿/**']", "甲.txt", False),
        ("include: ['*.txt']\nexclude: [旧]", "旧/甲.txt", False),
    ],
)
def test_files_kept_out(text: str, name: str, expected: bool, tmp_path: Path) -> None:
    write(tmp_path / ".reportlint.yaml", text)
    assert config.load(str(tmp_path)).covers(str(tmp_path / name)) is expected


def test_accepted_findings_come_from_a_file_of_their_own_too(tmp_path: Path) -> None:
    write(tmp_path / ".reportlint.yaml", "accept:\n- {rule: typo, text: 甲}")
    path = write(tmp_path / ".reportlint-accept.yaml", "- rule: style\n  text: 乙\n  path: 子/*.txt\n")
    found = config.load(str(tmp_path / "子" / "x.txt"))
    assert [(one.rule, one.text) for one in found.accept] == [("typo", "甲"), ("style", "乙")]
    assert found.accept[1].place == f"{shown(str(path))}:1:3"
    assert config.load(str(tmp_path), use=False).accept == []


def test_entries_are_appended_and_the_rest_stays(tmp_path: Path) -> None:
    path = tmp_path / ".reportlint-accept.yaml"
    assert config.append_accept(str(path), "typo", '甲"乙\\\t\x00：#', "看过")
    path.write_text(path.read_text("utf-8") + "# 手写的注释", encoding="utf-8")
    assert config.append_accept(str(path), "style", "丙")
    assert not config.append_accept(str(path), "style", "丙", "再来一次")
    text = path.read_text("utf-8")
    assert "# 手写的注释\n" in text
    assert Source("x", text).data == [
        {"rule": "typo", "text": '甲"乙\\\t\x00：#', "reason": "看过"},
        {"rule": "style", "text": "丙"},
    ]
    assert [one.text for one in config.load(str(tmp_path)).accept] == ['甲"乙\\\t\x00：#', "丙"]


@pytest.mark.parametrize(
    ("before", "works"),
    [
        ("[]", True),
        ("  - {rule: a, text: b}\n", True),
        ("- rule: a\r\n  text: b\r\n", True),
        ("", True),
        ("[{rule: a, text: b}]", False),
        ("rule: a", False),
        ("- [", False),
    ],
)
def test_what_cannot_be_extended_stays_as_it_is(before: str, works: bool, tmp_path: Path) -> None:
    path = tmp_path / ".reportlint-accept.yaml"
    path.write_bytes(before.encode())
    if works:
        assert config.append_accept(str(path), "typo", "甲")
        assert config.load(str(tmp_path)).accept[-1].text == "甲"
    else:
        with pytest.raises(LintError, match=shown(str(path))):
            config.append_accept(str(path), "typo", "甲")
        assert path.read_bytes() == before.encode()


def test_the_publication_profile_is_what_applies_without_configuration(tmp_path: Path) -> None:
    write(tmp_path / ".reportlint.yaml", "extends: publication")
    found, plain = config.load(str(tmp_path)), config.load(str(tmp_path), use=False)
    names = set(config.Settings.__slots__)
    assert {n: getattr(found.base, n) for n in names} == {n: getattr(plain.base, n) for n in names}


def test_without_a_file_no_parser_is_imported(tmp_path: Path) -> None:
    code = (
        "import sys; from reportlint import config; config.load(sys.argv[1]);"
        "print([name for name in ('yaml', 'tomllib', 'pydantic', 'difflib') if name in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"
