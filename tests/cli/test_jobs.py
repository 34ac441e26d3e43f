"""Files that are begun in a row give what each gives alone, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportlint.api import Linter, Options, Report
from reportlint.cli import jobs

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {
    "甲.txt": "全年实现生产总值XX亿元，违法现象扔有发生。\n",
    "乙.txt": "一年来，全县坚持稳中求进，各项工作取得新成效。\n",
    "丙.txt": "推动经济社会高治量发展，保障和改善民生。\n" * 3,
}


@pytest.fixture
def paths(tmp_path: Path) -> list[str]:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "坏.txt").write_bytes(b"\xff\xfe\x00\xd8\x00")
    return [str(tmp_path / name) for name in ("甲.txt", "没有.txt", "乙.txt", "坏.txt", "丙.txt", "甲.txt")]


def told(report: Report) -> tuple[object, ...]:
    return report.path, [(one.rule, one.span, one.severity) for one in report.findings], [one.message for one in report.failures]


@pytest.mark.parametrize("together", [0, 30, 1 << 18])
def test_the_same_as_one_by_one(together: int, paths: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    linter = Linter(Options(use_config=False, cache=False))
    alone = [told(linter.check_file(path)) for path in paths]
    assert sum(bool(found) for _, found, _ in alone) == 3
    assert sum(bool(failed) for *_, failed in alone) >= 1
    monkeypatch.setattr(jobs, "_TOGETHER", together)
    made = list(jobs.reports(linter, paths, 1))
    assert [path for path, _ in made] == paths
    assert [told(report) for _, report in made] == alone


@pytest.mark.parametrize("step", ["begin_file", "finish"])
def test_what_goes_wrong_does_so_in_its_turn(step: str, paths: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    linter = Linter(Options(use_config=False, cache=False))
    right = getattr(linter, step)
    calls: list[object] = []

    def wrong(given: object) -> object:
        calls.append(given)
        if len(calls) == 3:
            raise RuntimeError("此处有误")
        return right(given)

    monkeypatch.setattr(linter, step, wrong)
    made = jobs.reports(linter, paths, 1)
    assert [next(made)[0] for _ in range(2)] == paths[:2]
    with pytest.raises(RuntimeError, match="此处有误"):
        next(made)
