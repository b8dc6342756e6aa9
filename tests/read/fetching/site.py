"""A server on loopback that answers as it is told to, however badly, and a clock that need not
run."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

START = datetime(2026, 3, 2, 12, tzinfo=UTC)
LONGEST = 5.0


def answer(body=b"", status=200, reason="OK", *, length=True, **headers):
    """The bytes of a whole answer; `_` in a header's name is written as `-`."""
    if isinstance(body, str):
        body = body.encode()
    told = {"content-type": "text/html; charset=utf-8"}
    if length:
        told["content-length"] = str(len(body))
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items() if value is not None)
    return f"HTTP/1.1 {status} {reason}\r\n{lines}\r\n".encode() + body


def moved(location, status=301):
    return answer(status=status, reason="Moved", location=location)


def feed(*entries, **headers):
    """A feed whose entries are (link, text), newest first."""
    items = "".join(
        f"<item><title>Report</title><link>{link}</link><guid>{link}</guid>"
        f"<pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate><description>{text}</description></item>"
        for link, text in entries
    )
    body = (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>The Harbour</title><link>https://harbour.example/</link>{items}</channel></rss>"
    )
    return answer(body, content_type="application/rss+xml; charset=utf-8", **headers)


def page(text, **headers):
    return answer(text, content_type="text/plain; charset=utf-8", **headers)


def conditional(whole, etag='"1"'):
    """A page that is sent whole once, and then answered by 304."""

    def give(request):
        if request.headers.get("if-none-match") == etag:
            return answer(status=304, reason="Not Modified", length=False)
        return whole

    return give


@dataclass(frozen=True)
class Request:
    path: str
    headers: dict[str, str]


class Site:
    """pages: path to bytes, to a function of the request, or to a list of such, one a request.

    A function may give bytes, or take the connection over: `function(request, connection)`.
    """

    def __init__(self):
        self.pages = {"/robots.txt": answer(status=404, reason="Not Found")}
        self.requests = []
        self.is_open = True
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._threads = [threading.Thread(target=self._listen)]
        self._threads[0].start()

    def url(self, path="/", host="127.0.0.1"):
        return f"http://{host}:{self.port}{path}"

    def paths(self):
        """The paths asked for, robots.txt aside."""
        return [each.path for each in self.requests if each.path != "/robots.txt"]

    def close(self):
        self.is_open = False
        with suppress(OSError):  # wakes the thread that waits for a connection
            socket.create_connection(("127.0.0.1", self.port), LONGEST).close()
        for thread in self._threads:
            thread.join(LONGEST)
        self._listener.close()

    def _listen(self):
        while self.is_open:
            connection, _ = self._listener.accept()
            thread = threading.Thread(target=self._serve, args=(connection,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection):
        with connection, suppress(OSError):
            connection.settimeout(LONGEST)
            request = self._read(connection)
            if request is None:
                return
            self.requests.append(request)
            page = self.pages.get(request.path, answer(status=404, reason="Not Found"))
            if isinstance(page, list):
                page = page.pop(0) if len(page) > 1 else page[0]
            if isinstance(page, bytes):
                connection.sendall(page)
            elif page.__code__.co_argcount == 1:
                connection.sendall(page(request))
            else:
                page(request, connection)

    def _read(self, connection):
        head = b""
        while b"\r\n\r\n" not in head:
            more = connection.recv(65536)
            if not more or more.startswith(b"\x16"):  # gone; or TLS, of which we know nothing
                return None
            head += more
        first, *rest = head.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
        pairs = (line.partition(":") for line in rest)
        return Request(first.split()[1], {name.lower(): value.strip() for name, _, value in pairs})


@dataclass
class FakeTime:
    """A clock that stands still but for what is slept."""

    seconds: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def clock(self):
        return self.seconds

    def sleep(self, seconds):
        self.slept.append(round(seconds, 3))
        self.seconds += seconds

    def now(self):
        return START + timedelta(seconds=self.seconds - 1000.0)
