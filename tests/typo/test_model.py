"""The model's file: whole, damaged, missing, of another version."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportlint.typo.model import BrokenModel, read, shipped, write


def test_the_shipped_model_is_whole_and_small() -> None:
    model = read(shipped(), check=True)
    assert Path(shipped()).stat().st_size <= 10_000_000
    assert model.card["texts"] > 1000
    assert {rate for rate, _ in model.card["thresholds"]} >= {0.1, 0.5}


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(BrokenModel, match=r"没有的\.model 打不开.*重新安装"):
        read(str(tmp_path / "没有的.model"))


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda data: data[:20], "不完整"),
        (lambda data: b"", "打不开"),
        (lambda data: b"PK" + data[2:], "不是错字模型"),
        (lambda data: data[:6] + b"\x63\0" + data[8:], "第 99 版"),
        (lambda data: data[:100] + b"\0\0\0" + data[103:], "已损坏"),
        (lambda data: data[:-5000] + b"?" + data[-4999:], "已损坏"),
        (lambda data: data[: len(data) // 2], "已损坏"),
    ],
    ids=["cut short", "empty", "another format", "another version", "contents", "one byte", "half"],
)
def test_a_damaged_model_is_told(tmp_path: Path, spoil: object, message: str) -> None:
    path = tmp_path / "坏.model"
    assert callable(spoil)
    path.write_bytes(spoil(Path(shipped()).read_bytes()))
    with pytest.raises(BrokenModel, match=message):
        read(str(path), check=True)


def test_writing_again_gives_the_same_bytes(tmp_path: Path) -> None:
    model = read(shipped())
    write(str(tmp_path / "again.model"), model.card, model.arrays)
    assert (tmp_path / "again.model").read_bytes() == Path(shipped()).read_bytes()
