"""Bouts: an army's losses in one bout of fighting are one question, whoever tells them and how.

A bout is told of by its own words: "since Monday", said within two weeks of that Monday. What names
no first day ("four as of 16:30", "40 on the first day") is of the bout where nothing else fits:

- of that army's losses just one first day is told within the two weeks;
- nobody tells of losses of that army in the month before, so that no long war is being counted;
- all places at which armies of the war lost anybody in these days lie in one neighbourhood;
- the figure is of the bout's scale, and is not of one village or hill named beside it;
- a figure with a day is of the first day, or says as of what day it counts.

As long as nobody names a first day, a total as of a day is that day's loss where none was before.
All of it is judged from what is told of one war within some weeks, so that no other report counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from typing import Final

from tallybook.catalogue.conflicts import Conflicts
from tallybook.model import Place, Stance
from tallybook.model.containment import kilometres, place_key
from tallybook.reconcile.evidence import Evidence, Kind, is_force
from tallybook.reconcile.placing import widest

SPAN: Final = timedelta(days=14)
"""So long is "since Monday" said of one bout; later it is the count of a war."""

_QUIET: Final = timedelta(days=30)
_SAID: Final = timedelta(days=30)
_ERA: Final = 14
_SCALE: Final = 10
_NEAR_KM: Final = 60.0

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Start:
    """A first day by somebody's own words: of whose losses, and the highest figure since it."""

    parties: tuple[str, ...]
    first: date
    figure: Decimal


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a loss is told of, and on what day."""

    key: tuple[str, ...]
    lat: float | None
    lon: float | None
    day: date


@dataclass(frozen=True, slots=True)
class Fighting:
    """What is told of the armies' losses in one war within an era: first days, days and spots."""

    starts: frozenset[Start]
    losses: frozenset[tuple[str, date]]
    spots: frozenset[Spot]


