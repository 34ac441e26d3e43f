"""Generated pages are in sync with the rules, and say what the rules say."""

from __future__ import annotations

import pathlib
import re
import sys

import pytest

from generate import rule_pages, tables
from generate.files import differing, write
from reportlint.core.rule import CATEGORIES, SEVERITIES, ZONES, Rule
from reportlint.writers.phrases import CATEGORY
from sandbox import run

ROOT = pathlib.Path(__file__).parent.parent


def test_pages_are_in_sync_with_the_rules() -> None:
    changed = differing(ROOT / "docs" / "rules", rule_pages.pages())
    assert [path.name for path in changed] == [], "run: make generate"


def test_tables_and_outputs_in_the_pages_are_in_sync() -> None:
    stale = [page.name for page, text in tables.pages().items() if page.read_text("utf-8") != text]
    assert stale == [], "run: make generate"


@pytest.mark.slow
def test_the_site_is_built_and_has_no_dead_link(tmp_path: pathlib.Path) -> None:
    done = run(sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", tmp_path / "site", cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert "公文" in page
    # It can be read where nothing else can be reached.
    assert re.findall(r'<(?:link|script|img)[^>]+(?:href|src)="https?:', page) == []


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_of_the_repository_s_own_pages_lead_somewhere(page: str) -> None:
    targets = re.findall(r"\]\((?![a-z]+:|#)([^()#\s]+)", (ROOT / page).read_text("utf-8"))
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_every_name_is_given() -> None:
    assert tuple(CATEGORY) == CATEGORIES
    assert set(rule_pages.SEVERITY_NAMES) == set(SEVERITIES)
    assert tuple(rule_pages.ZONE_NAMES) == ZONES


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("同比增长X%", "`同比增长X%`"),
        ("甲\n乙", "`甲⏎乙`"),
        ("甲\r\n乙", "`甲⏎乙`"),
        ("党\u200b建", "`党⟨U+200B⟩建`"),
        ("\u3000\u3000段首", "`\u3000\u3000段首`"),
        ("甲|乙", "`甲\\|乙`"),
        ("用 `码`", "`` 用 `码` ``"),
        ("**人次", "`**人次`"),
    ],
)
def test_cell(text: str, cell: str) -> None:
    assert rule_pages.cell(text) == cell


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("一、甲\n（一）乙\n", "`一、甲`<br>`（一）乙`"),
        ("甲\n\n乙", "`甲⏎⏎乙`"),
        ("甲\r\n乙", "`甲⏎乙`"),
    ],
)
def test_lines(text: str, cell: str) -> None:
    assert rule_pages.lines(text) == cell


def test_words_are_escaped() -> None:
    assert rule_pages.escaped("“*”与 <br>、a_b") == r"“\*”与 \<br\>、a\_b"


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("第一行，\n第二行。\n\n第二段。", "第一行，第二行。\n\n第二段。"),
        ("一 word\nnext", "一 word next"),
        ("凡：\n- 甲\n- 乙", "凡：\n- 甲\n- 乙"),
        ("`**` 与 ** 与 <br>", r"`**` 与 \*\* 与 \<br\>"),
    ],
)
def test_prose(text: str, markdown: str) -> None:
    assert rule_pages.prose(text) == markdown


RULE = Rule(
    "sample-rule",
    "样例",
    "typo",
    "warning",
    "“{text}”应为“{right}”",
    "terms",
    {},
    "因为写错了。",
    ("GB/T 9704-2012 7.3.3",),
    ("heading",),
    {"applicability": "safe", "title": "改正"},
    {"bad": [{"text": "⟦布署⟧工作", "fixed": "部署工作"}, "重新⟦布署⟧"], "good": ["部署工作"]},
    ("old-name",),
    False,
    ("title",),
    "lower",
    {"since": 2018, "masked": 10},
    "compact",
    ("ad", "other-rule"),
)


@pytest.mark.parametrize(
    "line",
    [
        "# sample-rule 样例",
        "| 类别 | typo 错别字 |",
        "| 级别 | 警告，默认关闭 |",
        "| 说明 | `“{text}”应为“{right}”` |",
        "| 修改 | 可自动修改（`--fix`）：改正 |",
        "| 看哪些 | 标题 |",
        "| 不看 | 书名号之内 |",
        "| 引号之内 | 低一级：可能是别人的原话 |",
        "| 只用于 | 2018 年及以后的文稿；掩码不少于 10 处的文稿 |",
        "| 读法 | 略去零宽字符和汉字旁的空格之后再看 |",
        "| 让位于 | 广告与网页残留、[other-rule](other-rule.md)：同一处由它们报告 |",
        "| 曾用名 | `old-name` |",
        "| 匹配器 | `terms` |",
        "因为写错了。",
        "依据：GB/T 9704-2012 7.3.3",
        "| 例（⟦⟧ 标出位置） | 改后 |",
        "| `⟦布署⟧工作` | `部署工作` |",
        "| `重新⟦布署⟧` |  |",
        "| `部署工作` |",
    ],
)
def test_a_rule_page_holds(line: str) -> None:
    assert line in rule_pages.page(RULE).splitlines()


def test_the_index_lists_worse_rules_first() -> None:
    worse = Rule("z-rule", "更糟", "typo", "error", "", "terms", {})
    lines = rule_pages.index([RULE, worse]).splitlines()
    rows = [line for line in lines if line.startswith("| [")]
    assert rows == [
        "| [z-rule](z-rule.md) | 更糟 | 错误 |  |",
        "| [sample-rule](sample-rule.md) | 样例 | 警告，默认关闭 | safe |",
    ]


def test_files_that_differ(tmp_path: pathlib.Path) -> None:
    (tmp_path / "same.md").write_text("甲", "utf-8")
    (tmp_path / "stale.md").write_text("甲", "utf-8")
    (tmp_path / "gone.md").write_text("甲", "utf-8")
    wanted = {"same.md": "甲", "stale.md": "乙", "new.md": "丙"}
    changed = differing(tmp_path, wanted)
    assert {path.name: text for path, text in changed.items()} == {"gone.md": None, "new.md": "丙", "stale.md": "乙"}
    for path, text in changed.items():
        write(path, text)
    assert differing(tmp_path, wanted) == {}
