"""The parts of a new document in the usual layout of official documents (GB/T 9704-2012, clause 7).

A4, 156 × 225 mm of text, 仿宋 16 point on lines of 28.8 point, title 小标宋 22
point, first level 黑体, second 楷体.
"""

from __future__ import annotations

from ..ooxml.names import W

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml"

TYPES = (
    f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MIME}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_MIME}.styles+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{_MIME}.numbering+xml"/>'
    "</Types>"
)
RELATIONS = (
    f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
DOCUMENT_RELATIONS = (
    f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/numbering" Target="numbering.xml"/>'
    "</Relationships>"
)
#: Bullets, the only list of a new document: ordinals are text there.
NUMBERING = (
    f'{_HEAD}<w:numbering xmlns:w="{W[1:-1]}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="640" w:hanging="320"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
#: The page and its margins, the last child of the body.
SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1985" '
    'w:left="1588" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>'
)
#: Borders and full width, the first child of a table.
TABLE = (
    '<w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>'
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders></w:tblPr>"
)
_INDENTED = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'


def _font(name: str, size: int, bold: bool = False) -> str:
    thick = "<w:b/><w:bCs/>" if bold else ""
    return (
        f'<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{name}" '
        f'w:cs="Times New Roman"/>{thick}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    )


def _style(id: str, name: str, paragraph: str, run: str, based: bool = True, kind: str = "paragraph") -> str:
    default = "" if based else ' w:default="1"'
    on = '<w:basedOn w:val="Normal"/>' if based and kind == "paragraph" else ""
    following = '<w:next w:val="BodyText"/>' if name.startswith(("heading", "Title")) else ""
    shape = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    return (
        f'<w:style w:type="{kind}"{default} w:styleId="{id}"><w:name w:val="{name}"/>{on}{following}'
        f"<w:qFormat/>{shape}{run}</w:style>"
    )


def _heading(level: int, font: str, bold: bool) -> str:
    shape = f'<w:keepNext/>{_INDENTED}<w:jc w:val="left"/><w:outlineLvl w:val="{level - 1}"/>'
    return _style(f"Heading{level}", f"heading {level}", shape, _font(font, 32, bold))


STYLES = (
    f'{_HEAD}<w:styles xmlns:w="{W[1:-1]}"><w:docDefaults><w:rPrDefault>{_font("仿宋", 32)}</w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:line="576" w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults>'
    + _style("Normal", "Normal", '<w:jc w:val="both"/>', "", based=False)
    + _style("BodyText", "Body Text", _INDENTED, "")
    + _style(
        "Title",
        "Title",
        '<w:spacing w:before="0" w:after="576" w:line="700" w:lineRule="exact"/><w:jc w:val="center"/>',
        _font("方正小标宋简体", 44),
    )
    + _heading(1, "黑体", False)
    + _heading(2, "楷体", False)
    + "".join(_heading(level, "仿宋", level == 3) for level in range(3, 10))
    + _style("Cell", "Table Text", '<w:spacing w:line="360" w:lineRule="exact"/>', _font("仿宋", 24))
    + _style("ListBullet", "List Bullet", '<w:numPr><w:numId w:val="1"/></w:numPr>', "")
    + _style("Quote", "Quote", '<w:ind w:left="640" w:right="640"/>', _font("楷体", 32))
    + _style("Code", "HTML Preformatted", '<w:jc w:val="left"/>', _font("仿宋", 24))
    + _style("CommentText", "annotation text", "", _font("宋体", 18))
    + _style(
        "CommentReference",
        "annotation reference",
        "",
        '<w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr>',
        kind="character",
    )
    + "</w:styles>"
)
