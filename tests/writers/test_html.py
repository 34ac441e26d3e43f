"""The page for people: everything in it, nothing in it that it was not meant to hold, and it works in a browser."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from browser import Opened, browser
from reportlint.api import Linter, Options
from reportlint.core.finding import Finding
from reportlint.core.span import Span
from reportlint.writers.excerpt import visible
from sandbox import PROJECT
from writing import found, private, report, silenced, written

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

__all__ = ["browser"]
TEXT = "青禾县工作报告\n全县认真布署，扔有差距。\n\n全年全年完成投资。\n"
ATTACK = "</title></script><script>window.hacked=1</script><img src=x onerror=window.hacked=1>\"'&lt;{{}}${1}"


def made(*reports: object, **view: object) -> object:
    return html.document_fromstring(written("html", *reports, **view))  # type: ignore[arg-type]


def article(tree: object) -> list[str]:
    """The lines of the first text on the page."""
    lines = []
    for p in tree.xpath("(//article)[1]/p"):  # type: ignore[attr-defined]
        for other in p.xpath(".//sup|./span[@class='n']"):
            other.drop_tree()
        lines.append(p.text_content())
    return lines


def test_the_text_with_its_findings() -> None:
    tree = made(report(TEXT, found(TEXT, "布署", replacement="部署"), found(TEXT, "全年", severity="warning")))
    assert article(tree) == TEXT.splitlines()
    assert [mark.text_content() for mark in tree.xpath("//article//a")] == ["布署", "全年"]  # type: ignore[attr-defined]
    assert [item.get("id") for item in tree.xpath("//li")] == ["f1", "f2"]  # type: ignore[attr-defined]
    assert "建议：布署→部署（可自动修改）" in tree.xpath("string(//li[1])")  # type: ignore[attr-defined]
    # Every link within the page leads somewhere.
    targets = set(tree.xpath("//@id"))  # type: ignore[attr-defined]
    links = {link[1:] for link in tree.xpath("//a/@href")}  # type: ignore[attr-defined]
    assert {link for link in links if not link.startswith("r-")} <= targets


def test_one_page_for_many_files_with_what_failed() -> None:
    page = written(
        "html",
        report(TEXT, found(TEXT, "布署"), path="甲.txt"),
        report("好。", path="乙.txt"),
        report(None, path="丙.pdf", failures=[("decode", "文件已损坏")]),
    )
    tree = html.document_fromstring(page)
    assert [row.text_content() for row in tree.xpath("//tbody/tr/td[1]")] == ["甲.txt", "乙.txt"]
    assert tree.xpath("string(//ul[@class='failures']/li)") == "丙.pdf：文件已损坏"
    assert "没有发现问题" in tree.xpath("string(//section[@id='s2']/h2)")


def test_many_findings_of_a_rule_are_folded_in_the_list_and_all_marked() -> None:
    text = "培训**场，" * 8
    tree = made(report(text, *(found(text, "**", nth) for nth in range(1, 9))))
    assert len(tree.xpath("//article//a")) == 8  # type: ignore[attr-defined]
    assert len(tree.xpath("//details[@class='mass']//li")) == 8  # type: ignore[attr-defined]
    assert tree.xpath("string(//details[@class='mass']/summary/b)") == "8"  # type: ignore[attr-defined]


def test_nothing_of_a_report_is_markup() -> None:
    one = found(ATTACK, ATTACK[3:30], message=ATTACK, rule=ATTACK, category=ATTACK, replacement=ATTACK)
    page = written("html", report(ATTACK, one, path=ATTACK, failures=[("rule", ATTACK)]), report(ATTACK, path=ATTACK))
    tree = html.document_fromstring(page)
    assert len(tree.xpath("//script")) == 1
    assert tree.xpath("//img") == []
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on") or name == "style"]
    assert article(tree) == [visible(ATTACK)]


def test_the_policy_names_what_stands_in_the_page() -> None:
    page = written("html", report(TEXT, found(TEXT, "布署")))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    for tag in ("script", "style"):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert f"'sha256-{b64encode(sha256(inside.encode()).digest()).decode()}'" in policy[1]
    assert "default-src 'none'" in policy[1]
    assert not re.search(r"https?://|@import|url\(|innerHTML|<link|srcset", page)


def test_private_data_is_masked_everywhere() -> None:
    text = "联系人手机13800138000，认真布署。"
    page = written(
        "html",
        report(text, private(text, "13800138000"), found(text, "布署", message="“13800138000，认真布署”有误", replacement="13800138000")),
    )
    assert "13800138000" not in page
    assert article(html.document_fromstring(page)) == [text.replace("13800138000", "█" * 11)]


def test_what_is_silenced_is_shown_as_such() -> None:
    page = made(report(TEXT, silenced(found(TEXT, "布署"))), show_suppressed=True)
    assert "已忽略" in page.xpath("string(//li)")  # type: ignore[attr-defined]


def test_invisible_characters_are_seen() -> None:
    text = "甲\u202e乙\x07丙\u200b"
    assert article(made(report(text))) == [visible(text)]


def test_of_a_long_text_the_lines_around_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportlint.writers.html.MOST_TEXT", 100)
    text = "\n".join(["全县平稳"] * 50 + ["认真布署"] + ["全县平稳"] * 50)
    assert article(made(report(text, found(text, "布署")))) == [
        "……（略 49 行）……", "全县平稳", "认真布署", "全县平稳", "……（略 49 行）……",
    ]  # fmt: skip


_SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 12)), max_size=8)


@settings(deadline=None)
@given(st.text(st.sampled_from("全县经\n<&\"'"), min_size=31, max_size=31), _SPANS)
def test_any_findings_leave_the_text_as_it_is(text: str, spans: list[tuple[int, int]]) -> None:
    findings = [
        Finding("a.txt", "r", "typo", "error", "有误", Span(start, min(31, start + size)), text[start : start + size])
        for start, size in spans
    ]
    tree = made(report(text, *findings))
    assert article(tree) == text.splitlines()
    assert sorted(tree.xpath("//article//span[starts-with(@id, 'm')]/@id")) == sorted(  # type: ignore[attr-defined]
        f"m{number}" for number in range(1, len(findings) + 1)
    )


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the specimens."""
    linter = Linter(Options(use_config=False))
    reports = [linter.check_file(str(path)) for path in sorted((PROJECT / "seeds").glob("*.txt"))]
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(written("html", *reports, min_severity="info"), "utf-8")
    return path


