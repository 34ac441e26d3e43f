"""Corpora that tests make, and the tables that a run over them left."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from reportlint.corpus.job import Job
from reportlint.corpus.part import Linting
from reportlint.corpus.source import cut, files_of
from reportlint.corpus.store import Store
from reportlint.corpus.verification import verify_chunk

if TYPE_CHECKING:
    from pathlib import Path

#: Paragraphs with a fault each, and clean ones.
MASKED = "全年实现生产总值XX亿元，同比增长**%，财政收入完成年初预算。"
ADVERT = "更多工作总结范文请加微信：gongwen2020，关注公众号“范文宝库”免费下载。"
PRIVATE = "联系人张某，身份证号11010519491231002X，住青禾县城关镇。"
CLEAN = (
    "我县坚持以项目建设为抓手，全年新开工重点项目三十二个，完成固定资产投资四十一亿元。",
    "青禾县深入推进农村人居环境整治，新建改建农村公路八十六公里，行政村全部通上了客车。",
    "全县义务教育学校标准化建设全面完成，新增公办幼儿园学位一千二百个，入园难问题得到缓解。",
    "持续优化营商环境，政务服务事项网上可办率达到百分之九十八，企业开办时间压缩至一天以内。",
    "青禾河流域综合治理工程主体完工，国控断面水质稳定达标，空气质量优良天数比例继续提高。",
)


def write_parquet(path: Path, rows: list[dict[str, Any]], group: int = 1000) -> Path:
    """A Parquet file of rows."""
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=group)
    return path


def write_lines(path: Path, rows: list[Any]) -> Path:
    """A file of JSON lines; bytes are written as they are."""
    lines = [row if isinstance(row, bytes) else json.dumps(row, ensure_ascii=False).encode() for row in rows]
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    return path


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    """All rows of a table, in the order of their contents."""
    files = sorted((folder / name).glob("*.parquet"))
    found = [row for file in files for row in pq.read_table(file).to_pylist()]
    return sorted(found, key=repr)


def tables(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """All tables of a run."""
    return {
        name: rows(folder, name) for name in ("documents", "findings", "errors", "cleaned", "pairs", "clusters")
    }


def linted(job: Job) -> dict[str, Any]:
    """Lint the parts of a job and look for near-duplicates, all in this process; counts by level."""
    from reportlint.corpus.finish import finish_part, nothing
    from reportlint.corpus.neighbours import find

    store = Store(job.output)
    parts, _ = cut(job, files_of(job))
    linting = Linting(job, store)
    for part in parts:
        linting.lint(part, {}, lambda row: None)

    def verify(level: str, chunks: int) -> None:
        for chunk in range(chunks):
            verify_chunk(job, store, level, chunk)

    found: dict[str, Any] = nothing()
    if job.levels:
        found |= find(job, store, [part.name for part in parts], verify)
    for part in parts:
        finish_part(store, part.name, found["copies"], found["shares"])
    counts: dict[str, Any] = found.get("counts", {})
    return counts


def many(count: int) -> list[dict[str, Any]]:
    """Documents of which every fourth is nearly the one before it, and some have faults."""
    made: list[dict[str, Any]] = []
    for number in range(count):
        if number % 4 == 3:
            text = made[-1]["text"].replace("全年", "今年")
        else:
            own = [
                f"第{number}号乡镇全年完成投资{number * 37 + place}万元，{CLEAN[(number + place) % 5]}" for place in range(3)
            ]
            text = "\n".join([*own, *([MASKED] if number % 5 == 0 else []), *([ADVERT] if number % 7 == 0 else [])])
        made.append({"id": f"r{number}", "text": text})
    return made
