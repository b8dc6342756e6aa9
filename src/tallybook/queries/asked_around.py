"""Around a tally: the claims that its answer hangs on, so that few need be asked.

A tally is answered again (as of a day, by another reading of words) out of these alone: all that
answers it, all that bounds it, and whatever else could be told of the same people and places.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from tallybook.model import Claim, Scope, Tally
from tallybook.model.containment import FORCE_ROLES, place_chain
from tallybook.queries.view import View

Key = tuple[object, ...]

FEW: Final = 250
"""As long as there are at most so many claims, what else is told of its people is asked, too."""
_WEEKS: Final = 60
"""Days within which figures of one war or disaster may be told of one another."""


@dataclass(frozen=True, slots=True)
class Around:
    """Which claims stand near which.

    by_report: report to its claims. carried: claim to the tallies whose statements it carries.
    beside: people at a spot to the tallies about them. inside: people and a place to the tallies
    about them there and within it; totals: those of them that are running totals of just there.
    told: a party, or a country, to the tallies about it, or about nobody's people there.
    """

    tallies: Mapping[str, Tally]
    claims: Mapping[str, Claim]
    by_report: Mapping[str, tuple[str, ...]]
    carried: Mapping[str, tuple[str, ...]]
    beside: Mapping[Key, tuple[str, ...]]
    inside: Mapping[Key, tuple[str, ...]]
    totals: Mapping[Key, tuple[str, ...]]
    told: Mapping[Key, tuple[str, ...]]


def around(view: View) -> Around:
    """The index of a view, found once."""
    return view.once("asked around", lambda found: index(found.tallies, found.claims))


def index(tallies: Mapping[str, Tally], claims: Mapping[str, Claim]) -> Around:
    """The index of these tallies and of the claims that they are made of."""
    by_report: dict[str, list[str]] = defaultdict(list)
    for claim in claims.values():
        by_report[claim.report].append(claim.id)
    carried: dict[str, dict[str, None]] = defaultdict(dict)
    beside: dict[Key, list[str]] = defaultdict(list)
    inside: dict[Key, list[str]] = defaultdict(list)
    totals: dict[Key, list[str]] = defaultdict(list)
    told: dict[Key, list[str]] = defaultdict(list)
    for tally in tallies.values():
        for statement in tally.statements:
            for name in statement.carriers:
                carried[name][tally.id] = None
        beside[spot_of(tally)].append(tally.id)
        for person in _people(tally):
            told[person].append(tally.id)
        if tally.place is not None and tally.of.parties:
            for key in place_chain(tally.place):
                inside[tally.of.parties, key].append(tally.id)
            if tally.scope is Scope.CUMULATIVE:
                totals[tally.of.parties, place_chain(tally.place)[0]].append(tally.id)
    return Around(
        tallies,
        claims,
        {name: tuple(found) for name, found in by_report.items()},
        {name: tuple(found) for name, found in carried.items()},
        *(
            {key: tuple(found) for key, found in each.items()}
            for each in (beside, inside, totals, told)
        ),
    )


def spot_of(tally: Tally) -> Key:
    """The people and the place of a tally, whatever is counted of them and when."""
    place = tally.place
    where = None if place is None else (place.countries, place.admin1, place.name)
    return (tally.of.parties, where)


@dataclass(frozen=True)
class Near:
    """Claims around a tally. about: those of which questions are made, its own, and those of all
    that holds it or stands beside it. beside: what else their reports say, which shows what they
    mean.
    """

    about: frozenset[str]
    beside: frozenset[str]

    @cached_property
    def names(self) -> frozenset[str]:
        """All of them."""
        return self.about | self.beside

    def __len__(self) -> int:
        return len(self.names)


def near(tally: Tally, of: Around, whole: int, day: date | None = None) -> Near:
    """The claims that a tally's answer hangs on; those of the whole ledger where it has but few.

    Questions are made of all that the tally rests on, its parts, what holds it and what stands
    beside it. Whatever else their reports say shows where and when; where it is told of other
    tallies, no question is made of it, as it would be one of a part of what is told there.

    day: as of which it is asked. What was a total of anybody before a first figure named an army
    held more then than now.
    """
    if len(of.claims) <= whole:
        return Near(frozenset(of.claims), frozenset())
    kin = {one.id: one for one in (tally, *_kin(tally, of), *_kin_then(tally, of, day))}
    found = {name for one in kin.values() for name in claims_of(one) if name in of.claims}
    told = dict.fromkeys(of.claims[name].report for name in found)
    names = found.union(*(of.by_report[report] for report in told))
    about = {name for name in names if name in found or not of.carried.get(name)}
    more = _of_those_weeks(tally, of, kin, FEW - len(names))
    for one in more:
        own = {name for name in claims_of(one) if name in of.claims}
        names |= own
        ids = kin.keys() | {each.id for each in more}
        about |= {name for name in own if ids.issuperset(of.carried.get(name, ()))}
    return Near(frozenset(about), frozenset(names) - about)


def _of_those_weeks(
    tally: Tally, of: Around, known: Collection[str], most: int
) -> tuple[Tally, ...]:
    """What else is told of its people in those weeks, of nobody's people of its countries.

    Nothing where that is more than so many claims.
    """
    first, last = _told(tally)
    found: dict[str, Tally] = {}
    size = 0
    for key in _people(tally):
        for name in of.told.get(key, ()):
            other = of.tallies[name]
            since, until = _told(other)
            if name in known or name in found or since - _WEEKS > last or first - _WEEKS > until:
                continue
            size += sum(len(one.carriers) for one in other.statements)
            if size > most:
                return ()
            found[name] = other
    return tuple(found.values())


def _people(tally: Tally) -> Iterator[Key]:
    if tally.of.parties:
        yield from (("of", party) for party in tally.of.parties)
    elif tally.place is not None:
        yield from (("in", land) for land in tally.place.countries)


def _told(tally: Tally) -> tuple[int, int]:
    """The days within which it was told, and happened, as numbers."""
    period = tally.period
    days = [one.at for one in tally.revisions]
    days += [tally.as_of, *((period.first, period.last) if period is not None else ())]
    known = [day.toordinal() for day in days if day is not None]
    return min(known, default=0), max(known, default=0)


def claims_of(tally: Tally) -> Iterator[str]:
    """The claims that a tally rests on."""
    for statement in tally.statements:
        yield from statement.carriers
    for bound in tally.bounds:
        yield from bound.because
    for revision in tally.revisions:
        yield from revision.because


def _kin(tally: Tally, of: Around) -> Iterator[Tally]:
    """Its parts, what holds it, what stands at its spot, and what lies beside it in one whole."""
    wholes = [of.tallies[name] for name in tally.wholes if name in of.tallies]
    siblings = [
        name
        for whole in wholes
        if whole.scope is tally.scope
        for name in whole.parts
        if name in of.tallies and _are_beside(of.tallies[name], tally)
    ]
    names = (*tally.parts, *tally.wholes, *of.beside.get(spot_of(tally), ()), *siblings)
    for name in dict.fromkeys(names):
        if name in of.tallies and name != tally.id:
            yield of.tallies[name]


def _are_beside(one: Tally, other: Tally) -> bool:
    """Of one kind, and of happenings those of the very same days."""
    if one.scope is not other.scope or one.scope is not Scope.INCIDENT:
        return one.scope is other.scope
    return _days(one) == _days(other)


def _days(tally: Tally) -> tuple[date | None, date | None]:
    return (None, None) if tally.period is None else (tally.period.first, tally.period.last)


def _kin_then(tally: Tally, of: Around, day: date | None) -> Iterator[Tally]:
    """What held it or was its part as long as nobody had named the role that a total counts."""
    if day is None or tally.place is None:
        return
    parties = tally.of.parties
    if _had_no_role(tally, day):
        for name in of.inside.get((parties, place_chain(tally.place)[0]), ()):
            yield of.tallies[name]
    for key in place_chain(tally.place):
        for name in of.totals.get((parties, key), ()):
            if name != tally.id and _had_no_role(of.tallies[name], day):
                yield of.tallies[name]


def _had_no_role(tally: Tally, day: date) -> bool:
    """Was the role that a total counts named by nobody by that day?"""
    role = tally.of.role
    if role not in FORCE_ROLES or tally.scope is not Scope.CUMULATIVE:
        return False
    named = [one.said for one in tally.statements if one.of.role == role]
    return all(said is None or said > day for said in named)
