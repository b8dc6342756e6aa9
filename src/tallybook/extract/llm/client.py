"""The client: one request to an OpenAI-compatible endpoint. The only door to httpx.

Whatever the other side does, a call ends: within the time, with so many bytes, or with Unanswered.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Final

from tallybook.errors import UsageError
from tallybook.extract.llm.settings import (
    CHUNK,
    FORMAT,
    KEY,
    MODEL,
    TEMPERATURE,
    TIMEOUT,
    URL,
    Settings,
)

if TYPE_CHECKING:
    import httpx

_LARGEST: Final = 8 * 1024 * 1024
_CONNECT: Final = 10.0
_AGAIN: Final = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_SHOWN: Final = 160
_UNKNOWN: Final = (
    f"if it names response_format, set {FORMAT} to object or none; "
    f"if it names temperature, set {TEMPERATURE} to none"
)
_REMEDIES: Final = {
    400: _UNKNOWN,
    401: f"check {KEY}",
    403: f"check {KEY}",
    404: f"check {URL} and {MODEL}",
    405: f"check {URL}",
    413: f"set {CHUNK} lower",
    422: _UNKNOWN,
    429: "wait, or ask for a higher limit",
}


class Unanswered(Exception):
    """The endpoint gave no usable answer.

    again: may another try help? wait: seconds that the endpoint asks to wait, None if it does not.
    reached: did the endpoint do its part, however useless its answer?
    """

    def __init__(
        self,
        reason: str,
        remedy: str,
        *,
        again: bool = False,
        wait: float | None = None,
        reached: bool = True,
    ) -> None:
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy
        self.again, self.wait, self.reached = again, wait, reached


@dataclass(frozen=True, slots=True)
class Answer:
    """The body of an answer of status 200, as text of a JSON media type."""

    body: str


def load_client() -> Any:
    """The httpx module; UsageError with the remedy where the extra is not installed."""
    try:
        import httpx
    except ImportError:
        raise UsageError(
            "asking a model needs the extra llm, which is not installed; "
            "install it: pip install 'tallybook[llm]'"
        ) from None
    return httpx


def post(settings: Settings, body: bytes) -> Answer:
    """The answer to a chat completion request; raises Unanswered, whatever goes wrong."""
    client = load_client()
    limits = client.Timeout(settings.timeout, connect=min(_CONNECT, settings.timeout))
    headers = {"content-type": "application/json", "accept": "application/json"}
    headers["accept-encoding"] = "identity"  # what is small on the wire may be endless unpacked
    if settings.key is not None:
        headers["authorization"] = f"Bearer {settings.key}"
    ends = time.monotonic() + settings.timeout
    address = f"{settings.url}/chat/completions"
    try:
        with (
            client.Client(timeout=limits, follow_redirects=False) as session,
            _closing_at(ends, session),
            session.stream("POST", address, content=body, headers=headers) as response,
        ):
            return _read(response, settings, ends)
    except client.TimeoutException as error:
        raise _late(settings) from error
    except (client.HTTPError, client.InvalidURL, OSError, RuntimeError) as error:
        if time.monotonic() > ends:
            raise _late(settings) from error
        reason = f"{settings.url} cannot be reached ({_plain(str(error)) or type(error).__name__})"
        remedy = f"see that it runs, and check {URL}"
        raise Unanswered(reason, remedy, again=True, reached=False) from error


@contextmanager
def _closing_at(ends: float, session: httpx.Client) -> Iterator[None]:
    """Closes the session at that time, if the block lasts so long.

    The limits of httpx are for each piece; a head that drips in, byte by byte, keeps to them.
    """
    timer = threading.Timer(max(0.0, ends - time.monotonic()) + 0.5, session.close)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _read(response: httpx.Response, settings: Settings, ends: float) -> Answer:
    received = bytearray()
    for part in response.iter_bytes():
        received += part
        if time.monotonic() > ends:
            raise _late(settings)
        if len(received) > _LARGEST:
            reason = f"{settings.url} sent more than {_LARGEST // 1024 // 1024} MB for one answer"
            raise Unanswered(reason, f"check {URL}: this is no model's answer")
    text = received.decode("utf-8", "replace")
    if response.status_code != 200:
        raise _refused(response, text, settings)
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" and not kind.endswith("+json"):
        reason = f"{settings.url} answered with {_plain(kind) or 'no content type'}, not with JSON"
        raise Unanswered(reason, f"check {URL}: it must end where /chat/completions begins")
    return Answer(text)


def _refused(response: httpx.Response, text: str, settings: Settings) -> Unanswered:
    status = response.status_code
    said = _plain(text.replace(settings.key, "…") if settings.key else text)
    reason = f"{settings.url} answered {status}" + (f": {said}" if said else "")
    remedy = _REMEDIES.get(status, f"check {URL}" if status < 500 else "try again later")
    wait = _wait(response.headers.get("retry-after"))
    if wait is not None:
        reason += f" (it asks to wait {wait:,.0f} seconds)"
    again, reached = status in _AGAIN, status < 500
    return Unanswered(reason, remedy, again=again, wait=wait, reached=reached)


def _wait(told: str | None) -> float | None:
    """Seconds of a Retry-After header: a number, or the time until a date."""
    if told is None:
        return None
    told = told.strip()
    if told.isascii() and told.isdigit():
        return float(told[:9])
    try:
        until = parsedate_to_datetime(told)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def _late(settings: Settings) -> Unanswered:
    reason = f"{settings.url} gave no whole answer within {settings.timeout:g} seconds"
    return Unanswered(reason, f"set {TIMEOUT} higher", again=True, reached=False)


def _plain(text: str) -> str:
    """One short printable line of what somebody else wrote."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"
