"""Corpus mode on documents with planted near-duplicates: recall, precision, equality of engines, cost.

    python benchmarks/corpus.py FOLDER [--documents 100000] [--pairs 5000] [--engines embedded,spark]

Documents of two to four paragraphs are made from the paragraphs of the ``*.txt`` reports in FOLDER. Into
them go PAIRS pairs of documents and as many of paragraphs, where one is the other after edits as people
make them (figures changed, words replaced, a sentence left out, paragraphs in another order), all at or
above the threshold by exact Jaccard similarity. Recall is counted over these pairs. Every pair that the run
reports is checked again from the texts, by code that shares nothing with the linter: that is precision.
"""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

COMMAND = str(pathlib.Path(sys.executable).with_name("reportlint"))
THRESHOLD = 0.7
TABLES = {
    "documents": ["doc"],
    "findings": ["doc", "start", "end", "rule"],
    "errors": ["source", "position"],
    "pairs": ["level", "kind", "doc", "paragraph", "other_doc", "other_paragraph"],
    "clusters": ["level", "cluster", "doc", "paragraph"],
}
_BARE = re.compile(r"[\W_]+")
_NARROW = {code: chr(code - 0xFEE0) for code in map(ord, "０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ")}
_NARROW |= {code + 32: chr(code + 32 - 0xFEE0) for code in map(ord, "ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ")}


def shingles(text: str) -> set[str]:
    """Runs of five characters within paragraphs, counted naively."""
    found: set[str] = set()
    for line in re.split("[\r\n]+", text):
        bare = _BARE.sub("", line.translate(_NARROW)).lower()
        found |= {bare[at : at + 5] for at in range(len(bare) - 4)}
    return found


def jaccard(one: str, other: str) -> float:
    a, b = shingles(one), shingles(other)
    return len(a & b) / len(a | b) if a | b else 0.0


def containment(one: str, other: str) -> float:
    a, b = shingles(one), shingles(other)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def revised(text: str, dice: random.Random) -> str:
    """The text after one to four edits."""
    for _ in range(dice.randint(1, 4)):
        edit = dice.randrange(4)
        if edit == 0:
            text = re.sub(r"\d+", lambda m: str(dice.randrange(10 ** len(m[0]))) if dice.random() < 0.5 else m[0], text)
        elif edit == 1:
            at = dice.randrange(len(text))
            text = text[:at] + "进一步" + text[at + dice.randrange(3) :]
        elif edit == 2:
            sentences = re.split("(?<=[。；])", text)
            if len(sentences) > 5:
                del sentences[dice.randrange(len(sentences))]
            text = "".join(sentences)
        else:
            lines = text.split("\n")
            dice.shuffle(lines)
            text = "\n".join(lines)
    return text


def planted(text: str, dice: random.Random) -> str:
    """Another text that is a near-duplicate, and not an equal one."""
    while True:
        other = revised(text, dice)
        if other != text and THRESHOLD <= jaccard(text, other) < 1:
            return other


