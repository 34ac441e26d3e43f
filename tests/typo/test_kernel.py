"""The compiled kernel: the alarms that the arrays of numpy give, whatever the text; no harm from a damaged model."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from math import prod
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportlint.catalog.load import load_rules
from reportlint.catalog.table import rules_dir
from reportlint.text.extensions import PURE
from reportlint.typo import levels, loading
from reportlint.typo.contents import HEAD, BrokenModel, opened, shipped
from reportlint.typo.sighting import Reader
from sandbox import PROJECT

if not loading.compiled():
    pytest.skip("the kernel was not compiled", allow_module_level=True)

from reportlint.typo.compiled import FEATURES, Kernel

#: From here on alarms are compared; far below what is reported, so that there are many.
LOW = -7.0
SEEDS = sorted((PROJECT / "seeds").glob("*.*"))
HANZI = opened(shipped()).card["hanzi"]


def seen(reader: Reader, text: str | list[str], least: float = LOW) -> tuple[list[tuple[object, ...]], list[float], float, int]:
    """All that is known of the alarms of a text; their scores apart."""
    found, domain, size = reader.alarms(text, least)
    rows: list[tuple[object, ...]] = [(a.start, a.end, a.right, a.kind, a.at, a.size, a.new, a.around, a.longer) for a in found]
    return rows, [a.score for a in found], domain, size


def compare(text: str, one: Reader, other: Reader) -> int:
    """Assert that two readers agree on a text; how many alarms it has."""
    rows, scores, domain, size = seen(one, text)
    other_rows, other_scores, other_domain, other_size = seen(other, text)
    assert other_rows == rows
    assert other_scores == pytest.approx(scores, abs=1e-4)
    assert other_domain == pytest.approx(domain, abs=1e-9)
    assert other_size == size
    return len(rows)


def both(text: str) -> int:
    """As ``compare``, by the model that comes with the package."""
    return compare(text, loading.detector(pure=True), loading.detector(pure=False))


def spoiled(text: str, generator: random.Random, every: int = 60) -> str:
    """A text with hanzi exchanged, left out, doubled or replaced."""
    marks = list(text)
    for start in range(0, len(marks) - every, every):
        at = start + generator.randrange(every - 1)
        kind = generator.randrange(4)
        if kind == 0:
            marks[at] = generator.choice(HANZI[:2000])
        elif kind == 1:
            marks[at] = ""
        elif kind == 2:
            marks[at] *= 2
        else:
            marks[at], marks[at + 1] = marks[at + 1], marks[at]
    return "".join(marks)


def test_the_kernel_fills_the_columns_that_training_knows() -> None:
    from reportlint.typo import _kernel
    from reportlint.typo.features import NAMES

    assert tuple(NAMES) == FEATURES
    assert _kernel.EDITION == levels.EDITION


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_both_find_the_same_in_the_seeds(path: Path) -> None:
    text = path.read_text("utf-8", errors="replace")
    both(text)
    assert both(spoiled(text, random.Random(1)))


def test_both_find_the_same_in_the_examples_of_the_rules() -> None:
    rules = load_rules([rules_dir()]).values()
    texts = [text for rule in rules for text in (*rule.examples["bad"], *rule.examples["good"]) if isinstance(text, str)]
    assert len(texts) > 1000
    assert sum(both(text) for text in texts[::40]) > 2
    assert both("\n".join(texts)) > 100


PIECES = st.one_of(
    st.text(st.sampled_from(HANZI[:1500]), max_size=30),
    st.sampled_from([
        "推动经济社会高治量发展，", "加快构健新发展格局。\n", "深化行政审批制度改格，", "保持发展平稳发展", "营商环境护保", "促进经济罚站",
        "坚决打赢打赢脱贫攻坚战", "各级各部门要严落实责任", "全面全面从严治党", "市人大代表代表团提出", "落实落实再落实", "“引文高治量”", "《关于推动高治量发展的意见》",
        "12.5%", "1,500", "GDP", "①", "２０２５", "甲、乙、丙、", " ", "\u3000", "\u200b", "\r\n", "\x00", "\ud800", "😀", "𠀀", "㐀", "龘", "\uffff", "…", "．",
    ]),
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_both_find_the_same_in_any_text(text: str, generator: random.Random) -> None:
    both(text)
    both(spoiled(text, generator, 12))


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_characters_are_read(text: str) -> None:
    both(text)


def test_a_long_line_is_read() -> None:
    generator = random.Random(3)
    text = "".join(generator.choice(HANZI) for _ in range(20_000))
    found = loading.detector(pure=False).alarms(text * 5, 0.0)
    assert found[2] == 100_000
    both(text[:5000])


@pytest.mark.parametrize("border", [32768, 65536])
@pytest.mark.parametrize("back", [0, 6, 7, 12, 16, 17, 18, 23, 31, 38])
def test_a_text_is_read_across_the_pieces_it_is_taken_in(back: int, border: int) -> None:
    """The kernel takes 65,536 characters at a time and looks at 32,768 places; numbers and typos lie across the border."""
    end = "推动经济社会高治量发展，增长1.5%，加快构健新发展格局，坚持坚持改革放，全面深改化革。"
    text = ("我们坚持稳中求进，一切正常。" * 6000)[: border - 1 - back] + "。" + end * 2
    found = [text[alarm.start : alarm.end] for alarm in loading.detector(pure=False).alarms(text, 2.0)[0]]
    assert "治" in found
    both(text)


def test_a_text_may_come_in_parts() -> None:
    lines = [f"{line}\n" for path in SEEDS for line in spoiled(path.read_text("utf-8", errors="replace"), random.Random(7)).split("\n")]
    for reader in (loading.detector(pure=True), loading.detector(pure=False)):
        assert seen(reader, lines) == seen(reader, "".join(lines))
    with pytest.raises(TypeError):
        loading.detector(pure=False).alarms([b"bytes"], 0.0)  # type: ignore[list-item]


def test_what_is_kept_from_text_to_text_changes_nothing() -> None:
    generator = random.Random(5)
    texts = [spoiled(path.read_text("utf-8", errors="replace"), generator, 9) for path in SEEDS]

    def told(text: str, kernel: Kernel) -> list[tuple[object, ...]]:
        return [(alarm.start, alarm.end, alarm.right, alarm.score) for alarm in kernel.alarms(text, -1.0)[0]]

    once = [told(text, Kernel(opened(shipped()))) for text in texts]
    kernel = Kernel(opened(shipped()))
    for _ in range(6):
        assert [told(text, kernel) for text in texts] == once
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(told, texts * 4, [kernel] * len(texts) * 4)) == once * 4


def test_a_model_of_ones_own_is_read(tmp_path: Path) -> None:
    from reportlint.typo.building import build_from
    from reportlint.typo.model import read

    target = str(tmp_path / "own.model")
    build_from("文稿", target, ["深化行政审批制度改格，提高办事效率。\n" * 4])
    from reportlint.typo.detector import Detector

    one, other = Detector(read(target)), Kernel(opened(target))
    for text in ("深化行政审批制度改格。", "加快推近重点项目建设，扩大有效投资。", *(path.read_text("utf-8", errors="replace") for path in SEEDS)):
        compare(text, one, other)
    assert [alarm.right for alarm in one.alarms("深化行政审批制度改格。", 2.0)[0]] == []
    assert [alarm.right for alarm in other.alarms("加快推近重点项目建设，扩大有效投资。", 2.0)[0]] == ["进"]


def test_sightings_say_the_same() -> None:
    texts = ["推动经济社会高治量发展。", "", "加快构健新发展格局，坚持坚持改革开放。"]

    def told(pure: bool) -> list[tuple[object, ...]]:
        found = loading.detector(pure=pure).read(texts)
        return [(n, s.alarm.start, s.alarm.end, s.wrong, s.right, s.evidence, s.confidence) for n, s in found]

    assert told(True) == told(False)
    assert len(told(False)) == 3


@pytest.mark.parametrize("pure", ["", "1"], ids=["compiled", "numpy"])
def test_a_run_imports_numpy_only_without_the_kernel(pure: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("推动经济社会高治量发展，保障和改善民生。\n", "utf-8")
    code = (
        "import sys; from reportlint.cli import run\n"
        "run(['--select', 'statistical-typo', '--no-config', '--no-cache', '-f', 'concise', 'a.txt'])\n"
        "print('numpy' in sys.modules)"
    )
    environment = {**os.environ, PURE: pure}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert "statistical-typo" in done.stdout, done.stderr
    assert done.stdout.rstrip().endswith(str(bool(pure))), done.stdout


def test_a_kernel_of_another_edition_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "EDITION", -1)
    assert not loading.compiled()


def damaged(path: Path, change: object) -> Path:
    """A copy of the shipped model with another table of contents."""
    data = Path(shipped()).read_bytes()
    length = int.from_bytes(data[8:12], "little")
    table = json.loads(data[HEAD : HEAD + length])
    assert callable(change)
    change(table)
    text = json.dumps(table, ensure_ascii=False).encode()
    text += b" " * (-(HEAD + len(text)) % 64)
    path.write_bytes(data[:8] + len(text).to_bytes(4, "little") + data[12:HEAD] + text + data[HEAD + length :])
    return path


@pytest.mark.parametrize(
    "change",
    [
        lambda table: table["arrays"].pop("follows"),
        lambda table: table["arrays"]["follows"].__setitem__(1, [3584, 447]),
        lambda table: table["arrays"]["follows"].__setitem__(2, 10**9),
        lambda table: table["arrays"]["follows"].__setitem__(2, -(10**6)),
        lambda table: table["arrays"]["grams.marks"].__setitem__(0, "<u2"),
        lambda table: table["arrays"]["singles"].__setitem__(2, table["arrays"]["singles"][2] + 1),
        lambda table: table["arrays"]["singles"].__setitem__(1, [10**30]),
        lambda table: table["card"].__setitem__("grams", [1, 16383, 256]),
        lambda table: table["card"].__setitem__("grams", [1, 2**40, 2**40]),
        lambda table: table["card"].__setitem__("grams", [1, 16384, 300]),
        lambda table: table["card"].__setitem__("words", [-1]),
        lambda table: table["card"].__setitem__("early", [0.0]),
        lambda table: table["card"].__setitem__("hanzi", "字" * 4000),
        lambda table: table["card"].__setitem__("hanzi", "😀"),
        lambda table: table["card"].pop("tokens"),
        lambda table: table["arrays"].__setitem__("substitute.left", table["arrays"]["follows"]),
        lambda table: table["arrays"]["substitute.left"].__setitem__(2, table["arrays"]["grams.values"][2]),
        lambda table: table["arrays"]["shapes.offsets"].__setitem__(2, table["arrays"]["grams.values"][2]),
    ],
    ids=[
        "no array", "too short", "beyond the end", "before the start", "another type", "crooked", "endless", "crooked layout", "huge layout",
        "long layout", "half a layout", "limits", "too many hanzi", "not a hanzi", "no tokens", "another array", "trees", "offsets",
    ],
)  # fmt: skip
def test_a_damaged_model_is_refused(change: object, tmp_path: Path) -> None:
    with pytest.raises(BrokenModel, match=r"坏\.model 已损坏"):
        Kernel(opened(str(damaged(tmp_path / "坏.model", change))))


@given(st.sampled_from(sorted(opened(shipped()).sections)), st.integers(0, 2**32))
@settings(max_examples=120, deadline=None)
def test_random_bytes_in_a_model_do_no_harm(name: str, seed: int) -> None:
    """Whatever an array holds: the model is refused, or read without harm."""
    contents = opened(shipped())
    generator = random.Random(seed)
    kind, shape, offset = contents.sections[name]
    size = int(kind[2]) * prod(shape)
    data = bytearray(contents.data)
    start = generator.randrange(size)
    end = min(size, start + generator.choice((1, 100, size)))
    data[offset + start : offset + end] = generator.randbytes(end - start)
    contents.data = bytes(data)  # type: ignore[assignment]
    try:
        kernel = Kernel(contents)
    except BrokenModel:
        return
    text = SEEDS[0].read_text("utf-8")[:1500]
    found, _, size = kernel.alarms(text, -99.0)
    assert all(0 <= alarm.start <= alarm.end <= len(text) and alarm.at <= size for alarm in found)
