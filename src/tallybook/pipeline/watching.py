"""watch: feeds and pages asked again and again, what is new of them into the ledger."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from tallybook.errors import LedgerError, UsageError
from tallybook.model import Fetch, Page, Problem, Reading, Report, Stage
from tallybook.pipeline import adding
from tallybook.pipeline.adding import Addition
from tallybook.pipeline.answers import Answer
from tallybook.pipeline.keeping import KeptBook
from tallybook.pipeline.options import Options
from tallybook.pipeline.readings import Steps, extract_reports, read_reports
from tallybook.read import ReadOptions, read_where
from tallybook.read.door import Raw
from tallybook.read.fetching import Fetched, Session, Unchanged, Unfetched, fetch
from tallybook.read.passing import reader_of
from tallybook.store import Added, Change, Ledger

DAY: Final = 24 * 3600.0
"""The longest that a failing feed is left alone."""

LEAST: Final = 60.0
"""Feeds of others are asked no more often, in seconds."""

_FEED: Final = "feed"
_NO_FEED: Final = (
    "was a feed and is a web page now",
    "open it in a browser: the feed may have moved; if it is the page you mean, add it by hand",
)
_BUSY: Final = "locked"
_NOTHING: Final = frozenset({Added.KNOWN, Added.SHORTER})


@dataclass(frozen=True, slots=True)
class Desk:
    """What a watch works with.

    every: seconds between two requests for a feed. follow: read the page behind each entry too.
    whole: what a write to the ledger is wrapped in, so that a signal waits for its end.
    """

    ledger: Ledger
    steps: Steps
    answer: Answer
    options: Options
    session: Session
    every: float
    follow: bool = False
    once: bool = False
    whole: Callable[[], AbstractContextManager[object]] = nullcontext


@dataclass(frozen=True, slots=True)
class Round:
    """One round's end. asked, unchanged, failed: how many feeds and pages. reports: new or changed.

    changes: of the tallies. pause: seconds to the next round, None where there is none.
    """

    at: datetime
    asked: int
    unchanged: int
    failed: int
    reports: int
    changes: tuple[Change, ...]
    pause: float | None
    is_first: bool


@dataclass(slots=True)
class _Feed:
    """due: the clock's time of the next request. told: problems named already. seen: reports
    that need not be read again."""

    url: str
    due: float = 0.0
    failures: int = 0
    told: frozenset[str] = frozenset()
    seen: frozenset[str] = frozenset()
    is_gone: bool = False


@dataclass(slots=True)
class _Count:
    """When a round began, by the clock, and what it counts."""

    began: float
    unchanged: int = 0
    failed: int = 0
    fresh: int = 0


Event = Addition | Problem | Round


def check_every(every: float, urls: Iterable[str]) -> None:
    """UsageError where that is too often for a machine of somebody else."""
    from tallybook.read.fetching.client import target_of

    for url in urls:
        host = target_of(url).host
        own = host in {"localhost", "::1"} or host.startswith("127.")
        if every < LEAST and not own:
            raise UsageError(f"--every: {every:g} seconds is too often for {host}; at least 1m")


def rounds(urls: Iterable[str], desk: Desk) -> Iterator[Event]:
    """Rounds over the feeds, for ever or once: what was added, what failed, what changed.

    Feeds are asked one after another, so that no two rounds ever run at once. A problem is told
    when it comes up, not again while it stays.
    """
    clock, sleep = desk.session.means.clock, desk.session.means.sleep
    feeds = [_Feed(url, clock()) for url in urls]
    kept = KeptBook(desk.ledger, desk.answer)
    is_first = True
    while feeds:
        due = [feed for feed in feeds if feed.due <= clock()]
        yield from _round(due, feeds, desk, kept, is_first=is_first)
        is_first = False
        feeds = [feed for feed in feeds if not feed.is_gone]
        if desk.once or not feeds:
            return
        pause = min(feed.due for feed in feeds) - clock()
        if pause > 0:
            sleep(pause)


def _round(
    due: list[_Feed], feeds: list[_Feed], desk: Desk, kept: KeptBook, *, is_first: bool
) -> Iterator[Event]:
    counted = _Count(desk.session.means.clock())
    for feed in due:
        try:
            yield from _poll(feed, desk, counted)
        except LedgerError as error:
            if _BUSY not in str(error):
                raise
            yield from _delay(feed, desk, counted, _busy(error))
    changes: tuple[Change, ...] = ()
    # The first: a run before may have been stopped before it answered.
    if counted.fresh or is_first:
        try:
            changes = tuple(kept.revise())
        except LedgerError as error:
            if _BUSY not in str(error):
                raise
            yield _busy(error)
    left = [feed.due for feed in feeds if not feed.is_gone]
    means = desk.session.means
    pause = None if desk.once or not left else max(0.0, min(left) - means.clock())
    yield Round(
        at=means.now(),
        asked=len(due),
        unchanged=counted.unchanged,
        failed=counted.failed,
        reports=counted.fresh,
        changes=changes,
        pause=pause,
        is_first=is_first,
    )


def _poll(feed: _Feed, desk: Desk, counted: _Count) -> Iterator[Event]:
    """One request for a feed or page, and what is new in it."""
    last = desk.ledger.last_fetch(feed.url)
    outcome = fetch(feed.url, desk.session, last)
    if isinstance(outcome, Unfetched):
        feed.is_gone = outcome.is_gone
        yield from _delay(feed, desk, counted, outcome.problem, outcome.wait)
        return
    if isinstance(outcome, Fetched) and _is_lost(outcome, desk):
        yield from _delay(feed, desk, counted, Problem(Stage.READ, feed.url, *_NO_FEED))
        return
    feed.failures, feed.due = 0, counted.began + desk.every
    if isinstance(outcome, Unchanged):
        counted.unchanged += 1
    else:
        any_page = yield from _read(feed, outcome, desk, counted)
        if not any_page and feed.told:
            return  # it is asked for whole again, and told again by a later run
    # Kept last: had the ledger known of the answer before its reports, a stop between would have
    # lost them.
    _record(outcome.fetch, last, desk)


def _is_lost(outcome: Fetched, desk: Desk) -> bool:
    return reader_of(outcome.raw) == "html" and desk.ledger.was_feed(outcome.fetch.url)


def _delay(
    feed: _Feed, desk: Desk, counted: _Count, problem: Problem, wait: float | None = None
) -> Iterator[Problem]:
    """Leaves a failing feed alone, ever longer, up to a day."""
    counted.failed += 1
    feed.failures += 1
    longest = max(DAY, desk.every)
    asked = desk.session.means.clock() + min(wait or 0.0, longest)
    feed.due = max(counted.began + min(desk.every * 2.0 ** min(feed.failures, 30), longest), asked)
    if problem.id not in feed.told:
        yield problem
    feed.told = frozenset({problem.id})


def _read(
    feed: _Feed, outcome: Fetched, desk: Desk, counted: _Count
) -> Generator[Event, None, bool]:
    """What is new in the answer; was there any report in it?"""
    follow = desk.follow and reader_of(outcome.raw) == _FEED
    told, seen, any_page = set[str](), set[str](), False
    for found in _pages(outcome.raw, desk):
        any_page = any_page or isinstance(found, Page)
        key = found.report.id if isinstance(found, Page) else None
        if key is not None and key in feed.seen:
            seen.add(key)
            continue
        entry = _entry(found, desk, outcome.fetch) if follow else iter([found])
        is_sound = True
        for addition in _add(feed.url, entry, desk):
            fresh = tuple(p for p in addition.problems if p.id not in feed.told | told)
            told.update(problem.id for problem in addition.problems)
            is_sound = is_sound and not addition.problems
            if addition.report is not None and addition.added not in _NOTHING:
                counted.fresh += 1
                yield replace(addition, problems=fresh)
            else:
                yield from fresh
        if key is not None and is_sound:  # else it is tried again when the feed changes
            seen.add(key)
    feed.told, feed.seen = frozenset(told), frozenset(seen)
    return any_page


def _entry(found: Page | Problem, desk: Desk, feed: Fetch) -> Iterator[Page | Problem]:
    """The page behind a feed's entry, where it can be had; else the entry as the feed has it."""
    link = found.report.url if isinstance(found, Page) else None
    if isinstance(found, Problem) or link is None or link in {feed.url, feed.final}:
        yield found
        return
    last = desk.ledger.last_fetch(link)
    if last is not None and not _is_later(found.report, last.at.date()):
        return
    outcome = fetch(link, desk.session, last)
    if isinstance(outcome, Unchanged):
        return
    if isinstance(outcome, Unfetched):
        yield outcome.problem
        yield found
        return
    pages = list(_pages(outcome.raw, desk))
    yield from pages
    if not any(isinstance(each, Page) for each in pages):
        yield found
    _record(outcome.fetch, last, desk)


