"""What the server does not let itself be asked for, and who cannot make it wait."""

from __future__ import annotations

import asyncio
import concurrent.futures
import socket
import time
from typing import TYPE_CHECKING

import pytest

from reportlint.web import connection
from reportlint.web.app import Limits
from reportlint.web.jobs import Job
from reportlint.web.workers import Busy, Unusable, Workers
from serving import SMALL, running, until

if TYPE_CHECKING:
    from pathlib import Path

    from serving import Running

#: Takes a second or so.
LONG = ("全县认真贯彻落实各项工作部署，统筹推进重点项目建设，取得了明显成效。" * 20 + "\n") * 400
HEAD = b"POST /api/check?name=a.txt HTTP/1.1\r\nHost: 127.0.0.1\r\n"


def job(text: str) -> Job:
    """A text to be checked."""
    return Job("check", "text/plain", text.encode(), {"name": "a.txt"})


def ends(connection: socket.socket) -> bool:
    """Whether the other side closes a connection."""
    try:
        while connection.recv(65536):
            pass
    except ConnectionError:
        pass
    return True


def test_a_large_body_is_refused_before_it_is_sent(server: Running) -> None:
    # More than four times what is allowed; so much is not even let in to be thrown away.
    with server.connect() as client:
        client.sendall(HEAD + b"Content-Length: 99999999999\r\n\r\n")
        assert b" 413 " in client.recv(4096)


def test_a_large_body_of_unknown_length_is_refused(server: Running) -> None:
    with server.connect() as client:
        client.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
        answer = b""
        try:
            for _ in range(100):
                client.sendall(b"10000\r\n" + b"a" * 0x10000 + b"\r\n")
            answer = client.recv(4096)
        except ConnectionError:
            # The refusal may be lost where the client still sends.
            pass
        assert b" 413 " in answer or not answer
    assert server.service._held == 0


def test_a_large_text_is_refused(server: Running) -> None:
    reply = server.post("/api/check", {"text": "甲" * 500_000})
    assert reply.status == 413
    assert "1 MB" in reply.json["error"]


def test_a_slow_body_is_given_up() -> None:
    with running(SMALL._replace(receiving=0.3)) as server, server.connect() as client:
        client.sendall(HEAD + b"Content-Length: 1000\r\n\r\nabc")
        assert b" 408 " in client.recv(4096)
        assert server.service._held == 0


def test_all_bodies_together_are_bounded() -> None:
    with running(Limits(upload=1 << 20, held=1 << 20, workers=1)) as server, server.connect() as client:
        client.sendall(HEAD + b"Content-Length: 1000000\r\n\r\n" + b"a" * 900_000)
        assert until(lambda: server.service._held >= 900_000)
        reply = server.ask("POST", "/api/check?name=a.txt", b"a" * 300_000)
        assert reply.status == 503
        assert reply.headers["retry-after"]
        client.close()
        assert until(lambda: server.service._held == 0)
        assert server.ask("POST", "/api/check?name=a.txt", b"a" * 300).status == 200


@pytest.mark.parametrize(
    "sent", [b"", b"GET", HEAD, HEAD + b"X: y\r\n", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGET / HT"], ids=repr
)
def test_half_a_head_does_not_keep_a_connection(monkeypatch: pytest.MonkeyPatch, sent: bytes) -> None:
    monkeypatch.setattr(connection, "TICK", 0.05)
    with running() as server, server.connect() as client:
        client.sendall(sent)
        assert ends(client)


def test_one_who_does_not_read_does_not_keep_a_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "TICK", 0.05)
    request = b"GET /static/app.js HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    with running() as server, server.connect() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        # Far more than the buffers of both sides hold.
        client.setblocking(False)
        try:
            for _ in range(200):
                client.sendall(request)
        except BlockingIOError:
            pass
        time.sleep(2)
        client.setblocking(True)
        client.settimeout(30)
        assert ends(client)


