"""What the page never does: run foreign script, ask another machine, obey another site's form.

The policy is the strict kind of https://www.w3.org/TR/CSP3/: nothing inline, nothing evaluated,
nothing from elsewhere. Requests are told apart by the Host that they ask for (a foreign name that
points to this machine is refused: https://en.wikipedia.org/wiki/DNS_rebinding) and, where they
change something, by the site that they come from (`Sec-Fetch-Site` or `Origin`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "font-src": "'self'",
    "manifest-src": "'self'",
    "frame-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_CHANGING: Final = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def policy(*, embeddable: bool = False) -> str:
    """The content security policy. embeddable: other sites may show the page in a frame."""
    rules = {**_POLICY, "frame-ancestors": "*"} if embeddable else _POLICY
    return "; ".join(f"{name} {value}" for name, value in rules.items())


class Guard:
    """Refuses foreign hosts and foreign forms, and gives each answer its headers.

    An answer that sets its own Content-Security-Policy keeps it.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self._app = app
        self._hosts = frozenset(host.casefold() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        fault = self._fault(scope["method"], Headers(scope=scope))
        if fault is not None:
            await PlainTextResponse(fault, status_code=403)(scope, receive, _dressed(send))
            return
        await self._app(scope, receive, _dressed(send))

    def _fault(self, method: str, headers: Headers) -> str | None:
        host = headers.get("host", "")
        if _name(host) not in self._hosts:
            return (
                f"This page is not asked for by the name {host!r}. Start it with "
                "`tallybook serve --allow-name NAME` to allow one.\n"
            )
        if method not in _CHANGING:
            return None
        site = headers.get("sec-fetch-site")
        origin = headers.get("origin")
        own = site in (None, "same-origin", "none")
        if own and origin is not None and origin != "null":
            own = urlsplit(origin).netloc.casefold() == host.casefold()
        elif site is None and origin == "null":
            own = False
        return None if own else "A form of another site cannot change anything here.\n"


def _name(host: str) -> str:
    """The host without its port, as the browser names it."""
    name, colon, port = host.casefold().rpartition(":")
    return name if colon and port.isdigit() else host.casefold()


def _dressed(send: Send) -> Send:
    async def dress(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Content-Security-Policy", policy())
            headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        await send(message)

    return dress
