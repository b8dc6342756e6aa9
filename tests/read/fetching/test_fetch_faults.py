"""A server that misbehaves in every way: each ends in time, with a Problem that says what helps."""

import gzip
import zlib
from contextlib import suppress
from dataclasses import replace

import pytest
from tests.read.fetching.faults import PAGE, drip, drip_in_head, failure, half, silence
from tests.read.fetching.site import answer, moved

from tallybook.read.fetching import Fetched, fetch

# Time


@pytest.mark.parametrize("page", [drip, drip_in_head])
def test_a_server_that_drips_is_cut_off(site, session, page):
    session.settings = replace(session.settings, tries=1)
    site.pages["/"] = page
    assert failure(site.url(), session).reason == "gives no whole answer within 0.8 seconds"


def test_a_server_that_never_answers(site, session, times):
    site.pages["/"] = silence
    assert failure(site.url(), session).reason == "is silent for 0.3 seconds"
    assert site.paths() == ["/"] * 3
    assert times.slept == [1.0, 2.0]


def test_a_body_that_never_ends_on_a_connection_kept_open(site, session):
    def page(request, connection):
        connection.sendall(answer(PAGE, length=False))
        silence(request, connection)

    session.settings = replace(session.settings, tries=1)
    site.pages["/"] = page
    assert failure(site.url(), session).reason == "is silent for 0.3 seconds"


def test_a_connection_kept_open_behind_a_whole_body_is_no_fault(site, session):
    def page(request, connection):
        connection.sendall(answer(PAGE, connection="keep-alive"))
        silence(request, connection)

    site.pages["/"] = page
    assert isinstance(fetch(site.url(), session), Fetched)


def test_nothing_is_begun_after_the_time_for_the_whole(site, session, times):
    session.settings = replace(session.settings, fetch=2.5, tries=9)
    site.pages["/"] = answer(status=503, reason="Unavailable")
    assert failure(site.url(), session).reason == "answers 503 (service unavailable)"
    assert times.slept == [1.0]


# Size


def test_a_huge_body_that_says_so_is_not_begun(site, session):
    sent = []

    def page(request, connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 999999999999\r\n\r\n")
        with suppress(OSError):
            for _ in range(100):
                connection.sendall(b"x" * 65536)
                sent.append(65536)

    site.pages["/"] = page
    problem = failure(site.url(), session)
    assert problem.reason == "is larger than the limit of 200,000 bytes"
    assert site.paths() == ["/"]


def test_a_huge_body_that_does_not_say_so_is_cut_off(site, session):
    def page(request, connection):
        with suppress(OSError):
            connection.sendall(answer(length=False))
            for _ in range(200):
                connection.sendall(b"x" * 65536)

    site.pages["/"] = page
    assert failure(site.url(), session).reason == "is larger than the limit of 200,000 bytes"


@pytest.mark.parametrize(
    ("encoding", "bomb"),
    [
        ("gzip", gzip.compress(bytes(50_000_000))),
        ("deflate", zlib.compress(bytes(50_000_000))),
        ("gzip", gzip.compress(b"x" * 100) * 10_000),
        ("gzip", gzip.compress(b"") * 50_000),
    ],
)
def test_bombs_are_left(site, session, encoding, bomb):
    site.pages["/"] = answer(bomb, content_encoding=encoding)
    problem = failure(site.url(), session)
    assert "limit of 200,000 bytes" in problem.reason
    assert site.paths() == ["/"]


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "x" * 300, "identity;q=1"])
def test_packings_that_were_not_asked_for(site, session, encoding):
    site.pages["/"] = answer(PAGE, content_encoding=encoding)
    assert "packed in a way that was not asked for" in failure(site.url(), session).reason


def test_what_is_not_packed_though_it_says_so(site, session):
    for encoding in ("gzip", "deflate"):
        site.pages["/"] = answer(PAGE, content_encoding=encoding)
        assert f"packed with {encoding}, and is not" in failure(site.url(), session).reason


# Broken answers


def half_a_chunk(request, connection):
    connection.sendall(answer(b"ff\r\nhalf", length=False, transfer_encoding="chunked"))


def reset(request, connection):
    import socket
    import struct

    connection.sendall(answer(PAGE)[:-5])
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@pytest.mark.parametrize(
    "page",
    [
        half,
        half_a_chunk,
        reset,
        answer(PAGE, content_length="5000"),
        answer(gzip.compress(PAGE.encode())[:-12], content_encoding="gzip"),
    ],
)
def test_an_answer_that_breaks_off(site, session, page):
    site.pages["/"] = page
    assert failure(site.url(), session).reason == "breaks off before its end"
    assert site.paths() == ["/"] * 3


def test_an_answer_that_breaks_off_once(site, session):
    site.pages["/"] = [half, answer(PAGE)]
    assert isinstance(fetch(site.url(), session), Fetched)


def test_a_length_shorter_than_the_body(site, session):
    site.pages["/"] = answer(PAGE, content_length="7")
    assert fetch(site.url(), session).raw.head == b"<p>Nine"


@pytest.mark.parametrize(
    "page",
    [
        b"",
        b"\r\n" * 10,
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"\x16\x03\x01\x02\x00" + bytes(range(256)),
        b"HTTP/1.1 two hundred\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nx: " + b"y" * 500_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 100_000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nbroken header\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nx: a\x00b\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\ncontent-length: -5\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
        answer(status=999, reason="\x80\xff" * 20),
        answer(status=101, reason="Switching Protocols", upgrade="websocket"),
    ],
)
def test_what_is_no_answer_of_http(site, session, page):
    session.settings = replace(session.settings, tries=1)
    site.pages["/"] = page
    assert failure(site.url(), session).reason.isprintable()


def test_headers_cannot_smuggle_others_in(site, session):
    """What a server says never becomes a header of ours, nor breaks a message into lines."""
    site.pages["/"] = b'HTTP/1.1 200 OK\r\netag: "a"\r\n x-evil: 1\r\ncontent-length: 2\r\n\r\nhi'
    first = fetch(site.url(), session)
    assert "\n" not in (first.fetch.etag or "")
    fetch(site.url(), session, first.fetch)
    assert "x-evil" not in site.requests[-1].headers
    site.pages["/"] = moved("/x\x1b[31m%0d%0ax-evil: 1")
    assert failure(site.url(), session).reason.isprintable()
