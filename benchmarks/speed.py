"""Start-up and throughput of the command, as whole processes, in turn with a bare interpreter.

    python benchmarks/speed.py FOLDER [--runs 11]

FOLDER holds different ``*.txt`` reports (never one text repeated: that hides how an
engine behaves on varied text). Measures CPU time (user and system) of the
``reportlint`` beside this interpreter: on one report of about 10 KB against
``python -I -c pass``, and on 10 MB of different reports as files and as one file.
Quote the ratios; absolute times belong to the machine.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

COMMAND = str(pathlib.Path(sys.executable).with_name("reportlint"))


def cpu(arguments: list[str]) -> float:
    """Seconds of CPU time of one run, and of its children."""
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--megabytes", type=float, default=10)
    options = parser.parse_args()
    files = sorted(options.folder.rglob("*.txt"))
    step = max(1, len(files) // 400)
    texts: list[bytes] = []
    size = 0
    for file in files[::step]:
        texts.append(file.read_bytes())
        size += len(texts[-1])
        if size >= options.megabytes * 1e6:
            break
    with tempfile.TemporaryDirectory() as name:
        root = pathlib.Path(name)
        many = root / "many"
        many.mkdir()
        for number, text in enumerate(texts):
            (many / f"{number:04}.txt").write_bytes(text)
        one = root / "one.txt"
        one.write_bytes(b"\n".join(texts))
        small = root / "small.txt"
        small.write_text(texts[0].decode("utf-8")[:3400], "utf-8")
        bare = [sys.executable, "-I", "-c", "pass"]
        lint = [COMMAND, "--no-config", "--no-cache", "--fail-on", "never"]
        cpu([*lint, str(small)])  # the rule table is warm from here on
        rows: dict[str, list[float]] = {"bare": [], "small": [], "many": [], "one": []}
        for _ in range(options.runs):
            rows["bare"].append(cpu(bare))
            rows["small"].append(cpu([*lint, str(small)]))
        for _ in range(max(3, options.runs // 3)):
            rows["many"].append(cpu([*lint, str(many)]))
            rows["one"].append(cpu([*lint, str(one)]))
        middle = {key: statistics.median(values) for key, values in rows.items()}
        start = middle["small"]
        print(f"bare interpreter      {middle['bare'] * 1e3:8.1f} ms")
        print(f"one 10 KB report      {start * 1e3:8.1f} ms = {start / middle['bare']:.1f} x bare")
        for key, label in (("many", f"{len(texts)} reports"), ("one", "one file")):
            net = middle[key] - start
            print(
                f"{size / 1e6:.1f} MB as {label:12} {middle[key]:6.2f} s "
                f"= {size / 1e6 / middle[key]:.1f} MB/s, {size / 1e6 / net:.1f} without start-up"
            )


if __name__ == "__main__":
    main()
