"""What readers said about the hits of rules on published texts, and what follows for severities.

Three tables in ``benchmarks/`` hold the evidence, none of them with a sentence of a text:
``corpora.tsv`` (name, what it is, files, code points), ``counts.tsv`` (corpus, rule, hits,
documents hit; a rule without a row was not run) and ``verdicts.tsv`` (rule, source file, offset in
code points, hash of the excerpt, verdict, the reader's reason). ``excused.tsv`` (rule, reason)
names the rules that such texts cannot judge.
"""

from __future__ import annotations

import collections
import hashlib
import math
import pathlib
from typing import TYPE_CHECKING, NamedTuple

from reportlint.core.rule import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "benchmarks"
VERDICTS = ("true", "false", "unsure")
#: The corpus by which severities are judged; the others are looked at beside it.
JUDGE = "reports"
#: So many hits of a rule must have been read, or all.
LEAST = 30
#: False hits per million characters that a severity may have at most.
LIMITS = {"error": 1.0, "warning": 10.0}


class Corpus(NamedTuple):
    """A folder of texts: its name, what it holds, how many files and code points."""

    name: str
    title: str
    files: int
    characters: int


class Count(NamedTuple):
    """The hits of a rule in a corpus, and in how many documents they stand."""

    hits: int
    documents: int


class Verdict(NamedTuple):
    """What a reader said about one hit; ``digest`` is :func:`digest` of its excerpt."""

    rule: str
    file: str
    offset: int
    digest: str
    verdict: str
    reason: str


class Share(NamedTuple):
    """One rule on one corpus.

    ``false`` counts the hits that were read and are no faults, unsure ones among them. ``rate``,
    ``low`` and ``high`` are false hits per million characters: the estimate and its 95 % interval.
    """

    hits: int
    characters: int
    true: int
    false: int
    rate: float
    low: float
    high: float

    @property
    def read(self) -> int:
        """How many hits were read."""
        return self.true + self.false

    @property
    def enough(self) -> bool:
        """Whether as many hits were read as a severity asks for."""
        return self.read >= min(LEAST, self.hits)

    @property
    def density(self) -> float:
        """Hits per million characters."""
        return self.hits * 1e6 / max(1, self.characters)


class Evidence(NamedTuple):
    """Everything in the tables."""

    corpora: dict[str, Corpus]
    counts: dict[tuple[str, str], Count]
    verdicts: dict[tuple[str, str, int], Verdict]
    excused: dict[str, str]
    #: Which corpus a source file belongs to, by name; files of the judging corpus are not listed.
    elsewhere: dict[str, str]

    def share(self, rule: str, corpus: str = JUDGE) -> Share | None:
        """How a rule did on a corpus; None where it was not run on it."""
        count = self.counts.get((corpus, rule))
        if count is None:
            return None
        said = collections.Counter(
            verdict.verdict
            for verdict in self.verdicts.values()
            if verdict.rule == rule and self.elsewhere.get(verdict.file, JUDGE) == corpus
        )
        true, false = said["true"], said["false"] + said["unsure"]
        return shared(count.hits, self.corpora[corpus].characters, true, false)

    def earned(self, rule: str) -> str | None:
        """The highest severity that a rule has earned; None where nothing can be said.

        A rule that never fired on the judging corpus may have any; one whose hits
        were not read is ``info``. Nothing can be said of a rule that was not run.
        """
        share = self.share(rule)
        if share is None:
            return None
        if not share.enough:
            return "info"
        return next((name for name, limit in LIMITS.items() if share.rate <= limit), "info")

    def overrated(self, rule: str, severity: str) -> bool:
        """Whether a rule's severity is above what it has earned."""
        earned = self.earned(rule) or "info"
        if rule in self.excused:
            return False
        return SEVERITIES.index(severity) > SEVERITIES.index(earned)


def digest(excerpt: str) -> str:
    """The hash of an excerpt as the tables hold it: 12 hexadecimal digits of SHA-256.

    Private data must be masked before: the hash of a telephone number is no secret.
    """
    return hashlib.sha256(excerpt.encode()).hexdigest()[:12]


def order(rule: str, file: str, offset: int) -> str:
    """Where a hit stands in the order in which hits are drawn.

    It hangs on the hit alone, so that most of a draw stays when a rule changes a little.
    """
    return hashlib.sha256(f"{rule}\t{file}\t{offset}".encode()).hexdigest()


