"""Names of OpenDocument (ISO/IEC 26300) as lxml writes them."""

from __future__ import annotations

_NS = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE = f"{_NS}office:1.0}}"
TEXT = f"{_NS}text:1.0}}"
TABLE = f"{_NS}table:1.0}}"
DRAW = f"{_NS}drawing:1.0}}"
STYLE = f"{_NS}style:1.0}}"
FO = f"{_NS}xsl-fo-compatible:1.0}}"
MANIFEST = f"{_NS}manifest:1.0}}"
DC = "{http://purl.org/dc/elements/1.1/}"
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
