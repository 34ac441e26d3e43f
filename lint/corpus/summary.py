"""What a run gave, counted from the tables that it wrote, and whether the counts agree."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from .. import __version__
from ..core.rule import CATEGORIES, SEVERITIES, rank
from .page import page
from .part import STAGE
from .store import SUMMARY

if TYPE_CHECKING:
    from typing import Any

    from .job import Job
    from .source import Part
    from .store import Store

_LENGTHS: list[float] = [0, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000]
_DENSITIES: list[float] = [0, 0.1, 0.3, 1, 3, 10, 30, 100]
_SHARES: list[float] = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
#: Columns of the documents table that are charted: the lower edges of their bins; a bin "0" comes first.
CHARTED: dict[str, list[float]] = {
    "characters": _LENGTHS,
    "error_density": _DENSITIES,
    "warning_density": _DENSITIES,
    "placeholder_density": _DENSITIES,
    "ad_share": _SHARES,
    "duplicate_share": _SHARES,
    "shared_share": _SHARES,
    "repeated_share": _SHARES,
}
_COUNTS = {"errors": "error", "warnings": "warning", "infos": "info"}
_COLUMNS = [*CHARTED, *_COUNTS, *(f"{name}_density" for name in CATEGORIES if name != "placeholder"), "copies",
            "representative", "private", "failed_rules"]


class _Scores:
    """Sums over the documents, one part after another."""

    def __init__(self) -> None:
        self.documents = 0
        self.severities = dict.fromkeys(SEVERITIES, 0)
        self.categories = dict.fromkeys(CATEGORIES, 0)
        self.failed: Counter[str] = Counter()
        self.copies = 0
        self.private = 0
        self._bins = {name: np.zeros(len(edges) + 1, np.int64) for name, edges in CHARTED.items()}
        self._sums = dict.fromkeys(CHARTED, 0.0)
        self._greatest = dict.fromkeys(CHARTED, 0.0)

    def add(self, table: Any) -> None:
        """Count the documents of a part."""
        self.documents += len(table)
        if not len(table):
            return
        for column, name in _COUNTS.items():
            self.severities[name] += int(table.column(column).to_numpy().sum())
        for category in CATEGORIES:
            self.categories[category] += int((table.column(f"{category}_density").to_numpy() > 0).sum())
        for rules in table.column("failed_rules").to_pylist():
            self.failed.update(rules or ())
        self.copies += int((~table.column("representative").to_numpy()).sum())
        self.private += int((table.column("private").to_numpy() > 0).sum())
        for name, edges in CHARTED.items():
            values = table.column(name).to_numpy()
            places = np.where(values > 0, np.searchsorted(edges, values, "right"), 0)
            self._bins[name] += np.bincount(places, minlength=len(edges) + 1)
            self._sums[name] += float(values.sum())
            self._greatest[name] = max(self._greatest[name], float(values.max()))

    def charts(self) -> dict[str, Any]:
        """Mean, greatest value and histogram of each charted column."""
        return {
            name: {
                "mean": self._sums[name] / self.documents if self.documents else 0.0,
                "max": self._greatest[name],
                "edges": edges,
                "counts": self._bins[name].tolist(),
            }
            for name, edges in CHARTED.items()
        }


def summarize(
    job: Job, store: Store, parts: list[Part], files: list[dict[str, Any]], near: dict[str, Any]
) -> dict[str, Any]:
    """Read the tables back, check and count them, and write summary.json and summary.html; the summary."""
    scores = _Scores()
    totals: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    stages: Counter[str] = Counter()
    rows: Counter[str] = Counter()
    for part in parts:
        done = store.committed(STAGE, part.name)
        assert done is not None
        for name in ("read", "documents", "errors", "error_rows", "findings"):
            totals[name] += done[name]
        rules.update(done["rules"])
        name = f"{part.name}.parquet"
        scores.add(store.table("documents", name, columns=_COLUMNS))
        rows["findings"] += store.rows("findings", name)
        if job.cleans:
            rows["cleaned"] += store.rows("cleaned", name)
        if part.rows >= 0:
            totals["expected"] += part.rows
        else:
            totals["expected"] += done["read"]
    for name in store.names("errors"):
        table = store.table("errors", name)
        rows["error_rows"] += len(table) if name != "files.parquet" else 0
        rows["errors"] += sum(table.column("documents").to_pylist())
        for stage, count in zip(
            table.column("stage").to_pylist(), table.column("documents").to_pylist(), strict=True
        ):
            stages[stage] += max(1, count)
    checks = [
        ("documents in the input = documents read", totals["expected"], totals["read"]),
        ("documents read = documents + errors", totals["read"], scores.documents + rows["errors"]),
        ("documents committed = documents in the table", totals["documents"], scores.documents),
        ("errors committed = errors in the table", totals["error_rows"], rows["error_rows"]),
        ("findings committed = findings in the table", totals["findings"], rows["findings"]),
    ]
    if job.cleans:
        checks.append(("documents = cleaned texts", scores.documents, rows["cleaned"]))
    summary = {
        "version": 1,
        "tool": {"name": "reportlint", "version": __version__},
        "options": job.identity(),
        "counts": {
            "files": len(files),
            "unreadable_files": stages.get("file", 0),
            "read": totals["read"],
            "documents": scores.documents,
            "errors": rows["errors"],
            "findings": rows["findings"],
            "near_copies": scores.copies,
            "documents_with_private_data": scores.private,
        },
        "checks": [
            {"what": what, "expected": expected, "found": found, "ok": expected == found}
            for what, expected, found in checks
        ],
        "errors": dict(sorted(stages.items())),
        "failed_rules": dict(sorted(scores.failed.items())),
        "findings": {
            "by_severity": scores.severities,
            "by_rule": dict(sorted(rules.items(), key=lambda item: (-item[1], item[0]))),
            "documents_by_category": scores.categories,
        },
        "near": near,
        "scores": scores.charts(),
    }
    store.write(page(summary).encode(), "summary.html")
    store.write((json.dumps(summary, ensure_ascii=False, indent=1) + "\n").encode(), SUMMARY)
    return summary


def status(summary: dict[str, Any], fail_on: str) -> int:
    """The exit status: 2 where anything could not be read or linted, 1 where something is at or above ``fail_on``."""
    if summary["errors"] or summary["failed_rules"] or not all(check["ok"] for check in summary["checks"]):
        return 2
    if fail_on == "never":
        return 0
    by_severity = summary["findings"]["by_severity"]
    return int(any(by_severity[name] for name in SEVERITIES if rank(name) >= rank(fail_on)))
