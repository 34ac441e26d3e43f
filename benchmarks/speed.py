"""Start-up, throughput, scaling, memory and rivals of the command, as whole processes measured in turn.

    python benchmarks/speed.py FOLDER... [--runs 5] [--rivals] [--parts start throughput scaling]

Each FOLDER holds different ``*.txt`` documents of one kind, the first one reports (never one
text repeated: that hides how an engine behaves on varied text). Measured is the CPU time, user
and system, of the ``reportlint`` beside this interpreter, without results of earlier runs:

- reports of about 10 KB against ``python -I -c pass``, with the rule table as installed and with an empty cache;
- files of 10 to 50 KB from each folder, and 10 MB of the first as one file;
- 1.25, 2.5, 5 and 10 MB, and 1,000 files of 10 KB with one process and with two (elapsed time);
- the largest memory of a run over the 10 MB file.

``--rivals`` installs AutoCorrect (npm and PyPI) and zhlint into a temporary folder and runs them
on the same files in the same turns. Rules are those that are on by default, with and without
typos by statistics. Prints a table for docs/performance.md. Quote the ratios; absolute times
belong to the machine.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND = str(pathlib.Path(sys.executable).with_name("reportlint"))
LINT = [COMMAND, "--no-config", "--no-cache", "--fail-on", "never"]
WITHOUT = ["--ignore", "statistical-typo,statistical-typo-faint"]
# What a rival package without a command is called with.
PYTHON_RIVAL = """
import glob, sys, autocorrect_py
for path in sorted(glob.glob(sys.argv[1] + "/*.txt")) if not sys.argv[1].endswith(".txt") else sys.argv[1:]:
    autocorrect_py.lint_for(open(path, encoding="utf-8").read(), "text")
