"""The specimen reports in other formats give the findings that they give as plain text."""

from __future__ import annotations

import functools
import io
import pathlib
import re
from typing import TYPE_CHECKING

import docx
import pytest

from office import Office, office
from pages import ofd
from reportlint.api import Linter, Options
from reportlint.review.fresh import built

if TYPE_CHECKING:
    from reportlint.core.finding import Report

__all__ = ["office"]
FOLDER = pathlib.Path(__file__).parent.parent.parent / "seeds"
FILES = sorted(path.stem for path in FOLDER.glob("*.txt"))
#: Rules whose findings differ by format; docs/formats.md gives the reason of each.
DIFFERENT: dict[str, tuple[str, ...]] = {
    "pdf": ("stray-space", "broken-line", "line-wrapped", "colon-nested"),
    "ofd": ("stray-space", "broken-line", "line-wrapped", "colon-nested"),
}
#: Where blanks in a row are one, and blank lines none: excerpts and messages quote fewer of them.
BLANKS_FOLDED = ("html", "pdf", "ofd")

#: Rules for what is markup in Markdown and text elsewhere; and, of a document number whose square brackets stand
#: behind backslashes, those that need its date.
DIFFERENT_IN_MARKDOWN = ("markup", "document-number-bracket", "signature-date", "org-outdated")
#: What would be markup.
MARKED = re.compile(r"[*_`#\[\]<>&|~\\]|^ *[-+](?= )|^ *[0-9]+(?=[.)] )", re.MULTILINE)

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


def told_as(report: Report, form: str) -> list[Told]:
    """What a report tells, as far as a format tells it."""
    found = [each for each in told(report) if each[0] not in DIFFERENT.get(form, ())]
    if form in BLANKS_FOLDED:
        found = [
            (rule, severity, re.sub(r"\s+", lambda blanks: blanks[0][0], text), re.sub(" +", " ", message))
            for rule, severity, text, message in found
        ]
    return found


@pytest.fixture(scope="session")
def saved(office: Office, tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """The folder of the specimens as LibreOffice saves them, as many starts as there are formats."""
    folder = tmp_path_factory.mktemp("specimens")
    paths = []
    for name in FILES:
        paths.append(folder / f"{name}.txt")
        paths[-1].write_text("\n".join(lines(name)) + "\n", "utf-8")
    for suffix in ("docx", "odt", "html", "pdf", "doc", "rtf"):
        office.convert(paths, suffix, folder)
    for name in FILES:
        # WPS saves its documents in the format of Word 97.
        (folder / f"{name}.wps").write_bytes((folder / f"{name}.doc").read_bytes())
    return folder


@pytest.fixture(scope="session")
def converted(saved: pathlib.Path) -> None:
    """All that LibreOffice must convert, converted with one start."""
    linter().prepare([str(saved / f"{name}.{suffix}") for name in FILES for suffix in ("doc", "wps", "rtf")])


@pytest.mark.usefixtures("converted")
@pytest.mark.parametrize("suffix", ["docx", "odt", "html", "pdf", "doc", "wps", "rtf"])
@pytest.mark.parametrize("name", FILES)
def test_saved_by_libreoffice(name: str, suffix: str, saved: pathlib.Path) -> None:
    report = linter().check_file(str(saved / f"{name}.{suffix}"))
    assert told_as(report, suffix) == told_as(plain(name), suffix)
    if suffix != "html":
        assert all(finding.location for finding in report.findings)


@pytest.mark.parametrize("name", FILES)
def test_as_markdown(name: str) -> None:
    text = "\n\n".join(line for line in lines(name) if line.strip())
    report = linter().check_text(MARKED.sub(r"\\\g<0>", text), "a.md", "a.md")
    found = [
        (rule, severity, text.replace("\\", ""), message.replace("\\", ""))
        for rule, severity, text, message in told_as(report, "html")
        if rule not in DIFFERENT_IN_MARKDOWN
    ]
    assert found == [each for each in told_as(plain(name), "html") if each[0] not in DIFFERENT_IN_MARKDOWN]


@pytest.mark.parametrize("name", FILES)
def test_as_pages_of_ofd(name: str) -> None:
    wrapped = []
    for line in lines(name):
        while line.strip():
            end = len(line) if len(line) <= 27 else next(at for at in range(27, 0, -1) if not line[at - 1 : at + 1].isascii())
            wrapped.append(line[:end])
            line = line[end:]
    data = ofd(*(wrapped[at : at + 26] for at in range(0, len(wrapped), 26)))
    report = linter().check_bytes(data, "a.ofd")
    assert told_as(report, "ofd") == told_as(plain(name), "ofd")


@pytest.mark.parametrize("form", ["html", "pdf", "ofd"])
def test_differences_are_documented(form: str) -> None:
    text = (FOLDER.parent / "docs" / "formats.md").read_text("utf-8")
    (row,) = [line for line in text.splitlines() if line.startswith(f"| `{form}` differs")]
    for rule in DIFFERENT.get(form, ()):
        assert f"`{rule}`" in row
