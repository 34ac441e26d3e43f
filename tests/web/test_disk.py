"""What LibreOffice converts for the server is gone from the disk with the answer, however the request ends."""

from __future__ import annotations

import concurrent.futures
import os
import tempfile
from typing import TYPE_CHECKING

import pytest

from office import Office, office
from serving import SMALL, running, until

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["office"]

RTF = rb"{\rtf1\ansi\ansicpg936 \u20840?\u21439?\u35748?\u30495?\u24067?\u32626?\par}"
ADDRESS = "/api/check?name=a.rtf"
# Copies what it is given to where the Word document should be.
COPY = 'for a; do [ "$last" = --outdir ] && out=$a; last=$a; done; b=${a##*/}; cp "$a" "$out/${b%.*}.docx"'

pytestmark = pytest.mark.skipif(os.name == "nt", reason="its LibreOffice is a shell script")


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files of a server that starts now."""
    folder = tmp_path / "disk"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put a shell script in LibreOffice's place."""

    def put(text: str) -> None:
        path = tmp_path / "soffice"
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)
        monkeypatch.setenv("REPORTLINT_SOFFICE", str(path))

    return put


def kept(folder: Path) -> list[str]:
    """The files that lie in a folder."""
    # Unlike a Path's own search, this one bears that folders go while it looks.
    return [name for _, _, names in os.walk(folder) for name in names]


def runs(child: Path) -> bool:
    """Whether the process runs whose number a script has written."""
    try:
        status = open(f"/proc/{int(child.read_text())}/status").read()  # noqa: SIM115
    except (FileNotFoundError, ProcessLookupError):
        return False
    return "Z (zombie)" not in status


def test_a_document_that_is_read(office: Office, disk: Path) -> None:
    with running() as server:
        reply = server.ask("POST", ADDRESS, RTF)
        assert [finding["rule"] for finding in reply.json["findings"]] == ["wrong-word"]
        assert kept(disk) == []
        assert server.ask("POST", "/api/review?name=a.rtf", RTF).body[:2] == b"PK"
        assert kept(disk) == []
    assert list(disk.iterdir()) == []


@pytest.mark.parametrize("text", ["exit 1", COPY, f"{COPY}; kill -9 $$"], ids=["failed", "no docx", "killed"])
def test_a_document_that_cannot_be_read(text: str, disk: Path, program: Callable[[str], None]) -> None:
    program(text)
    with running() as server:
        reply = server.ask("POST", ADDRESS, RTF)
        assert reply.json["failures"]
        assert kept(disk) == []
    assert list(disk.iterdir()) == []


def test_a_job_that_takes_too_long(tmp_path: Path, disk: Path, program: Callable[[str], None]) -> None:
    program(f"sleep 300 & echo $! > {tmp_path}/child; wait")
    with running(SMALL._replace(working=2)) as server:
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            reply = pool.submit(server.ask, "POST", ADDRESS, RTF)
            assert until(lambda: kept(disk))
            assert reply.result().status == 503
        assert kept(disk) == []
        assert not runs(tmp_path / "child")
    assert list(disk.iterdir()) == []


def test_a_client_that_leaves(tmp_path: Path, disk: Path, program: Callable[[str], None]) -> None:
    program(f"while [ ! -e {tmp_path}/go ]; do sleep 0.1; done; {COPY}")
    with running() as server:
        with server.connect() as client:
            client.sendall(f"POST {ADDRESS} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(RTF)}\r\n\r\n".encode() + RTF)
            assert until(lambda: kept(disk))
        (tmp_path / "go").touch()
        assert until(lambda: not kept(disk))
    assert list(disk.iterdir()) == []


@pytest.mark.parametrize("ending", ["terminate", "kill"])
def test_a_process_that_is_ended(ending: str, tmp_path: Path, disk: Path, program: Callable[[str], None]) -> None:
    program(f"sleep 30 & echo $! > {tmp_path}/child; wait")
    with running() as server, concurrent.futures.ThreadPoolExecutor(1) as pool:
        (worker,) = server.service.workers._all
        reply = pool.submit(server.ask, "POST", ADDRESS, RTF)
        assert until((tmp_path / "child").exists)
        getattr(worker._process, ending)()
        assert reply.result().status == 500
        assert until(lambda: not kept(disk))
    assert list(disk.iterdir()) == []


def test_a_server_that_ends_meanwhile(tmp_path: Path, disk: Path, program: Callable[[str], None]) -> None:
    program(f"sleep 300 & echo $! > {tmp_path}/child; wait")
    with running() as server:
        client = server.connect()
        client.sendall(f"POST {ADDRESS} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(RTF)}\r\n\r\n".encode() + RTF)
        assert until((tmp_path / "child").exists)
    client.close()
    assert list(disk.iterdir()) == []
    assert not runs(tmp_path / "child")
