"""What can be searched: tallies, claims, reports, sources and places, each by its own words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tallybook.catalogue.phrases import party_name, subject
from tallybook.model import Claim, Tally
from tallybook.queries.search_index import Shelf, shelve
from tallybook.queries.sources import Source, sources_of
from tallybook.queries.view import Head, View

_KEPT: Final = "search"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place by its name, in the countries that it is in. tallies: how many are about it."""

    name: str
    countries: tuple[str, ...]
    tallies: int


@dataclass(frozen=True, slots=True)
class Library:
    """A shelf for each kind of thing."""

    tallies: Shelf[Tally]
    claims: Shelf[Claim]
    reports: Shelf[Head]
    sources: Shelf[Source]
    places: Shelf[Spot]


def library(view: View) -> Library:
    """All that can be searched in a view."""
    return view.once(_KEPT, _library)


def _library(view: View) -> Library:
    before: Library | None = view.before(_KEPT)
    return Library(
        shelve(view.tallies, tally_text, None if before is None else before.tallies),
        shelve(view.claims, claim_text, None if before is None else before.claims),
        shelve(view.reports, report_text, None if before is None else before.reports),
        shelve(
            {one.key: one for one in sources_of(view)},
            source_text,
            None if before is None else before.sources,
        ),
        shelve(_spots(view), spot_text, None if before is None else before.places),
    )


def tally_text(tally: Tally) -> str:
    """The words by which a tally is found: what it is called, what it asks, its answer."""
    return f"{tally.name or ''} {subject(tally)} {tally.answer}"


def claim_text(claim: Claim) -> str:
    """The words by which a claim is found: who says it, and its own."""
    return f"{claimant(claim)} {claim.text}"


def claimant(claim: Claim) -> str:
    """Who says it: the origin as the report names it, "" for the outlet's own voice."""
    said = claim.origin
    return "" if said is None else said.source.name


def report_text(head: Head) -> str:
    """The words by which a report is found: its title, where it stands, its agency, its text's."""
    return f"{head.title or ''} {head.outlet} {head.agency or ''} {head.words}"


def source_text(source: Source) -> str:
    """The words by which a source is found: its name, and whom it speaks for."""
    return f"{source.name} {source.for_ or ''} {source.body or ''}"


def spot_text(spot: Spot) -> str:
    """The words by which a place is found: its name, and its countries."""
    return f"{spot.name} {' '.join(party_name(code) for code in spot.countries)}"


def _spots(view: View) -> Mapping[str, Spot]:
    counts: Counter[str] = Counter()
    countries: dict[str, set[str]] = defaultdict(set)
    for tally in view.tallies.values():
        if tally.place is not None and tally.place.name:
            counts[tally.place.name] += 1
            countries[tally.place.name].update(tally.place.countries)
    return {name: Spot(name, tuple(sorted(countries[name])), n) for name, n in counts.items()}
