"""Placing: where a count happened, by the nearest phrase that says so (codebook §9)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from tallybook.extract.common_place import FINENESS
from tallybook.extract.frames.types import Count
from tallybook.extract.other_times import is_apart
from tallybook.extract.place_carrying import LastPlace, is_about
from tallybook.extract.place_clauses import is_in_mind
from tallybook.extract.place_country import with_country
from tallybook.extract.place_gapped import (
    place_gapped,
    place_listed,
    place_of_side,
    place_wherein,
)
from tallybook.extract.place_hints import hosts, tops_of
from tallybook.extract.place_left import place_come_to, place_left, place_withdrawn_from
from tallybook.extract.place_mentions import PlaceMention
from tallybook.extract.place_of_next import place_of_next
from tallybook.extract.place_parts import places_of_parts
from tallybook.extract.place_phrases import place_for
from tallybook.extract.place_treated import of_what_hurt_them
from tallybook.extract.report_places import ReportPlaces, is_in, put_aside
from tallybook.extract.types import Found
from tallybook.language.place_words import PlaceWords
from tallybook.language.tree import Tree, is_relation
from tallybook.model import Place, Population
from tallybook.model.containment import FORCE_ROLES

__all__ = ["LastPlace", "ReportPlaces", "place_of"]

_OWN_FIRST: Final = frozenset({"same-elsewhere", "sub-count"})
_BULLETS: Final = " \t\n-•*–—·▪"
_BESIDE: Final = frozenset({"compound", "list", "appos"})
_NONE: Final[frozenset[str]] = frozenset()

IsOfOthers = Callable[[int], bool]


def place_of(
    text: str,
    found: Found,
    following: Tree | None,
    count: Count,
    of: Population,
    places: ReportPlaces,
    of_others: IsOfOthers = lambda _: False,
) -> Place | None:
    """The phrase that governs the count; else the sentence's only place, if it has just one.

    following: the tree of the next sentence, which may plainly say where. of: the people counted;
    a place in their own name ("US soldiers") is not where it happened. of_others: does what
    begins at a position stand in what somebody else says?
    """
    place = _place_of(text, found, following, count, of, places, of_others)
    return None if place is None else with_country(place, found, places)


def _place_of(
    text: str,
    found: Found,
    following: Tree | None,
    count: Count,
    of: Population,
    places: ReportPlaces,
    of_others: IsOfOthers,
) -> Place | None:
    tree, words = found.tree, places.words
    last = following.end if following is not None else tree.end
    also = places.words.also.get(count.measure, _NONE)
    mentions = places.without(tree, last, _own_words(count, of), also)
    mentions = put_aside(mentions, places_of_parts(text, found, count, places))
    nouns = [count.noun] if count.noun is not None else []
    own_first = (
        count.whole is not None or count.rule in _OWN_FIRST or _has_own_place(tree, count, places)
    )
    told = (
        place_left(tree, count.trigger, mentions, words)
        or place_withdrawn_from(tree, count, mentions, words)
        or place_of_side(tree, count, mentions, words)
        or place_gapped(tree, count, mentions, words)
        or place_wherein(tree, count, mentions, words)
        or place_listed(text, found, count, mentions, places)
        or place_come_to(tree, count, mentions, words)
    )
    if told is not None:
        return told
    targets = (
        [count.head, *nouns, count.trigger] if own_first else [count.trigger, count.head, *nouns]
    )

    def is_apart(start: int) -> bool:
        return of_others(start) or ";" in text[count.end : start]

    for target in dict.fromkeys(targets):
        place = place_for(tree, target, mentions, places.words, also)
        if place is not None and (place.start is None or not is_apart(place.start)):
            return of_what_hurt_them(tree, place, mentions, places) or place
    here = [m for m in _here(found, count, mentions, places) if not is_apart(m.start)]
    here = [m for m in here if not is_in_mind(found.tree, m.first, count.trigger, words)]
    where = [m for m in here if _is_where(found, m, places, also)]
    hinted = (m for m in _hinted(text, found, count, of, places) if not is_apart(m.start))
    return (
        _only(text, [m for m in where if not m.treated])
        or place_of_next((tree, following), 0, mentions)
        or _only(text, where)
        or _only(text, [m for m in hinted if not _is_other(m, of)])
        or _only(
            text, [m for m in here if is_about(m, places) and not _acts(tree, m, count, words)]
        )
    )


def _acts(tree: Tree, mention: PlaceMention, count: Count, words: PlaceWords) -> bool:
    """ "9,000 died in the east, and Kalikot sent blankets": a town that acts is not where."""
    tops = tops_of(tree, mention.phrase_start, mention.phrase_end)
    verbs = {tree.tokens[top].head for top in tops if tree.tokens[top].deprel == "nsubj"}
    deeds = [
        verb for verb in verbs if tree.tokens[verb].upos == "VERB" and tree.children(verb, "obj")
    ]
    return any(
        verb != count.trigger
        and count.head not in tree.subtree(verb)
        and tree.tokens[verb].lemma not in words.hosts | words.affects
        for verb in deeds
    )


def _is_other(mention: PlaceMention, of: Population) -> bool:
    """ "Norland: 40 Southland soldiers killed": who says so, not where."""
    state = mention.place.precision == "country" and mention.kind == "toponym"
    own = set(of.parties) & set(mention.place.countries)
    return state and bool(of.parties) and of.role in FORCE_ROLES and not own and not mention.located


def _has_own_place(tree: Tree, count: Count, places: ReportPlaces) -> bool:
    """ "3 men in Cali and 4 in Bogota": a second number with a phrase of its own."""
    if not is_relation(tree.tokens[count.head].deprel, "conj"):
        return False
    cases = (tree.tokens[c].lemma for n in tree.children(count.head, "nmod", "obl")
             for c in tree.children(n, "case"))  # fmt: skip
    return any(case in places.words.locative for case in cases)


def _own_words(count: Count, of: Population) -> list[tuple[int, int]]:
    own = [(count.start, count.end)]
    if of.start is not None and of.end is not None:
        own.append((of.start, of.end))
    return own


def _here(
    found: Found, count: Count, mentions: Sequence[PlaceMention], places: ReportPlaces
) -> list[PlaceMention]:
    numbers = places.numbers(found.sentence.start, found.sentence.end)
    here = (mentions[number] for number in numbers)
    return [m for m in here if m.kind == "toponym" and not _is_elsewhere(found.tree, m, count)]


def _is_elsewhere(tree: Tree, mention: PlaceMention, count: Count) -> bool:
    """Does it stand in a clause with a number of its own: "…, of whom five are in Istanbul"?

    Or in one of another time: "two days before the gunman shot 30, he had prayed in Eldoret".
    """
    at = tree.at(mention.start)
    if at is None:
        return False
    if is_apart(tree, at, count.trigger):
        return True
    for above in tree.ancestors(at):
        if is_relation(tree.tokens[above].deprel, "acl"):
            inside = tree.subtree(above)
            own = {count.head, count.trigger} & set(inside)
            if not own and any(_is_count(tree, i) for i in inside):
                return True
    return False


def _is_count(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    if token.upos != "NUM" or token.head < 0:
        return False
    # "October 2023" counts nothing.
    return not (token.deprel == "nummod" and tree.tokens[token.head].upos == "PROPN")


def _hinted(
    text: str, found: Found, count: Count, of: Population, places: ReportPlaces
) -> list[PlaceMention]:
    """The names that say where without a preposition; a speaker's only as what hosts the count."""
    start, end = found.sentence.start, found.sentence.end
    speakers = places.speakers(start, end)
    return [
        mention
        for mention in places.within(start, end)
        if ((mention.hint or _is_held(mention, places)) and not is_in(mention, speakers))
        or _is_host(found.tree, mention, count, of, places)
        or (found.sentence.is_headline and _is_of_headline(found.tree, mention))
        or (_is_label(text, found, mention) and not _is_desk(mention, count, places))
    ]


