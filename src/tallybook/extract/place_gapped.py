"""The place right before what is told of it: "and in Nakuru one", "Benghazi, where four died"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from tallybook.extract.common_place import words_of
from tallybook.extract.frames.types import Count
from tallybook.extract.place_mentions import PlaceMention, mentions_by_word
from tallybook.extract.report_places import ReportPlaces
from tallybook.extract.types import Found
from tallybook.language.place_words import PlaceWords
from tallybook.language.tree import Tree
from tallybook.model import Place

_LINKS: Final = frozenset({"ADP", "ADV", "PUNCT"})
_SMALL: Final = frozenset({"ADP", "DET", "ADJ"})
_OPENS: Final = frozenset({"CCONJ", "PUNCT"})
_ENDS: Final = frozenset({"PUNCT", "CCONJ", "ADP", "ADV"})
_NEAR: Final = 5


def place_gapped(
    tree: Tree, count: Count, mentions: Sequence[PlaceMention], words: PlaceWords
) -> Place | None:
    """ "Two people died in Eldoret, and in Nakuru one", "and in Syria at more than 3,574".

    None where the number has a place behind it: "and in Syria 12 in Idlib".
    """
    inside = tree.covering(count.start, count.end)
    here = {i: m for m in mentions_by_word(tree, mentions).values()
            for i in tree.covering(m.phrase_start, m.phrase_end)}  # fmt: skip
    if not inside or _is_placed(tree, inside[-1] + 1, here, words):
        return None
    at = inside[0] - 1
    while at > 0 and tree.tokens[at].upos in _LINKS and at not in here:
        at -= 1
    mention = here.get(at)
    if mention is None or mention.place.name is None or mention.first < 2:
        return None
    joint = tree.tokens[tree.covering(mention.phrase_start, mention.phrase_end)[0] - 1]
    while joint.index > 1 and joint.upos in _SMALL and joint.text.lower() not in words.locative:
        joint = tree.tokens[joint.index - 1]
    before = tree.tokens[joint.index - 1]
    if joint.text.lower() not in words.locative or before.upos not in _OPENS:
        return None
    text = words_of(tree, joint.start, mention.phrase_end)
    return replace(mention.place, text=text, start=joint.start, end=mention.phrase_end)


def place_listed(
    text: str, found: Found, count: Count, mentions: Sequence[PlaceMention], places: ReportPlaces
) -> Place | None:
    """ "Jordan shelters 640,000, Lebanon 900,000 and Turkey has 3 million", "1 million in Peru".

    A later number of a list whose place stands right before it or right behind it, where that of
    an earlier one did the same.
    """
    tree, words = found.tree, places.words
    earlier = [c for c in found.counts if c.end <= count.start and c.measure == count.measure]
    if not earlier or count.measure not in words.hosted:
        return None
    here = [m for m in mentions_by_word(tree, mentions).values() if m.place.name is not None]
    after = [m for m in here if _led(text[count.end : m.phrase_start], words)]
    listed = after and any(0 < m.start - after[0].phrase_end < _NEAR for m in here)
    if after and not listed and not _led(text[earlier[-1].end : after[0].phrase_start], words):
        start = count.end + text[count.end :].index(text[count.end :].split()[0])
        phrase = words_of(tree, start, after[0].phrase_end)
        return replace(after[0].place, text=phrase, start=start, end=after[0].phrase_end)
    subjects = [m for m in here if m.place.precision == "country" and _opens(tree, m)]
    before = [m for m in subjects if _has(text[m.phrase_end : count.start], words)]
    hosts = any(m.kind == "toponym" for m in places.within(tree.start, earlier[0].start))
    if not before or not hosts or before[0].start < earlier[-1].end:
        return None
    start, end = before[0].phrase_start, before[0].phrase_end
    return replace(before[0].place, text=text[start:end], start=start, end=end)


def place_of_side(
    tree: Tree, count: Count, mentions: Sequence[PlaceMention], words: PlaceWords
) -> Place | None:
    """ "21 on the Indian side of the line and 40 on the Pakistani": the other side, without it."""
    inside = tree.covering(count.start, count.end)
    first = inside[-1] + 1 if inside else len(tree.tokens)
    told = [token.text.lower() for token in tree.tokens[first : first + 2]]
    if len(told) < 2 or told[0] not in words.locative or told[1] not in words.known:
        return None
    named = [m for m in mentions if m.kind == "demonym" and tree.start <= m.start < tree.end]
    other = next((m for m in named if tree.at(m.start) == first + 2), None)
    after = None if other is None else next(iter(tree.tokens[other.last + 1 :]), None)
    sides = any(m.hint and m.start < count.start for m in named)
    if other is None or not sides:
        return None
    side = after is not None and after.lemma in words.of_people | words.sites
    if after is not None and after.upos not in _ENDS and not side:
        return None
    start = tree.tokens[first].start
    return replace(other.place, text=words_of(tree, start, other.end), start=start, end=other.end)


def _led(between: str, words: PlaceWords) -> bool:
    """Is it a preposition of place alone: "in", "in the"?"""
    told = between.lower().split()
    return bool(told) and told[0] in words.locative and set(told[1:]) <= words.known


def _has(between: str, words: PlaceWords) -> bool:
    return between.strip().lower() in words.has


def _opens(tree: Tree, mention: PlaceMention) -> bool:
    """Does it open its part of the sentence, or follow a comma or an "and"?"""
    first = tree.covering(mention.phrase_start, mention.phrase_end)[0]
    return first == 0 or tree.tokens[first - 1].upos in _OPENS


def _is_placed(tree: Tree, first: int, here: Mapping[int, PlaceMention], words: PlaceWords) -> bool:
    """Does a place follow at once: "five in Idlib"?"""
    after = tree.tokens[first : first + _NEAR]
    where = after[:1] and after[0].text.lower() in words.locative
    return bool(where) and any(token.index in here for token in after)


def place_wherein(
    tree: Tree, count: Count, mentions: Sequence[PlaceMention], words: PlaceWords
) -> Place | None:
    """ "Her handling of Benghazi, where four Americans died": the place before the "where"."""
    for mark in tree.tokens:
        if mark.text.lower() not in words.wherein or mark.head < 0 or mark.start >= count.start:
            continue
        clause = tree.subtree(mark.head)
        if count.trigger not in clause and count.head not in clause:
            continue
        above = tree.tokens[mark.head].head
        if any(m.start <= tree.tokens[above].start < m.phrase_end for m in mentions):
            return None  # the tree has it: "in Altadena, north of Pasadena, where 4,000 burnt"
        before = [t for t in tree.tokens[max(0, mark.index - 2) : mark.index] if t.upos != "PUNCT"]
        at = before[-1] if before else mark
        for mention in mentions:
            if mention.start <= at.start < mention.phrase_end and mention.kind != "demonym":
                text = words_of(tree, mention.phrase_start, mention.phrase_end)
                return replace(
                    mention.place, text=text, start=mention.phrase_start, end=mention.phrase_end
                )
    return None
