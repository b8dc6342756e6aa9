"""What a new version keeps of the one before: posts that fell off a live blog, and since when.

A live blog shows its newest posts. That an old one is no longer among them takes nothing back: what
it claimed goes on counting with the newer version. A post that was edited is the newer one's; one
that is gone from between two that stayed was taken out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection, insert, select

from tallybook.model import Block, Claim, Report, Role
from tallybook.model.records import claim_from_record
from tallybook.store.current import blocks_of, report_of
from tallybook.store.rows import record_of
from tallybook.store.standing import Stood
from tallybook.store.tables import claims, fallen, reading_claims

_OPENING: Final = 48
"""So many characters of a post tell it from others."""


@dataclass(frozen=True, slots=True)
class Post:
    """A post of a live blog: when it was written and how it begins."""

    time: datetime | None
    opening: str
    start: int = 0
    end: int = 0


def posts_of(report: Report, found: Iterable[Block]) -> list[Post]:
    """The posts of a page, in the page's order."""
    return [
        Post(each.time, _opening(report.text[each.start : each.end]), each.start, each.end)
        for each in found
        if each.role is Role.POST
    ]


def fell_off(old: Sequence[Post], new: Sequence[Post]) -> list[Post]:
    """The posts of the old page that ran over its end: a stretch of missing ones at either end.

    A post is there still if one of the new begins as it does at some length, or has its time.
    """
    there = [each is not None for each in _matches(old, new)]
    first = next((i for i, is_there in enumerate(there) if is_there), len(there))
    last = next((i for i in reversed(range(len(there))) if there[i]), -1)
    return [post for i, post in enumerate(old) if i < first or i > last]


def carry(
    connection: Connection, seq: int, report: Report, found: Sequence[Block], before: Stood
) -> None:
    """Keeps, with the reading `seq`, the claims of posts that the version before still had."""
    posts = posts_of(report, found)
    earlier = _fallen_with(connection, before.seq)
    held = _matches([post for post, _ in earlier], posts)
    kept = [row for row, match in zip(earlier, held, strict=True) if match is None]
    kept += _claims_in(connection, before, posts)
    rows = [
        {
            "reading": seq,
            "position": position,
            "claim": key,
            "time": None if post.time is None else post.time.isoformat(),
            "opening": post.opening,
        }
        for position, (post, key) in enumerate(kept)
    ]
    if rows:
        connection.execute(insert(fallen), rows)


def first_said(
    connection: Connection, found: Iterable[Claim], before: Stood, since: date
) -> dict[str, date | None]:
    """claim: the day from which the page says so; None where its first version did."""
    query = (
        select(claims.c.record, reading_claims.c.since)
        .join(reading_claims, reading_claims.c.claim == claims.c.key)
        .where(reading_claims.c.reading == before.seq)
    )
    said = {
        _saying(claim_from_record(record_of(row))): row.since for row in connection.execute(query)
    }
    return {claim.id: said.get(_saying(claim), since) for claim in found}


def _saying(claim: Claim) -> tuple[object, ...]:
    """What two versions of a page say alike."""
    quantity = claim.quantity
    figures = (quantity.low, quantity.high, quantity.form, quantity.unit)
    return (claim.measure, *figures, claim.of.parties, claim.of.role, claim.text)


def _claims_in(
    connection: Connection, before: Stood, new: Sequence[Post]
) -> list[tuple[Post, str]]:
    """The claims in posts that fell off, each with its post."""
    found = blocks_of(connection, before.seq)
    if not any(block.role is Role.POST for block in found):
        return []
    gone = fell_off(posts_of(report_of(connection, before.report), found), new)
    mentions = connection.execute(
        select(claims.c.key, claims.c.start)
        .join(reading_claims, reading_claims.c.claim == claims.c.key)
        .where(reading_claims.c.reading == before.seq)
        .order_by(reading_claims.c.position)
    ).all()
    return [
        (post, row.key) for post in gone for row in mentions if post.start <= row.start < post.end
    ]


def _fallen_with(connection: Connection, seq: int) -> list[tuple[Post, str]]:
    query = select(fallen).where(fallen.c.reading == seq).order_by(fallen.c.position)
    return [
        (
            Post(None if row.time is None else datetime.fromisoformat(row.time), row.opening),
            row.claim,
        )
        for row in connection.execute(query)
    ]


def _matches(old: Sequence[Post], new: Sequence[Post]) -> list[int | None]:
    """For each old post the number of the new one that it became, each taken once."""
    found: list[int | None] = [None] * len(old)
    taken: set[int] = set()
    for key in (_as_it_was, _begins, _written):
        places: dict[object, list[int]] = {}
        for n, post in enumerate(new):
            if n not in taken:
                places.setdefault(key(post), []).append(n)
        for i, post in enumerate(old):
            free = places.get(key(post), []) if found[i] is None and key(post) else []
            if free:
                taken.add(n := free.pop(0))
                found[i] = n
    return found


def _as_it_was(post: Post) -> object:
    return (post.time, post.opening)


def _begins(post: Post) -> object:
    """Its first words, where they are enough to tell it from others."""
    return post.opening if len(post.opening) == _OPENING else None


def _written(post: Post) -> object:
    return post.time


def _opening(text: str) -> str:
    return " ".join(text.split())[:_OPENING].casefold()
