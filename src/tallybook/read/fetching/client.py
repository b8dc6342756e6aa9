"""The client: one request to one address. The only door to httpx.

Whatever the other side does, a request ends: within the time, with so many bytes, or with Refusal.
"""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from tallybook.read.fetching.outcomes import Refusal, plain
from tallybook.read.fetching.settings import FetchSettings
from tallybook.read.fetching.targets import PORTS, Target
from tallybook.read.fetching.unpacking import ACCEPTED, Body, broken_off, too_large

if TYPE_CHECKING:
    import httpx

_TAKEN: Final = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,"
    "application/xml;q=0.9,text/plain;q=0.9,*/*;q=0.5"
)
_LONGEST: Final = 8000
_HIGHEST_PORT: Final = 65535
_SLOW: Final = "try again later; the site may be overloaded"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said. headers: names in lower case. body: empty unless the status is 2xx."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def target_of(text: str, base: Target | None = None) -> Target:
    """A URL taken apart, from `base` where it is relative; Refusal where it may not be fetched."""
    import httpx

    if len(text) > _LONGEST:
        raise Refusal(f"is a URL of more than {_LONGEST:,} characters", "check the URL")
    try:
        url = httpx.URL(text) if base is None else httpx.URL(base.url).join(text)
        host = url.raw_host.decode("ascii").removesuffix(".")
        port = url.port or PORTS.get(url.scheme, 0)
    except (httpx.InvalidURL, UnicodeError, ValueError, TypeError) as error:
        raise Refusal(
            f"is no URL ({plain(str(error)).lower()})", "check how it is written"
        ) from error
    if url.scheme not in PORTS:
        scheme = plain(url.scheme, 20) or "no scheme"
        raise Refusal(f"is not on the web ({scheme})", "give an address of http or https")
    if url.userinfo:
        reason = "holds a name or a password, which would stand in the ledger"
        raise Refusal(reason, "take out what stands before the @")
    if not host or "%" in host or not 0 < port <= _HIGHEST_PORT:
        raise Refusal("names no host that can be asked", "check how it is written")
    return Target(url.scheme, host, port, url.raw_path.decode("ascii"))


def ask(
    target: Target, address: str | None, headers: Mapping[str, str], settings: FetchSettings
) -> Answer:
    """The answer to a GET request, sent to that address and no other; raises Refusal.

    The name stays in the Host header and in TLS, where the certificate must be the name's. With
    `address` None the request goes through the proxy, which looks the name up itself.
    """
    import httpx

    ends = time.monotonic() + settings.answer
    limits = httpx.Timeout(settings.silence, connect=settings.connect)
    url = httpx.URL(target.url)
    sent = {
        "host": target.authority,
        "user-agent": settings.agent,
        "accept": _TAKEN,
        "accept-encoding": ACCEPTED,
        "connection": "close",
        **headers,
    }
    watchdog = _Watchdog()
    extensions: dict[str, Any] = {"trace": watchdog.note, "timeout": limits.as_dict()}
    if address is not None:
        url = url.copy_with(host=address)
        extensions["sni_hostname"] = target.host
    proxy = settings.proxy if address is None else None
    try:
        # A transport for each request: a connection is never used for another name. It is asked
        # without a client, which would look where a redirect leads by itself.
        with (
            httpx.HTTPTransport(verify=_trusted(), trust_env=False, proxy=proxy) as transport,
            watchdog.until(ends),
            closing(
                transport.handle_request(
                    httpx.Request("GET", url, headers=sent, extensions=extensions)
                )
            ) as response,
        ):
            answer = _read(response, settings)
    except Exception as error:
        if watchdog.has_bitten:
            raise _too_slow(settings) from error
        if isinstance(
            error, (httpx.HTTPError, httpx.InvalidURL, OSError, RuntimeError, ValueError)
        ):
            raise _failure(error, settings) from error
        raise
    if watchdog.has_bitten:  # where no length was told, a cut looks like the end
        raise _too_slow(settings)
    return answer


