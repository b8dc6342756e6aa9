"""Placing: where a count happened, by the nearest phrase that says so (codebook §9)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final, overload

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


class ReportPlaces:
    """The place mentions of a report, quick to ask for those of a stretch of it."""

    def __init__(
        self, mentions: Sequence[PlaceMention], attributions: Sequence[Attribution]
    ) -> None:
        self.mentions = mentions
        self._starts = [mention.start for mention in mentions]
        self._speakers = sorted((credit.start, credit.end) for credit in attributions)

    def numbers(self, start: int, end: int) -> range:
        """The numbers of the mentions that begin in `[start, end)` of the text."""
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))

    def without(
        self, tree: Tree, end: int, own: Sequence[tuple[int, int]]
    ) -> Sequence[PlaceMention]:
        """All mentions, those from the tree's start to `end` that say no place put aside.

        Speakers, seats of speakers and the counted people's own words (`own`) are no places of
        what happened. Put aside, not left out: mentions name each other by their number.
        """
        first = bisect_left(self._speakers, (tree.start, 0))
        spans = [*own, *self._speakers[first : bisect_left(self._speakers, (end, 0))]]
        aside = {
            number: replace(self.mentions[number], kind="demonym")
            for number in self.numbers(tree.start, end)
            if _is_in(self.mentions[number], spans) or _is_seat(tree, self.mentions[number])
        }
        return _Aside(self.mentions, aside) if aside else self.mentions


def _is_in(mention: PlaceMention, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= mention.start < end for start, end in spans)


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


def place_of(
    text: str,
    found: Found,
    following: Tree | None,
    count: Count,
    of: Population,
    places: ReportPlaces,
) -> Place | None:
    """The phrase that governs the count; else the sentence's only place, if it has just one.

    following: the tree of the next sentence, which may plainly say where. of: the people counted;
    a place in their own name ("US soldiers") is not where it happened.
    """
    tree = found.tree
    last = following.end if following is not None else tree.end
    mentions = places.without(tree, last, _own_words(count, of))
    targets = [count.trigger, count.head, *([count.noun] if count.noun is not None else [])]
    for target in dict.fromkeys(targets):
        place = place_for(tree, target, mentions)
        if place is not None:
            return place
    next_place = place_of_next((tree, following), 0, mentions)
    return next_place or _only_place(text, found, mentions, places)


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

    def carry_to(self, claim: Claim, found: Found, places: ReportPlaces) -> Claim:
        """The claim with the place of a claim right before, where its sentence names none."""
        if claim.place is not None:
            self._place, self._index, self._post = claim.place, found.index, claim.post
            return claim
        if claim.post != self._post:
            return claim
        if self._place is None or found.index - self._index > _NEAR or _names_any(found, places):
            return claim
        self._index = found.index
        return replace(claim, place=self._place)


_NEAR: Final = 2


def _names_any(found: Found, places: ReportPlaces) -> bool:
    here = places.numbers(found.sentence.start, found.sentence.end)
    return any(places.mentions[number].kind == "toponym" for number in here)


def _only_place(
    text: str,
    found: Found,
    mentions: Sequence[PlaceMention],
    places: ReportPlaces,
) -> Place | None:
    here = [
        mentions[number]
        for number in places.numbers(found.sentence.start, found.sentence.end)
        if mentions[number].kind == "toponym" and _is_where(found, mentions[number])
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
