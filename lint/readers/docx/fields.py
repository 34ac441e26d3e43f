"""Fields (ECMA-376 Part 1, 17.16): their results are text, their instructions are not."""

from __future__ import annotations

import re

from ...ooxml.names import W

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_CHAR = W + "fldChar"
_TYPE = W + "fldCharType"
# Numbers of pages in headers and footers are no text of the report.
_PAGE = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|SECTION)\b", re.IGNORECASE)
_BUTTON = re.compile(r"\s*MACROBUTTON\s+\S+\s+(.*)", re.IGNORECASE | re.DOTALL)


def is_page(instruction: str) -> bool:
    """Whether a field's instruction makes a number of a page."""
    return _PAGE.match(instruction) is not None


class Fields:
    """Where in nested fields the walk through a story stands."""

    def __init__(self, root: Any) -> None:
        # A field that is never ended is no field; taken for one it would swallow all text after it.
        self._whole: set[Any] = set()
        opened: list[Any] = []
        self._characters = list(root.iter(_CHAR))  # keeps the elements' identities
        for element in self._characters:
            kind = element.get(_TYPE)
            if kind == "begin":
                opened.append(element)
            elif kind == "end" and opened:
                self._whole.add(opened.pop())
        self._open: list[list[str]] = []

    @property
    def showing(self) -> bool:
        """Whether text at this place is shown."""
        return not self._open or all(field[0] == "separate" for field in self._open)

    def turn(self, element: Any) -> str:
        """Pass a ``w:fldChar``; what a field without a result shows (the prompt of a MACROBUTTON), else ""."""
        kind = element.get(_TYPE)
        if kind == "begin":
            if element in self._whole:
                self._open.append(["begin", ""])
        elif self._open:
            if kind == "separate":
                self._open[-1][0] = "separate"
            elif kind == "end":
                stage, instruction = self._open.pop()
                button = _BUTTON.match(instruction) if stage == "begin" and self.showing else None
                if button is not None:
                    return button.group(1).strip()
        return ""

    def instruct(self, text: str) -> str:
        """Add to the instruction of the innermost field; the instruction so far."""
        if not self._open or self._open[-1][0] != "begin":
            return ""
        self._open[-1][1] += text
        return self._open[-1][1]

    def suspended(self) -> list[list[str]]:
        """Leave all fields, for a text box inside them; ``resume`` with what this returns."""
        found, self._open = self._open, []
        return found

    def resume(self, found: list[list[str]]) -> None:
        """Go back to where ``suspended`` left."""
        self._open = found
