"""Where words stand, and that asking leaves no trace outside the user's own cache."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from reportlint.text import words
from reportlint.text.words import clause_around, cuts_word, overlaps, protected


def marked(text: str) -> tuple[str, int, int]:
    start, end = text.index("⟦"), text.index("⟧") - 1
    return text.replace("⟦", "").replace("⟧", ""), start, end


CUT = [
    "村民自⟦己经⟧营民宿",
    "不乱⟦扔有⟧毒垃圾",
    "基因⟦组识⟧别技术",
    "可⟦以经⟧营此类商品",
    "向大⟦会报⟧告工作",
    "以服务为目⟦的的⟧体系",
    "小微企⟦业创⟧业创新",
    "按期整⟦改的⟧比较少",
]
WHOLE = [
    "三项任务⟦己经⟧完成",
    "违法现象⟦扔有⟧发生",
    "县委⟦组识⟧部",
    "⟦以经⟧启动",
    "占总数⟦的的⟧三成",
    "业务⟦学的⟧还不深",
]


@pytest.mark.parametrize("text", CUT)
def test_a_word_runs_across_the_edge(text: str) -> None:
    assert cuts_word(*marked(text))


@pytest.mark.parametrize("text", WHOLE)
def test_no_word_runs_across_the_edge(text: str) -> None:
    assert not cuts_word(*marked(text))


@pytest.mark.parametrize("text", CUT)
def test_only_the_clause_counts(text: str) -> None:
    """What stands beyond the clause, or far away in it, changes nothing."""
    bare, start, end = marked(text)
    before, after = "自己经营，可以经营2024", "：经济，自己"
    assert cuts_word(before + bare + after, start + len(before), end + len(before))


class Characters:
    def cut(self, text: str) -> list[str]:
        return list(text)


def test_any_segmenter_serves() -> None:
    assert not cuts_word(*marked("村民自⟦己经⟧营民宿"), Characters())


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("全县，任务⟦己经⟧完成。下一步", "任务己经完成"),
        ("⟦己经⟧", "己经"),
        ("2023年⟦己经⟧3次", "年己经"),
        ("甲" * 30 + "⟦己经⟧" + "乙" * 30, "甲" * 14 + "己经" + "乙" * 14),
    ],
)
def test_clause(text: str, clause: str) -> None:
    bare, start, end = marked(text)
    low, high = clause_around(bare, start, end)
    assert bare[low:high] == clause


@pytest.mark.parametrize(
    ("text", "word", "is_so"),
    [
        ("在⟦竟拍⟧网上线", "竟拍网", True),
        ("在⟦竟拍⟧网上线", "竟拍", True),
        ("在⟦竟拍⟧网上线", "拍网", False),
        ("在⟦竟拍⟧网上线", "竟", False),
        ("在⟦竟拍⟧，另有竟拍网", "竟拍网", False),
    ],
)
def test_vocabulary(text: str, word: str, is_so: bool) -> None:
    assert protected(*marked(text), frozenset([word, "别的"])) is is_so


@pytest.mark.parametrize(
    ("text", "word", "is_so"),
    [
        ("村民自⟦己经⟧营", "自己", True),
        ("村民自⟦己经⟧营", "经营", True),
        ("自己的⟦己经⟧", "自己", False),
        ("⟦己经⟧完成自己", "自己", False),
    ],
)
def test_overlap(text: str, word: str, is_so: bool) -> None:
    bare, start, end = marked(text)
    assert overlaps(word, bare, start, end) is is_so


# Ordinary clauses, and what trips segmenters: no word at all, repeated characters, rare hanzi.
CLAUSES = [
    "今年以来全县上下认真贯彻落实各项决策部署",
    "违法现象扔有发生基因组识别技术取得突破",
    "南京市长江大桥维修养护工程",
    "的的的的得得得地地了了",
    "一是一二是二一件一件抓落实",
    "龘靐齉爩鱻麤",
    "中华人民共和国国务院办公厅秘书局",
    "乒乓球拍卖完了",
    "结婚的和尚未结婚的都应当登记",
    "",
    "县",
]


@pytest.mark.parametrize("clause", CLAUSES)
def test_the_words_are_those_of_jieba(clause: str) -> None:
    import jieba

    jieba.setLogLevel(60)
    assert words.segmenter().cut(clause) == jieba.lcut(clause, HMM=False)


_ASK = """
import sys, tempfile
tempfile.tempdir = {shared!r}
from reportlint.text.words import cuts_word
text = "问题己经解决，支持自己经营"
print(cuts_word(text, 2, 4), cuts_word(text, 10, 12), "jieba" in sys.modules)
"""


def ask(shared: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    shared.mkdir()
    return subprocess.run(
        [sys.executable, "-W", "default", "-c", _ASK.format(shared=str(shared))],
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": "", "PYTHONPATH": ":".join(sys.path), "PYTHONUTF8": "1", **environment},
    )


def test_silent_and_nothing_is_kept(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    for name in ("shared", "again"):
        found = ask(tmp_path / name, {"REPORTLINT_CACHE_DIR": str(cache)})
        assert (found.stdout, found.stderr) == ("False True False\n", "")
    assert not cache.exists()
    assert list((tmp_path / "shared").iterdir()) == []


def test_another_edition_of_the_dictionary_is_put_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = words.Dictionary()
    lines = Path(words.dictionary_file()).read_text("utf-8").splitlines()
    random.Random(1).shuffle(lines)
    other = tmp_path / "dict.txt"
    other.write_text("\r\n".join(lines) + "\r\n青禾县 900 ns\r\n", "utf-8", newline="")
    monkeypatch.setattr(words, "dictionary_file", lambda: str(other))
    mixed = words.Dictionary()
    assert [mixed.cut(clause) for clause in CLAUSES] == [plain.cut(clause) for clause in CLAUSES]
    assert mixed.cut("在青禾县调研") == ["在", "青禾县", "调研"]
    assert plain.cut("在青禾县调研") != ["在", "青禾县", "调研"]


@pytest.mark.parametrize(
    "environment",
    [{"REPORTLINT_NO_CACHE": "1"}, {"REPORTLINT_CACHE_DIR": "/dev/null/cache"}, {"HOME": ""}],
    ids=str,
)
def test_in_memory_where_nothing_may_be_written(tmp_path: Path, environment: dict[str, str]) -> None:
    run = ask(tmp_path / "shared", environment)
    assert (run.stdout, run.stderr) == ("False True False\n", "")
    assert list((tmp_path / "shared").iterdir()) == []


def test_importing_loads_no_dictionary() -> None:
    code = "import sys, reportlint.text.words, reportlint.matchers.terms; print('jieba' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
    assert words.REACH > 0
