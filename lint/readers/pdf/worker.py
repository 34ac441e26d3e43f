"""What reads a PDF file, in a process of its own: a hostile file may end this one and no other.

Run as a script. Requests on standard input and answers on standard output are
eight bytes of length and the data: a file, and marshal data of plain values.
"""

from __future__ import annotations

import array
import ctypes
import marshal
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, BinaryIO

    # Width and height in points, the text, the boxes of its characters (left, top, right, bottom, from the
    # top left corner, four floats each), and whether the page shows something that is no text.
    PageData = tuple[float, float, str, bytes, bool]

MOST_PAGES = 3000
MOST_CHARACTERS = 5_000_000
_MEMORY = 2 << 30
_MOST_OBJECTS = 2000
_IMAGE, _PATH, _FORM = 3, 2, 5
_PASSWORD, _SECURITY = 4, 5


def main() -> None:
    """Answer requests until standard input ends."""
    source, out = sys.stdin.buffer, sys.stdout.buffer
    try:
        import pypdfium2.raw as pdfium
    except ImportError:
        pdfium = None
    else:
        pdfium.FPDF_InitLibrary()
        _limit()
    while head := source.read(8):
        data = source.read(int.from_bytes(head, "big"))
        _answer(out, ("missing",) if pdfium is None else _read(pdfium, data))


def _limit() -> None:
    """Bound the memory of this process, where the system can."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    except (ImportError, OSError, ValueError):
        pass


def _answer(out: BinaryIO, value: Any) -> None:
    made = marshal.dumps(value)
    out.write(len(made).to_bytes(8, "big") + made)
    out.flush()


def _read(pdfium: Any, data: bytes) -> tuple[object, ...]:
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        error = pdfium.FPDF_GetLastError()
        return ("password",) if error in (_PASSWORD, _SECURITY) else ("damaged",)
    try:
        count = pdfium.FPDF_GetPageCount(document)
        if count > MOST_PAGES:
            return "pages", count
        pages: list[PageData | None] = []
        left = MOST_CHARACTERS
        for number in range(count):
            page = pdfium.FPDF_LoadPage(document, number)
            if not page:
                pages.append(None)
                continue
            try:
                made = _page(pdfium, page, left)
            finally:
                pdfium.FPDF_ClosePage(page)
            left -= len(made[2])
            if left <= 0:
                return ("characters",)
            pages.append(made)
        return "pages", pages
    finally:
        pdfium.FPDF_CloseDocument(document)


def _page(pdfium: Any, page: Any, most: int) -> PageData:
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    found = pdfium.FPDFText_LoadPage(page)
    codes: list[str] = []
    boxes = array.array("f")
    if found:
        count = min(pdfium.FPDFText_CountChars(found), most)
        box = pdfium.FS_RECTF()
        place = ctypes.byref(box)
        for index in range(count):
            code = pdfium.FPDFText_GetUnicode(found, index)
            generated = pdfium.FPDFText_IsGenerated(found, index) == 1
            # What is computed is no character of the file: line ends, and blanks for gaps.
            codes.append(_char(code, generated))
            if generated or not pdfium.FPDFText_GetLooseCharBox(found, index, place):
                boxes.extend((0.0, 0.0, 0.0, 0.0))
            else:
                boxes.extend((box.left, height - box.top, box.right, height - box.bottom))
        pdfium.FPDFText_ClosePage(found)
    shows = sum(char > " " for char in codes) < 5 and _shows(pdfium, page, width * height)
    return width, height, "".join(codes), boxes.tobytes(), shows


def _char(code: int, generated: bool) -> str:
    if generated:
        return "\n" if code in (10, 13) else "\x00"
    if code in (10, 13):
        return "\n"
    if code == 2:
        return "-"  # a hyphen at a line's end
    if 0xD800 <= code < 0xE000 or not 0 < code < 0x110000:
        return "\ufffd"
    return chr(code)


def _shows(pdfium: Any, page: Any, area: float) -> bool:
    """Whether a page without text shows a picture, or letters drawn as lines."""
    paths = 0
    sides = [ctypes.c_float() for _ in range(4)]
    for index in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        element = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(element)
        paths += kind == _PATH
        if kind in (_IMAGE, _FORM) and pdfium.FPDFPageObj_GetBounds(element, *map(ctypes.byref, sides)):
            left, bottom, right, top = (side.value for side in sides)
            if (right - left) * (top - bottom) > 0.2 * area:
                return True
    return paths >= 200


if __name__ == "__main__":
    main()
