"""The documents table: what linting said, joined with what other documents say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from .tables import DOCUMENTS, SCORES, WORK_TABLES

if TYPE_CHECKING:
    from typing import Any

    from .store import Store


def finish_part(store: Store, name: str, copies: list[Any], shares: list[Any]) -> int:
    """Write the documents of a part; how many they are.

    ``copies`` holds arrays of document, cluster, size of it, whether the
    document represents it; ``shares`` of document, shared and repeated
    characters. Both are sorted by document and may hold those of other parts.
    """
    table = store.table(*WORK_TABLES, "linted", f"{name}.parquet")
    docs = table.column("doc").to_numpy()
    bare = np.maximum(table.column("bare").to_numpy(), 1)
    there, cluster, size, chosen = _joined(docs, copies)
    _, shared, repeated = _joined(docs, shares)
    columns = [
        *(table.column(field_name) for field_name, _ in SCORES),
        pa.array(cluster, pa.int64(), mask=~there),
        pa.array(np.where(there, size, 1), pa.int32()),
        pa.array(np.where(there, chosen, 1).astype(bool)),
        pa.array(shared / bare),
        pa.array(repeated / bare),
    ]
    store.write_table(pa.table(columns, schema=DOCUMENTS), "documents", f"{name}.parquet")
    return len(docs)


def _joined(docs: Any, columns: list[Any]) -> list[Any]:
    """For each document whether the columns have it, and their values, 0 where they do not."""
    keys = columns[0]
    if not len(keys):
        return [np.zeros(len(docs), bool), *(np.zeros(len(docs), np.int64) for _ in columns[1:])]
    at = np.minimum(np.searchsorted(keys, docs), len(keys) - 1)
    there = keys[at] == docs
    return [there, *(np.where(there, column[at], 0) for column in columns[1:])]


def nothing() -> dict[str, list[Any]]:
    """What no comparison finds."""
    return {"copies": [np.empty(0, np.int64)] * 4, "shares": [np.empty(0, np.int64)] * 3}
