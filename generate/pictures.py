"""Pictures of the terminal, the page and a reviewed Word file, from a specimen in seeds/.

    python -m generate.pictures

writes docs/pictures/*.png. It needs Chromium, Xvfb, LibreOffice with its windows (Debian: libreoffice-writer, which the
tests do without) and Chinese fonts, and the tools of the tests; what it draws depends on their versions, so that no test
compares it.
"""

from __future__ import annotations

import html
import os
import pathlib
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
import zlib

from playwright.sync_api import Browser, sync_playwright

ROOT = pathlib.Path(__file__).resolve().parent.parent
SPECIMEN = ROOT / "seeds" / "05-work-summary.txt"
REVIEWED = ROOT / "seeds" / "04-self-report.txt"
INTO = ROOT / "docs" / "pictures"
DISPLAY = ":77"
SCREEN = (1500, 1050)
# Where the window shows the sheet and its margin.
SHEET = (200, 96, 1240, 1028)
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")
_COLORS = {"31": "#ff8c82", "33": "#f5c469", "34": "#8fbcff", "36": "#7fd6d6", "32": "#86d69c", "1": "", "2": "#a5afba"}
_TERMINAL = """<meta charset=utf-8><style>
body {{ margin: 0; background: #fff; }}
pre {{ display: inline-block; margin: 12px; padding: 16px 20px; border-radius: 10px; background: #1c2128; color: #e6e9ed;
  font: 15px/1.5 "Noto Sans Mono CJK SC", "WenQuanYi Zen Hei Mono", monospace; white-space: pre-wrap; width: 960px; }}
</style><pre>{}</pre>"""


def terminal(browser: Browser) -> None:
    """What the command prints, in colours."""
    code = (
        "import sys; from reportlint.cli import checking, run; from reportlint.cli import terminal;"
        "checking.uses_color = lambda stream: True; checking.terminal_width = lambda stream: 110;"
        f"run(['--no-config', {SPECIMEN.name!r}])"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=SPECIMEN.parent, capture_output=True, encoding="utf-8", check=False)
    lines = done.stdout.splitlines()
    shown = "\n".join([f"$ reportlint {SPECIMEN.name}", *lines[:26], "…", *lines[-1:]])
    page = browser.new_page(viewport={"width": 1040, "height": 600}, device_scale_factor=1.25)
    page.set_content(_TERMINAL.format(_colored(shown)))
    page.locator("pre").screenshot(path=INTO / "terminal.png")


def _colored(text: str) -> str:
    out = []
    opened = 0
    for piece in re.split(r"(\x1b\[[\d;]*m)", text):
        found = re.fullmatch(r"\x1b\[([\d;]*)m", piece)
        if found is None:
            out.append(html.escape(piece))
            continue
        codes = [code.lstrip("0") for code in found[1].split(";")]
        if not any(codes):
            out.append("</span>" * opened)
            opened = 0
        else:
            color = next((_COLORS[code] for code in codes if _COLORS.get(code)), "")
            weight = "font-weight:700;" if "1" in codes else ""
            out.append(f'<span style="{weight}{f"color:{color}" if color else ""}">')
            opened += 1
    return "".join(out) + "</span>" * opened


def page(browser: Browser) -> None:
    """The page with the specimen and one finding chosen."""
    command = [sys.executable, "-m", "reportlint", "serve", "--port", "0", "--no-config", "--jobs", "1"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8")
    try:
        assert server.stdout
        found = re.search(r"http://\S+/", server.stdout.readline())
        assert found
        view = browser.new_page(viewport={"width": 1280, "height": 760}, device_scale_factor=1.25)
        view.goto(found[0])
        view.wait_for_selector("html[data-ready]")
        view.click(".cm-content", position={"x": 40, "y": 30})
        view.keyboard.insert_text(SPECIMEN.read_text("utf-8"))
        view.wait_for_selector(".item")
        view.click(".item.error:has(.fix) .jump >> nth=0")
        view.wait_for_selector(".card")
        view.wait_for_timeout(500)
        view.screenshot(path=INTO / "page.png")
    finally:
        server.terminate()
        server.wait()


def word(folder: pathlib.Path) -> None:
    """The reviewed Word file in LibreOffice's window: tracked changes in the text, comments in the margin.

    A window, because comments are not drawn into a PDF that is made without one.
    """
    reviewed = folder / "review.docx"
    command = [sys.executable, "-m", "reportlint", "review", "--no-config", str(REVIEWED), "-o", str(reviewed)]
    subprocess.run(command, check=False)
    width, height = SCREEN
    screen = ["Xvfb", DISPLAY, "-screen", "0", f"{width}x{height}x24", "-fbdir", str(folder)]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    office = ["soffice", profile, "--norestore", "--nologo", "--view", str(reviewed)]
    environment = {**os.environ, "DISPLAY": DISPLAY, "SAL_USE_VCLPLUGIN": "gen"}
    with subprocess.Popen(screen) as server:
        time.sleep(3)
        with subprocess.Popen(office, env=environment, start_new_session=True) as window:
            time.sleep(35)
            picture = (folder / "Xvfb_screen0").read_bytes()
            os.killpg(window.pid, signal.SIGKILL)
        server.terminate()
    (INTO / "word.png").write_bytes(_png(picture, SHEET))


def _png(dump: bytes, box: tuple[int, int, int, int]) -> bytes:
    """A part (left, top, right, bottom) of a screen of 32 bits a pixel, dumped as XWD, as PNG."""
    header = struct.unpack(">25I", dump[:100])
    row = header[12]
    first = header[0] + header[19] * 12
    left, top, right, bottom = box
    lines = []
    for y in range(top, bottom):
        pixels = dump[first + y * row + left * 4 : first + y * row + right * 4]
        line = bytearray((right - left) * 3)
        line[0::3], line[1::3], line[2::3] = pixels[2::4], pixels[1::4], pixels[0::4]
        lines.append(b"\0" + bytes(line))
    size = struct.pack(">IIBBBBB", right - left, bottom - top, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", size), (b"IDAT", zlib.compress(b"".join(lines), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )


def main() -> None:
    """Draw all three."""
    INTO.mkdir(parents=True, exist_ok=True)
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        terminal(browser)
        page(browser)
        browser.close()
        word(pathlib.Path(folder))


if __name__ == "__main__":
    main()
