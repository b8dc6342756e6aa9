"""Evidence: a statement as it bears on a question: to what day it speaks, and since when known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from tallybook.catalogue.conflicts import Conflicts
from tallybook.catalogue.spokespeople import body_of
from tallybook.language.answer_words import load_answer_words
from tallybook.model import (
    Accrual,
    Claim,
    Form,
    Measure,
    Place,
    Population,
    Scope,
    Stance,
    Statement,
)
from tallybook.model.containment import FORCE_ROLES, GENERAL_ROLES
from tallybook.model.quantity import is_count_unit
from tallybook.reconcile.spots import place_of

_LONG: Final = timedelta(days=60)
_BEARING: Final = frozenset({Stance.ASSERTED, Stance.CLAIMED, Stance.ESTIMATED})


_PERSON: Final = "person"
_EARLIER: Final = "earlier-figure"
_SERIES: Final = "series"

Order = tuple[date, date, str, int, str]


class Kind(StrEnum):
    """What a figure is of: one happening, all of them up to a day, or a level on a day."""

    INCIDENT = "incident"
    TOTAL = "total"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One statement, ready to be weighed.

    at: the day to which the figure speaks; known: the day since when it is public; None where
    not known. low, high: what it says of its own set; both None where it raises no bound.
    is_partial: a sub-count or an increment, which is no answer to the whole. is_loose: taken for
    a total only because no day or place makes it an incident. is_background: all who tell it tell
    it as history. bout: the first day of the bout of fighting that it is of, where that follows;
    is_local: all of that bout was fought in one neighbourhood.
    is_among: is it some of another figure of the very same question ("nineteen of the civilians")?
    body: for whom a person speaks, where that is known.
    """

    statement: Statement
    claim: Claim
    carriers: tuple[tuple[date | None, str], ...]
    reports: frozenset[str]
    kind: Kind
    place: Place | None
    by: Population | None
    at: date | None
    known: date | None
    low: Decimal | None
    high: Decimal | None
    bears: bool
    is_partial: bool
    is_loose: bool
    is_background: bool = False
    bout: date | None = None
    is_local: bool = False
    is_among: bool = False
    body: str | None = None

    @property
    def of(self) -> Population:
        """Of whom."""
        return self.statement.of

    @property
    def start(self) -> date | None:
        """The first day counted, where the words give one: "176 on Friday" are as of then."""
        period = self.statement.period
        if self.bout is not None:
            return self.bout
        if self.kind is Kind.TOTAL and self.counts_from is None and not self.is_recalled:
            return None
        return period.first if period is not None else None

    @property
    def is_voice(self) -> bool:
        """Does an outlet say it without naming a source? A ministry's own page is the ministry."""
        return self.claim.origin is None and self.statement.party is None

    @property
    def counts_from(self) -> date | None:
        """The first day of a total. "70,000 by September" is not counted from its first.

        "Since Monday", said of an army on Friday, is; a toll "since Monday" is that of its event.
        """
        period = self.statement.period
        if self.bout is not None:
            return self.bout
        if period is None or period.first is None or period.last is None:
            return None if period is None else period.first
        is_long = period.last - period.first > _LONG
        is_since = self.is_running and bool(self.of.parties)
        return period.first if is_long or is_since else None

    @property
    def is_running(self) -> bool:
        """Does it count from a day up to that on which it was said ("since Monday")?"""
        period = self.statement.period
        if self.bout is not None:
            return True
        if period is None or period.first is None:
            return False
        return period.last is None or period.first < period.last == self.known

    @property
    def is_recalled(self) -> bool:
        """Was it over long before it was told ("153 in November 2023")?"""
        period = self.statement.period
        if period is None or period.last is None or self.known is None:
            return False
        if self.claim.rule.startswith(_SERIES):
            return False  # a row of a series that was mended years later is still of its series
        return period.last < (self.known if self.is_background else self.known - _LONG)

    @property
    def is_some(self) -> bool:
        """Is it only some of those asked about? "Nine of them children" is all of the children."""
        if not self.is_partial or self.of.role in GENERAL_ROLES or self.claim.increment:
            return self.is_partial
        if self.is_among:
            return True
        return self.of.text.casefold() in load_answer_words().lists.pronouns

    @property
    def origin(self) -> tuple[str, str]:
        """The speaker, as witnesses are counted: a spokesman is the body for which he speaks."""
        return ((self.body or self.statement.origin).casefold(), self.statement.party or "")

    @property
    def is_vague(self) -> bool:
        """Do the words name no number ("several dozen", "heavy losses")?"""
        return self.claim.quantity.form in (Form.VAGUE, Form.UNSTATED)

    @property
    def order(self) -> Order:
        """By when it became known, the undated first; in one report, as it stands there."""
        claim, known = self.claim, self.known or date.min
        return (known, self.at or date.min, claim.report, claim.start, self.statement.id)

    def claims_by(self, day: date | None) -> tuple[str, ...]:
        """The carriers that were public by that day; None asks for all."""
        return tuple(
            claim for known, claim in self.carriers if day is None or known is None or known <= day
        )


def known_on(claim: Claim) -> date | None:
    """The day since when the claim is public.

    A report dated before the event that it tells of is not known from its date.
    """
    said = claim.post.date() if claim.post is not None else claim.published
    first = claim.period.first if claim.period is not None else None
    return None if said is not None and first is not None and said < first else said


