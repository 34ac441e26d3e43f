"""One page of an OFD file: its text objects (GB/T 33190-2016, 11) as lines of characters at places."""

from __future__ import annotations

import array
import math

from ...text.layout import Page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any


_SHOWING = 0.2
#: Rows of numbers longer than any line of text.
_MOST_NUMBERS = 20_000


def local(element: Any) -> str:
    """An element's name without its namespace: editions of the standard differ in that."""
    return str(element.tag).rpartition("}")[2]


def numbers(text: str | None) -> list[float]:
    """The numbers in an attribute; ``g 3 5`` is 5 three times (11.3). Those that are none are left out."""
    found: list[float] = []
    words = (text or "")[: 16 * _MOST_NUMBERS].split()
    at = 0
    while at < len(words) and len(found) < _MOST_NUMBERS:
        if words[at] == "g" and at + 2 < len(words):
            count, value = _number(words[at + 1]), _number(words[at + 2])
            if count is not None and value is not None:
                found += [value] * max(0, min(int(count), _MOST_NUMBERS - len(found)))
            at += 3
            continue
        value = _number(words[at])
        if value is not None:
            found.append(value)
        at += 1
    return found


def _number(word: str) -> float | None:
    try:
        value = float(word)
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) < 1e6 else None


def size_of(element: Any, name: str) -> tuple[float, float] | None:
    """The width and height that an element's child, such as ``Area``, states."""
    for child in element if element is not None else ():
        if local(child) == name:
            for box in child:
                sides = numbers(box.text)
                if local(box) == "PhysicalBox" and len(sides) == 4 and sides[2] > 0 and sides[3] > 0:
                    return sides[2], sides[3]
    return None


class Reader:
    """Reads pages; ``area`` is the size, in millimetres, of those that state none."""

    def __init__(self, area: tuple[float, float]) -> None:
        self.area = area

    def page(self, number: int, roots: Sequence[Any]) -> Page:
        """A page from the roots of its templates and its own, in the order in which they are drawn."""
        width, height = size_of(roots[-1], "Area") or self.area
        text: list[str] = []
        boxes = array.array("f")
        origins: list[int] = []
        count = 0
        right = baseline = size = 0.0
        shown = 0.0
        for element in _objects(roots):
            if local(element) == "ImageObject":
                sides = numbers(element.get("Boundary"))
                shown = max(shown, sides[2] * sides[3] if len(sides) == 4 else 0.0)
                continue
            for code, x, y, tall, steps in _codes(element):
                for index, char in enumerate(code):
                    wide = tall if char >= "\u2e80" or char in "“”‘’…—" else 0.5 * tall
                    step = steps[index] if index < len(steps) else wide
                    if not text or abs(y - baseline) > 0.4 * max(size, tall) or x < right - max(size, tall):
                        if text:
                            text.append("\n")
                            boxes.extend((0.0,) * 4)
                            origins.append(-1)
                    elif not index and x > right + 0.3 * tall:
                        text.append("\x00")
                        boxes.extend((0.0,) * 4)
                        origins.append(-1)
                    text.append(" " if char in "\r\n\t" else char)
                    wide = min(wide, step) if 0 < step < wide else wide
                    boxes.extend((x, y - 0.85 * tall, x + wide, y + 0.15 * tall))
                    origins.append(count)
                    count += 1
                    right, baseline, size = x + wide, y, tall
                    x += step
        shows = count < 5 and shown > _SHOWING * width * height
        return Page(number, width, height, "".join(text), boxes.tobytes(), shows, origins)


def _objects(roots: Sequence[Any]) -> Iterator[Any]:
    """The text and image objects of layers, in the order of the file."""
    stack = [child for root in reversed(roots) for child in reversed(root) if local(child) == "Content"]
    while stack:
        element = stack.pop()
        name = local(element)
        if name in ("TextObject", "ImageObject"):
            if element.get("Visible") != "false":
                yield element
        elif name in ("Content", "Layer", "PageBlock"):
            stack.extend(reversed(element))


def _codes(element: Any) -> Iterator[tuple[str, float, float, float, list[float]]]:
    """The text codes of a text object: text, place of the first baseline, size, and steps to the next characters."""
    boundary = numbers(element.get("Boundary"))
    left, top = boundary[:2] if len(boundary) == 4 else (0.0, 0.0)
    matrix = numbers(element.get("CTM"))
    a, b, c, d, e, f = matrix if len(matrix) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    if abs(b) > abs(a):
        a, b, c, d = 1.0, 0.0, 0.0, 1.0  # turned on its side: only the order of its characters counts
    size = numbers(element.get("Size"))
    scale = numbers(element.get("HScale"))
    across = a * (scale[0] if scale else 1.0)
    tall = max(0.1, (size[0] if size else 3.5) * abs(d or 1.0))
    x = y = 0.0
    for code in element:
        if local(code) != "TextCode" or not code.text:
            continue
        places = numbers(code.get("X")), numbers(code.get("Y"))
        x, y = (places[0][0] if places[0] else x), (places[1][0] if places[1] else y)
        steps = [step * (abs(across) or 1.0) for step in numbers(code.get("DeltaX"))]
        downwards = [step for step in numbers(code.get("DeltaY")) if step]
        if downwards and not any(steps):
            steps = []  # set from the top to the bottom
        yield code.text, left + a * x + c * y + e, top + b * x + d * y + f, tall, steps
