"""Places of parts: "195 across the country, 92 of them in Punjab": the 195 were not in Punjab."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tallybook.extract.frames.types import Count
from tallybook.extract.place_wholes import nation_told
from tallybook.extract.report_places import ReportPlaces
from tallybook.extract.types import Found
from tallybook.language.place_words import PlaceWords

_ELSEWHERE: Final = "elsewhere"
_NEAR: Final = 4
"""So many words may stand between a part and its place."""


def places_of_parts(text: str, found: Found, count: Count, places: ReportPlaces) -> Iterator[int]:
    """The numbers of the places that only a part of the count lies in.

    They stand right behind the part that counts some of them ("92 of them in Punjab and 44 in
    Sindh"), or behind what says that the count is of all the country.
    """
    nation = nation_told(found.tree, count.trigger, places.words)
    end = -1
    for number in places.numbers(count.end, found.sentence.end):
        mention = places.mentions[number]
        if mention.kind != "toponym":
            continue
        if nation is not None and count.end <= nation < mention.start:
            yield number
            continue
        led = text[count.end : mention.start].lower().rpartition(",")[2].split()[:_NEAR]
        if len(led) > 1 and led[0] in places.words.most_of and led[1] in places.words.locative:
            yield number  # "150 deaths, most in Britain"
            continue
        nearest = max(
            (c for c in found.counts if c.end <= mention.start), key=lambda c: c.end, default=None
        )
        if nearest is None or not _is_part(text, nearest, count, places.words):
            continue
        between = text[nearest.end : mention.start]
        listed = end > 0 and text[end : mention.start].strip(", ") in places.words.joins
        if listed or ("," not in between and len(between.split()) <= _NEAR):
            end = mention.phrase_end  # "2 million of them into Chad, Egypt and South Sudan"
            yield number


def _is_part(text: str, part: Count, whole: Count, words: PlaceWords) -> bool:
    """Is it "92 of them", or the "44" of "and 44 in Sindh" behind it?"""
    if part.whole != (whole.start, whole.end):
        return False
    last = text[part.start : part.end].lower().split()[-1]
    return last in words.some_of or _ELSEWHERE in part.rule
