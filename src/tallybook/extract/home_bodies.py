"""Bodies of the report's own country: "the defence ministry", on whose page or in whose paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tallybook.catalogue.countries import load_countries
from tallybook.catalogue.sources import SourceCatalogue
from tallybook.extract.place_mentions import PlaceMention
from tallybook.model import Attribution, Claim, Report, Source, SourceKind

_SMALL = frozenset({"place", "admin1"})
_AFTER = 60
_ARMY = "military"
_ORGANS = frozenset({"ministry", _ARMY})
"""Organs of which a state has one, beside those that are said to be so."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where the report is at home: the organ of state whose page it is, and the country."""

    page: Source | None
    country: str | None


def with_home_bodies(
    claims: Iterable[Claim],
    report: Report,
    mentions: Sequence[PlaceMention],
    catalogue: SourceCatalogue,
) -> Iterator[Claim]:
    """The claims; a body of state that is named without its state is that of the report's home.

    "The defence ministry" on the page of Armenia's defence ministry, or in a local paper that
    writes from one country, is that country's; so is who speaks for the organ on its own page.
    """
    home = _home_of(report, mentions, catalogue)
    speaking: dict[str, str] = {}
    for claim in claims:
        chain = tuple(_at_home(one, home, speaking, catalogue) for one in claim.attribution)
        yield claim if chain == claim.attribution else replace(claim, attribution=chain)


def _home_of(report: Report, mentions: Sequence[PlaceMention], catalogue: SourceCatalogue) -> Home:
    page = catalogue.match(report.publisher) if report.publisher else None
    is_organ = page is not None and page.party is not None and _has_state(page.party)
    if page is not None and is_organ:
        return Home(page, page.party)
    towns = [m for m in mentions if m.kind == "toponym" and m.place.precision in _SMALL]
    codes = {m.place.country for m in towns} - {None}
    dated = next((m for m in towns if _is_dateline(m, report.text)), None)
    if dated is not None:
        return Home(None, dated.place.country)
    return Home(None, next(iter(codes)) if len(codes) == 1 else None)


def _is_dateline(mention: PlaceMention, text: str) -> bool:
    """ "TOVUZ - The army …": capitals that open a paragraph, and small letters after them."""
    opens = mention.start == 0 or text[mention.start - 1] == "\n"
    rest = text[mention.end : mention.end + _AFTER].partition("\n")[0]
    return opens and mention.place.text.isupper() and any(each.islower() for each in rest)


def _has_state(party: str) -> bool:
    return party in load_countries().by_code


def _at_home(
    one: Attribution, home: Home, speaking: dict[str, str], catalogue: SourceCatalogue
) -> Attribution:
    """speaking: who was found to speak for which party; added to."""
    source = one.source
    if source.kind is not SourceKind.NAMED:
        return one
    code = source.party or home.country
    if code is not None:
        body = _body_of(source.name, code, catalogue)
        if body is not None:
            return replace(one, source=body)
        spoken = _body_of(one.speaks_for, code, catalogue) if one.speaks_for else None
        if spoken is not None:
            party = source.party or spoken.party
            return replace(one, source=replace(source, party=party), speaks_for=spoken.name)
    if source.party is not None or home.page is None or home.page.party is None:
        return one
    if _has_office(one.text, catalogue):
        speaking[source.name] = home.page.party
    party = speaking.get(source.name)
    return one if party is None else replace(one, source=replace(source, party=party))


def _body_of(name: str, code: str, catalogue: SourceCatalogue) -> Source | None:
    """ "defence ministry" with its state before it: the organ of that name, if it is one."""
    country = load_countries().by_code.get(code)
    if country is None or name[:1].isupper():
        return None
    told = catalogue.identify(f"{country.name}'s {name}")
    if told.kind == _ARMY and code in catalogue.words.naming["without_army"]:
        return None
    organ = catalogue.words.organs.get(name)
    is_one = told.kind in _ORGANS or (organ is not None and organ.is_national)
    return told.source if is_one and told.source.party == code else None


def _has_office(words: str, catalogue: SourceCatalogue) -> bool:
    return any(word.strip(".,").lower() in catalogue.words.titles for word in words.split())
