"""A package of parts (ECMA-376 Part 2): read within bounds, written with all other parts as they were."""

from __future__ import annotations

import posixpath

from ..archive import Archive, foreign
from .names import STRICT_PREFIX, transitional

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Relation:
    """A relationship of a part: its id, its kind (the last word of its type) and the part it leads to."""

    __slots__ = ("id", "kind", "target")

    def __init__(self, id: str, kind: str, target: str) -> None:
        self.id = id
        self.kind = kind
        self.target = target


class Package(Archive):
    """The parts of a document, named without the leading slash.

    Raises ValueError, with a message for the user, where the bytes are no
    package, or as for any archive.
    """

    kind = "Word 文档"
    programs = "Word 或 WPS"

    def __init__(self, data: bytes) -> None:
        said = foreign(data, ".docx", self.kind)
        if said:
            raise ValueError(said)
        super().__init__(data)

    def xml(self, name: str, raw: bool = False) -> Any:
        """The root element of a part, in transitional names unless ``raw``.

        The order of elements is the same either way. ValueError as for any archive.
        """
        root = super().xml(name)
        if not raw and any(STRICT_PREFIX in uri for uri in root.nsmap.values()):
            from lxml import etree

            root = self.parsed(transitional(etree.tostring(root, encoding="UTF-8")), name)
        return root

    def relations(self, name: str = "") -> list[Relation]:
        """What a part, or the package itself, leads to inside the package; nothing outside it."""
        folder, base = posixpath.split(name)
        path = posixpath.join(folder, "_rels", f"{base}.rels")
        if path not in self:
            return []
        found = []
        for element in self.xml(path).iter(_RELATIONSHIP):
            if element.get("TargetMode") == "External":
                continue
            target = (element.get("Target") or "").replace("\\", "/")
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = (element.get("Type") or "").rpartition("/")[2]
            if target in self:
                found.append(Relation(element.get("Id") or "", kind, self._names[target.lower()].filename))
        return found

    def written(self, changed: dict[str, bytes]) -> bytes:
        """The package with these parts replaced, or added at the end, and every other part's bytes as they are."""
        import copy
        import io
        import zipfile

        out = io.BytesIO()
        left = dict(changed)
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            target.comment = self._zip.comment
            for info in self._zip.infolist():
                entry = copy.copy(info)
                if info.filename in left:
                    target.writestr(entry, left.pop(info.filename))
                    continue
                # Compressed data as it stands: large pictures take no time, and a bomb stays packed.
                header = self._data[info.header_offset : info.header_offset + 30]
                start = info.header_offset + 30 + int.from_bytes(header[26:28], "little")
                start += int.from_bytes(header[28:30], "little")
                entry.flag_bits &= ~0x08  # sizes stand in the header and not behind the data
                entry.header_offset = target.start_dir
                out.seek(target.start_dir)
                out.write(entry.FileHeader())
                out.write(self._data[start : start + info.compress_size])
                target.filelist.append(entry)
                target.NameToInfo[entry.filename] = entry
                target.start_dir = out.tell()
            for name, data in left.items():
                target.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
        return out.getvalue()


def serialized(root: Any) -> bytes:
    """A part's bytes from its root element, declared as Word writes it."""
    from lxml import etree

    found: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return found
