"""Countries and regions named in unparsed sentences: they still decide among namesakes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tallybook.catalogue.entries import Candidate
from tallybook.catalogue.toponyms import fold
from tallybook.extract.name_lookup import country_named
from tallybook.extract.namesakes import Name
from tallybook.extract.spots import Atlas
from tallybook.language.tree import Tree

_CAPITALISED = re.compile(
    r"[^\W\d_a-z][\w.]*(?:[-'’ ](?:of |the |and |al-)?[^\W\d_a-z][\w.]*){0,3}"
)
_BREAK = re.compile(r"[-'’ ]")
_KINDS = frozenset({"admin1", "region", "continent"})
_NOTABLE = 20_000


def names_between(text: str, trees: Sequence[Tree], atlas: Atlas) -> list[Name]:
    """The countries and regions that the text names outside the trees' sentences.

    A name is `typed` where a word such as "region" follows it.
    """
    found: dict[tuple[str, bool], tuple[Candidate, ...]] = {}
    times: Counter[tuple[str, bool]] = Counter()
    for start, end in _gaps(len(text), trees):
        for match in _CAPITALISED.finditer(text, start, end):
            after = text[match.end() : match.end() + 16].split()
            typed = bool(after) and after[0].strip(".,;") in atlas.words.types
            for key, candidates in _large(match[0], atlas):
                if not typed and _is_a_towns_too(key, candidates, atlas):
                    continue
                found[key, typed] = candidates
                times[key, typed] += 1
    return [Name(key, found[key, typed], times[key, typed], typed) for key, typed in found]


def _is_a_towns_too(key: str, regions: Sequence[Candidate], atlas: Atlas) -> bool:
    """Do towns of other lands bear the region's name? "Beni" alone speaks of no Bolivia."""
    homes = {code for one in regions for code in one.entry.countries}
    return all(one.entry.kind != "country" for one in regions) and any(
        one.main
        and one.entry.kind == "town"
        and one.entry.population >= _NOTABLE
        and homes.isdisjoint(one.entry.countries)
        for one in atlas.gazetteer.look_up(key)
    )


def _gaps(length: int, trees: Sequence[Tree]) -> Iterator[tuple[int, int]]:
    at = 0
    for tree in sorted(trees, key=lambda tree: tree.start):
        if tree.start > at:
            yield at, tree.start
        at = max(at, tree.end)
    if at < length:
        yield at, length


def _large(words: str, atlas: Atlas) -> Iterator[tuple[str, tuple[Candidate, ...]]]:
    """Countries, by name or people, and regions in a run of capitalised words, longest first."""
    cuts = [0, *(match.end() for match in _BREAK.finditer(words)), len(words) + 1]
    begin = 0
    while begin < len(cuts) - 1:
        for end in range(len(cuts) - 1, begin, -1):
            part = words[cuts[begin] : cuts[end] - 1].removesuffix(".")
            candidates = _bearers(part, atlas)
            if candidates:
                state = candidates[0].entry.kind == "country"
                yield fold(candidates[0].entry.name if state else part), candidates
                begin = end
                break
        else:
            begin += 1


def _bearers(part: str, atlas: Atlas) -> tuple[Candidate, ...]:
    countries = atlas.countries
    code = countries.country_of_name(part) or countries.country_of_demonym(part)
    if code is not None:
        return country_named(atlas, code)[1]
    if len(part) < 4 or part.lower() in atlas.words.common:
        return ()
    return tuple(c for c in atlas.gazetteer.look_up(part) if c.main and c.entry.kind in _KINDS)
