"""Word documents made from raw XML, and what a review has put into them, read without the project's code."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
}
W = f"{{{SPACES['w']}}}"
_NAMES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
_MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = SPACES["r"]
_KINDS = {"footnotes": "footnotes", "endnotes": "endnotes", "header": "hdr", "footer": "ftr", "comments": "comments"}
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def docx(body: str, **parts: str) -> bytes:
    """A docx file: the inside of ``w:body``, and of other parts by names such as ``header1``, ``footnotes``.

    A part is related to the body under the id ``rId_`` and its name. ``styles``
    and ``numbering`` are given the same way.
    """
    overrides, relations, files = [], [], {}
    for name, content in parts.items():
        kind = name.rstrip("0123456789")
        tag = _KINDS.get(kind, kind)
        files[f"word/{name}.xml"] = f"{_HEAD}<w:{tag} {_NAMES}>{content}</w:{tag}>"
        overrides.append(f'<Override PartName="/word/{name}.xml" ContentType="{_MIME}.{kind}+xml"/>')
        relations.append(f'<Relationship Id="rId_{name}" Type="{_OFFICE}/{kind}" Target="{name}.xml"/>')
    files["word/document.xml"] = f'{_HEAD}<w:document {_NAMES} mc:Ignorable="w14"><w:body>{body}</w:body></w:document>'
    files["word/media/image1.png"] = "no picture, but bytes that must stay"
    files["customXml/item1.xml"] = "<data>甲</data>"
    package = "http://schemas.openxmlformats.org/package/2006"
    files["[Content_Types].xml"] = (
        f'{_HEAD}<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MIME}.document.main+xml"/>{"".join(overrides)}</Types>'
    )
    files["_rels/.rels"] = (
        f'{_HEAD}<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    files["word/_rels/document.xml.rels"] = (
        f'{_HEAD}<Relationships xmlns="{package}/relationships">{"".join(relations)}</Relationships>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return out.getvalue()


def p(*runs: str, properties: str = "") -> str:
    """A paragraph of runs; plain text becomes a run."""
    inside = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def r(text: str, formatting: str = "") -> str:
    """A run."""
    properties = f"<w:rPr>{formatting}</w:rPr>" if formatting else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def box(*paragraphs: str) -> str:
    """A run with a text box, as Word writes it: once for itself and once for older programs."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic>'
        f'<a:graphicData uri="u"><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic>'
        f"</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox>"
        "</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def part(data: bytes, name: str = "word/document.xml") -> Any:
    """The root element of a part."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def files(data: bytes) -> dict[str, bytes]:
    """The bytes of every part."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


class Comment:
    """A comment as a reader of the file meets it: its lines, and the original text in its range."""

    def __init__(self, element: Any) -> None:
        self.id = element.get(W + "id")
        self.author = element.get(W + "author")
        self.initials = element.get(W + "initials")
        self.date = element.get(W + "date")
        self.lines = ["".join(t.text or "" for t in line.iter(W + "t")) for line in element.iter(W + "p")]
        self.range = ""
        self.starts = self.ends = self.references = 0

    @property
    def rule(self) -> str:
        """The rule that the comment names."""
        return next((line.removeprefix("规则：") for line in self.lines if line.startswith("规则：")), "")


def comments(data: bytes) -> list[Comment]:
    """All comments in the order of their part, with what their ranges hold before our changes."""
    if "word/comments.xml" not in files(data):
        return []
    found = {one.id: one for one in map(Comment, part(data, "word/comments.xml").iter(W + "comment"))}
    open_: set[str] = set()
    for element in part(data).iter():
        number = element.get(W + "id")
        if element.tag == W + "commentRangeStart":
            found[number].starts += 1
            open_.add(number)
        elif element.tag == W + "commentRangeEnd":
            found[number].ends += 1
            open_.remove(number)
        elif element.tag == W + "commentReference":
            assert number not in open_, "a reference stands behind its range"
            found[number].references += 1
        elif element.tag in (W + "t", W + "delText") and open_ and not ours(element, "ins"):
            for one in open_:
                found[one].range += element.text or ""
    return list(found.values())


def ours(element: Any, name: str) -> bool:
    """Whether an element stands in a tracked change of reportlint."""
    return any(above.get(W + "author") == "reportlint" for above in element.iterancestors(W + name))


def revisions(data: bytes, name: str = "word/document.xml") -> list[tuple[str, str, str]]:
    """Tracked changes of reportlint: (ins or del, text, the formatting of its run as XML)."""
    found = []
    for element in part(data, name).iter(W + "ins", W + "del"):
        if element.get(W + "author") != "reportlint":
            continue
        text = "".join(t.text or "" for t in element.iter(W + "t", W + "delText"))
        formatting = [etree.tostring(each, method="c14n", exclusive=True).decode() for each in element.iter(W + "rPr")]
        found.append((element.tag.removeprefix(W), text, "".join(formatting).replace(f' xmlns:w="{SPACES["w"]}"', "")))
    return found


def plain(data: bytes, name: str = "word/document.xml") -> bytes:
    """The canonical form of a part without marks of reportlint, neighbouring runs of one formatting joined."""
    root = part(data, name)
    marks = {one.id for one in comments(data) if one.author == "reportlint"}
    for element in list(root.iter()):
        name = str(element.tag).removeprefix(W)
        above = element.getparent()
        if name in ("commentRangeStart", "commentRangeEnd") and element.get(W + "id") in marks:
            above.remove(element)
        elif name == "commentReference" and element.get(W + "id") in marks:
            above.getparent().remove(above)
        elif element.get(W + "author") == "reportlint" and name == "ins":
            above.remove(element)
        elif element.get(W + "author") == "reportlint" and name == "del":
            for text in element.iter(W + "delText"):
                text.tag = W + "t"
            for child in list(element):
                element.addprevious(child)
            above.remove(element)
    for name in ("ins", "hyperlink"):
        for element in list(root.iter(W + name)):
            before = element.getprevious()
            if before is not None and before.tag == element.tag and _same(before, element, (W + "id",)):
                before.extend(list(element))
                element.getparent().remove(element)
    for run in list(root.iter(W + "r")):
        before = run.getprevious()
        if before is not None and before.tag == run.tag and _formatting(before) == _formatting(run):
            for child in list(run):
                if child.tag != W + "rPr":
                    before.append(child)
            run.getparent().remove(run)
    for text in list(root.iter(W + "t")):
        if not text.attrib:
            text.text = (text.text or "").strip()
        text.attrib.clear()
        before = text.getprevious()
        if before is not None and before.tag == text.tag:
            before.text = (before.text or "") + (text.text or "")
            text.getparent().remove(text)
    canonical: bytes = etree.tostring(root, method="c14n")
    return canonical


def _same(one: Any, other: Any, but: tuple[str, ...]) -> bool:
    return {k: v for k, v in one.attrib.items() if k not in but} == {
        k: v for k, v in other.attrib.items() if k not in but
    }


def _formatting(run: Any) -> bytes:
    properties = run.find(W + "rPr")
    attributes = repr(sorted(run.attrib.items())).encode()
    return attributes + (b"" if properties is None else etree.tostring(properties, method="c14n", exclusive=True))


def packed(parts: dict[str, bytes]) -> bytes:
    """A package of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return out.getvalue()
