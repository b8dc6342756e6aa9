"""Names that begin with a town's: "Huntsville Memorial Hospital" stands in Huntsville."""

from __future__ import annotations

from collections.abc import Mapping

from tallybook.catalogue.entries import Candidate
from tallybook.catalogue.toponyms import fold
from tallybook.extract.name_lookup import candidates_of
from tallybook.extract.spots import SentenceView, Spot, make_spot

_TOWNS = frozenset({"town", "admin2"})
_OF_ROAD = 3
_STILL = 2
"""So many words behind what the parser takes for the name may still be of it."""


def town_of_site(view: SentenceView, first: int, last: int) -> Spot | None:
    """The town in the name of an airport, a hospital or the like, else None.

    The spot is of the town's name; its phrase goes on to the end of the longer one.
    """
    end = _end_of_site(view, first, last)
    if end is None:
        return None
    for part in range(last - 1, first - 1, -1):
        if any(view.word(at).lower() not in view.words.of_kind for at in range(part + 1, end)):
            return None  # "Van Velden Hospital": called after somebody
        key, found = candidates_of(view, view.span(first, part))
        towns = tuple(c for c in found if c.main and c.entry.kind in _TOWNS)
        if towns:
            return _named(view, first, part, end, key, towns)
    return None


def _town_said_before(
    view: SentenceView, spot: Spot, known: Mapping[str, tuple[Candidate, ...]]
) -> Spot | None:
    """The town of `known`, by folded name, with which the name of the spot begins, else None."""
    for part in range(spot.last - 1, spot.first - 1, -1):
        key = fold(view.span(spot.first, part))
        if any(c.main and c.entry.kind in _TOWNS for c in known.get(key, ())):
            return _named(view, spot.first, part, spot.last, key, known[key])
    return None


def opens_road(view: SentenceView, last: int) -> bool:
    """Does the name of a road go on behind the word: "Moss Side Avenue", "Indian Creek Road"?

    Of words with a capital each, up to one that names roads; none in a headline in title case.
    """
    if view.shouted or view.titled:
        return False
    for at in range(last + 1, last + 1 + _OF_ROAD):
        word = view.word(at)
        if not word[:1].isupper():
            return False
        if word.lower().strip(".") in view.words.streets:
            return True
    return False


def end_of_street(view: SentenceView, first: int) -> int | None:
    """The last word of the name of a street that begins here, where something is told to be on it.

    "On Elmwood Avenue", "along the T0504 road"; not "on the Mariupol road", which leads to a town
    of that name.
    """
    words, before = view.words, view.word(first - 1).lower()
    before = view.word(first - 2).lower() if before == words.definite else before
    if view.shouted or view.titled or before not in words.on_street:
        return None
    for at in range(first, first + _OF_ROAD):
        word = view.word(at)
        road = word.lower().strip(".")
        if at > first and road in words.streets:
            of_town = road not in words.urban or word.islower()
            known = of_town and candidates_of(view, view.span(first, at - 1))[1]
            return None if known else at
        if not (word[:1].isupper() and view.tree.tokens[at].upos in ("PROPN", "NOUN", "ADJ")):
            return None
    return None


def end_with_particles(view: SentenceView, last: int) -> int:
    """The last word of a name that goes on behind small words: "Córrego do Feijão"."""
    at = last + 1
    while view.word(at) in view.words.particles and at <= last + _STILL:
        at += 1
    return at if at > last + 1 and view.word(at)[:1].isupper() else last


def in_full(view: SentenceView, spot: Spot, known: Mapping[str, tuple[Candidate, ...]]) -> Spot:
    """The spot; of one that no list has, the town that the report names and its name begins with.

    Else with what stands there: "the Sabaneta penitentiary".
    """
    if spot.candidates or spot.kinds or spot.kind != "toponym":
        return spot
    return _town_said_before(view, spot, known) or _with_site(view, spot)


def _with_site(view: SentenceView, spot: Spot) -> Spot:
    loose = view.tree.tokens[spot.last].head != spot.last + 1 or spot.phrase_end > spot.end
    if loose or view.shouted or view.titled:
        return spot
    words, after = view.words, view.word(spot.last + 1).lower()
    if after in words.houses | words.city_houses | words.things_struck | words.stands_in:
        spot.phrase_end = view.tree.tokens[spot.last + 1].end
    return spot


def _end_of_site(view: SentenceView, first: int, last: int) -> int | None:
    """The last word of the name if it is of an airport and the like: "Huntsville Memorial"."""
    at = last
    while at <= last + _STILL and view.word(at)[:1].isupper():
        if at > first and view.word(at).lower() in view.words.stands_in:
            return at
        at += 1
    return None


def _named(
    view: SentenceView, first: int, part: int, end: int, key: str, found: tuple[Candidate, ...]
) -> Spot:
    spot = make_spot(view, first, part, key, found)
    spot.phrase_end, spot.kinds = view.tree.tokens[end].end, frozenset()
    return spot


def is_called(view: SentenceView, at: int) -> bool:
    """ "The Grand Sud" is no Sud; "Greater Manchester" and "Iraqi Kurdistan" are what they say."""
    token, atlas = view.tree.tokens[at], view.atlas
    plain = at > 0 and not view.titled and token.deprel == "amod" and token.head == at + 1
    said = token.text.lower() in view.words.directions
    people = atlas.countries.country_of_demonym(token.text) or token.text.lower() in (
        view.words.regional
    )
    return plain and not said and not people