def fought_at(one: Evidence | None, sides: Conflicts | None) -> Iterator[Key]:
    """Under which wars and eras what an army lost is kept."""
    if one is None or one.known is None or not _tells_of_losses(one):
        return
    days = {one.known, _day(one) or one.known}
    for war in _wars(one, sides):
        yield from ((war, era) for era in {day.toordinal() // _ERA for day in days})


def looked_at(one: Evidence, sides: Conflicts | None) -> Iterator[Key]:
    """The wars and eras on which it hangs whether the figure is of a bout."""
    if one.known is None:
        return
    days = (_day(one) or one.known) - SPAN - _QUIET, one.known + SPAN
    first, last = (day.toordinal() // _ERA for day in days)
    for war in _wars(one, sides):
        yield from ((war, era) for era in range(first, last + 1))


def fighting_of(told: Iterable[Evidence]) -> Fighting:
    """The sum of what is told in one war and era."""
    starts: dict[tuple[tuple[str, ...], date], Decimal] = {}
    losses: set[tuple[str, date]] = set()
    spots: set[Spot] = set()
    for one in told:
        assert one.known is not None
        day = _day(one) or one.known
        losses.update((party, day) for party in one.of.parties)
        first, figure = start_of(one), _figure(one)
        if first is not None and figure is not None:
            key = (one.of.parties, first)
            starts[key] = max(figure, starts.get(key, figure))
        if one.place is not None and one.place.precision in ("place", "admin1"):
            spots.add(Spot(place_key(one.place), one.place.lat, one.place.lon, day))
    told_of = frozenset(Start(*key, figure) for key, figure in starts.items())
    return Fighting(told_of, frozenset(losses), frozenset(spots))


def start_of(one: Evidence) -> date | None:
    """The first day of a bout by the figure's own words, said within two weeks of it."""
    period, known = one.statement.period, one.known
    if one.kind is not Kind.TOTAL or not one.bears or not is_force(one.of):
        return None
    if known is None or period is None or period.first is None or known - period.first > SPAN:
        return None
    runs = period.last is None or period.first < period.last == known
    return period.first if runs else None


def could_be_of_one(one: Evidence, *, is_of_a_spot: bool) -> bool:
    """Does it tell of a bout, or could it be of one that others tell of?

    is_of_a_spot: does a sentence that carries it name a village, town or hill of its own?
    """
    return start_of(one) is not None or (not is_of_a_spot and _could_join(one))


def bout_of(one: Evidence, near: Sequence[Fighting]) -> date | None:
    """The first day of the bout that it is of, None where none or more than one could be.

    one: could be of one. near: what is told of its wars in the weeks around.
    """
    own = start_of(one)
    if own is not None or one.known is None:
        return own
    day = _day(one) or one.known
    starts = [start for each in near for start in each.starts if start.parties == one.of.parties]
    days = {start.first for start in starts if start.first - SPAN <= day <= start.first + SPAN}
    if len(days) != 1:
        return None
    first = days.pop()
    figure = _figure(one) or 0
    fits = first <= day and one.known <= first + _SAID
    if one.kind is Kind.INCIDENT and _day(one) is not None:
        fits = fits and day == first
    if not fits or figure > _SCALE * max(start.figure for start in starts if start.first == first):
        return None
    return first if _is_alone(one, first, near) else None


def is_of_its_day(one: Evidence, near: Sequence[Fighting]) -> bool:
    """Is a total as of one day that day's loss, as there had been no fighting before?"""
    day = _day(one)
    if one.kind is not Kind.TOTAL or day is None or day != one.known:
        return False
    return _is_alone(one, day, near)


def _is_alone(one: Evidence, first: date, near: Sequence[Fighting]) -> bool:
    """Was it quiet before, and is all of the fighting in one neighbourhood?"""
    before = (
        party in one.of.parties and first - _QUIET <= day < first
        for each in near
        for party, day in each.losses
    )
    return not any(before) and _is_local(first, near)


def _is_local(first: date, near: Sequence[Fighting]) -> bool:
    """Do all places at which anybody was lost from that day on lie in one neighbourhood?"""
    spots = {
        spot.key: spot for each in near for spot in each.spots if first <= spot.day <= first + SPAN
    }
    return all(_are_near(left, right) for left, right in combinations(spots.values(), 2))


def _are_near(left: Spot | Place, right: Spot | Place) -> bool:
    """Do both lie in one neighbourhood? Where that is not known, they do not."""
    if None in (left.lat, left.lon, right.lat, right.lon):
        return False
    return kilometres(_at(left), _at(right)) <= _NEAR_KM


def _at(spot: Spot | Place) -> Place:
    return spot if isinstance(spot, Place) else Place("", lat=spot.lat, lon=spot.lon)


def joined(one: Evidence, first: date | None, near: Sequence[Fighting]) -> Evidence:
    """The figure as one of the bout: a running total since its first day."""
    if first is None:
        return one
    return _in_bout(one, first, is_local=_is_local(first, near))


def _in_bout(one: Evidence, first: date, *, is_local: bool) -> Evidence:
    at = _day(one) or one.at
    return replace(one, kind=Kind.TOTAL, bout=first, at=at, is_loose=False, is_local=is_local)


def as_echo(one: Evidence, said: Evidence) -> Evidence:
    """What only repeats a figure is of what that is of, where it tells no time of its own."""
    if said.bout is not None and (_could_join(one) or start_of(one) == said.bout):
        return _in_bout(one, said.bout, is_local=said.is_local)
    period = one.statement.period
    if said.bout is not None or (period is not None and (period.first or period.last)):
        return one
    return replace(one, kind=said.kind, is_loose=said.is_loose, place=one.place or said.place)


def at_one_spot(group: Sequence[Evidence]) -> list[Evidence] | None:
    """The figures of one bout at the one place that those with a first day tell; None for several.

    Where these tell two places of one neighbourhood and none that holds both, it is no place.
    """
    first = next(one.bout for one in group if one.bout is not None)
    own = [one for one in group if start_of(one) is not None]
    places = {place_key(one.place): one.place for one in own if one.place is not None}
    narrow = [one for one in places.values() if one.precision in ("place", "admin1")]
    if not all(_are_near(left, right) for left, right in combinations(narrow, 2)):
        return None
    tops = widest(list(places.values()))
    if len(tops) > 1 and len([one for one in tops if one in narrow]) < len(tops):
        return None
    where = tops[0] if len(tops) == 1 else None
    return [replace(one, place=where, bout=first) for one in group]


def _wars(one: Evidence, sides: Conflicts | None) -> list[str]:
    if sides is None:
        return list(one.of.parties)
    return [war.id for war in sides.of(one.of.parties, one.at or one.known)]


def _tells_of_losses(one: Evidence) -> bool:
    if one.kind is Kind.LEVEL or one.is_background or one.is_recalled or not is_force(one.of):
        return False
    return one.bears or one.is_vague


def _could_join(one: Evidence) -> bool:
    """Is it a figure of an army's losses that names no first day of its own?"""
    if one.kind is Kind.LEVEL or one.is_background or one.is_recalled:
        return False
    if one.is_partial and not one.is_some:
        return False
    if not is_force(one.of) or one.known is None or one.is_vague:
        return False
    if not one.bears and one.statement.stance != Stance.DENIED:
        return False
    period = one.statement.period
    is_dated = _day(one) is not None
    return is_dated or period is None or not (period.text or period.first or period.last)


def _day(one: Evidence) -> date | None:
    """The single day that the words name."""
    period = one.statement.period
    if period is None or period.first is None or period.first != period.last:
        return None
    return period.first


def _figure(one: Evidence) -> Decimal | None:
    said = one.statement
    return said.low if said.low is not None else said.high