def _is_label(text: str, found: Found, mention: PlaceMention) -> bool:
    """ "Taroudant: 492 dead." """
    opens = text[found.sentence.start : mention.phrase_start].strip(_BULLETS) == ""
    return opens and text[mention.phrase_end : mention.phrase_end + 2].strip() == ":"


def _is_desk(mention: PlaceMention, count: Count, places: ReportPlaces) -> bool:
    """ "KATHMANDU: The toll rose to 176": where the report was written, not where it happened."""
    whole = places.is_capital(mention) or "toll" in count.rule
    return mention.place.text.isupper() and whole


def _is_held(mention: PlaceMention, places: ReportPlaces) -> bool:
    """ "Bolivia's Potosi department": the one holds the other."""
    return mention.within is not None and places.mentions[mention.within].hint


def _is_host(
    tree: Tree, mention: PlaceMention, count: Count, of: Population, places: ReportPlaces
) -> bool:
    tops = tops_of(tree, mention.phrase_start, mention.phrase_end)
    if count.measure not in places.words.hosted:
        return False
    if mention.kind != "toponym" or places.is_capital(mention):
        return False
    has = count.measure in places.words.had and of.role not in FORCE_ROLES
    if not hosts(tree, tops, places.words, has=has):
        return False
    verb = tree.tokens[tops[0]].head
    return verb == count.trigger or count.head in tree.subtree(verb)


