"""From a text to what is probably wrong in it."""

from __future__ import annotations

from bisect import bisect_right
from math import exp, inf

import numpy as np

from . import model as models
from .assemble import LEVELS
from .candidates import DELETE, INSERT, MARGIN, PAIR, SUBSTITUTE, Changes, Proposer
from .counting import LONGEST, pack
from .features import Features, unusual
from .language import Language
from .lattice import Lattice
from .symbols import padded
from .trees import Trees

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from .model import Model

    Array = NDArray[Any]

#: Which trees judge which kind of change.
FAMILIES = ("substitute", "pair", "edit", "insert")
# How many symbols of a usual text a text is mixed with before it is judged as a whole.
_PRIOR = 300
#: Changes that add less than this to the log-probability by triples are not looked at, by kind.
LEAST = (5.0, 6.5, 6.0, 10.0, 5.0)
# A word of this level came up some twenty times.
_WORD = 90
# Which of them belongs where is a matter of grammar, of which counts know little.
_PARTICLES = ("的", "地", "得")


class Alarm:
    """A probable typo: ``[start, end)`` of the text should read ``right``.

    ``score`` is in log-odds, ``kind`` one of ``candidates``; ``at`` and ``size``
    are the place in symbols, ``new`` the symbols that belong there.
    """

    __slots__ = ("at", "end", "kind", "new", "right", "score", "size", "start")

    def __init__(
        self, start: int, end: int, right: str, score: float, kind: int, at: int, size: int, new: list[int]
    ) -> None:
        self.start = start
        self.end = end
        self.right = right
        self.score = score
        self.kind = kind
        self.at = at
        self.size = size
        self.new = new


