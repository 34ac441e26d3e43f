"""Recall and false alarms of typos found by statistics.

    python benchmarks/typos.py clean FOLDER [--out hits.tsv] [--step N]
    python benchmarks/typos.py injected FOLDER [--every 400] [--even] [--step N]
    python benchmarks/typos.py pairs FILE.tsv [--held] [--step N]
    python benchmarks/typos.py labels FOLDER
    python benchmarks/typos.py speed FOLDER
    python benchmarks/typos.py picture FILE.json OUT.svg

``clean`` counts alarms on published reports, by region (the part of a file's
name before the first "-") and level. ``injected`` puts faults into them and
says which kinds are found, of those in places that the rules read; with
``--even`` a hanzi is taken for any that is alike, however rare that one is. ``pairs`` reads ``wrong⇥right`` lines of equal length
and counts by character; ``--held`` takes those whose right sentence was not
used in training. ``labels`` goes through labelled reports. Each prints a line
of JSON at the end, from which ``picture`` draws recall against false alarms.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import json
import pathlib
import sys
import time
from typing import TYPE_CHECKING

import numpy as np

from reportlint.api import Linter, Options
from reportlint.readers.txt import read
from reportlint.text.reading import Reading
from reportlint.text.zones import covers
from reportlint.typo import loading
from reportlint.typo import model as models
from reportlint.typo.candidates import MARGIN, PAIR, SUBSTITUTE
from reportlint.typo.detector import Detector
from reportlint.typo.symbols import padded

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
from training.calibration import SKIPPED, alarms
from training.injection import Injector

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

RULES = ("statistical-typo", "statistical-typo-faint")
MIXED = {"same": 0.40, "near": 0.13, "shape": 0.22, "pair": 0.25}


def held(right: str) -> bool:
    """Whether a pair with this right sentence is kept out of training."""
    return bool(hashlib.sha256(right.encode()).digest()[0] & 1)


def pairs_of(path: pathlib.Path, only_held: bool, step: int = 1) -> Iterator[tuple[str, str]]:
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    rows = [row for row in rows if len(row) > 1 and len(row[0]) == len(row[1])]
    if only_held:
        rows = [row for row in rows if held(row[1])]
    for row in rows[::step]:
        yield row[0], row[1]


def reports(folder: pathlib.Path, step: int) -> list[pathlib.Path]:
    return sorted(folder.glob("*.txt"))[::step]


def clean(options: argparse.Namespace) -> dict[str, Any]:
    linter = Linter(Options(use_config=False, select=RULES))
    by_region: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    total: collections.Counter[str] = collections.Counter()
    rows = []
    files = reports(options.path, options.step)
    for file in files:
        text = file.read_text("utf-8")
        region = file.stem.split("-")[0]
        by_region[region]["characters"] += len(text)
        total["characters"] += len(text)
        for finding in linter.check_text(text, file.name).findings:
            by_region[region][finding.rule] += 1
            total[finding.rule] += 1
            start, end = finding.span.start, finding.span.end
            around = text[max(0, start - 20) : start] + "⟦" + text[start:end] + "⟧" + text[end : end + 20]
            rows.append((finding.rule, file.name, str(start), around.replace("\n", "⏎"), finding.message))
    if options.out:
        options.out.write_text("".join("\t".join(row) + "\n" for row in rows), "utf-8")
    for region, counts in sorted(by_region.items(), key=lambda item: -item[1][RULES[0]]):
        print(f"{region}\t{counts['characters']}\t{counts[RULES[0]]}\t{counts[RULES[1]]}")
    size = total["characters"] / 10000
    print(f"{len(files)} reports, {total['characters']} characters")
    return {rule: round(total[rule] / size, 3) for rule in RULES} | {"reports": len(files)}


def injected(options: argparse.Namespace) -> dict[str, Any]:
    pure = Detector(models.read(models.shipped()))
    reader = loading.detector()
    injector = Injector(pure.model, pure.proposer, 11, options.even)
    limits = dict(reader.thresholds)
    found: dict[str, list[float]] = collections.defaultdict(list)
    unread = 0
    for file in reports(options.path, options.step):
        line, faults = injector.spoil(padded(pure.alphabet.encode(file.read_text("utf-8"))[0], MARGIN), options.every)
        # A character a symbol: their places are the same.
        text = pure.alphabet.decode(line[MARGIN:-MARGIN])
        page = Reading(read(text.encode("utf-8"), "text.txt", ""))
        raised = alarms(reader, text)
        for place, length, _, kind, _ in faults:
            at = place - MARGIN
            if hidden(page, at, at + max(1, length)):
                unread += 1
                continue
            # Of a word written twice, taking out either mends it.
            reach = 2 * length if kind.startswith("double") else length
            found[kind].append(max((score for score, start, _ in raised if at - reach - 1 <= start <= at + reach), default=-99.0))
    table: dict[str, Any] = {"in quotations, titles, addresses": unread}
    for kind, values in sorted(found.items()):
        row = {rate: round(float((np.array(values) >= limit).mean()), 3) for rate, limit in limits.items()}
        table[kind] = {"made": len(values), **row}
        print(kind, table[kind])
    single = np.array([v for kind in ("same", "near", "shape", "pair") for v in found.get(kind, [])])
    table["substitutions"] = {rate: round(float((single >= limit).mean()), 3) for rate, limit in limits.items()}
    # Other shares of the four kinds.
    table["substitutions, mixed 40:13:22:25"] = {
        rate: round(sum(share * float((np.array(found[kind]) >= limit).mean()) for kind, share in MIXED.items()), 3)
        for rate, limit in limits.items()
    }
    return table


def hidden(page: Reading, start: int, end: int) -> bool:
    """Whether the rules leave a place alone."""
    for here in page.paragraphs:
        inside = here.within(start, end)
        if inside:
            return covers(page.zones(here), *inside, SKIPPED)
    return False


def pairs(options: argparse.Namespace) -> dict[str, Any]:
    detector = Detector(models.read(models.shipped()))
    good: list[float] = []
    bad: list[float] = []
    wrong = characters = 0
    for text, right in pairs_of(options.path, options.held, options.step):
        places = {at for at, (one, other) in enumerate(zip(text, right, strict=True)) if one != other}
        wrong += len(places)
        characters += len(text)
        for _, sighting in detector.read([text]):
            alarm, score = sighting.alarm, sighting.score
            if alarm.kind in (SUBSTITUTE, PAIR):
                for at, new in zip(range(alarm.start, alarm.end), alarm.right, strict=False):
                    if new != text[at]:
                        (good if at in places else bad).append(score)
            elif not places & set(range(alarm.start - 1, alarm.end + 1)):
                bad.append(score)
    table: dict[str, Any] = {"wrong": wrong, "characters": characters}
    for rate, limit in detector.thresholds:
        hits, misses = sum(score >= limit for score in good), sum(score >= limit for score in bad)
        table[str(rate)] = {
            "precision": round(hits / max(1, hits + misses), 3),
            "recall": round(hits / max(1, wrong), 3),
            "false": misses,
            "false_per_10000": round(misses / characters * 10000, 2),
        }
        print(rate, table[str(rate)])
    return table


def labels(options: argparse.Namespace) -> dict[str, Any]:
    linter = Linter(Options(use_config=False, min_severity="info"))
    seen = {}
    for line in (options.path / "labels.tsv").read_text("utf-8").splitlines():
        row = line.split("\t")
        if line.startswith("#") or len(row) < 3 or row[1] != "typo":
            continue
        context = row[2]
        head, rest = context.split("⟦")
        middle, tail = rest.split("⟧")
        file = next(file for file in sorted(options.path.glob("*.txt")) if file.stem.startswith(row[0]))
        text = file.read_text("utf-8")
        start = text.index(head + middle + tail) + len(head)
        report = linter.check_text(text, file.name)
        by = sorted({f.rule for f in report.findings if f.span.start <= start + len(middle) and f.span.end >= start and f.category in ("typo", "duplicate", "term")})
        seen[f"{row[0]} {context}"] = by
        print(row[0], context, ",".join(by) or "missed")
    return {"found": sum(bool(by) for by in seen.values()), "labelled": len(seen)}


def speed(options: argparse.Namespace) -> dict[str, Any]:
    texts = [file.read_text("utf-8") for file in reports(options.path, options.step)]
    size = sum(len(text.encode()) for text in texts)
    detector = Detector(models.read(models.shipped()))
    detector.read([texts[0]])
    clock = time.process_time()
    for text in texts:
        detector.read(text.split("\n"))
    alone = time.process_time() - clock
    seconds = {}
    for name, ignore in (("with", ()), ("without", RULES)):
        linter = Linter(Options(use_config=False, ignore=ignore))
        linter.check_text(texts[0])
        clock = time.process_time()
        for text in texts:
            linter.check_text(text)
        seconds[name] = time.process_time() - clock
    return {"megabytes": round(size / 1e6, 1), "alone": round(size / alone / 1e6, 2)} | {
        name: round(size / value / 1e6, 2) for name, value in seconds.items()
    }


def picture(options: argparse.Namespace) -> dict[str, Any]:
    """Curves of recall against false alarms, as SVG: {"name": {"0.1": recall, …}, …}."""
    curves = json.loads(options.path.read_text("utf-8"))
    left, top, width, height = 60, 30, 520, 300
    rates = sorted({float(rate) for curve in curves.values() for rate in curve})
    low, high = np.log(rates[0]), np.log(rates[-1])

    def x(rate: float) -> float:
        return float(left + (np.log(rate) - low) / (high - low) * width)

    def y(recall: float) -> float:
        return top + (1 - recall) * height

    colours = ("#b40426", "#3b4cc0", "#2a9d4a", "#c77c11", "#7b3fa0", "#555555", "#008b8b")
    out = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 390" font-family="sans-serif" font-size="12">',
        '<rect width="800" height="390" fill="white"/>',
    ]
    for step in range(0, 11, 2):
        out.append(f'<path d="M{left} {y(step / 10):.1f}H{left + width}" stroke="#ddd"/><text x="{left - 8}" y="{y(step / 10) + 4:.1f}" text-anchor="end">{step / 10}</text>')
    for rate in rates:
        out.append(f'<path d="M{x(rate):.1f} {top}V{top + height}" stroke="#ddd"/><text x="{x(rate):.1f}" y="{top + height + 16}" text-anchor="middle">{rate:g}</text>')
    for colour, (name, curve) in zip(colours, curves.items(), strict=False):
        points = sorted((float(rate), recall) for rate, recall in curve.items())
        path = "L".join(f"{x(rate):.1f} {y(recall):.1f}" for rate, recall in points)
        out.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out.append(f'<text x="{left + width + 8}" y="{y(points[-1][1]) + 4:.1f}" fill="{colour}">{name}</text>')
    out.append(f'<text x="{left + width / 2}" y="{top + height + 40}" text-anchor="middle">false alarms in 10,000 characters of published reports</text>')
    out.append(f'<text x="16" y="{top + height / 2}" transform="rotate(-90 16 {top + height / 2})" text-anchor="middle">recall</text></svg>')
    options.out.write_text("\n".join(out) + "\n", "utf-8")
    return {"curves": len(curves)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("clean", "injected", "pairs", "labels", "speed", "picture"))
    parser.add_argument("path", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path, nargs="?")
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--even", action="store_true")
    parser.add_argument("--step", type=int, default=1)
    parser.add_argument("--every", type=float, default=400)
    options = parser.parse_args()
    print(json.dumps(globals()[options.command](options), ensure_ascii=False))


if __name__ == "__main__":
    main()
