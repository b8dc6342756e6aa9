"""Stories: totals of people of no party, kept apart where nothing says that they are of one event.

"31 people have died" is said of a hundred events a day. Two such figures answer one question where
they are of one place, or where one source keeps counting from report to report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Final

from tallybook.model import Place
from tallybook.model.containment import Containment, place_key, place_within
from tallybook.reconcile.evidence import Evidence
from tallybook.reconcile.placing import widest

_GAP: Final = timedelta(days=60)

Group = list[Evidence]


def by_story(group: Sequence[Evidence]) -> Iterable[Group]:
    """Split by place; what names none joins what its report or its source tells of, if one."""
    placed: dict[tuple[str, ...], Group] = defaultdict(list)
    nowhere: list[Group] = []
    for one in group:
        if one.place is not None:
            placed[place_key(one.place)].append(one)
        else:
            _gather(nowhere, one)
    groups = _merged(list(placed.values()))
    for told in nowhere:
        fits = [other for other in groups if _are_tied(told, other)]
        tops = widest([place for other in fits if (place := _where(other)) is not None])
        if len(tops) == 1:
            next(other for other in fits if _where(other) == tops[0]).extend(told)
        else:
            groups.append(told)
    return groups


def _gather(groups: list[Group], one: Evidence) -> None:
    """Put it to all that it is tied to, which it then ties together."""
    tied = [group for group in groups if _are_tied([one], group)]
    for group in tied:
        groups.remove(group)
    groups.append([*(member for group in tied for member in group), one])


def _merged(groups: list[Group]) -> list[Group]:
    """One source's tolls of a town and of its region, in two reports, are of one event."""
    for inner in sorted(groups, key=lambda group: group[0].order):
        holders = [
            outer
            for outer in groups
            if outer is not inner and _lies_in(inner, outer) and _keeps_counting(inner, outer)
        ]
        if holders:
            max(holders, key=_breadth).extend(inner)
            groups = [group for group in groups if group is not inner]
    return groups


def _breadth(group: Group) -> int:
    place = _where(group)
    return _BREADTHS.index(place.precision) if place and place.precision in _BREADTHS else 0


_BREADTHS: Final = ("place", "admin1", "country", "region")


def _lies_in(inner: Group, outer: Group) -> bool:
    return place_within(_where(inner), _where(outer)) is Containment.YES


def _where(group: Group) -> Place | None:
    return next((one.place for one in group if one.place is not None), None)


def _are_tied(told: Sequence[Evidence], group: Sequence[Evidence]) -> bool:
    """By a report or a named source, within weeks."""
    return any(
        _are_near(one, other) and (one.reports & other.reports or _same_source(one, other))
        for one in told
        for other in group
    )


def _keeps_counting(inner: Group, outer: Group) -> bool:
    return any(
        _same_source(one, other) and not one.reports & other.reports and _are_near(one, other)
        for one in inner
        for other in outer
    )


def _same_source(one: Evidence, other: Evidence) -> bool:
    parts = one.is_partial or other.is_partial
    return one.origin == other.origin and not (one.is_voice or other.is_voice or parts)


def _are_near(one: Evidence, other: Evidence) -> bool:
    if one.known is None or other.known is None:
        return True
    return abs(one.known - other.known) <= _GAP
