"""Rounds over feeds and pages on loopback, with fake steps and a clock that does not run."""

import sqlite3
from dataclasses import replace

import pytest
from tests.pipeline.fakes import ANSWER, STEPS
from tests.read.fetching.site import FakeTime, Site, answer, conditional, feed, page

from tallybook.errors import LedgerError, UsageError
from tallybook.model import Problem
from tallybook.pipeline import watching
from tallybook.pipeline.adding import Addition
from tallybook.pipeline.options import Options
from tallybook.pipeline.turns import sole_watch
from tallybook.pipeline.watching import Desk, Round, check_every, rounds
from tallybook.read.fetching import FetchSettings, Means, Session
from tallybook.store import Ledger

QUARTER = 900.0


@pytest.fixture
def site():
    server = Site()
    yield server
    server.close()


@pytest.fixture
def times():
    return FakeTime()


@pytest.fixture
def ledger(tmp_path):
    with Ledger(str(tmp_path / "tallybook.db"), create=True) as opened:
        yield opened


@pytest.fixture
def desk(ledger, times):
    settings = FetchSettings(allow_hosts=frozenset({"127.0.0.1"}), tries=1, silence=0.3)
    means = Means(times.now, times.clock, times.sleep, lambda: 0.5)
    return Desk(ledger, STEPS, ANSWER, Options(), Session(settings, means), QUARTER)


def play(urls, desk, number):
    """The events of so many rounds, a list for each."""
    told = [[]]
    for event in rounds(urls, desk):
        told[-1].append(event)
        if isinstance(event, Round):
            if len(told) == number:
                return told
            told.append([])
    return told[:-1]


def reports(events):
    return [event.where for event in events if isinstance(event, Addition)]


def problems(events):
    return [event.reason for event in events if isinstance(event, Problem)]


def test_what_is_new_is_added_and_told_once(site, desk, ledger, times):
    one, two = site.url("/1"), site.url("/2")
    site.pages["/feed"] = [
        feed((one, "9 soldiers died"), etag='"1"'),
        feed((two, "12 soldiers died"), (one, "9 soldiers died"), etag='"2"'),
    ]
    first, second, third = play([site.url("/feed")], desk, 3)
    assert reports(first) == [one]
    assert reports(second) == [two]
    assert reports(third) == []
    assert [len(events[-1].changes) for events in (first, second, third)] == [1, 1, 0]
    (change,) = second[-1].changes
    assert (change.before.low, change.revision.low) == (9, 12)
    assert (first[-1].is_first, second[-1].is_first) == (True, False)
    assert [report.url for report in ledger.reports()] == [one, two]
    assert times.slept == [QUARTER] * 2
    assert third[-1].pause == QUARTER


def test_an_unchanged_feed_is_not_read_again(site, desk, ledger):
    site.pages["/feed"] = conditional(feed((site.url("/1"), "9 soldiers died"), etag='"1"'))
    first, second = play([site.url("/feed")], desk, 2)
    assert (first[-1].unchanged, second[-1].unchanged) == (0, 1)
    (done,) = site.requests[-1:]
    assert done.headers["if-none-match"] == '"1"'
    assert ledger.last_fetch(site.url("/feed")).etag == '"1"'


def test_a_restart_goes_on_where_the_last_run_ended(site, desk, ledger):
    site.pages["/feed"] = conditional(feed((site.url("/1"), "9 soldiers died"), etag='"1"'))
    play([site.url("/feed")], desk, 1)
    fresh = replace(desk, session=Session(desk.session.settings, desk.session.means))
    (again,) = play([site.url("/feed")], fresh, 1)
    assert reports(again) == []
    assert again[-1].unchanged == 1
    assert again[-1].changes == ()


def test_a_run_that_was_stopped_before_it_answered_answers_at_the_next_start(site, desk, ledger):
    site.pages["/feed"] = conditional(feed((site.url("/1"), "9 soldiers died"), etag='"1"'))
    for event in rounds([site.url("/feed")], replace(desk, once=True)):
        if isinstance(event, Addition):
            break  # stopped between adding and answering
    assert ledger.last_fetch(site.url("/feed")) is None
    (again,) = play([site.url("/feed")], desk, 1)
    assert reports(again) == []
    assert len(again[-1].changes) == 1
    assert len(ledger.reports()) == 1


def test_a_page_that_changes_is_a_new_version(site, desk, ledger):
    site.pages["/live"] = [page("9 soldiers died", etag='"1"'), page("12 soldiers died")]
    first, second = play([site.url("/live")], desk, 2)
    assert reports(first) == reports(second) == [site.url("/live")]
    assert second[-1].changes[0].revision.low == 12


