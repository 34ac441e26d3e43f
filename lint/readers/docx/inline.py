"""What stands in a paragraph: runs, and what may hold them (ECMA-376 Part 1, 17.3.2 and 17.3.3)."""

from __future__ import annotations

import re

from ...ooxml.names import MC, SPACE, M, W
from .fields import is_page
from .flow import NOBODY
from .styles import is_on
from .symbols import symbol

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .fields import Fields
    from .flow import Paragraph
    from .styles import Styles

_R, _T, _RPR, _VANISH, _RSTYLE = (W + name for name in ("r", "t", "rPr", "vanish", "rStyle"))
_INS = (W + "ins", W + "moveTo")
_DEL = (W + "del", W + "moveFrom")
_HOLDERS = {W + name for name in ("hyperlink", "smartTag", "customXml", "dir", "bdo")}
_TEXT = (_T, W + "delText")
_BOX = W + "txbxContent"
_DRAWN = {W + name for name in ("drawing", "pict", "object")}
ALTERNATE, _CHOICE, _FALLBACK = MC + "AlternateContent", MC + "Choice", MC + "Fallback"
_BLANKS = " \t\r\n"
# In w:t these are blanks of the file's layout, shown as one space each.
_CONTROL = re.compile("[\t\r\n]")
_FIXED = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}


def chosen(element: Any) -> Any:
    """The branch of ``mc:AlternateContent`` that Word shows; the other is the same for older programs."""
    found = element.find(_CHOICE)
    return element.find(_FALLBACK) if found is None else found


