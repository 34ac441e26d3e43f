"""Findings of the rules over a folder of texts: the figures, and every hit with its context.

    python benchmarks/hits.py FOLDER [--split SPLIT.tsv --part tune] [--rules id,id|category]
                              [--out hits.tsv] [--sample 40]

FOLDER holds ``*.txt``. Prints, for each rule, its hits, hits a million
characters and documents hit; with ``--sample N`` also N hits of each rule spread over
the documents. Texts never go into the project, only figures do.
"""

from __future__ import annotations

import argparse
import collections
import pathlib
import random
import sys
import time

from reportlint.api import Linter
from reportlint.engine import Choice, lint
from reportlint.readers import reader


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--split", type=pathlib.Path)
    parser.add_argument("--part", default="")
    parser.add_argument("--rules", default="")
    parser.add_argument("--out", type=pathlib.Path)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--context", type=int, default=25)
    parser.add_argument("--all", action="store_true", help="rules that are off by default too")
    options = parser.parse_args()
    files = sorted(options.folder.rglob("*.txt"))
    if options.split:
        rows = [line.split("\t") for line in options.split.read_text("utf-8").splitlines()[1:]]
        wanted = {name for name, part in rows if part in options.part.split(",")}
        files = [file for file in files if file.name in wanted]
    rules = Linter().rules()
    chosen = {name for name in options.rules.split(",") if name}
    active = [
        bool({rule.id, rule.category} & chosen) if chosen else rule.enabled or options.all
        for rule in rules.rules
    ]
    choice = Choice(active, [rule.severity for rule in rules.rules])
    hits: dict[str, list[tuple[str, int, str, str, str]]] = collections.defaultdict(list)
    characters = size = 0
    clock = time.process_time()
    for file in files:
        data = file.read_bytes()
        document = reader(".txt").read(data, file.name)
        characters += len(document.text)
        size += len(data)
        findings, failures = lint(document, rules, choice)
        for failure in failures:
            print(failure.path, failure.message, file=sys.stderr)
        for finding in findings:
            start, end = finding.span
            text = document.text
            before = text[max(0, start - options.context) : start].replace("\n", "⏎")
            after = text[end : end + options.context].replace("\n", "⏎")
            excerpt = text[start:end].replace("\n", "⏎")
            shown = f"{before}⟦{excerpt}⟧{after}"
            hits[finding.rule].append((file.name, start, finding.severity, shown, finding.message))
    seconds = time.process_time() - clock
    print(
        f"{len(files)} files, {characters / 1e6:.2f} M characters, {size / 1e6:.1f} MB, "
        f"{seconds:.1f} s, {size / 1e6 / max(seconds, 1e-9):.1f} MB/s"
    )
    by_severity: collections.Counter[str] = collections.Counter()
    for rule_id in sorted(hits, key=lambda name: -len(hits[name])):
        found = hits[rule_id]
        for hit in found:
            by_severity[hit[2]] += 1
        documents = len({hit[0] for hit in found})
        severities = ",".join(sorted({hit[2] for hit in found}))
        print(
            f"{rule_id:28} {severities:14} {len(found):6} hits {len(found) * 1e6 / characters:8.2f} /M "
            f"{len(found) * 1e4 / characters:7.3f} /10k {documents:5} documents"
        )
    for severity, count in sorted(by_severity.items()):
        print(f"{severity:8} {count:6} {count * 1e4 / characters:7.3f} /10k")
    if options.sample:
        chance = random.Random(1)
        for rule_id, found in sorted(hits.items()):
            print(f"\n== {rule_id}")
            for hit in sorted(chance.sample(found, min(options.sample, len(found)))):
                print(f"{hit[0]}:{hit[1]} {hit[3]}  -- {hit[4]}")
    if options.out:
        with options.out.open("w", encoding="utf-8") as out:
            for rule_id, found in sorted(hits.items()):
                for hit in found:
                    out.write("\t".join((rule_id, *map(str, hit))) + "\n")


if __name__ == "__main__":
    main()
