"""link → reconcile: from the claims that count to tallies, as of a day where one is asked for."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Protocol

from tallybook.errors import UsageError
from tallybook.link.then import Day
from tallybook.model import Claim, Link, Ruling, Statement, Tally
from tallybook.model.signature import Signature
from tallybook.pipeline.wordings import signatures_of
from tallybook.reconcile import Reckoned
from tallybook.store import Ledger


@dataclass(frozen=True, slots=True)
class Question:
    """Which tallies, as of which day, for which day, by which policy.

    as_of: what was public by the end of that day. on: what holds for that day, by all that is
    known. None is the newest of both.
    """

    as_of: date | None = None
    policy: str = "bounds"
    measure: str | None = None
    party: str | None = None
    place: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What people decided (verdicts over claims, rulings over questions), and what texts are.

    signatures: of the reports' texts, as far as known; more may be put in as reports come.
    """

    links: tuple[Link, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    signatures: Mapping[str, Signature] = field(default_factory=dict)


class Books(Protocol):
    """A book: all claims that count, and the tallies that follow."""

    def update(self, come: Iterable[Claim], gone: Iterable[str] = ()) -> Reckoned:
        """Take claims in, let others go; the tallies that changed by it."""
        ...

    def ask(self, claims: Iterable[Claim], about: Container[str]) -> None:
        """Take claims in and find the questions about some of them, none answered yet."""
        ...

    def take(
        self, statements: Iterable[Statement], claims: Mapping[str, Claim], about: Container[str]
    ) -> None:
        """The same of statements that were made elsewhere, with the claims that carry them."""
        ...

    def then(self, names: Iterable[str], day: Day | None) -> list[Statement] | None:
        """What these claims said by a day, None for now; None where that is to be linked anew."""
        ...

    def tallies(self, measure: str | None = None) -> list[Tally]:
        """All tallies, or those of a measure, the best witnessed first."""
        ...

    def answer_by(self, policy: str, tally: str) -> Tally | None:
        """The tally of that id by another policy; None where there is none of that id."""
        ...

    def claims(self) -> Mapping[str, Claim]:
        """The claims that count, by id."""
        ...


@dataclass(frozen=True, slots=True)
class Answer:
    """What answers: an empty book by a question's policy and days, with what people decided."""

    open: Callable[[Question, Judged], Books]

    def tallies(
        self,
        claims: Iterable[Claim],
        question: Question = Question(),
        judged: Judged = Judged(),
    ) -> list[Tally]:
        """All tallies of some claims."""
        book = self.open(question, judged)
        book.update(claims)
        return book.tallies()


def answer_all(ledger: Ledger, question: Question, answer: Answer) -> list[Tally]:
    """The tallies that the ledger's claims give, those that the question asks for."""
    claims = claims_known(ledger, question.as_of)
    tallies = answer.tallies(claims, question, judged_in(ledger, claims))
    return [tally for tally in tallies if is_asked(tally, question)]


def claims_known(ledger: Ledger, as_of: date | None = None) -> list[Claim]:
    """The claims that count, those of them that had been published by the end of the day."""
    claims = [*dated(ledger.claims(as_of=as_of), ledger.days_said())]
    return claims if as_of is None else list(known_by(as_of, claims, ledger.first_read()))


def judged_in(ledger: Ledger, claims: Iterable[Claim]) -> Judged:
    """What people decided in a ledger, and the signatures of the reports of these claims."""
    reports = {claim.report for claim in claims}
    signatures = signatures_of(ledger, reports)
    return Judged(tuple(ledger.links()), tuple(ledger.rulings()), signatures)


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


def known_by(day: date, claims: Iterable[Claim], read: Mapping[str, datetime]) -> Iterable[Claim]:
    """The claims that had been published by the end of the day, a post's by its own day.

    A report without a date, or dated before the event that it tells of, is known only from when
    it was fetched or read.
    """
    return (claim for claim in claims if is_known_by(day, claim, read))


def is_known_by(day: date, claim: Claim, read: Mapping[str, datetime]) -> bool:
    """Had the claim been published by the end of the day? read: when each report was first read."""
    published = claim.published if claim.post is None else claim.post.date()
    period = claim.period
    begins = None if period is None else period.first
    doubtful = published is None or (begins is not None and begins > published)
    known = read[claim.report].date() if doubtful and claim.report in read else published
    return known is not None and known <= day


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
