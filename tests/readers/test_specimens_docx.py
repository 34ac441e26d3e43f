"""The specimen reports as Word documents give the findings that they give as plain text."""

from __future__ import annotations

import functools
import io
import pathlib
from typing import TYPE_CHECKING

import docx
import pytest

from office import Office, office
from reportlint.api import Linter, Options
from reportlint.review.fresh import built

if TYPE_CHECKING:
    from reportlint.core.finding import Report

__all__ = ["office"]
FOLDER = pathlib.Path(__file__).parent.parent.parent / "seeds"
FILES = sorted(path.stem for path in FOLDER.glob("*.txt"))
#: Rules that may differ between the formats, each with its reason.
DIFFERENT: dict[str, str] = {}

Told = tuple[str, str, str, str]


@functools.cache
def linter() -> Linter:
    return Linter(Options(use_config=False))


@functools.cache
def plain(name: str) -> Report:
    return linter().check_file(str(FOLDER / f"{name}.txt"))


def told(report: Report) -> list[Told]:
    """Rule, severity, text and message of each finding, in order; line ends are those of a paragraph."""
    assert report.failures == []
    assert report.document is not None
    return [
        (finding.rule, finding.severity, finding.text.replace("\r\n", "\n"), finding.message)
        for finding in report.findings
        if finding.rule not in DIFFERENT
    ]


def lines(name: str) -> list[str]:
    document = plain(name).document
    assert document is not None
    return document.text.splitlines()


@pytest.mark.parametrize("name", FILES)
def test_as_plain_paragraphs(name: str) -> None:
    document = docx.Document()
    for line in lines(name):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    assert told(linter().check_bytes(out.getvalue(), "a.docx")) == told(plain(name))


@pytest.mark.parametrize("name", FILES)
def test_in_runs_of_single_characters(name: str) -> None:
    document = docx.Document()
    for line in lines(name):
        paragraph = document.add_paragraph()
        for number, char in enumerate(line):
            paragraph.add_run(char).bold = number % 2 == 0
    out = io.BytesIO()
    document.save(out)
    assert told(linter().check_bytes(out.getvalue(), "a.docx")) == told(plain(name))


@pytest.mark.parametrize("name", FILES)
def test_with_styles(name: str) -> None:
    document = plain(name).document
    assert document is not None
    assert told(linter().check_bytes(built(document)[0], "a.docx")) == told(plain(name))


@pytest.fixture(scope="session")
def saved(office: Office, tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """The folder of the specimens as LibreOffice saves them."""
    folder = tmp_path_factory.mktemp("specimens")
    paths = []
    for name in FILES:
        paths.append(folder / f"{name}.txt")
        paths[-1].write_text("\n".join(lines(name)) + "\n", "utf-8")
    office.convert(paths, "docx", folder)
    return folder


@pytest.mark.parametrize("name", FILES)
def test_saved_by_libreoffice(name: str, saved: pathlib.Path) -> None:
    assert told(linter().check_file(str(saved / f"{name}.docx"))) == told(plain(name))