def make(folder: pathlib.Path, target: pathlib.Path, documents: int, pairs: int) -> dict[str, list[tuple[str, str]]]:
    """Write the corpus as ten Parquet files; the planted pairs of names by level."""
    dice = random.Random(20)
    lines = []
    for file in sorted(folder.rglob("*.txt")):
        lines += [line.strip() for line in re.split("[\r\n]+", file.read_text("utf-8")) if 60 <= len(line) <= 400]
    dice.shuffle(lines)
    texts = []
    at = 0
    for _ in range(documents - pairs):
        size = dice.randint(2, 4)
        texts.append("\n".join(lines[(at + step) % len(lines)] for step in range(size)))
        at += size
    names = [f"d{number:06}" for number in range(documents)]
    known: dict[str, list[tuple[str, str]]] = {"document": [], "paragraph": []}
    originals = dice.sample(range(len(texts)), pairs)
    for original in originals:
        known["document"].append((names[original], names[len(texts)]))
        texts.append(planted(texts[original], dice))
    # A paragraph of one document, revised, at the end of another that is nobody's copy.
    free = sorted(set(range(documents - pairs)) - set(originals))
    chosen = dice.sample(free, 2 * pairs)
    for one, other in zip(chosen[:pairs], chosen[pairs:], strict=True):
        paragraph = texts[one].split("\n")[0]
        texts[other] += "\n" + planted(paragraph, dice)
        known["paragraph"].append((names[one], names[other]))
    order = list(range(documents))
    dice.shuffle(order)
    step = -(-documents // 10)
    for number in range(10):
        rows = order[number * step : (number + 1) * step]
        table = pa.table({"id": [names[row] for row in rows], "text": [texts[row] for row in rows]})
        pq.write_table(table, target / f"{number}.parquet")
    return known


def run(engine: str, source: pathlib.Path, target: pathlib.Path, more: list[str]) -> tuple[float, float]:
    """Run the command; wall and CPU seconds, those of its children included."""
    arguments = [COMMAND, "corpus", str(source), "-o", str(target), "--engine", engine, "--fail-on", "never", *more]
    start = time.monotonic()
    process = subprocess.Popen(arguments)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 2):
        sys.exit(f"{engine}: status {process.returncode}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime


def table(folder: pathlib.Path, name: str) -> Any:
    """A table of a run, its rows in the order of their keys."""
    files = sorted((folder / name).glob("*.parquet"))
    whole = pa.concat_tables([pq.read_table(file) for file in files])
    return whole.sort_by([(key, "ascending") for key in TABLES[name]]).combine_chunks()


def judge(source: pathlib.Path, target: pathlib.Path, known: dict[str, list[tuple[str, str]]]) -> None:
    """Print recall over the planted pairs and precision of the reported ones."""
    texts: dict[str, str] = {}
    for file in sorted(source.glob("*.parquet")):
        read = pq.read_table(file)
        texts |= dict(zip(read.column("id").to_pylist(), read.column("text").to_pylist(), strict=True))
    documents = table(target, "documents")
    names = dict(zip(documents.column("doc").to_pylist(), documents.column("id").to_pylist(), strict=True))
    members: dict[tuple[str, int], set[str]] = {}
    for row in table(target, "clusters").to_pylist():
        members.setdefault((row["level"], row["cluster"]), set()).add(names[row["doc"]])
    together: dict[tuple[str, str], set[int]] = {}
    for (level, cluster), inside in members.items():
        for name in inside:
            together.setdefault((level, name), set()).add(cluster)
    pairs = table(target, "pairs").to_pylist()
    direct = {
        (row["level"], frozenset((names[row["doc"]], names[row["other_doc"]]))) for row in pairs
    }
    for level, wanted in known.items():
        found = sum(bool(together.get((level, a), set()) & together.get((level, b), set())) for a, b in wanted)
        paired = sum((level, frozenset(pair)) in direct for pair in wanted)
        print(f"{level}: planted {len(wanted)}, recall by cluster {found / len(wanted):.4f}, by direct pair {paired / len(wanted):.4f}")
    right: dict[str, list[bool]] = {}
    for row in pairs:
        one, other = texts[names[row["doc"]]], texts[names[row["other_doc"]]]
        if row["level"] == "paragraph":
            one, other = _lines(one)[row["paragraph"]], _lines(other)[row["other_paragraph"]]
        if row["kind"] == "contained":
            fine = abs(containment(one, other) - row["containment"]) < 1e-12 and row["containment"] >= 0.8
        else:
            value = jaccard(one, other)
            fine = abs(value - row["jaccard"]) < 1e-12 and value >= THRESHOLD
        right.setdefault(f"{row['level']} {row['kind']}", []).append(fine)
    for kind, fine_ones in sorted(right.items()):
        print(f"{kind}: {len(fine_ones)} pairs, precision {sum(fine_ones) / len(fine_ones):.4f}")


def _lines(text: str) -> list[str]:
    return [line for line in re.split("[\r\n]+", text) if _BARE.sub("", line)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--pairs", type=int, default=5_000)
    parser.add_argument("--engines", default="embedded,spark")
    parser.add_argument("--master", default="local[2,4]")
    parser.add_argument("--work", type=pathlib.Path, help="Folder for corpus and results, kept; results there are used again.")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = options.work or pathlib.Path(name)
        source = work / "source"
        if not (work / "known.json").exists():
            source.mkdir(parents=True)
            made = make(options.folder, source, options.documents, options.pairs)
            (work / "known.json").write_text(json.dumps(made), "utf-8")
        known = json.loads((work / "known.json").read_text("utf-8"))
        engines = options.engines.split(",")
        for engine in engines:
            more = ["--part-mb", "2", *(["--master", options.master] if engine == "spark" else ["--jobs", "2"])]
            if not (work / engine / "summary.json").exists():
                wall, cpu = run(engine, source, work / engine, more)
                print(f"{engine}: {options.documents} documents in {wall:.0f} s, {cpu:.0f} s of CPU in waited-for processes")
            summary = json.loads((work / engine / "summary.json").read_text("utf-8"))
            print(f"{engine}: {json.dumps(summary['near'])}")
            assert all(check["ok"] for check in summary["checks"])
        judge(source, work / engines[0], known)
        for other in engines[1:]:
            for name in TABLES:
                same = table(work / engines[0], name).equals(table(work / other, name))
                print(f"{name}: {engines[0]} and {other} {'give the same table' if same else 'DIFFER'}")


if __name__ == "__main__":
    main()
