"""Input files: which they are, and the parts they are cut into."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import fs

from ..core.finding import LintError
from ..core.globs import Glob
from .store import opened

if TYPE_CHECKING:
    from typing import Any

    from .job import Job

_JSON = re.compile(r"\.(?:jsonl|ndjson|json)(\.(?:gz|bz2|zst|lz4))?$", re.IGNORECASE)
_PARQUET = re.compile(r"\.(?:parquet|pq)$", re.IGNORECASE)
_WILD = re.compile(r"[*?\[]")
# No more rows than a document's number has room for.
_ROWS = 1 << 20


@dataclass(frozen=True)
class Part:
    """A piece of an input file: rows of one row group of a Parquet file, or the lines that begin in a range of bytes.

    ``rows`` is how many there must be, -1 where only reading tells; ``first``
    is the row in the file at which a Parquet part begins.
    """

    number: int
    path: str
    kind: str
    start: int
    stop: int
    group: int = -1
    first: int = 0
    rows: int = -1

    @property
    def name(self) -> str:
        """The name that the part's files bear."""
        return f"part-{self.number:07}"

    def dumps(self) -> str:
        """The part as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def loads(cls, text: str) -> Part:
        """The part that ``dumps`` wrote."""
        return cls(**json.loads(text))


def files_of(job: Job) -> list[dict[str, Any]]:
    """The input files, sorted: path, size in bytes, time of change. Raises LintError where a path gives none."""
    found: dict[str, dict[str, Any]] = {}
    for given in job.inputs:
        system, path = opened(given)
        infos = [info for info in _infos(system, path, given) if _kind(info.path)]
        if not infos:
            raise LintError(f"{given}: 没有找到语料文件（.parquet、.jsonl、.jsonl.gz）；请检查路径")
        scheme = given.partition("://")[0] + "://" if "://" in given else ""
        for info in infos:
            found[scheme + info.path] = {"path": scheme + info.path, "size": info.size, "changed": info.mtime_ns}
    return [found[path] for path in sorted(found)]


def _infos(system: Any, path: str, given: str) -> list[Any]:
    info = system.get_file_info(path)
    if info.type == fs.FileType.File:
        if not _kind(path):
            raise LintError(f"{given}: 不认识的后缀；语料文件应为 .parquet、.jsonl 或 .jsonl.gz")
        return [info]
    pattern = None
    if info.type == fs.FileType.NotFound:
        wild = _WILD.search(path)
        if not wild:
            return []
        base = path[: wild.start()].rpartition("/")[0]
        pattern = Glob(path[len(base) + 1 :] if "/" in path[len(base) + 1 :] else "./" + path[len(base) + 1 :], base)
        path = base
    selector = fs.FileSelector(path, recursive=True, allow_not_found=True)
    return [
        info
        for info in system.get_file_info(selector)
        if info.is_file
        and not any(name.startswith((".", "_")) for name in info.path[len(path) :].split("/"))
        and (pattern is None or pattern.matches(info.path))
    ]


def _kind(path: str) -> str:
    return "parquet" if _PARQUET.search(path) else "json" if _JSON.search(path) else ""


def is_packed(path: str) -> bool:
    """Whether a file of JSON lines is compressed, so that it can only be read from its beginning."""
    found = _JSON.search(path)
    return bool(found and found[1])


def cut(job: Job, files: list[dict[str, Any]]) -> tuple[list[Part], list[tuple[str, str]]]:
    """The parts of the files, and ``(path, reason)`` for each file that cannot be read at all."""
    parts: list[Part] = []
    faults: list[tuple[str, str]] = []
    for file in files:
        path = file["path"]
        if _kind(path) == "parquet":
            try:
                parts += _groups(job, path, len(parts))
            except (pa.ArrowException, OSError, ValueError) as error:
                faults.append((path, _reason(error)))
            continue
        size = file["size"]
        step = max(size, 1) if is_packed(path) else job.part_bytes
        parts += [
            Part(len(parts) + number, path, "json", start, min(start + step, size))
            for number, start in enumerate(range(0, size, step))
        ]
    return parts, faults


def _groups(job: Job, path: str, number: int) -> list[Part]:
    system, inner = opened(path)
    with system.open_input_file(inner) as file:
        data = pq.ParquetFile(file)
        names = data.schema_arrow.names
        if job.text not in names:
            raise ValueError(f"没有名为“{job.text}”的列；有：{'、'.join(names)}")
        parts: list[Part] = []
        first = 0
        for group in range(data.metadata.num_row_groups):
            meta = data.metadata.row_group(group)
            size = sum(
                meta.column(at).total_uncompressed_size
                for at in range(meta.num_columns)
                if meta.column(at).path_in_schema == job.text
            )
            pieces = max(1, size // job.part_bytes, -(-meta.num_rows // _ROWS))
            step = max(1, -(-meta.num_rows // pieces))
            for start in range(0, meta.num_rows, step):
                stop = min(start + step, meta.num_rows)
                parts.append(
                    Part(number + len(parts), path, "parquet", start, stop, group, first + start, stop - start)
                )
            first += meta.num_rows
        return parts


def _reason(error: Exception) -> str:
    """Why a file could not be read, in one line."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
