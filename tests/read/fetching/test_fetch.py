"""Fetching from a server that behaves: content, names, conditions, redirects."""

import gzip
import zlib
from dataclasses import replace

import pytest
from tests.read.fetching.site import START, answer, moved

from tallybook import __version__
from tallybook.errors import UsageError
from tallybook.model import Snapshot
from tallybook.read.fetching import Fetched, Unchanged, Unfetched, fetch, fetch_settings

PAGE = "<p>Nine people were hurt.</p>"


def content(outcome):
    assert isinstance(outcome, Fetched), outcome
    with outcome.raw.open() as stream:
        return stream.read().decode()


def test_a_page_comes_with_what_the_server_said(site, session):
    site.pages["/a?b=1"] = answer(PAGE, etag='"v1"', last_modified="Mon, 02 Mar 2026 11:00:00 GMT")
    outcome = fetch(site.url("/a?b=1#part"), session)
    assert content(outcome) == PAGE
    raw, done = outcome.raw, outcome.fetch
    assert (raw.media_type, raw.charset, raw.size) == ("text/html", "utf-8", len(PAGE))
    assert (raw.where, raw.url) == (site.url("/a?b=1#part"), site.url("/a?b=1"))
    assert raw.retrieved == done.at == START
    assert raw.head == PAGE.encode()
    assert (done.status, done.etag) == (200, '"v1"')
    assert done.last_modified == "Mon, 02 Mar 2026 11:00:00 GMT"
    assert done.snapshot == Snapshot(PAGE.encode()).digest


def test_the_name_is_kept_while_the_checked_address_is_asked(site, session):
    site.pages["/"] = answer(PAGE)
    assert content(fetch(site.url(host="news.example"), session)) == PAGE
    sent = site.requests[-1].headers
    assert sent["host"] == f"news.example:{site.port}"
    assert sent["user-agent"] == f"tallybook/{__version__}"
    assert "cookie" not in sent


def test_a_name_is_looked_up_once_a_request_and_no_later_answer_counts(site, session):
    """A name that turns to another address after the check leads nowhere else."""
    asked = []

    def resolve(host, port):
        asked.append(host)
        return ["127.0.0.1"] if len(asked) <= 2 else ["127.0.0.2"]

    session.means = replace(session.means, resolve=resolve)
    site.pages["/"] = answer(PAGE)
    assert content(fetch(site.url(host="news.example"), session)) == PAGE
    assert asked == ["news.example"] * 2  # for robots.txt and for the page


def test_the_next_address_is_tried_where_one_takes_no_connection(site, session, names):
    names["news.example"] = ["127.0.0.9", "127.0.0.1"]
    site.pages["/"] = answer(PAGE)
    assert content(fetch(site.url(host="news.example"), session)) == PAGE


def test_the_contact_is_told(site, session):
    site.pages["/"] = answer(PAGE)
    session.settings = replace(session.settings, contact="mailto:desk@example.org")
    fetch(site.url(), session)
    agent = site.requests[-1].headers["user-agent"]
    assert agent == f"tallybook/{__version__} (+mailto:desk@example.org)"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TALLYBOOK_CONTACT", "a\r\nx-evil: 1"),
        ("TALLYBOOK_CONTACT", "ü@example.org"),
        ("TALLYBOOK_PROXY", "proxy:3128"),
        ("TALLYBOOK_PROXY", "http://"),
        ("TALLYBOOK_PROXY", "http://p:99999"),
    ],
)
def test_a_wrong_setting_is_named(name, value):
    with pytest.raises(UsageError, match=name):
        fetch_settings((), {name: value})


def test_settings_from_the_environment():
    told = {"TALLYBOOK_CONTACT": "https://example.org/bot", "TALLYBOOK_PROXY": "http://p:3128"}
    settings = fetch_settings(["LOCALHOST.", "[::1]"], told)
    assert settings.allow_hosts == {"localhost", "::1"}
    assert (settings.contact, settings.proxy) == ("https://example.org/bot", "http://p:3128")
    assert fetch_settings((), {}).proxy is None


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", lambda data: gzip.compress(data[:9]) + gzip.compress(data[9:])),
        ("gzip", lambda data: gzip.compress(data) + b"\0\0"),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("identity", bytes),
    ],
)
def test_packed_pages_are_unpacked(site, session, encoding, pack):
    packed = pack(PAGE.encode())
    site.pages["/"] = answer(packed, content_encoding=encoding)
    assert content(fetch(site.url(), session)) == PAGE


