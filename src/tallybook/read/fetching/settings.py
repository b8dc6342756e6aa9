"""How fetching behaves: its limits, its manners, its name, and what it takes from outside."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit

from tallybook import __version__
from tallybook.errors import UsageError
from tallybook.read.fetching.addresses import find_addresses

CONTACT: Final = "TALLYBOOK_CONTACT"
PROXY: Final = "TALLYBOOK_PROXY"
PRODUCT: Final = "tallybook"
"""The name that robots.txt calls us by."""

_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """Limits and manners. Times are seconds, sizes bytes.

    allow_hosts: names whose private addresses are allowed. connect, silence: to wait for a
    connection, and between two pieces of an answer. answer: for one whole answer. fetch: for a URL
    with all its redirects and tries; after that nothing more is begun. largest: of an answer, as it
    comes and unpacked. redirects: hops. cut: what is larger is cut off there,
    not refused. tries: requests for one hop, the first included. backoff:
    the first wait before another try, doubled each time. patience: the longest wait that a host may
    ask for within a run. pause: between two requests to one host.
    """

    allow_hosts: frozenset[str] = frozenset()
    contact: str | None = None
    proxy: str | None = None
    connect: float = 10.0
    silence: float = 20.0
    answer: float = 60.0
    fetch: float = 300.0
    largest: int = 64 * 1024 * 1024
    cut: bool = False
    redirects: int = 10
    tries: int = 3
    backoff: float = 1.0
    patience: float = 60.0
    pause: float = 1.0

    @property
    def agent(self) -> str:
        """The User-Agent header."""
        contact = f" (+{self.contact})" if self.contact else ""
        return f"{PRODUCT}/{__version__}{contact}"


@dataclass(frozen=True, slots=True)
class Means:
    """What fetching takes from outside, as functions, so that a test need not wait.

    now: the moment, with its zone. clock: seconds that only grow. chance: a number from 0 to 1.
    resolve: a host's addresses; raises OSError where it has none.
    """

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random
    resolve: Callable[[str, int], Sequence[str]] = find_addresses


def fetch_settings(
    allow_hosts: Iterable[str] = (), environment: Mapping[str, str] = os.environ
) -> FetchSettings:
    """The settings of a run; UsageError names a variable of the environment that is wrong."""
    return FetchSettings(
        allow_hosts=frozenset(plain_host(name) for name in allow_hosts),
        contact=_contact(environment.get(CONTACT, "").strip()),
        proxy=_proxy(environment.get(PROXY, "").strip()),
    )


def plain_host(name: str) -> str:
    """A host's name as it is compared: lower case, no brackets, no point at its end."""
    return name.strip().lower().removeprefix("[").removesuffix("]").removesuffix(".")


def _contact(words: str) -> str | None:
    if not words:
        return None
    if (
        len(words) > _LONGEST
        or not (words.isascii() and words.isprintable())
        or set(words) & {*"()"}
    ):
        raise UsageError(
            f"{CONTACT}: {words[:_LONGEST]!r} cannot stand in a header; "
            "give a web address or an e-mail address"
        )
    return words


def _proxy(words: str) -> str | None:
    if not words:
        return None
    try:
        parts = urlsplit(words)
        is_sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_sound = False
    if not is_sound or not (words.isascii() and words.isprintable()):
        raise UsageError(f"{PROXY}: is no http or https URL; write it as http://HOST:PORT")
    return words
