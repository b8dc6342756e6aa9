"""Politeness: pauses, delays, waits that are asked for, tries ever later."""

from datetime import timedelta

import pytest
from tests.read.fetching.site import START, answer

from tallybook.read.fetching import Fetched, fetch

PAGE = "<p>Nine people were hurt.</p>"


def content(outcome):
    assert isinstance(outcome, Fetched), outcome
    with outcome.raw.open() as stream:
        return stream.read().decode()


def test_a_host_is_given_a_pause_and_its_robots_are_asked_for_once(site, session, times):
    site.pages |= {path: answer(PAGE) for path in ("/1", "/2", "/3")}
    for path in ("/1", "/2", "/3"):
        fetch(site.url(path), session)
    assert times.slept == [1.0, 1.0]
    assert [each.path for each in site.requests] == ["/robots.txt", "/1", "/2", "/3"]


def test_hosts_do_not_wait_for_each_other(site, session, times):
    site.pages["/"] = answer(PAGE)
    for host in ("news.example", "other.example"):
        fetch(site.url(host=host), session)
    assert times.slept == []


def test_the_delay_of_robots_is_kept_up_to_a_bound(site, session, times):
    site.pages["/robots.txt"] = answer("User-agent: *\nCrawl-delay: 7\n")
    site.pages["/"] = answer(PAGE)
    for _ in range(2):
        fetch(site.url(), session)
    assert times.slept == [7.0]
    site.pages["/robots.txt"] = answer("User-agent: *\nCrawl-delay: 86400\n")
    for _ in range(2):
        fetch(site.url(host="news.example"), session)
    assert times.slept == [7.0, 60.0]


def test_robots_hold_for_a_day(site, session, times):
    site.pages["/"] = answer(PAGE)
    fetch(site.url(), session)
    times.seconds += 25 * 3600
    fetch(site.url(), session)
    assert [each.path for each in site.requests].count("/robots.txt") == 2


def test_what_passes_is_tried_again_ever_later(site, session, times):
    site.pages["/"] = [
        answer(status=503, reason="Unavailable"),
        lambda request, connection: connection.close(),
        answer(PAGE),
    ]
    assert content(fetch(site.url(), session)) == PAGE
    assert times.slept == [1.0, 2.0]


@pytest.mark.parametrize(
    "told", ["5", (START + timedelta(seconds=5)).strftime("%a, %d %b %Y %T GMT")]
)
def test_a_wait_that_is_asked_for_is_kept(site, session, times, told):
    busy = answer(status=429, reason="Too Many Requests", retry_after=told)
    site.pages["/"] = [busy, answer(PAGE)]
    assert content(fetch(site.url(), session)) == PAGE
    assert sum(times.slept) == pytest.approx(5.0)


def test_a_long_wait_is_told_and_the_host_left_alone(site, session, times):
    site.pages["/"] = answer(status=429, reason="Too Many Requests", retry_after="3600")
    outcome = fetch(site.url(), session)
    assert outcome.wait == 3600
    assert (
        outcome.problem.reason == "answers 429 (too many requests) and asks to wait 3,600 seconds"
    )
    asked = len(site.requests)
    other = fetch(site.url("/other"), session)
    assert "left alone for 3,600 seconds" in other.problem.reason
    assert len(site.requests) == asked
    assert times.slept == []
