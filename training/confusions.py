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
    from pathlib import Path
    from typing import Any

    from numpy.typing import NDArray

    from reportlint.typo.symbols import Alphabet

    Array = NDArray[Any]

READINGS = 4
# Tiny characters whose resemblance no list of components shows.
_TINY_SETS = ("人入八", "大太犬天夫", "木术本未末", "土士", "己已巳", "日曰目", "干千于", "刀刁力", "办为", "戊戌戍", "风凤", "兔免", "鸟乌", "今令", "未来末", "折拆析", "准淮", "治冶", "侯候", "祟崇", "拨拔", "部陪", "型刑")


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
    known = set(alphabet.hanzi)
    alike: dict[str, set[str]] = defaultdict(set)

    def both(one: str, other: str) -> None:
        if one != other and one in known and other in known:
            alike[one].add(other)
            alike[other].add(one)

    def rows(name: str) -> list[list[str]]:
        return [line.split() for line in (lexicon / name).read_text(encoding="utf-8-sig").splitlines() if line.strip()]

    for row in rows("形近字语料库.txt"):
        for other in "".join(row[1:]):
            both(row[0], other)
    for group in _TINY_SETS:
        for one, other in combinations(group, 2):
            both(one, other)
    strokes = {row[0]: int(row[1]) for row in rows("bihuashu_2w.txt") if len(row) > 1 and row[1].isdigit()}
    corners: dict[str, list[str]] = defaultdict(list)
    for row in rows("sijiaobianma_2w.txt"):
        if len(row) > 1 and row[0] in known:
            corners[row[1]].append(row[0])
    for group in corners.values():
        for one, other in combinations(group, 2):
            if abs(strokes.get(one, 0) - strokes.get(other, 0)) <= 2:
                both(one, other)
    # Small characters that differ in one corner: 休 and 体, 予 and 子.
    code = {character: corner for corner, group in corners.items() for character in group}
    small = [character for character in code if strokes.get(character, 99) <= 9]
    spots: dict[str, list[str]] = defaultdict(list)
    for character in small:
        for place in range(4):
            spots[code[character][:place] + "." + code[character][place + 1 : 4]].append(character)
    for group in spots.values():
        for one, other in combinations(group, 2):
            if abs(strokes[one] - strokes[other]) <= 1:
                both(one, other)
    holders: dict[str, set[str]] = defaultdict(set)
    for line in (lexicon / "chaizi-jt.txt").read_text(encoding="utf-8-sig").splitlines():
        character, *ways = line.rstrip().split("\t")
        if character in known:
            for way in ways:
                for part in way.split():
                    holders[part].add(character)
    for part, characters in holders.items():
        size = strokes.get(part, 0)
        if part in known:
            for character in characters:
                if size and size / strokes.get(character, 99) >= 0.5:
                    both(part, character)
        if len(characters) > 120:
            continue  # a radical: what it stands beside makes the difference
        for one, other in combinations(sorted(characters), 2):
            if size / max(strokes.get(one, 99), strokes.get(other, 99)) >= (0.5 if len(characters) > 40 else 0.4):
                both(one, other)
    offsets = np.zeros(SIZE + 1, np.uint32)
    items: list[int] = []
    for symbol in range(SIZE):
        if symbol > alphabet.first and symbol < len(alphabet.characters):
            items += sorted(alphabet.symbol(other) for other in alike[alphabet.characters[symbol]])
        offsets[symbol + 1] = len(items)
    return offsets, np.array(items, np.uint16)