def _is_later(report: Report, day: date) -> bool:
    said = report.modified or report.published
    return said is not None and said > day


def _pages(raw: Raw, desk: Desk) -> Iterator[Page | Problem]:
    options = ReadOptions(language=desk.options.language)

    def read(where: str, _: Options) -> Iterator[Page | Problem]:
        return read_where(where, options, fetch=lambda _: [raw])

    return read_reports([raw.where], desk.options, read)


def _add(where: str, pages: Iterable[Page | Problem], desk: Desk) -> Iterator[Addition]:
    """Reads the pages and adds them, each in a transaction of its own."""
    steps = replace(desk.steps, pages=replace(desk.steps.pages, read=lambda *_: iter(pages)))
    for reading in extract_reports([where], replace(desk.options, jobs=1), steps):
        yield _added(reading, desk)


def _added(reading: Reading, desk: Desk) -> Addition:
    with desk.whole():
        (addition,) = adding.add(desk.ledger, [reading])
        return addition


def _record(done: Fetch, last: Fetch | None, desk: Desk) -> None:
    if last is None or _said(done) != _said(last):
        with desk.whole():
            desk.ledger.record_fetch(done)


def _said(done: Fetch) -> tuple[str, str | None, str | None, str | None]:
    """What a request says that the next one builds on: one that says nothing new is not kept."""
    return (done.final, done.etag, done.last_modified, done.snapshot)


def _busy(error: LedgerError) -> Problem:
    reason, _, remedy = str(error).partition("; ")
    where, _, reason = reason.partition(": ")
    return Problem(Stage.STORE, where, reason, remedy or "it is tried again in the next round")
