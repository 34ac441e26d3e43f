"""How precise the rules are on published texts: count hits, list those to read, record verdicts.

    python -m benchmarks.evidence scan --hits HITS NAME=FOLDER… [--rules id,id|category]
    python -m benchmarks.evidence list --hits HITS [--rules …] [--least 30] [--corpus reports]
    python -m benchmarks.evidence record --hits HITS TABLE.tsv…
    python -m benchmarks.evidence check
    python -m generate

``scan`` runs the rules over the ``*.txt`` of folders, stores how often each fired in
``benchmarks/counts.tsv`` and writes every hit with its surroundings to HITS, a file that stays
outside the project. With ``--rules`` the rest of both is kept. ``list`` prints the hits still to be
read, drawn by a hash of the place: rule, file, offset, excerpt, empty verdict, empty reason,
surroundings. ``record`` takes such rows with a verdict (true, false or unsure) and a reason and
keeps them, with a hash in place of the excerpt, in ``benchmarks/verdicts.tsv``. ``check`` names the
rules whose severity is above what they have earned. ``python -m generate`` writes
``docs/precision.md`` from these tables; the texts are not needed for that.
"""

from __future__ import annotations

import argparse
import collections
import json
import pathlib
import sys
from typing import TYPE_CHECKING, NamedTuple

from generate.evidence import (
    JUDGE,
    LEAST,
    VERDICTS,
    Corpus,
    Count,
    Evidence,
    Verdict,
    digest,
    load,
    order,
    save,
)
from reportlint.api import Linter
from reportlint.engine import Choice, lint
from reportlint.readers import reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportlint.catalog.table import RuleSet

CONTEXT = 40
_COLUMNS = 6


class Hit(NamedTuple):
    """A finding in a text of a corpus; ``excerpt`` has private data masked and ⏎ for line ends."""

    corpus: str
    rule: str
    file: str
    offset: int
    excerpt: str
    before: str
    after: str
    message: str


def main() -> int:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.evidence",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    scanning = commands.add_parser("scan")
    scanning.add_argument("folders", nargs="+", metavar="NAME=FOLDER")
    listing = commands.add_parser("list")
    listing.add_argument("--least", type=int, default=LEAST)
    listing.add_argument("--corpus", default="")
    recording = commands.add_parser("record")
    recording.add_argument("tables", nargs="+", type=pathlib.Path)
    commands.add_parser("check")
    for command in (scanning, listing, recording):
        command.add_argument("--hits", type=pathlib.Path, required=True)
        command.add_argument("--rules", default="", help="only these rules or categories")
    options = parser.parse_args()
    try:
        return _run(options)
    except ValueError as error:
        sys.exit(str(error))


def _run(options: argparse.Namespace) -> int:
    evidence = load()
    rules = Linter().rules()
    if options.command == "check":
        return _check(evidence, rules)
    wanted = {name for name in options.rules.split(",") if name}
    chosen = {rule.id for rule in rules.rules if not wanted or {rule.id, rule.category} & wanted}
    if options.command == "scan":
        kept = [hit for hit in read_hits(options.hits) if hit.rule not in chosen]
        found: list[Hit] = []
        for pair in options.folders:
            name, _, folder = pair.rpartition("=")
            files = sorted(pathlib.Path(folder).rglob("*.txt"))
            if not name or not files:
                raise ValueError(f"{pair}: not NAME=FOLDER with *.txt in the folder")
            found += counted(evidence, rules, chosen, name, files)
        names = {pair.rpartition("=")[0] for pair in options.folders}
        kept += [hit for hit in read_hits(options.hits) if hit.rule in chosen and hit.corpus not in names]
        write_hits(options.hits, [*kept, *found])
        save(evidence)
        return 0
    hits = [hit for hit in read_hits(options.hits) if hit.rule in chosen]
    if options.command == "list":
        for hit in unread(evidence, hits, options.least, options.corpus):
            around = f"{hit.before}⟦{hit.excerpt}⟧{hit.after}"
            print(hit.rule, hit.file, hit.offset, hit.excerpt, "", "", around, hit.message, sep="\t")
        return 0
    for table in options.tables:
        for complaint in record(evidence, hits, table.read_text("utf-8").splitlines()):
            print(f"{table.name}: {complaint}", file=sys.stderr)
    save(evidence)
    return 0


