"""Web pages: what a browser shows as the text of the page, and the place of every character in the source.

The map of a document leads to the decoded source; lines and columns are those
of the source too.
"""

from __future__ import annotations

import re

from ...core.document import Document
from ...core.textmap import TextMap
from ...text.decoding import UndecidableEncoding, decode
from ...text.directives import directive
from .flow import BLOCKS, Flow
from .tokens import Tokens

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...core.document import Directive

SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")

_LARGEST = 64 * 1024 * 1024
_LABEL = re.compile(rb"""<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]{2,30})""", re.IGNORECASE)
# Not the text of the page: code, forms, what stands in for what a browser shows, and ways to other pages.
_UNSEEN = frozenset(
    (
        "audio", "button", "canvas", "datalist", "del", "head", "iframe", "math", "nav", "noembed",
        "noframes", "noscript", "object", "rp", "rt", "script", "select", "style", "svg", "template",
        "textarea", "title", "video", "xmp",
    )
)  # fmt: skip
_VOID = frozenset(
    (
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
        "track", "wbr",
    )
)  # fmt: skip
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_OTHERS = (
    (b"%PDF", "PDF", ".pdf"),
    (b"PK\x03\x04", "压缩包（可能是 .docx、.odt）", "原来的扩展名"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Office 文件", ".doc"),
    (b"{\\rtf", "RTF", ".rtf"),
)


def read(data: bytes, path: str, encoding: str = "") -> Document:
    """The document in ``data``.

    Raises UndecidableEncoding, and ValueError where the bytes are something
    else, or too many.
    """
    if not data:
        raise ValueError("文件是空的")
    for start, name, suffix in _OTHERS:
        if data.startswith(start):
            raise ValueError(f"内容是 {name}，不是网页；请把扩展名改为 {suffix}")
    if data[:64].lstrip().lower().startswith((b"mime-version:", b"from: <saved by")):
        raise ValueError("是 MHTML 网页归档，不是 .html；请在浏览器中另存为“网页，仅 HTML”")
    if len(data) > _LARGEST:
        raise ValueError(f"网页大于 {_LARGEST >> 20} MB，未检查；请拆开")
    text, name, bom = _decoded(data, encoding)
    return document_of(text, path, name, bom)


def document_of(text: str, path: str, encoding: str = "utf-8", bom: bool = False) -> Document:
    """The document of a page that is already decoded."""
    flow = Flow(text)
    directives = _fill(flow, Tokens(text))
    return Document(
        path,
        "html",
        "".join(flow.pieces),
        flow.blocks,
        TextMap(flow.segments),
        directives,
        encoding,
        bom,
        source=text,
    )


def _decoded(data: bytes, encoding: str) -> tuple[str, str, bool]:
    """The page's text, by what it is rather than by what it says: pages labelled gb2312 hold GB 18030, or UTF-8."""
    found = _LABEL.search(data, 0, 4096)
    label = found[1].decode("ascii").lower() if found and not encoding else ""
    if label == "big5":
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            try:
                return decode(data, label)
            except UndecidableEncoding:
                pass
    try:
        return decode(data, encoding)
    except UndecidableEncoding:
        if not label or encoding:
            raise
        try:
            return decode(data, label)
        except (UndecidableEncoding, LookupError):
            pass
        raise


def _fill(flow: Flow, tokens: Tokens) -> tuple[Directive, ...]:
    """Let the tokens of a page become text; the instructions to the linter in its comments."""
    directives: list[Directive] = []
    skipped, depth = "", 0  # inside of an element that is not seen, and how many of its name are open
    source = tokens.source
    for kind, name, start, end, low, high in tokens:
        if skipped:
            # A paragraph needs no end tag.
            if skipped == "p" and name in BLOCKS and kind in ("start", "end"):
                skipped = ""
                if name == "p" and kind == "end":
                    continue
            else:
                if name == skipped:
                    depth += 1 if kind == "start" else -1
                    if depth == 0:
                        skipped = ""
                elif skipped == "head" and name == "body":
                    skipped = ""
                if skipped or kind != "start":
                    continue
        if kind in ("text", "raw"):
            flow.text(low, high, kind == "raw")
        elif kind == "comment":
            place = flow.place
            found = directive(source[low:high], place, place)
            if found is not None:
                directives.append(found)
        elif kind == "end":
            flow.stop(name)
        elif name == "br":
            flow.line(start, end)
        elif name not in _VOID and (name in _UNSEEN or _is_hidden(tokens, low, high)):
            if name in BLOCKS:
                flow.close()
            if source[end - 2] != "/" or name not in ("svg", "math"):
                skipped, depth = name, 1
        else:
            flow.start(name)
    flow.finish()
    return tuple(directives)


def _is_hidden(tokens: Tokens, low: int, high: int) -> bool:
    if high - low < 6:
        return False
    attributes = tokens.attributes(low, high)
    return "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")) is not None
