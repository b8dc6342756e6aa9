"""Offices of the one state that a report is about: "Energy Minister Ali Kaya", "the army"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from tallybook.catalogue.sources import SourceCatalogue
from tallybook.extract.place_mentions import PlaceMention
from tallybook.language.people import PeopleWords
from tallybook.model import Attribution, Claim, Report

_NEAR: Final = 4
_AROUND: Final = 60
_SMALL: Final = frozenset({"place", "admin1"})


def with_state_offices(
    claims: Iterable[Claim],
    report: Report,
    mentions: Sequence[PlaceMention],
    catalogue: SourceCatalogue,
    people: PeopleWords,
) -> Iterator[Claim]:
    """The claims; ministers and armies of no named state are those of the one of the report.

    That is the country of all its towns, where it names no other country, or where it names
    the government or army of no other.
    """
    code = state_of(report.text, mentions, people)
    for claim in claims:
        chain = tuple(_in_office(one, code, catalogue, people) for one in claim.attribution)
        yield claim if chain == claim.attribution else replace(claim, attribution=chain)


def state_of(text: str, mentions: Sequence[PlaceMention], people: PeopleWords) -> str | None:
    """The code of the country whose ministers and army are meant where none is named."""
    placed = [one for one in mentions if one.place.country is not None and not one.spoken]
    towns = {one.place.country for one in placed if one.place.precision in _SMALL}
    named = {one.place.country for one in placed}
    ruled = {one.place.country for one in placed if _has_organ(text, one, people)}
    home = towns or ruled or {one.place.country for one in placed if _is_dateline(text, one)}
    if len(home) != 1 or not (named == home or ruled == home):
        return None
    return next(iter(home))


def _is_dateline(text: str, mention: PlaceMention) -> bool:
    """ "JOS, Nigeria, 4 May -": the country behind the capitals that open the report."""
    before = text[: mention.start]
    return mention.kind == "toponym" and before.isupper() and "\n" not in before


def _has_organ(text: str, mention: PlaceMention, people: PeopleWords) -> bool:
    """ "Niger's army", "the Nigerien defence minister", "the army of Niger"."""
    if mention.place.precision != "country":
        return False
    after = text[mention.end : mention.end + _AROUND].removeprefix("'s").removeprefix("’s")
    told = after.replace(",", " .").split()[:_NEAR]
    stop = next((at for at, word in enumerate(told) if not word.islower()), len(told))
    before = text[max(0, mention.start - _AROUND) : mention.start].split()[-2:]
    of = before[-1:] == ["of"] and before[0].lower() in people.national
    return of or bool(people.national & set(told[:stop]))


def _in_office(
    one: Attribution, code: str | None, catalogue: SourceCatalogue, people: PeopleWords
) -> Attribution:
    words = set(one.text.lower().replace(",", " ").split())
    if code is None or one.source.party is not None or not words & people.national:
        return one
    if code in catalogue.words.naming["without_army"] and words & people.of_war:
        return one
    return replace(one, source=replace(one.source, party=code))
