"""Stories: totals of people of no party, kept apart where nothing says that they are of one event.

"31 people have died" is said of a hundred events a day. Two such figures answer one question where
they are of one place and time, or where one source keeps counting from report to report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from tallybook.catalogue.conflicts import Conflicts
from tallybook.model import Place
from tallybook.model.containment import Containment, place_chain, place_key, place_within
from tallybook.reconcile.evidence import Evidence
from tallybook.reconcile.happenings import same_source
from tallybook.reconcile.placing import widest
from tallybook.reconcile.totals import Key, plain_role, total_key
from tallybook.reconcile.wars import is_of_war

_GAP: Final = timedelta(days=60)
_BREADTHS: Final = ("place", "admin1", "country", "region")
_COMPARED: Final = 40
_SCALE: Final = 20

Group = Sequence[Evidence]


class StoryWays:
    """How totals of people of no party find their story."""

    compared: Final = None

    def __init__(self, sides: Conflicts | None) -> None:
        self._sides = sides

    def order(self, one: Evidence) -> Key:
        """The placed first, the widest places before those within them."""
        return (one.place is None, -_breadth(one.place), *one.order)

    def kept_under(self, one: Evidence) -> Iterator[Key]:
        """By place, by report and by source near a day."""
        shared = self._shared(one)
        if one.place is not None:
            yield from ((*shared, "at", *key) for key in _own(one.place))
        yield from ((*shared, "report", report) for report in one.reports)
        if not one.is_voice:
            yield from ((*shared, "source", *one.origin, era) for era in _eras(one, 0))

    def looked_up(self, one: Evidence) -> Iterator[Key]:
        """What lies at its place and around it, or is told by its report or its source."""
        shared = self._shared(one)
        if one.place is not None:
            yield from ((*shared, "at", *key) for key in place_chain(one.place))
        else:
            yield from ((*shared, "report", report) for report in one.reports)
            if not one.is_voice:
                yield from ((*shared, "source", *one.origin, era) for era in _eras(one, 1))

    def choose(self, one: Evidence, groups: Sequence[Group]) -> tuple[int | None, None]:
        """The story of its place and time; else the one that its source or report tells."""
        chosen = self._unplaced(one, groups) if one.place is None else self._placed(one, groups)
        return chosen, None

    def _shared(self, one: Evidence) -> Key:
        return (*total_key(one, self._sides), plain_role(one))

    def _placed(self, one: Evidence, groups: Sequence[Group]) -> int | None:
        assert one.place is not None
        here = place_key(one.place)
        for number, group in enumerate(groups):
            if any(
                other.place is not None
                and place_key(other.place) == here
                and (_are_near(one, other) or is_of_war(one, one.place, self._sides))
                for other in group[-_COMPARED:]
            ):
                return number
        around = [
            number
            for number, group in enumerate(groups)
            if place_within(one.place, _where(group)) is Containment.YES
            and not is_of_war(one, one.place, self._sides)
            and any(_keeps_counting(one, other) for other in group[-_COMPARED:])
        ]
        return max(around, key=lambda number: _breadth(_where(groups[number])), default=None)

    def _unplaced(self, one: Evidence, groups: Sequence[Group]) -> int | None:
        """What names no place joins what its report or its source tells of, if one."""
        tied = [
            number
            for number, group in enumerate(groups)
            if any(_are_tied(one, other) for other in group[-_COMPARED:])
            and _is_of_scale(one, group[-_COMPARED:])
        ]
        placed = {number: where for number in tied if (where := _where(groups[number]))}
        tops = {place_key(place) for place in widest(list(placed.values()))}
        if len(tops) == 1:
            return next(number for number, where in placed.items() if place_key(where) in tops)
        return next((number for number in tied if number not in placed), None)


def _own(place: Place) -> tuple[Key, ...]:
    """The keys of the place itself; one that spans countries has each of theirs."""
    chain = place_chain(place)
    return chain if place.precision in ("country", "region") else chain[:1]


def _eras(one: Evidence, spread: int) -> Iterator[int]:
    day = _day(one)
    if day is not None:
        era = day.toordinal() // _GAP.days
        yield from range(era - spread, era + spread + 1)


def _breadth(place: Place | None) -> int:
    if place is None or place.precision not in _BREADTHS:
        return 0
    return _BREADTHS.index(place.precision)


def _where(group: Group) -> Place | None:
    return group[0].place  # the placed come first


def _are_tied(one: Evidence, other: Evidence) -> bool:
    """By a report or a named source, within weeks."""
    return _are_near(one, other) and (bool(one.reports & other.reports) or same_source(one, other))


def _is_of_scale(one: Evidence, group: Group) -> bool:
    """Is the figure one that the story could have? An outlet that recalls a war's dead beside a
    fire's, and names neither, speaks of another thing.
    """
    highest = max((other.low or other.high or 0 for other in group), default=0)
    said = one.low or one.high or 0
    return not one.is_voice or not highest or said <= _SCALE * highest


def _keeps_counting(one: Evidence, other: Evidence) -> bool:
    """One source's tolls of a town and of its region, in two reports, are of one event."""
    return same_source(one, other) and not one.reports & other.reports and _are_near(one, other)


def _are_near(one: Evidence, other: Evidence) -> bool:
    day, then = _day(one), _day(other)
    return day is None or then is None or abs(day - then) <= _GAP


def _day(one: Evidence) -> date | None:
    """The day to which it speaks: a row of a series mended years later is still of its day."""
    return one.at or one.known
