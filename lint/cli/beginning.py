"""What ``reportlint init`` does: the files that a folder of reports begins with."""

from __future__ import annotations

import os
import sys

from ..api import shown
from ..core.finding import LintError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

CONFIG = """\
# reportlint 的配置：对本文件夹和下级文件夹里的文稿起作用。去掉行首的“# ”就生效。
# reportlint rules 列出所有规则，reportlint explain 规则名 说明一条规则。

# 用途：publication（默认，要发出去的稿子）、draft（还在写的稿子，没填的只算提示）、
# template（模板，空格和提示语本来就有）或 corpus（语料，只看数据质量）
# extends: draft

# 不用的规则或类别
# ignore: [style]

# 改规则或类别的级别：error（错误）、warning（警告）、info（提示）、off（不用）
# severity:
#   ordinal-arabic-mark: info

# 出现哪一级的问题算不通过：error（默认）、warning、info、never
# fail_on: warning

# 不检查的文件；也可以用 include 只检查一部分
# exclude: ["模板/**", "归档/**"]

# 本单位的专用词，不当作错字
# vocabulary: [青禾, 云溪]

# 看过、认可的地方，以后不再报告
# accept:
#   - rule: mask-letter
#     text: X光
#     reason: 设备名称

# 自己的规则所在的文件夹
# rules: [./my-rules]
"""

PRE_COMMIT = """\
  - repo: local
    hooks:
      - id: reportlint
        name: reportlint
        entry: reportlint check --format concise
        language: python
        additional_dependencies: ["reportlint=={version}"]
        files: (?i)\\.(txt|text|md|markdown|docx|docm|dotx|dotm|html|htm|xhtml|shtml|odt|ott|pdf|ofd|doc|dot|wps|wpt|rtf)$
        require_serial: true
"""

GITHUB = """\
name: reportlint
on: [push, pull_request]
jobs:
  reportlint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install reportlint=={version}
      - run: reportlint check --format github .
"""

GITLAB = """\
reportlint:
  image: python:3.12-slim
  script:
    - pip install --quiet reportlint=={version}
    - reportlint check --format gitlab --output gl-code-quality-report.json --fail-on never .
    - reportlint check .
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
"""


class _File:
    """A file to be written: its name, its text, and what to say where it is there already."""

    def __init__(self, name: str, text: str, entry: str = "") -> None:
        self.name = name
        self.text = text
        self.entry = entry or text


def run(options: dict[str, Any]) -> int:
    """Write the files that the options ask for; what exists stays as it is. The exit status."""
    folder = options["folder"]
    if not os.path.isdir(folder):
        raise LintError(f"{folder}: 没有这个文件夹")
    wanted = list(_wanted(options))
    for file in wanted:
        path = os.path.join(folder, *file.name.split("/"))
        if os.path.exists(path):
            sys.stdout.write(f"{shown(path)} 已经有了，没有改动")
            sys.stdout.write("\n" if file.name == ".reportlint.yaml" else f"；请自己加上：\n\n{file.entry}\n")
            continue
        try:
            os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
            with open(path, "x", encoding="utf-8", newline="\n") as out:
                out.write(file.text)
        except OSError as error:
            raise LintError(f"{shown(path)}: 写不进去：{error.strerror}") from None
        sys.stdout.write(f"已写好 {shown(path)}\n")
    if len(wanted) == 1:
        sys.stdout.write("要在提交时检查：reportlint init --pre-commit；要在 CI 里检查：reportlint init --ci github 或 gitlab\n")
    sys.stdout.write("现在就可以检查：reportlint .\n")
    return 0


def _wanted(options: dict[str, Any]) -> Iterator[_File]:
    from .. import __version__

    yield _File(".reportlint.yaml", CONFIG)
    if options["pre_commit"]:
        entry = PRE_COMMIT.replace("{version}", __version__)
        yield _File(".pre-commit-config.yaml", f"repos:\n{entry}", entry)
    if options["ci"] == "github":
        yield _File(".github/workflows/reportlint.yml", GITHUB.replace("{version}", __version__))
    elif options["ci"] == "gitlab":
        yield _File(".gitlab-ci.yml", GITLAB.replace("{version}", __version__))
