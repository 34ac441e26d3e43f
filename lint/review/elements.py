"""Elements of a Word document by name, transitional or strict, and what stands around them."""

from __future__ import annotations

from ..ooxml.names import MC, STRICT, W
from .parts import AUTHOR, space

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_CONTAINERS = ("body", "tc", "txbxContent", "footnote", "endnote", "hdr", "ftr")


def is_(element: Any, name: str) -> bool:
    """Whether an element has this name in WordprocessingML, transitional or strict."""
    return element.tag in (W + name, STRICT + name)


def above(element: Any, name: str) -> Any:
    """The nearest ancestor of this name, None where there is none."""
    return next(element.iterancestors(W + name, STRICT + name), None)


def outermost(element: Any, name: str) -> Any:
    """The last ancestor of this name on the way up, None where there is none."""
    found = list(element.iterancestors(W + name, STRICT + name))
    return found[-1] if found else None


def own(element: Any) -> bool:
    """Whether an element is a tracked change of ours."""
    return (is_(element, "ins") or is_(element, "del")) and element.get(space(element) + "author") == AUTHOR


def container(element: Any) -> Any:
    """The body, cell, text box or note that an element stands in."""
    tags = [w + name for w in (W, STRICT) for name in _CONTAINERS]
    return next(element.iterancestors(*tags), None)


def hosted(element: Any) -> Any:
    """The outermost run or choice of the body's paragraph that holds an element, beyond its own run.

    None for text that stands in the body's own runs. Text boxes, and text with
    reading aids (``w:ruby``), stand inside such a run.
    """
    found = last = None
    for ancestor in element.iterancestors():
        if is_(ancestor, "r") and ancestor is not element.getparent() or ancestor.tag == MC + "AlternateContent":
            found = ancestor
        elif is_(ancestor, "p"):
            last = found
    return last
