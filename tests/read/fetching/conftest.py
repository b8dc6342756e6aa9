"""A server that may misbehave, and a session that does not wait."""

import pytest
from tests.read.fetching.site import FakeTime, Site

from tallybook.read.fetching import FetchSettings, Means, Session

NAMES = ("news.example", "other.example", "slow.example")


@pytest.fixture
def site():
    server = Site()
    yield server
    server.close()


@pytest.fixture
def times():
    return FakeTime()


@pytest.fixture
def names():
    """What the resolver knows: names to addresses."""
    return {name: ["127.0.0.1"] for name in NAMES}


@pytest.fixture
def session(times, names):
    """Loopback is allowed by name; limits are small, and sleeping takes no time."""

    def resolve(host, port):
        if host not in names:
            raise OSError(-2, "Name or service not known")
        return names[host]

    settings = FetchSettings(
        allow_hosts=frozenset({"127.0.0.1", *NAMES}),
        connect=0.5,
        silence=0.3,
        answer=0.8,
        largest=200_000,
    )
    means = Means(times.now, times.clock, times.sleep, lambda: 0.5, resolve)
    return Session(settings, means)
