"""Recall of the rules: faults are put into clean reports, one at a time, and must be reported.

    python benchmarks/injection.py FOLDER [--split SPLIT.tsv --part tune] [--number 20] [--seed 1]
                                   [--kinds kind,kind|category] [--faults faults.yaml] [--misses]

FOLDER holds ``*.txt``, of which ``--number`` are drawn. Each form of each kind of fault is put into
each of them; a fault counts as found where a finding of its category overlaps its span. Prints, for
each kind, how many were found at all and how many at warning or above, the right sentences
(controls) over which something was reported, and the findings that came with the fault and lie
elsewhere, per 10,000 characters. Texts never go into the project, only figures do.
"""

from __future__ import annotations

import argparse
import collections
import pathlib
import random
import re
import sys
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from reportlint.api import Linter
from reportlint.core.rule import rank
from reportlint.engine import Choice, lint
from reportlint.readers import reader
from reportlint.text.numerals import hanzi_text, hanzi_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportlint.core.finding import Finding

_YEAR = re.compile(r"(20[0-9]{2})年")
_MARKS = re.compile("[⟦⟧]")
_ORDINAL = re.compile(r"^(（)([一二三四五六七八九十]+)(）)(?=.)", re.MULTILINE)
_ALONE = re.compile(r"^（[一二三四五六七八九十]+）[^。！？；：，\n]{4,30}$(?=\n)", re.MULTILINE)
_SENTENCE = re.compile(r"(?<=。)[^。！？；\n“”《》]{25,120}。(?!\n)")


class Injected(NamedTuple):
    """A text with one fault in it: ``spans`` are where it stands; ``at`` and ``added`` map the rest.

    Offsets of the clean text from ``at`` on are moved by ``added``.
    """

    text: str
    spans: list[tuple[int, int]]
    at: int
    added: int


class Tally(NamedTuple):
    """What came of one kind: cases, found, found at warning or above, controls, reported controls."""

    cases: int = 0
    found: int = 0
    warned: int = 0
    controls: int = 0
    reported: int = 0


