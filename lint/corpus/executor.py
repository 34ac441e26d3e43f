"""What runs in Spark's executors: functions from Arrow batches to Arrow batches.

Each is given the job as JSON and finds everything else in the output folder,
which every executor must see under the same path or URI.
"""

from __future__ import annotations

import atexit
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .finish import finish_part
from .groups import Buckets, runs
from .job import Job
from .source import Part
from .store import Store
from .tables import CLUSTERS, PAIRS, WORK_TABLES
from .verification import Texts, verified, verified_table
from .worker import Worker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Batches = Iterable[pa.RecordBatch]

_TABLES = {"pairs": PAIRS, "clusters": CLUSTERS}
# The watched process outlives a task where Spark keeps the Python that ran it.
_workers: dict[str, Worker] = {}

LINTED = "name string"
UNITS = "unit long, high long, low long, start int, end int, characters int"
BANDS = "unit long, bands array<long>"
CANDIDATES = "a long, b long"
TEXTS = "unit long, text string"
VERIFIED = "a long, b long, jaccard double, containment double"
WRITTEN = "kind string, number long"
FINISHED = "part string, documents long"


def lint(job_text: str, batches: Batches) -> Iterator[pa.RecordBatch]:
    """Parts (JSON) to the names of those that are committed."""
    worker = _workers.get(job_text)
    if worker is None:
        job = Job.loads(job_text)
        worker = _workers[job_text] = Worker(job, Store(job.output))
        atexit.register(worker.close)
    for batch in batches:
        for text in batch.column(0).to_pylist():
            part = Part.loads(text)
            worker.lint(part)
            yield pa.RecordBatch.from_pydict({"name": [part.name]})


def units(job_text: str, level: str, batches: Batches) -> Iterator[pa.RecordBatch]:
    """Names of parts to their units."""
    store = Store(Job.loads(job_text).output)
    columns = ["unit", "high", "low", "start", "end", "characters"]
    for name in _names(batches):
        yield from store.table(*WORK_TABLES, level, f"{name}.parquet", columns=columns).to_batches(10_000)


def bands(job_text: str, level: str, batches: Batches) -> Iterator[pa.RecordBatch]:
    """Names of parts to their units' bands."""
    job = Job.loads(job_text)
    store = Store(job.output)
    columns = [f"band{band}" for band in range(job.bands)]
    for name in _names(batches):
        table = store.table(*WORK_TABLES, level, f"{name}.parquet", columns=["unit", *columns])
        for batch in table.to_batches(2_000):
            hashes = np.stack([batch.column(column).to_numpy() for column in columns], axis=1).ravel()
            offsets = np.arange(len(batch) + 1, dtype=np.int32) * job.bands
            lists = pa.ListArray.from_arrays(pa.array(offsets), pa.array(hashes))
            yield pa.RecordBatch.from_arrays([batch.column("unit"), lists], ["unit", "bands"])


def candidates(cap: int, batches: Batches) -> Iterator[pa.RecordBatch]:
    """Rows of band, hash and unit, sorted so, to candidates; a capped bucket gives its band below 0 and its hash."""
    buckets = Buckets(cap)
    for batch in batches:
        band, hashes, unit = (batch.column(name).to_numpy() for name in ("band", "hash", "unit"))
        for a, b in buckets.feed(band, hashes, unit):
            yield _pairs(a, b)
    for a, b in buckets.end():
        yield _pairs(a, b)
    if buckets.hot:
        yield _pairs(*(np.array(column, np.int64) for column in zip(*buckets.hot, strict=True)))


def texts(job_text: str, level: str, batches: Batches) -> Iterator[pa.RecordBatch]:
    """Units, sorted, to their bare text."""
    found = Texts(Store(Job.loads(job_text).output), level)
    for batch in batches:
        unit = batch.column(0)
        for start in range(0, len(unit), 500):
            piece = unit.slice(start, 500)
            lines = ["\n".join(found.lines(one)) for one in piece.to_pylist()]
            yield pa.RecordBatch.from_arrays([piece, pa.array(lines, pa.string())], ["unit", "text"])


def verify(size: int, batches: Batches) -> Iterator[pa.RecordBatch]:
    """Candidates with both texts to their exact likeness."""
    for batch in batches:
        a, b, mine, others = (batch.column(name).to_pylist() for name in ("a", "b", "text_a", "text_b"))
        rows = zip(a, b, (x.split("\n") for x in mine), (x.split("\n") for x in others), strict=True)
        yield from verified_table(list(verified(rows, size))).to_batches()


def write(job_text: str, table: str, level: str, batches: Batches) -> Iterator[pa.RecordBatch]:
    """Rows of a table to a file of it; how many there are of each kind."""
    from pyspark import TaskContext

    schema = _TABLES[table]
    rows = [batch for batch in batches if len(batch)]
    if not rows:
        return
    made = pa.Table.from_batches(rows).cast(schema)
    context = TaskContext.get()
    assert context is not None
    name = f"{level}-{context.partitionId():05}.parquet"
    Store(Job.loads(job_text).output).write_table(made, table, name)
    kinds = Counter(made.column("kind").to_pylist()) if table == "pairs" else Counter({"member": len(made)})
    if table == "clusters":
        kinds["cluster"] = sum(made.column("representative").to_pylist())
    yield pa.RecordBatch.from_pydict({"kind": list(kinds), "number": list(kinds.values())})


def finish(job_text: str, batches: Batches) -> Iterator[pa.RecordBatch]:
    """Marks of documents, sorted by part and document, to the parts whose documents are written.

    Each part has a first row without a document.
    """
    store = Store(Job.loads(job_text).output)
    held: list[pa.Table] = []
    for batch in batches:
        table = pa.Table.from_batches([batch])
        starts, ends = runs(table.column("part").to_numpy())
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            piece = table.slice(start, end - start)
            if held and held[-1].column("part")[0] != piece.column("part")[0]:
                yield _finished(store, held)
                held = []
            held.append(piece)
    if held:
        yield _finished(store, held)


def _finished(store: Store, held: list[pa.Table]) -> pa.RecordBatch:
    table = pa.concat_tables(held)
    name = table.column("part")[0].as_py()
    copied = table.filter(pc.is_valid(table.column("cluster")))
    shared = table.filter(pc.is_valid(table.column("shared")))
    count = finish_part(
        store,
        name,
        [copied.column(column).to_numpy() for column in ("doc", "cluster", "copies", "representative")],
        [shared.column(column).to_numpy() for column in ("doc", "shared", "repeated")],
    )
    return pa.RecordBatch.from_pydict({"part": [name], "documents": [count]})


def _names(batches: Batches) -> Iterator[str]:
    for batch in batches:
        yield from batch.column(0).to_pylist()


def _pairs(a: np.ndarray, b: np.ndarray) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays([pa.array(a), pa.array(b)], ["a", "b"])
