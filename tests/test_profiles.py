"""The profiles: what each of them reports of the same text, and the page that says so."""

from __future__ import annotations

import pathlib

import pytest

from generate import profile_pages
from reportlint import config
from reportlint.api import Linter, Options

ROOT = pathlib.Path(__file__).parent.parent
NAMES = ("publication", "draft", "template", "corpus")

# What is reported: a severity, or nothing.
CASES = [
    ("全年培训**人次。", "mask-asterisk", ("error", "info", "", "error")),
    ("成效方面（此处填写数据）。", "template-hint", ("error", "info", "", "error")),
    ("完成投资8亿元（数据请发改局再核）。", "drafting-instruction", ("error", "info", "", "error")),
    ("任务完成（张科：改成完成）。", "review-comment", ("error", "info", "error", "error")),
    ("联系人李某13800138000，负责登记。", "mobile-phone", ("error", "error", "error", "error")),
    ("全区共有<br>12个镇。", "markup", ("warning", "warning", "warning", "warning")),
    ("各项任务。\n【更多素材，微信：gwsc888】", "ad-block", ("error", "error", "error", "error")),
    ("违法现象扔然存在。", "wrong-word", ("error", "error", "error", "")),
    ("群众满意度105%，参保率达102%。", "rate-over-100", ("error", "error", "error", "")),
    ("这是惟一的渠道。", "variant-word", ("info", "info", "info", "")),
    ("二〇二四年2O22年底完成。", "ocr-confusion", ("error", "error", "error", "error")),
]


@pytest.fixture(autouse=True)
def _fresh(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config.forget()
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(("text", "rule", "levels"), CASES, ids=[case[0] for case in CASES])
def test_what_a_profile_reports(
    text: str, rule: str, levels: tuple[str, ...], tmp_path: pathlib.Path
) -> None:
    found = {}
    for name in NAMES:
        folder = tmp_path / name
        folder.mkdir()
        (folder / ".reportlint.yaml").write_text(f"extends: {name}\n", "utf-8")
        (folder / "报告.txt").write_text(f"{text}\n", "utf-8")
        report = Linter(Options()).check_file(str(folder / "报告.txt"))
        assert report.failures == []
        found[name] = {finding.rule: finding.severity for finding in report.findings}.get(rule, "")
    assert found == dict(zip(NAMES, levels, strict=True))


def test_every_profile_is_described() -> None:
    files = {path.stem for path in profile_pages.FOLDER.glob("*.yaml")}
    assert set(profile_pages.PROFILES) == files == set(NAMES)


def test_corpora_show_what_is_only_a_hint(tmp_path: pathlib.Path) -> None:
    (tmp_path / ".reportlint.yaml").write_text("extends: corpus\n", "utf-8")
    assert config.load(str(tmp_path / "x.txt")).base.min_severity == "info"


def test_the_page_is_in_sync() -> None:
    assert (ROOT / "docs" / "profiles.md").read_text("utf-8") == profile_pages.page(), "run: make generate"
