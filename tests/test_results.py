"""Results of earlier runs: equal to fresh ones, unreadable without the file, harmless when damaged."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reportlint.api import Linter, Options
from reportlint.core.finding import Finding

TEXT = "一、工作情况\n全年实现生产总值XX亿元，同比增长**%。联系人张青禾，手机13812345678。\n"
SECRETS = ["青禾", "13812345678", "生产总值"]


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder that holds the table of the rules, which takes seconds to make, and no results."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("ready") / "cache"
        patch.delenv("REPORTLINT_NO_CACHE", raising=False)
        patch.setenv("REPORTLINT_CACHE_DIR", str(folder))
        Linter(Options(use_config=False)).check_bytes(TEXT.encode(), "报告.txt")
    assert not (folder / "results").exists()
    return folder


@pytest.fixture
def place(ready: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder of this test."""
    monkeypatch.delenv("REPORTLINT_NO_CACHE", raising=False)
    monkeypatch.setenv("REPORTLINT_CACHE_DIR", str(tmp_path / "cache"))
    return shutil.copytree(ready, tmp_path / "cache")


def linter(**options: object) -> Linter:
    return Linter(Options(use_config=False, cache=True, **options))  # type: ignore[arg-type]


def findings(data: bytes, **options: object) -> list[Finding]:
    return linter(**options).check_bytes(data, "报告.txt").findings


def shown(found: list[Finding]) -> list[object]:
    return [
        (f.path, f.rule, f.severity, f.message, f.span, f.text, f.sentence, f.data, f.fingerprint, f.redacted,
         f.fix and (f.fix.edits, f.fix.applicability, f.fix.title),
         [(other.span, other.message) for other in f.related])
        for f in found
    ]  # fmt: skip


def entries(place: Path) -> list[Path]:
    return [path for path in (place / "results").rglob("*") if path.is_file()]


def test_kept_results_are_equal(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = findings(TEXT.encode())
    assert fresh
    assert len(entries(place)) == 1
    monkeypatch.setattr("reportlint.linter.begin", None)  # nothing is linted again
    assert shown(findings(TEXT.encode())) == shown(fresh)


def test_nothing_of_the_text_is_readable(place: Path) -> None:
    findings(TEXT.encode())
    (entry,) = entries(place)
    kept = entry.read_bytes()
    assert [secret for secret in [*SECRETS, "mask-"] if secret.encode() in kept or secret.encode("utf-16-le") in kept] == []


@pytest.mark.parametrize("damage", [b"", b"x", "short", "flipped", "foreign"], ids=str)
def test_damage_is_harmless(place: Path, damage: bytes | str) -> None:
    fresh = findings(TEXT.encode())
    (entry,) = entries(place)
    kept = entry.read_bytes()
    other = findings("增长X%。".encode())
    assert other
    (foreign,) = (path for path in entries(place) if path != entry)
    bad = {
        "short": kept[: len(kept) // 2],
        "flipped": kept[:40] + bytes([kept[40] ^ 1]) + kept[41:],
        "foreign": foreign.read_bytes(),
    }
    entry.write_bytes(bad[damage] if isinstance(damage, str) else damage)
    assert shown(findings(TEXT.encode())) == shown(fresh)


def test_other_rules_and_formats_are_other_results(place: Path) -> None:
    both = findings(TEXT.encode())
    assert {f.rule for f in findings(TEXT.encode(), select=("mask-letter",))} == {"mask-letter"} < {f.rule for f in both}
    linter().check_bytes(TEXT.encode(), "报告.md")
    assert len(entries(place)) == 3


def test_runs_at_once(place: Path) -> None:
    fresh = shown(findings(TEXT.encode(), select=("placeholder",)))
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: shown(findings(TEXT.encode(), select=("placeholder",))), range(40)))
    assert all(one == fresh for one in found)
    assert len(entries(place)) == 1


def test_there_is_a_bound(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportlint.results._MOST", 2)
    monkeypatch.setattr("reportlint.results._KEPT", 1)
    one = linter(select=("mask-letter",))
    for number in range(900):
        one.check_bytes(f"第{number}项投资X亿元。".encode(), "报告.txt")
    assert len(entries(place)) <= 2 * 256


def test_without_a_cache_nothing_is_kept(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Linter(Options(use_config=False)).check_bytes(TEXT.encode(), "报告.txt")
    monkeypatch.setenv("REPORTLINT_NO_CACHE", "1")
    findings(TEXT.encode())
    assert not (place / "results").exists()
