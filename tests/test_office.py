"""LibreOffice as a reader of older formats: private, bounded, many files with one start, and nothing that it runs."""

from __future__ import annotations

import io
import pathlib
import shutil
import socket
import threading
import zipfile

import pytest

from command import run
from office import Office, office
from reportlint import office as program
from reportlint.api import Linter, Options
from reportlint.office import Conversions

__all__ = ["office"]

RTF = rb"{\rtf1\ansi\ansicpg936 \u20840?\u21439?\u35748?\u30495?\u24067?\u32626?\par}"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> Conversions:
    """Conversions of which none has been made."""
    made = Conversions()
    monkeypatch.setattr(program, "conversions", made)
    return made


def script(folder: pathlib.Path, text: str) -> str:
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return str(path)


def check(data: bytes, name: str) -> tuple[str, list[str]]:
    report = Linter(Options(use_config=False)).check_bytes(data, name)
    return report.document.text if report.document else "", [failure.message for failure in report.failures]


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "a.doc", "空的"),
        ("全县".encode(), "a.doc", "纯文本"),
        (b"%PDF-1.7", "a.rtf", "PDF"),
        (b"<html>", "a.doc", "网页"),
        (OLE + "Root EntryWorkbook".encode("utf-16-le"), "a.wps", "不是文字文稿"),
        (OLE + "WordDocument".encode("utf-16-le"), "a.doc", "已损坏"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.doc", "密码"),
        (bytes(range(256)) * 20, "a.wps", "不是 Word、WPS 或 RTF"),
        (b"PK\x03\x04abc", "a.doc", "已损坏"),
    ],
    ids=["empty", "text", "pdf", "html", "xls", "damaged", "password", "binary", "zip"],
)
def test_what_is_no_document_never_reaches_the_program(
    data: bytes, name: str, said: str, fresh: Conversions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "program", lambda: pytest.fail("started"))
    text, (message,) = check(data, name)
    assert text == ""
    assert said in message


def test_without_the_program(fresh: Conversions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTLINT_SOFFICE", "")
    assert check(RTF, "a.rtf") == ("", [program.MISSING])


def test_a_program_that_hangs_is_ended(fresh: Conversions, monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path) -> None:
    monkeypatch.setenv("REPORTLINT_SOFFICE", script(tmp_path, f"sleep 300 & echo $! > {tmp_path}/child; wait"))
    monkeypatch.setattr(program, "START_LIMIT", 1)
    monkeypatch.setattr(program, "FILE_LIMIT", 0)
    _, (message,) = check(RTF, "a.rtf")
    assert "已停止" in message
    child = int((tmp_path / "child").read_text())
    status = pathlib.Path(f"/proc/{child}/status")
    assert not status.exists() or "Z (zombie)" in status.read_text()


def test_a_file_that_ends_the_program_does_not_stop_the_others(
    fresh: Conversions, monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path
) -> None:
    # It dies of any file of two bytes, and counts its starts.
    monkeypatch.setenv(
        "REPORTLINT_SOFFICE",
        script(
            tmp_path,
            f'echo x >> {tmp_path}/starts; out=; for a; do [ "$last" = --outdir ] && out=$a; last=$a; case $a in */in/*) '
            '[ $(wc -c < "$a") = 2 ] && exit 1; b=${a##*/}; cp "$a" "$out/${b%.*}.docx";; esac; done',
        ),
    )
    fresh.convert([(b"abc", ".doc"), (b"no", ".doc"), (b"defg", ".doc")])
    assert (fresh.docx(b"abc", ".doc"), fresh.docx(b"defg", ".doc")) == (b"abc", b"defg")
    with pytest.raises(ValueError, match="打不开"):
        fresh.docx(b"no", ".doc")
    assert (tmp_path / "starts").read_text().count("x") == 3


def test_a_batch_is_one_start(office: Office, fresh: Conversions, monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path) -> None:
    (tmp_path / "whole.txt").write_text("全县认真布署", "utf-8")
    (whole,) = office.convert([tmp_path / "whole.txt"], "doc", tmp_path / "made")
    broken = whole.read_bytes()[:5000]
    shutil.rmtree(tmp_path / "made")
    (tmp_path / "whole.txt").unlink()
    real = program.program()
    monkeypatch.setenv("REPORTLINT_SOFFICE", script(tmp_path, f'echo x >> {tmp_path}/starts; exec "{real}" "$@"'))
    for name, more in (("a.rtf", b""), ("b.rtf", b" "), ("c.wps", b"  "), ("乙 丙.RTF", b"   ")):
        (tmp_path / name).write_bytes(RTF + more)
    (tmp_path / "d.doc").write_bytes(broken)
    done = run(["check", "-f", "concise", "--no-config", "."], tmp_path)
    assert (done.status, done.out.count("wrong-word")) == (2, 4)
    assert done.err.count("\n") == 1
    assert "d.doc" in done.err
    # One for all, one more for the file that failed.
    assert (tmp_path / "starts").read_text().count("x") <= 2


def test_nothing_is_fetched_and_no_macro_runs(office: Office, fresh: Conversions, tmp_path: pathlib.Path) -> None:
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        ended = threading.Event()

        def listen() -> None:
            while not ended.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                with connection:
                    asked.append(connection.recv(200))

        thread = threading.Thread(target=listen)
        thread.start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}/x.png".encode()
        field = rb'{\field{\*\fldinst INCLUDEPICTURE "' + url + rb'" \\d}{\fldrslt x}}{\field{\*\fldinst INCLUDETEXT "' + url + rb'"}}'
        text, failures = check(rb"{\rtf1\ansi \u20840?\u21439?" + field + rb"\par}", "a.rtf")
        # A picture by its address, and a macro that runs when the document is opened.
        marker = tmp_path / "ran"
        macro = (
            '<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0" '
            'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
            'xmlns:ooo="http://openoffice.org/2004/office" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3" '
            'office:mimetype="application/vnd.oasis.opendocument.text"><office:scripts><office:script script:language="ooo:Basic">'
            '<ooo:libraries><ooo:library-embedded ooo:name="Standard"><ooo:module ooo:name="M"><ooo:source-code>'
            f'Sub Run\nOpen "{marker}" For Output As #1\nPrint #1, "x"\nClose #1\nEnd Sub</ooo:source-code></ooo:module></ooo:library-embedded>'
            '</ooo:libraries></office:script><office:event-listeners><script:event-listener script:language="ooo:script" '
            'script:event-name="dom:load" xlink:href="vnd.sun.star.script:Standard.M.Run?language=Basic&amp;location=document" '
            'xlink:type="simple"/></office:event-listeners></office:scripts><office:body><office:text><text:p>甲'
            f'<draw:frame svg:width="1cm" svg:height="1cm"><draw:image xlink:href="{url.decode()}"/></draw:frame></text:p>'
            "</office:text></office:body></office:document>"
        )
        made = fresh.docx(macro.encode(), ".fodt")
        ended.set()
        thread.join()
    assert text.startswith("全县")
    assert failures == []
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert "甲" in package.read("word/document.xml").decode()
    assert asked == []
    assert not marker.exists()
