"""What alarms a text gives and what is said of each, whichever way they are found.

Nothing here needs numpy: the compiled kernel and the arrays of numpy give the
same alarms, and this turns them into sightings.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from .levels import LEVELS
from .symbols import Alphabet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any, Protocol

    class Texts(Protocol):
        """A list of texts, or what gives parts of one."""

        def __len__(self) -> int:
            """How many there are."""

        def __getitem__(self, part: slice, /) -> Sequence[str]:
            """Some of them."""

# As many paragraphs are put together in one go.
_PART = 64
# How many symbols of a usual text a text is mixed with before it is judged as a whole.
_PRIOR = 300
# The same where its faint alarms are judged, and what is said to be missing: a sentence or two are taken as they are.
_SHORT = 60
#: Symbols on each side that the evidence is taken from.
AROUND = 2
# Which of them belongs where is a matter of grammar, of which counts know little.
_PARTICLES = ("的", "地", "得")


class Alarm:
    """A probable typo: ``[start, end)`` of the text should read ``right``.

    ``score`` is in log-odds, ``kind`` one of ``candidates``; ``at`` and ``size``
    are the place in symbols, ``new`` the symbols that belong there, ``around``
    those that stand there with two more on each side.
    ``longer`` is the level of the longer word that the second of two equal words begins, 0 for none.
    """

    __slots__ = ("around", "at", "end", "kind", "longer", "new", "right", "score", "size", "start")

    def __init__(
        self, start: int, end: int, right: str, score: float, kind: int, at: int, size: int, new: list[int], around: list[int],
        longer: int = 0,
    ) -> None:
        self.start = start
        self.end = end
        self.right = right
        self.score = score
        self.kind = kind
        self.at = at
        self.size = size
        self.new = new
        self.around = around
        self.longer = longer


class Reader:
    """Reads texts by one model; how alarms are found and counts looked up is a subclass's."""

    def __init__(self, card: dict[str, Any], alphabet: Alphabet) -> None:
        self._card = card
        self.alphabet = alphabet
        self.thresholds = [(float(rate), float(score)) for rate, score in card.get("thresholds", [])]
        self._lowest = min((score for _, score in self.thresholds), default=0.0)
        self._foreign: list[list[float]] = card.get("foreign", [])
        self._particles = [alphabet.symbol(particle) for particle in _PARTICLES]

    def alarms(self, text: str | Iterable[str], least: float) -> tuple[list[Alarm], float, int]:
        """The alarms of a text from a score on, in order, none overlapping another; how unusual the text is; its symbols.

        The text may come in parts, which are asked for twice; no number goes on from one into the next.
        """
        raise NotImplementedError

    def level(self, symbols: list[int]) -> int:
        """How usual a pair or triple of symbols is: 0 for one never seen, else one more than the index in ``LEVELS``."""
        raise NotImplementedError

    def find(self, text: str, least: float) -> tuple[list[Alarm], float]:
        """The alarms of a text from a score on, in order, none overlapping another; how unusual the text is."""
        return self.alarms(text, least)[:2]

    def rest(self) -> None:
        """Give back memory until the next text."""

    def read(self, texts: Texts) -> list[tuple[int, Sighting]]:
        """The sightings in paragraphs, as (number of the paragraph, sighting), in order.

        Offsets are the paragraph's own. All paragraphs count as one text: what
        recurs in it is less suspicious, and a text unlike official documents
        needs stronger evidence.
        """
        lines = _Lines(texts)
        found, domain, size = self.alarms(lines, self._lowest)
        starts = lines.starts()
        sightings = []
        for alarm in found:
            number = bisect_right(starts, alarm.start) - 1
            score = alarm.score - self._penalty(domain, size, alarm.kind)
            if alarm.right in _PARTICLES and alarm.around[AROUND] in self._particles:
                score -= float(self._card.get("particles", 0.0))
            wrong, right, evidence = self._evidence(alarm)
            score = self._sunk(score, domain, size)
            sighting = Sighting(alarm, score, wrong, right, evidence, self._card["confidence"], self.thresholds)
            alarm.start -= starts[number]
            alarm.end -= starts[number]
            sightings.append((number, sighting))
        return sightings

    def _penalty(self, domain: float, size: int, kind: int) -> float:
        """What a text that is unlike official documents takes from every score, and from those of some kinds of change."""
        penalty: float = self._card["domain"][1] * max(0.0, self._times_usual(domain, size, _PRIOR) - 1.25)
        if kind < len(self._foreign):
            knee, slope = self._foreign[kind]
            penalty += slope * max(0.0, self._times_usual(domain, size, _SHORT) - knee)
        return penalty

    def _sunk(self, score: float, domain: float, size: int) -> float:
        """A score, or less: what does not reach the first level is believed less in a text unlike official documents."""
        limit, knee, factor = self._card.get("faint", (-99.0, 0.0, 0.0))
        if score >= limit:
            return score
        sunk: float = limit - (limit - score) * (1 + factor * max(0.0, self._times_usual(domain, size, _SHORT) - knee))
        return sunk

    def _times_usual(self, domain: float, size: int, prior: int) -> float:
        """How many times the usual share of triples never seen a text has, mixed with some of a usual text.

        A few sentences say little about the whole they come from.
        """
        usual: float = self._card["domain"][0]
        return (domain * size + usual * prior) / (size + prior) / usual

    def _evidence(self, alarm: Alarm) -> tuple[str, str, str]:
        """What stands there, what might, both with a neighbour or two, and how usual each is in words."""
        around, new, first = alarm.around, alarm.new, self.alphabet.first
        before, after = around[:AROUND], around[-AROUND:]
        old = around[AROUND:-AROUND]

        def runs(middle: list[int]) -> list[list[int]]:
            row = before + middle + after
            return [row[start : start + 3] for start in range(len(row) - 2)]

        def weight(symbols: list[int]) -> tuple[int, int]:
            return sum(symbol > first for symbol in symbols), self.level(symbols)

        usual = max((run for run in runs(new) if run != old), key=weight)
        rare = min(runs(old), key=lambda run: (-min(2, weight(run)[0]), self.level(run)))
        shown = self.alphabet.decode
        left = [symbol for symbol in before[-1:] if symbol > first]
        right = [symbol for symbol in after[:1] if symbol > first]
        return (
            shown(left + old + right),
            shown(left + new + right),
            f"“{shown(rare).strip()}”{_times(self.level(rare), rare=True)}，“{shown(usual).strip()}”{_times(self.level(usual))}",
        )


