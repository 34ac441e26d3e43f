"""The documents in a part, and what is wrong with those that cannot be linted."""

from __future__ import annotations

import io
import json
import os
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from .source import is_packed
from .store import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from .job import Job
    from .source import Part

_BATCH = 64


@dataclass(frozen=True)
class Record:
    """One document as it was read: ``fault`` is ``(stage, reason)`` where there is no usable text."""

    row: int
    position: int
    id: str
    text: str | None
    fault: tuple[str, str] | None = None


def records(job: Job, part: Part, reading: Callable[[], None]) -> Iterator[Record]:
    """The documents of a part in order; ``reading`` is called before more is read.

    Raises OSError and pyarrow's errors where the file cannot be read on.
    """
    system, path = opened(part.path)
    if part.kind == "parquet":
        with system.open_input_file(path) as file:
            yield from _rows(job, part, pq.ParquetFile(file), reading)
    elif is_packed(path):
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


#: What reading a part may raise.
UNREADABLE = (pa.ArrowException, OSError, EOFError, zlib.error)
