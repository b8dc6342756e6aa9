"""Placing: where a count happened, by the nearest phrase that says so (codebook §9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from tallybook.extract.frames.types import Count
from tallybook.extract.place_mentions import PlaceMention
from tallybook.extract.place_phrases import place_for, place_of_next
from tallybook.extract.types import Found
from tallybook.language.place_words import load_place_words
from tallybook.language.tree import Tree, is_relation
from tallybook.model import Attribution, Claim, Place, Population

_LOCATIVE: Final = frozenset(
    ("in", "at", "near", "around", "outside", "inside", "off", "on", "across", "along", "to")
    + ("over", "throughout", "into", "from", "between", "beside", "by", "within", "through")
)


def place_of(
    text: str,
    found: Found,
    following: Tree | None,
    count: Count,
    of: Population,
    all_mentions: Sequence[PlaceMention],
    attributions: Sequence[Attribution],
) -> Place | None:
    """The phrase that governs the count; else the sentence's only place, if it has just one.

    following: the tree of the next sentence, which may plainly say where. of: the people counted;
    a place in their own name ("US soldiers") is not where it happened.
    """
    tree = found.tree
    not_where = [*_own_words(count, of), *((a.start, a.end) for a in attributions)]
    # put aside, not left out: mentions name each other by their number
    mentions = [
        replace(m, kind="demonym")
        if any(s <= m.start < e for s, e in not_where) or _is_seat(tree, m)
        else m
        for m in all_mentions
    ]
    targets = [count.trigger, count.head, *([count.noun] if count.noun is not None else [])]
    for target in dict.fromkeys(targets):
        place = place_for(tree, target, mentions)
        if place is not None:
            return place
    next_place = place_of_next((tree, following), 0, mentions)
    return next_place or _only_place(text, found, mentions)


_SEATED: Final = frozenset(
    ("ministry", "government", "authority", "authorities", "administration", "command", "embassy")
    + ("office", "parliament", "presidency", "court")
)


def _is_seat(tree: Tree, mention: PlaceMention) -> bool:
    """ "the health ministry in Sanaa": where the speaker sits is not where it happened."""
    if not tree.start <= mention.start < tree.end:
        return False
    at = tree.at(mention.start)
    if at is None or tree.tokens[at].head < 0:
        return False
    return is_relation(tree.tokens[at].deprel, "nmod") and (
        tree.tokens[tree.tokens[at].head].lemma in _SEATED
    )


def _own_words(count: Count, of: Population) -> list[tuple[int, int]]:
    own = [(count.start, count.end)]
    if of.start is not None and of.end is not None:
        own.append((of.start, of.end))
    return own


class LastPlace:
    """The place that the sentences just read were about, for those that name none."""

    def __init__(self) -> None:
        self._place: Place | None = None
        self._index = -_NEAR - 1
        self._post: datetime | None = None

    def carry_to(self, claim: Claim, found: Found, mentions: Sequence[PlaceMention]) -> Claim:
        """The claim with the place of a claim right before, where its sentence names none."""
        if claim.place is not None:
            self._place, self._index, self._post = claim.place, found.index, claim.post
            return claim
        if claim.post != self._post:
            return claim
        if self._place is None or found.index - self._index > _NEAR or _names_any(found, mentions):
            return claim
        self._index = found.index
        return replace(claim, place=self._place)


_NEAR: Final = 2


def _names_any(found: Found, mentions: Sequence[PlaceMention]) -> bool:
    return any(
        found.sentence.start <= m.start < found.sentence.end and m.kind == "toponym"
        for m in mentions
    )


def _only_place(
    text: str,
    found: Found,
    mentions: Sequence[PlaceMention],
) -> Place | None:
    here = [
        mention
        for mention in mentions
        if found.sentence.start <= mention.start < found.sentence.end
        and mention.kind == "toponym"
        and _is_where(found, mention)
    ]
    if not here or len({_outermost(mention) for mention in here}) != 1:
        return None
    innermost = here[0]
    words = text[innermost.phrase_start : innermost.phrase_end]
    return replace(
        innermost.place, text=words, start=innermost.phrase_start, end=innermost.phrase_end
    )


def _outermost(mention: PlaceMention) -> tuple[str, ...]:
    return mention.place.countries or (mention.place.text,)


def _is_where(found: Found, mention: PlaceMention) -> bool:
    """Does a preposition of place, or the name of a happening, govern the name?"""
    tree = found.tree
    at = tree.at(mention.start)
    if at is None:
        return False
    indexes = set(tree.covering(mention.phrase_start, mention.phrase_end)) | {at}
    tops = [i for i in indexes if tree.tokens[i].head not in indexes]
    heads = {tree.tokens[tree.tokens[i].head].lemma for i in tops if tree.tokens[i].head >= 0}
    if heads & load_place_words().nowhere:
        return False  # "Ukraine war live": the war's name
    cases = {tree.tokens[c].lemma for i in indexes for c in tree.children(i, "case")}
    if any(tree.tokens[i].deprel in {"compound", "list", "appos"} for i in tops):
        return found.sentence.is_headline or bool(cases & _LOCATIVE)
    return bool(cases & _LOCATIVE)