class Inline:
    """Reads what stands in paragraphs into ``Paragraph`` objects.

    ``indexes`` numbers the part's ``w:t``. ``boxes`` collects the text boxes
    met, ``removed`` and ``concealed`` say whether deleted or hidden text was.
    ``outside`` marks headers, footers and notes.
    """

    def __init__(self, styles: Styles, indexes: dict[Any, int], fields: Fields, outside: bool) -> None:
        self.styles = styles
        self.fields = fields
        self.boxes: list[Any] = []
        self.removed = False
        self.concealed = False
        self._indexes = indexes
        self._outside = outside
        self._hidden_style = False
        self._hidden: list[str] = []
        self._hidden_at = -1

    def read(self, element: Any, paragraph: Paragraph, hidden: bool) -> None:
        """Append what a ``w:p`` shows to a paragraph; ``hidden`` says that its style hides text."""
        self.removed = self.concealed = False
        self._hidden_style = hidden
        self._inside(element, paragraph)
        self._reveal(paragraph)

    def _inside(self, container: Any, paragraph: Paragraph) -> None:
        for element in container:
            tag = element.tag
            if tag == _R:
                self._run(element, paragraph)
            elif tag in _HOLDERS:
                self._inside(element, paragraph)
            elif tag in _INS:
                start = paragraph.size
                self._inside(element, paragraph)
                if paragraph.size > start:
                    change = "插入" if tag == _INS[0] else "移来"
                    self._revised(paragraph, start, change, element, "")
            elif tag in _DEL:
                self._deleted(element, paragraph)
            elif tag == W + "fldSimple":
                self._page(paragraph, element.get(W + "instr") or "")
                self._inside(element, paragraph)
            elif tag == W + "sdt":
                content = element.find(W + "sdtContent")
                if content is not None:
                    self._inside(content, paragraph)
            elif tag == ALTERNATE:
                branch = chosen(element)
                if branch is not None:
                    self._inside(branch, paragraph)
            elif tag == M + "oMath" or tag == M + "oMathPara":
                self._computed(paragraph, "".join(t.text or "" for t in element.iter(M + "t")))
            elif tag == W + "commentRangeStart":
                self._reveal(paragraph)
                paragraph.anchors.append((element.get(W + "id") or "", "start", paragraph.size))
            elif tag == W + "commentRangeEnd":
                paragraph.anchors.append((element.get(W + "id") or "", "end", paragraph.size))

    def _run(self, run: Any, paragraph: Paragraph) -> None:
        hidden = self._is_hidden(run.find(_RPR))
        if hidden:
            self.concealed = True
        elif self._hidden_at >= 0:
            self._reveal(paragraph)
        self._contents(run, paragraph, hidden)

    def _contents(self, run: Any, paragraph: Paragraph, hidden: bool) -> None:
        fields = self.fields
        for element in run:
            tag = element.tag
            if tag == _T:
                if fields.showing:
                    if hidden:
                        self._conceal(paragraph, element.text or "")
                    else:
                        self._text(element, paragraph)
            elif tag == W + "fldChar":
                shown = fields.turn(element)
                if shown and not hidden:
                    self._computed(paragraph, shown)
            elif tag == W + "instrText":
                self._page(paragraph, fields.instruct(element.text or ""))
            elif hidden or not fields.showing:
                continue
            elif tag in _FIXED:
                self._computed(paragraph, _FIXED[tag])
            elif tag == W + "sym":
                self._computed(paragraph, symbol(element.get(W + "font") or "", element.get(W + "char") or ""))
            elif tag in _DRAWN:
                self._draw(element)
            elif tag == ALTERNATE:
                branch = chosen(element)
                if branch is not None:
                    self._contents(branch, paragraph, hidden)
            elif tag == W + "ruby":
                base = element.find(W + "rubyBase")
                if base is not None:
                    self._inside(base, paragraph)
            elif tag == W + "commentReference":
                paragraph.anchors.append((element.get(W + "id") or "", "reference", paragraph.size))
            elif tag == W + "pgNum":
                paragraph.computed = paragraph.computed or self._outside

    def _text(self, element: Any, paragraph: Paragraph) -> None:
        text = element.text
        if not text:
            return
        index = self._indexes[element]
        at = 0
        if element.get(SPACE) != "preserve":
            bare = text.lstrip(_BLANKS)
            at = len(text) - len(bare)
            text = bare.rstrip(_BLANKS)
            if not text:
                return
        if "\n" not in text and "\t" not in text and "\r" not in text:
            paragraph.add(text, index, at)
            return
        last = 0
        for match in _CONTROL.finditer(text):
            if match.start() > last:
                paragraph.add(text[last : match.start()], index, at + last)
            last = match.end()
            paragraph.add(" ", index, at + match.start(), 1)
        if last < len(text):
            paragraph.add(text[last:], index, at + last)

    def _computed(self, paragraph: Paragraph, text: str) -> None:
        if text:
            paragraph.add(text)

    def _page(self, paragraph: Paragraph, instruction: str) -> None:
        if self._outside and is_page(instruction):
            paragraph.computed = True

    def _is_hidden(self, properties: Any) -> bool:
        """Whether a run is hidden: as it says itself, or as its two styles have it (toggles, 17.7.3)."""
        hidden = self._hidden_style
        if properties is not None:
            vanish = properties.find(_VANISH)
            if vanish is not None:
                return is_on(vanish)
            named = properties.find(_RSTYLE)
            if named is not None:
                hidden = hidden != self.styles.style(named.get(W + "val") or "").hidden
        return hidden

    def _conceal(self, paragraph: Paragraph, text: str) -> None:
        if self._hidden_at < 0:
            self._hidden_at = paragraph.size
        self._hidden.append(text)

    def _reveal(self, paragraph: Paragraph) -> None:
        """Note hidden text that ends here."""
        text = "".join(self._hidden)
        if self._hidden_at >= 0 and text.strip():
            paragraph.note("hidden-text", self._hidden_at, self._hidden_at, content=text)
        self._hidden = []
        self._hidden_at = -1

    def _deleted(self, element: Any, paragraph: Paragraph) -> None:
        """Pass deleted text over, but not the ends of fields in it."""
        self.removed = True
        for character in element.iter(W + "fldChar"):
            self.fields.turn(character)
        text = "".join(t.text or "" for t in element.iter(*_TEXT))
        self._revised(paragraph, paragraph.size, "删除" if element.tag == _DEL[0] else "移走", element, text)

    def _revised(self, paragraph: Paragraph, start: int, change: str, element: Any, text: str) -> None:
        author = element.get(W + "author") or NOBODY
        paragraph.note("unresolved-revision", start, paragraph.size, change=change, author=author, content=text)

    def _draw(self, element: Any) -> None:
        """Collect the text boxes of a drawing; grouped ones stand deeper."""
        for child in element:
            if child.tag == _BOX:
                self.boxes.append(child)
            elif child.tag == ALTERNATE:
                branch = chosen(child)
                if branch is not None:
                    self._draw(branch)
            elif len(child):
                self._draw(child)