def test_in_a_browser_it_asks_for_nothing_and_has_no_fault(browser: Browser, page: Path) -> None:
    opened = Opened(browser, page)
    assert opened.asked == [page.as_uri()]
    assert opened.faults == []
    assert opened.page.title() == "检查报告"


@pytest.mark.parametrize("width", [1400, 800, 360])
def test_in_a_browser_nothing_is_wider_than_the_window(browser: Browser, page: Path, width: int) -> None:
    opened = Opened(browser, page, width)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


def test_in_a_browser_by_keyboard(browser: Browser, page: Path) -> None:
    tab = Opened(browser, page).page
    total = tab.locator(".finding").count()
    for keys, place in (("j", 1), ("jj", 3), ("k", 2), ("kk", total)):
        for key in keys:
            tab.keyboard.press(key)
        assert tab.locator("#at").text_content() == f"{place} / {total}"
        assert tab.locator(".mark.now").first.is_visible()
    tab.keyboard.press("Escape")
    assert tab.locator("#bar").is_hidden()
    # The links of the list can be reached and followed.
    link = tab.locator(".finding > a").first
    number = (link.get_attribute("href") or "")[2:]
    link.focus()
    tab.keyboard.press("Enter")
    assert tab.locator("#at").text_content() == f"{number} / {total}"


def test_in_a_browser_filters(browser: Browser, page: Path) -> None:
    tab = Opened(browser, page).page
    total = tab.locator(".finding").count()
    tab.locator("input[value=placeholder]").uncheck()
    tab.locator("input[value=warning]").uncheck()
    left = tab.locator(".finding:not([hidden])").count()
    assert 0 < left < total
    assert tab.locator("#visible").text_content() == f"显示 {left} 处，共 {total} 处"
    kinds = tab.evaluate("[...new Set([...document.querySelectorAll('.finding:not([hidden])')].map(e => e.dataset.category))]")
    assert "placeholder" not in kinds
    tab.keyboard.press("j")
    assert tab.locator("#at").text_content() == f"1 / {left}"
    tab.locator("button[type=reset]").click()
    tab.wait_for_function(f"document.querySelectorAll('.finding:not([hidden])').length === {total}")


def test_in_a_browser_a_mark_leads_to_its_entry(browser: Browser, page: Path) -> None:
    tab = Opened(browser, page).page
    mark = tab.locator(".mark").nth(7)
    number = (mark.get_attribute("data-f") or "").split()[0]
    mark.click()
    assert tab.locator(".finding.now").get_attribute("id") == f"f{number}"
    assert tab.locator("#now").text_content()


def test_in_a_browser_text_stays_text(browser: Browser, tmp_path: Path) -> None:
    one = found(ATTACK, ATTACK[3:30], message=ATTACK, rule=ATTACK, category=ATTACK, replacement=ATTACK)
    path = tmp_path / "page.html"
    path.write_text(written("html", report(ATTACK, one, path=ATTACK)), "utf-8")
    opened = Opened(browser, path)
    opened.page.keyboard.press("j")
    assert opened.page.evaluate("window.hacked") is None
    assert opened.asked == [path.as_uri()]
    assert opened.faults == []


def test_in_a_browser_it_prints_all_of_the_list(browser: Browser, page: Path) -> None:
    tab = Opened(browser, page).page
    tab.emulate_media(media="print")
    assert tab.locator("#filters").is_hidden()
    assert tab.pdf(format="A4").startswith(b"%PDF")


def test_without_script_the_links_work(browser: Browser, page: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(page.as_uri())
    assert tab.locator("#filters").is_hidden()
    link = tab.locator(".finding > a").first
    link.click()
    assert tab.url.endswith(link.get_attribute("href") or "?")
    context.close()
