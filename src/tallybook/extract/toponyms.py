"""Spots names of places in parsed sentences; what they name is decided elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tallybook.catalogue.toponyms import fold
from tallybook.extract.longer_names import (
    end_of_street,
    end_with_particles,
    in_full,
    opens_road,
    town_of_site,
)
from tallybook.extract.name_judgement import is_of_nature, judge
from tallybook.extract.name_lookup import candidates_of, demonym_at, region_named
from tallybook.extract.spots import Atlas, SentenceView, Spot, make_spot
from tallybook.language.tree import Name, Tree

_MOST_TOKENS = 7
_JOINED = 5
_SMALL_WORD = 3
# Between the words of one name.
_INSIDE = re.compile(r"[\s.'’`-]*")
_SIGNS = frozenset({"-", "'", "’", "'s", "’s", "&", "."})
_HYPHENS = frozenset({"-", "‑", "–"})
_NO_END = frozenset({"VERB", "ADP", "AUX", "DET", "NUM"})


def find_spots(text: str, trees: Sequence[Tree], atlas: Atlas) -> list[Spot]:
    """Every name of a place in the sentences, in order, none overlapping another."""
    views = [SentenceView.of(text, tree, number, atlas) for number, tree in enumerate(trees)]
    spots = [spot for view in views for spot in _spots(view)]
    surnames = _surnames(text, trees)
    doubtful = [
        spot.kind == "weak" or _may_be_person(views[spot.sentence], spot, surnames)
        for spot in spots
    ]
    sure = {spot.key for spot, doubt in zip(spots, doubtful, strict=True) if not doubt}
    kept = [s for s, doubt in zip(spots, doubtful, strict=True) if not doubt or s.key in sure]
    for spot in kept:
        spot.kind = "toponym" if spot.kind == "weak" else spot.kind
    known = {spot.key: spot.candidates for spot in kept if spot.candidates and not spot.kinds}
    return [in_full(views[spot.sentence], spot, known) for spot in kept]


def _surnames(text: str, trees: Sequence[Tree]) -> frozenset[str]:
    """The last words of the names of persons of two words or more."""
    return frozenset(
        fold(text[tree.tokens[name.last].start : tree.tokens[name.last].end])
        for tree in trees
        for name in tree.names
        if name.kind == "PER" and name.last > name.first
    )


def _may_be_person(view: SentenceView, spot: Spot, surnames: frozenset[str]) -> bool:
    if spot.first != spot.last or spot.key not in surnames or spot.kinds or spot.is_country:
        return False
    return view.word(spot.first - 1).lower() not in view.words.locative


def _spots(view: SentenceView) -> Iterator[Spot]:
    """The names of a sentence, left to right, the longest at each word."""
    index = 0
    while index < len(view.tree.tokens):
        spot = _spot(view, index)
        if spot is None:
            index += 1
            continue
        yield spot
        index = spot.last + 1
        while spot is not None and spot.plural:
            spot = _next_in_list(view, spot)
            if spot is not None:
                yield spot
                index = spot.last + 1


def _spot(view: SentenceView, first: int) -> Spot | None:
    if not view.tree.tokens[first].text[0].isupper() and not _is_article(view, first):
        return None
    street = end_of_street(view, first)
    if street is not None:
        return make_spot(view, first, street, fold(view.span(first, street)), ())
    least = _end_of_joined(view, first)
    for last in _ends(view, first):
        spot = _known(view, first, last) if last >= least else None
        if spot is not None:
            return spot
    if least > first:
        return make_spot(view, first, least, fold(view.span(first, least)), ())
    return _postal(view, first) or _unknown(view, first)


def _end_of_joined(view: SentenceView, first: int) -> int:
    """The last word of one name with a small word inside: "Dasht-e-Barchi"; else the first."""
    tokens = view.tree.tokens
    if view.word(first + 1) != "-":
        return first
    words = [view.word(at) for at in range(first, first + _JOINED)]
    together = first + _JOINED <= len(tokens) and all(
        tokens[at].end == tokens[at + 1].start for at in range(first, first + _JOINED - 1)
    )
    if not together or words[3] != "-":
        return first
    small = words[2].islower() and len(words[2]) <= _SMALL_WORD
    return first + _JOINED - 1 if small and words[4][:1].isupper() else first


def _next_in_list(view: SentenceView, before: Spot) -> Spot | None:
    """The next of "villages of A, B and C"."""
    at = before.last + 1
    while view.word(at).lower() in (",", "and", "or", "&"):
        at += 1
    if at == before.last + 1 or not view.word(at)[:1].isupper():
        return None
    spot = _spot(view, at) or make_spot(view, at, at, *candidates_of(view, view.word(at)))
    own_type = spot.phrase_start < spot.start or spot.phrase_end > spot.end
    if spot.kind not in ("toponym", "weak") or own_type:
        return None
    spot.kind, spot.kinds, spot.plural = "toponym", before.kinds, True
    return spot


def _is_article(view: SentenceView, first: int) -> bool:
    """Whether a small word begins a name: "al-Bab"."""
    if view.tree.tokens[first].text not in view.words.articles:
        return False
    return view.word(first + 1) == "-" and view.word(first + 2)[:1].isupper()


def _ends(view: SentenceView, first: int) -> list[int]:
    """Where a name that begins here may end, the furthest first."""
    tokens, ends = view.tree.tokens, []
    for last in range(first, min(first + _MOST_TOKENS, len(tokens))):
        gap = view.text[tokens[last - 1].end : tokens[last].start] if last > first else ""
        if gap.strip(" ") and not _INSIDE.fullmatch(gap):
            break
        if tokens[last].text[0].isalnum():
            ends.append(last)
        elif tokens[last].text.lower() not in _SIGNS and not (
            tokens[last].text == "," and view.word(last + 1) in ("D.C.", "DC")
        ):
            break
    return ends[::-1]


def _known(view: SentenceView, first: int, last: int) -> Spot | None:
    """The place or people that exactly these words name, if they do so here."""
    if last > first and view.word(last) in view.words.types:
        return None
    demonym = demonym_at(view, first, last)
    if demonym is not None:
        return None if opens_road(view, last) else demonym
    if last > first and view.tree.tokens[last].upos in _NO_END:
        return None
    words = view.span(first, last)
    key, candidates = candidates_of(view, words)
    if not candidates or (_is_titled(view, first) and not any(c.main for c in candidates)):
        return None
    spot = make_spot(view, first, last, key, candidates)
    if words + "." in view.words.abbreviations and view.text[spot.end : spot.end + 1] == ".":
        spot.end += 1
        spot.text += "."
        spot.phrase_end = max(spot.phrase_end, spot.end)
    kind = None if not spot.is_known and opens_road(view, last) else judge(view, spot)
    if kind is None:
        return None
    spot.kind = "demonym" if _says_who(view, last) else kind
    if is_of_nature(view, spot):
        spot.candidates = ()  # no list has it
    return spot


def _says_who(view: SentenceView, last: int) -> bool:
    """ "Iran-backed militias", "a Beirut-based group", "the Fano militia": who, and not where."""
    if view.word(last + 1) in view.words.bands:
        return True
    tokens = view.tree.tokens[last : last + 3]
    if len(tokens) < 3 or tokens[1].text not in _HYPHENS or not tokens[2].text.islower():
        return False
    joined = tokens[0].end == tokens[1].start and tokens[1].end == tokens[2].start
    return joined and tokens[2].upos in ("VERB", "ADJ")


def _is_titled(view: SentenceView, first: int) -> bool:
    """ "The State of Ohio": the name comes further on."""
    following = view.word(first + 1) == view.words.direction_of
    return following and view.word(first).lower() in view.words.types_of


def _postal(view: SentenceView, first: int) -> Spot | None:
    """A region's postal letters after a town and a comma: "Austin, TX"."""
    region = view.words.postal.get(view.word(first))
    if (
        region is None
        or view.shouted
        or view.word(first - 1) != ","
        or not view.word(first - 2)[:1].isupper()
    ):
        return None
    found = region_named(view.atlas, *region)
    return make_spot(view, first, first, fold(region[0]), found) if found else None


