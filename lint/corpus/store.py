"""The output folder: files that are written whole or not at all, and the record of what is done.

A file is written under another name and then renamed; a part's tables come
first and its marker last, so a part without a marker is made again and a part
with one is never touched. Names depend on the part alone: what is made again
takes the place of what a killed run left.
"""

from __future__ import annotations

import contextlib
import json
import os
import uuid
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import fs

from ..core.finding import LintError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

WORK = "_work"
MANIFEST = "manifest.json"
SUMMARY = "summary.json"


def opened(uri: str) -> tuple[Any, str]:
    """The file system and the path in it of a URI or a local path. Raises LintError."""
    if "://" not in uri:
        return fs.LocalFileSystem(), os.path.abspath(uri).replace(os.sep, "/")
    try:
        system, path = fs.FileSystem.from_uri(uri)
    except (ValueError, OSError, NotImplementedError) as error:
        raise LintError(f"{uri}: 打不开这个地址：{error}") from None
    return system, path


class Store:
    """The output folder of a job."""

    def __init__(self, uri: str) -> None:
        self.uri = uri
        self.files, self.root = opened(uri)
        self._made: set[str] = set()

    @property
    def local(self) -> bool:
        """Whether the folder is on this machine's disk."""
        return isinstance(self.files, fs.LocalFileSystem)

    def path(self, *names: str) -> str:
        """The path of a file in the folder."""
        return "/".join((self.root, *names))

    def exists(self, *names: str) -> bool:
        """Whether there is such a file or folder."""
        return bool(self.files.get_file_info(self.path(*names)).type != fs.FileType.NotFound)

    def names(self, *folder: str) -> list[str]:
        """The names of the files in a folder, sorted; none where it is absent."""
        selector = fs.FileSelector(self.path(*folder), allow_not_found=True)
        return sorted(info.base_name for info in self.files.get_file_info(selector) if info.is_file)

    def write(self, data: bytes, *names: str) -> None:
        """Write bytes into a file, whole or not at all."""
        with self._replacing(names) as temporary, self.files.open_output_stream(temporary) as stream:
            stream.write(data)

    def write_table(self, table: Any, *names: str) -> None:
        """Write a Parquet file, whole or not at all."""
        with self._replacing(names) as temporary:
            pq.write_table(table, temporary, filesystem=self.files, compression="zstd")

    def write_arrow(self, table: Any, *names: str) -> None:
        """Write an Arrow file, uncompressed, so that single rows can be read from the disk."""
        with (
            self._replacing(names) as temporary,
            self.files.open_output_stream(temporary) as stream,
            pa.ipc.new_file(stream, table.schema) as writer,
        ):
            writer.write_table(table)

    @contextlib.contextmanager
    def _replacing(self, names: tuple[str, ...]) -> Iterator[str]:
        for folder in (self.path(WORK, "temporary"), self.path(*names[:-1])):
            if folder not in self._made:
                self.files.create_dir(folder, recursive=True)
                self._made.add(folder)
        temporary = self.path(WORK, "temporary", f"{uuid.uuid4().hex}-{names[-1]}")
        try:
            yield temporary
            self.files.move(temporary, self.path(*names))
        except BaseException:
            with contextlib.suppress(OSError):
                self.files.delete_file(temporary)
            raise

    def read(self, *names: str) -> bytes:
        """The bytes of a file. Raises OSError."""
        with self.files.open_input_stream(self.path(*names)) as stream:
            data: bytes = stream.read()
        return data

    def table(self, *names: str, columns: list[str] | None = None) -> Any:
        """A Parquet file as a table."""
        with self.files.open_input_file(self.path(*names)) as file:
            return pq.read_table(file, columns=columns, use_threads=False)

    def rows(self, *names: str) -> int:
        """How many rows a Parquet file says it has."""
        with self.files.open_input_file(self.path(*names)) as file:
            return int(pq.read_metadata(file).num_rows)

    def mapped(self, *names: str) -> Any:
        """An Arrow file as a table; on this machine's disk nothing is read before it is used."""
        if self.local:
            return pa.ipc.open_file(pa.memory_map(self.path(*names))).read_all()
        with self.files.open_input_file(self.path(*names)) as file:
            return pa.ipc.open_file(file).read_all()

    def remove(self, *names: str) -> None:
        """Remove a file or a folder with all that is in it, where there is one."""
        path = self.path(*names)
        kind = self.files.get_file_info(path).type
        if kind == fs.FileType.Directory:
            self.files.delete_dir(path)
            self._made = {folder for folder in self._made if not folder.startswith(path)}
        elif kind == fs.FileType.File:
            self.files.delete_file(path)

    def commit(self, counts: dict[str, Any], stage: str, name: str) -> None:
        """Say that a piece of work is done and what it counted."""
        self.write(json.dumps(counts, ensure_ascii=False).encode(), WORK, "done", stage, f"{name}.json")

    def committed(self, stage: str, name: str) -> dict[str, Any] | None:
        """What a piece of work counted, None where it is not done."""
        if not self.exists(WORK, "done", stage, f"{name}.json"):
            return None
        found: dict[str, Any] = json.loads(self.read(WORK, "done", stage, f"{name}.json"))
        return found

    def done(self, stage: str) -> set[str]:
        """The names of the pieces of work that are done."""
        return {name.removesuffix(".json") for name in self.names(WORK, "done", stage)}


@contextlib.contextmanager
def alone(store: Store) -> Iterator[None]:
    """Keep a second run out of a folder on this machine. Raises LintError where one is at work."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    if not store.local:
        yield
        return
    os.makedirs(store.path(WORK), exist_ok=True)
    with open(store.path(WORK, "lock"), "w", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise LintError(f"{store.uri}: 另一个 reportlint corpus 正在写这个文件夹") from None
        yield
