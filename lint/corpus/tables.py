"""The tables: their columns and types. docs/corpus.md says what each column means; a test compares both."""

from __future__ import annotations

import pyarrow as pa

from ..core.rule import CATEGORIES

#: Paragraphs of a document and documents of a part that a unit's number has room for.
PARAGRAPH_BITS = 19
ROW_BITS = 24


def number_of(part: int, row: int) -> int:
    """The number of a document: parts in order, rows in a part in order."""
    return part << ROW_BITS | row


def unit_of(doc: int, paragraph: int = 0) -> int:
    """The number of a paragraph; for a whole document that of its place 0."""
    return doc << PARAGRAPH_BITS | paragraph


_PLACE = [("doc", pa.int64()), ("id", pa.string())]
_SOURCE = [("source", pa.string()), ("position", pa.int64())]

FINDINGS = pa.schema([
    *_PLACE,
    ("rule", pa.string()),
    ("category", pa.string()),
    ("severity", pa.string()),
    ("message", pa.string()),
    ("line", pa.int32()),
    ("column", pa.int32()),
    ("start", pa.int32()),
    ("end", pa.int32()),
    ("text", pa.string()),
    ("redacted", pa.bool_()),
    ("fix", pa.string()),
    ("fingerprint", pa.string()),
])
#: What linting says of a document.
SCORES = [
    *_PLACE,
    *_SOURCE,
    ("characters", pa.int32()),
    ("paragraphs", pa.int32()),
    ("chinese_share", pa.float64()),
    ("findings", pa.int32()),
    ("errors", pa.int32()),
    ("warnings", pa.int32()),
    ("infos", pa.int32()),
    ("error_density", pa.float64()),
    ("warning_density", pa.float64()),
    ("info_density", pa.float64()),
    *((f"{category}_density", pa.float64()) for category in CATEGORIES),
    ("ad_share", pa.float64()),
    ("duplicate_share", pa.float64()),
    ("private", pa.int32()),
    ("failed_rules", pa.list_(pa.string())),
]
#: What other documents say of it.
MARKS = [
    ("cluster", pa.int64()),
    ("copies", pa.int32()),
    ("representative", pa.bool_()),
    ("shared_share", pa.float64()),
    ("repeated_share", pa.float64()),
]
LINTED = pa.schema([*SCORES, ("bare", pa.int32())])
DOCUMENTS = pa.schema([*SCORES, *MARKS])
ERRORS = pa.schema([
    *_PLACE,
    *_SOURCE,
    ("stage", pa.string()),
    ("reason", pa.string()),
    ("documents", pa.int64()),
])
CLEANED = pa.schema([
    *_PLACE,
    ("text", pa.large_string()),
    ("mended", pa.int32()),
    ("dropped", pa.int32()),
])
PAIRS = pa.schema([
    ("level", pa.string()),
    ("kind", pa.string()),
    ("doc", pa.int64()),
    ("paragraph", pa.int32()),
    ("other_doc", pa.int64()),
    ("other_paragraph", pa.int32()),
    ("jaccard", pa.float64()),
    ("containment", pa.float64()),
])
CLUSTERS = pa.schema([
    ("level", pa.string()),
    ("cluster", pa.int64()),
    ("doc", pa.int64()),
    ("paragraph", pa.int32()),
    ("start", pa.int32()),
    ("end", pa.int32()),
    ("characters", pa.int32()),
    ("representative", pa.bool_()),
])
#: The tables of a finished run, by folder.
TABLES = {
    "documents": DOCUMENTS,
    "findings": FINDINGS,
    "errors": ERRORS,
    "cleaned": CLEANED,
    "pairs": PAIRS,
    "clusters": CLUSTERS,
}
#: The folder of the tables that only the run itself needs.
WORK_TABLES = ("_work", "tables")
#: Bare texts by paragraph, kept for verifying candidates.
TEXTS = pa.schema([("doc", pa.int64()), ("paragraphs", pa.list_(pa.large_string()))])
#: What verifying gives.
VERIFIED = pa.schema([
    ("a", pa.int64()),
    ("b", pa.int64()),
    ("jaccard", pa.float64()),
    ("containment", pa.float64()),
])


def units_schema(bands: int) -> pa.Schema:
    """Units that may be near-duplicates: where they are, what they equal, their bands."""
    return pa.schema([
        ("unit", pa.int64()),
        ("high", pa.int64()),
        ("low", pa.int64()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("characters", pa.int32()),
        *((f"band{band}", pa.int64()) for band in range(bands)),
    ])
