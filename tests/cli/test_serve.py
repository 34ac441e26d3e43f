"""``reportlint serve`` and ``lsp`` as commands: what they say, and how they end."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from typing import TYPE_CHECKING

import pytest

from command import run
from sandbox import Environment, clean_environment

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
def test_it_says_where_it_is_and_ends_quietly(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "reportlint", "serve", "--port", "0", "--jobs", "1"]
    server = subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=clean_environment()
    )
    try:
        assert server.stdout
        found = re.search(r"http://127\.0\.0\.1:\d+/", server.stdout.readline())
        assert found
        with urllib.request.urlopen(found[0], timeout=30) as page:
            assert "公文检查" in page.read().decode()
        server.send_signal(signal.SIGINT)
        out, err = server.communicate(timeout=30)
        assert (server.returncode, out, err) == (0, "", "")
    finally:
        server.kill()
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run(["serve", "--port", str(taken.getsockname()[1])], tmp_path)
    assert done.status == 2
    assert "--port 0" in done.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--host", "no.such.host.invalid"], "没有 no.such.host.invalid 这个地址"),
        (["--config", "a", "--no-config"], "只能用一个"),
        (["--port", "0", "--config", "无.yaml"], "没有这个配置文件"),
        (["--port", "99999"], "99999"),
        (["--jobs", "-1"], "-1"),
    ],
)
def test_wrong_usage(tmp_path: Path, arguments: list[str], message: str) -> None:
    done = run(["serve", *arguments], tmp_path)
    assert done.status == 2
    assert message in done.err


@pytest.mark.slow
@pytest.mark.parametrize(("command", "extra"), [("serve", "reportlint[web]"), ("lsp", "reportlint[lsp]")])
def test_what_must_be_installed_is_said(installed: Environment, command: str, extra: str) -> None:
    done = installed.run("reportlint", command, env=clean_environment(LC_ALL="C.UTF-8", PATH=os.environ["PATH"]))
    assert done.returncode == 2
    assert f"pip install '{extra}'" in done.stderr
