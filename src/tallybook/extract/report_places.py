"""The places of a report, and which of them say no place of what a sentence counts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import overload

from tallybook.catalogue.countries import load_countries
from tallybook.catalogue.gazetteer import Gazetteer
from tallybook.extract.place_mentions import PlaceMention
from tallybook.language.place_words import PlaceWords, load_place_words
from tallybook.language.tree import Tree, is_relation
from tallybook.model import Attribution, Place


def _is_of(mention: PlaceMention, code: str) -> bool:
    """Is it in the country, as far as is known? Moscow, Idaho, is not Russia's."""
    return not mention.place.countries or code in mention.place.countries


def _is_refuge(mention: PlaceMention) -> bool:
    """Is it a country that people reached: "crossed into Chad", "flown to hospitals in Turkey"?"""
    return mention.treated and mention.place.precision == "country"


def _is_known(mention: PlaceMention) -> bool:
    return mention.place.name is not None


class ReportPlaces:
    """The place mentions of a report, quick to ask for those of a stretch of it."""

    def __init__(
        self,
        mentions: Sequence[PlaceMention],
        attributions: Sequence[Attribution],
        words: PlaceWords | None = None,
        datelines: Sequence[tuple[int, int]] = (),
    ) -> None:
        self.mentions = mentions
        self._datelines = datelines
        self.words = words or load_place_words()
        self._starts = [mention.start for mention in mentions]
        self._speakers = sorted(
            (credit.start, credit.end)
            for credit in attributions
            if not _is_happening(credit.text, self.words)
        )

    def numbers(self, start: int, end: int) -> range:
        """The numbers of the mentions that begin in `[start, end)` of the text."""
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))

    def within(self, start: int, end: int) -> Sequence[PlaceMention]:
        """The mentions that begin in `[start, end)` of the text."""
        found = self.numbers(start, end)
        return self.mentions[found.start : found.stop]

    def state(self, code: str) -> Place | None:
        """The country of the code as a place without a name in the text."""
        country = load_countries().by_code.get(code)
        if country is None:
            return None
        return Place("", country.name, (code,), None, country.lat, country.lon, "country")

    def capital(self, code: str) -> Place | None:
        """The capital of the country of the code, as the list of places has it."""
        country = load_countries().by_code.get(code)
        if country is None or country.capital is None:
            return None
        bearing = (c.entry for c in Gazetteer.load().look_up(country.capital))
        towns = [e for e in bearing if e.kind == "town" and e.countries == (code,)]
        if not towns:
            return None
        town, regions = max(towns, key=lambda entry: entry.population), Gazetteer.load()
        region = regions.admin1_name(town)
        return Place("", town.name, (code,), region, town.lat, town.lon, "place")

    @cached_property
    def home(self) -> Place | None:
        """The one country of all places that the report names; None where it names several."""
        named = {m.place.countries for m in self.mentions if m.kind == "toponym"} - {()}
        codes = next(iter(named)) if len(named) == 1 else ()
        return self.state(codes[0]) if len(codes) == 1 else None

    @cached_property
    def setting(self) -> Place | None:
        """The same without the places that only speak: capitals, headquarters, seats.

        Names that no list has are asked as little as the lands to which people fled.
        """
        named = [m for m in self.without_refuges(self.mentions) if not (m.spoken or m.bound)]
        named = [m for m in named if m.before not in self.words.away and _is_known(m)]
        told = [m for m in named if m.kind == "toponym" and not self._may_only_speak(m)]
        told = told or [m for m in named if m.kind == "demonym" and m.domestic]
        countries = {m.place.countries for m in told}
        codes = next(iter(countries)) if len(countries) == 1 else ()
        return self.state(codes[0]) if len(codes) == 1 else None

    def without_refuges(self, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
        """The mentions without the lands to which people fled and who speaks or is named there."""
        fled = {m.place.countries for m in self.mentions if _is_refuge(m)}
        there = (m for m in mentions if not _is_refuge(m))
        return [m for m in there if m.located or m.place.countries not in fled]

    def _may_only_speak(self, mention: PlaceMention) -> bool:
        """Is it a seat, or a capital that speaks? "The Paris attackers" are no speakers."""
        if mention.place.text.lower() in self.words.headquarters or self.is_seat(mention):
            return True
        return self.is_capital(mention) and is_in(mention, self._speakers)

    def is_capital(self, mention: PlaceMention) -> bool:
        """Does it name a seat of government, which may stand for it: "Kyiv says"?

        Where something happens in it, it does not.
        """
        located = mention.located or mention.hint
        capital_of = load_countries().country_of_capital(mention.place.text)
        return not located and capital_of is not None and _is_of(mention, capital_of)

    def in_dateline(self, mention: PlaceMention) -> bool:
        """Does it say where the report was written: "(Beirut, March 5, 2025) –"?"""
        return any(start <= mention.start < end for start, end in self._datelines)

    def is_seat(self, mention: PlaceMention) -> bool:
        """ "The health ministry in Sanaa": a capital, named for who sits there."""
        capital = load_countries().country_of_capital(mention.place.text)
        return mention.domestic and capital is not None

    def speakers(self, start: int, end: int) -> Sequence[tuple[int, int]]:
        """The spans of the speakers that begin in `[start, end)` of the text."""
        first = bisect_left(self._speakers, (start, 0))
        return self._speakers[first : bisect_left(self._speakers, (end, 0))]

    def without(
        self, tree: Tree, end: int, own: Sequence[tuple[int, int]], also: frozenset[str]
    ) -> Sequence[PlaceMention]:
        """All mentions, those from the tree's start to `end` that say no place put aside.

        Speakers, seats of speakers and the counted people's own words (`own`) are no places of
        what happened, save where a preposition says so ("people killed in Gaza"), one of `also`
        too. Put aside, not left out: mentions name each other by their number.
        """
        spans = self.speakers(tree.start, end)
        aside = {
            number: replace(self.mentions[number], kind="demonym")
            for number in self.numbers(tree.start, end)
            if self.mentions[number].spoken
            or is_in(self.mentions[number], spans)
            or (is_in(self.mentions[number], own) and not _is_told(self.mentions[number], also))
            or is_seat(tree, self.mentions[number], self.words)
        }
        return _Aside(self.mentions, aside) if aside else self.mentions


def put_aside(mentions: Sequence[PlaceMention], numbers: Iterable[int]) -> Sequence[PlaceMention]:
    """All mentions, those of the numbers as ones that say no place."""
    aside = {number: replace(mentions[number], kind="demonym") for number in numbers}
    return _Aside(mentions, aside) if aside else mentions


def _is_told(mention: PlaceMention, also: frozenset[str]) -> bool:
    return mention.located or mention.before in also


def _is_happening(text: str, words: PlaceWords) -> bool:
    """ "US strikes on Yemen" speak not, whatever verb follows."""
    said = text.lower().split()
    if said and said[-1].removesuffix("s") in words.disasters:
        return True  # "Spain floods: 89 missing"
    happens = any(
        word in words.deeds or word in words.events or word.removesuffix("s") in words.deeds
        for word in said
    )
    return happens and any(word in words.locative for word in said)


def is_in(mention: PlaceMention, spans: Sequence[tuple[int, int]]) -> bool:
    """Does the mention begin in one of the spans?"""
    return any(start <= mention.start < end for start, end in spans)


def is_seat(tree: Tree, mention: PlaceMention, words: PlaceWords) -> bool:
    """ "the health ministry in Sanaa": where the speaker sits is not where it happened.

    "outside the ministry in Sanaa" is.
    """
    if not tree.start <= mention.start < tree.end:
        return False
    at = tree.at(mention.start)
    if at is None or tree.tokens[at].head < 0:
        return False
    above = tree.tokens[at].head
    cases = (tree.tokens[c].lemma for c in tree.children(above, "case"))
    return (
        is_relation(tree.tokens[at].deprel, "nmod")
        and tree.tokens[above].lemma in words.seats
        and not any(case in words.locative for case in cases)
    )


class _Aside(Sequence[PlaceMention]):
    """A sequence in which some mentions are replaced, without a copy of the rest."""

    def __init__(
        self, mentions: Sequence[PlaceMention], replaced: Mapping[int, PlaceMention]
    ) -> None:
        self._mentions = mentions
        self._replaced = replaced

    def __len__(self) -> int:
        return len(self._mentions)

    @overload
    def __getitem__(self, at: int) -> PlaceMention: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[PlaceMention]: ...

    def __getitem__(self, at: int | slice) -> PlaceMention | Sequence[PlaceMention]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        return self._replaced.get(at, self._mentions[at])
