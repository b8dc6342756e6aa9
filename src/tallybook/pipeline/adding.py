"""store: readings into the ledger, and what that changed in its answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain

from tallybook.model import Problem, Reading
from tallybook.pipeline.answers import Answer, Question, answer_all
from tallybook.pipeline.readings import place_of
from tallybook.store import Added, Change, Ledger


@dataclass(frozen=True, slots=True)
class Addition:
    """What became of one reading. report: its id, None where the place gave no report."""

    where: str
    report: str | None
    publisher: str | None
    added: Added
    claims: int
    problems: tuple[Problem, ...]


def add(ledger: Ledger, readings: Iterable[Reading]) -> Iterator[Addition]:
    """Adds each reading in a transaction of its own: whole or not at all, nothing twice."""
    for reading in readings:
        added = ledger.add(reading)
        report = reading.report
        if report is None:
            where = reading.problems[0].where if reading.problems else ""
            yield Addition(where, None, None, added, 0, reading.problems)
        else:
            claims = len(reading.claims)
            where = place_of(report)
            yield Addition(where, report.id, report.publisher, added, claims, reading.problems)


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
