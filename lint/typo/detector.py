"""From a text to what is probably wrong in it."""

from __future__ import annotations

import numpy as np

from .candidates import DELETE, DOUBLED, INSERT, MARGIN, PAIR, SUBSTITUTE, Changes, Proposer
from .counting import LONGEST, pack
from .features import Features, unusual
from .language import Language
from .lattice import Lattice
from .levels import LEAST
from .sighting import AROUND, Alarm, Reader
from .symbols import padded
from .trees import Trees

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from numpy.typing import NDArray

    from .model import Model

    Array = NDArray[Any]

#: Which trees judge which kind of change.
FAMILIES = ("substitute", "pair", "edit", "insert")


class Detector(Reader):
    """Finds typos by one model, by arrays of numpy: what training uses, and runs where the kernel was not compiled."""

    def __init__(self, model: Model) -> None:
        super().__init__(model.card, model.alphabet)
        self.model = model
        self.language = Language(model)
        self.lattice = Lattice(model)
        self.proposer = Proposer(model, self.language)
        self.features = Features(model, self.language, self.lattice)
        self._early = [self._family(f"early.{name}") for name in FAMILIES]
        self._limits: list[float] = model.card.get("early", [-99.0] * len(FAMILIES))
        self._trees = [self._family(name) for name in FAMILIES]

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

    def alarms(self, text: str | Iterable[str], least: float) -> tuple[list[Alarm], float, int]:
        """As of every reader."""
        codes, offsets = self.alphabet.encode("".join(text))
        line = padded(codes, MARGIN)
        changes, rows, domain = self.examined(line)
        scores = self.scored(changes, rows)
        found = []
        for row in chosen(changes, scores, least):
            at, size = int(changes.at[row]) - MARGIN, int(changes.before[row])
            new = [int(symbol) for symbol in changes.after[row] if symbol >= 0]
            kind = int(changes.kind[row])
            around = line[at + MARGIN - AROUND : at + MARGIN + size + AROUND].tolist()
            if size:
                start, end = int(offsets[at]), int(offsets[at + size - 1]) + 1
            else:
                start = end = int(offsets[at - 1]) + 1 if at else 0
            longer = self._longer(line, at + MARGIN, size) if kind == DELETE and 1 < size < LONGEST else 0
            found.append(Alarm(start, end, self.alphabet.decode(new), float(scores[row]), kind, at, size, new, around, longer))
        return found, domain, len(codes)

    def _longer(self, line: Array, start: int, size: int) -> int:
        """The level of the longer word that the second of two equal words begins: 代表代表团提出; 0 for none."""
        for _ in range(DOUBLED):
            if not line[start - 1] == line[start - 1 + size] > self.alphabet.first:
                break
            start -= 1
        second = line[start + size : start + 2 * size + 1].tolist()
        if second[:size] != line[start : start + size].tolist():
            return 0
        return int(self.model.words.get(np.array([pack(second)], np.uint64))[0])

    def level(self, symbols: list[int]) -> int:
        """As of every reader."""
        cells = [np.array([symbol]) for symbol in symbols]
        return int((self.language.triples if len(cells) == 3 else self.language.pairs)(*cells)[0])


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


__all__ = ["DELETE", "FAMILIES", "INSERT", "Alarm", "Detector", "chosen", "family_of"]
