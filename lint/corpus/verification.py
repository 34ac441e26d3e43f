"""Candidates verified: exact likeness of every pair, from the bare texts."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from .signatures import likeness, shingles
from .tables import PARAGRAPH_BITS, ROW_BITS, VERIFIED, WORK_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from .job import Job
    from .store import Store

# How many parts' texts stay open, and how many sets of shingles are kept.
_OPEN = 256
_KEPT = 512


class Texts:
    """The bare texts of units, from the files that the parts left."""

    def __init__(self, store: Store, level: str) -> None:
        self._store = store
        self._whole = level == "document"
        self._open: OrderedDict[int, tuple[Any, Any]] = OrderedDict()

    def lines(self, unit: int) -> list[str]:
        """The bare lines of a unit: one of a paragraph, all of a document."""
        doc = unit >> PARAGRAPH_BITS
        docs, column = self._part(doc >> ROW_BITS)
        lines = column[int(np.searchsorted(docs, doc))].values
        if self._whole:
            found: list[str] = lines.to_pylist()
            return found
        return [lines[unit & ((1 << PARAGRAPH_BITS) - 1)].as_py()]

    def _part(self, part: int) -> tuple[Any, Any]:
        found = self._open.pop(part, None)
        if found is None:
            if len(self._open) >= _OPEN:
                self._open.popitem(last=False)
            table = self._store.mapped(*WORK_TABLES, "texts", f"part-{part:07}.arrow").combine_chunks()
            column = table.column("paragraphs")
            found = (table.column("doc").to_numpy(), column.chunk(0) if column.num_chunks else column)
        self._open[part] = found
        return found


def verified(
    pairs: Iterable[tuple[int, int, list[str], list[str]]], size: int
) -> Iterator[tuple[int, int, float, float]]:
    """``(a, b, jaccard, containment)`` for each ``(a, b, lines of a, lines of b)``."""
    kept: OrderedDict[int, frozenset[str]] = OrderedDict()
    for a, b, mine, others in pairs:
        sets = []
        for unit, lines in ((a, mine), (b, others)):
            found = kept.pop(unit, None)
            if found is None:
                found = shingles(lines, size)
                if len(kept) >= _KEPT:
                    kept.popitem(last=False)
            kept[unit] = found
            sets.append(found)
        yield a, b, *likeness(*sets)


def verify_chunk(job: Job, store: Store, level: str, chunk: int) -> dict[str, Any]:
    """Verify a chunk of candidates that lies in the store and write what that gives."""
    name = f"chunk-{chunk:05}"
    table = store.table(*WORK_TABLES, f"candidates-{level}", f"{name}.parquet")
    texts = Texts(store, level)
    a, b = table.column("a").to_pylist(), table.column("b").to_pylist()
    rows = list(verified(((x, y, texts.lines(x), texts.lines(y)) for x, y in zip(a, b, strict=True)), job.shingle))
    made = verified_table(rows)
    store.write_table(made, *WORK_TABLES, f"verified-{level}", f"{name}.parquet")
    return {"pairs": len(rows)}


def verified_table(rows: list[tuple[int, int, float, float]]) -> Any:
    """Verified pairs as a table."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(VERIFIED)
    return pa.table([pa.array(c, f.type) for c, f in zip(columns, VERIFIED, strict=True)], schema=VERIFIED)
