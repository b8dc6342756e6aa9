"""When each post was written: its stamp, JSON-LD's, or its clock with the day above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from tallybook.language.clocks import Clock, load_clock_words, moment, said_zone
from tallybook.language.dates.rolling import roll_days, spread_days
from tallybook.read.html.anchors import Anchor, day_of_line
from tallybook.read.html.stamps import read_stamp
from tallybook.read.html.updates import Update
from tallybook.read.html.zones import text_in

_ABOVE: Final = 5  # ancestors of a post beside which the day may stand
_BESIDE: Final = 12  # elements before a post that may be its day
_REACH: Final = 400_000  # characters of a page in which its zone may be said


@dataclass(frozen=True, slots=True)
class Found:
    """A post's elements, the times in it, and the entry of JSON-LD that it is."""

    run: Sequence[Any]
    anchors: Sequence[Anchor]
    headline: str | None
    id: str | None
    update: Update | None


def times_of(
    tree: Any, posts: Sequence[Found], published: date | None, modified: date | None
) -> list[datetime | None]:
    """The time of each post, None where no day is known."""
    words = load_clock_words()
    known = [_stated(post) for post in posts]
    if all(each is not None for each in known):
        return known
    clocks = [_clock(post) for post in posts]
    year = published.year if published else (modified.year if modified else None)
    days = _days(posts, known, clocks, year, published)
    minutes = [
        60 * at.hour + at.minute if at is not None else (clock.minutes if clock else None)
        for at, clock in zip(known, clocks, strict=True)
    ]
    rolled = roll_days(minutes, days, published, modified)
    needs_zone = any(c is not None and c.zone is None for c in clocks)
    zone = said_zone(text_in(tree, _REACH), words) if needs_zone else None
    return [
        at if at is not None else (moment(day, clock, words, zone) if clock and day else None)
        for at, clock, day in zip(known, clocks, rolled, strict=True)
    ]


def _stated(post: Found) -> datetime | None:
    """A moment that markup states in full, of when the post was published."""
    for element in post.run:
        for inner in element.xpath("descendant-or-self::*[@itemprop='datePublished']")[:1]:
            stamp = read_stamp(inner.get("content") or inner.get("datetime"))
            if stamp is not None and stamp.at is not None:
                return stamp.at
    for anchor in post.anchors:
        if anchor.stamp is not None and anchor.stamp.at is not None and not anchor.late:
            return anchor.stamp.at
    return None if post.update is None else post.update.at


def _clock(post: Found) -> Clock | None:
    return next((a.clock for a in post.anchors if a.clock is not None and not a.late), None)


def _days(
    posts: Sequence[Found],
    known: Sequence[datetime | None],
    clocks: Sequence[Clock | None],
    year: int | None,
    published: date | None,
) -> list[date | None]:
    """The days that are stated: in the post, or on a line above it and the posts below it."""
    found: list[date | None] = []
    heads: list[tuple[int, date]] = []
    before: Any = None
    for i, (post, at) in enumerate(zip(posts, known, strict=True)):
        head = _day_above(post.run[0], before, year)
        if head is not None:
            heads.append((i, head))
        own = next((a.stamp.day for a in post.anchors if a.stamp is not None and not a.late), None)
        if at is not None:
            own = at.date()
        elif own is None and post.update is not None:
            own = post.update.day
        found.append(own)
        before = post.run[-1]
    minutes = [None if clock is None else clock.minutes for clock in clocks]
    above = spread_days(heads, minutes, published)
    return [own or day for own, day in zip(found, above, strict=True)]


def _day_above(element: Any, before: Any, year: int | None) -> date | None:
    """The day on a line between the post and the one before it."""
    passed = set() if before is None else {before, *before.iterancestors()}
    here = element
    for _ in range(_ABOVE):
        for count, sibling in enumerate(here.itersiblings(preceding=True)):
            if sibling in passed or count > _BESIDE:
                break
            day = day_of_line(sibling, year)
            if isinstance(day, date):
                return day
            last = next(iter(reversed(sibling)), None)
            if last is not None and isinstance(day := day_of_line(last, year), date):
                return day
        here = here.getparent()
        if here is None or here in passed or here.tag in {"body", "main"}:
            return None
    return None
