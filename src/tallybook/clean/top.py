"""The top of a page: headline, standfirst, byline and picture before the first paragraph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tallybook.clean.marks import Mark
from tallybook.clean.units import Unit
from tallybook.model import Role

_TITLE: Final = 4  # words; a shorter line is a label
_LONGEST_STANDFIRST: Final = 45
_MANY: Final = 4
_ROLES: Final[Mapping[Mark, Role]] = {
    Mark.BYLINE: Role.BYLINE,
    Mark.TIME: Role.BYLINE,
    Mark.CREDIT: Role.CAPTION,
    Mark.TEASER: Role.TEASER,
    Mark.TEASER_HEADING: Role.TEASER,
    Mark.BULLET: Role.STANDFIRST,
    Mark.QUOTE: Role.QUOTE,
    Mark.PROSE: Role.BODY,
    Mark.SUMMARY: Role.HEADING,
    Mark.NOTE: Role.BODY,
}


_BEGINS: Final = frozenset({Mark.TIME, Mark.BULLET, Mark.NOTE})
"""What opens the story once there is a headline."""


@dataclass(frozen=True, slots=True)
class Top:
    """Roles of the units before `end`, and which of them is the headline."""

    roles: Mapping[int, Role]
    end: int
    headline: int | None


def read_top(units: Sequence[Unit], marks: Sequence[Mark]) -> Top:
    """The part of the page above its first paragraph; empty where it begins with one."""
    if len(units) < 2:
        return Top({i: Role.BODY for i in range(len(units)) if marks[i] is Mark.SHORT},
                   sum(each is Mark.SHORT for each in marks), None)  # fmt: skip
    first = _first_paragraph(units, marks)
    titles = _titles(units, marks, first)
    if not titles:
        return Top({}, 0, None)
    headline, after = titles[0], titles[1:]
    summary = max((i for i in range(first) if marks[i] is Mark.SUMMARY), default=first)
    end = first if first < len(units) else titles[-1] + 1
    roles = {i: _ROLES.get(marks[i], Role.BOILERPLATE) for i in range(end)}
    listed = _listed_below(marks, end, Mark.TEASER_HEADING)
    for i in range(end):
        if marks[i] is Mark.SHORT:
            roles[i] = _short_role(units, i, headline, after_summary=i > summary)
            if i < headline and i in listed:
                roles[i] = Role.TEASER
            elif i < headline and marks[i - 1] is Mark.MASTHEAD:
                roles[i] = Role.BOILERPLATE
    roles[headline] = Role.HEADLINE
    for i in after:
        roles[i] = Role.STANDFIRST
    if not after and _is_standfirst(units, marks, first):
        roles[first] = Role.STANDFIRST
        end = first + 1
    return Top(roles, end, headline)


def _first_paragraph(units: Sequence[Unit], marks: Sequence[Mark]) -> int:
    """The first unit of the story itself: prose, or the time of the first post of a live blog."""
    titled = False
    for i, unit in enumerate(units):
        if _could_be_title(unit, marks[i]):
            titled = titled or len(unit.words) >= _TITLE
        elif marks[i] is Mark.PROSE or (marks[i] in _BEGINS and titled):
            return i
    return len(units)


def _could_be_title(unit: Unit, mark: Mark) -> bool:
    """A line without an end mark; a question or an exclamation will do."""
    if mark is Mark.SHORT:
        return True
    asks = unit.tail.rstrip("\"'”’»").endswith(("?", "!"))
    return mark in {Mark.PROSE, Mark.QUOTE} and asks and len(unit.words) <= 20


def _titles(units: Sequence[Unit], marks: Sequence[Mark], first: int) -> list[int]:
    """The headline and the lines of its standfirst: the last run of titles above the story."""
    runs: list[list[int]] = [[]]
    for i in range(first):
        if marks[i] is Mark.SUMMARY and runs != [[]]:
            break
        if _is_tagline(units, marks, i, first):
            continue
        if _could_be_title(units[i], marks[i]):
            if len(units[i].words) >= _TITLE:
                runs[-1].append(i)
        elif marks[i] not in {Mark.CREDIT, Mark.HINT} and runs[-1]:
            runs.append([])
    found = [run for run in runs if run]
    if not found:
        short = [i for i in range(first) if marks[i] is Mark.SHORT and len(units[i].words) > 1]
        return short[-1:] if first < len(units) else short[:1]
    if first == len(units):
        return found[0][:1]
    chosen = _before_byline(found, marks, first)
    return chosen[-1:] if len(chosen) >= _MANY else chosen


def _is_tagline(units: Sequence[Unit], marks: Sequence[Mark], i: int, first: int) -> bool:
    """A line right under the masthead, with a blank line between it and what follows."""
    if i == 0 or marks[i - 1] is not Mark.MASTHEAD or units[i].after_blank:
        return False
    below = range(i + 1, min(first, i + 8))
    later = any(_could_be_title(units[at], marks[at]) for at in below)
    return later and units[i + 1].after_blank


def _before_byline(runs: list[list[int]], marks: Sequence[Mark], first: int) -> list[int]:
    """The run right above the first byline, else the last one above the story."""
    for run in runs:
        after = run[-1] + 1
        while after < first and marks[after] in {Mark.CREDIT, Mark.SHORT, Mark.HINT}:
            after += 1
        if after < first and marks[after] in {Mark.BYLINE, Mark.TIME}:
            return run
    return runs[-1]


def _listed_below(marks: Sequence[Mark], end: int, wanted: Mark) -> set[int]:
    """The short lines in the runs right below a mark."""
    found: set[int] = set()
    for i in range(1, end):
        if marks[i] is Mark.SHORT and (marks[i - 1] is wanted or i - 1 in found):
            found.add(i)
    return found


def _short_role(units: Sequence[Unit], i: int, headline: int, after_summary: bool = False) -> Role:
    """Lines above the headline are the site's; a label below it names a place or a writer."""
    if after_summary:
        return Role.STANDFIRST
    if i > headline:
        return Role.BYLINE if len(units[i].words) < _TITLE else Role.STANDFIRST
    return Role.TEASER if len(units[i].words) > _TITLE else Role.BOILERPLATE


def _is_standfirst(units: Sequence[Unit], marks: Sequence[Mark], first: int) -> bool:
    """A first paragraph above the byline."""
    if first >= len(units) or marks[first] is not Mark.PROSE:
        return False
    if len(units[first].words) > _LONGEST_STANDFIRST:
        return False
    for i in range(first + 1, min(first + 4, len(units))):
        if marks[i] in {Mark.BYLINE, Mark.TIME}:
            return True
        if marks[i] is Mark.PROSE:
            return False
    return False