def _unknown(view: SentenceView, first: int) -> Spot | None:
    """A place that the parser names and the gazetteer lacks, or one that a type word tells."""
    tokens, name = view.tree.tokens, view.names.get(first)
    if _is_article(view, first) and _is_after_strong(view, first):
        spot = _hyphened(view, first, first)
        return None if view.word(spot.last + 1).lower() in view.words.roads else spot
    if tokens[first].upos != "PROPN":
        return None
    if name is not None and name.kind == "LOC" and name.first == first:
        return _unknown_name(view, first, name.last)
    if not view.shouted and not view.titled and _is_after_strong(view, first):
        return _after_strong(view, first, name)
    if name is None or name.first == name.last == first:
        spot = make_spot(view, first, first, fold(tokens[first].text), ())
        if spot.phrase_start < spot.start and not view.shouted:
            return spot
    return None


def _is_after_strong(view: SentenceView, first: int) -> bool:
    return view.word(first - 1).lower() in view.words.strong


def _after_strong(view: SentenceView, first: int, name: Name | None) -> Spot | None:
    """A name that no list has behind "in" or "near": "near Robotyne", "at Jebel Moya"."""
    tokens, last = view.tree.tokens, first
    if name is not None and (name.kind == "ORG" or name.first != first):
        return None
    while last + 1 < len(tokens) and tokens[last + 1].upos == "PROPN" and _is_joined(view, last):
        last += 1
    lower = {view.word(i).lower() for i in range(first, last + 1)}
    others = view.words.common | view.words.names | view.words.roads | view.words.articles
    if lower & others or tokens[last].head in range(last + 1, last + 3):
        return None
    if view.span(first, last).isupper() or candidates_of(view, view.span(first, last))[1]:
        return None
    return _hyphened(view, first, last)