class _Lines:
    """Texts as one, a line each, that comes in parts: a copy of the whole would be as large as all that is made of it."""

    __slots__ = ("_texts",)

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def __iter__(self) -> Iterator[str]:
        texts = self._texts
        for at in range(0, len(texts), _PART):
            yield "\n".join(texts[at : at + _PART])
            if at + _PART < len(texts):
                yield "\n"

    def starts(self) -> list[int]:
        """Where each text starts."""
        texts = self._texts
        sizes = [len(text) + 1 for at in range(0, len(texts), _PART) for text in texts[at : at + _PART]]
        return [0, *accumulate(sizes)]


class Sighting:
    """An alarm with its reasons: what the texts say of both spellings, and how sure that makes."""

    __slots__ = ("_curve", "_thresholds", "alarm", "evidence", "right", "score", "wrong")

    def __init__(
        self,
        alarm: Alarm,
        score: float,
        wrong: str,
        right: str,
        evidence: str,
        curve: tuple[float, float],
        thresholds: list[tuple[float, float]],
    ) -> None:
        self.alarm = alarm
        self.score = score
        self.wrong = wrong
        self.right = right
        self.evidence = evidence
        self._curve = curve
        self._thresholds = thresholds

    @property
    def confidence(self) -> float:
        """The share of alarms of this score that are right, in drafts with five typos in 10,000 characters."""
        from math import exp

        slope, base = self._curve
        return round(1 / (1 + exp(-(slope * self.score + base))), 2)

    def shown(self, alarms: float, beyond: float = 0.0) -> bool:
        """Whether it belongs to those that so many false alarms in 10,000 characters allow, and fewer do not."""
        return self._limit(alarms) <= self.score < self._limit(beyond)

    def _limit(self, alarms: float) -> float:
        """The score that belongs to a number of false alarms; the next lower number counts where it is not listed."""
        return min((score for rate, score in self._thresholds if rate <= alarms), default=float("inf"))


def _times(level: int, rare: bool = False) -> str:
    """How often something was seen, in words."""
    if not level:
        return "在公文语料中从未出现"
    count = int(LEVELS[level - 1])
    if rare:
        return f"在公文语料中仅出现{count}次" if count < 4 else f"在公文语料中出现约{count}次"
    return f"出现{count}次" if count < 4 else f"出现约{count}次"