class _Watchdog:
    """Cuts the connection at a time. The limits of httpx hold for each piece; a server that drips
    byte after byte keeps to them.
    """

    def __init__(self) -> None:
        self.has_bitten = False
        self._streams: list[Any] = []

    def note(self, event: str, told: Mapping[str, Any]) -> None:
        """Keeps the connection that httpx says it has made."""
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            self._streams.append(told["return_value"])

    @contextmanager
    def until(self, ends: float) -> Iterator[None]:
        """Watches for as long as the block lasts."""
        timer = threading.Timer(max(0.0, ends - time.monotonic()), self._bite)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _bite(self) -> None:
        import socket

        self.has_bitten = True
        for stream in self._streams:
            wire = stream.get_extra_info("socket")
            try:
                # Wakes the thread that waits for bytes, which closing would not.
                socket.socket.shutdown(wire, socket.SHUT_RDWR)
            except OSError:
                continue  # it was handed on to TLS, or is closed already


def _read(response: httpx.Response, settings: FetchSettings) -> Answer:
    headers = {name.lower(): value for name, value in response.headers.items()}
    if not 200 <= response.status_code < 300:
        return Answer(response.status_code, headers, b"")
    stated = headers.get("content-length", "")
    if (
        stated.isascii()
        and stated.isdigit()
        and int(stated[:18]) > settings.largest
        and not settings.cut
    ):
        raise too_large(settings.largest)
    body = Body(headers.get("content-encoding"), settings.largest, cut=settings.cut)
    for part in response.iter_raw():
        body.add(part)
        if body.is_full:
            break
    return Answer(response.status_code, headers, body.content())


def _failure(error: Exception, settings: FetchSettings) -> Refusal:
    """What went wrong on the wire, in words."""
    import httpx

    said = plain(str(error), 160).removeprefix("[Errno ") or type(error).__name__
    if isinstance(error, httpx.ConnectTimeout):
        reason = f"cannot be reached within {settings.connect:g} seconds"
        remedy = "check the address, or try again later"
        return Refusal(reason, remedy, again=True, reached=False)
    if isinstance(error, httpx.TimeoutException):
        reason = f"is silent for {settings.silence:g} seconds"
        return Refusal(reason, _SLOW, again=True)
    untrusted = _cause(error, ssl.SSLError)
    if untrusted is not None:
        told = getattr(untrusted, "verify_message", "") or getattr(untrusted, "reason", "") or said
        reason = f"has no TLS connection that can be trusted ({plain(str(told)).lower()})"
        remedy = "check the address, and this machine's date and certificates"
        return Refusal(reason, remedy, reached=False)
    if isinstance(error, httpx.RemoteProtocolError):
        if "complete message body" in said or "chunked" in said:
            return broken_off()
        return Refusal(f"does not answer as HTTP asks ({said})", "try again later", again=True)
    if isinstance(error, httpx.ConnectError):
        cause = _cause(error, OSError)
        told = (getattr(cause, "strerror", None) or said).lower()
        return Refusal(
            f"cannot be reached ({told})", "check the address", again=True, reached=False
        )
    if isinstance(error, httpx.ProxyError):
        return Refusal(f"cannot be reached through the proxy ({said})", "check the proxy")
    if isinstance(error, httpx.ReadError):
        return broken_off()
    return Refusal(f"cannot be fetched ({said})", "try again later", again=True)


def _cause(error: BaseException, kind: type[BaseException]) -> BaseException | None:
    """The error of that kind behind another, the deepest."""
    found: BaseException | None = None
    seen: BaseException | None = error
    while seen is not None:
        found = seen if isinstance(seen, kind) else found
        seen = seen.__cause__ or seen.__context__
    return found


def _too_slow(settings: FetchSettings) -> Refusal:
    reason = f"gives no whole answer within {settings.answer:g} seconds"
    return Refusal(reason, _SLOW, again=True)


@cache
def _trusted() -> ssl.SSLContext:
    """The certificates that are trusted; SSL_CERT_FILE and SSL_CERT_DIR may name others."""
    import httpx

    return httpx.create_ssl_context()
