"""Where comments stand: from findings to elements of the body, and the marks around them.

Word has no comments in headers, footers and text boxes, and other programs
lose those in notes; what is found there is said where the body refers to it.
"""

from __future__ import annotations

from bisect import bisect_right

from ..ooxml.runs import MARK, Cutter, paragraphs, places, texts
from .elements import above, container, hosted, is_, outermost, own
from .parts import space

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Hashable
    from typing import Any

    from ..core.document import Document
    from ..core.finding import Finding
    from ..ooxml.runs import Place
    from .parts import Parts

_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}


class Anchor:
    """What a comment is to stand around: from the element ``first`` to ``last``.

    Both None for an empty paragraph, which is ``paragraph``. ``point`` says on
    which side of ``first`` a comment on no characters stands: -1 before it,
    1 behind it, 0 around. ``elsewhere`` says that the finding's own characters
    cannot bear a comment.
    """

    __slots__ = ("elsewhere", "first", "last", "paragraph", "point")

    def __init__(
        self, first: Any, last: Any, paragraph: Any = None, point: int = 0, elsewhere: bool = False
    ) -> None:
        self.first = first
        self.last = last
        self.paragraph = paragraph
        self.point = point
        self.elsewhere = elsewhere


class Story:
    """One part with text: its ``w:t`` elements as the document's map counts them, and what cuts its runs."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self.texts = texts(root)
        self.paragraphs = paragraphs(root)
        self.cutter = Cutter(root)


class Anchors:
    """The places of a document's text in its parts."""

    def __init__(self, parts: Parts, document: Document) -> None:
        self.parts = parts
        self.document = document
        self._stories: dict[str, Story] = {}
        self._notes: dict[tuple[str, str], Any] = {}

    def story(self, part: str) -> Story:
        """A part opened for cutting; places hold for it however often it is cut."""
        found = self._stories.get(part)
        if found is None:
            found = self._stories[part] = Story(self.parts.root(part))
        return found

    def paragraph(self, finding: Finding) -> Hashable:
        """What tells the paragraph of a finding from others: its ``w:p``, or where there is none its offset."""
        part, element = self._holder(finding.span.start, finding.span.end)
        if element is None:
            return finding.span.start
        return part, id(element if is_(element, "p") else above(element, "p"))

    def anchor(self, finding: Finding) -> Anchor:
        """Where the comment on a finding stands; runs are cut so that it holds exactly its characters."""
        start, end = finding.span
        found = places(self.document, start, end)
        anchor = self._around_places(found, start == end) if found else self._by_paragraph(start, end)
        for element in (anchor.first, anchor.last):
            if element is not None and above(element, "p") is None:
                return self.first()  # text that stands in no paragraph is no Word document, but may be read
        return anchor

    def _around_places(self, found: list[Place], point: bool = False) -> Anchor:
        part = found[0].part
        story = self.story(part)
        element = story.texts[found[0].index]
        if part != self.parts.main:
            return self._outside(part, element)
        host = hosted(element)
        boxed = above(element, "txbxContent") is not None
        if host is not None and (boxed or point):
            return Anchor(host, host, elsewhere=boxed)
        if point:
            return _point(story, found[0])
        # A comment cannot reach from one cell or text box into another.
        holder = container(element)
        while container(story.texts[found[-1].index]) is not holder or found[-1].part != part:
            found.pop()
        last = hosted(story.texts[found[-1].index])
        first_runs = story.cutter.isolated(found[0]) if host is None else [host]
        last_runs = story.cutter.isolated(found[-1]) if last is None else [last]
        if not first_runs or not last_runs:
            return _around(outermost(element, "p"))
        return Anchor(first_runs[0], last_runs[-1])

    def first(self) -> Anchor:
        """The first paragraph of the body with text, or else its first one."""
        body = self.story(self.parts.main).paragraphs
        outer = [p for p in body if hosted(p) is None]
        if not outer:
            root = self.story(self.parts.main).root
            outer.append(root.makeelement(space(root) + "p"))
            root[0].insert(0, outer[0])
            body.append(outer[0])
        return _around(next(filter(_has_text, outer), outer[0]))

    def _holder(self, start: int, end: int) -> tuple[str, Any]:
        """The part and the ``w:t`` that hold a range's first characters, or the ``w:p`` it belongs to."""
        found = places(self.document, start, end)
        if found:
            return found[0].part, self.story(found[0].part).texts[found[0].index]
        assert self.document.map is not None
        for piece in self.document.map.pieces(start, max(end, start + 1)) if start < self.document.map.length else ():
            part, span, _ = piece
            if isinstance(part, tuple) and part[1] == MARK:
                return part[0], self.story(part[0]).paragraphs[span[0]]
        found = self._block(start)
        if found:
            return found[0].part, self.story(found[0].part).texts[found[0].index]
        return "", None

    def _block(self, at: int) -> list[Place]:
        """The characters of the block that an offset stands in or behind."""
        blocks = self.document.blocks
        index = bisect_right(blocks, at, key=lambda block: block.start) - 1
        if index < 0:
            return []
        block = blocks[index]
        pieces = block.pieces or ((block.start, block.end),)
        return [place for low, high in pieces if low < high for place in places(self.document, low, high)]

    def _by_paragraph(self, start: int, end: int) -> Anchor:
        """The anchor of what has no characters of its own: its paragraph, or the heading at the start of one."""
        part, element = self._holder(start, end)
        if element is None:
            return self.first()
        if part != self.parts.main:
            return self._outside(part, element)
        if is_(element, "p") and hosted(element) is None:
            return _around(element)
        found = self._block(start)
        return self._around_places(found) if found else _around(outermost(element, "p"))

    def _outside(self, part: str, element: Any) -> Anchor:
        """The anchor for what stands in a header, a footer or a note."""
        kind, relation = self.parts.relations.get(part, ("", ""))
        found: Anchor | None = None
        if kind in _NOTES:
            note = above(element, _NOTES[kind])
            reference = None if note is None else self._reference(_NOTES[kind], note.get(space(note) + "id"))
            if reference is not None:
                run = hosted(reference)
                run = reference.getparent() if run is None else run
                found = Anchor(run, run)
        elif kind in ("header", "footer"):
            paragraph = self._section(kind, relation)
            found = None if paragraph is None else _around(paragraph)
        found = found or self.first()
        found.elsewhere = True
        return found

    def _reference(self, name: str, id: str) -> Any:
        if not self._notes:
            root = self.story(self.parts.main).root
            w = space(root)
            for note in _NOTES.values():
                for element in root.iter(f"{w}{note}Reference"):
                    self._notes.setdefault((note, element.get(w + "id")), element)
        return self._notes.get((name, id))

    def _section(self, kind: str, id: str) -> Any:
        """The first paragraph with text of the first section that shows a header or footer."""
        story = self.story(self.parts.main)
        w = space(story.root)
        outer = [p for p in story.paragraphs if hosted(p) is None]
        sections: list[list[Any]] = [[]]
        for paragraph in outer:
            sections[-1].append(paragraph)
            if paragraph.find(f"{w}pPr/{w}sectPr") is not None:
                sections.append([])
        properties = [e for e in story.root.iter(w + "sectPr") if not is_(e.getparent(), "sectPrChange")]
        for section, element in zip(sections, properties, strict=False):
            for reference in element.iterchildren(f"{w}{kind}Reference"):
                if id in reference.attrib.values() and section:
                    return next(filter(_has_text, section), section[0])
        return None


def _point(story: Story, place: Place) -> Anchor:
    """The anchor of a place between two characters."""
    before = story.cutter.runs(place)
    if before:
        return Anchor(before[0], before[0], point=-1)
    run = above(story.texts[place.index], "r")
    if place.start:
        place = type(place)(place.part, place.index, place.start - 1, place.start)
        run = story.cutter.isolated(place)[-1]
    return Anchor(run, run, point=1)


def _has_text(paragraph: Any) -> bool:
    return any(text.text and text.text.strip() for text in _texts(paragraph))


def _texts(paragraph: Any) -> list[Any]:
    """The texts in a paragraph's own runs, those that we have tracked as deleted included."""
    w = space(paragraph)
    return [
        text
        for text in paragraph.iter(w + "t", w + "delText")
        if hosted(text) is None and (is_(text, "t") or own(text.getparent().getparent()))
    ]


def _around(paragraph: Any) -> Anchor:
    """The anchor on all text of a paragraph of the body."""
    runs = [text.getparent() for text in _texts(paragraph) if text.text and is_(text.getparent(), "r")]
    return Anchor(runs[0], runs[-1]) if runs else Anchor(None, None, paragraph)
