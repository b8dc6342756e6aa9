"""What servers do wrong, and what fetching says to it."""

import time
from contextlib import suppress

from tests.read.fetching.site import answer

from tallybook.model import Stage
from tallybook.read.fetching import Unfetched, fetch

PAGE = "<p>Nine people were hurt.</p>"


def failure(url, session):
    """The problem of a URL that cannot be fetched; whatever the server does, that ends."""
    outcome = fetch(url, session)
    assert isinstance(outcome, Unfetched), outcome
    problem = outcome.problem
    assert (problem.stage, problem.where) == (Stage.READ, url)
    assert problem.reason
    assert problem.remedy
    return problem


def drip(request, connection):
    """A byte now and then, for ever; each comes before anybody calls it silence."""
    with suppress(OSError):
        connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n")
        for _ in range(60):
            connection.sendall(b"x")
            time.sleep(0.05)


def drip_in_head(request, connection):
    with suppress(OSError):
        connection.sendall(b"HTTP/1.1 200 OK\r\nx-pad: ")
        for _ in range(60):
            connection.sendall(b"x")
            time.sleep(0.05)


def silence(request, connection):
    with suppress(OSError):
        connection.recv(1)


def half(request, connection):
    connection.sendall(answer(PAGE)[:-5])
