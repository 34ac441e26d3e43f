"""A model that knows one's own texts as well: the shipped one with their counts laid over it."""

from __future__ import annotations

import os

import numpy as np

from . import model as models
from .assemble import level, word_level
from .counting import LONGEST, Counts, Splitter, pack
from .table import build

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from numpy.typing import NDArray

    from .model import Model

    Array = NDArray[Any]

# A word of one's own texts must have come up so often; rarer ones may be typos.
_LEAST_WORD = 3
_LEAST_GRAM = 2


def segmenter() -> Callable[[str], list[str]]:
    """Jieba's most probable path without guessing of new words, by rjieba where that is installed: the same words."""
    try:
        import rjieba
    except ImportError:
        import logging

        import jieba

        jieba.setLogLevel(logging.WARNING)
        jieba.initialize()
        return lambda text: list(jieba.cut(text, HMM=False))
    return lambda text: list(rjieba.cut(text, False))


def frequencies() -> dict[str, int]:
    """Words and frequencies of jieba's dictionary."""
    from ..text.words import dictionary_file

    found = {}
    with open(dictionary_file(), encoding="utf-8") as lines:
        for line in lines:
            word, count = line.split(" ", 2)[:2]
            found[word] = int(count)
    return found


def extended(base: Model, texts: Iterable[str]) -> tuple[dict[str, Any], dict[str, Array]]:
    """Card and arrays of a model that takes what these texts say at least twice as usual.

    The scorer and its thresholds stay those of ``base``; what is new in the
    texts can only take alarms away, or offer what they say as corrections.
    The same texts in the same order give the same arrays.
    """
    counts = Counts(base.alphabet)
    counts.read(texts, segmenter(), Splitter(frequencies()))
    keys, values = [], []
    for tally in (counts.pairs, counts.triples, counts.word_pairs):
        kept = tally.counts >= _LEAST_GRAM
        keys.append(tally.keys[kept])
        values.append(level(tally.counts[kept]))
    grams = build(np.concatenate(keys), np.concatenate(values), np.uint8, packed=True)
    follows = base.arrays["follows"].copy()
    pairs = keys[0]
    left = ((pairs >> np.uint64(12)) & np.uint64(4095)).astype(np.int64)
    right = (pairs & np.uint64(4095)).astype(np.int64)
    np.bitwise_or.at(follows, (left, right >> 3), (1 << (right & 7)).astype(np.uint8))
    words: dict[int, int] = {}
    for word, count in sorted(counts.words.items()):
        if count >= _LEAST_WORD and len(word) <= LONGEST:
            words[pack([base.alphabet.symbol(mark) for mark in word])] = count
    word_keys = np.array(sorted(words), np.uint64)
    own = build(word_keys, word_level(np.array([words[int(key)] for key in word_keys], float)), np.uint16, packed=False)
    card = dict(base.card)
    card["own"] = {"texts": counts.texts, "symbols": int(counts.singles.sum())}
    card["own.grams"] = [grams.layout.seed, grams.layout.segment, grams.layout.segments]
    card["own.words"] = [own.layout.seed, own.layout.segment, own.layout.segments]
    arrays = dict(base.arrays)
    arrays["follows"] = follows
    for name, table in (("own.grams", grams), ("own.words", own)):
        arrays[f"{name}.marks"], arrays[f"{name}.values"] = table.marks, table.values
    return card, arrays


def build_from(folder: str, target: str, texts: Iterable[str]) -> tuple[int, dict[str, Any]]:
    """Write the shipped model extended by texts; its size in bytes and what it was made from."""
    base = models.read(models.shipped(), check=True)
    card, arrays = extended(base, texts)
    if not card["own"]["symbols"]:
        raise ValueError(f"{folder} 里没有可用的文本")
    os.makedirs(os.path.dirname(os.path.abspath(target)), exist_ok=True)
    return models.write(target, card, arrays), card["own"]