"""


def cpu(arguments: list[str], **environment: str) -> float:
    """Seconds of CPU time of one run, and of its children."""
    return measured(arguments, **environment)[0]


def measured(arguments: list[str], **environment: str) -> tuple[float, float, float]:
    """Seconds of CPU time and elapsed, and the largest memory in MiB, of one run and its children."""
    started = time.perf_counter()
    process = subprocess.Popen(
        arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **environment}
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{arguments[0]} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - started, usage.ru_maxrss / 1024


def texts_of(folder: pathlib.Path, megabytes: float) -> Iterator[bytes]:
    """Different documents from all over a folder, up to a size."""
    files = sorted(folder.rglob("*.txt"))
    size = 0
    for file in files[:: max(1, len(files) // 600)]:
        text = file.read_bytes()
        size += len(text)
        yield text
        if size >= megabytes * 1e6:
            return


def small_files(texts: list[bytes], count: int) -> list[bytes]:
    """Pieces of about 10 KB, whole lines, each different."""
    pieces: list[bytes] = []
    for text in texts:
        lines = text.splitlines(keepends=True)
        piece = b""
        for line in lines:
            piece += line
            if len(piece) > 10_000:
                pieces.append(piece)
                piece = b""
                if len(pieces) == count:
                    return pieces
    return pieces


def written(folder: pathlib.Path, texts: list[bytes]) -> pathlib.Path:
    """The folder, with each text as a file in it."""
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number:04}.txt").write_bytes(text)
    return folder


def rivals(folder: pathlib.Path) -> dict[str, list[str]]:
    """The commands of other linters, installed below a folder."""
    found: dict[str, list[str]] = {}
    node = folder / "node"
    node.mkdir()
    npm = shutil.which("npm")
    if npm:
        subprocess.run([npm, "install", "--silent", "--prefix", str(node), "autocorrect-node", "zhlint"], check=True)
        found["AutoCorrect (npm)"] = [str(node / "node_modules/.bin/autocorrect"), "--lint"]
        found["zhlint"] = [str(node / "node_modules/.bin/zhlint")]
    environment = folder / "python"
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    python = str(environment / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "-q", "autocorrect-py"], check=True)
    found["AutoCorrect (PyPI)"] = [python, "-c", PYTHON_RIVAL]
    return found


def middle(values: list[float]) -> float:
    """Their median."""
    return statistics.median(values)


def start_up(root: pathlib.Path, texts: list[bytes], options: argparse.Namespace) -> None:
    """Reports of 10 KB, another in each turn, against a bare interpreter."""
    bare = [sys.executable, "-I", "-c", "pass"]
    commands = {"one report of 10 KB": LINT, "the same without typos by statistics": [*LINT, *WITHOUT]}
    rows: dict[str, list[float]] = {name: [] for name in ("bare", "cold", *commands)}
    for number in range(max(15, options.runs)):
        small = root / f"small{number}.txt"
        small.write_text(texts[number % len(texts)].decode("utf-8")[:3400], "utf-8")
        cpu([*LINT, str(small)])
        rows["bare"].append(cpu(bare))
        for name, command in commands.items():
            rows[name].append(cpu([*command, str(small)]))
        with tempfile.TemporaryDirectory() as cache:
            rows["cold"].append(cpu([*LINT, str(small)], REPORTLINT_CACHE_DIR=cache))
    one = middle(rows["bare"])
    print(f"| `python -I -c pass` | {one * 1e3:.0f} ms |")
    for name in commands:
        print(f"| {name}, against that | {middle(rows[name]) / one:.1f} × |")
    cold = f"{middle(rows['cold']) / one:.1f} × (at most {max(rows['cold']) / one:.0f} ×: where a suspect needs the dictionary)"
    print(f"| one report of 10 KB, with an empty cache | {cold} |")


def throughput(root: pathlib.Path, kinds: dict[str, list[bytes]], options: argparse.Namespace) -> None:
    """Megabytes a second by kind of text, beside rivals in the same turns."""
    first = next(iter(kinds))
    places = {f"{name}, {len(texts)} files": written(root / name, texts) for name, texts in kinds.items()}
    whole = root / "whole.txt"
    whole.write_bytes(b"\n".join(kinds[first]))
    places[f"{first}, one file"] = whole
    sizes = {
        name: sum(file.stat().st_size for file in (place.glob("*.txt") if place.is_dir() else [place])) / 1e6
        for name, place in places.items()
    }
    commands = {"reportlint": [*LINT, *WITHOUT], "reportlint with typos by statistics": LINT}
    others = rivals(root) if options.rivals else {}
    commands |= others
    rows: dict[tuple[str, str], list[float]] = {}
    for turn in range(options.runs):
        for name, place in places.items():
            for who, command in commands.items():
                # zhlint reads no folder, and takes minutes over ten megabytes.
                if who == "zhlint" and (place.is_dir() or turn > 0):
                    continue
                target = [str(place)]
                if who == "zhlint":
                    target = [str(next(iter(sorted((root / first).glob("*.txt")))))]
                rows.setdefault((name, who), []).append(cpu([*command, *target]))
    for (name, who), values in rows.items():
        size = sizes[name]
        if who == "zhlint":
            size = min((root / first).glob("*.txt")).stat().st_size / 1e6
        ours = middle(rows[name, "reportlint"]) / sizes[name]
        took = middle(values) / size
        beside = "" if who == "reportlint" else f", reportlint is {took / ours:.1f} × as fast"
        print(f"| {name} ({size:.1f} MB), {who} | {1 / took:.1f} MB/s{beside} |")


def scaling(root: pathlib.Path, texts: list[bytes], options: argparse.Namespace) -> None:
    """By length, by processes, and the memory of one long file."""
    rows: dict[str, list[float]] = {}
    memory = 0.0
    for _ in range(options.runs):
        for part in (8, 4, 2, 1):
            some = texts[: max(1, len(texts) // part)]
            file = root / f"part{part}.txt"
            file.write_bytes(b"\n".join(some))
            took, _, most = measured([*LINT, str(file)])
            rows.setdefault(f"one file of {file.stat().st_size / 1e6:.1f} MB", []).append(took)
            memory = max(memory, most)
    for name, values in rows.items():
        print(f"| {name} | {middle(values):.2f} s |")
    print(f"| largest memory, one file of 10 MB | {memory:.0f} MiB |")
    many = written(root / "thousand", small_files(texts, 1000))
    elapsed: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(options.runs):
        for jobs, times in elapsed.items():
            times.append(measured([*LINT, "--jobs", str(jobs), str(many)])[1])
    count = len(list(many.iterdir()))
    ratio = middle([one / two for one, two in zip(elapsed[1], elapsed[2], strict=True)])
    print(f"| {count} files of 10 KB, two processes against one (elapsed) | {ratio:.2f} × |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, nargs="+")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--megabytes", type=float, default=10)
    parser.add_argument("--rivals", action="store_true")
    parser.add_argument("--parts", nargs="+", default=["start", "throughput", "scaling"], choices=("start", "throughput", "scaling"))
    options = parser.parse_args()
    kinds = {folder.name: list(texts_of(folder, options.megabytes)) for folder in options.folder}
    texts = next(iter(kinds.values()))
    print("| | |\n|---|---|")
    with tempfile.TemporaryDirectory() as name:
        root = pathlib.Path(name)
        if "start" in options.parts:
            # From all over the folder: neighbours are of one region.
            start_up(root, texts[:: max(1, len(texts) // 15)], options)
        if "throughput" in options.parts:
            throughput(root, kinds, options)
        if "scaling" in options.parts:
            scaling(root, texts, options)


if __name__ == "__main__":
    main()
