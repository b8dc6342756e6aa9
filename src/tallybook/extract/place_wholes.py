"""Places named by what they are: "in the state", "across the country", "on that hill"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tallybook.extract.common_place import words_of
from tallybook.extract.report_places import ReportPlaces
from tallybook.extract.types import Found
from tallybook.language.place_words import PlaceWords
from tallybook.language.tree import Token, Tree, is_relation
from tallybook.model import Claim, Place

_PHRASES = ("obl", "nmod", "advmod", "appos")
_KNOWN = ("det", "nmod:poss")
_REACH = 600
_CLAUSES = ("ccomp", "parataxis", "advcl", "acl", "root")


def whole_of(claim: Claim, found: Found, base: Place | None, places: ReportPlaces) -> Place | None:
    """The place so named in the claim's own clause; None where there is none.

    base: what the text was about until here. "The country" is that place's, "the state" the region
    that holds it; every other such place is somewhere there.
    """
    tree, words = found.tree, places.words
    at = tree.at(claim.start)
    if at is None:
        return None
    speakers = places.speakers(found.sentence.start, found.sentence.end)
    for token, first in _wholes(tree, at, words):
        start, end = tree.tokens[first].start, token.end
        if any(begin <= token.start < stop for begin, stop in speakers):
            continue
        text = " ".join(t.text for t in tree.tokens[first : token.index + 1])
        if token.lemma in words.borders and _is_named(tree, token.index):
            continue
        if token.lemma in words.nations or is_seat_of_state(tree, token.index, words):
            base = _nation(start, places) or base
        if is_seat_of_state(tree, token.index, words) and base is not None and base.country:
            seat = places.capital(base.country)
            base = seat if base.precision == "country" and seat is not None else base
        return replace(_held(token.lemma, base, places), text=text, start=start, end=end)
    return None


def border_told(claim: Claim, found: Found, places: ReportPlaces) -> Place | None:
    """ "Near the Malian border": its words, in no country by themselves; None for several."""
    tree, words = found.tree, places.words
    cases = words.locative | words.also.get(claim.measure, frozenset())
    told = [
        (token, first[0])
        for token in tree.tokens
        if token.lemma in words.borders and token.text.islower() and _is_named(tree, token.index)
        and (first := tree.children(token.index, "case"))
        and tree.tokens[first[0]].text.lower() in cases
    ]  # fmt: skip
    if len(told) != 1:
        return None
    start, end = tree.tokens[told[0][1]].start, told[0][0].end
    return Place(words_of(tree, start, end), start=start, end=end)


def _is_named(tree: Tree, at: int) -> bool:
    return bool(tree.children(at, "amod", "compound", "nmod:poss"))


def thing_told_again(claim: Claim, found: Found, places: ReportPlaces) -> Place | None:
    """ "The town was the target of an attack that killed 60": the town named last.

    Only what the sentence is of, in the main clause, where it names no other place.
    """
    tree, words = found.tree, places.words
    root = tree.root()
    told = [
        tree.tokens[at]
        for at in tree.children(root, "nsubj", "nsubj:pass")
        if tree.tokens[at].lemma in words.towns and _is_bare(tree, at, words)
    ]
    if not told or any(
        m.kind == "toponym" and m.located
        for m in places.within(found.sentence.start, found.sentence.end)
    ):
        return None
    named = [
        m
        for m in places.within(max(0, told[0].start - _REACH), found.sentence.start)
        if m.kind == "toponym" and m.place.precision == "place" and not m.treated
    ]
    if not named:
        return None
    start, end = tree.tokens[tree.children(told[0].index, "det")[0]].start, told[0].end
    return replace(named[-1].place, text=f"the {told[0].text}", start=start, end=end)


def _is_bare(tree: Tree, at: int, words: PlaceWords) -> bool:
    """ "The town", and nothing that says which."""
    beside = [tree.tokens[i] for i in tree.children(at)]
    return len(beside) == 1 and beside[0].text.lower() in words.known


def is_seat_of_state(tree: Tree, at: int, words: PlaceWords) -> bool:
    """ "The capital": no province's, and no name behind it."""
    if tree.tokens[at].lemma != words.capital:
        return False
    beside = [tree.tokens[i] for i in tree.children(at) if tree.tokens[i].deprel != "case"]
    return all(one.deprel in _KNOWN or one.upos in ("PUNCT",) for one in beside)


def nation_told(tree: Tree, at: int, words: PlaceWords) -> int | None:
    """Where "across the country" begins in the text, if the clause of the word says so."""
    found = (first for token, first in _wholes(tree, at, words) if token.lemma in words.nations)
    return next((tree.tokens[first].start for first in found), None)


def _wholes(tree: Tree, at: int, words: PlaceWords) -> Iterator[tuple[Token, int]]:
    """The words of places so named in the clause of a word, each with its phrase's first word."""
    clause = _clause(tree, at)
    for token in tree.tokens:
        if token.lemma not in words.wholes or not is_relation(token.deprel, *_PHRASES):
            continue
        if not token.text.islower():
            continue  # "in the Czech Republic"
        cases = list(tree.children(token.index, "case"))
        located = any(tree.tokens[c].text.lower() in words.locative for c in cases)
        known = tree.children(token.index, *_KNOWN)
        if located and known and _clause(tree, token.index) == clause:
            yield token, min([*cases, *known])


def _nation(before: int, places: ReportPlaces) -> Place | None:
    """The country named last before, by its own name and not as a speaker: "the country" is that.

    A city named since is no reason to take its country: agencies speak in Geneva of Somalia.
    """
    speakers = places.speakers(0, before)
    named = [
        mention.place
        for mention in places.within(0, before)
        if mention.kind == "toponym"
        and mention.place.precision == "country"
        and not mention.domestic
        and not any(start <= mention.start < end for start, end in speakers)
    ]
    return named[-1] if named else None


def _clause(tree: Tree, index: int) -> int:
    """The head of the clause that a word stands in."""
    at = index
    while tree.tokens[at].head >= 0:
        token = tree.tokens[at]
        if is_relation(token.deprel, *_CLAUSES) or (
            token.deprel == "conj" and token.upos == "VERB"
        ):
            break
        at = token.head
    return at


def _held(lemma: str, base: Place | None, places: ReportPlaces) -> Place:
    if base is None:
        return Place("")
    country = base.country
    if lemma in places.words.nations and country is not None:
        return places.state(country) or base
    region = "admin1" in places.words.types_of.get(lemma, frozenset())
    if region and base.admin1 is not None:
        return replace(base, name=base.admin1, lat=None, lon=None, precision="admin1")
    return base
