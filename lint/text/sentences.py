"""Sentences, cut after 。！？； and line ends, with closing marks kept on their sentence."""

from __future__ import annotations

from .patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .reading import Paragraph, Reading

# A sentence ends after its marks and the closing quotes and brackets behind them.
_SENTENCE = Lazy(r"[^。！？!?；;]+[。！？!?；;]*[”’）》」』]*")


class Sentence:
    """A sentence of a paragraph; ``start`` and ``end`` are offsets in the paragraph's text."""

    __slots__ = ("end", "paragraph", "start", "text")

    def __init__(self, paragraph: Paragraph, start: int, end: int, text: str) -> None:
        self.paragraph = paragraph
        self.start = start
        self.end = end
        self.text = text


def cut(text: str) -> list[tuple[int, int]]:
    """``(start, end)`` of each sentence of a paragraph, surrounding blanks left out."""
    found = []
    for match in _SENTENCE.finditer(text):
        start = match.start()
        piece = match.group()
        bare = piece.strip()
        if bare:
            start += len(piece) - len(piece.lstrip())
            found.append((start, start + len(bare)))
    return found


def sentences_of(page: Reading) -> list[Sentence]:
    """The sentences of a document in order, code blocks left out."""
    return [
        Sentence(paragraph, start, end, paragraph.text[start:end])
        for paragraph in page.paragraphs
        if paragraph.kind != "code"
        for start, end in cut(paragraph.text)
    ]


_ENDS = "。！？；\r\n"
_END = Lazy(f"[{_ENDS}]")


def sentence_around(text: str, start: int, end: int, floor: int = 0) -> str:
    """The sentence of ``text`` that ``[start, end)`` stands in, at most 200 characters each way.

    ``floor`` is where its paragraph starts.
    """
    low = max(floor, start - 200)
    for mark in _ENDS:
        low = max(low, text.rfind(mark, low, start) + 1)
    stop = _END.search(text, end, min(len(text), end + 200))
    return text[low : stop.end() if stop else min(len(text), end + 200)].strip()
