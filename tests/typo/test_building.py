"""``reportlint model build``: one's own texts laid over the shipped model."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportlint.api import Linter, LintError, Options
from reportlint.cli.modelling import run
from reportlint.typo.building import frequencies, segmenter
from reportlint.typo.counting import Counts, Splitter, alphabet_of
from reportlint.typo.detector import Detector
from reportlint.typo.model import read

ODD = "深化行政审批制度改格，提高办事效率。"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "文稿"
    folder.mkdir()
    (folder / "一.txt").write_text("".join(f"第{n}批：{ODD}\n" for n in range(4)), encoding="utf-8")
    (folder / "二.md").write_text(f"# 总结\n\n{ODD}\n", encoding="utf-8")
    return folder


def test_what_the_texts_say_is_no_longer_odd(texts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "own.model"
    assert run(str(texts), str(target), "", quiet=False) == 0
    assert "读取文稿2份" in capsys.readouterr().out
    own = Detector(read(str(target), check=True))
    assert not [s for _, s in own.read([ODD]) if s.alarm.right == "革"]
    assert [s.alarm.right for _, s in own.read(["加快推近重点项目建设，扩大有效投资。"])] == ["进"]


def test_the_same_texts_give_the_same_file(texts: Path, tmp_path: Path) -> None:
    for name in ("a.model", "b.model"):
        assert run(str(texts), str(tmp_path / name), "", quiet=True) == 0
    assert (tmp_path / "a.model").read_bytes() == (tmp_path / "b.model").read_bytes()


def test_several_readings_add_up() -> None:
    texts = ["这次改革很好。", "全面推进依法治国。", "坚持改革。"]
    once, twice = Counts(alphabet_of(texts, 40)), Counts(alphabet_of(texts, 40))
    for counts, parts in ((once, [texts]), (twice, [texts[:2], texts[2:]])):
        for part in parts:
            counts.read(part, segmenter(), Splitter(frequencies()))
    assert twice.words == once.words
    assert (once.words["改革"], once.words["依法治国"]) == (2, 1)
    assert (twice.texts, twice.singles.tolist()) == (once.texts, once.singles.tolist())
    for name in ("pairs", "triples", "word_pairs"):
        one, other = getattr(once, name), getattr(twice, name)
        assert (other.keys.tolist(), other.counts.tolist()) == (one.keys.tolist(), one.counts.tolist())


def test_a_rule_uses_the_file_beside_it(texts: Path, tmp_path: Path) -> None:
    rules = tmp_path / "规则"
    rules.mkdir()
    run(str(texts), str(rules / "own.model"), "", quiet=True)
    (rules / "own-typo.yaml").write_text(
        "id: own-typo\nname: 自己的错字\ncategory: typo\nseverity: warning\nmessage: “{wrong}”疑为“{right}”\n"
        "rationale: 按自己的文稿。\nreferences: [实务]\n"
        "matcher: {kind: statistical, alarms: 0.1, model: own.model}\nfix: {applicability: display}\n"
        "examples:\n  bad: [加快推⟦近⟧重点项目建设，扩大有效投资。]\n  good: [加快推进重点项目建设。]\n",
        encoding="utf-8",
    )
    (tmp_path / ".reportlint.yaml").write_text("rules: [规则]\n", encoding="utf-8")
    linter = Linter(Options(str(tmp_path / ".reportlint.yaml"), select=("own-typo",)))
    assert [f.text for f in linter.check_text(ODD + "加快推近重点项目建设，扩大有效投资。").findings] == ["近"]


@pytest.mark.parametrize(
    ("folder", "target", "message"),
    [("没有", "a.model", "没有这个文件夹"), ("文稿", "a.bin", r"应以 \.model 结尾"), ("空", "a.model", "没有可检查的文件")],
    ids=["no folder", "suffix", "empty"],
)
def test_wrong_usage_is_told(texts: Path, tmp_path: Path, folder: str, target: str, message: str) -> None:
    (tmp_path / "空").mkdir()
    with pytest.raises(LintError, match=message):
        run(str(tmp_path / folder), str(tmp_path / target), "", quiet=True)


def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    texts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (texts / "坏.docx").write_bytes(b"PK\3\4nothing")
    assert run(str(texts), str(tmp_path / "own.model"), "", quiet=True) == 2
    assert "坏.docx" in capsys.readouterr().err
    assert (tmp_path / "own.model").exists()


def test_rjieba_cuts_as_jieba_does() -> None:
    rjieba = pytest.importorskip("rjieba")
    import jieba

    jieba.setLogLevel(60)
    text = "深入推进党风廉政建设和反腐败斗争同类问题仍有发生自己经营可以经营实事求是地分析权力关进制度的笼子"
    assert list(rjieba.cut(text, False)) == list(jieba.cut(text, HMM=False)) == segmenter()(text)
