"""The parts of a document that a review opens, changes and writes back."""

from __future__ import annotations

import posixpath
import re

from ..ooxml.names import STRICT_PREFIX
from ..ooxml.package import Package, serialized

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

AUTHOR = "reportlint"
INITIALS = "RL"
#: Parts with text that a review may change, by the kind of their relationship.
STORIES = ("header", "footer", "footnotes", "endnotes")
_ID = re.compile(rb':id=["\'](-?[0-9]{1,10})["\']')
# Word keeps ids in 32 bits; a document may hold some near that limit.
_LARGEST_ID = 2_000_000_000
_TYPES = "[Content_Types].xml"
_TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TRANSITIONAL = "http://schemas.openxmlformats.org/"


class Parts:
    """A package whose parts are opened at first use; what ``changed`` names is written.

    Raises ValueError, with a message for the user, where the package holds no
    document.
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        self.changed: set[str] = set()
        self._roots: dict[str, Any] = {}
        self._ids: set[int] | None = None
        self._next = 0
        #: The part that holds the body.
        self.main = next((r.target for r in package.relations() if r.kind == "officeDocument"), "word/document.xml")
        if self.main not in package:
            raise ValueError("压缩包里没有 Word 文档的正文；请用 Word 或 WPS 打开并另存一次")
        #: Kind of relationship and id by part, of all that the body leads to.
        self.relations = {r.target: (r.kind, r.id) for r in package.relations(self.main)}

    def kind(self, part: str) -> str:
        """The kind of the relationship that leads from the body to a part; "" for the body and others."""
        return self.relations.get(part, ("", ""))[0]

    def of_kind(self, *kinds: str) -> list[str]:
        """The parts of these kinds."""
        return [part for part, (kind, _) in self.relations.items() if kind in kinds]

    def root(self, part: str) -> Any:
        """The root element of a part, names as the file has them."""
        if part not in self._roots:
            self._roots[part] = self.package.xml(part, raw=True)
        return self._roots[part]

    def mentions(self, part: str, text: bytes) -> bool:
        """Whether the bytes of a part hold a text, so that few parts need opening."""
        return text in self.package.read(part)

    def new_id(self) -> int:
        """An id that no comment, revision, bookmark or other annotation of the document has."""
        if self._ids is None:
            self._ids = set()
            for part in (self.main, *self.of_kind("comments", *STORIES)):
                if part in self.package:
                    self._ids.update(int(found) for found in _ID.findall(self.package.read(part)))
            self._next = max((used for used in self._ids if 0 <= used < _LARGEST_ID), default=-1)
        self._next += 1
        if self._next >= _LARGEST_ID:
            self._next = 0
        while self._next in self._ids:
            self._next += 1
        return self._next

    def add(self, name: str, kind: str, content_type: str, root: Any) -> None:
        """Add a part beside the body, with its relationship and content type; ``root`` may still grow."""
        if _TYPES not in self.package:
            raise ValueError(f"压缩包里没有 {_TYPES}；请用 Word 或 WPS 打开并另存一次")
        self._roots[name] = root
        self.changed.add(name)
        types = self.root(_TYPES)
        types.append(types.makeelement(_TYPE + "Override", {"PartName": f"/{name}", "ContentType": content_type}))
        self.changed.add(_TYPES)
        folder, base = posixpath.split(self.main)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if rels not in self.package:
            self._roots[rels] = types.makeelement(_RELATION + "Relationships", nsmap={None: _RELATION[1:-1]})
        relations = self.root(rels)
        self.changed.add(rels)
        known = {element.get("Id") for element in relations}
        number = len(known) + 1
        while f"rId{number}" in known:
            number += 1
        strict = any((element.get("Type") or "").startswith(STRICT_PREFIX) for element in relations)
        prefix = STRICT_PREFIX if strict else _TRANSITIONAL
        values = {
            "Id": f"rId{number}",
            "Type": f"{prefix}officeDocument/{'' if strict else '2006/'}relationships/{kind}",
            "Target": posixpath.relpath(name, folder) if folder else name,
        }
        relations.append(relations.makeelement(_RELATION + "Relationship", values))
        self.relations[name] = (kind, values["Id"])

    def free_name(self, name: str) -> str:
        """A part's name beside the body that is not taken: comments.xml, comments1.xml …"""
        folder = posixpath.dirname(self.main)
        stem, suffix = posixpath.splitext(name)
        number = 0
        while (found := posixpath.join(folder, f"{stem}{number or ''}{suffix}")) in self.package:
            number += 1
        return found

    def written(self) -> bytes:
        """The package with the changed parts; all other parts keep their bytes."""
        return self.package.written({part: serialized(self._roots[part]) for part in sorted(self.changed)})


def space(element: Any) -> str:
    """The namespace of an element as its tag begins: ``{…}``."""
    tag: str = element.tag
    return tag[: tag.index("}") + 1]
