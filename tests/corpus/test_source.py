"""Which files are read, how they are cut, and what becomes of every row."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora import write_lines, write_parquet
from reportlint.core.finding import LintError
from reportlint.corpus.job import Job
from reportlint.corpus.reading import UNREADABLE, Record, records
from reportlint.corpus.source import cut, files_of

if TYPE_CHECKING:
    from pathlib import Path


def job(folder: Path, *inputs: str, **more: Any) -> Job:
    return Job(tuple(str(folder / name) for name in inputs), str(folder / "out"), **more)


def read(asked: Job) -> list[Record]:
    """Every record of every part."""
    parts, faults = cut(asked, files_of(asked))
    assert faults == []
    return [record for part in parts for record in records(asked, part, lambda: None)]


@pytest.mark.parametrize(
    ("inputs", "found"),
    [
        (["a.parquet"], ["a.parquet"]),
        (["."], ["a.parquet", "deep/b.jsonl", "deep/c.parquet"]),
        (["*.parquet"], ["a.parquet"]),
        (["**/*.parquet"], ["a.parquet", "deep/c.parquet"]),
        (["deep/?.jsonl"], ["deep/b.jsonl"]),
        (["deep", "deep/b.jsonl"], ["deep/b.jsonl", "deep/c.parquet"]),
    ],
    ids=" ".join,
)
def test_files(inputs: list[str], found: list[str], tmp_path: Path) -> None:
    for name in ("a.parquet", "deep/b.jsonl", "deep/c.parquet", "note.txt", "_hidden/d.parquet", ".e.parquet"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    files = files_of(job(tmp_path, *inputs))
    assert [file["path"] for file in files] == [f"{tmp_path}/{name}" for name in found]


@pytest.mark.parametrize(
    ("name", "told"),
    [("none.parquet", "没有找到语料文件"), ("*.jsonl", "没有找到语料文件"), ("a.txt", "不认识的后缀"), ("x://y", "打不开")],
)
def test_paths_that_give_nothing(name: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    given_path = name if "://" in name else str(tmp_path / name)
    with pytest.raises(LintError, match=told):
        files_of(Job((given_path,), str(tmp_path / "out")))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ({"text": "甲"}, None),
        ({"id": 7, "text": ""}, None),
        ({"text": None}, "null"),
        ({"text": 5}, "int"),
        ({"text": ["甲"]}, "list"),
        ({"id": "x"}, "没有“text”这个键"),
        (b"{bad", "不是有效的 JSON"),
        (b"[1]", "不是 JSON 对象"),
        (b'{"text": "\xff"}', "不是有效的 UTF-8"),
        (b'{"text": "\\ud800"}', "代理码位"),
        (b"[" * 100_000, "不是有效的 JSON"),
        ({"text": "甲" * 51}, "超过 --max-chars 50"),
        (b'{"text": "' + b"a" * 2_000_000 + b'"}', "一行超过"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_lines(line: Any, reason: str | None, tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", [{"id": "前", "text": "前"}, line, b"", {"text": "后"}])
    found = read(job(tmp_path, "a.jsonl", max_chars=50))
    assert [record.text for record in found[::2]] == ["前", "后"]
    assert found[0].id == "前"
    assert found[2].id.startswith("a.jsonl#")
    assert len(found) == 3
    fault = found[1].fault
    assert (fault is None) == (reason is None)
    assert reason is None or (fault is not None and reason in fault[1] and found[1].text is None)


@pytest.mark.parametrize(
    ("column", "texts"),
    [
        (pa.array(["甲", None, "乙"]), ["甲", None, "乙"]),
        (pa.array(["甲", "乙"], pa.large_string()), ["甲", "乙"]),
        (pa.array(["甲", "乙", "甲"]).dictionary_encode(), ["甲", "乙", "甲"]),
        (pa.array([b"\xe7\x94\xb2", b"\xff"], pa.binary()), ["甲", None]),
        (pa.Array.from_buffers(pa.string(), 1, [None, *pa.array([b"\xff"]).buffers()[1:]]), [None]),
        (pa.array([1, 2]), [None, None]),
    ],
    ids=["nulls", "large", "dictionary", "bytes", "wrong UTF-8", "numbers"],
)
def test_columns(column: Any, texts: list[str | None], tmp_path: Path) -> None:
    pq.write_table(pa.table({"content": column}), tmp_path / "a.parquet", store_schema=True)
    found = read(job(tmp_path, "a.parquet", text="content"))
    assert [record.text for record in found] == texts
    assert [record.id for record in found] == [f"a.parquet#{row}" for row in range(len(texts))]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text("青禾县ab ", max_size=30), max_size=30), st.integers(1, 400), st.integers(1, 7))
def test_parts_of_any_size_give_every_document_once(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], size: int, group: int
) -> None:
    folder = tmp_path_factory.mktemp("parts")
    made = [{"id": str(number), "text": text} for number, text in enumerate(texts)]
    write_lines(folder / "a.jsonl", [*made, b""])
    lines = read(job(folder, "a.jsonl", part_bytes=size))
    assert [(record.id, record.text) for record in lines] == [(row["id"], row["text"]) for row in made]
    if made:
        write_parquet(folder / "a.parquet", made, group)
        table = read(job(folder, "a.parquet", part_bytes=size))
        assert [(record.id, record.text) for record in table] == [(row["id"], row["text"]) for row in made]
        assert [record.position for record in table] == list(range(len(made)))


@pytest.mark.parametrize("suffix", ["jsonl.gz", "ndjson.gz", "json.gz"])
def test_packed_lines(suffix: str, tmp_path: Path) -> None:
    data = write_lines(tmp_path / "plain", [{"text": f"第{number}篇"} for number in range(200)]).read_bytes()
    (tmp_path / f"a.{suffix}").write_bytes(gzip.compress(data))
    found = read(job(tmp_path, f"a.{suffix}", part_bytes=50))
    assert [record.text for record in found] == [f"第{number}篇" for number in range(200)]


def test_packed_lines_that_break_off(tmp_path: Path) -> None:
    data = gzip.compress(b"".join(b'{"text": "%d"}\n' % number for number in range(9000)))
    (tmp_path / "a.jsonl.gz").write_bytes(data[: len(data) // 2])
    asked = job(tmp_path, "a.jsonl.gz")
    (part,), _ = cut(asked, files_of(asked))
    with pytest.raises(UNREADABLE):
        list(records(asked, part, lambda: None))


@pytest.mark.parametrize(
    ("data", "told"), [(b"PAR1 and nothing of the kind", "magic bytes"), (b"", "0 bytes"), (None, "没有名为“text”的列；有：body")]
)
def test_files_that_cannot_be_read_at_all(data: bytes | None, told: str, tmp_path: Path) -> None:
    if data is None:
        write_parquet(tmp_path / "a.parquet", [{"body": "甲"}])
    else:
        (tmp_path / "a.parquet").write_bytes(data)
    write_parquet(tmp_path / "b.parquet", [{"text": "甲"}])
    asked = job(tmp_path, ".")
    parts, faults = cut(asked, files_of(asked))
    assert [part.path for part in parts] == [f"{tmp_path}/b.parquet"]
    ((path, reason),) = faults
    assert path == f"{tmp_path}/a.parquet"
    assert told in reason
