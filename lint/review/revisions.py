"""Fixes as tracked changes (ECMA-376 Part 1, 17.13.5): accepted or rejected by whoever opens the document."""

from __future__ import annotations

import copy

from ..editors.docx import accepts
from ..ooxml.names import SPACE
from ..ooxml.runs import Place, places, shown
from .elements import above, hosted, is_
from .parts import AUTHOR, space

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..core.finding import Fix
    from .anchors import Anchors, Story

    Edit = tuple[int, int, str]

_LOCKS = ("contentLocked", "sdtContentLocked")
# What a tracked change may stand in; a moved text has two places.
_BARRIERS = ("moveTo", "fldSimple")


class Revisions:
    """Writes fixes into the parts as deletions and insertions by us, dated ``date``."""

    def __init__(self, anchors: Anchors, date: str) -> None:
        self._anchors = anchors
        self._date = date
        self._results: dict[str, set[Any]] = {}
        self.count = 0

    def track(self, fix: Fix) -> bool:
        """Write a fix as tracked changes; false, with nothing written, where one of its edits cannot be."""
        document = self._anchors.document
        if not accepts(document, fix.edits):
            return False
        found = [places(document, start, end) if start < end else [] for start, end, _ in fix.edits]
        for (start, end, text), held in zip(fix.edits, found, strict=True):
            if start == end:
                neighbour = self._neighbour(start)
                held = neighbour[0] if neighbour else []
            if not held or not all(map(self._takes, held)):
                return False
            # What replaces a paragraph's mark has no place.
            if sum(place.end - place.start for place in held) != end - start and start < end and text:
                return False
        for edit, held in zip(fix.edits, found, strict=True):
            if held:
                self._replace(edit, held)
            else:
                self._insert(edit)
        self.count += 1
        return True

    def _replace(self, edit: Edit, held: list[Place]) -> None:
        start, end, text = edit
        document = self._anchors.document
        runs = [run for place in held for run in self._story(place).cutter.isolated(place)]
        sizes = [sum(len(shown(text)) for text in run if is_(text, "t")) for run in runs]
        old = document.text[start:end]
        at = 0
        for run, size, piece in zip(runs, sizes, _shares(old, text, sizes), strict=True):
            at += size
            if piece == old[at - size : at]:
                continue
            removed = self._deleted(run)
            if piece:
                self._inserted(removed, run, piece, behind=True)
        self._unmark(start, end)

    def _insert(self, edit: Edit) -> None:
        start, _, text = edit
        neighbour = self._neighbour(start)
        assert neighbour is not None
        held, behind = neighbour
        runs = self._story(held[0]).cutter.isolated(held[0])
        run = runs[-1] if behind else runs[0]
        self._inserted(run, run, text, behind)

    def _neighbour(self, at: int) -> tuple[list[Place], bool] | None:
        """The character whose formatting an insertion takes, and whether it goes behind it."""
        document = self._anchors.document
        for low, high, behind in ((at - 1, at, True), (at, at + 1, False)):
            if low >= 0 and high <= len(document.text):
                held = places(document, low, high)
                if held:
                    return held, behind
        return None

    def _story(self, place: Place) -> Story:
        self._anchors.parts.changed.add(place.part)
        return self._anchors.story(place.part)

    def _takes(self, place: Place) -> bool:
        """Whether text there can be changed for good.

        Not in a text box, which the file holds twice; not in the result of a
        field, which is made anew; not in controls that are locked or bound to
        data.
        """
        story = self._anchors.story(place.part)
        element = story.texts[place.index]
        if hosted(element) is not None or element in self._computed(place.part, story):
            return False
        for ancestor in element.iterancestors():
            if any(is_(ancestor, name) for name in _BARRIERS):
                return False
            if is_(ancestor, "sdt"):
                w = space(ancestor)
                lock = ancestor.find(f"{w}sdtPr/{w}lock")
                if lock is not None and lock.get(w + "val") in _LOCKS:
                    return False
                if ancestor.find(f"{w}sdtPr/{w}dataBinding") is not None:
                    return False
        return True

    def _computed(self, part: str, story: Story) -> set[Any]:
        """The ``w:t`` elements of a part that stand in results of fields other than links."""
        if part in self._results:
            return self._results[part]
        found = self._results[part] = set()
        w = space(story.root)
        open_: list[list[Any]] = []
        for element in story.root.iter(w + "fldChar", w + "instrText", w + "t"):
            if is_(element, "t"):
                if any(result and not text.lstrip().upper().startswith("HYPERLINK") for text, result in open_):
                    found.add(element)
            elif is_(element, "instrText"):
                if open_:
                    open_[-1][0] += element.text or ""
            elif (turn := element.get(w + "fldCharType")) == "begin":
                open_.append(["", False])
            elif turn == "separate" and open_:
                open_[-1][1] = True
            elif turn == "end" and open_:
                open_.pop()
        return found

    def _change(self, like: Any, name: str) -> Any:
        w = space(like)
        values = {"id": str(self._anchors.parts.new_id()), "author": AUTHOR, "date": self._date}
        return like.makeelement(w + name, {w + key: value for key, value in values.items()})

    def _deleted(self, run: Any) -> Any:
        """Wrap a run into a deletion; the deletion."""
        removed = self._change(run, "del")
        run.addprevious(removed)
        removed.append(run)
        for text in run:
            if is_(text, "t"):
                text.tag = space(run) + "delText"
        return removed

    def _inserted(self, beside: Any, like: Any, text: str, behind: bool) -> None:
        """Insert a run with the formatting of another beside an element, outside other people's insertions."""
        w = space(like)
        added = self._change(like, "ins")
        run = like.makeelement(w + "r")
        formatting = like.find(w + "rPr")
        if formatting is not None:
            formatting = copy.deepcopy(formatting)
            for change in formatting.findall(w + "rPrChange"):
                formatting.remove(change)
            run.append(formatting)
        content = like.makeelement(w + "t")
        content.text = text
        if text != text.strip():
            content.set(SPACE, "preserve")
        run.append(content)
        added.append(run)
        while is_(beside.getparent(), "ins"):
            beside, behind = self._divided(beside, behind)
        if behind:
            beside.addnext(added)
        else:
            beside.addprevious(added)

    def _divided(self, child: Any, behind: bool) -> tuple[Any, bool]:
        """Part an insertion before (behind) one of its children; where the gap is then."""
        holder = child.getparent()
        if (child.getnext() if behind else child.getprevious()) is None:
            return holder, behind
        second = holder.makeelement(holder.tag, dict(holder.attrib))
        second.set(space(holder) + "id", str(self._anchors.parts.new_id()))
        for element in ([] if behind else [child]) + list(child.itersiblings()):
            second.append(element)
        holder.addnext(second)
        return holder, True

    def _unmark(self, start: int, end: int) -> None:
        """Track the deletion of the paragraph whose text and mark a range covers, if it covers a mark."""
        document = self._anchors.document
        assert document.map is not None
        if "\n" not in document.text[start:end]:
            return
        # The mark before the text goes with it, or its own: either way this paragraph is no more.
        text = places(document, start, end)[0]
        paragraph = above(self._anchors.story(text.part).texts[text.index], "p")
        w = space(paragraph)
        properties = paragraph.find(w + "pPr")
        if properties is None:
            properties = paragraph.makeelement(w + "pPr")
            paragraph.insert(0, properties)
        mark = properties.find(w + "rPr")
        if mark is None:
            mark = paragraph.makeelement(w + "rPr")
            changes = [child for child in properties if is_(child, "sectPr") or is_(child, "pPrChange")]
            if changes:
                changes[0].addprevious(mark)
            else:
                properties.append(mark)
        mark.insert(int(len(mark) > 0 and is_(mark[0], "ins")), self._change(paragraph, "del"))


def _shares(old: str, new: str, sizes: list[int]) -> list[str]:
    """The new text dealt out to the runs that held the old one, so that each part keeps its formatting.

    Character by character where lengths agree; otherwise what begins or ends
    alike stays in its own run and the rest goes to the first run that changes.
    """
    if len(sizes) == 1:
        return [new]
    bounds = [sum(sizes[:number]) for number in range(len(sizes) + 1)]
    if len(old) == len(new):
        return [new[low:high] for low, high in zip(bounds, bounds[1:], strict=False)]
    if not new:
        return [""] * len(sizes)
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    middle = new[head : len(new) - tail]
    found = []
    given = False
    for low, high in zip(bounds, bounds[1:], strict=False):
        piece = old[low : max(low, min(high, head))]
        if not given and (low <= head < high or high >= len(old)):
            piece += middle
            given = True
        piece += old[max(low, len(old) - tail) : high] if high > len(old) - tail else ""
        found.append(piece)
    return found