def test_a_body_without_a_length_ends_with_the_connection(site, session):
    site.pages["/"] = answer(PAGE, length=False)
    assert content(fetch(site.url(), session)) == PAGE
    chunks = b"5\r\nhello\r\n0\r\n\r\n"
    site.pages["/c"] = answer(chunks, length=False, transfer_encoding="chunked")
    assert content(fetch(site.url("/c"), session)) == "hello"


@pytest.mark.parametrize(
    ("declared", "charset"),
    [
        ("text/html", None),
        ("text/html; charset=klingon", None),
        ("text/html; charset=hex", None),
        ("text/html; Charset = 'windows-1251'", "windows-1251"),
        ('text/html; x=y; charset="big5"', "big5"),
        (None, None),
    ],
)
def test_only_encodings_that_exist_are_passed_on(site, session, declared, charset):
    site.pages["/"] = answer(PAGE, content_type=declared)
    assert fetch(site.url(), session).raw.charset == charset


def test_a_proxy_is_asked_where_one_is_named(site, session):
    """It looks names up itself; what is plainly inside is still refused."""
    session.settings = replace(session.settings, proxy=site.url())
    site.pages["http://anywhere.example/a"] = answer(PAGE)
    assert content(fetch("http://anywhere.example/a", session)) == PAGE
    assert [each.path for each in site.requests] == [
        "http://anywhere.example/robots.txt",
        "http://anywhere.example/a",
    ]
    for url in ("http://10.0.0.1/", "http://localhost/", "http://wiki.local/"):
        assert "--allow-host" in fetch(url, session).problem.remedy
    assert len(site.requests) == 2


def test_no_proxy_is_taken_from_the_usual_variables(site, session, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    site.pages["/"] = answer(PAGE)
    assert content(fetch(site.url(), session)) == PAGE


# Conditions


def test_what_has_not_changed_is_not_sent_again(site, session):
    def page(request):
        if request.headers.get("if-none-match") == '"v1"':
            return answer(status=304, reason="Not Modified", length=False)
        return answer(PAGE, etag='"v1"', last_modified="Mon, 02 Mar 2026 11:00:00 GMT")

    site.pages["/"] = page
    first = fetch(site.url(), session)
    second = fetch(site.url(), session, first.fetch)
    assert isinstance(second, Unchanged)
    assert site.requests[-1].headers["if-modified-since"] == "Mon, 02 Mar 2026 11:00:00 GMT"
    done = second.fetch
    assert (done.status, done.etag, done.snapshot) == (304, '"v1"', first.fetch.snapshot)
    assert isinstance(fetch(site.url(), session, done), Unchanged)


def test_what_has_changed_comes_whole(site, session):
    site.pages["/"] = [answer(PAGE, etag='"v1"'), answer("<p>Ten.</p>", etag='W/"v2"')]
    first = fetch(site.url(), session)
    second = fetch(site.url(), session, first.fetch)
    assert content(second) == "<p>Ten.</p>"
    assert second.fetch.etag == 'W/"v2"'


def test_marks_that_cannot_be_sent_back_are_left(site, session):
    site.pages["/"] = answer(PAGE, etag='"ü"', last_modified="x" * 2000)
    first = fetch(site.url(), session)
    assert (first.fetch.etag, first.fetch.last_modified) == (None, None)
    assert content(fetch(site.url(), session, first.fetch)) == PAGE
    assert "if-none-match" not in site.requests[-1].headers


def test_marks_go_only_to_where_they_came_from(site, session):
    site.pages["/"] = moved("/new")
    site.pages["/new"] = answer(PAGE, etag='"v1"')
    first = fetch(site.url(), session)
    assert (first.fetch.url, first.fetch.final) == (site.url(), site.url("/new"))
    fetch(site.url(), session, first.fetch)
    assert not any("if-none-match" in each.headers for each in site.requests)


def test_unchanged_without_a_condition_is_a_problem(site, session):
    site.pages["/"] = answer(status=304, reason="Not Modified", length=False)
    outcome = fetch(site.url(), session)
    assert isinstance(outcome, Unfetched)
    assert "304" in outcome.problem.reason


# Redirects


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(site, session, status):
    site.pages["/"] = moved("there?x=ü", status)
    site.pages["/there?x=%C3%BC"] = answer(PAGE)
    outcome = fetch(site.url(), session)
    assert content(outcome) == PAGE
    assert outcome.raw.url == site.url("/there?x=%C3%BC")


def test_a_redirect_to_another_host_is_looked_up_and_asked_for_its_robots(site, session):
    site.pages["/"] = moved(site.url("/b", "other.example"))
    site.pages["/b"] = answer(PAGE)
    assert content(fetch(site.url(host="news.example"), session)) == PAGE
    hosts = [each.headers["host"].partition(":")[0] for each in site.requests]
    assert hosts == ["news.example", "news.example", "other.example", "other.example"]
