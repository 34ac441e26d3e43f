"""How well the rules find the labelled faults of a folder of texts.

    python benchmarks/labels.py [FOLDER] [--table LABELS.tsv] [--rules id,id|category]

FOLDER (``seeds`` by default) holds texts and a ``labels.tsv`` of lines ``file, category, context,
note, rule`` between tabs; lines that start with ``#`` are skipped, the last two columns may be
missing. ``file`` is the start of a file's name. ``context`` stands once in that file and has the
fault between ⟦ and ⟧, or several faults; ⏎ stands for a line end of any kind.

Prints, for each category, how many labelled faults overlap a finding of that category and which
do not; how many runs of masks a placeholder finding covers; and the findings of warning and above
that overlap no label.
"""

from __future__ import annotations

import argparse
import collections
import pathlib
import re
import sys
from typing import TYPE_CHECKING, NamedTuple

from reportlint.api import Linter, Options
from reportlint.core.rule import rank

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportlint.core.finding import Finding

#: Runs that stand for something left out; letters inside Latin words, ``1+X`` and ``7×24`` are none.
MASKS = re.compile(r"[*＊]+|(?<![A-Za-z0-9+])[xXｘＸ×]+(?![A-Za-z0-9]|射线|光)")
_LINE_END = r"(?:\r\n|\n|\r)"


class Label(NamedTuple):
    """A fault in a text: ``start`` and ``end`` are code points of the decoded file."""

    path: pathlib.Path
    category: str
    start: int
    end: int
    context: str
    note: str
    rule: str


class Outcome(NamedTuple):
    """The labels and the findings of one file."""

    path: pathlib.Path
    text: str
    labels: list[Label]
    findings: list[Finding]

    def missed(self, category: str) -> list[Label]:
        """The labels of a category that no finding of this category overlaps."""
        same = [finding for finding in self.findings if finding.category == category]
        return [
            label for label in self.labels if label.category == category and not _touched(label[2:4], same)
        ]

    def unlabelled(self, severity: str) -> list[Finding]:
        """The findings of a severity or above that overlap no label of any category."""
        return [
            finding
            for finding in self.findings
            if rank(finding.severity) >= rank(severity)
            and not any(label.start < finding.span[1] and finding.span[0] < label.end for label in self.labels)
        ]

    def shown(self, finding: Finding, context: int = 20) -> str:
        """A finding in its surroundings, on one line."""
        start, end = finding.span
        before, after = self.text[max(0, start - context) : start], self.text[end : end + context]
        marked = f"{before}⟦{self.text[start:end]}⟧{after}"
        return re.sub(_LINE_END, "⏎", f"{finding.rule} {finding.severity} {marked}")


def load(folder: pathlib.Path, table: pathlib.Path | None = None) -> dict[pathlib.Path, list[Label]]:
    """The labels of every text of a folder, sorted; a text without faults has none.

    Raises ValueError where a line names no file or more than one, or where its
    context does not stand exactly once in the file.
    """
    texts = {path: decoded(path) for path in sorted(folder.glob("*.txt"))}
    found: dict[pathlib.Path, list[Label]] = {path: [] for path in texts}
    lines = (table or folder / "labels.tsv").read_text("utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        key, category, context, note, rule = [*line.split("\t"), "", ""][:5]
        paths = [path for path in texts if path.name.startswith(key)]
        if len(paths) != 1:
            raise ValueError(f"line {number}: {len(paths)} files start with {key}")
        spans = _spans(context, texts[paths[0]])
        if len(spans) != 1:
            raise ValueError(f"line {number}: {context} stands {len(spans)} times in {paths[0].name}")
        found[paths[0]] += [Label(paths[0], category, *span, context, note, rule) for span in spans.pop()]
    return {path: sorted(labels, key=lambda label: label[2:4]) for path, labels in found.items()}


def decoded(path: pathlib.Path) -> str:
    """The text of a UTF-8 file with its line ends as they are, without a byte order mark."""
    return path.read_bytes().decode("utf-8-sig")


def outcomes(folder: pathlib.Path, table: pathlib.Path | None = None, select: str = "") -> list[Outcome]:
    """Every text of a folder, linted. Raises ValueError where a label or a rule is wrong."""
    linter = Linter(Options(use_config=False, select=tuple(filter(None, select.split(",")))))
    found = []
    for path, labels in load(folder, table).items():
        report = linter.check_file(str(path))
        if report.failures:
            raise ValueError("; ".join(failure.message for failure in report.failures))
        found.append(Outcome(path, decoded(path), labels, report.findings))
    return found


def _spans(context: str, text: str) -> set[tuple[tuple[int, int], ...]]:
    """The spans of the marked runs, for every place where the context stands; places may overlap."""
    parts = [re.escape(part).replace("⏎", _LINE_END) for part in re.split("[⟦⟧]", context)]
    marked = "".join(f"({part})" if index % 2 else part for index, part in enumerate(parts))
    return {
        tuple(place.span(group) for group in range(1, len(parts) // 2 + 1))
        for place in re.finditer(f"(?={marked})", text)
    }


def _touched(span: tuple[int, int], findings: Iterable[Finding]) -> bool:
    return any(finding.span[0] < span[1] and span[0] < finding.span[1] for finding in findings)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, nargs="?", default=pathlib.Path("seeds"))
    parser.add_argument("--table", type=pathlib.Path)
    parser.add_argument("--rules", default="", help="only these rules or categories")
    parser.add_argument("--severity", default="warning", help="from which severity unlabelled findings count")
    options = parser.parse_args()
    try:
        files = outcomes(options.folder, options.table, options.rules)
    except ValueError as error:
        sys.exit(str(error))
    labelled = collections.Counter(label.category for file in files for label in file.labels)
    for category, count in labelled.most_common():
        missed = [(file.path.stem, label) for file in files for label in file.missed(category)]
        print(f"{category:12} {count - len(missed):4} of {count:4} labelled faults found")
        for name, label in missed:
            print(f"    {name[:12]:12} {label.rule:22} {label.context}  -- {label.note}")
    covered = runs = 0
    for file in files:
        placeholders = [finding for finding in file.findings if finding.category == "placeholder"]
        for run in MASKS.finditer(file.text):
            runs += 1
            covered += _touched(run.span(), placeholders)
    print(f"masks: {covered} of {runs} runs covered by a placeholder finding")
    for file in files:
        unlabelled = file.unlabelled(options.severity)
        print(f"{file.path.stem}: {len(unlabelled)} findings without a label")
        for finding in unlabelled:
            print(f"    {file.shown(finding)}  -- {finding.message}")


if __name__ == "__main__":
    main()
