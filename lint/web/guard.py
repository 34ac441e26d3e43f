"""Who may talk to the server, and what every answer says to the browser."""

from __future__ import annotations

import ipaddress
import re
import secrets
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse

if TYPE_CHECKING:
    from collections.abc import Collection

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'nonce-{nonce}'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[^:\[\]]+)(?::(\d{1,5}))?")


class Guard:
    """Refuses requests under a name that is not the server's, or from another site's page.

    A page elsewhere can make a browser send requests here, directly (its
    ``Origin`` gives it away) or under a name of its own that it lets resolve
    to this machine (the ``Host`` does). ``names`` are further host names under
    which the server may be called; ``local`` whether it only listens on the
    loopback.
    """

    def __init__(self, app: ASGIApp, names: Collection[str] = (), local: bool = True) -> None:
        self._app = app
        self._names = {name.lower() for name in names}
        self._local = local

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        nonce = scope["nonce"] = secrets.token_urlsafe(16)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = _POLICY.format(nonce=nonce)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        why = self._refuses(Headers(scope=scope), scope["scheme"])
        if why:
            await JSONResponse({"error": why}, 403)(scope, receive, guarded)
        else:
            await self._app(scope, receive, guarded)

    def _refuses(self, headers: Headers, scheme: str) -> str:
        """Why a request is refused, "" where it is not."""
        hosts = headers.getlist("host")
        host = hosts[0] if len(hosts) == 1 else ""
        if not self.knows(host):
            return "不认识这个主机名（Host）；用 reportlint serve --allow-host 名字 加上它"
        origins = headers.getlist("origin")
        if origins and origins != [f"{scheme}://{host}"]:
            return "不接受别的网站发来的请求（Origin）"
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin") and not _navigates(headers):
            return "不接受别的网站发来的请求"
        return ""

    def knows(self, host: str) -> bool:
        """Whether a ``Host`` header names this server.

        Any address in numbers does where the server is open to others: a
        foreign page can borrow a name, and no number.
        """
        found = _HOST.fullmatch(host)
        if found is None:
            return False
        name = found[1].lower()
        if name == "localhost" or name in self._names:
            return True
        try:
            address = ipaddress.ip_address(name.strip("[]"))
        except ValueError:
            return False
        return address.is_loopback or not self._local


def _navigates(headers: Headers) -> bool:
    """Whether a browser opens an address itself, as from a link in a mail."""
    return headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
