"""Placing: a figure without a place takes the report's, where just one fits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tallybook.catalogue.countries import load_countries
from tallybook.model import Place
from tallybook.model.containment import place_chain, place_key
from tallybook.reconcile.evidence import Evidence
from tallybook.reconcile.scales import counts_far_more


def adopted_place(
    one: Evidence, told: Iterable[Sequence[Evidence]], families: Mapping[str, str]
) -> Place | None:
    """The place that evidence without one takes from its reports, where they leave one choice.

    told: for each of its reports, all the evidence in it. families: measure to its family. The
    place is that of figures of the same family of measures. Each party counted must have been
    counted there; a union of armies lies where all of them are.
    """
    if one.place is not None or one.statement.measure == "money":
        return None
    found: Place | None = None
    for number, report in enumerate(told):
        place = _place_in(one, report, families)
        found = place if number == 0 else _agreed(place, found)
    return found


def _place_in(one: Evidence, told: Sequence[Evidence], families: Mapping[str, str]) -> Place | None:
    placed = [
        each
        for each in told
        if each.place is not None
        and each.place.countries
        and each.is_background is one.is_background
    ]
    family = families.get(one.statement.measure)
    near = [each for each in placed if families.get(each.statement.measure) == family]
    same_speaker = [each for each in near if each.origin == one.origin]
    if not one.of.parties:  # the missing of a district say not where all died
        measure = one.statement.measure
        near = [each for each in near if each.statement.measure == measure]
        if any(counts_far_more(one, each) for each in near):
            return None  # of more than its report tells of, and nobody says where
        same_speaker = [each for each in same_speaker if each.statement.measure == measure]
    place = _only_place(one, same_speaker) or _only_place(one, near)
    if place is None and placed and not one.of.parties:
        place = _common_country(placed)
    return place


def _only_place(one: Evidence, placed: Sequence[Evidence]) -> Place | None:
    """The one place that fits all the parties counted, or None."""
    if not one.of.parties:
        return _sole([other.place for other in placed if not other.of.parties])
    shared: list[Place] | None = None
    for party in one.of.parties:
        tops = _tops([other.place for other in placed if party in other.of.parties])
        if not tops:
            continue
        if shared is None:
            shared = tops
        else:
            keys = {place_key(place) for place in tops}
            shared = [place for place in shared if place_key(place) in keys]
    return shared[0] if shared is not None and len(shared) == 1 else None


def _common_country(placed: Sequence[Evidence]) -> Place | None:
    """The one country that all of a report's figures of people of no party lie in."""
    countries = {
        code for one in placed for code in (one.place.countries if one.place is not None else ())
    }
    if len(countries) != 1:
        return None
    code = countries.pop()
    name = load_countries().by_code[code].name if code in load_countries().by_code else code
    return Place(name, name=name, countries=(code,), precision="country")


def _agreed(place: Place | None, known: Place | None) -> Place | None:
    if place is None or known is None or place_key(place) != place_key(known):
        return None
    return place


def _sole(places: Sequence[Place | None]) -> Place | None:
    tops = _tops(places)
    return tops[0] if len(tops) == 1 else None


def _tops(places: Sequence[Place | None]) -> list[Place]:
    """The places that lie in no other of them, each once."""
    unique = {place_key(place): place for place in places if place is not None}
    return widest(list(unique.values()))


def widest(places: Sequence[Place]) -> list[Place]:
    """Those that lie in no other one."""
    chains = [(place, place_chain(place)) for place in places]
    own = {chain[0] for _, chain in chains}
    return [place for place, chain in chains if not own.intersection(chain[1:])]
