"""The feed: how answers moved last, in the words of those who moved them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from tallybook.model import Claim, Tally
from tallybook.queries.desk import Desk
from tallybook.queries.filters import Filters
from tallybook.queries.filters_matching import matching
from tallybook.queries.search_kinds import claimant
from tallybook.queries.view import View
from tallybook.queries.wire import item, outlet, subject, what
from tallybook.store import Change

MOST: Final = 50
"""So many changes are told, the newest."""
_SAID_AT_MOST: Final = 5
_DIGITS: Final = 16


@dataclass(frozen=True, slots=True)
class Said:
    """Words that a change rests on. who: as credited, "" for the outlet's own voice."""

    claim: str
    report: str
    who: str
    words: str
    outlet: str


@dataclass(frozen=True, slots=True)
class Item:
    """One change. id: a URN that stays. recorded: when the ledger learned of it.

    title: of what, and what moved. told: the whole in a few sentences, by whom and in whose words.
    tally: its id, None where nothing asks it any more. said: the words that it rests on,
    with the claims to follow. terms: what it is filed under, by scheme ("measure", "grade").
    """

    id: str
    recorded: datetime
    title: str
    told: str
    tally: str | None
    answer: str
    said: tuple[Said, ...]
    terms: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Feed:
    """A ledger's newest changes, the newest first. id: a URN of the ledger and the filters."""

    id: str
    updated: datetime
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Newest:
    """The ids of the revisions that a feed tells of; mark: another once the feed is another."""

    revisions: tuple[str, ...]
    mark: str


def newest(desk: Desk, view: View, filters: Filters) -> Newest:
    """What a feed would tell of; cheap to ask for."""
    among = {tally.id for tally in matching(view, filters)} if filters else None
    found = desk.ledger.newest_changes(MOST, among)
    told = "\0".join((*found, filters.query()))
    return Newest(tuple(found), sha256(told.encode()).hexdigest()[:_DIGITS])


def feed(desk: Desk, view: View, filters: Filters, wanted: Newest) -> Feed:
    """The feed of those revisions."""
    changes = desk.ledger.changes_by_id(wanted.revisions)
    first = desk.ledger.first_change()
    begun = "" if first is None else f"{first[0]} {first[1].isoformat()}"
    updated = changes[0].recorded if changes else datetime.fromtimestamp(0, UTC)
    items = tuple(_item(change, view) for change in changes)
    return Feed(_urn(f"feed {begun} {filters.query()}"), updated, items)


def _item(change: Change, view: View) -> Item:
    tally = change.tally
    return Item(
        _urn(f"revision {change.revision.id}"),
        change.recorded,
        f"{subject(tally)}: {what(change)}",
        item(change, view.sides),
        None if change.withdrawn else tally.id,
        tally.answer,
        () if change.withdrawn else tuple(_said(change)),
        _terms(tally, change),
    )


def _terms(tally: Tally, change: Change) -> Mapping[str, str]:
    told = {"measure": tally.measure}
    if change.revision.grade:
        told["grade"] = change.revision.grade
    return told


def _said(change: Change) -> Iterator[Said]:
    """The words that set the answer, each place once."""
    because = set(change.revision.because)
    seen: set[tuple[str, str, str]] = set()
    for claim in change.claims:
        said = _of(claim)
        key = (said.who, said.words, said.outlet)
        if claim.id in because and key not in seen and len(seen) < _SAID_AT_MOST:
            seen.add(key)
            yield said


def _of(claim: Claim) -> Said:
    return Said(claim.id, claim.report, claimant(claim), claim.text, outlet(claim))


def _urn(words: str) -> str:
    """A name that follows from the words alone (RFC 9562, version 5) and is a registered URN."""
    return uuid5(NAMESPACE_URL, f"tallybook {words}").urn