def test_one_who_reads_and_asks_slowly_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "TICK", 0.3)
    with running() as server, server.connect() as client:
        for _ in range(3):
            time.sleep(0.3)
            client.sendall(b"GET /api/info HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            answer = client.recv(65536)
            while b"largest" not in answer:
                answer += client.recv(65536)
            assert b"200 OK" in answer


def test_more_than_may_wait_are_told_so_at_once() -> None:
    with running(SMALL._replace(waiting=2, held=16 << 20)) as server, concurrent.futures.ThreadPoolExecutor(12) as pool:
        body = LONG.encode()[:900_000]
        replies = list(pool.map(lambda _: server.ask("POST", "/api/check?name=a.txt", body), range(12)))
        statuses = [reply.status for reply in replies]
        assert set(statuses) == {200, 503}
        assert 1 <= statuses.count(200) <= 4
        assert all(reply.headers["retry-after"] for reply in replies if reply.status == 503)
        assert server.ask("POST", "/api/check?name=a.txt", b"abc").status == 200


def test_one_who_leaves_does_not_stay_in_the_queue() -> None:
    with running(SMALL._replace(waiting=3)) as server:
        body = LONG.encode()[:450_000]
        clients = [server.connect() for _ in range(4)]
        for client in clients:
            client.sendall(HEAD + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        assert until(lambda: server.service.workers._queued == 3)
        for client in clients:
            client.close()
        assert until(lambda: server.service.workers._queued == 0)
        assert until(lambda: server.service._held == 0)
        assert server.ask("POST", "/api/check?name=a.txt", b"abc").status == 200


def test_a_job_that_takes_too_long_costs_its_worker_and_nothing_else() -> None:
    async def work() -> None:
        workers = Workers(1, 5, 0.2, None, False)
        await workers.start()
        try:
            answer = await workers.run(job(LONG * 4))
            assert answer.status == 503
            assert "已中止" in answer.body.decode()
            workers._seconds = 60
            answer = await workers.run(job("认真布署。"))
            assert (answer.status, b"wrong-word" in answer.body) == (200, True)
        finally:
            workers.stop()

    asyncio.run(work())


def test_a_worker_that_dies_is_replaced() -> None:
    async def work() -> None:
        workers = Workers(1, 5, 60, None, False)
        await workers.start()
        try:
            (worker,) = workers._all
            running = asyncio.create_task(workers.run(job(LONG)))
            await asyncio.sleep(0.1)
            worker._process.kill()
            assert (await running).status == 500
            assert (await workers.run(job("认真布署。"))).status == 200
        finally:
            workers.stop()

    asyncio.run(work())


def test_a_full_queue_raises_at_once() -> None:
    async def work() -> None:
        workers = Workers(1, 1, 60, None, False)
        await workers.start()
        try:
            tasks = [asyncio.create_task(workers.run(job(LONG * 4))) for _ in range(2)]
            await asyncio.sleep(0.05)
            with pytest.raises(Busy):
                await workers.run(job("甲"))
            tasks[1].cancel()
            await asyncio.sleep(0)
            assert workers._queued == 0
            # Its place is free again.
            answers = await asyncio.gather(tasks[0], workers.run(job("甲")))
            assert [answer.status for answer in answers] == [200, 200]
        finally:
            workers.stop()

    asyncio.run(work())


def test_a_wrong_configuration_is_said_at_the_start(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("ignor: [typo]\n", "utf-8")
    with pytest.raises(Unusable, match="ignore"), running(config=str(path)):
        pass


def test_a_configuration_applies(tmp_path: Path) -> None:
    path = tmp_path / "good.yaml"
    path.write_text("ignore: [typo]\n", "utf-8")
    with running(config=str(path)) as server:
        assert server.post("/api/check", {"text": "认真布署。"}).json["findings"] == []


def test_fifty_clients_at_once_are_all_answered() -> None:
    text = "".join(f"全县各项工作取得成效，完成重点项目{number}个。\n" for number in range(300)) + "认真布署。"
    body = text.encode()[:20_000]
    limits = Limits(workers=2)
    with running(limits) as server, concurrent.futures.ThreadPoolExecutor(50) as pool:
        replies = list(pool.map(lambda _: server.ask("POST", "/api/check?name=a.txt", body), range(150)))
        assert {reply.status for reply in replies} == {200}
        assert server.service._held == 0
        assert server.service.workers._queued == 0