def counted(
    evidence: Evidence, rules: RuleSet, chosen: set[str], corpus: str, files: list[pathlib.Path]
) -> Iterator[Hit]:
    """Every hit in the files; their numbers go into the evidence."""
    choice = Choice([rule.id in chosen for rule in rules.rules], [rule.severity for rule in rules.rules])
    hits: collections.Counter[str] = collections.Counter()
    documents: collections.Counter[str] = collections.Counter()
    characters = 0
    broken: set[str] = set()
    for file in files:
        document = reader(".txt").read(file.read_bytes(), file.name)
        text = document.text
        characters += len(text)
        findings, failures = lint(document, rules, choice)
        for failure in failures:
            print(f"{file.name}: {failure.message}", file=sys.stderr)
            broken |= {rule for rule in chosen - broken if f" {rule} " in failure.message}
        hits.update(finding.rule for finding in findings)
        documents.update({finding.rule for finding in findings})
        for finding in findings:
            start, end = finding.span
            before = one_line(text[max(0, start - CONTEXT) : start])
            after = one_line(text[end : end + CONTEXT])
            excerpt, message = one_line(finding.text), one_line(finding.message)
            yield Hit(corpus, finding.rule, file.name, start, excerpt, before, after, message)
    known = evidence.corpora.get(corpus)
    kept = any(name == corpus and rule not in chosen for name, rule in evidence.counts)
    if known and kept and known.characters != characters:
        raise ValueError(f"{corpus}: not the texts that the other rules were counted on; scan all rules anew")
    evidence.corpora[corpus] = Corpus(corpus, known.title if known else corpus, len(files), characters)
    for rule in chosen:
        evidence.counts.pop((corpus, rule), None)
        if rule not in broken:
            evidence.counts[corpus, rule] = Count(hits[rule], documents[rule])


def one_line(text: str) -> str:
    """A text without line ends and tabs."""
    return text.replace("\r\n", "⏎").replace("\n", "⏎").replace("\r", "⏎").replace("\t", " ")


def unread(evidence: Evidence, hits: Iterable[Hit], least: int, corpus: str = "") -> Iterator[Hit]:
    """The first ``least`` hits of each rule and corpus in drawing order that have no verdict."""
    groups: dict[tuple[str, str], list[Hit]] = collections.defaultdict(list)
    for hit in hits:
        if not corpus or hit.corpus == corpus:
            groups[hit.rule, hit.corpus].append(hit)
    for _key, group in sorted(groups.items()):
        group.sort(key=lambda hit: order(hit.rule, hit.file, hit.offset))
        read = sum(_known(evidence, hit) for hit in group)
        for hit in group:
            if read >= least:
                break
            if not _known(evidence, hit):
                read += 1
                yield hit


def record(evidence: Evidence, hits: Iterable[Hit], lines: Iterable[str]) -> Iterator[str]:
    """Take verdicts from lines of rule, file, offset, excerpt, verdict, reason; say which are not taken.

    Further columns and a line of headings are passed over. Verdicts on hits that
    the rules no longer have are dropped from the evidence.
    """
    known = {(hit.rule, hit.file, hit.offset): hit for hit in hits}
    for line in lines:
        row = line.split("\t")
        if row[0] in {"rule", ""} or row[0].startswith("#"):
            continue
        if len(row) < _COLUMNS or not row[2].isdigit() or row[4] not in VERDICTS:
            if len(row) < _COLUMNS or row[4]:
                yield f"not a verdict: {line[:60]}"
            continue
        key = (row[0], row[1], int(row[2]))
        hit = known.get(key)
        if hit is None:
            yield f"no such hit: {row[0]} {row[1]}:{row[2]}"
            continue
        if hit.corpus != JUDGE:
            evidence.elsewhere[hit.file] = hit.corpus
        evidence.verdicts[key] = Verdict(*key, digest(hit.excerpt), row[4], row[5].strip())
    judged = {hit.rule for hit in known.values()}
    for key, verdict in list(evidence.verdicts.items()):
        if verdict.rule in judged:
            hit = known.get(key)
            if hit is None or digest(hit.excerpt) != verdict.digest:
                del evidence.verdicts[key]


def read_hits(path: pathlib.Path) -> list[Hit]:
    """The hits of an earlier scan; none where the file is missing."""
    if not path.is_file():
        return []
    return [Hit(*json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def write_hits(path: pathlib.Path, hits: Iterable[Hit]) -> None:
    """Keep hits for the commands that follow."""
    lines = (json.dumps(hit, ensure_ascii=False) + "\n" for hit in sorted(hits))
    path.write_text("".join(lines), "utf-8")


def _known(evidence: Evidence, hit: Hit) -> bool:
    verdict = evidence.verdicts.get((hit.rule, hit.file, hit.offset))
    return verdict is not None and verdict.digest == digest(hit.excerpt)


def _check(evidence: Evidence, rules: RuleSet) -> int:
    bad = [rule for rule in rules.rules if evidence.overrated(rule.id, rule.severity)]
    for rule in bad:
        share = evidence.share(rule.id)
        read = "not run" if share is None else f"{share.read} of {share.hits} read, {share.rate:.2f} false/M"
        print(f"{rule.id}: {rule.severity}, earned {evidence.earned(rule.id)} ({read})")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
