"""Rows of features with the truth about them, from clean texts and from texts with faults put in."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

from reportlint.typo.candidates import MARGIN
from reportlint.typo.symbols import padded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from numpy.typing import NDArray

    from reportlint.typo.candidates import Changes
    from reportlint.typo.detector import Detector

    from .injection import Injector

    Array = NDArray[Any]
    #: Place, length there, symbols that belong there, and what kind of fault it is.
    Fault = tuple[int, int, tuple[int, ...], str, int]

# Of the rows far from a fault in a spoiled text, which are like those of the clean text, so many are kept.
_SHARE = 0.15


class Rows:
    """Features, truth, weight and kind, a row a proposed change."""

    def __init__(self, features: Array, truth: Array, weight: Array, kind: Array) -> None:
        self.features = features
        self.truth = truth
        self.weight = weight
        self.kind = kind

    @classmethod
    def joined(cls, parts: Sequence[Rows]) -> Rows:
        """All rows of several collections."""
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in ("features", "truth", "weight", "kind")))


def judged(line: Array, changes: Changes, faults: Iterable[Fault]) -> tuple[Array, Array]:
    """Whether each change undoes a fault, however it does so, and whether it is near one."""
    truth = np.zeros(len(changes), np.int8)
    near = np.zeros(len(changes), bool)
    faults = list(faults)
    owner = np.full(len(line), -1)
    for number, (at, length, *_) in enumerate(faults):
        owner[max(0, at - 6) : at + length + 3] = number
    for row in np.flatnonzero(owner[changes.at] >= 0).tolist():
        at, length, right, _, _ = faults[owner[changes.at[row]]]
        near[row] = True
        start, size = int(changes.at[row]), int(changes.before[row])
        low, high = min(at, start), max(at + length, start + size)
        new = [int(symbol) for symbol in changes.after[row] if symbol >= 0]
        meant = [*line[low:at].tolist(), *right, *line[at + length : high].tolist()]
        truth[row] = meant == [*line[low:start].tolist(), *new, *line[start + size : high].tolist()]
    return truth, near


def from_reports(detector: Detector, injectors: Sequence[Injector], texts: Iterable[str], every: float = 110) -> Rows:
    """Rows of clean texts, all of them wrong, and of the same texts with faults."""
    parts = []
    for number, text in enumerate(texts):
        line = padded(detector.alphabet.encode(text)[0], MARGIN)
        changes, rows, _ = detector.examined(line)
        parts.append(Rows(rows, np.zeros(len(changes), np.int8), np.ones(len(changes)), changes.kind))
        for injector in injectors:
            spoiled, faults = injector.spoil(line, every)
            changes, rows, _ = detector.examined(spoiled)
            truth, near = judged(spoiled, changes, faults)
            kept = near | (np.random.default_rng(number).random(len(changes)) < _SHARE)
            weight = np.where(near, 0.25, 1 / _SHARE / 8)
            parts.append(Rows(rows[kept], truth[kept], weight[kept], changes.kind[kept]))
    return Rows.joined(parts)


def from_pairs(detector: Detector, pairs: Iterable[tuple[str, str]]) -> Rows:
    """Rows of wrong sentences beside right ones of the same length."""
    parts = []
    for wrong, right in pairs:
        codes, _ = detector.alphabet.encode(wrong)
        meant, _ = detector.alphabet.encode(right)
        if len(codes) != len(meant):
            continue
        line, other = padded(codes, MARGIN), padded(meant, MARGIN)
        changes, rows, _ = detector.examined(line)
        truth = np.zeros(len(changes), np.int8)
        for row in range(len(changes)):
            new = changes.after[row][changes.after[row] >= 0]
            size = int(changes.before[row])
            at = int(changes.at[row])
            if len(new) == size:
                truth[row] = np.array_equal(new, other[at : at + size]) and bool((line[at : at + size] != new).all())
        parts.append(Rows(rows, truth, np.ones(len(changes)), changes.kind))
    return Rows.joined(parts)


def held(right: str) -> bool:
    """Whether a sentence is kept out of training, for measuring."""
    return bool(hashlib.sha256(right.encode()).digest()[0] & 1)