def _is_joined(view: SentenceView, last: int) -> bool:
    before, after = view.tree.tokens[last], view.tree.tokens[last + 1]
    return after.text[0].isupper() and after.start == before.end + 1


def _hyphened(view: SentenceView, first: int, last: int) -> Spot:
    """The name with what hyphens join to it: "al-Sireha", "Ras al-Nabaa"."""
    tokens = view.tree.tokens
    while (
        last + 2 < len(tokens)
        and view.word(last + 1) == "-"
        and tokens[last + 2].start == tokens[last].end + 1
        and view.word(last + 2)[0].isalpha()
    ):
        last += 2
    words = view.span(first, last)
    return make_spot(view, first, last, *candidates_of(view, words))


def _unknown_name(view: SentenceView, first: int, last: int) -> Spot | None:
    words = view.words
    if _is_titled(view, first):
        return None
    last = end_with_particles(view, last)
    if view.word(last + 1) in words.bands:
        return None  # "remnants of the Maute group"
    if last == first and view.word(first) in words.starts:
        last = min(first + 1, len(view.tree.tokens) - 1)
    if opens_road(view, last):
        return None
    while last > first and (not view.word(last)[0].isalpha() or view.word(last) in words.types):
        last -= 1
    text = view.span(first, last)
    if (
        text.lower() in words.common
        or view.word(last).lower().strip(".") in words.roads | words.names
    ):
        return None
    if text.lower() in words.types_of or (text.isupper() and len(text) <= 5):
        return None
    if candidates_of(view, text)[1]:
        # Known, and judged to be no place here.
        return None
    if view.word(first).lower() in words.directions and last > first:
        # "South Dallas" lies in Dallas.
        return make_spot(
            view, first, last, fold(text), candidates_of(view, view.span(first + 1, last))[1]
        )
    return town_of_site(view, first, last) or _hyphened(view, first, last)
