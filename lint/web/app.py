"""The addresses that the server answers."""

from __future__ import annotations

import asyncio
import hashlib
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ..api import FORMATS, category_names, supported
from .guard import Guard
from .jobs import KINDS, Answer, Job, refusal
from .openapi import description
from .workers import Busy, Workers

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine

    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

_STATIC = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
# Every suffix that some version reads; those offered are the ones that this one does.
_SUFFIXES = (
    ".txt", ".text", ".md", ".markdown", ".docx", ".docm", ".dotx", ".dotm",
    ".html", ".htm", ".xhtml", ".shtml", ".odt", ".ott", ".pdf", ".ofd", ".doc", ".dot", ".wps", ".wpt", ".rtf",
)  # fmt: skip


# A client that still sends does not read that it has sent too much; so far it is let finish.
_PATIENCE = 4


class Limits(NamedTuple):
    """What the server lets itself be asked for.

    ``upload`` bytes a request, ``held`` bytes in all requests at a time;
    ``receiving`` seconds until a body is there, ``working`` seconds a job;
    ``waiting`` jobs that wait while ``workers`` others are done.
    """

    upload: int = 20 << 20
    held: int = 128 << 20
    receiving: float = 30.0
    working: float = 60.0
    waiting: int = 100
    workers: int = 2


class _Full(Exception):
    """The server holds as many bytes as it may."""


class _Large(Exception):
    """A request is larger than it may be."""


class Service:
    """The application with its workers; ``config`` and ``use_config`` as in ``Options``."""

    def __init__(self, limits: Limits, config: str | None = None, use_config: bool = True) -> None:
        self.limits = limits
        self.workers = Workers(limits.workers, limits.waiting, limits.working, config, use_config)
        self._held = 0
        folder = files(__package__) / "static"
        self._files = {entry.name: entry.read_bytes() for entry in folder.iterdir() if entry.is_file()}

    def application(self, names: tuple[str, ...] = (), local: bool = True) -> Starlette:
        """The application behind its guard; see ``Guard``."""

        @asynccontextmanager
        async def lifespan(app: Starlette) -> AsyncIterator[None]:
            try:
                yield
            finally:
                self.workers.stop()

        routes = [
            Route("/", self._page),
            Route("/static/{name}", self._static),
            Route("/api/info", self._info),
            Route("/api/rules", self._rules),
            Route("/api/openapi.json", self._openapi),
            *(Route(f"/api/{kind}", _Endpoint(self, kind), methods=["POST"]) for kind in KINDS),
        ]
        guard = Middleware(Guard, names=names, local=local)
        return Starlette(routes=routes, middleware=[guard], lifespan=lifespan, exception_handlers={404: _missing, 405: _wrong})

    async def _page(self, request: Request) -> Response:
        page = self._files["index.html"].replace(b"{{nonce}}", request.scope["nonce"].encode())
        return Response(page, media_type="text/html; charset=utf-8")

    async def _static(self, request: Request) -> Response:
        name = request.path_params["name"]
        data = self._files.get(name)
        media = _STATIC.get(name[name.rfind(".") :])
        if data is None or media is None:
            return JSONResponse({"error": "没有这个文件"}, 404)
        tag = f'"{hashlib.blake2b(data, digest_size=16).hexdigest()}"'
        headers = {"ETag": tag, "Cache-Control": "no-cache"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(data, media_type=media, headers=headers)

    async def _info(self, request: Request) -> Response:
        from .. import __version__

        return JSONResponse(
            {
                "version": __version__,
                "suffixes": [suffix for suffix in _SUFFIXES if supported(suffix)],
                "formats": list(FORMATS),
                "categories": category_names(),
                "largest": self.limits.upload,
            }
        )

    async def _rules(self, request: Request) -> Response:
        return JSONResponse({"version": 1, "rules": self.workers.rules})

    async def _openapi(self, request: Request) -> Response:
        from .. import __version__

        return JSONResponse(description(__version__, self.limits.upload))

    async def received(self, request: Request) -> bytes:
        """A request's body. Raises _Large, _Full, TimeoutError, ClientDisconnect."""
        claimed = request.headers.get("content-length", "")
        most = self.limits.upload
        if claimed.isdecimal() and int(claimed) > _PATIENCE * most:
            raise _Large
        pieces: list[bytes] = []
        size = 0
        try:
            async with asyncio.timeout(self.limits.receiving):
                async for piece in request.stream():
                    size += len(piece)
                    if size > _PATIENCE * most:
                        raise _Large
                    if size <= most:
                        self._take(len(piece))
                        pieces.append(piece)
            if size > most:
                raise _Large
        except BaseException:
            self._held -= sum(map(len, pieces))
            raise
        return b"".join(pieces)

    def give_back(self, size: int) -> None:
        """Hold so many bytes less."""
        self._held -= size

    def _take(self, size: int) -> None:
        if self._held + size > self.limits.held:
            raise _Full
        self._held += size


class _Endpoint:
    """An address under which a kind of job is done."""

    def __init__(self, service: Service, kind: str) -> None:
        self._service = service
        self._kind = kind

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        from starlette.requests import ClientDisconnect, Request

        request = Request(scope, receive)
        service = self._service
        try:
            body = await service.received(request)
        except ClientDisconnect:
            return
        except _Large:
            await _respond(refusal(413, f"内容超过 {service.limits.upload >> 20} MB；请拆成几份"), scope, receive, send)
            return
        except TimeoutError:
            await _respond(refusal(408, "内容没有在规定时间内传完"), scope, receive, send)
            return
        except _Full:
            await _respond(_busy(), scope, receive, send)
            return
        try:
            media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
            job = Job(self._kind, media, body, dict(request.query_params))
            size = len(body)
            del body
            try:
                answer = await _unless_gone(service.workers.run(job), request)
            except Busy:
                answer = _busy()
            finally:
                del job
        finally:
            service.give_back(size)
        if answer is not None:
            await _respond(answer, scope, receive, send)


async def _unless_gone(work: Coroutine[Any, Any, Answer], request: Request) -> Answer | None:
    """The outcome of some work, which is dropped with None where the client leaves meanwhile."""
    loop = asyncio.get_running_loop()
    working = loop.create_task(work)
    leaving = loop.create_task(_left(request))
    try:
        await asyncio.wait((working, leaving), return_when=asyncio.FIRST_COMPLETED)
        return await working if working.done() else None
    finally:
        for task in (working, leaving):
            task.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)


async def _left(request: Request) -> None:
    """Wait until the client is gone; its request has been read."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _respond(answer: Answer, scope: Scope, receive: Receive, send: Send) -> None:
    headers = {"Retry-After": "1"} if answer.status == 503 else {}
    if answer.status in (408, 413):
        headers["Connection"] = "close"
    if answer.name:
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(answer.name)}"
    await Response(answer.body, answer.status, headers, answer.media)(scope, receive, send)


def _busy() -> Answer:
    return refusal(503, "正在处理的请求太多，请稍后再试")


async def _missing(request: Request, error: Exception) -> Response:
    return JSONResponse({"error": "没有这个地址；接口说明在 /api/openapi.json"}, 404)


async def _wrong(request: Request, error: Exception) -> Response:
    return JSONResponse({"error": "这个地址要用 POST 或 GET；接口说明在 /api/openapi.json"}, 405)