def marked(template: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its ⟦⟧, and the spans that they marked; the whole text where there are none."""
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    start = length = 0
    for index, piece in enumerate(re.split(_MARKS, template)):
        if index % 2 == 1:
            start = length
        pieces.append(piece)
        length += len(piece)
        if index % 2 == 1:
            spans.append((start, length))
    return "".join(pieces), spans or [(0, length)]


def placed(text: str, at: int, end: int, template: str, around: str = "") -> Injected:
    """The text with ``[at, end)`` replaced by a template; ``around`` stands before and behind it."""
    new, spans = marked(template)
    shift = at + len(around)
    added = len(new) + 2 * len(around) - (end - at)
    found = [(low + shift, high + shift) for low, high in spans]
    return Injected(text[:at] + around + new + around + text[end:], found, end, added)


def named(template: str, text: str) -> str:
    """A template with the report's own years filled in."""
    if not re.search(r"\{(?:year|last|next|past)\}", template):
        return template
    counted = collections.Counter(_YEAR.findall(text))
    year = int(counted.most_common(1)[0][0]) if counted else 2020
    filled = {"year": year, "last": year - 1, "next": year + 1, "past": year - 4}
    return re.sub(r"\{(year|last|next|past)\}", lambda found: str(filled[found.group(1)]), template)


def sentence_ends(text: str) -> list[int]:
    """Places behind a 。 within a paragraph of prose."""
    return [
        found.end()
        for found in re.finditer("。(?=[^\n”）。])", text)
        if found.start() > len(text) // 50
    ]


def line_starts(text: str, at: str) -> list[int]:
    """Places between two paragraphs: at the start, at the end, or between two of prose."""
    if at == "start":
        return [0]
    if at == "end":
        return [len(text.rstrip("\n")) + 1 if text.endswith("\n") else len(text)]
    return [found.end() for found in re.finditer("。\n(?=[^\n]{60})", text)]


def inserted(template: str, text: str, chance: random.Random) -> Injected | None:
    """The text with a sentence put in behind another."""
    places = sentence_ends(text)
    if not places:
        return None
    at = chance.choice(places)
    return placed(text, at, at, named(template, text))


def lined(template: str, where: str, head: str, text: str, chance: random.Random) -> Injected | None:
    """The text with paragraphs put in between two others, and ``head`` before it.

    What is put at the end moves nothing, so that only the head counts for the places of the rest.
    """
    if head:
        tail = lined(template, "end", "", text, chance)
        if tail is None:
            return None
        spans = [(low + len(head), high + len(head)) for low, high in tail.spans]
        return Injected(head + tail.text, spans, 0, len(head))
    places = line_starts(text, where)
    if not places:
        return None
    at = chance.choice(places)
    lead = "\n" if at and text[at - 1] != "\n" else ""
    return placed(text, at, at, lead + named(template, text) + "\n")


def replaced(find: str, template: str, text: str, chance: random.Random) -> Injected | None:
    """The text with one match of a pattern replaced."""
    found = list(re.finditer(find, text))
    if not found:
        return None
    match = chance.choice(found)
    return placed(text, match.start(), match.end(), match.expand(template))


def copied(what: str, far: bool, text: str, chance: random.Random) -> Injected | None:
    """The text with a paragraph or sentence of it standing a second time; both are spans."""
    if what == "paragraph":
        pool = [found.span() for found in re.finditer(r"(?<=\n)[^\n]{80,600}。\n", text)]
        places = [found.end() for found in re.finditer(r"。\n(?=[^\n]{60})", text)]
    else:
        pool = [found.span() for found in _SENTENCE.finditer(text)]
        places = sentence_ends(text)
    if not pool:
        return None
    low, high = chance.choice(pool)
    later = [at for at in places if at >= high] if far else [high]
    if not later:
        return None
    at = chance.choice(later)
    piece = text[low:high]
    return Injected(text[:at] + piece + text[at:], [(low, high), (at, at + len(piece))], at, len(piece))


def renumbered(how: str, text: str, chance: random.Random) -> Injected | None:
    """The text with one heading numbered anew, emptied, or ended by a full stop."""
    if how == "stop":
        alone = list(_ALONE.finditer(text))
        if not alone:
            return None
        end = chance.choice(alone).end()
        return placed(text, end, end, "⟦。⟧")
    heads = list(_ORDINAL.finditer(text))
    numbers = [hanzi_value(head.group(2)) or 0 for head in heads] + [0]
    if how == "empty":
        # Two neighbours whose text goes, so that the second stands right below the first.
        pairs = [
            index
            for index in range(len(heads) - 1)
            if numbers[index + 1] == numbers[index] + 1
            and _ALONE.match(text, heads[index].start())
            and heads[index + 1].start() - heads[index].start() < 4000
        ]
        if not pairs:
            return None
        index = chance.choice(pairs)
        start = heads[index].start()
        end = text.index("\n", start) + 1
        stop = heads[index + 1].start()
        return Injected(text[:end] + text[stop:], [(start, end - 1)], stop, end - stop)
    if how == "repeat":
        usable = [index for index in range(1, len(heads)) if numbers[index] == numbers[index - 1] + 1]
    else:
        usable = [
            index
            for index in range(1, len(heads))
            if numbers[index] == numbers[index - 1] + 1 and numbers[index + 1] != numbers[index] + 1
        ]
    if not usable:
        return None
    index = chance.choice(usable)
    number = numbers[index] + (-1 if how == "repeat" else 1)
    head = heads[index]
    return placed(text, head.start(), head.end(), f"⟦（{hanzi_text(number)}）⟧")


def forms(fault: dict[str, Any]) -> Iterator[tuple[str, Callable[[str, random.Random], Injected | None]]]:
    """Each form of a kind of fault: how it reads, and what puts it into a text."""
    for template in fault.get("insert", ()):
        yield template, partial(inserted, template)
    for template in fault.get("line", ()):
        yield template, partial(
            lined, template, fault.get("at", "middle"), fault.get("head", "")
        )
    if "replace" in fault:
        find = fault["replace"]["find"]
        for template in fault["replace"]["with"]:
            yield f"{find} -> {template}", partial(replaced, find, template)
    if "copy" in fault:
        yield fault["copy"], partial(copied, fault["copy"], fault.get("far", True))
    if "ordinal" in fault:
        yield fault["ordinal"], partial(renumbered, fault["ordinal"])


class Bench:
    """The rules, and the findings in texts."""

    def __init__(self) -> None:
        self.rules = Linter().rules()
        self.choice = Choice(
            [rule.enabled for rule in self.rules.rules], [rule.severity for rule in self.rules.rules]
        )

    def findings(self, text: str, name: str) -> list[Finding]:
        """Every finding in a text."""
        document = reader(".txt").read(text.encode(), name)
        return lint(document, self.rules, self.choice)[0]


def overlaps(finding: Finding, spans: list[tuple[int, int]]) -> bool:
    """Whether a finding, or another place that it names, shares a character with one of the spans."""
    places = [finding.span, *(related.span for related in finding.related)]
    return any(low < end and start < high for start, end in places for low, high in spans)


def new_elsewhere(before: list[Finding], after: list[Finding], injected: Injected) -> list[Finding]:
    """The findings that were not there before and do not touch the fault."""

    def moved(offset: int) -> int:
        return offset + injected.added if offset >= injected.at else offset

    known = {(finding.rule, moved(finding.span[0])) for finding in before}
    return [
        finding
        for finding in after
        if (finding.rule, finding.span[0]) not in known and not overlaps(finding, injected.spans)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--split", type=pathlib.Path)
    parser.add_argument("--part", default="")
    parser.add_argument("--number", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", default="")
    parser.add_argument("--faults", type=pathlib.Path, default=pathlib.Path(__file__).with_name("faults.yaml"))
    parser.add_argument("--misses", action="store_true", help="show each form that is not always found")
    options = parser.parse_args()
    files = sorted(options.folder.rglob("*.txt"))
    if options.split:
        rows = [line.split("\t") for line in options.split.read_text("utf-8").splitlines()[1:]]
        wanted = {name for name, part in rows if part in options.part.split(",")}
        files = [file for file in files if file.name in wanted]
    chance = random.Random(options.seed)
    files = sorted(chance.sample(files, min(options.number, len(files))))
    faults = yaml.safe_load(options.faults.read_text("utf-8"))
    chosen = {name for name in options.kinds.split(",") if name}
    bench = Bench()
    texts = [(file.name, reader(".txt").read(file.read_bytes(), file.name).text) for file in files]
    clean = [bench.findings(text, name) for name, text in texts]
    total: collections.Counter[str] = collections.Counter()
    print(f"{len(files)} reports, seed {options.seed}")
    print(f"{'kind':28} {'category':12} {'cases':>5} {'recall':>7} {'warning':>8} {'controls':>9} new/10k")
    for fault in faults:
        categories = fault["category"] if isinstance(fault["category"], list) else [fault["category"]]
        if chosen and not chosen & {fault["kind"], *categories}:
            continue
        tally, elsewhere, characters, misses = measure(bench, fault, categories, texts, clean, options.seed)
        for name in ("cases", "found", "warned", "controls", "reported"):
            total[name] += getattr(tally, name)
            total[f"{categories[0]} {name}"] += getattr(tally, name)
        total["elsewhere"] += len(elsewhere)
        total["characters"] += characters
        print(_line(fault["kind"], ",".join(categories), tally, len(elsewhere), characters))
        if options.misses:
            for form, count in misses.most_common():
                print(f"    {count:3} {form!r}")
            for finding, count in collections.Counter(elsewhere).most_common(5):
                print(f"    new {count:3} {finding}")
        sys.stdout.flush()
    for category in sorted({key.split()[0] for key in total if " " in key}):
        counted = Tally(*(total[f"{category} {name}"] for name in Tally._fields))
        print(_line("all", category, counted, 0, 0))
    counted = Tally(*(total[name] for name in Tally._fields))
    print(_line("all", "all", counted, total["elsewhere"], total["characters"]))


def measure(
    bench: Bench,
    fault: dict[str, Any],
    categories: list[str],
    texts: list[tuple[str, str]],
    clean: list[list[Finding]],
    seed: int,
) -> tuple[Tally, list[str], int, collections.Counter[str]]:
    """One kind in all texts: its tally, the new findings elsewhere, characters read, forms missed."""
    cases = found = warned = controls = reported = characters = 0
    elsewhere: list[str] = []
    misses: collections.Counter[str] = collections.Counter()
    for (name, text), before in zip(texts, clean, strict=True):
        chance = random.Random(f"{seed} {fault['kind']} {name}")
        for form, inject in forms(fault):
            injected = inject(text, chance)
            if injected is None:
                continue
            after = bench.findings(injected.text, name)
            same = [f for f in after if f.category in categories and overlaps(f, injected.spans)]
            cases += 1
            found += bool(same)
            warned += any(rank(finding.severity) >= 1 for finding in same)
            if not same:
                misses[form] += 1
            elsewhere += [
                f"{finding.rule} {finding.text[:20]!r}" for finding in new_elsewhere(before, after, injected)
            ]
            characters += len(text)
        for template in fault.get("controls", ()):
            injected = inserted(template, text, chance)
            if injected is None:
                continue
            controls += 1
            hit = [f for f in bench.findings(injected.text, name) if overlaps(f, injected.spans)]
            if any(finding.category in categories for finding in hit):
                reported += 1
                misses[f"control {template}"] += 1
    return Tally(cases, found, warned, controls, reported), elsewhere, characters, misses


def _line(kind: str, category: str, tally: Tally, elsewhere: int, characters: int) -> str:
    cases = max(1, tally.cases)
    controls = f"{tally.reported}/{tally.controls}" if tally.controls else "-"
    new = f"{elsewhere * 1e4 / characters:.3f}" if characters else "-"
    return (
        f"{kind:28} {category:12} {tally.cases:5} {tally.found / cases:7.3f} {tally.warned / cases:8.3f} "
        f"{controls:>9} {new}"
    )


if __name__ == "__main__":
    main()
