"""Which characters are taken for which: by sound (pypinyin) and by shape (lists of look-alikes and components)."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from pypinyin import Style, pinyin

from reportlint.typo.symbols import SIZE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import Any

    from numpy.typing import NDArray

    from reportlint.typo.counting import Counts
    from reportlint.typo.symbols import Alphabet

    Array = NDArray[Any]

READINGS = 4
# Tiny characters whose resemblance no list of components shows.
_TINY_SETS = (
    "人入八", "大太犬天夫", "木术本未末", "土士", "己已巳", "日曰目", "干千于", "刀刁力", "办为", "戊戌戍", "风凤", "兔免",
    "鸟乌", "今令", "未来末", "折拆析", "准淮", "治冶", "侯候", "祟崇", "拨拔", "部陪", "型刑",
)


def near(syllable: str) -> str:
    """One spelling for syllables that are confused: zh and z, n and l, -ng and -n."""
    syllable = re.sub("^([zcs])h", r"\1", syllable)
    syllable = re.sub("^n(?=[aeiouv])", "l", syllable)
    return re.sub("(?<=[aei])ng$", "n", syllable)


def sounds(alphabet: Alphabet) -> tuple[Array, Array]:
    """Readings of every symbol (syllable × 8 + tone, 0 for none) and the class of each syllable.

    Syllables are numbered from 1 in alphabetical order.
    """
    found: dict[str, list[tuple[str, int]]] = {}
    for character in alphabet.hanzi:
        for reading in pinyin(character, style=Style.TONE3, heteronym=True, neutral_tone_with_five=True)[0][:READINGS]:
            match = re.fullmatch(r"([a-zü]+)([1-5])", reading)
            if match:
                found.setdefault(character, []).append((match[1].replace("ü", "v"), int(match[2])))
    syllables = sorted({syllable for readings in found.values() for syllable, _ in readings})
    number = {syllable: index for index, syllable in enumerate(syllables, 1)}
    table = np.zeros((SIZE, READINGS), np.uint16)
    for character, readings in found.items():
        for column, (syllable, tone) in enumerate(readings):
            table[alphabet.symbol(character), column] = number[syllable] * 8 + tone
    classes = sorted({near(syllable) for syllable in syllables})
    group = np.zeros(len(syllables) + 1, np.uint16)
    for syllable, index in number.items():
        group[index] = classes.index(near(syllable)) + 1
    return table, group


def shapes(alphabet: Alphabet, lexicon: Path) -> tuple[Array, Array]:
    """Look-alikes as a table of offsets and one of symbols.

    ``lexicon`` holds 形近字语料库.txt (MIT), chaizi-jt.txt (CC BY 3.0),
    bihuashu_2w.txt and sijiaobianma_2w.txt (Apache-2.0).
    """
    alike = _Alike(set(alphabet.hanzi))
    for row in _table(lexicon / "形近字语料库.txt"):
        alike.add((row[0], other) for other in "".join(row[1:]))
    for group in _TINY_SETS:
        alike.add(combinations(group, 2))
    strokes = {
        row[0]: int(row[1]) for row in _table(lexicon / "bihuashu_2w.txt") if len(row) > 1 and row[1].isdigit()
    }
    _by_corners(alike, strokes, lexicon / "sijiaobianma_2w.txt")
    _by_parts(alike, strokes, lexicon / "chaizi-jt.txt")
    offsets = np.zeros(SIZE + 1, np.uint32)
    items: list[int] = []
    for symbol in range(SIZE):
        if alphabet.first < symbol < len(alphabet.characters):
            items += sorted(alphabet.symbol(other) for other in alike.others[alphabet.characters[symbol]])
        offsets[symbol + 1] = len(items)
    return offsets, np.array(items, np.uint16)


class _Alike:
    """Which of the known characters are taken for which, both ways."""

    def __init__(self, known: set[str]) -> None:
        self.known = known
        self.others: dict[str, set[str]] = defaultdict(set)

    def add(self, pairs: Iterable[tuple[str, str]]) -> None:
        for one, other in pairs:
            if one != other and one in self.known and other in self.known:
                self.others[one].add(other)
                self.others[other].add(one)


def _table(path: Path) -> list[list[str]]:
    return [line.split() for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]


def _by_corners(alike: _Alike, strokes: dict[str, int], path: Path) -> None:
    """The same four corners; small characters that differ in one of them, as 休 and 体, 予 and 子."""
    corners: dict[str, list[str]] = defaultdict(list)
    spots: dict[str, list[str]] = defaultdict(list)
    for row in _table(path):
        if len(row) > 1 and row[0] in alike.known:
            corners[row[1]].append(row[0])
            if strokes.get(row[0], 99) <= 9:
                for place in range(4):
                    spots[row[1][:place] + "." + row[1][place + 1 : 4]].append(row[0])
    for groups, apart in ((corners, 2), (spots, 1)):
        for group in groups.values():
            alike.add(
                (one, other)
                for one, other in combinations(group, 2)
                if abs(strokes.get(one, 0) - strokes.get(other, 0)) <= apart
            )


def _by_parts(alike: _Alike, strokes: dict[str, int], path: Path) -> None:
    """A part that makes up much of both; a radical that many have is none."""
    holders: dict[str, set[str]] = defaultdict(set)
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        character, *ways = line.rstrip().split("\t")
        if character in alike.known:
            for way in ways:
                for part in way.split():
                    holders[part].add(character)
    for part, characters in holders.items():
        size = strokes.get(part, 0)
        alike.add((part, other) for other in characters if size and size / strokes.get(other, 99) >= 0.5)
        if len(characters) <= 120:
            least = 0.5 if len(characters) > 40 else 0.4
            alike.add(
                (one, other)
                for one, other in combinations(sorted(characters), 2)
                if size / max(strokes.get(one, 99), strokes.get(other, 99)) >= least
            )


def homophones(counts: Counts, readings: Array, groups: Array, least: int = 8) -> tuple[Array, Array]:
    """Words of two hanzi by how they sound: keys (class of the first × 1024 + class of the second) and symbols, sorted."""
    alphabet = counts.alphabet
    rows = set()
    for word, count in counts.words.items():
        if len(word) == 2 and count >= least:
            one, other = alphabet.symbol(word[0]), alphabet.symbol(word[1])
            if min(one, other) > alphabet.first:
                for first in {int(groups[reading >> 3]) for reading in readings[one] if reading}:
                    for second in {int(groups[reading >> 3]) for reading in readings[other] if reading}:
                        rows.add((first << 10 | second, one, other))
    ordered = sorted(rows)
    return np.array([row[0] for row in ordered], np.uint32), np.array([row[1:] for row in ordered], np.uint16)
