"""What a document costs in corpus mode, step by step: the figures behind docs/cluster.md.

    python benchmarks/corpus_costs.py FOLDER [--documents 300]

FOLDER holds different ``*.txt`` reports. Steps are timed in this process (CPU seconds); sizes are those of
the files that a run leaves for the comparison, and of the rows that Spark would move.
"""

from __future__ import annotations

import argparse
import pathlib
import random
import tempfile
import time
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from reportlint.corpus.examination import Examiner
from reportlint.corpus.groups import Buckets
from reportlint.corpus.job import Job, profile
from reportlint.corpus.neighbours import Level
from reportlint.corpus.part import Linting
from reportlint.corpus.signatures import Signer, key_of, likeness, paragraphs, shingles
from reportlint.corpus.source import cut, files_of
from reportlint.corpus.store import Store


class Clock:
    """CPU time by step."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    def __call__(self, step: str, start: float) -> None:
        self.spent[step] = self.spent.get(step, 0.0) + time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--documents", type=int, default=300)
    options = parser.parse_args()
    files = sorted(options.folder.rglob("*.txt"))
    step = max(1, len(files) // options.documents)
    texts = [file.read_text("utf-8") for file in files[::step]][: options.documents]
    count = len(texts)
    size = sum(len(text.encode()) for text in texts)
    print(f"{count} documents, {sum(map(len, texts)) / count:,.0f} characters, {size / count:,.0f} bytes each")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        pq.write_table(pa.table({"id": [str(at) for at in range(count)], "text": texts}), folder / "in.parquet")
        job = Job((str(folder / "in.parquet"),), str(folder / "out"), config=profile())
        clock = Clock()
        examiner, signer = Examiner(job), Signer(job.shingle, job.bands, job.rows)
        examiner.examine(texts[0])
        for text in texts:
            start = time.process_time()
            examiner.examine(text)
            clock("lint and score", start)
            start = time.process_time()
            lines = [line for _, _, line in paragraphs(text)]
            clock("bare text", start)
            start = time.process_time()
            signer.bands_of(lines)
            clock("signatures of document and paragraphs", start)
            start = time.process_time()
            for line in lines:
                key_of([line])
            clock("digests", start)
        store = Store(job.output)
        linting = Linting(job, store)
        start = time.process_time()
        for one in cut(job, files_of(job))[0]:
            linting.lint(one, {}, lambda row: None)
        clock("a part as a whole (read, all of the above, write)", start)
        for label, seconds in clock.spent.items():
            print(f"{label:52} {seconds / count * 1e3:8.2f} ms a document")
        tables = folder / "out" / "_work" / "tables"
        for kind in ("linted", "texts", "document", "paragraph"):
            bytes_ = sum(file.stat().st_size for file in (tables / kind).iterdir())
            print(f"{kind:52} {bytes_ / count:8,.0f} bytes a document")
        parts = [one.name for one in cut(job, files_of(job))[0]]
        for kind in ("document", "paragraph"):
            level = Level(store, parts, kind)
            print(f"{kind + ' units':52} {len(level.units) / count:8.1f} a document")
        _verifying(texts, signer.size)
        _strangers(texts, signer.size)
        _buckets()


def _verifying(texts: list[str], size: int) -> None:
    """Print what verifying one pair costs."""
    lines = [[line for _, _, line in paragraphs(text)] for text in texts[:60]]
    for label, sides in (("documents", lines), ("paragraphs", [[line] for each in lines for line in each if len(line) >= 30])):
        start = time.process_time()
        for one, other in zip(sides, sides[1:], strict=False):
            likeness(shingles(one, size), shingles(other, size))
        print(f"{'verifying a pair of ' + label:52} {(time.process_time() - start) / (len(sides) - 1) * 1e3:8.3f} ms")


def _strangers(texts: list[str], size: int) -> None:
    """Print how often two units drawn at random agree on a band of so many rows: the mean of similarity to that power."""
    dice = random.Random(5)
    lines = [[line for _, _, line in paragraphs(text)] for text in texts]
    sides = {
        "documents": ([shingles(each, size) for each in lines[:240]], 20_000),
        "paragraphs": ([shingles([line], size) for each in lines for line in each if len(line) >= 30], 2_000_000),
    }
    for label, (sets, draws) in sides.items():
        sums = dict.fromkeys((4, 5, 6, 8), 0.0)
        greatest = 0.0
        for _ in range(draws):
            one, other = dice.sample(sets, 2)
            value = likeness(one, other)[0]
            if value and value < 0.7:
                greatest = max(greatest, value)
                for rows in sums:
                    sums[rows] += value**rows
        shown = ", ".join(f"{rows} rows {total / draws:.1e}" for rows, total in sums.items())
        print(f"two {label} agree on a band of {shown} (greatest similarity below 0.7: {greatest:.2f})")


def _buckets() -> None:
    """Print what a row of bands costs once it is sorted."""
    import numpy as np

    rows = 2_000_000
    hashes: Any = np.sort(np.random.default_rng(1).integers(0, rows * 4, rows))
    buckets = Buckets(64)
    start = time.process_time()
    for at in range(0, rows, 10_000):
        piece = slice(at, at + 10_000)
        for _ in buckets.feed(np.zeros(len(hashes[piece]), np.int64), hashes[piece], np.arange(at, at + len(hashes[piece]))):
            pass
    print(f"{'pairing a sorted row of bands':52} {(time.process_time() - start) / rows * 1e6:8.3f} µs")


if __name__ == "__main__":
    main()
