"""The page in a real browser, as a clerk uses it."""

from __future__ import annotations

import base64
import io
import random
import shutil
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import sync_playwright

from drafting import comments, docx, p, r
from sandbox import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from serving import Running

pytestmark = pytest.mark.slow

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
AXE = PROJECT / "page" / "node_modules" / "axe-core" / "axe.min.js"
WIDE = {"width": 1280, "height": 800}
NARROW = {"width": 390, "height": 780}
FAULTY = "青禾县工作总结\n全县认真布署𠮷祥村工作，共开展培训**场。\n班子成员分别到到联系村，违规现象扔有发生。\n"
WORD = docx(p("全县认真布署各项工作") + p("共开展培训**场") + "<w:sectPr/>")
# A browser's event for a file dragged in from the desktop.
DROP = """async ([name, bytes]) => {
  const data = new DataTransfer();
  data.items.add(new File([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], name));
  const target = document.querySelector(".cm-content");
  for (const type of ["dragenter", "dragover", "drop"])
    target.dispatchEvent(new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true}));
}"""
PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
  document.querySelector(".cm-content").dispatchEvent(event);
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window; the tests are skipped where it is missing."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield started
        started.close()


class Clerk:
    """Someone at the page; ``noise`` is what the browser's console said."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.noise: list[str] = []
        page.on("console", lambda message: self.noise.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.noise.append(str(error)))
        page.set_default_timeout(15_000)

    def open(self, server: Running) -> None:
        """Open the page and wait until it can be used."""
        self.page.goto(server.address)
        self.page.wait_for_selector("html[data-ready]")

    def paste(self, text: str) -> None:
        """Put a text into the editor as an input method does, and wait for its check."""
        self.page.click(".cm-content", position={"x": 40, "y": 30})
        self.page.keyboard.insert_text(text)
        self.checked()

    def drop(self, name: str, data: bytes) -> None:
        """Drop a file on the page."""
        self.page.evaluate(DROP, [name, base64.b64encode(data).decode()])

    def checked(self) -> None:
        """Wait until what stands there has been checked."""
        self.page.wait_for_timeout(400)
        self.page.wait_for_selector("#panel[aria-busy=false]")

    @property
    def text(self) -> str:
        """What stands in the editor, without what is not drawn."""
        return "\n".join(self.page.locator(".cm-line").all_inner_texts())

    @property
    def messages(self) -> list[str]:
        """The findings in the list."""
        return self.page.locator(".item .message").all_inner_texts()

    @property
    def verdict(self) -> str:
        """The headline over the list."""
        return self.page.inner_text("#verdict")

    def says(self, words: str) -> None:
        """Wait until the page says some words."""
        self.page.wait_for_selector(f"#toast.on:has-text('{words}')")

    def download(self, words: str, into: Path) -> bytes:
        """Choose an entry of the download menu; the bytes that came."""
        self.page.click("#download")
        with self.page.expect_download() as coming:
            self.page.click(f"#downloads button:has-text('{words}')")
        path = into / coming.value.suggested_filename
        coming.value.save_as(path)
        return path.read_bytes()

    def violations(self) -> list[str]:
        """What axe finds that is serious."""
        if not AXE.exists():
            pytest.skip("axe-core is not installed (npm ci --prefix page)")
        # Through the debugger, past the page's policy.
        self.page.evaluate(AXE.read_text("utf-8"))
        found: Any = self.page.evaluate("axe.run()")
        return [
            f"{one['id']}: {node['target']} {node['failureSummary']}"
            for one in found["violations"]
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"]
        ]


def at_page(browser: Browser, server: Running, **options: Any) -> Iterator[Clerk]:
    """A clerk at a fresh page; nothing may be said on the console, and nothing asked of others."""
    context = browser.new_context(**{"viewport": WIDE, "locale": "zh-CN", "accept_downloads": True, **options})
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    clerk = Clerk(context.new_page())
    clerk.open(server)
    yield clerk
    context.close()
    assert clerk.noise == []
    assert [url for url in asked if not url.startswith((server.address, "blob:", "data:"))] == []


@pytest.fixture
def clerk(browser: Browser, server: Running) -> Iterator[Clerk]:
    """A clerk at a wide window."""
    yield from at_page(browser, server)


def test_what_to_do_is_said_at_first(clerk: Clerk) -> None:
    assert "粘贴到这里" in clerk.page.inner_text("#start")
    assert "Word" in clerk.page.inner_text("#kinds")
    assert clerk.page.is_disabled("#download")
    assert "不上网" in clerk.page.inner_text(".promise")


def test_the_example(clerk: Clerk) -> None:
    clerk.page.click("#sample")
    clerk.checked()
    assert clerk.verdict.startswith("有 6 处错误")
    assert clerk.page.locator("#start").is_hidden()


def test_typed_chinese_is_checked(clerk: Clerk) -> None:
    clerk.paste("全县认真布署工作。")
    assert clerk.messages == ["“布署”应为“部署”"]
    assert clerk.page.inner_text(".f-error") == "布署"
    clerk.page.keyboard.press("End")
    clerk.page.keyboard.insert_text("共开展培训**场。")
    clerk.checked()
    assert len(clerk.messages) == 2
    for _ in range(20):
        clerk.page.keyboard.press("Backspace")
    clerk.checked()
    assert clerk.verdict == "还没有文稿"


def test_an_input_method_is_not_disturbed(clerk: Clerk) -> None:
    clerk.page.click(".cm-content")
    session = clerk.page.context.new_cdp_session(clerk.page)
    for part in ("b", "bu", "bu sh", "bu shu"):
        session.send("Input.imeSetComposition", {"text": part, "selectionStart": len(part), "selectionEnd": len(part)})
        clerk.page.wait_for_timeout(150)
    clerk.checked()
    session.send("Input.insertText", {"text": "认真布署"})
    clerk.checked()
    assert clerk.text == "认真布署"
    assert clerk.messages == ["“布署”应为“部署”"]


def test_findings_are_grouped_with_counts(clerk: Clerk) -> None:
    clerk.paste(FAULTY)
    assert clerk.page.locator("summary").all_inner_texts() == ["错别字 3", "占位与脱敏残留 1"]
    assert clerk.page.inner_text(".chip.error").split() == ["错误", "3"]
    assert clerk.page.inner_text(".chip.warning").split() == ["警告", "1"]


def test_a_fix_is_made_and_undone(clerk: Clerk) -> None:
    clerk.paste(FAULTY)
    clerk.page.click("button.fix:has-text('改为“部署”')")
    clerk.says("已改为“部署”")
    assert clerk.page.inner_text(".f-done") == "部署"
    assert "认真部署𠮷祥村" in clerk.text
    clerk.checked()
    assert "“布署”应为“部署”" not in clerk.messages
    assert "已改 1 处" in clerk.page.inner_text("#detail")
    clerk.page.click("#toast button")
    clerk.checked()
    assert "认真布署𠮷祥村" in clerk.text
    assert "“布署”应为“部署”" in clerk.messages


def test_all_that_is_safe_is_mended_at_once(clerk: Clerk) -> None:
    clerk.paste(FAULTY)
    assert clerk.page.inner_text("#all") == "一键改好 2 处"
    clerk.page.click("#all")
    clerk.checked()
    assert "认真部署𠮷祥村" in clerk.text
    assert "分别到联系村" in clerk.text
    assert "扔有" in clerk.text
    assert clerk.page.is_disabled("#all")
    clerk.page.click("#undo")
    clerk.checked()
    assert clerk.text.rstrip("\n") == FAULTY.rstrip("\n")


def test_a_click_leads_to_the_place_and_back(clerk: Clerk) -> None:
    clerk.paste("全县各项工作取得成效。\n" * 300 + "违规现象扔有发生。")
    clerk.page.keyboard.press("Control+Home")
    assert clerk.page.locator(".f-warning").count() == 0
    clerk.page.click(".jump")
    clerk.page.wait_for_selector(".f-selected:has-text('扔有')")
    assert "现代汉语" in clerk.page.inner_text(".item.selected .reasons") or clerk.page.inner_text(".reasons")
    clerk.page.keyboard.press("Escape")
    clerk.page.wait_for_selector(".card", state="detached")
    clerk.page.click(".f-warning")
    assert "扔有" in clerk.page.inner_text(".card")
    clerk.page.click(".card .fix")
    clerk.checked()
    assert clerk.verdict == "没有发现问题"


def test_ignoring_once_and_for_the_document(clerk: Clerk) -> None:
    clerk.paste("认真布署。\n又认真布署。\n共开展培训**场。")
    clerk.page.click(".item .ignore >> nth=0")
    clerk.says("已忽略这一处")
    assert len(clerk.messages) == 2
    assert clerk.page.locator(".f").count() == 2
    clerk.page.click(".jump >> nth=0")
    clerk.page.click(".reasons .link:has-text('本文不再提示')")
    assert len(clerk.messages) == 1
    clerk.page.click(".cm-content")
    clerk.page.keyboard.press("Control+End")
    clerk.page.keyboard.insert_text("还要布署。")
    clerk.checked()
    assert len(clerk.messages) == 1
    assert "已忽略 3 处" in clerk.page.inner_text("#ignored")
    clerk.page.click("#ignored button")
    assert len(clerk.messages) == 4


def test_filters(clerk: Clerk) -> None:
    clerk.paste(FAULTY)
    everything = len(clerk.messages)
    clerk.page.uncheck("[data-severity=error]")
    assert clerk.messages == ["这里的“扔有”应为“仍有”"]
    clerk.page.uncheck("[data-severity=warning]")
    assert clerk.messages == []
    clerk.page.check("[data-severity=error]")
    clerk.page.check("[data-severity=warning]")
    clerk.page.check("#only-fixable")
    assert 0 < len(clerk.messages) < everything
    assert clerk.verdict.startswith("有 3 处错误")  # the verdict is on all of it


def test_the_bar_shows_where(clerk: Clerk) -> None:
    clerk.paste("全县各项工作取得成效。\n" * 100 + "认真布署。")
    cells = clerk.page.locator("#strip span")
    classes = [cells.nth(number).get_attribute("class") or "" for number in range(cells.count())]
    assert classes == [""] * (len(classes) - 1) + ["error"]
    cells.last.click()
    clerk.page.wait_for_selector(".f-error")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_text_file_comes_back_as_it_was(clerk: Clerk, tmp_path: Path, newline: str, encoding: str) -> None:
    text = (FAULTY * 3).replace("\n", newline)
    clerk.drop("总结.txt", text.encode(encoding))
    clerk.checked()
    clerk.page.click("#all")
    clerk.page.click(".cm-line >> nth=0")
    clerk.page.keyboard.press("End")
    clerk.page.keyboard.insert_text("（稿）\n𠮷")
    clerk.checked()
    got = clerk.download("改好的文稿", tmp_path)
    wanted = text.replace("布署", "部署").replace("到到", "到")
    wanted = wanted.replace("青禾县工作总结", f"青禾县工作总结（稿）{newline}𠮷", 1)
    assert got.decode(encoding) == wanted


def test_a_word_document_is_dropped_mended_and_opened(clerk: Clerk, tmp_path: Path) -> None:
    clerk.drop("报告.docx", WORD)
    clerk.checked()
    assert clerk.text == "全县认真布署各项工作\n共开展培训**场"
    clerk.page.click("button.fix:has-text('改为“部署”')")
    clerk.checked()
    clerk.page.click(".cm-line >> nth=1")
    clerk.page.keyboard.press("End")
    clerk.page.keyboard.insert_text("次")
    clerk.checked()
    assert len(clerk.messages) == 1
    got = clerk.download("改好的文稿", tmp_path)
    with zipfile.ZipFile(io.BytesIO(got)) as package:
        body = package.read("word/document.xml").decode()
        assert package.read("word/media/image1.png") == b"no picture, but bytes that must stay"
    assert "全县认真部署各项工作" in body
    assert "共开展培训**场次" in body
    reviewed = clerk.download("Word 批注版", tmp_path)
    assert [one.range for one in comments(reviewed)] == ["**"]


def test_paragraphs_of_a_word_document_stay(clerk: Clerk) -> None:
    clerk.drop("报告.docx", WORD)
    clerk.checked()
    clerk.page.click(".cm-line >> nth=0")
    clerk.page.keyboard.press("End")
    clerk.page.keyboard.press("Enter")
    clerk.says("请在原来的程序里分段")
    clerk.page.keyboard.press("Delete")
    assert clerk.text == "全县认真布署各项工作\n共开展培训**场"


def test_a_change_that_word_cannot_hold_is_said(clerk: Clerk, tmp_path: Path) -> None:
    clerk.drop("报告.docx", docx(p(r("全县认真布署"), "<w:r><w:tab/></w:r>", r("各项工作")) + "<w:sectPr/>"))
    clerk.checked()
    clerk.page.click(".cm-line >> nth=0", position={"x": 2, "y": 8})
    clerk.page.keyboard.press("Home")
    for _ in range(6):
        clerk.page.keyboard.press("ArrowRight")
    clerk.page.keyboard.press("Delete")
    clerk.checked()
    assert clerk.text == "全县认真布署各项工作"
    assert "1 处改动写不进这个文件" in clerk.page.inner_text("#notice")
    assert clerk.messages == ["“布署”应为“部署”"]
    clerk.page.click("#download")
    assert clerk.page.locator("#downloads button:has-text('改好的文稿')").count() == 0
    clerk.page.keyboard.press("Escape")
    assert [one.range for one in comments(clerk.download("Word 批注版", tmp_path))] == ["布署"]
    clerk.page.click("#undo")
    clerk.checked()
    assert clerk.page.locator("#notice").is_hidden()
    assert b"w:tab" in zipfile.ZipFile(io.BytesIO(clerk.download("改好的文稿", tmp_path))).read("word/document.xml")


def test_a_pasted_text_is_downloaded(clerk: Clerk, tmp_path: Path) -> None:
    clerk.paste(FAULTY)
    clerk.page.click("#all")
    clerk.checked()
    wanted = FAULTY.replace("布署", "部署").replace("到到", "到")
    assert clerk.download("纯文本", tmp_path).decode() == wanted
    assert "**" in [one.range for one in comments(clerk.download("Word 批注版", tmp_path))]


def test_the_report_is_offered_where_it_can_be_written(clerk: Clerk, server: Running, tmp_path: Path) -> None:
    clerk.paste(FAULTY)
    formats = server.ask("GET", "/api/info").json["formats"]
    clerk.page.click("#download")
    assert clerk.page.locator("#downloads button:has-text('检查报告')").count() == int("html" in formats)
    clerk.page.keyboard.press("Escape")
    if "html" in formats:
        assert "布署" in clerk.download("检查报告", tmp_path).decode()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("照片.png", b"\x89PNG", "不能打开 .png 文件"),
        ("旧.doc", b"\xd0\xcf\x11\xe0", ".doc"),
        ("坏.docx", b"PK\x03\x04 broken", "损坏"),
        ("大.txt", b"a" * 1_100_000, "超过 1 MB"),
    ],
)
def test_what_cannot_be_opened_is_said(clerk: Clerk, name: str, data: bytes, words: str) -> None:
    clerk.paste("原来的文稿。")
    clerk.page.on("dialog", lambda dialog: dialog.accept())
    clerk.drop(name, data)
    clerk.says(words)
    assert clerk.text == "原来的文稿。"


def test_a_changed_text_is_not_thrown_away_unasked(clerk: Clerk) -> None:
    clerk.paste("原来的文稿。")
    asked: list[str] = []

    def refuse(dialog: Any) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    clerk.page.on("dialog", refuse)
    clerk.drop("新.txt", "新的文稿。".encode())
    clerk.page.wait_for_timeout(200)
    assert "还没有下载" in asked[0]
    assert clerk.text == "原来的文稿。"


def test_all_by_keyboard(clerk: Clerk, tmp_path: Path) -> None:
    keyboard = clerk.page.keyboard
    for _ in range(20):
        keyboard.press("Tab")
        if clerk.page.evaluate("document.activeElement.classList.contains('cm-content')"):
            break
    keyboard.insert_text(FAULTY)
    clerk.checked()
    keyboard.press("F8")
    clerk.page.wait_for_selector(".f-selected:has-text('布署')")
    keyboard.press("Shift+F8")
    clerk.page.wait_for_selector(".f-selected:has-text('扔有')")
    keyboard.press("F8")
    keyboard.press("Alt+Enter")
    clerk.says("已改为“部署”")
    clerk.checked()
    keyboard.press("F8")
    keyboard.press("Alt+Delete")
    clerk.says("已忽略这一处")
    keyboard.press("F6")
    assert clerk.page.evaluate("document.activeElement.classList.contains('jump')")
    first = clerk.page.evaluate("document.activeElement.textContent")
    keyboard.press("ArrowDown")
    assert clerk.page.evaluate("document.activeElement.textContent") != first
    keyboard.press("Enter")
    clerk.page.wait_for_selector(".f-selected")
    keyboard.press("Control+z")
    clerk.checked()
    assert "认真布署" in clerk.text
    with clerk.page.expect_download() as coming:
        keyboard.press("Control+s")
    coming.value.save_as(tmp_path / "x.txt")
    assert "布署" in (tmp_path / "x.txt").read_text("utf-8")


def test_tab_leaves_the_editor(clerk: Clerk) -> None:
    clerk.paste(FAULTY)
    clerk.page.keyboard.press("Tab")
    assert not clerk.page.evaluate("document.activeElement.classList.contains('cm-content')")


def test_a_choice_of_dark_or_light_lasts(clerk: Clerk) -> None:
    def ground() -> str:
        return str(clerk.page.evaluate("getComputedStyle(document.body).backgroundColor"))

    light = ground()
    clerk.page.click("#theme")
    dark = ground()
    assert dark != light
    clerk.page.reload()
    clerk.page.wait_for_selector("html[data-ready]")
    assert ground() == dark


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("window", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("state", ["empty", "findings", "clean", "help", "menu"])
def test_axe_finds_nothing_serious(
    browser: Browser, server: Running, scheme: str, window: dict[str, int], state: str
) -> None:
    for clerk in at_page(browser, server, color_scheme=scheme, viewport=window):
        if state in ("findings", "menu"):
            clerk.paste(FAULTY)
            clerk.page.click(".jump >> nth=0")
        if state == "menu":
            clerk.page.keyboard.press("Escape")
            clerk.page.click("#download")
        if state == "clean":
            clerk.paste("全县各项工作取得成效。")
        if state == "help" and window is WIDE:
            clerk.page.click("#keys")
        assert clerk.violations() == []
        width = clerk.page.evaluate("document.documentElement.scrollWidth")
        assert width <= window["width"], "the page can be scrolled sideways"


def test_a_hundred_thousand_characters_stay_smooth(clerk: Clerk) -> None:
    chance = random.Random(7)
    words = ("全县", "统筹", "推进", "重点", "项目", "建设", "乡村", "振兴", "改革", "取得", "成效", "持续", "完善", "机制")
    lines = ["".join(chance.choices(words, k=60)) + f"，共{chance.randrange(900)}项。" for _ in range(800)]
    lines[::40] = ["共开展培训**场，认真布署各项工作。"] * 20
    clerk.page.evaluate(PASTE, "\n".join(lines))
    clerk.page.wait_for_selector(".item", timeout=60_000)
    for letter in "统筹推进重点项目建设工作":
        clerk.page.keyboard.insert_text(letter)
        clerk.page.wait_for_timeout(50)
    drawn = clerk.page.locator(".cm-line").count()
    assert drawn < 200, "the whole text is in the page"
    assert clerk.page.locator(".item").count() <= 100
