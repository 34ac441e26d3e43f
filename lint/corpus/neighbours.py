"""Near-duplicates over all parts in this process's memory; what must be compared is given to workers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from .groups import Buckets, components, distinct, firsts, labelled, runs
from .tables import CLUSTERS, PAIRS, PARAGRAPH_BITS, WORK_TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from .job import Job
    from .store import Store

    # Verifies the chunks of a level, given how many there are.
    Verify = Callable[[str, int], None]

_CHUNK = 20_000
_PARAGRAPH = (1 << PARAGRAPH_BITS) - 1
#: Of the shorter document, what must stand in paragraphs of the other for both to be compared.
SHARED = 0.5


class Level:
    """The units of one level, in order, and what becomes of them."""

    def __init__(self, store: Store, names: Sequence[str], level: str) -> None:
        self.level = level
        self._store = store
        self._names = names
        columns = ["unit", "high", "low", "start", "end", "characters"]
        self.units, high, low, self.start, self.end, self.characters = self._load(columns)
        self.docs = self.units >> PARAGRAPH_BITS
        self.first = firsts(self.units, high, low)
        self.clusters = self.first

    def _load(self, columns: list[str]) -> list[Any]:
        made: list[list[Any]] = [[] for _ in columns]
        for name in self._names:
            table = self._store.table(*WORK_TABLES, self.level, f"{name}.parquet", columns=columns)
            for column, pieces in zip(columns, made, strict=True):
                pieces.append(table.column(column).to_numpy())
        return [np.concatenate(pieces) if pieces else np.empty(0, np.int64) for pieces in made]

    def candidates(self, job: Job) -> tuple[Any, Any, int]:
        """Pairs of different texts that share a band, and how many buckets were capped."""
        mask = self.first == self.units
        units = self.units[mask]
        a = b = np.empty(0, np.int64)
        capped = 0
        for band in range(job.bands):
            hashes, nexts = (
                column[mask] for column in self._load([f"band{band}", f"band{(band + 1) % job.bands}"])
            )
            order = np.lexsort((units, nexts, hashes))
            buckets = Buckets(job.cap)
            zeros = np.zeros(len(order), np.int8)
            found = [*buckets.feed(zeros, hashes[order], units[order]), *buckets.end()]
            capped += len(buckets.hot)
            a, b = distinct(
                np.concatenate([a, *(pair[0] for pair in found)]), np.concatenate([b, *(pair[1] for pair in found)])
            )
        return a, b, capped

    def join(self, a: Any, b: Any) -> None:
        """Let verified pairs make clusters."""
        self.clusters = labelled(self.first, *components(a, b))


def find(job: Job, store: Store, names: Sequence[str], verify: Verify) -> dict[str, Any]:
    """Find near-duplicates, write pairs and clusters; per-document arrays by name, and counts under ``counts``.

    ``names`` are the parts in order.
    """
    counts: dict[str, Any] = {}
    levels = {level: Level(store, names, level) for level in job.levels}
    marks: dict[str, Any] = {}
    shared = np.empty(0, np.int64), np.empty(0, np.int64)
    # Paragraphs first: documents that share many are compared as documents.
    for level in reversed(job.levels):
        here = levels[level]
        name = f"candidates-{level}"
        done = store.committed("near", name)
        if done is None:
            a, b, capped = here.candidates(job)
            if level == "document":
                a, b = distinct(np.concatenate([a, shared[0]]), np.concatenate([b, shared[1]]))
            chunks = -(-len(a) // _CHUNK)
            for chunk in range(chunks):
                piece = slice(chunk * _CHUNK, (chunk + 1) * _CHUNK)
                table = pa.table({"a": a[piece], "b": b[piece]})
                store.write_table(table, *WORK_TABLES, name, f"chunk-{chunk:05}.parquet")
            done = {"candidates": len(a), "capped": capped, "chunks": chunks}
            store.commit(done, "near", name)
        verify(level, done["chunks"])
        a, b, jaccard, containment = _verified(store, level, done["chunks"])
        near = jaccard >= job.threshold
        here.join(a[near], b[near])
        kept = near | ((containment >= job.containment) & (level == "document"))
        pairs = _write_pairs(store, here, a[kept], b[kept], jaccard[kept], containment[kept], near[kept])
        members = _write_clusters(store, here)
        counts[level] = {"candidates": done["candidates"], "capped": done["capped"], **pairs, **members}
        if level == "paragraph":
            shared = _sharing(job, here, levels["document"])
            marks |= _shares(here)
        else:
            marks |= _copies(here)
    return {**marks, "counts": counts}


def _verified(store: Store, level: str, chunks: int) -> list[Any]:
    tables = [
        store.table(*WORK_TABLES, f"verified-{level}", f"chunk-{chunk:05}.parquet") for chunk in range(chunks)
    ]
    columns = []
    for name in ("a", "b", "jaccard", "containment"):
        kind = np.int64 if len(name) == 1 else np.float64
        columns.append(np.concatenate([np.empty(0, kind), *(table.column(name).to_numpy() for table in tables)]))
    return columns


def _write_pairs(
    store: Store, here: Level, a: Any, b: Any, jaccard: Any, containment: Any, near: Any
) -> dict[str, int]:
    """Write pairs of different documents: near and contained ones, and each equal text with its first."""
    equal = here.first != here.units
    ones = np.ones(int(equal.sum()))
    kinds = np.concatenate([np.where(near, "near", "contained"), np.full(len(ones), "equal")])
    one, other = np.concatenate([a, here.first[equal]]), np.concatenate([b, here.units[equal]])
    keep = one >> PARAGRAPH_BITS != other >> PARAGRAPH_BITS
    columns = [
        np.full(len(one), here.level),
        kinds,
        one >> PARAGRAPH_BITS,
        (one & _PARAGRAPH).astype(np.int32),
        other >> PARAGRAPH_BITS,
        (other & _PARAGRAPH).astype(np.int32),
        np.concatenate([jaccard, ones]),
        np.concatenate([containment, ones]),
    ]
    table = pa.table(
        [pa.array(column[keep], field.type) for column, field in zip(columns, PAIRS, strict=True)],
        schema=PAIRS,
    )
    store.write_table(table, "pairs", f"{here.level}.parquet")
    names, numbers = np.unique(kinds[keep], return_counts=True)
    return {f"{name}_pairs": int(number) for name, number in zip(names, numbers, strict=True)}


def _by_cluster(here: Level) -> tuple[Any, Any]:
    """The order of units by cluster, of those alone that clusters with two documents hold, and where clusters start."""
    order = np.lexsort((here.units, here.clusters))
    starts, ends = runs(here.clusters[order])
    docs = here.docs[order]
    # Units are sorted by document within a cluster.
    several = docs[starts] != docs[ends - 1] if len(starts) else starts.astype(bool)
    keep = np.repeat(several, ends - starts)
    order = order[keep]
    return order, runs(here.clusters[order])[0]


def _representatives(here: Level, order: Any, starts: Any) -> Any:
    """For each unit in order, whether it represents its cluster: the first paragraph, the longest document."""
    chosen = np.zeros(len(order), bool)
    if here.level == "document" and len(order):
        number = np.cumsum(np.isin(np.arange(len(order)), starts)) - 1
        best = np.lexsort((here.units[order], -here.characters[order], number))
        chosen[best[starts]] = True
    else:
        chosen[starts] = True
    return chosen


def _write_clusters(store: Store, here: Level) -> dict[str, int]:
    order, starts = _by_cluster(here)
    columns = [
        np.full(len(order), here.level),
        here.clusters[order],
        here.docs[order],
        (here.units[order] & _PARAGRAPH).astype(np.int32),
        here.start[order],
        here.end[order],
        here.characters[order],
        _representatives(here, order, starts),
    ]
    table = pa.table(
        [pa.array(column, field.type) for column, field in zip(columns, CLUSTERS, strict=True)],
        schema=CLUSTERS,
    )
    store.write_table(table, "clusters", f"{here.level}.parquet")
    return {"clusters": len(starts), "members": len(order)}


def _copies(here: Level) -> dict[str, Any]:
    """Documents in clusters: number, cluster, size of it, whether they represent it."""
    order, starts = _by_cluster(here)
    sizes = np.diff(np.append(starts, len(order)))
    by_doc = np.argsort(here.docs[order])
    return {
        "copies": [
            column[by_doc]
            for column in (
                here.docs[order],
                here.clusters[order],
                np.repeat(sizes, sizes),
                _representatives(here, order, starts),
            )
        ]
    }


def _shares(here: Level) -> dict[str, Any]:
    """Documents with paragraphs of others: number, characters of these, and of those whose first place is elsewhere."""
    order, starts = _by_cluster(here)
    sizes = np.diff(np.append(starts, len(order)))
    docs = here.docs[order]
    home = np.repeat(docs[starts], sizes)
    characters = here.characters[order].astype(np.int64)
    numbers, inverse = np.unique(docs, return_inverse=True)
    shared = np.bincount(inverse, characters, len(numbers)).astype(np.int64)
    repeated = np.bincount(inverse, characters * (docs != home), len(numbers)).astype(np.int64)
    return {"shares": [numbers, shared, repeated]}


def _sharing(job: Job, paragraphs: Level, documents: Level) -> tuple[Any, Any]:
    """Pairs of different documents that share paragraphs worth half of the shorter one."""
    order, _ = _by_cluster(paragraphs)
    docs, clusters = paragraphs.docs[order], paragraphs.clusters[order]
    characters = paragraphs.characters[order].astype(np.int64)
    # One row for each cluster and document.
    new = np.append(True, (docs[1:] != docs[:-1]) | (clusters[1:] != clusters[:-1])) if len(docs) else np.empty(0, bool)
    heads = np.flatnonzero(new)
    characters = np.add.reduceat(characters, heads) if len(heads) else characters
    docs = docs[heads]
    found: list[tuple[Any, Any, Any]] = []
    for start, end in zip(*(each.tolist() for each in runs(clusters[heads])), strict=True):
        if end - start <= job.cap:
            one, other = np.triu_indices(end - start, 1)
            one, other = one + start, other + start
            found.append((docs[one], docs[other], np.minimum(characters[one], characters[other])))
    if not found:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    a, b, common = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.lexsort((b, a))
    a, b, common = a[order], b[order], common[order]
    heads = np.flatnonzero(np.append(True, (a[1:] != a[:-1]) | (b[1:] != b[:-1])))
    a, b, common = a[heads], b[heads], np.add.reduceat(common, heads)
    at = [np.searchsorted(documents.docs, side) for side in (a, b)]
    least = np.minimum(*(documents.characters[place] for place in at))
    enough = common >= SHARED * least
    one, other = (documents.first[place][enough] for place in at)
    differ = one != other
    return distinct(np.minimum(one, other)[differ], np.maximum(one, other)[differ])
