"""A package of parts (ECMA-376 Part 2): read within bounds, written with all other parts as they were."""

from __future__ import annotations

import posixpath

from .names import STRICT_PREFIX, transitional

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# A part of this size becomes a tree of some ten times as much; reports of 20,000 paragraphs stay below half of it.
_LARGEST = 64 * 1024 * 1024
_LARGEST_SUM = 4 * _LARGEST
_MOST_PARTS = 20_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DAMAGED = "文件已损坏或不完整，打不开；请用 Word 或 WPS 打开并另存一次"


class Relation:
    """A relationship of a part: its id, its kind (the last word of its type) and the part it leads to."""

    __slots__ = ("id", "kind", "target")

    def __init__(self, id: str, kind: str, target: str) -> None:
        self.id = id
        self.kind = kind
        self.target = target


class Package:
    """The parts of a document.

    Raises ValueError, with a message for the user, where the bytes are no
    package or would take more than the bounds when unpacked: 64 MB for one
    part that is read, 256 MB for all of them. Names of parts are given without
    the leading slash and are found in any case.
    """

    def __init__(self, data: bytes) -> None:
        import io
        import zipfile

        _refuse(data)
        self._data = data
        self._read = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except Exception as error:  # zipfile raises errors of many kinds on damaged files
            raise ValueError(_DAMAGED) from error
        if len(infos) > _MOST_PARTS:
            raise ValueError(f"压缩包里有 {len(infos)} 个部件，超过 {_MOST_PARTS} 个，不像 Word 文档")
        self._names = {info.filename.lower(): info for info in infos}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    @property
    def names(self) -> list[str]:
        """The names of all parts, in the order of the package."""
        return self._zip.namelist()

    def read(self, name: str) -> bytes:
        """The bytes of a part; KeyError where there is none, ValueError where it is too large or damaged."""
        info = self._names[name.lower()]
        if info.flag_bits & 1:
            raise ValueError("文件有密码保护，读不出来；请先在 Word 或 WPS 中取消密码")
        # What the file declares, not what it unpacks to: zipfile reads no further than that.
        self._read += info.file_size
        if info.file_size > _LARGEST or self._read > _LARGEST_SUM:
            raise ValueError(f"{info.filename} 解压后超过 {_LARGEST >> 20} MB，未检查；请把文稿拆开")
        try:
            with self._zip.open(info) as stream:
                found = stream.read(_LARGEST + 1)
        except Exception as error:
            raise ValueError(f"{_DAMAGED}（{info.filename}）") from error
        if len(found) != info.file_size:
            raise ValueError(f"{_DAMAGED}（{info.filename}）")
        return found

    def xml(self, name: str, raw: bool = False) -> Any:
        """The root element of a part, in transitional names unless ``raw``.

        The order of elements is the same either way. ValueError where the part
        is no XML or has a document type, whose entities could be a trap.
        """
        root = _parsed(self.read(name), name)
        if not raw and any(STRICT_PREFIX in uri for uri in root.nsmap.values()):
            from lxml import etree

            root = _parsed(transitional(etree.tostring(root, encoding="UTF-8")), name)
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


def _parsed(source: bytes, name: str) -> Any:
    from lxml import etree

    # Parsers keep state and are not shared between threads.
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    if b"<!DOCTYPE" in source[:65536] or "<!DOCTYPE".encode("utf-16-le") in source[:65536]:
        raise ValueError(f"{name} 含有文档类型声明（DTD），可能是恶意文件，未检查")
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError as error:
        deep = "depth" in str(error).lower()
        reason = "嵌套过深，未检查" if deep else "内容损坏，不是合格的 XML；请用 Word 或 WPS 打开并另存一次"
        raise ValueError(f"{name} {reason}") from error
    except ValueError as error:
        raise ValueError(f"{name} 内容损坏，读不出来") from error
    if root.getroottree().docinfo.doctype:
        raise ValueError(f"{name} 含有文档类型声明（DTD），可能是恶意文件，未检查")
    return root


def _refuse(data: bytes) -> None:
    """Say what the bytes are where they are no ZIP file."""
    if data[:4] == b"PK\x03\x04":
        return
    said = ""
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not data:
        said = "文件是空的"
    elif data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            said = "文件有密码保护，读不出来；请先在 Word 或 WPS 中取消密码"
        elif "WordDocument".encode("utf-16-le") in data:
            said = "内容是旧版 Word 文档（.doc），请先另存为 .docx"
        else:
            said = "内容是旧版 Office 文件，不是 .docx；请先另存为 .docx"
    elif head.startswith(b"{\\rtf"):
        said = "内容是 RTF，不是 .docx；请先另存为 .docx"
    elif head.startswith(b"%pdf"):
        said = "内容是 PDF，不是 .docx；请改用正确的扩展名"
    elif head.startswith((b"<!doctype html", b"<html", b"mime-version")):
        said = "内容是网页，不是 .docx；请先另存为 .docx"
    elif head.startswith(b"<?xml") and b"schemas.microsoft.com/office" in data[:4096]:
        said = "内容是 Word XML 文档（.xml），请先另存为 .docx"
    elif data[:2] == b"PK":
        said = _DAMAGED
    elif b"\0" not in data[:4096]:
        said = "内容是纯文本，不是 .docx；请把扩展名改为 .txt"
    raise ValueError(said or "不是 Word 文档（.docx）；请确认扩展名，或另存为 .docx")
