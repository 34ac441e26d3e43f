"""ZIP archives of XML parts, read within bounds: OOXML, OpenDocument and OFD files are such archives."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar

# A part of this size becomes a tree of some ten times as much; reports of 20,000 paragraphs stay below half of it.
LARGEST = 64 * 1024 * 1024
LARGEST_SUM = 4 * LARGEST
MOST_PARTS = 20_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Archive:
    """The parts of a file.

    Raises ValueError, with a message for the user, where the bytes are no
    archive or would take more than the bounds when unpacked: 64 MB for one
    part that is read, 256 MB for all of them. Names of parts are found in any
    case. Subclasses name the kind of file, and the programs that mend it.
    """

    kind: ClassVar[str] = "文件"
    programs: ClassVar[str] = "原来的程序"

    def __init__(self, data: bytes) -> None:
        import io
        import zipfile

        self._data = data
        self._read = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except Exception as error:  # zipfile raises errors of many kinds on damaged files
            raise ValueError(self.damaged()) from error
        if len(infos) > MOST_PARTS:
            raise ValueError(f"压缩包里有 {len(infos)} 个部件，超过 {MOST_PARTS} 个，不像 {self.kind}")
        self._names = {info.filename.lower(): info for info in infos}

    @classmethod
    def damaged(cls) -> str:
        """What to say of a file that cannot be opened."""
        return f"文件已损坏或不完整，打不开；请用 {cls.programs} 打开并另存一次"

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    @property
    def names(self) -> list[str]:
        """The names of all parts, in the order of the archive."""
        return self._zip.namelist()

    def read(self, name: str) -> bytes:
        """The bytes of a part; KeyError where there is none, ValueError where it is too large or damaged."""
        info = self._names[name.lower()]
        if info.flag_bits & 1:
            raise ValueError(f"文件有密码保护，读不出来；请先在 {self.programs} 中取消密码")
        # What the file declares, not what it unpacks to: zipfile reads no further than that.
        self._read += info.file_size
        if info.file_size > LARGEST or self._read > LARGEST_SUM:
            raise ValueError(f"{info.filename} 解压后超过 {LARGEST >> 20} MB，未检查；请把文稿拆开")
        try:
            with self._zip.open(info) as stream:
                found = stream.read(LARGEST + 1)
        except Exception as error:
            raise ValueError(f"{self.damaged()}（{info.filename}）") from error
        if len(found) != info.file_size:
            raise ValueError(f"{self.damaged()}（{info.filename}）")
        return found

    def xml(self, name: str) -> Any:
        """The root element of a part.

        ValueError where the part is no XML or has a document type, whose
        entities could be a trap.
        """
        return self.parsed(self.read(name), name)

    def parsed(self, source: bytes, name: str) -> Any:
        """The root element of a part's bytes; ValueError as for ``xml``."""
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
            mend = f"内容损坏，不是合格的 XML；请用 {self.programs} 打开并另存一次"
            raise ValueError(f"{name} {'嵌套过深，未检查' if deep else mend}") from error
        except ValueError as error:
            raise ValueError(f"{name} 内容损坏，读不出来") from error
        if root.getroottree().docinfo.doctype:
            raise ValueError(f"{name} 含有文档类型声明（DTD），可能是恶意文件，未检查")
        return root


def foreign(data: bytes, suffix: str, kind: str) -> str:
    """What the bytes are, and how to go on, where they are no ZIP archive; "" where they are one.

    ``suffix``, with its dot, and ``kind`` are those of the file that was expected.
    """
    if data[:4] == b"PK\x03\x04":
        return ""
    save = f"请先另存为 {suffix}"
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not data:
        return "文件是空的"
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return "文件有密码保护，读不出来；请先在 Word 或 WPS 中取消密码"
        if "WordDocument".encode("utf-16-le") in data:
            if suffix == ".docx":
                return "内容是旧版 Word 文档（.doc），不是 .docx；请把扩展名改为 .doc，或先另存为 .docx"
            return f"内容是旧版 Word 文档（.doc），不是 {suffix}；请把扩展名改为 .doc"
        return f"内容是旧版 Office 文件，不是 {suffix}；{save}"
    if head.startswith(b"{\\rtf"):
        return f"内容是 RTF，不是 {suffix}；请把扩展名改为 .rtf，或先另存为 {suffix}"
    if head.startswith(b"%pdf"):
        return f"内容是 PDF，不是 {suffix}；请把扩展名改为 .pdf"
    if head.startswith((b"<!doctype html", b"<html", b"mime-version")):
        return f"内容是网页，不是 {suffix}；请把扩展名改为 .html，或先另存为 {suffix}"
    if head.startswith(b"<?xml") and b"schemas.microsoft.com/office" in data[:4096]:
        return f"内容是 Word XML 文档（.xml），{save}"
    if data[:2] == b"PK":
        return "文件已损坏或不完整，打不开；请重新获取，或用原来的程序打开并另存一次"
    if b"\0" not in data[:4096]:
        return f"内容是纯文本，不是 {suffix}；请把扩展名改为 .txt"
    return f"不是 {kind}（{suffix}）；请确认扩展名，或另存为 {suffix}"
