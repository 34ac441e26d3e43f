"""The picture of the page that ``--format html`` writes: ``python -m generate.picture``, with Chromium at hand."""

from __future__ import annotations

import pathlib
import shutil
import tempfile

from reportlint.cli import run

ROOT = pathlib.Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "report.png"
_STEPS = 8


def take(target: pathlib.Path) -> None:
    """Lint a specimen, open the page, go to a finding, and write what is seen as PNG. SystemExit without Chromium."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        raise SystemExit("Chromium is not installed")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        page = pathlib.Path(folder, "page.html")
        run(["check", "--no-config", "--format", "html", "--output", str(page), str(ROOT / "seeds" / "04-self-report.txt")])
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page(viewport={"width": 1180, "height": 720})
        tab.goto(page.as_uri())
        for _ in range(_STEPS):
            tab.keyboard.press("j")
        tab.screenshot(path=str(target))
        browser.close()


if __name__ == "__main__":
    take(PICTURE)
