"""Starting the server and saying where it is."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
from typing import TYPE_CHECKING

import uvicorn

from ..api import LintError
from .app import Limits, Service
from .connection import Connection
from .workers import Unusable

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_CONNECTIONS = 1000


def serve(
    host: str,
    port: int,
    names: tuple[str, ...],
    limits: Limits,
    config: str | None,
    use_config: bool,
    ready: Callable[[str], None],
) -> None:
    """Answer requests until interrupted; ``ready`` is called with the page's address.

    ``names`` are further host names under which the server may be called;
    ``port`` 0 takes a free one. Raises LintError where the address cannot be
    had or the configuration is wrong.
    """
    listener = _listener(host, port)
    service = Service(limits, config, use_config)
    server = built(service, names, _is_local(host))
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listener.getsockname()[1]}/"

    async def run() -> None:
        try:
            await service.workers.start()
            ready(address)
            await server.serve([listener])
        finally:
            service.workers.stop()

    try:
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(run())
    except Unusable as error:
        raise LintError(str(error)) from None
    finally:
        listener.close()


def built(service: Service, names: tuple[str, ...] = (), local: bool = True) -> uvicorn.Server:
    """The server of a service, whose workers must run before it does."""
    return uvicorn.Server(
        uvicorn.Config(
            service.application(names, local),
            http=Connection,
            ws="none",
            log_level="error",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=_MOST_CONNECTIONS,
            timeout_keep_alive=5,
            timeout_graceful_shutdown=5,
            h11_max_incomplete_event_size=32 << 10,
        )
    )


def _listener(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise LintError(f"没有 {host} 这个地址：{error}") from None
    try:
        # On Windows the option would let two servers share a port.
        if hasattr(socket, "SO_REUSEPORT"):
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(where)
        listener.listen(512)
    except OSError as error:
        listener.close()
        raise LintError(f"端口 {port} 用不了（{error.strerror}）；请换一个：--port 8766，或 --port 0 自动挑选") from None
    return listener


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
