"""Comments: those that are still open, and those that instruct the linter."""

from __future__ import annotations

from ...core.document import Directive
from ...ooxml.names import W14, W15, W
from ...text.directives import directive
from .flow import NOBODY, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ...ooxml.package import Package
    from .flow import Flow


class _Comment:
    __slots__ = ("author", "id", "keys", "text")

    def __init__(self, element: Any) -> None:
        self.id: str = element.get(W + "id") or ""
        self.author: str = element.get(W + "author") or NOBODY
        lines = ["".join(t.text or "" for t in p.iter(W + "t")) for p in element.iter(W + "p")]
        self.text = "\n".join(lines)
        self.keys = {p.get(W14 + "paraId") for p in element.iter(W + "p")} - {None}


def conclude(flow: Flow, package: Package, parts: dict[str, str]) -> tuple[Directive, ...]:
    """Leave a note for each open thread of comments; the instructions that comments give.

    ``parts`` names the parts by the kind of their relationship. Comments
    marked as done, and replies, are passed over. An instruction such as
    ``reportlint off mask-letter`` holds for the range of its comment and no
    further, or for the paragraph of a comment without a range.
    """
    if "comments" not in parts:
        return ()
    closed = _closed(package, parts.get("commentsExtended"))
    directives: list[Directive] = []
    for element in package.xml(parts["comments"]).iter(W + "comment"):
        comment = _Comment(element)
        ends = flow.ranges.get(comment.id)
        if ends is None:
            continue  # nothing in the text refers to it
        point = ends.get("reference", ends.get("end", 0))
        start, end = ends.get("start", point), ends.get("end", point)
        end = max(start, end)
        found = directive(comment.text, start, end)
        if found is not None:
            directives += _within(flow, found)
        elif not comment.keys & closed:
            flow.notes.append(
                ("unresolved-comment", start, end, {"author": comment.author, "content": quoted(comment.text)})
            )
    return tuple(sorted(directives, key=lambda each: each.start))


def _within(flow: Flow, found: Directive) -> list[Directive]:
    """An instruction that is confined to its range, as a reader of the page takes it."""
    if found.action != "off":
        return [found]
    start, end = found.start, found.end
    if start == end:
        for block in flow.blocks:
            if block.start <= start <= block.end:
                start, end = block.start, block.end
                break
    return [
        Directive("off", found.rules, start, start, found.reason),
        Directive("on", found.rules, end, end, found.reason),
    ]


def _closed(package: Package, part: str | None) -> set[str | None]:
    """The paragraph ids of comments that are done or answer another."""
    if part is None:
        return set()
    return {
        element.get(W15 + "paraId")
        for element in package.xml(part).iter(W15 + "commentEx")
        if element.get(W15 + "done") in ("1", "true") or element.get(W15 + "paraIdParent")
    }
