"""What the gazetteer knows of words that may be the name of a place."""

from __future__ import annotations

from tallybook.catalogue.countries import is_initials
from tallybook.catalogue.entries import Candidate
from tallybook.catalogue.toponyms import fold
from tallybook.extract.spots import Atlas, SentenceView, Spot, make_spot

Found = tuple[str, tuple[Candidate, ...]]
# So many times larger, a city is meant by an old or foreign name before a town by its own.
_FAR_LARGER = 100


def candidates_of(view: SentenceView, words: str) -> Found:
    """The folded name and all that may be meant by it; abbreviated regions are written out."""
    key, found = _all(view, words)
    return key, tuple(c for c in found if c.main or _is_meant(c, found))


def _is_meant(other: Candidate, found: tuple[Candidate, ...]) -> bool:
    """Whether who bears the name as a second one counts beside those who bear it as the first."""
    main = [c.entry for c in found if c.main]
    if any(entry.kind in ("country", "continent", "region", "water") for entry in main):
        return False
    largest = max((entry.population for entry in main if entry.kind == "town"), default=0)
    if other.entry.population > _FAR_LARGER * largest > 0:
        return True
    # Ar Raqqah is the Raqqa of Raqqa.
    regions = [entry for entry in main if entry.kind == "admin1"]
    return not main or (not largest and any(other.entry.admin1 == r.number for r in regions))


def region_named(atlas: Atlas, name: str, country: str) -> tuple[Candidate, ...]:
    """The admin1 region of a country by its own name."""
    return tuple(
        c
        for c in atlas.gazetteer.look_up(name)
        if c.entry.kind == "admin1" and country in c.entry.countries and c.main
    )


def country_named(atlas: Atlas, code: str) -> Found:
    """The country of a code."""
    name = atlas.countries.by_code[code].name
    found = atlas.gazetteer.look_up(name)
    return fold(name), tuple(
        c for c in found if c.entry.countries == (code,) and c.entry.kind == "country"
    )


def demonym_at(view: SentenceView, first: int, last: int) -> Spot | None:
    """The spot of a people or their adjective ("North Koreans"), else None."""
    if view.tree.tokens[first].upos not in ("ADJ", "PROPN", "NOUN"):
        return None
    found = _people(view.atlas, view.span(first, last))
    if found is None:
        return None
    capital = _capital_of(view, last)
    if capital is not None:
        return make_spot(view, first, last + 1, *capital)
    name = view.names.get(first)
    if name is not None and name.kind == "PER" and name.last > last:
        return None
    if view.word(last + 1)[:1].isupper() and view.word(last + 1).lower() in view.words.names:
        return None
    spot = make_spot(view, first, last, *found)
    spot.kind, spot.kinds, spot.plural = "demonym", frozenset(), False
    spot.phrase_start, spot.phrase_end = spot.start, spot.end
    return spot


def _capital_of(view: SentenceView, last: int) -> Found | None:
    """ "The Afghan capital" is Kabul; not "French capital markets", "the Afghan capital Kabul"."""
    tokens = view.tree.tokens[last + 1 : last + 3]
    said = bool(tokens) and tokens[0].lemma == view.words.capital and tokens[0].upos == "NOUN"
    code = view.atlas.countries.country_of_demonym(view.tree.tokens[last].text)
    follows = tokens[1:] and tokens[1].upos in ("NOUN", "PROPN")
    named = len(tokens) > 1 and tokens[1].text == "," and view.word(last + 3)[:1].isupper()
    if not said or code is None or follows or named:
        return None
    seat = view.atlas.countries.by_code[code].capital
    key = fold(seat or "")
    towns = tuple(
        c
        for c in view.atlas.gazetteer.named(key)
        if c.entry.kind == "town" and c.entry.countries == (code,)
    )
    return (key, towns) if towns else None


def _people(atlas: Atlas, words: str) -> Found | None:
    """Whose people or adjective the words are: a country's or a region's."""
    region = atlas.words.regional.get(words.lower())
    if region is not None:
        kinds = ("continent", "region", "admin1")
        found = (c for c in atlas.gazetteer.look_up(region) if c.main and c.entry.kind in kinds)
        return fold(region), tuple(found)
    code = atlas.countries.country_of_demonym(words)
    return country_named(atlas, code) if code is not None else None


def _all(view: SentenceView, words: str) -> Found:
    key = fold(words)
    short = view.words.abbreviations
    region = short.get(words) or short.get(words + ".")
    if region is not None:
        return fold(region[0]), region_named(view.atlas, *region)
    if words.isupper() and (is_initials(words) or len(words) <= 4):
        code = view.atlas.countries.country_of_name(words)
        if code is not None and view.shouted and key in view.words.also_words:
            return key, ()
        if code is not None:
            return country_named(view.atlas, code)
        if len(words) < 4 and not view.shouted:
            return key, ()
    return key, view.atlas.gazetteer.named(key) if len(key) > 2 else ()
