"""The comments of a document: its part, made where there is none, and new comments in it."""

from __future__ import annotations

import copy

from ..ooxml.names import SPACE, STRICT, W14, W15
from .parts import AUTHOR, INITIALS, space
from .remarks import key_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from .parts import Parts

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_CID = "{http://schemas.microsoft.com/office/word/2016/wordml/cid}"
_CEX = "{http://schemas.microsoft.com/office/word/2018/wordml/cex}"
# Comments may inherit a report's indents, line spacing and 16 point type.
_PLAIN = (
    ("spacing", {"before": "0", "after": "0", "line": "240", "lineRule": "auto"}),
    ("ind", {"left": "0", "right": "0", "firstLineChars": "0", "firstLine": "0"}),
    ("jc", {"val": "left"}),
)
# What strict documents call the sides of a line.
_SIDES = {"left": "start", "right": "end"}
_SIZE, _KEY_SIZE, _KEY_COLOR = "18", "12", "A6A6A6"


class Comments:
    """The part of comments; ``add`` appends to it."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        body = parts.root(parts.main)
        found = parts.of_kind("comments")
        if found:
            self._root = parts.root(found[0])
            self._part = found[0]
        else:
            w = space(body)
            self._root = body.makeelement(w + "comments", nsmap={"w": w[1:-1]})
            self._part = ""
        self._w = space(self._root)
        self._models: dict[str, Any] = {}
        styles = _named_styles(parts)
        self._paragraph_style = styles.get("annotation text", "")
        #: The id of the character style of references to comments, "" where there is none.
        self.reference_style = styles.get("annotation reference", "")

    def add(self, lines: Iterable[str], key: str, date: str, para_id: str = "") -> int:
        """Append a comment; its id. ``para_id`` is what its thread knows the last paragraph by, if any."""
        if not self._part:
            self._part = self._parts.free_name("comments.xml")
            self._parts.add(self._part, "comments", _TYPE, self._root)
        self._parts.changed.add(self._part)
        made = self._parts.new_id()
        named = {"id": str(made), "author": AUTHOR, "date": date, "initials": INITIALS}
        comment = self._element("comment", named)
        lines = list(lines)
        texts = [*lines, key_line(key)]
        kinds = ["first", *["line"] * (len(lines) - 1), "key"]
        for kind, text in zip(kinds, texts, strict=True):
            paragraph = copy.deepcopy(self._model(kind))
            paragraph[-1][-1].text = text
            comment.append(paragraph)
        if para_id:
            comment[-1].set(W14 + "paraId", para_id)
        self._root.append(comment)
        return made

    def _model(self, kind: str) -> Any:
        """A comment's first paragraph, one of its further lines, or its last, without its text."""
        if kind in self._models:
            return self._models[kind]
        paragraph, properties, run, formatting, content = map(self._element, ("p", "pPr", "r", "rPr", "t"))
        if self._paragraph_style:
            properties.append(self._element("pStyle", {"val": self._paragraph_style}))
        for name, values in _PLAIN:
            if self._w == STRICT:
                values = {_SIDES.get(key, key): _SIDES.get(value, value) for key, value in values.items()}
            properties.append(self._element(name, values))
        paragraph.append(properties)
        if kind == "first":
            reference = self._element("r")
            if self.reference_style:
                reference.append(self._element("rPr"))
                reference[0].append(self._element("rStyle", {"val": self.reference_style}))
            reference.append(self._element("annotationRef"))
            paragraph.append(reference)
        formatting.append(self._element("rFonts", {"hint": "eastAsia"}))
        size = _SIZE
        if kind == "key":
            formatting.append(self._element("color", {"val": _KEY_COLOR}))
            size = _KEY_SIZE
        formatting.append(self._element("sz", {"val": size}))
        formatting.append(self._element("szCs", {"val": size}))
        content.set(SPACE, "preserve")
        run.extend((formatting, content))
        paragraph.append(run)
        self._models[kind] = paragraph
        return paragraph

    def _element(self, name: str, values: dict[str, str] | None = None) -> Any:
        attributes = {self._w + key: value for key, value in (values or {}).items()}
        return self._root.makeelement(self._w + name, attributes)


def forget(parts: Parts, para_ids: set[str]) -> None:
    """Leave no trace of comments that are gone in the parts about threads; answers to them stand alone."""
    if not para_ids:
        return
    durable: set[str | None] = set()
    for part in parts.of_kind("commentsExtended", "commentsIds", "commentsExtensible"):
        for element in list(parts.root(part)):
            if element.get(W15 + "paraIdParent") in para_ids:
                del element.attrib[W15 + "paraIdParent"]
                parts.changed.add(part)
            if element.get(W15 + "paraId") in para_ids or element.get(_CID + "paraId") in para_ids:
                durable.add(element.get(_CID + "durableId"))
                element.getparent().remove(element)
                parts.changed.add(part)
    for part in parts.of_kind("commentsExtensible"):
        for element in list(parts.root(part)):
            if element.get(_CEX + "durableId") in durable - {None}:
                element.getparent().remove(element)
                parts.changed.add(part)


def _named_styles(parts: Parts) -> dict[str, str]:
    """Ids of styles by their names in small letters: ids differ with the language of Word."""
    found: dict[str, str] = {}
    for part in parts.of_kind("styles"):
        root = parts.root(part)
        w = space(root)
        for style in root.iterchildren(w + "style"):
            name = style.find(w + "name")
            if name is not None:
                found.setdefault((name.get(w + "val") or "").lower(), style.get(w + "styleId") or "")
    return found