def test_one_feed_that_fails_does_not_stop_the_others(site, desk, times):
    site.pages["/good"] = conditional(feed((site.url("/1"), "9 soldiers died"), etag='"1"'))
    urls = [site.url("/bad"), site.url("/good")]
    told = play(urls, desk, 5)
    assert [problems(events) for events in told] == [["answers 404 (not found)"], [], [], [], []]
    assert reports(told[0]) == [site.url("/1")]
    # The failing one is asked after two, then after four more quarters of an hour.
    assert [events[-1].failed for events in told] == [1, 0, 1, 0, 0]
    assert site.paths().count("/bad") == 2
    assert site.paths().count("/good") == 5


def test_a_failing_feed_is_left_alone_for_a_day_at_most(site, desk, times):
    play([site.url("/bad")], desk, 12)
    waits = [seconds for seconds in times.slept if seconds > 60]
    assert waits[:3] == [2 * QUARTER, 4 * QUARTER, 8 * QUARTER]
    assert waits[-1] == 24 * 3600


def test_a_feed_that_recovers_is_asked_as_often_as_before(site, desk, times):
    broken = answer(status=500, reason="No")
    whole = feed((site.url("/1"), "9 soldiers died"))
    site.pages["/feed"] = [broken, broken, whole, broken]
    told = play([site.url("/feed")], desk, 4)
    reason = "answers 500 (internal server error)"
    assert [problems(events) for events in told] == [[reason], [], [], [reason]]
    assert [seconds for seconds in times.slept if seconds > 60] == [1800, 3600, 900]


def test_the_wait_that_a_server_asks_for_is_kept(site, desk, times):
    site.pages["/feed"] = answer(status=429, reason="No", retry_after="7200")
    play([site.url("/feed")], desk, 2)
    assert max(times.slept) == pytest.approx(7200)


def test_what_is_gone_for_good_is_not_asked_again(site, desk):
    site.pages["/gone"] = answer(status=410, reason="Gone")
    told = play([site.url("/gone")], desk, 9)
    assert len(told) == 1
    assert problems(told[0]) == ["answers 410 (gone)"]


def test_one_round_only(site, desk, times):
    site.pages["/feed"] = feed((site.url("/1"), "9 soldiers died"))
    told = play([site.url("/feed")], replace(desk, once=True), 9)
    assert len(told) == 1
    assert told[0][-1].pause is None
    assert times.slept == []


def test_entries_are_followed_where_asked_for(site, desk, ledger):
    links = [site.url(f"/{name}") for name in ("whole", "gone")]
    site.pages["/feed"] = [
        feed((links[0], "8 soldiers died"), (links[1], "3 soldiers died"), etag='"1"'),
        feed((links[0], "8 soldiers died"), (links[1], "3 soldiers died"), etag='"2"'),
    ]
    site.pages["/whole"] = page("9 soldiers died, the whole page says")
    first, second = play([site.url("/feed")], replace(desk, follow=True), 2)
    assert reports(first) == links
    assert problems(first) == ["answers 404 (not found)"]
    texts = [report.text for report in ledger.reports()]
    assert texts[0] == "9 soldiers died, the whole page says"
    assert "3 soldiers died" in texts[1]
    assert (reports(second), problems(second)) == ([], [])
    assert [site.paths().count(path) for path in ("/feed", "/whole", "/gone")] == [2, 1, 2]


def test_a_followed_page_is_not_asked_for_again_after_a_restart(site, desk):
    site.pages["/feed"] = [
        feed((site.url("/1"), "8 soldiers died"), etag='"1"'),
        feed((site.url("/1"), "8 soldiers died"), etag='"2"'),
    ]
    site.pages["/1"] = page("9 soldiers died")
    following = replace(desk, follow=True)
    play([site.url("/feed")], following, 1)
    play([site.url("/feed")], following, 1)
    assert site.paths().count("/1") == 1


def test_a_report_that_breaks_a_step_is_told_once_and_the_rest_goes_on(site, desk):
    entries = ((site.url("/1"), "breaks extracting"), (site.url("/2"), "9 soldiers died"))
    site.pages["/feed"] = [feed(*entries, etag=f'"{i}"') for i in range(3)]
    first, second = play([site.url("/feed")], desk, 2)
    assert reports(first) == [site.url("/1"), site.url("/2")]
    assert "in extracting" in first[0].problems[0].reason
    assert len(second) == 1


