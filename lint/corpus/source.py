"""Input files: which they are, the parts they are cut into, and the documents in a part."""

from __future__ import annotations

import io
import json
import os
import re
import zlib
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import fs

from ..core.finding import LintError
from ..core.globs import Glob
from .store import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from .job import Job

_JSON = re.compile(r"\.(?:jsonl|ndjson|json)(\.(?:gz|bz2|zst|lz4))?$", re.IGNORECASE)
_PARQUET = re.compile(r"\.(?:parquet|pq)$", re.IGNORECASE)
_WILD = re.compile(r"[*?\[]")
_BATCH = 64
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


@dataclass(frozen=True)
class Record:
    """One document as it was read: ``fault`` is ``(stage, reason)`` where there is no usable text."""

    row: int
    position: int
    id: str
    text: str | None
    fault: tuple[str, str] | None = None


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
        packed = _JSON.search(path)
        step = max(size, 1) if packed and packed[1] else job.part_bytes
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


def records(job: Job, part: Part, reading: Callable[[], None]) -> Iterator[Record]:
    """The documents of a part in order; ``reading`` is called before more is read.

    Raises OSError and pyarrow's errors where the file cannot be read on.
    """
    system, path = opened(part.path)
    if part.kind == "parquet":
        with system.open_input_file(path) as file:
            yield from _rows(job, part, pq.ParquetFile(file), reading)
    elif (packed := _JSON.search(path)) and packed[1]:
        with system.open_input_stream(path, compression="detect") as stream:
            yield from _lines(job, part, io.BufferedReader(stream), 1 << 62, reading)
    else:
        with system.open_input_file(path) as file:
            buffered = io.BufferedReader(file, 1 << 20)
            if part.start:
                buffered.seek(part.start - 1)
                _skip(buffered)
            yield from _lines(job, part, buffered, part.stop, reading)


def _rows(job: Job, part: Part, file: Any, reading: Callable[[], None]) -> Iterator[Record]:
    columns = [job.text, *([job.id] if job.id in file.schema_arrow.names else [])]
    reading()
    at = 0
    batches = file.iter_batches(_BATCH, row_groups=[part.group], columns=columns, use_threads=False)
    for batch in batches:
        low, high = max(part.start - at, 0), min(part.stop - at, len(batch))
        texts = _values(batch.column(job.text).slice(low, max(0, high - low)))
        ids = batch.column(job.id).slice(low).to_pylist() if len(columns) == 2 else []
        for index, value in enumerate(texts):
            row = at + low + index - part.start
            position = part.first + row
            name = _id(ids[index] if ids else None, part, position)
            yield Record(row, position, name, *_checked(job, value))
        at += len(batch)
        if at >= part.stop:
            break
        reading()


def _values(column: Any) -> list[Any]:
    """The column's values; strings as bytes, because not every writer checks that they are UTF-8."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_string(column.type):
        column = column.cast(pa.binary())
    elif pa.types.is_large_string(column.type):
        column = column.cast(pa.large_binary())
    values: list[Any] = column.to_pylist()
    return values


def _lines(
    job: Job, part: Part, stream: io.BufferedReader, stop: int, reading: Callable[[], None]
) -> Iterator[Record]:
    # JSON may write a character as 12 bytes, and other keys have their room.
    limit = job.max_chars * 12 + (1 << 20)
    row = 0
    packed = stop == 1 << 62
    position = 0 if packed else stream.tell()
    while position < stop:
        if row % _BATCH == 0:
            reading()
        line = stream.readline(limit)
        if not line:
            break
        size = len(line)
        whole = size < limit or line.endswith(b"\n")
        if not whole:
            size += _skip(stream)
        if line.strip():
            name = _id(None, part, position)
            if whole:
                yield _parsed(job, row, position, name, line)
            else:
                yield Record(row, position, name, None, ("size", f"一行超过 {limit} 字节"))
            row += 1
        position += size


def _skip(stream: io.BufferedReader) -> int:
    """Read on to the end of the line; how many bytes that took."""
    size = 0
    while True:
        piece = stream.readline(1 << 20)
        size += len(piece)
        if not piece or piece.endswith(b"\n"):
            return size


def _parsed(job: Job, row: int, position: int, name: str, line: bytes) -> Record:
    try:
        value = json.loads(line.decode("utf-8-sig" if position == 0 else "utf-8"))
    except UnicodeDecodeError:
        return Record(row, position, name, None, ("decode", "不是有效的 UTF-8"))
    except (ValueError, RecursionError):
        return Record(row, position, name, None, ("decode", "不是有效的 JSON"))
    if not isinstance(value, dict):
        return Record(row, position, name, None, ("decode", "这一行不是 JSON 对象"))
    identity = value.get(job.id)
    if identity is not None and not isinstance(identity, dict | list):
        name = _clean(str(identity))
    if job.text not in value:
        return Record(row, position, name, None, ("decode", f"没有“{job.text}”这个键"))
    return Record(row, position, name, *_checked(job, value[job.text]))


def _checked(job: Job, value: Any) -> tuple[str | None, tuple[str, str] | None]:
    """The text, or why there is none that can be linted."""
    if value is None:
        return None, ("decode", "正文为空值（null）")
    if isinstance(value, bytes):
        try:
            value = value.decode("utf-8")
        except UnicodeDecodeError as error:
            return None, ("decode", f"不是有效的 UTF-8（第 {error.start} 字节）")
    if not isinstance(value, str):
        return None, ("decode", f"正文不是字符串，而是 {type(value).__name__}")
    if len(value) > job.max_chars:
        return None, ("size", f"正文 {len(value)} 字，超过 --max-chars {job.max_chars}")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return None, ("decode", "含有单独的代理码位（U+D800–U+DFFF）")
    return value, None


def _id(value: Any, part: Part, position: int) -> str:
    if value is not None:
        return _clean(value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value))
    return f"{os.path.basename(part.path)}#{position}"


def _clean(name: str) -> str:
    """A name that any table can hold."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _reason(error: Exception) -> str:
    """Why a file could not be read, in one line."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


#: What reading a part may raise.
UNREADABLE = (pa.ArrowException, OSError, EOFError, zlib.error)
