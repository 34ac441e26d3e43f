"""Make the model that ships with the package.

    python -m training REPORTS --split SPLIT.tsv --others FOLDER… --lexicon FOLDER --pairs FOLDER \
        -o lint/typo/official.model

REPORTS holds published reports, REGION-YEAR.txt; SPLIT says which part each
belongs to (``file⇥train|tune|test``). Of the train part, whole regions go to the
counts and to the scorer; thresholds are set on the tune part; the test part is
never opened. OTHERS are folders of further texts for the counts: policies, statutes. LEXICON holds the lists that ``confusions`` names and
``thuocl/THUOCL_diming.txt`` (MIT); PAIRS ``odw_train.tsv`` (wrong⇥right sentences)
and ``clean_news.tsv`` (right ones), half of each is used. The same input gives
the same file; it takes some ten minutes on two cores.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from reportlint.typo import model as models
from reportlint.typo.assemble import assemble
from reportlint.typo.building import frequencies, segmenter
from reportlint.typo.candidates import DELETE, PAIR
from reportlint.typo.counting import Counts, Splitter, alphabet_of
from reportlint.typo.detector import FAMILIES, Detector, family_of
from reportlint.typo.features import BY_WORDS, NAMES
from reportlint.typo.symbols import FIRST, MARKS, SIZE
from reportlint.typo.trees import Trees

from .boosting import trained
from .calibration import calibrated
from .confusions import homophones, shapes, sounds
from .examples import Rows, from_pairs, from_reports, held
from .injection import Injector

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from numpy.typing import NDArray

    Array = NDArray[Any]

# Reports that the scorer learns from.
_SCORER = 170
# The share of changes that are reported in the end which the first choice may lose, and the score they have.
_LOST, _REPORTED = 0.004, 1.5
# What a row of the sentences weighs, against one of the reports.
_SENTENCES = 8.0
_FOREST = {"substitute": (150, 31), "pair": (150, 31), "edit": (120, 31), "insert": (100, 31)}
# Features that may move the score either way: a text with many odd places is a foreign one, or one with many typos.
_FREE = {"substitute": ("domain",), "pair": ("domain",), "edit": (), "insert": ()}
# By what the scores are multiplied and what is added then: how the false alarms that are borne are shared out
# among the families. A score comes to mean the same among what published texts really contain.
_SCALE = {"substitute": 0.57, "pair": 0.96, "edit": 2.07, "insert": 5.16}
_SHIFT = {"substitute": 1.98, "pair": 1.82, "edit": -3.86, "insert": -6.0}


def main() -> None:
    """Read, count, train, calibrate, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--split", type=Path, required=True)
    parser.add_argument("--others", type=Path, nargs="*", default=[])
    parser.add_argument("--lexicon", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("-o", "--output", required=True)
    options = parser.parse_args()
    parts = _parts(options.split)
    others = [path for folder in options.others for path in folder.glob("*.txt")]
    card, arrays = counted([options.reports / name for name in parts["counts"]], sorted(others), options.lexicon)
    print(f"{card['texts']} texts, {card['symbols']} symbols counted", flush=True)
    model = models.Model(card, arrays)
    rows = _rows(Detector(model), [options.reports / name for name in parts["scorer"]], options.pairs)
    print(f"{len(rows.truth)} rows, {int(rows.truth.sum())} right", flush=True)
    fit(card, arrays, rows)
    models.write(options.output, card, arrays)
    model = models.Model(card, arrays)
    card = calibrated(model, list(_texts(options.reports / name for name in parts["tune"])))
    print({name: card[name] for name in ("thresholds", "domain", "confidence")})
    print(models.write(options.output, card, arrays), "bytes")


def _parts(split: Path) -> dict[str, list[str]]:
    """File names by part; whole regions of the train part, in the order of their digests, go to the scorer."""
    regions: dict[str, list[str]] = defaultdict(list)
    parts: dict[str, list[str]] = defaultdict(list)
    for line in split.read_text(encoding="utf-8").splitlines()[1:]:
        name, part = line.split("\t")
        if part == "train":
            regions[name.split("-")[0]].append(name)
        else:
            parts[part].append(name)
    for region in sorted(regions, key=lambda region: hashlib.sha256(region.encode()).hexdigest()):
        parts["scorer" if len(parts["scorer"]) < _SCORER else "counts"] += regions[region]
    return {part: sorted(names) for part, names in parts.items()}


def _texts(paths: Iterable[Path]) -> Iterable[str]:
    for path in paths:
        yield path.read_text(encoding="utf-8")


def counted(paths: list[Path], others: list[Path], lexicon: Path) -> tuple[dict[str, Any], dict[str, Array]]:
    """Card and arrays without a scorer."""
    words = frequencies()
    alphabet = alphabet_of(_texts(paths + others), SIZE - FIRST - len(MARKS) - 1)
    counts = Counts(alphabet)
    counts.read(_texts(paths + others), segmenter(), Splitter(words))
    counts.learn(word for word, count in words.items() if 2 <= len(word) <= 4 and (count >= 5 or len(word) == 4))
    known = {word: count for word, count in words.items() if count >= 3 or len(word) == 4}
    for place in places(lexicon / "thuocl" / "THUOCL_diming.txt"):
        known.setdefault(place, 5)
    card, arrays = assemble(counts, known)
    arrays["readings"], arrays["groups"] = sounds(alphabet)
    arrays["shapes.offsets"], arrays["shapes.items"] = shapes(alphabet, lexicon)
    arrays["homophones.keys"], arrays["homophones.words"] = homophones(counts, arrays["readings"], arrays["groups"])
    return card, arrays


def places(path: Path) -> list[str]:
    """Place names that are frequent enough to be words."""
    found = re.findall(r"([\u4e00-\u9fff]+)\s*(\d+)", path.read_text(encoding="utf-8-sig"))
    least = {2: 50, 3: 2, 4: 20}
    return [name for name, count in found if int(count) >= least.get(len(name), 10**9)]


def _rows(detector: Detector, paths: list[Path], pairs: Path) -> Rows:
    injectors = [Injector(detector.model, detector.proposer, seed) for seed in (1, 2)]
    reports = from_reports(detector, injectors, _texts(paths))
    split = [line.split("\t") for line in (pairs / "odw_train.tsv").read_text(encoding="utf-8").splitlines()]
    sentences = from_pairs(detector, [(row[0], row[1]) for row in split if not held(row[1])])
    # They are few, and the only ones that nobody injected.
    sentences.weight[sentences.kind <= PAIR] = _SENTENCES
    lines = (pairs / "clean_news.tsv").read_text(encoding="utf-8").splitlines()
    news = from_pairs(detector, [(line.split("\t")[1],) * 2 for line in lines if not held(line.split("\t")[1])])
    news.weight[:] = 0.3
    # Published texts hold more of what was dropped and doubled than the injected mixture has; a hanzi
    # written twice is easily found, and as easily a name's.
    size = reports.features[:, list(NAMES).index("size")]
    weight = np.where(reports.kind >= DELETE, 1.0, 0.25)
    weight[(reports.kind == DELETE) & (size == 1)] = 0.4
    weight[(reports.kind == DELETE) & (size > 1)] = 2.0
    reports.weight[reports.truth == 1] = weight[reports.truth == 1]
    return Rows.joined([reports, sentences, news])


def fit(card: dict[str, Any], arrays: dict[str, Array], rows: Rows) -> None:
    """Add both stages of the scorer: one without words that chooses, one with them that decides."""
    family = family_of(rows.kind)
    columns = [list(NAMES).index(name) for name in BY_WORDS]
    early = rows.features.copy()
    early[:, columns] = 0
    card["early"] = []
    for number, name in enumerate(FAMILIES):
        part = np.flatnonzero(family == number)
        first = trained(early[part], rows.truth[part], rows.weight[part], 30, 15)
        second = trained(rows.features[part], rows.truth[part], rows.weight[part], *_FOREST[name], _FREE[name])
        second["value"] *= np.float32(_SCALE[name])
        # A node that leads to itself is a leaf; every row ends in one of the first tree's.
        leaf = second["left"] == np.arange(len(second["left"]))
        leaf[int(second["roots"][1]) :] = False
        second["value"][leaf] += np.float32(_SHIFT[name])
        reported = forest(second).score(rows.features[part]) >= _REPORTED
        limit = np.quantile(forest(first).score(early[part][reported]), _LOST)
        card["early"].append(round(float(limit), 4))
        for prefix, made in ((f"early.{name}", first), (name, second)):
            for key, array in made.items():
                arrays[f"{prefix}.{key}"] = array


def forest(made: dict[str, Array]) -> Trees:
    """The trees of ``trained``."""
    names = ("feature", "limit", "left", "right", "value", "roots")
    feature, limit, left, right, value, roots = (made[name] for name in names)
    return Trees(feature, limit, left, right, value, roots, int(made["depth"][0]))


if __name__ == "__main__":
    main()
