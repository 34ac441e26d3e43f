"""One part: its documents are read, examined and written, and the part is committed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from .examination import Examiner, fault_of
from .reading import UNREADABLE, Record, records
from .signatures import Signer, key_of
from .tables import (
    CLEANED,
    ERRORS,
    FINDINGS,
    LINTED,
    PARAGRAPH_BITS,
    TEXTS,
    WORK_TABLES,
    number_of,
    unit_of,
    units_schema,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .job import Job
    from .source import Part
    from .store import Store

STAGE = "lint"


class Tables:
    """The rows of a part, gathered until it is complete."""

    def __init__(self, job: Job, part: Part) -> None:
        self.job = job
        self.part = part
        self.rows: dict[str, list[dict[str, Any]]] = {
            name: [] for name in ("linted", "findings", "errors", "cleaned", "texts")
        }
        self.units = {level: Units(job.bands) for level in job.levels}
        self.rules: Counter[str] = Counter()
        self.read = 0

    def fail(self, record: Record, stage: str, reason: str) -> None:
        """Put a document into quarantine."""
        self.rows["errors"].append({
            "doc": number_of(self.part.number, record.row),
            "id": record.id,
            "source": self.part.path,
            "position": record.position,
            "stage": stage,
            "reason": reason,
            "documents": 1,
        })

    def break_off(self, stage: str, reason: str) -> None:
        """Say that the rest of the part could not be read; how many documents that is, where it is known."""
        part = self.part
        self.rows["errors"].append({
            "doc": None,
            "id": None,
            "source": part.path,
            "position": part.first + self.read if part.kind == "parquet" else part.start,
            "stage": stage,
            "reason": reason,
            "documents": max(0, part.rows - self.read),
        })
        self.read = max(self.read, part.rows)

    def write(self, store: Store) -> dict[str, Any]:
        """Write the tables and commit the part; its counts."""
        name = self.part.name
        rows = self.rows
        tables = {"findings": FINDINGS, "errors": ERRORS}
        if self.job.cleans:
            tables["cleaned"] = CLEANED
        for table, schema in tables.items():
            store.write_table(pa.Table.from_pylist(rows[table], schema), table, f"{name}.parquet")
        store.write_table(pa.Table.from_pylist(rows["linted"], LINTED), *WORK_TABLES, "linted", f"{name}.parquet")
        for level in self.job.levels:
            store.write_table(self.units[level].table(), *WORK_TABLES, level, f"{name}.parquet")
        if self.job.levels:
            store.write_arrow(pa.Table.from_pylist(rows["texts"], TEXTS), *WORK_TABLES, "texts", f"{name}.arrow")
        counts = {
            "read": self.read,
            "documents": len(rows["linted"]),
            "errors": sum(row["documents"] for row in rows["errors"]),
            "error_rows": len(rows["errors"]),
            "findings": len(rows["findings"]),
            "rules": dict(sorted(self.rules.items())),
        }
        store.commit(counts, STAGE, name)
        return counts


class Linting:
    """Lints parts of a job, one after another, with one linter."""

    def __init__(self, job: Job, store: Store) -> None:
        self.job = job
        self.store = store
        self._examiner = Examiner(job)
        self._signer = Signer(job.shingle, job.bands, job.rows)

    def lint(
        self, part: Part, poison: dict[int, tuple[str, str]], tell: Callable[[int], None]
    ) -> dict[str, Any]:
        """Lint a part and commit it; its counts.

        ``poison`` maps rows that ended an earlier attempt to stage and reason;
        they are not looked at. ``tell`` is given each row before it is
        examined, and -1 before more is read.
        """
        tables = Tables(self.job, part)
        try:
            for record in records(self.job, part, lambda: tell(-1)):
                tables.read += 1
                fault = poison.get(record.row) or record.fault
                if fault is not None:
                    tables.fail(record, *fault)
                    continue
                tell(record.row)
                self._examine(record, tables)
        except UNREADABLE as error:
            tables.break_off("read", f"读不下去：{(str(error).splitlines() or [''])[0]}")
        tell(-1)
        return tables.write(self.store)

    def _examine(self, record: Record, tables: Tables) -> None:
        assert record.text is not None
        try:
            found = self._examiner.examine(record.text)
        except Exception as error:  # one document must not stop the others
            tables.fail(record, "lint", fault_of(error))
            return
        doc = number_of(tables.part.number, record.row)
        place = {"doc": doc, "id": record.id}
        rows = tables.rows
        rows["findings"] += ({**place, **finding} for finding in found.findings)
        tables.rules.update(finding["rule"] for finding in found.findings)
        rows["linted"].append({
            **place,
            "source": tables.part.path,
            "position": record.position,
            **found.scores,
        })
        if found.cleaned is not None:
            rows["cleaned"].append({**place, **found.cleaned})
        if self.job.levels:
            self._sign(doc, found.lines, tables)

    def _sign(self, doc: int, lines: list[tuple[int, int, str]], tables: Tables) -> None:
        """Add the units of a document that may be near-duplicates of others."""
        job = self.job
        texts = [text for _, _, text in lines][: 1 << PARAGRAPH_BITS]
        whole, each, indices = self._signer.bands_of(texts)
        tables.rows["texts"].append({"doc": doc, "paragraphs": texts})
        if whole is None:
            return
        if sum(map(len, texts)) >= job.paragraph:
            start, end = lines[0][0], lines[-1][1]
            tables.units["document"].add(unit_of(doc), texts, start, end, whole)
        if "paragraph" in job.levels:
            for index, bands in zip(indices.tolist(), each, strict=True):
                if len(texts[index]) >= job.paragraph:
                    start, end, text = lines[index]
                    tables.units["paragraph"].add(unit_of(doc, index), [text], start, end, bands)


class Units:
    """The units of one level that may be near-duplicates, column by column."""

    def __init__(self, bands: int) -> None:
        self._schema = units_schema(bands)
        self._places: list[tuple[int, int, int, int, int, int]] = []
        self._bands: list[Any] = []

    def add(self, unit: int, texts: list[str], start: int, end: int, bands: Any) -> None:
        """Add a unit: its bare lines, its offsets in the document, its bands."""
        self._places.append((unit, *key_of(texts), start, end, sum(map(len, texts))))
        self._bands.append(bands)

    def table(self) -> Any:
        """The units as a table."""
        places = zip(*self._places, strict=True) if self._places else [()] * 6
        columns = [*places, *(np.array(self._bands).T if self._bands else [()] * (len(self._schema) - 6))]
        return pa.table(
            [pa.array(column, field.type) for column, field in zip(columns, self._schema, strict=True)],
            schema=self._schema,
        )
