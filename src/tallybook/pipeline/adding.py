"""store: readings into the ledger, and what that changed in its answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import Final

from tallybook.model import Problem, Reading, Stage
from tallybook.pipeline.answers import Answer, Question, answer_all
from tallybook.pipeline.asked import Asked
from tallybook.pipeline.readings import place_of
from tallybook.pipeline.versions import Comparison, compare
from tallybook.pipeline.wordings import keep_signature
from tallybook.store import Added, Change, Ledger

_NOT_KEPT: Final = frozenset({Added.KNOWN, Added.SHORTER, Added.FAILED})


@dataclass(frozen=True, slots=True)
class Addition:
    """What became of one reading. report: its id, None where the place gave no report.

    change: how a new version of a page differs from the one that counted before it. unchanged: its
    server says that nothing is new since it was read, so that it was not read again.
    """

    where: str
    report: str | None
    publisher: str | None
    added: Added
    claims: int
    problems: tuple[Problem, ...]
    change: Comparison | None = None
    unchanged: bool = False


def add_new(ledger: Ledger, readings: Iterable[Reading], asked: Asked) -> Iterator[Addition]:
    """Adds each reading, and tells of each URL of which nothing new came.

    What was asked is kept last: had the ledger known of an answer before its reports, a stop
    between would have lost them.
    """
    for addition in add(ledger, readings):
        yield from map(_unchanged, asked.unchanged())
        for problem in addition.problems:
            asked.fault(problem)
        yield addition
    yield from map(_unchanged, asked.unchanged())
    for fetch in asked.sound():
        ledger.record_fetch(fetch)


def _unchanged(url: str) -> Addition:
    return Addition(url, None, None, Added.KNOWN, 0, (), unchanged=True)


def add(ledger: Ledger, readings: Iterable[Reading]) -> Iterator[Addition]:
    """Adds each reading in a transaction of its own: whole or not at all, nothing twice."""
    for reading in readings:
        added = ledger.add(reading)
        if added not in _NOT_KEPT:
            keep_signature(ledger, reading)
        report = reading.report
        if report is None:
            where = reading.problems[0].where if reading.problems else ""
            yield Addition(where, None, None, added, 0, reading.problems)
        else:
            claims = len(reading.claims)
            where, change = place_of(report), None
            if added is Added.CHANGED:
                change = compare(*ledger.versions(report.url or report.id, last=2))
            faults = reading.problems
            yield Addition(where, report.id, report.publisher, added, claims, faults, change)


def of_one_page(readings: Iterable[Reading], url: str | None) -> Iterator[Reading]:
    """The readings, where the user's url can be theirs: it names one page.

    Of several reports under one url each would be taken for a new version of the one before, so
    none of them is given, but a problem that says so.
    """
    if url is None:
        yield from readings
        return
    first: Reading | None = None
    several = 0
    for reading in readings:
        if reading.report is None:
            yield reading
            continue
        several += 1
        first = reading if several == 1 else None
    if first is not None:
        yield first
    elif several:
        reason = f"--url names one page; {several} were found, and none was added"
        remedy = "add them one by one, each with its own --url, or all of them without"
        yield Reading(None, problems=(Problem(Stage.READ, url, reason, remedy),))


def hold_back(readings: Iterable[Reading]) -> tuple[bool, Iterator[Reading]]:
    """Did any place give a report? And the readings, those before the first report held back.

    So that no ledger is begun for a misspelt name alone.
    """
    rest = iter(readings)
    held: list[Reading] = []
    for reading in rest:
        held.append(reading)
        if reading.report is not None:
            return True, chain(held, rest)
    return False, iter(held)


def nothing_from(reading: Reading) -> Addition:
    """What becomes of a reading without a report where there is no ledger: it is only told."""
    where = reading.problems[0].where if reading.problems else ""
    return Addition(where, None, None, Added.KNOWN, 0, reading.problems)


def revise(ledger: Ledger, answer: Answer) -> list[Change]:
    """Answers all questions again and records the answers that changed; those changes."""
    moment = datetime.now(UTC)
    ledger.record_revisions(answer_all(ledger, Question(), answer))
    return ledger.changes(moment)