def test_a_feed_of_nonsense_is_a_problem(site, desk):
    site.pages["/feed"] = answer(b"\x89PNG\r\n\x1a\n" + bytes(range(256)), content_type=None)
    told = play([site.url("/feed")], desk, 2)
    assert [len(problems(events)) for events in told] == [1, 0]


def test_a_ledger_that_another_program_writes_is_waited_for(site, desk, ledger, times, monkeypatch):
    """The round ends with a message, and the feed is asked again: nothing is lost."""
    site.pages["/feed"] = conditional(feed((site.url("/1"), "9 soldiers died"), etag='"1"'))
    real, busy = Ledger.add, iter([True])

    def add(self, reading):
        if next(busy, False):
            raise LedgerError(f"{self.path}: database is locked; wait for it to end")
        return real(self, reading)

    monkeypatch.setattr(Ledger, "add", add)
    first, second = play([site.url("/feed")], desk, 2)
    assert problems(first) == ["database is locked"]
    assert reports(second) == [site.url("/1")]


def test_another_fault_of_the_ledger_ends_the_watch(site, desk, monkeypatch):
    site.pages["/feed"] = feed((site.url("/1"), "9 soldiers died"))

    def add(self, reading):
        raise LedgerError("tallybook.db: database or disk is full; make room")

    monkeypatch.setattr(Ledger, "add", add)
    with pytest.raises(LedgerError, match="full"):
        play([site.url("/feed")], desk, 1)


def test_two_watches_never_fill_one_ledger(tmp_path):
    path = tmp_path / "tallybook.db"
    with (
        sole_watch(path),
        pytest.raises(LedgerError, match="another `tallybook watch`"),
        sole_watch(path),
    ):
        pass
    with sole_watch(path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_machines_of_others_are_not_asked_too_often():
    check_every(1.0, ["http://127.0.0.1:8000/feed", "http://localhost/feed", "http://[::1]/"])
    check_every(60.0, ["https://harbour.example/feed"])
    with pytest.raises(UsageError, match=r"harbour\.example; at least 1m"):
        check_every(59.0, ["http://localhost/", "https://harbour.example/feed"])


def test_requests_that_say_nothing_new_are_not_kept(site, desk, ledger):
    site.pages["/feed"] = conditional(feed((site.url("/1"), "9 soldiers died"), etag='"1"'))
    play([site.url("/feed")], desk, 4)
    with sqlite3.connect(ledger.path) as raw:
        assert raw.execute("SELECT count(*) FROM fetches").fetchone() == (1,)
    raw.close()


def test_a_reader_that_breaks_is_a_problem_of_its_feed(site, desk, monkeypatch):
    real = watching.read_where

    def read(where, options, fetch):
        if where.endswith("/bad"):
            raise ValueError("in a reader")
        return real(where, options, fetch=fetch)

    monkeypatch.setattr(watching, "read_where", read)
    site.pages["/bad"] = page("7 soldiers died")
    site.pages["/good"] = page("9 soldiers died")
    first, second = play([site.url("/bad"), site.url("/good")], desk, 2)
    assert "in a reader" in problems(first)[0]
    assert reports(first) == [site.url("/good")]
    assert problems(second) == []


PAGE = answer("<html><body><h1>Sorry</h1><p>We have moved, see 12 soldiers died.</p></body></html>")


def test_a_feed_that_becomes_a_page_is_told_and_not_read(site, desk, ledger):
    whole = feed((site.url("/1"), "9 soldiers died"), etag='"1"')
    site.pages["/feed"] = [whole, PAGE, PAGE, whole]
    told = play([site.url("/feed")], desk, 4)
    assert [problems(events) for events in told] == [
        [],
        ["was a feed and is a web page now"],
        [],
        [],
    ]
    assert len(ledger.reports()) == 1
    assert ledger.last_fetch(site.url("/feed")).etag == '"1"'


def test_a_page_stays_a_page(site, desk, ledger):
    other = answer("<html><body><p>15 soldiers died in the north.</p></body></html>")
    site.pages["/live"] = [PAGE, other]
    told = play([site.url("/live")], desk, 2)
    assert [len(reports(events)) for events in told] == [1, 1]


def test_an_answer_without_a_report_is_asked_for_whole_again(site, desk, ledger):
    site.pages["/feed"] = conditional(answer("", content_type="application/rss+xml", etag='"1"'))
    told = play([site.url("/feed")], desk, 2)
    assert [len(problems(events)) for events in told] == [1, 0]
    assert ledger.last_fetch(site.url("/feed")) is None
