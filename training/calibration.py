"""Which score goes with how many false alarms, from clean texts; which confidence, from texts with faults put in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reportlint.matchers.statistical import lawful
from reportlint.readers.txt import read
from reportlint.text.reading import Reading
from reportlint.text.zones import covers
from reportlint.typo.candidates import MARGIN
from reportlint.typo.detector import Detector
from reportlint.typo.features import unusual
from reportlint.typo.symbols import padded

from .injection import Injector

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from reportlint.typo.model import Model
    from reportlint.typo.sighting import Reader

#: How many alarms in 10,000 characters of published reports go with so many false ones: some of what is
#: published is wrong. Read on the tune part to 0.6 alarms, from 0.5 on with a margin, and continued from there.
ALARMS = {0.05: 0.071, 0.1: 0.14, 0.2: 0.25, 0.3: 0.365, 0.5: 0.562, 0.75: 0.87, 1.0: 1.15, 2.0: 2.25}
# What a change among 的, 地, 得 loses.
PARTICLES = 0.6
# From how many times the usual share of triples never seen a text's faint alarms count less, and how much less.
FAINT = (2.0, 0.5)
# The same for all alarms of a kind, in the order of ``candidates``: that something is missing, doubled or exchanged is
# known of official documents alone.
FOREIGN = ((2.0, 0.5), (2.0, 2.0), (1.5, 3.0), (1.5, 3.0), (1.5, 5.0))
SKIPPED = ("quotation", "title", "url", "code", "mask")
# Typos in 10,000 characters of the draft that confidence is stated for.
DENSITY = 5.0


def alarms(reader: Reader, text: str) -> list[tuple[float, int, int]]:
    """(score, start, end) of all alarms on a text that the rules would show, were their thresholds low enough."""
    page = Reading(read(text.encode("utf-8"), "text.txt", ""))
    found = []
    for number, sighting in reader.read([here.text for here in page.paragraphs]):
        here, alarm = page.paragraphs[number], sighting.alarm
        if not covers(page.zones(here), alarm.start, max(alarm.end, alarm.start + 1), SKIPPED) and not lawful(here.text, alarm):
            found.append((sighting.score, *here.at(alarm.start, alarm.end)))
    return found


def calibrated(model: Model, texts: Sequence[str]) -> dict[str, Any]:
    """The card's ``domain``, ``thresholds`` and ``confidence`` from clean reports."""
    card = dict(model.card)
    detector = Detector(model)
    shares = []
    for text in texts:
        line = padded(detector.alphabet.encode(text)[0], MARGIN)
        threes = detector.language.triples(line[:-2], line[1:-1], line[2:])
        shares.append(unusual(line, np.concatenate(([0], threes, [0])), detector.alphabet.first))
    card["domain"] = [round(float(np.median(shares)), 4), 2.0]
    card["particles"] = PARTICLES
    card["thresholds"] = [[9.0, -5.0]]
    card["confidence"] = [1.0, 0.0]
    card["faint"] = [-99.0, *FAINT]
    card["foreign"] = [list(kind) for kind in FOREIGN]
    size = sum(map(len, texts))
    # What is faint is what does not reach the first level, where nothing changes.
    card["faint"][0] = round(float(_sorted(model, card, texts)[int(ALARMS[0.1] * size / 10000)]), 3)
    clean = _sorted(model, card, texts)
    detector = Detector(model)
    card["thresholds"] = [[rate, round(float(clean[int(alarms * size / 10000)]), 3)] for rate, alarms in ALARMS.items()]
    card["confidence"] = _confidence(detector, clean, size, texts[::8])
    return card


def _sorted(model: Model, card: dict[str, Any], texts: Iterable[str]) -> Any:
    """The scores of all alarms on texts by a card, from the highest."""
    model.card.update(card)
    detector = Detector(model)
    return np.sort([score for text in texts for score, *_ in alarms(detector, text)])[::-1]


def _confidence(detector: Detector, clean: Any, size: int, texts: Iterable[str]) -> list[float]:
    """Slope and base of a logistic curve from scores to the share of alarms that are right."""
    injector = Injector(detector.model, detector.proposer, 7)
    right: list[float] = []
    made = 0
    for text in texts:
        line = padded(detector.alphabet.encode(text)[0], MARGIN)
        spoiled, faults = injector.spoil(line, 250)
        made += len(faults)
        changes, rows, _ = detector.examined(spoiled)
        found = detector.scored(changes, rows)
        for at, length, *_ in faults:
            near = np.flatnonzero((changes.at >= at - 1) & (changes.at <= at + length) & (found > -5))
            if len(near):
                right.append(float(found[near].max()))
    good = np.array(right)
    scores_ = np.concatenate((good, clean))
    truth = np.concatenate((np.ones(len(good)), np.zeros(len(clean))))
    weights = np.concatenate((np.full(len(good), DENSITY / max(1, made)), np.full(len(clean), 10000 / size)))
    weights /= weights.sum()
    slope, base = 1.0, 0.0
    for _ in range(3000):
        chance = 1 / (1 + np.exp(-(slope * scores_ + base)))
        error = weights * (truth - chance)
        slope += 0.5 * float((error * scores_).sum())
        base += 0.5 * float(error.sum())
    return [round(slope, 3), round(base, 3)]
