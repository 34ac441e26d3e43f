"""What of the aligned regions of a text repeats something, in Python: where ``_twice`` was not compiled."""

from __future__ import annotations

from itertools import accumulate

from .alignment import Alignment
from .passages import Places, Repeat, without_blanks
from .patterns import Lazy
from .similarity import bare, likeness, numbers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .alignment import Region
    from .reading import Paragraph

#: The least likeness of a repeated unit and the least bare characters it has.
PARAGRAPH, PARAGRAPH_LENGTH = 0.75, 40
SENTENCE, SENTENCE_LENGTH = 0.75, 18
CLAUSE, CLAUSE_LENGTH = 0.88, 24
RUN_LENGTH, RUN_ON_LENGTH = 15, 20
_KEPT = "。！？；"
# Aligned regions shorter than this say nothing.
_SHORTEST = 10
# As many paragraphs are put together in one go.
_PART = 256
_ORDINAL = Lazy(
    r"(?:[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．是]|第[一二三四五六七八九十]{1,3}[，、]?)"
)


class Search:
    """What repeats in the text of paragraphs, one a line and without blanks; ``twice/*.c`` find the same."""

    def __init__(self, paragraphs: list[Paragraph]) -> None:
        sizes: list[int] = []
        parts: list[str] = []
        # Some paragraphs at a time: for a long document as many copies as it takes would be a copy of it all.
        for at in range(0, len(paragraphs), _PART):
            texts = [paragraph.text.strip() for paragraph in paragraphs[at : at + _PART]]
            joined = "\n".join(texts)
            part = without_blanks(joined)
            if len(part) < len(joined):
                lines = part.split("\n")
                # A paragraph may hold a line end in formats that know breaks within it.
                texts = lines if len(lines) == len(texts) else list(map(without_blanks, texts))
            sizes += map(len, texts)
            parts.append(part)
        self.text = "\n".join(parts)
        parts.clear()
        self.places = Places(paragraphs, [0, *accumulate(map((1).__add__, sizes))])
        self.alignment = Alignment(self.text)
        self.found: list[tuple[Region, str, float, bool]] = []

    def run(self) -> list[Repeat]:
        """What repeats, in order; nothing inside what is larger."""
        for regions in self.alignment.regions():
            self._paragraph(regions)
        self.found.sort(key=lambda row: (row[0][2], -row[0][3]))
        repeats: list[Repeat] = []
        reached = -1
        for region, unit, alike, exact in self.found:
            if region[2] < reached:
                continue
            reached = region[3]
            repeats.append(Repeat.of(self.text, self.places, region, unit, alike, exact))
        return repeats

    def _paragraph(self, regions: list[Region]) -> None:
        """Take a paragraph that repeats another one, or what of it repeats something: ``regions``."""
        number = self.places.paragraph(regions[0][2])
        if self._whole(regions, number):
            return
        snapped = self.alignment.sentences.snapped
        before = self.places.starts[max(0, number - 1)]
        for region in regions:
            length = region[3] - region[2]
            near = region[0] >= before
            if length < _SHORTEST or (length < RUN_LENGTH and not near and snapped(region[2:]) is None):
                # Too short for a run, and too little of a sentence: most regions are.
                continue
            self._judge(region, near)

    def _whole(self, regions: list[Region], number: int) -> bool:
        """Take a paragraph if it repeats another one; whether it does."""
        line = self.places.line(number)
        size = line[1] - line[0]
        if size < PARAGRAPH_LENGTH or sum([region[3] - region[2] for region in regions]) < 0.5 * size:
            return False
        covered: dict[int, int] = {}
        for start, end, later, later_end in regions:
            other = self.places.paragraph(start)
            if other != number:
                covered[other] = covered.get(other, 0) + min(end - start, later_end - later)
        best, score, exact = line, 0.0, False
        for other, count in covered.items():
            first = self.places.line(other)
            if first[1] - first[0] < PARAGRAPH_LENGTH or count < 0.5 * max(size, first[1] - first[0]):
                continue
            alike = self._alike(first, line, PARAGRAPH_LENGTH, PARAGRAPH)
            if alike is not None and alike[0] > score:
                best, (score, exact) = first, alike
        if not score:
            return False
        self.found.append(((*best, *line), "paragraph", score, exact))
        return True

    def _judge(self, region: Region, near: bool) -> None:
        """Take a region as the sentences or the clauses that it covers, or as a run.

        ``near`` says whether both places stand in one paragraph or in neighbours.
        """
        for units, unit, least, length in (
            (self.alignment.sentences, "sentence", SENTENCE, SENTENCE_LENGTH),
            (self.alignment.clauses, "clause", CLAUSE, CLAUSE_LENGTH),
        ):
            if unit == "clause" and not near:
                continue
            later = units.snapped(region[2:])
            first = later and units.snapped(region[:2])
            if not later or not first or first[1] > later[0]:
                continue
            lengths = sorted((first[1] - first[0], later[1] - later[0]))
            if lengths[0] < max(length, 0.6 * lengths[1]):
                continue
            first, later = self._bared(first), self._bared(later)
            alike = self._alike(first, later, length, least)
            if alike is not None:
                if not self._is_line(first) and not self._is_line(later):
                    self.found.append(((*first, *later), unit, *alike))
                return
        if region[3] - region[2] < RUN_LENGTH or region[1] - region[0] < RUN_LENGTH:
            return
        if self._runs_on(region):
            alike = self._alike(region[:2], region[2:], RUN_ON_LENGTH, CLAUSE)
            if alike is not None:
                skipped = 1 if self.text[region[2]] in _KEPT else 0
                low, high, at, stop = region
                self.found.append(((low + skipped, high, at + skipped, stop), "sentence", *alike))
                return
        text, other = self.text[region[0] : region[1]], self.text[region[2] : region[3]]
        if text == other or numbers(text) == numbers(other):
            self.found.append((region, "run", 1.0, True))

    def _runs_on(self, region: Region) -> bool:
        """Whether one place is a whole sentence and the other begins one that goes on without a stop."""
        sentences = self.alignment.sentences
        for whole, other in ((region[:2], region[2:]), (region[2:], region[:2])):
            start = sentences.start(whole[0] + 2)
            end = sentences.end(start)
            if whole[0] - start > 2 or end - whole[1] > 2 or self.text[end - 1 : end] not in _KEPT:
                continue
            begin = sentences.start(other[0] + 2)
            around = self.text[other[1] - 1 : other[1] + 1]
            if (
                abs(other[0] - begin) <= 2
                and sentences.end(begin) - other[1] > 4
                and all("一" <= char <= "鿿" for char in around)
            ):
                return True
        return False

    def _alike(
        self, first: tuple[int, int], later: tuple[int, int], length: int, least: float
    ) -> tuple[float, bool] | None:
        """How alike two stretches are and whether they are equal.

        None where they are shorter than ``length`` or less alike than ``least``, or differ lawfully.
        """
        texts = self.text[slice(*first)], self.text[slice(*later)]
        one, other = (bare(text) for text in texts)
        if len(one) < length or len(other) < length:
            return None
        if one == other:
            return 1.0, True
        alike = likeness(one, other, least)
        return (alike, False) if alike >= least and _same_numbers(*texts, alike) else None

    def _bared(self, span: tuple[int, int]) -> tuple[int, int]:
        """A unit without its ordinal and without the comma or line end behind it."""
        start, end = span
        if self.text[end - 1 : end] in "，：\n":
            end -= 1
        end = min(end, len(self.text))
        ordinal = _ORDINAL.match(self.text, start, end)
        return (ordinal.end() if ordinal else start), end

    def _is_line(self, span: tuple[int, int]) -> bool:
        """Whether a span is a line of its own without a full stop: a heading, an item, a contents entry."""
        start, end = self.places.line(self.places.paragraph(span[0]))
        return end - start < 60 and self.text[end - 1] not in _KEPT and span[1] >= end - 1


def _same_numbers(one: str, other: str, alike: float) -> bool:
    """Whether the numbers agree so far that one text is not the other's counterpart for another year."""
    first, later = numbers(one), numbers(other)
    if first == later:
        return True
    counts: dict[str, int] = {}
    for number in later:
        counts[number] = counts.get(number, 0) + 1
    shared = 0
    for number in first:
        if counts.get(number, 0):
            counts[number] -= 1
            shared += 1
    wrong = max(len(first), len(later)) - shared
    if wrong <= 1 and alike >= 0.9 and len(one) >= 40:
        return True
    return alike >= 0.85 and 2 * wrong <= max(len(first), len(later)) and len(one) >= 30