class Detector:
    """Finds typos by one model."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.alphabet = model.alphabet
        self.language = Language(model)
        self.lattice = Lattice(model)
        self.proposer = Proposer(model, self.language)
        self.features = Features(model, self.language, self.lattice)
        self._early = [self._family(f"early.{name}") for name in FAMILIES]
        self.thresholds = [(float(rate), float(score)) for rate, score in model.card.get("thresholds", [])]
        self._lowest = min((score for _, score in self.thresholds), default=0.0)
        self._limits: list[float] = model.card.get("early", [-99.0] * len(FAMILIES))
        self._trees = [self._family(name) for name in FAMILIES]
        self._particles = [self.alphabet.symbol(particle) for particle in _PARTICLES]

    def _family(self, name: str) -> Trees | None:
        arrays = self.model.arrays
        if f"{name}.feature" not in arrays:
            return None
        parts = [arrays[f"{name}.{part}"] for part in ("feature", "limit", "left", "right", "value", "roots")]
        feature, limit, left, right, value, roots = parts
        return Trees(feature, limit, left, right, value, roots, depth=int(arrays[f"{name}.depth"][0]))

    def examined(self, line: Array) -> tuple[Changes, Array, float]:
        """The changes of a padded line that are worth scoring, their features, and how unusual the text is."""
        changes, threes = self.proposer.propose(line)
        domain = unusual(line, threes, self.alphabet.first)
        usual = self.features.usual(line, changes)
        kept = np.flatnonzero(usual.ratio >= np.array(LEAST)[changes.kind])
        changes, usual = changes.pick(kept), usual.pick(kept)
        rows = self.features.early(line, threes, changes, usual, domain)
        if self._early[0] is not None:
            # Reading the words is dear: only where the rest leaves a chance.
            family = family_of(changes.kind)
            kept = np.flatnonzero(self._summed(self._early, family, rows) >= np.array(self._limits)[family])
            changes, rows = changes.pick(kept), rows[kept]
        if len(changes):
            self.features.add_words(line, changes, rows)
        return changes, rows, domain

    def _summed(self, forests: list[Trees | None], family: Array, rows: Array) -> Array:
        scores = np.full(len(rows), -99.0)
        for number, trees in enumerate(forests):
            part = np.flatnonzero(family == number)
            if trees is not None and len(part):
                scores[part] = trees.score(rows[part])
        return scores

    def scored(self, changes: Changes, rows: Array) -> Array:
        """The log-odds that each change is right."""
        return self._summed(self._trees, family_of(changes.kind), rows)

    def find(self, text: str, least: float) -> tuple[list[Alarm], float]:
        """The alarms of a text from a score on, in order, none overlapping another; how unusual the text is."""
        return self._find(text, least)[:2]

    def _find(self, text: str, least: float) -> tuple[list[Alarm], float, Array]:
        codes, offsets = self.alphabet.encode(text)
        line = padded(codes, MARGIN)
        changes, rows, domain = self.examined(line)
        scores = self.scored(changes, rows)
        found = []
        for row in chosen(changes, scores, least):
            at, size = int(changes.at[row]) - MARGIN, int(changes.before[row])
            new = [int(symbol) for symbol in changes.after[row] if symbol >= 0]
            kind = int(changes.kind[row])
            if size:
                start, end = int(offsets[at]), int(offsets[at + size - 1]) + 1
            else:
                start = end = int(offsets[at - 1]) + 1 if at else 0
            found.append(Alarm(start, end, self.alphabet.decode(new), float(scores[row]), kind, at, size, new))
        return found, domain, line

    def read(self, texts: list[str]) -> list[tuple[int, Sighting]]:
        """The sightings in paragraphs, as (number of the paragraph, sighting), in order.

        Offsets are the paragraph's own. All paragraphs count as one text: what
        recurs in it is less suspicious, and a text unlike official documents
        needs stronger evidence.
        """
        found, domain, line = self._find("\n".join(texts), self._lowest)
        starts = [0]
        for text in texts:
            starts.append(starts[-1] + len(text) + 1)
        sightings = []
        for alarm in found:
            if alarm.kind == DELETE and alarm.size > 1 and self._goes_on(alarm, line):
                continue
            number = bisect_right(starts, alarm.start) - 1
            score = alarm.score - self._penalty(domain, len(line) - 2 * MARGIN)
            if alarm.right in _PARTICLES and line[alarm.at + MARGIN] in self._particles:
                score -= float(self.model.card.get("particles", 0.0))
            wrong, right, evidence = self._evidence(alarm, line)
            sighting = Sighting(alarm, score, wrong, right, evidence, self._confidence(score), self.thresholds)
            alarm.start -= starts[number]
            alarm.end -= starts[number]
            sightings.append((number, sighting))
        return sightings

    def _goes_on(self, alarm: Alarm, line: Array) -> bool:
        """Whether the second of two equal words begins a longer one: 代表代表团提出."""
        start, size = alarm.at + MARGIN, alarm.size
        while line[start - 1] == line[start - 1 + size] > self.alphabet.first:
            start -= 1
        second = line[start + size : start + 2 * size + 1].tolist()
        if size >= LONGEST or second[:size] != line[start : start + size].tolist():
            return False
        return int(self.model.words.get(np.array([pack(second)], np.uint64))[0]) > _WORD

    def _penalty(self, domain: float, size: int) -> float:
        """What a text that is unlike official documents takes from every score."""
        usual, slope = self.model.card["domain"]
        # A few sentences say little about the whole they come from.
        share = (domain * size + usual * _PRIOR) / (size + _PRIOR)
        penalty: float = slope * max(0.0, share / usual - 1.25)
        return penalty

    def _confidence(self, score: float) -> float:
        """The share of alarms of this score that are right, in drafts with five typos in 10,000 characters."""
        slope, base = self.model.card["confidence"]
        return round(1 / (1 + exp(-(slope * score + base))), 2)

    def _evidence(self, alarm: Alarm, line: Array) -> tuple[str, str, str]:
        """What stands there, what might, both with a neighbour or two, and how usual each is in words."""
        at = alarm.at + MARGIN
        end = at + alarm.size
        before, after = line[at - 2 : at].tolist(), line[end : end + 2].tolist()
        old, new = line[at:end].tolist(), alarm.new
        language = self.language

        def level(symbols: list[int]) -> int:
            cells = [np.array([symbol]) for symbol in symbols]
            return int((language.triples if len(cells) == 3 else language.pairs)(*cells)[0])

        def runs(middle: list[int]) -> list[list[int]]:
            row = before + middle + after
            return [row[start : start + 3] for start in range(len(row) - 2)]

        def weight(symbols: list[int]) -> tuple[int, int]:
            return sum(symbol > self.alphabet.first for symbol in symbols), level(symbols)

        usual = max((run for run in runs(new) if run != old), key=weight)
        rare = min(runs(old), key=lambda run: (-min(2, weight(run)[0]), level(run)))
        shown = self.alphabet.decode
        left = [symbol for symbol in before[-1:] if symbol > self.alphabet.first]
        right = [symbol for symbol in after[:1] if symbol > self.alphabet.first]
        return (
            shown(left + old + right),
            shown(left + new + right),
            f"“{shown(rare).strip()}”{_times(level(rare), rare=True)}，“{shown(usual).strip()}”{_times(level(usual))}",
        )


class Sighting:
    """An alarm with its reasons: what the texts say of both spellings, and how sure that makes."""

    __slots__ = ("_thresholds", "alarm", "confidence", "evidence", "right", "score", "wrong")

    def __init__(
        self,
        alarm: Alarm,
        score: float,
        wrong: str,
        right: str,
        evidence: str,
        confidence: float,
        thresholds: list[tuple[float, float]],
    ) -> None:
        self.alarm = alarm
        self.score = score
        self.wrong = wrong
        self.right = right
        self.evidence = evidence
        self.confidence = confidence
        self._thresholds = thresholds

    def shown(self, alarms: float, beyond: float = 0.0) -> bool:
        """Whether it belongs to those that so many false alarms in 10,000 characters allow, and fewer do not."""
        return self._limit(alarms) <= self.score < self._limit(beyond)

    def _limit(self, alarms: float) -> float:
        """The score that belongs to a number of false alarms; the next lower number counts where it is not listed."""
        return min((score for rate, score in self._thresholds if rate <= alarms), default=inf)


def _times(level: int, rare: bool = False) -> str:
    """How often something was seen, in words."""
    if not level:
        return "在公文语料中从未出现"
    count = int(LEVELS[level - 1])
    if rare:
        return f"在公文语料中仅出现{count}次" if count < 4 else f"在公文语料中出现约{count}次"
    return f"出现{count}次" if count < 4 else f"出现约{count}次"


def family_of(kind: Array) -> Array:
    """The number in ``FAMILIES`` of each kind of change."""
    return np.select([kind == SUBSTITUTE, kind == PAIR, kind == INSERT], [0, 1, 3], 2)


def chosen(changes: Changes, scores: Array, least: float) -> list[int]:
    """The best changes from a score on that keep clear of each other, in order of place."""
    kept: list[int] = []
    for row in sorted(np.flatnonzero(scores >= least).tolist(), key=lambda row: (-scores[row], changes.at[row])):
        low, high = changes.at[row], changes.at[row] + changes.before[row]
        if all(high + 1 < changes.at[other] or changes.at[other] + changes.before[other] + 1 < low for other in kept):
            kept.append(row)
    return sorted(kept, key=lambda row: changes.at[row])


_loaded: dict[str, Detector] = {}


def detector(path: str = "") -> Detector:
    """The detector of a model's file, by default the one that comes with the package; loaded on the first call.

    BrokenModel where the file cannot serve.
    """
    found = _loaded.get(path)
    if found is None:
        found = _loaded[path] = Detector(models.read(path or models.shipped()))
    return found


__all__ = ["DELETE", "FAMILIES", "INSERT", "Alarm", "Detector", "chosen", "detector", "family_of"]
