"""Formats that are read and not written: every fix is only shown."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..core.document import Document

_WAYS = {
    "pdf": "PDF 是版式文件，不能就地修改；请修改原稿后重新导出",
    "ofd": "OFD 是版式文件，不能就地修改；请修改原稿后重新导出",
}
_OTHER = "{} 文件不能就地修改；请用 reportlint review 另存为带批注和修订的 .docx"


def refusal(format: str) -> str:
    """Why a file of this format is not mended, and how to go on."""
    return _WAYS.get(format) or _OTHER.format(f".{format}")


def accepts(document: Document, edits: Iterable[tuple[int, int, str]]) -> bool:
    """No edit can be made."""
    return False


def apply(document: Document, data: bytes, edits: Iterable[tuple[int, int, str]]) -> bytes:
    """ValueError: the format is not written."""
    raise ValueError(refusal(document.format))
