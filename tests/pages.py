"""OpenDocument, PDF and OFD files made by hand, as small as they can be."""

from __future__ import annotations

from xml.sax.saxutils import escape

from drafting import packed

ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0"'
    for name, uri in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
    )
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def odt(body: str, styles: str = "", common: str = "", **parts: bytes) -> bytes:
    """An OpenDocument text with this body, automatic styles, and contents of ``styles.xml``."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ODF}><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    made = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode(), **parts}
    if common:
        made["styles.xml"] = f"<office:document-styles {ODF}>{common}</office:document-styles>".encode()
    return packed(made)


def ofd(*pages: list[str], objects: str = "", template: str = "", size: float = 5.6, top: float = 40) -> bytes:
    """An OFD file with pages of lines, ``objects`` on each, and a template under all."""
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/{n}.xml"/>' for n in range(1, len(pages) + 1))
    under = '<ofd:TemplatePage ID="90" BaseLoc="T.xml"/>' if template else ""
    parts = {
        "OFD.xml": f"<ofd:OFD {OFD}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": (
            f"<ofd:Document {OFD}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
            f"{under}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
        ),
        "Doc_0/T.xml": page_of(text_object(template, 20)) if template else "",
    }
    for number, lines in enumerate(pages, 1):
        content = "".join(text_object(line, top + 9 * index, size=size) for index, line in enumerate(lines))
        parts[f"Doc_0/Pages/{number}.xml"] = page_of(content + objects, '<ofd:Template TemplateID="90"/>' if template else "")
    return packed({name: part.encode() for name, part in parts.items() if part})


def page_of(objects: str, more: str = "") -> str:
    """The part of one page."""
    return f'<ofd:Page {OFD}>{more}<ofd:Content><ofd:Layer ID="9">{objects}</ofd:Layer></ofd:Content></ofd:Page>'


def text_object(text: str, top: float, left: float = 28, size: float = 5.6) -> str:
    """A text object with one text code."""
    return (
        f'<ofd:TextObject ID="1" Font="1" Size="{size}" Boundary="{left} {top} 160 8">'
        f'<ofd:TextCode X="0" Y="6" DeltaX="g {max(0, len(text) - 1)} {size}">{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def pdf(*pages: list[str], size: float = 16, left: float = 70, count: int = 0, extra: str = "", top: float = 770) -> bytes:
    """A PDF file with pages of lines; ``extra`` is drawn on each page, ``count`` claims another number of pages."""
    objects: list[bytes] = []

    def add(body: str | bytes) -> int:
        objects.append(body.encode("latin-1") if isinstance(body, str) else body)
        return len(objects)

    add("")
    add("")
    font = add("<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>")
    add(
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /SimSun /DW 1000 /FontDescriptor 5 0 R "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>"
    )
    add(
        "<< /Type /FontDescriptor /FontName /SimSun /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 859 "
        "/Descent -141 /CapHeight 700 /StemV 80 >>"
    )
    image = "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
    picture = add(f"{image}\nstream\n\x00\nendstream")
    kids = []
    for lines in pages:
        drawn = "".join(
            f"BT /F {size} Tf 1 0 0 1 {left} {top - 1.6 * size * index} Tm <{line.encode('utf-16-be').hex()}> Tj ET\n"
            for index, line in enumerate(lines)
        )
        drawn += extra
        content = add(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
        kids.append(
            add(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R "
                f"/Resources << /Font << /F {font} 0 R >> /XObject << /I {picture} 0 R >> >> >>"
            )
        )
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<< /Type /Pages /Count {count or len(kids)} /Kids [{listed}] >>".encode()
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


#: Draws a picture over the whole page.
PICTURE = "q 595 0 0 842 0 0 cm /I Do Q\n"