def with_unit(statement: Statement, measures: Mapping[str, Measure]) -> Statement | None:
    """The statement with its measure's unit where it names none; None for a rate or a share.

    Rates and shares count nobody: they are no evidence of a tally.
    """
    if not is_count_unit(statement.unit):
        return None
    if statement.unit:
        return statement
    measure = measures.get(statement.measure)
    return replace(statement, unit=measure.unit if measure is not None else "")


def gather(
    claims: Sequence[Claim], statements: Sequence[Statement], measures: Mapping[str, Measure]
) -> list[Evidence]:
    """The evidence of some statements, in the order in which it became known."""
    by_id = {claim.id: claim for claim in claims}
    settled = (with_unit(one, measures) for one in statements)
    found = (evidence_of(one, by_id, measures) for one in settled if one is not None)
    return sorted((one for one in found if one is not None), key=lambda one: one.order)


def evidence_of(
    statement: Statement,
    by_id: Mapping[str, Claim],
    measures: Mapping[str, Measure],
    as_of: date | None = None,
) -> Evidence | None:
    """The statement as evidence; None where nothing that carries it is known.

    by_id: the claims that carry it. as_of: only what had been public by that day's end.
    """
    carriers = [by_id[claim] for claim in statement.carriers if claim in by_id]
    if as_of is not None:
        carriers = [one for one in carriers if (day := known_on(one)) is not None and day <= as_of]
    carriers = [one for one in carriers if one.rule != _EARLIER] or carriers
    if not carriers:
        return None
    first = min(carriers, key=lambda claim: _likeness(claim, statement))
    days = [day for claim in carriers if (day := known_on(claim)) is not None]
    known = min(days, default=None)
    kind = _kind(statement, measures)
    bears = statement.stance in _BEARING and first.quantity.form is not Form.UNSTATED
    if all(one.rule == _EARLIER for one in carriers):
        bears = False  # "rose to 193 from 128": nobody says 128 any more
    public = tuple(claim.id for claim in carriers)
    return Evidence(
        statement=replace(statement, carriers=public, said=known or statement.said),
        claim=first,
        carriers=tuple((known_on(claim), claim.id) for claim in carriers),
        reports=frozenset(claim.report for claim in carriers),
        kind=kind,
        place=place_of(statement, carriers, is_named=kind is Kind.TOTAL and is_force(statement.of)),
        by=next((claim.by for claim in carriers if claim.by is not None), None),
        at=_speaks_to(statement, kind, known),
        known=known,
        low=statement.low if bears else None,
        high=statement.high if bears else None,
        bears=bears,
        is_partial=first.increment or first.part_of is not None,
        is_loose=False,
        is_background=all(claim.background for claim in carriers),
        body=_body_of(first, statement, known),
    )


def _body_of(claim: Claim, statement: Statement, day: date | None) -> str | None:
    credit = claim.origin
    if credit is None or credit.source.name != statement.origin:
        return None
    return body_of(credit, day)


def _likeness(claim: Claim, statement: Statement) -> tuple[bool, bool, str]:
    """The carrier whose words and speaker are the statement's own comes first."""
    figure = (claim.quantity.low, claim.quantity.high) == (statement.low, statement.high)
    speaker = claim.origin is not None and claim.origin.source.name == statement.origin
    return (not figure, not speaker, claim.id)


def _kind(statement: Statement, measures: Mapping[str, Measure]) -> Kind:
    measure = measures.get(statement.measure)
    if measure is not None and measure.accrual is Accrual.STOCK:
        return Kind.LEVEL
    return Kind.INCIDENT if statement.scope is Scope.INCIDENT else Kind.TOTAL


def loosen(one: Evidence, sides: Conflicts | None) -> Evidence:
    """An army's undated losses over no narrower place than a region are a running total.

    Nobody counts them for one happening, even where no word says so.
    """
    period = one.statement.period
    is_dated = period is not None and bool(period.text or period.first or period.last)
    is_narrow = one.place is not None and one.place.precision == "place"
    if one.kind is not Kind.INCIDENT or is_dated or is_narrow:
        return one
    return replace(one, kind=Kind.TOTAL, is_loose=True) if _are_forces(one, sides) else one


def is_force(of: Population) -> bool:
    """Are people under arms counted?"""
    armed = of.role in FORCE_ROLES or of.unit is not None
    return bool(of.parties) and (armed or (of.role in GENERAL_ROLES and len(of.parties) > 1))


def _are_forces(one: Evidence, sides: Conflicts | None) -> bool:
    """People under arms, by their role, or as those of a fighting party abroad are."""
    if is_force(one.of):
        return True
    fight = sides is not None and bool(sides.of(one.of.parties, one.known))
    abroad = one.place is not None and not set(one.place.countries) & set(one.of.parties)
    are_people = one.statement.unit == _PERSON and one.of.role in GENERAL_ROLES
    return fight and abroad and bool(one.of.parties) and are_people


def _speaks_to(statement: Statement, kind: Kind, known: date | None) -> date | None:
    period = statement.period
    if kind is Kind.INCIDENT or period is None or period.last is None:
        return known
    return period.last if known is None or period.last <= known else known
