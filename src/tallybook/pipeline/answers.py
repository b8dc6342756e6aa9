"""link → reconcile: from the claims that count to tallies, as of a day where one is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from tallybook.errors import UsageError
from tallybook.model import Claim, Link, Statement, Tally
from tallybook.store import Ledger

FindStatements = Callable[[Sequence[Claim], Sequence[Link]], tuple[list[Statement], list[Link]]]
Reconcile = Callable[[Sequence[Claim], Sequence[Statement], date | None, str], list[Tally]]


@dataclass(frozen=True, slots=True)
class Answer:
    """The functions that answer: claims into statements, statements into tallies."""

    find_statements: FindStatements
    reconcile: Reconcile


@dataclass(frozen=True, slots=True)
class Question:
    """Which tallies, as of which day, by which policy."""

    as_of: date | None = None
    policy: str = "bounds"
    measure: str | None = None
    party: str | None = None
    place: str | None = None


def answer_all(ledger: Ledger, question: Question, answer: Answer) -> list[Tally]:
    """The tallies that the ledger's claims give, those that the question asks for."""
    claims = [*dated(ledger.claims(as_of=question.as_of), ledger.days_said())]
    if question.as_of is not None:
        claims = list(known_by(question.as_of, claims, ledger.first_read()))
    statements, _ = answer.find_statements(claims, ledger.links())
    tallies = answer.reconcile(claims, statements, question.as_of, question.policy)
    return [tally for tally in tallies if is_asked(tally, question)]


def dated(claims: Iterable[Claim], said: dict[str, date]) -> Iterator[Claim]:
    """The claims, those that a page made only in a later version dated by that version.

    said: claim to the day from which its page says so. A post of a live blog has its own day.
    """
    for claim in claims:
        since = said.get(claim.id)
        if since is None or claim.post is not None:
            yield claim
        elif claim.published is None or claim.published < since:
            yield replace(claim, published=since)
        else:
            yield claim


def known_by(day: date, claims: Iterable[Claim], read: dict[str, datetime]) -> Iterable[Claim]:
    """The claims that had been published by the end of the day, a post's by its own day.

    A report without a date, or dated before the event that it tells of, is known only from when
    it was fetched or read.
    """
    for claim in claims:
        published = claim.published if claim.post is None else claim.post.date()
        period = claim.period
        begins = None if period is None else period.first
        doubtful = published is None or (begins is not None and begins > published)
        known = read[claim.report].date() if doubtful and claim.report in read else published
        if known is not None and known <= day:
            yield claim


def is_asked(tally: Tally, question: Question) -> bool:
    """Does the tally fit the measure, party and place that were asked for, where any were?"""
    if question.measure is not None and tally.measure != question.measure:
        return False
    if question.party is not None and question.party.upper() not in {
        party.upper() for party in tally.of.parties
    }:
        return False
    if question.place is not None:
        place = tally.place
        names = [place.name, place.admin1, place.text, *place.countries] if place else []
        return any(question.place.casefold() in name.casefold() for name in names if name)
    return True


def find_tally(tallies: Sequence[Tally], prefix: str) -> Tally:
    """The tally whose id begins so; UsageError where none or several do."""
    found = [tally for tally in tallies if prefix and tally.id.startswith(prefix)]
    for tally in found:
        if tally.id == prefix:
            return tally
    if not found:
        raise UsageError(f"no tally has an id that begins with {prefix!r}; see `tallybook tallies`")
    if len(found) > 1:
        several = ", ".join(tally.id for tally in found[:5])
        raise UsageError(f"{prefix!r} begins several tallies: {several}; write more of it")
    return found[0]