def _is_of_headline(tree: Tree, mention: PlaceMention) -> bool:
    """ "Bhaktapur district: 12 dead"."""
    tops = tops_of(tree, mention.phrase_start, mention.phrase_end)
    return mention.kind == "toponym" and any(
        tree.tokens[top].deprel in _LISTED and not _is_subject(tree, top) for top in tops
    )


_LISTED: Final = frozenset({"root", "appos", "list", "dep", "parataxis", "vocative", "dislocated"})


def _is_subject(tree: Tree, top: int) -> bool:
    return bool(tree.children(top, "nsubj", "ccomp", "acl"))


def _only(text: str, here: Sequence[PlaceMention]) -> Place | None:
    """The place that all the mentions are of, as its first name has it; None for several.

    What no list has counts only where there is nothing else.
    """
    here = [mention for mention in here if mention.place.countries] or here
    if not here or len({_outermost(mention) for mention in here}) != 1:
        return None
    innermost = max(here, key=lambda mention: FINENESS.get(mention.place.precision or "", 3))
    words = text[innermost.phrase_start : innermost.phrase_end]
    return replace(
        innermost.place, text=words, start=innermost.phrase_start, end=innermost.phrase_end
    )


def _outermost(mention: PlaceMention) -> tuple[str, ...]:
    return mention.place.countries or (mention.place.text,)


def _is_where(
    found: Found, mention: PlaceMention, places: ReportPlaces, also: frozenset[str]
) -> bool:
    """Does a preposition of place, or the name of a happening, govern the name?"""
    tree, words = found.tree, places.words
    at = tree.at(mention.start)
    if at is None:
        return False
    indexes = set(tree.covering(mention.phrase_start, mention.phrase_end)) | {at}
    tops = [i for i in indexes if tree.tokens[i].head not in indexes]
    heads = {tree.tokens[tree.tokens[i].head].lemma for i in tops if tree.tokens[i].head >= 0}
    if heads & words.nowhere:
        return False  # "Ukraine war live": the war's name
    cases = {tree.tokens[c].lemma for i in indexes for c in tree.children(i, "case")}
    said = bool(cases & (words.locative | also)) or mention.located or mention.before in also
    if any(tree.tokens[i].deprel in _BESIDE for i in tops):
        return said or found.sentence.is_headline
    return said
