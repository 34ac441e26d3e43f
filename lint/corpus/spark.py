"""The engine for what outgrows a machine: the same functions over batches, moved by Spark.

Parts are linted where Spark has room, each as one row of a data frame; bands,
texts and clusters are shuffled by Spark. Everything is read and written
through the output folder, so neither inputs nor tables pass through the driver.
"""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from ..core.finding import LintError
from . import executor
from .groups import components
from .neighbours import SHARED
from .tables import PARAGRAPH_BITS, ROW_BITS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from .job import Job
    from .source import Part
    from .store import Store

_PARAGRAPH = (1 << PARAGRAPH_BITS) - 1
# More tasks than this only cost the scheduler.
_TASKS = 20_000


class Spark:
    """Runs a job on a Spark master; "" takes that of ``spark-submit`` or this machine's cores."""

    def __init__(self, job: Job, store: Store, master: str) -> None:
        self.job = job
        self.store = store
        self._text = job.dumps()
        self._master = master

    def __enter__(self) -> Spark:
        try:
            from pyspark import SparkConf
            from pyspark.errors import PySparkException
            from pyspark.sql import SparkSession
        except ImportError:
            raise LintError("--engine spark 还需要 pyspark；请运行：pip install 'reportlint[spark]'") from None
        given = self._given = SparkConf()
        master = self._master or given.get("spark.master", "") or "local[*,4]"
        settings = {"spark.ui.showConsoleProgress": "false", "spark.driver.maxResultSize": "0"}
        if master.startswith("local"):
            settings |= {"spark.ui.enabled": "false"}
            os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        builder = SparkSession.builder.master(master).appName("reportlint corpus")
        for name, value in settings.items():
            if not given.contains(name):
                builder = builder.config(name, value)
        try:
            self._spark: Any = builder.getOrCreate()
        except (PySparkException, OSError, RuntimeError, ValueError) as error:
            why = str(error).splitlines()[0]
            raise LintError(f"Spark 起不来：{why}；需要 Java 17 或更新的版本（Debian：openjdk-17-jre-headless）") from None
        self._spark.sparkContext.setLogLevel("ERROR")
        return self

    def __exit__(self, *_: object) -> None:
        self._spark.stop()

    def lint(self, parts: Iterable[Part], done: Callable[[], None]) -> None:
        """Lint and commit parts; ``done`` is called for each when all are."""
        rows = [(part.dumps(),) for part in parts]
        if not rows:
            return
        tasks = self._frame(rows, "part string")
        for _ in self._caught(lambda: tasks.mapInArrow(partial(executor.lint, self._text), executor.LINTED).collect()):
            done()

    def near(self, parts: Iterable[Part]) -> dict[str, Any]:
        """Find near-duplicates and write the documents table; counts by level."""
        names = [(part.name,) for part in parts]
        if not self._given.contains("spark.sql.shuffle.partitions"):
            # A part's bands and texts are about what one task should be given.
            tasks = max(2 * self._spark.sparkContext.defaultParallelism, len(names))
            self._spark.conf.set("spark.sql.shuffle.partitions", tasks)
        result: dict[str, Any] = self._caught(lambda: _Comparison(self, names).run()) if names else {}
        return result

    def _frame(self, rows: list[Any], schema: str) -> Any:
        """A data frame whose rows are spread evenly over tasks."""
        context = self._spark.sparkContext
        return self._spark.createDataFrame(context.parallelize(rows, min(len(rows), _TASKS)), schema)

    def _caught(self, action: Callable[[], Any]) -> Any:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        try:
            return action()
        except (PySparkException, Py4JError) as error:
            lines = [line for line in str(error).splitlines() if line.strip()]
            told = next((line for line in reversed(lines) if "Error: " in line), lines[0] if lines else "")
            raise LintError(f"Spark 任务失败：{told.strip()}；已完成的部分不会丢，再运行一次即可接着做") from error