def shared(hits: int, characters: int, true: int, false: int) -> Share:
    """The false hits of a rule, from those read.

    Where every hit was read their number is known, and what varies is how many another text
    would have: a Poisson count with Garwood's exact interval. Where some were read the share is
    estimated, with the interval of Clopper and Pearson.
    """
    read = true + false
    million = max(1, characters) / 1e6
    if read >= hits:
        low = 0.0 if not false else _solved(lambda mean: 1 - _poisson(false - 1, mean), 0.025, 0.0, false)
        high = _solved(lambda mean: -_poisson(false, mean), -0.025, false, 2.0 * false + 20)
        return Share(hits, characters, true, false, false / million, low / million, high / million)
    if not read:
        return Share(hits, characters, 0, 0, hits / million, 0.0, hits / million)
    low = 0.0 if not false else _solved(lambda part: 1 - _binomial(false - 1, read, part), 0.025, 0.0, 1.0)
    high = 1.0 if false == read else _solved(lambda part: -_binomial(false, read, part), -0.025, 0.0, 1.0)
    rate = hits / million
    return Share(hits, characters, true, false, rate * false / read, rate * low, rate * high)


def _poisson(count: int, mean: float) -> float:
    """The chance of at most ``count`` events."""
    return sum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) if mean else float(k == 0)
               for k in range(count + 1))  # fmt: skip


def _binomial(count: int, number: int, part: float) -> float:
    """The chance of at most ``count`` of ``number``."""
    return sum(math.comb(number, k) * part**k * (1 - part) ** (number - k) for k in range(count + 1))


def _solved(function: Callable[[float], float], value: float, low: float, high: float) -> float:
    """Where a rising function takes a value, by halving."""
    for _ in range(60):
        middle = (low + high) / 2
        if function(middle) < value:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def summary(evidence: Evidence, rule: str) -> str:
    """One line on a rule for its own page."""
    share = evidence.share(rule)
    if rule in evidence.excused:
        return evidence.excused[rule]
    if share is None:
        return "尚未在已发布的报告上跑过"
    if not share.hits:
        return f"已发布的报告 {share.characters / 1e6:.1f} 百万字中没有命中"
    if not share.read:
        return f"已发布的报告中每百万字命中 {share.density:.2f} 处，还没有人读过"
    told = f"已发布的报告中每百万字命中 {share.density:.2f} 处，读过 {share.read} 处，真错 {percent(share)}"
    if not share.enough:
        return f"{told}；读得太少，不足以定级"
    return f"{told}，误报每百万字 {number(share.rate)} 处"


def percent(share: Share) -> str:
    """The share of true faults among the hits read."""
    return f"{share.true * 100 / share.read:.0f}%" if share.read else ""


def number(value: float) -> str:
    """A number with as many places as matter."""
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"


def load(folder: pathlib.Path = FOLDER) -> Evidence:
    """The tables of a folder. Raises ValueError, naming file and line, where one is wrong."""
    corpora = {}
    for name, title, files, characters in _rows(folder / "corpora.tsv", 4):
        corpora[name] = Corpus(name, title, int(files), int(characters))
    counts = {}
    for corpus, rule, hits, documents in _rows(folder / "counts.tsv", 4):
        counts[corpus, rule] = Count(int(hits), int(documents))
    verdicts = {}
    for rule, file, offset, hashed, verdict, reason in _rows(folder / "verdicts.tsv", 6):
        if verdict not in VERDICTS:
            raise ValueError(f"verdicts.tsv: {rule} {file}:{offset}: not a verdict: {verdict}")
        verdicts[rule, file, int(offset)] = Verdict(rule, file, int(offset), hashed, verdict, reason)
    excused = dict(_rows(folder / "excused.tsv", 2))
    elsewhere = dict(_rows(folder / "elsewhere.tsv", 2))
    return Evidence(corpora, counts, verdicts, excused, elsewhere)


def save(evidence: Evidence, folder: pathlib.Path = FOLDER) -> None:
    """Write the tables that commands change, sorted, so that a diff shows what changed."""
    _write(folder / "corpora.tsv", "corpus\twhat it is\tfiles\tcode points", evidence.corpora.values())
    rows = ((*key, *count) for key, count in sorted(evidence.counts.items()))
    _write(folder / "counts.tsv", "corpus\trule\thits\tdocuments", rows)
    said = (evidence.verdicts[key] for key in sorted(evidence.verdicts))
    _write(folder / "verdicts.tsv", "rule\tfile\toffset\thash\tverdict\treason", said)
    used = {file for _rule, file, _offset in evidence.verdicts}
    others = sorted((file, corpus) for file, corpus in evidence.elsewhere.items() if file in used)
    _write(folder / "elsewhere.tsv", "file\tcorpus", others)


def _rows(path: pathlib.Path, width: int) -> Iterable[list[str]]:
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text("utf-8").splitlines()[1:], 2):
        row = line.split("\t")
        if len(row) != width:
            raise ValueError(f"{path.name}:{number}: {len(row)} columns, not {width}")
        yield row


def _write(path: pathlib.Path, head: str, rows: Iterable[tuple[object, ...]]) -> None:
    lines = [head, *("\t".join(map(str, row)) for row in rows)]
    path.write_bytes(("\n".join(lines) + "\n").encode())
