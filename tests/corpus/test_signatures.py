"""Bare text, shingles, bands and exact likeness."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.corpus.signatures import Signer, bare, key_of, likeness, paragraphs, shingles

HANZI = st.text("青禾县全年完成投资项目，。12３ \n\r", max_size=60)
SIGNER = Signer(5, 6, 4)
BANDS = [5110254360441526227, -7570503724213865376, -5739729939024681150]
KEY = (2701279500697798954, 1398148970352118244)


@pytest.mark.parametrize(
    ("text", "folded", "expected"),
    [
        ("一、工作 情况。", False, "一工作情况"),
        ("增长８．５%", False, "增长85"),
        ("ＧＤＰ总量", False, "gdp总量"),
        ("2022年12亿元", True, "0年0亿元"),
        ("2022年12亿元", False, "2022年12亿元"),
        ("——……", False, ""),
        ("a_b", False, "ab"),
    ],
)
def test_bare(text: str, folded: bool, expected: str) -> None:
    assert bare(text, folded) == expected


@given(HANZI)
def test_paragraphs_are_the_lines_with_something_in_them(text: str) -> None:
    found = paragraphs(text)
    assert [line for _, _, line in found] == [bare(text[start:end]) for start, end, _ in found]
    assert "".join(line for _, _, line in found) == bare(text)
    assert not any("\n" in text[start:end] or "\r" in text[start:end] for start, end, _ in found)


@given(st.lists(HANZI, max_size=4), st.lists(HANZI, max_size=4), st.integers(2, 6))
def test_likeness_is_that_of_all_runs_counted_one_by_one(one: list[str], other: list[str], size: int) -> None:
    def runs(lines: list[str]) -> list[str]:
        return [line[at:][:size] for line in lines for at in range(len(line)) if len(line[at:][:size]) == size]

    a, b = runs(one), runs(other)
    every = set(a + b)
    both = [run for run in every if run in a and run in b]
    jaccard, containment = likeness(shingles(one, size), shingles(other, size))
    assert jaccard == (len(both) / len(every) if both else 0.0)
    assert containment == (len(both) / min(len(set(a)), len(set(b))) if both else 0.0)


@given(st.lists(st.text("青禾县全年完成", min_size=5, max_size=40), min_size=1, max_size=5), st.randoms())
def test_the_order_of_paragraphs_does_not_matter_to_a_document(lines: list[str], dice: object) -> None:
    shuffled = lines[:]
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert SIGNER.bands_of(lines)[0].tolist() == SIGNER.bands_of(shuffled)[0].tolist()


@given(st.lists(st.text("青禾县全年完成", max_size=40), max_size=5))
def test_a_paragraph_has_the_bands_that_it_would_have_alone(lines: list[str]) -> None:
    whole, each, indices = SIGNER.bands_of(lines)
    assert indices.tolist() == [at for at, line in enumerate(lines) if len(line) >= 5]
    for at, bands in zip(indices.tolist(), each.tolist(), strict=True):
        assert SIGNER.bands_of([lines[at]])[0].tolist() == bands
    assert (whole is None) == (not len(indices))


def test_a_long_document_has_the_bands_that_a_short_way_gives() -> None:
    # Beyond 4,096 shingles each permutation is taken by itself.
    line = "".join(chr(0x4E00 + number * 7919 % 20000) for number in range(5000))
    whole = Signer(5, 6, 4)._least(*Signer(5, 6, 4)._shingles([line, line[:50]]))
    hashes, starts = SIGNER._shingles([line])
    halves = [SIGNER._least(hashes[:2500], starts), SIGNER._least(hashes[2500:], starts)]
    assert whole[0].tolist() == [min(pair) for pair in zip(*(half[0].tolist() for half in halves), strict=True)]


def test_bands_and_keys_are_the_same_on_every_machine_and_in_every_version() -> None:
    # Parts of one run may be made on different machines.
    whole, _, _ = Signer(5, 3, 2).bands_of(["青禾县坚持以项目建设为抓手", "全年新开工重点项目三十二个"])
    assert whole.tolist() == BANDS
    assert key_of(["青禾县"]) == KEY


@pytest.mark.parametrize("share", [0.8, 0.9])
def test_likely_texts_share_a_band_and_unlike_ones_do_not(share: float) -> None:
    signer = Signer(5, 24, 4)
    met = strange = 0
    for number in range(60):
        line = "".join(chr(0x4E00 + (number * 104729 + at * 7919) % 20000) for at in range(300))
        cut = int(300 * share)
        other = line[:cut] + "".join(chr(0x4E00 + (number * 1299709 + at * 15485863) % 20000) for at in range(20))
        mine = signer.bands_of([line])[0].tolist()
        met += any(a == b for a, b in zip(mine, signer.bands_of([other])[0].tolist(), strict=True))
        strange += any(a == b for a, b in zip(mine, signer.bands_of([other[cut:] * 3])[0].tolist(), strict=True))
    assert met >= 59
    assert strange == 0