class _Comparison:
    """Finding near-duplicates with data frames: what ``neighbours`` does with arrays."""

    def __init__(self, engine: Spark, names: list[tuple[str]]) -> None:
        from pyspark.sql import functions

        self.job = engine.job
        self.store = engine.store
        self.spark = engine._spark
        self.text = engine._text
        self.f = functions
        self.frame = engine._frame
        self.names = names
        self.parts = engine._frame(names, "name string")

    def run(self) -> dict[str, Any]:
        """Write pairs, clusters and documents; counts by level."""
        counts: dict[str, Any] = {}
        copies = self._empty("doc long, cluster long, copies long, representative long")
        shares = self._empty("doc long, shared long, repeated long")
        units: dict[str, Any] = {level: self._units(level) for level in self.job.levels}
        shared: Any = None
        for level in reversed(self.job.levels):
            pairs = self._candidates(level, units[level], shared).persist()
            verified = self._verified(level, pairs).persist()
            members = self._members(level, units[level], verified).persist()
            counts[level] = {
                "candidates": pairs.where("a >= 0").count(),
                "capped": pairs.where("a < 0").count(),
                **self._write_pairs(level, units[level], verified),
                **self._write_clusters(level, members),
            }
            if level == "paragraph":
                shared = self._sharing(members, units["document"])
                shares = self._shares(members)
            else:
                copies = members.selectExpr("doc", "cluster", "size AS copies", "CAST(representative AS long) representative")
        self._finish(copies, shares)
        self.spark.catalog.clearCache()
        return counts

    def _empty(self, schema: str) -> Any:
        return self.spark.createDataFrame([], schema)

    def _units(self, level: str) -> Any:
        """Units with the first unit of the same key."""
        units = self.parts.mapInArrow(partial(executor.units, self.text, level), executor.UNITS)
        firsts = units.groupBy("high", "low").agg(self.f.min("unit").alias("first"))
        joined = units.join(firsts, ["high", "low"]).drop("high", "low")
        return joined.withColumn("doc", self.f.shiftright("unit", PARAGRAPH_BITS)).persist()

    def _candidates(self, level: str, units: Any, more: Any) -> Any:
        """Pairs of different texts that share a band; rows below 0 are capped buckets."""
        count = self.job.bands
        bands = self.parts.mapInArrow(partial(executor.bands, self.text, level), executor.BANDS)
        distinct = units.where("unit = first").select("unit")
        rows = (
            bands.join(distinct, "unit", "left_semi")
            .selectExpr("unit", "bands", "posexplode(bands) AS (band, hash)")
            .selectExpr("CAST(band AS long) band", "hash", f"bands[(band + 1) % {count}] AS next", "unit")
            .repartition("band", "hash")
            .sortWithinPartitions("band", "hash", "next", "unit")
        )
        pairs = rows.mapInArrow(partial(executor.candidates, self.job.cap), executor.CANDIDATES)
        if more is not None:
            pairs = pairs.unionByName(more)
        return pairs.distinct()

    def _verified(self, level: str, pairs: Any) -> Any:
        pairs = pairs.where("a >= 0")
        needed = (
            pairs.selectExpr("explode(array(a, b)) AS unit")
            .distinct()
            .repartition(self.f.shiftright("unit", PARAGRAPH_BITS + ROW_BITS))
            .sortWithinPartitions("unit")
        )
        texts = needed.mapInArrow(partial(executor.texts, self.text, level), executor.TEXTS).persist()
        both = pairs.join(texts.selectExpr("unit AS a", "text AS text_a"), "a").join(
            texts.selectExpr("unit AS b", "text AS text_b"), "b"
        )
        return both.mapInArrow(partial(executor.verify, self.job.shingle), executor.VERIFIED)

    def _members(self, level: str, units: Any, verified: Any) -> Any:
        """Units of clusters that hold several documents, with their cluster."""
        f = self.f
        near = verified.where(f"jaccard >= {self.job.threshold!r}D").select("a", "b").toArrow()
        nodes, labels = components(near.column("a").to_numpy(), near.column("b").to_numpy())
        table = self.spark.createDataFrame(pa.table({"first": nodes.astype(np.int64), "label": labels.astype(np.int64)}))
        clusters = units.join(table, "first", "left").withColumn("cluster", f.coalesce("label", "first"))
        best = "max(struct(characters, -unit AS unit))" if level == "document" else "struct(0, -min(unit) AS unit)"
        about = clusters.groupBy("cluster").agg(
            f.min("doc").alias("home"),
            f.max("doc").alias("last"),
            f.count("*").alias("size"),
            f.expr(best).alias("best"),
        )
        return clusters.join(about.where("home < last"), "cluster").withColumn(
            "representative", f.expr("unit = -best.unit")
        )

    def _write_pairs(self, level: str, units: Any, verified: Any) -> dict[str, int]:
        job = self.job
        contained = f"OR containment >= {job.containment!r}D" if level == "document" else ""
        compared = verified.where(f"jaccard >= {job.threshold!r}D {contained}").selectExpr(
            f"IF(jaccard >= {job.threshold!r}D, 'near', 'contained') AS kind", "a", "b", "jaccard", "containment"
        )
        equal = units.where("unit != first").selectExpr(
            "'equal' AS kind", "first AS a", "unit AS b", "1D AS jaccard", "1D AS containment"
        )
        rows = compared.unionByName(equal).selectExpr(
            f"'{level}' AS level",
            "kind",
            f"shiftright(a, {PARAGRAPH_BITS}) AS doc",
            f"CAST(a & {_PARAGRAPH} AS int) AS paragraph",
            f"shiftright(b, {PARAGRAPH_BITS}) AS other_doc",
            f"CAST(b & {_PARAGRAPH} AS int) AS other_paragraph",
            "jaccard",
            "containment",
        )
        return {f"{kind}_pairs": number for kind, number in self._write("pairs", level, rows.where("doc != other_doc"))}

    def _write_clusters(self, level: str, members: Any) -> dict[str, int]:
        rows = members.selectExpr(
            f"'{level}' AS level",
            "cluster",
            "doc",
            f"CAST(unit & {_PARAGRAPH} AS int) AS paragraph",
            "start",
            "end",
            "characters",
            "representative",
        )
        found = dict(self._write("clusters", level, rows))
        return {"clusters": found.get("cluster", 0), "members": found.get("member", 0)}

    def _write(self, table: str, level: str, rows: Any) -> list[tuple[str, int]]:
        written = rows.mapInArrow(partial(executor.write, self.text, table, level), executor.WRITTEN)
        counts: dict[str, int] = {}
        for row in written.collect():
            counts[row["kind"]] = counts.get(row["kind"], 0) + row["number"]
        return sorted(counts.items())

    def _shares(self, members: Any) -> Any:
        return members.groupBy("doc").agg(
            self.f.sum("characters").alias("shared"),
            self.f.expr("sum(IF(doc != home, characters, 0))").alias("repeated"),
        )

    def _sharing(self, members: Any, documents: Any) -> Any:
        """Pairs of different documents that share paragraphs worth half of the shorter one."""
        f = self.f
        held = members.groupBy("cluster", "doc").agg(f.sum("characters").alias("characters"))
        few = held.groupBy("cluster").count().where(f"count <= {self.job.cap}").select("cluster")
        held = held.join(few, "cluster")
        both = held.selectExpr("cluster", "doc AS a", "characters AS mine").join(
            held.selectExpr("cluster", "doc AS b", "characters AS others"), "cluster"
        )
        common = both.where("a < b").groupBy("a", "b").agg(f.expr("sum(least(mine, others))").alias("common"))
        sizes = documents.select("doc", "first", "characters")
        joined = common.join(
            sizes.selectExpr("doc AS a", "first AS first_a", "characters AS size_a"), "a"
        ).join(sizes.selectExpr("doc AS b", "first AS first_b", "characters AS size_b"), "b")
        return (
            joined.where(f"common >= {SHARED!r}D * least(size_a, size_b) AND first_a != first_b")
            .selectExpr("least(first_a, first_b) AS a", "greatest(first_a, first_b) AS b")
            .distinct()
        )

    def _finish(self, copies: Any, shares: Any) -> None:
        marks = copies.join(shares, "doc", "full_outer").withColumn(
            "part", self.f.expr(f"format_string('part-%07d', shiftright(doc, {ROW_BITS}))")
        )
        schema = "part string, doc long, cluster long, copies long, representative long, shared long, repeated long"
        # Parts without any such document are finished too.
        rows = self.frame([(name, *[None] * 6) for (name,) in self.names], schema)
        columns = rows.columns
        whole = rows.unionByName(marks.select(*columns))
        whole = whole.repartition("part").sortWithinPartitions("part", "doc")
        whole.mapInArrow(partial(executor.finish, self.text), executor.FINISHED).collect()
