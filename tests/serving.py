"""The web server, run in this process on a free port, and what it answers."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import json
import socket
import threading
import time
from typing import TYPE_CHECKING, Any

from reportlint.web.app import Limits, Service
from reportlint.web.server import built

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: One worker, small limits: what tests need.
SMALL = Limits(upload=1 << 20, held=2 << 20, receiving=5.0, working=30.0, waiting=20, workers=1)


class Reply:
    """Status, headers (names in lower case) and body of a response."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = response.read()

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


class Running:
    """A server that runs; ``service`` holds its workers."""

    def __init__(self, port: int, service: Service) -> None:
        self.port = port
        self.service = service
        self.address = f"http://127.0.0.1:{port}/"

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> Reply:
        """Send a request and read the answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, headers or {})
            return Reply(connection.getresponse())
        finally:
            connection.close()

    def post(self, path: str, values: object, headers: dict[str, str] | None = None) -> Reply:
        """Send JSON."""
        body = json.dumps(values).encode()
        return self.ask("POST", path, body, {"Content-Type": "application/json", **(headers or {})})

    def connect(self) -> socket.socket:
        """A bare connection."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)


@contextlib.contextmanager
def running(
    limits: Limits = SMALL, config: str | None = None, names: tuple[str, ...] = (), local: bool = True
) -> Iterator[Running]:
    """A server with these limits, without a configuration file unless one is named."""
    service = Service(limits, config, bool(config))
    server = built(service, names, local)
    listener = socket.create_server(("127.0.0.1", 0), backlog=256)
    ready = threading.Event()
    faults: list[BaseException] = []

    async def serve() -> None:
        try:
            await service.workers.start()
            ready.set()
            await server.serve([listener])
        finally:
            service.workers.stop()

    def work() -> None:
        try:
            asyncio.run(serve())
        except BaseException as error:
            faults.append(error)
        finally:
            ready.set()

    thread = threading.Thread(target=work)
    thread.start()
    ready.wait()
    try:
        if faults:
            raise faults[0]
        yield Running(listener.getsockname()[1], service)
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


def until(condition: Callable[[], object], seconds: float = 20) -> bool:
    """Whether a condition comes true."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
