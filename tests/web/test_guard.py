"""Whom the server answers, and what it tells the browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from reportlint.web.guard import Guard
from serving import running

if TYPE_CHECKING:
    from serving import Running


async def _nothing(scope: object, receive: object, send: object) -> None:
    """An application that answers nothing."""


@pytest.mark.parametrize(
    ("host", "local", "open_"),
    [
        ("127.0.0.1:8765", True, True),
        ("127.0.0.1", True, True),
        ("localhost:80", True, True),
        ("LOCALHOST", True, True),
        ("[::1]:8765", True, True),
        ("192.168.1.7:8765", False, True),
        ("[fe80::1]", False, True),
        ("oa.example", False, False),
        ("known.example:8765", True, True),
        ("Known.Example", True, True),
        ("notknown.example", False, False),
        ("127.0.0.1.evil.example", False, False),
        ("evil.example#127.0.0.1", False, False),
        ("127.0.0.1@evil.example", False, False),
        ("localhost:80:80", False, False),
        ("", False, False),
    ],
)
def test_names(host: str, local: bool, open_: bool) -> None:
    assert Guard(_nothing, ("known.example",), True).knows(host) is local
    assert Guard(_nothing, ("known.example",), False).knows(host) is open_


@pytest.mark.parametrize("path", ["/", "/static/app.js", "/api/info", "/api/check"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://127.0.0.1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"},
    ],
    ids=str,
)
def test_others_are_refused(server: Running, path: str, headers: dict[str, str]) -> None:
    reply = server.ask("POST" if path.endswith("check") else "GET", path, b"x" if "check" in path else None, headers)
    assert reply.status == 403
    assert reply.json["error"]
    assert "布署" not in reply.body.decode()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://{host}"},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"},
    ],
    ids=str,
)
def test_its_own_page_and_programs_are_answered(server: Running, headers: dict[str, str]) -> None:
    sent = {name: value.format(host=f"127.0.0.1:{server.port}") for name, value in headers.items()}
    assert server.ask("GET", "/", headers=sent).status == 200


@pytest.mark.parametrize("path", ["/", "/static/app.js", "/api/info", "/no"])
def test_every_answer_is_strict(server: Running, path: str) -> None:
    headers = server.ask("GET", path).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["connect-src"] == "'self'"
    assert not re.search(r"unsafe|\*|http", headers["content-security-policy"])
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers
    assert "access-control-allow-origin" not in headers


def test_the_nonce_is_new_each_time_and_in_the_page(server: Running) -> None:
    replies = [server.ask("GET", "/") for _ in range(2)]
    nonces = [re.search("'nonce-([^']+)'", reply.headers["content-security-policy"]) for reply in replies]
    assert nonces[0]
    assert nonces[1]
    assert nonces[0][1] != nonces[1][1]
    assert f'content="{nonces[0][1]}"' in replies[0].body.decode()


def test_names_that_were_allowed_are_answered() -> None:
    with running(names=("oa.example",)) as server:
        assert server.ask("GET", "/", headers={"Host": "oa.example"}).status == 200
        assert server.ask("GET", "/", headers={"Host": "other.example"}).status == 403


def test_assets_are_fetched_again_only_when_they_changed(server: Running) -> None:
    first = server.ask("GET", "/static/app.js")
    again = server.ask("GET", "/static/app.js", headers={"If-None-Match": first.headers["etag"]})
    assert (first.status, again.status, again.body) == (200, 304, b"")


def test_the_page_names_nothing_elsewhere(server: Running) -> None:
    page = server.ask("GET", "/").body.decode()
    for found in re.findall(r"(?:src|href)=\"([^\"]*)\"", page):
        assert re.fullmatch(r"/static/[\w.]+", found), found
        assert server.ask("GET", found).status == 200
    assert "<style" not in page
    assert not re.search(r"<script(?! src=)| on\w+=| style=", page)
